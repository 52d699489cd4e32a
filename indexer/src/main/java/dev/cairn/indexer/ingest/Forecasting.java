package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.Mention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Tags items with a vocabulary that is not in force yet, by what tags them when it is.
final class Forecasting {
  private static final int SAMPLES_OF_CONCEPT = 5;
  private static final int MOST_SAMPLES = 40;
  private static final int AROUND = 70;

  private final Reader reader;
  private final ConceptView concepts;
  private final Linker linker;
  private final Tagger tagger;
  private final Map<String, long[]> counts = new TreeMap<>();
  private final Map<String, Integer> sampled = new HashMap<>();
  private final List<Forecast.Sample> samples = new ArrayList<>();
  private long changed;

  Forecasting(Reader reader, ConceptView concepts, Linker linker) {
    this.reader = reader;
    this.concepts = concepts;
    this.linker = linker;
    this.tagger = new Tagger(concepts);
  }

  /// @param items those that are read and not in the bin
  Forecast of(List<Item> items, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    long looked = 0;
    for (var item : items) {
      if (System.nanoTime() > end) break;
      look(item);
      looked++;
    }
    var all =
        counts.entrySet().stream()
            .map(e -> new Forecast.OfConcept(e.getKey(), e.getValue()[0], e.getValue()[1]))
            .sorted(
                Comparator.comparingLong((Forecast.OfConcept c) -> -(c.gains() + c.losses()))
                    .thenComparing(Forecast.OfConcept::concept))
            .toList();
    return new Forecast(
        items.size(),
        looked,
        changed,
        all.stream().mapToLong(Forecast.OfConcept::gains).sum(),
        all.stream().mapToLong(Forecast.OfConcept::losses).sum(),
        all,
        samples);
  }

  private void look(Item item) {
    var found = reader.found(item);
    // What is found of an older version keeps the tags that it has.
    if (found.isEmpty() || !found.get().content().equals(item.version().content())) return;
    var derived = found.get().derived();
    var text = derived.reading().text();
    var known = item.given().orElse(item.found());
    var mentions = text.isEmpty() ? List.<Mention>of() : linker.link(text).mentions();
    var next =
        concepts(
            Descriptions.about(item, known, derived.reading(), mentions, tagger, linker, concepts));
    var now = concepts(item.tags());
    if (next.equals(now)) return;
    changed++;
    for (var concept : next) if (!now.contains(concept)) note(item, concept, true, text, mentions);
    for (var concept : now)
      if (!next.contains(concept)) note(item, concept, false, text, derived.mentions());
  }

  private static Set<String> concepts(List<Tag> tags) {
    return tags.stream()
        .filter(tag -> tag.method() != Tag.Method.MEANING)
        .map(Tag::concept)
        .collect(Collectors.toSet());
  }

  private void note(
      Item item, String concept, boolean gained, String text, List<Mention> mentions) {
    counts.computeIfAbsent(concept, _ -> new long[2])[gained ? 0 : 1]++;
    if (samples.size() >= MOST_SAMPLES
        || sampled.merge(concept + gained, 1, Integer::sum) > SAMPLES_OF_CONCEPT) return;
    var passage =
        mentions.stream()
            .filter(m -> m.concept().equals(concept))
            .max(
                Comparator.comparingDouble(Mention::confidence)
                    .thenComparing(Mention::start, Comparator.reverseOrder()))
            .map(m -> around(text, m))
            .orElse("");
    samples.add(new Forecast.Sample(item.id().value(), item.title(), concept, gained, passage));
  }

  private static String around(String text, Mention mention) {
    int start = Math.max(0, mention.start() - AROUND);
    int end = Math.min(text.length(), mention.end() + AROUND);
    while (start > 0 && start < mention.start() && !Character.isWhitespace(text.charAt(start - 1)))
      start++;
    while (end < text.length() && end > mention.end() && !Character.isWhitespace(text.charAt(end)))
      end--;
    return (start > 0 ? "… " : "")
        + text.substring(start, end).strip().replaceAll("\\s+", " ")
        + (end < text.length() ? " …" : "");
  }
}
