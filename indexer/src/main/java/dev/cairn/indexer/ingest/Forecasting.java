package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Tags items with a vocabulary that is not in force yet, by what tags them when it is, and makes
/// of them what the index will hold.
final class Forecasting {
  private static final int SAMPLES_OF_CONCEPT = 5;
  private static final int MOST_SAMPLES = 40;
  private static final int AROUND = 70;
  private static final int LONGEST_PASSAGE = 240;
  private static final int AT_ONCE = 1_000;

  private final IngestParts parts;
  private final Reader reader;
  private final Meanings meanings;
  private final Ingest.Foreseen then;
  private final Optional<Meanings.Foreseen> meaning;
  private final ConceptView concepts;
  private final ConceptView tagging;
  private final Tagger tagger;
  private final Map<String, long[]> counts = new TreeMap<>();
  private final Map<String, Integer> sampled = new HashMap<>();
  private final List<Forecast.Sample> samples = new ArrayList<>();
  private long items;
  private long looked;
  private long changed;
  private long behind;
  private long unread;

  /// @param meaning of that vocabulary; empty where it cannot be told
  Forecasting(
      IngestParts parts,
      Reader reader,
      Meanings meanings,
      Ingest.Foreseen then,
      Optional<Meanings.Foreseen> meaning) {
    this.parts = parts;
    this.reader = reader;
    this.meanings = meanings;
    this.then = then;
    this.meaning = meaning;
    this.concepts = parts.concepts().get();
    this.tagging = parts.tagging().get();
    this.tagger = new Tagger(then.concepts());
  }

  /// @param stale whether an item is to be tagged anew in any case
  Forecast of(Predicate<Item> stale, SearchIndex supposed, Ingest.Foreseeing foreseeing) {
    var ids = ids();
    items = ids.size();
    if (!foreseeing.at(0, items, this::soFar)) return soFar();
    suppose(supposed);
    for (var id : ids) {
      var item = parts.catalogue().find(id, Caller.admin());
      if (item.isPresent() && isRead(item.get())) {
        if (stale.test(item.get())) behind++;
        look(item.get(), supposed);
      }
      looked++;
      if (!foreseeing.at(looked, items, this::soFar)) return soFar();
    }
    supposed.refresh();
    return soFar();
  }

  private List<ItemId> ids() {
    var ids = new ArrayList<ItemId>();
    long from = 0;
    while (true) {
      var changes = parts.catalogue().changesSince(from, AT_ONCE);
      if (changes.isEmpty()) return ids;
      for (var change : changes)
        if (change.item().filter(Forecasting::isRead).isPresent()) ids.add(change.id());
      from = changes.getLast().number();
    }
  }

  private static boolean isRead(Item item) {
    return item.state() == Item.State.DESCRIBED && item.binned().isEmpty();
  }

  /// The concepts themselves can be found, too.
  private void suppose(SearchIndex supposed) {
    var directions = meanings.known(tagging);
    var directionsThen = meaning.map(Meanings.Foreseen::concepts).orElse(directions);
    for (var concept : then.concepts().all()) {
      var entry = Entries.of(concept, of(directionsThen, concept.id()));
      var before = concepts.byId(concept.id());
      if (before.isEmpty() || !Entries.of(before.get(), of(directions, concept.id())).equals(entry))
        supposed.replace(entry);
    }
    for (var concept : concepts.all())
      if (then.concepts().byId(concept.id()).isEmpty())
        supposed.remove(Entries.conceptId(concept.id()));
  }

  private static List<Direction> of(Map<String, Direction> directions, String concept) {
    return Optional.ofNullable(directions.get(concept)).stream().toList();
  }

