package dev.cairn.indexer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.indexer.SearchRequest.Mode;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every count of every facet is what counting by hand gives, in every mode, under any filters.
class FacetLawsTest {
  private static final int ENTRIES = 100;
  private static final List<String> CONCEPTS =
      SearchHouse.VIEW.all().stream().map(Concept::id).toList();

  private static final List<String> FUNCTIONS =
      SearchHouse.VIEW.slices().stream()
          .filter(slice -> slice.name().equals("function"))
          .flatMap(slice -> slice.values().stream())
          .toList();

  private final Turned embedder = new Turned();
  private final SearchHouse house = new SearchHouse(EvidenceSource.none(), Optional.of(embedder));
  private final Random random = Seed.random(getClass());
  private final RandomEntries made = new RandomEntries(random);
  private final Map<String, Entry> entries = new HashMap<>();

  @AfterEach
  void close() {
    house.close();
  }

  private void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      var entry = entry("e" + i);
      entries.put(entry.id(), entry);
      house.index.replace(entry);
    }
    house.index.refresh();
  }

  private Entry entry(String id) {
    var plain = made.entry(0);
    var tags = new ArrayList<Tag>();
    var about = new HashSet<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var concept = pick(CONCEPTS);
      if (about.add(concept)) tags.add(new Tag(concept, 0.5, Tag.Method.HEADING));
    }
    var directions = new ArrayList<Direction>();
    if (random.nextInt(8) > 0)
      for (int i = 0; i < Math.max(1, plain.passages().size()); i++)
        directions.add(made.direction());
    return new Entry(
        id,
        random.nextBoolean() ? Kind.DOCUMENT : Kind.LESSON,
        plain.title(),
        plain.passages(),
        List.of(),
        tags,
        plain.values(),
        plain.date(),
        random.nextInt(5) == 0 ? Set.of("team") : Set.of(Caller.EVERYONE),
        1,
        Optional.empty(),
        directions,
        1);
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private String question() {
    return switch (random.nextInt(5)) {
      case 0 -> "customer churn " + made.text(1);
      case 1 -> made.text(2) + " OR " + made.text(1);
      case 2 -> made.text(2) + " -" + made.text(1);
      default -> made.text(1 + random.nextInt(4));
    };
  }

  /// Name → what an entry must fulfil for it, and the request that asks for that.
  private SearchRequest cut(SearchRequest plain, Map<String, Predicate<Entry>> cuts) {
    var request = plain;
    if (random.nextBoolean()) {
      var kind = pick(List.of(Kind.DOCUMENT, Kind.LESSON));
      request = request.withKinds(Set.of(kind));
      cuts.put("kind", entry -> entry.kind() == kind);
    }
    var filters = new HashMap<String, List<String>>();
    for (var name : List.of("author", "language")) {
      if (random.nextInt(3) > 0) continue;
      var wanted = pick(List.copyOf(entries.values())).values().getOrDefault(name, List.of());
      if (wanted.isEmpty()) continue;
      filters.put(name, wanted);
      cuts.put(name, entry -> values(name, entry).stream().anyMatch(wanted::contains));
    }
    request = request.withFilters(filters);
    if (random.nextInt(3) == 0) {
      var concept = pick(CONCEPTS);
      boolean exact = random.nextBoolean();
      request = request.withConcepts(List.of(concept), exact);
      cuts.put("concept", entry -> about(concept, exact, entry));
    }
    if (random.nextInt(3) == 0) {
      var function = pick(List.of("planning", "controlling"));
      boolean exact = request.exact();
      request = request.withSlices(Map.of("function", List.of(function)));
      cuts.put("function", entry -> about(function, exact, entry));
    }
    return request;
  }

  private static boolean about(String concept, boolean exact, Entry entry) {
    return entry.tags().stream()
        .map(Tag::concept)
        .anyMatch(tag ->
            tag.equals(concept) || (!exact && SearchHouse.VIEW.ancestors(tag).contains(concept)));
  }

  /// Under which values of a facet an entry counts.
  private static Set<String> values(String name, Entry entry) {
    return switch (name) {
      case "kind" -> Set.of(entry.kind().name().toLowerCase(Locale.ROOT));
      case "year" ->
          entry.date().map(date -> Set.of(Integer.toString(date.getYear()))).orElse(Set.of());
      default -> Set.copyOf(entry.values().getOrDefault(name, List.of()));
    };
  }

  @Test
  void every_count_is_what_counting_by_hand_gives() {
    fill();
    for (int round = Seed.rounds(40); round > 0; round--)
      for (var mode : Mode.values()) {
        embedder.direction = made.direction();
        var plain = SearchRequest.of(question()).withMode(mode).withLimit(100);
        var cuts = new TreeMap<String, Predicate<Entry>>();
        var request = cut(plain, cuts);
        var all = matching(plain, request.exact());
        var answer =
            house.search(
                request.counting(
                    List.of("kind", "author", "language", "year", "concept", "function")));
        assertEquals(
            names(all, cuts, ""), Set.copyOf(SearchHouse.ids(answer)), () -> request.toString());
        assertEquals(SearchHouse.ids(answer).size(), answer.total());
        for (var name : List.of("kind", "author", "language", "year"))
          assertEquals(
              byHand(all, cuts, name),
              flat(answer.facets().getOrDefault(name, List.of())),
              () -> name + " of " + request);
        for (var name : List.of("concept", "function"))
          assertEquals(
              byHand(all, cuts, name, request.exact()),
              flat(answer.facets().getOrDefault(name, List.of())),
              () -> name + " of " + request);
      }
  }

  private static Entry entry(Map<String, Entry> all, String id) {
    var entry = all.get(id);
    if (entry == null) throw new AssertionError("no entry " + id);
    return entry;
  }

  /// What the question finds without any filter.
  private Map<String, Entry> matching(SearchRequest plain, boolean exact) {
    var found = new TreeMap<String, Entry>();
    for (var id : SearchHouse.ids(house.search(plain.withConcepts(List.of(), exact))))
      found.put(id, entry(entries, id));
    return found;
  }

  /// @param but the filter of this name is left out
  private static Set<String> names(
      Map<String, Entry> all, Map<String, Predicate<Entry>> cuts, String but) {
    return all.values().stream()
        .filter(entry ->
            cuts.entrySet().stream()
                .allMatch(cut -> cut.getKey().equals(but) || cut.getValue().test(entry)))
        .map(Entry::id)
        .collect(Collectors.toSet());
  }

  private static Map<String, Long> byHand(
      Map<String, Entry> all, Map<String, Predicate<Entry>> cuts, String name) {
    Map<String, Long> counts = new TreeMap<>();
    for (var id : names(all, cuts, name))
      for (var value : values(name, entry(all, id))) counts.merge(value, 1L, Long::sum);
    return counts;
  }

  private static Map<String, Long> byHand(
      Map<String, Entry> all, Map<String, Predicate<Entry>> cuts, String name, boolean exact) {
    Map<String, Long> counts = new TreeMap<>();
    for (var id : names(all, cuts, name))
      for (var concept : name.equals("concept") ? CONCEPTS : functions(exact))
        if (about(concept, exact, entry(all, id))) counts.merge(concept, 1L, Long::sum);
    return counts;
  }

  /// Where only the very value is wanted, no finer ones are offered below it.
  private static List<String> functions(boolean exact) {
    return exact
        ? FUNCTIONS
        : Stream.concat(
                FUNCTIONS.stream(),
                FUNCTIONS.stream().flatMap(it -> SearchHouse.VIEW.descendants(it).stream()))
            .distinct()
            .toList();
  }

  private static Map<String, Long> flat(List<Answer.FacetValue> values) {
    Map<String, Long> counts = new TreeMap<>();
    for (var value : values) {
      counts.put(value.value(), value.count());
      counts.putAll(flat(value.children()));
    }
    return counts;
  }
}
