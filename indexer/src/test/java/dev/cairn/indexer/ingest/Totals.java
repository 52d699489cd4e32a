package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Place;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All that can be counted in a house, so that two can be compared.
///
/// @param outcomes code of the outcome of the item at each place
/// @param items in the catalogue
/// @param entries in the index, concepts left out
/// @param concepts in the index
/// @param found place → how many items its own word finds
record Totals(
    Map<String, String> outcomes,
    long items,
    long entries,
    long concepts,
    Map<String, Long> found) {

  static Totals of(House house, SeededFiles files) {
    var outcomes = new TreeMap<String, String>();
    var found = new TreeMap<String, Long>();
    for (int i = 0; i < files.all().size(); i++) {
      var file = files.all().get(i);
      var item = house.catalogue.at(new Place("folder:seeded", file.name()));
      if (item.isEmpty()) continue;
      outcomes.put(file.name(), item.get().outcome().orElseThrow().code());
      found.put(file.name(), total(house.index, new Query.Words(SeededFiles.File.word(i), 1)));
      requireConsistent(house, item.get(), file);
    }
    return new Totals(
        outcomes,
        house.catalogue.count(Caller.admin(), java.util.Optional.empty()),
        total(house.index, ofKinds("document", "lesson")),
        total(house.index, ofKinds("concept")),
        found);
  }

  private static void requireConsistent(House house, Item item, SeededFiles.File file) {
    assertTrue(house.ingest.findable(item), file.name());
    assertEquals(!file.empty(), house.ingest.derived(item).isPresent(), file.name());
    assertTrue(item.change() > 0 && item.change() <= house.index.committed(), file.name());
  }

  private static Query ofKinds(String... kinds) {
    return new Query.Value("kind", Set.of(kinds));
  }

  /// How many entries match; none of them twice.
  static long total(SearchIndex index, Query query) {
    try (var view = index.view()) {
      var found =
          view.find(
              new SearchIndex.Question(
                  query,
                  Caller.admin().principals(),
                  Map.of(),
                  Map.of(Query.Field.BODY, 1.0),
                  0,
                  SearchRequest.Sort.RELEVANCE,
                  0,
                  1_000,
                  List.of(),
                  false));
      var ids = found.ranked().stream().map(SearchIndex.Ranked::id).collect(Collectors.toSet());
      assertEquals(found.total(), ids.size());
      return found.total();
    }
  }
}