  private Forecast soFar() {
    var all =
        counts.entrySet().stream()
            .map(e -> new Forecast.OfConcept(e.getKey(), e.getValue()[0], e.getValue()[1]))
            .sorted(
                Comparator.comparingLong((Forecast.OfConcept c) -> -(c.gains() + c.losses()))
                    .thenComparing(Forecast.OfConcept::concept))
            .toList();
    return new Forecast(
        items,
        looked,
        changed,
        all.stream().mapToLong(Forecast.OfConcept::gains).sum(),
        all.stream().mapToLong(Forecast.OfConcept::losses).sum(),
        all,
        samples,
        behind,
        unread,
        meaning.isPresent());
  }

  private void look(Item item, SearchIndex supposed) {
    var kept = reader.found(item);
    if (kept.isEmpty()) return;
    var found = kept.get();
    var directions = meanings.known(item, found);
    if (directions.isEmpty() && meanings.embedder().isPresent()) unread++;
    var meant = meanings.meant(item, found, directions, tagging);
    var now = Entries.told(item, found.derived(), meant, concepts);
    var derived = linked(found.derived());
    var itemThen = item;
    // What is found of an older version keeps the tags that it has.
    if (found.content().equals(item.version().content()))
      itemThen =
          item.about(
              Descriptions.about(
                  item,
                  item.given().orElse(item.found()),
                  derived.reading(),
                  derived.mentions(),
                  tagger,
                  then.linker(),
                  then.concepts()),
              derived.spun());
    var meantThen =
        meaning
            .map(it -> meanings.meant(it, item, derived, directions, then.tagging()))
            .orElse(meant);
    var told = Entries.told(itemThen, derived, meantThen, then.concepts());
    if (told.equals(now)) return;
    supposed.replace(Entries.of(itemThen, derived, directions, told));
    count(item, ids(now), ids(told), found.derived().with(meant), derived.with(meantThen));
  }

  private Derived linked(Derived derived) {
    var text = derived.reading().text();
    if (text.isEmpty()) return derived;
    var linked = then.linker().link(text);
    return new Derived(
        derived.reading(),
        derived.passages(),
        linked.mentions(),
        linked.spun(),
        linked.hiddenLabelsApplied());
  }

  private static Set<String> ids(Entries.Told told) {
    return told.tags().stream().map(Tag::concept).collect(Collectors.toCollection(TreeSet::new));
  }

  private void count(
      Item item, Set<String> before, Set<String> after, Derived derived, Derived derivedThen) {
    if (after.equals(before)) return;
    changed++;
    for (var concept : after) if (!before.contains(concept)) note(item, concept, true, derivedThen);
    for (var concept : before) if (!after.contains(concept)) note(item, concept, false, derived);
  }

  private void note(Item item, String concept, boolean gained, Derived derived) {
    counts.computeIfAbsent(concept, _ -> new long[2])[gained ? 0 : 1]++;
    if (samples.size() >= MOST_SAMPLES
        || sampled.merge(concept + gained, 1, Integer::sum) > SAMPLES_OF_CONCEPT) return;
    var passage =
        derived.mentions().stream()
            .filter(m -> m.concept().equals(concept))
            .max(
                Comparator.comparingDouble(Mention::confidence)
                    .thenComparing(Mention::start, Comparator.reverseOrder()))
            .map(m -> around(derived.reading().text(), m))
            .orElse("");
    samples.add(new Forecast.Sample(item.id().value(), item.title(), concept, gained, passage));
  }

  private static String around(String text, Mention mention) {
    // Where a whole passage means the concept, its beginning is enough.
    int last = Math.min(mention.end(), mention.start() + LONGEST_PASSAGE);
    int start = Math.max(0, mention.start() - AROUND);
    int end = Math.min(text.length(), last + AROUND);
    while (start > 0 && start < mention.start() && !Character.isWhitespace(text.charAt(start - 1)))
      start++;
    while (end < text.length() && end > last && !Character.isWhitespace(text.charAt(end))) end--;
    return (start > 0 ? "… " : "")
        + text.substring(start, end).strip().replaceAll("\\s+", " ")
        + (end < text.length() ? " …" : "");
  }
}
