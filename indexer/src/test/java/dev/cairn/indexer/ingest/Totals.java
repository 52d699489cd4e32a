package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Place;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  static Totals of(House house, SeededFiles files) throws InterruptedException {
    house.ingest.awaitMeaning();
    try (var view = house.index.view()) {
      assertEquals(Set.of(), view.undirected());
    }
    var outcomes = new TreeMap<String, String>();
    var found = new TreeMap<String, Long>();
    for (int i = 0; i < files.all().size(); i++) {
      var file = files.all().get(i);
      if (house.catalogue.at(new Place("folder:seeded", file.name())).isEmpty()) continue;
      for (var place : file.places().entrySet()) {
        var item = house.catalogue.at(new Place("folder:seeded", place.getKey())).orElseThrow();
        outcomes.put(place.getKey(), item.outcome().orElseThrow().code());
        requireConsistent(house, item, place.getKey(), place.getValue());
      }
      found.put(file.name(), total(house.index, new Query.Words(SeededFiles.File.word(i), 1)));
    }
    house.ingest.jobs().forEach(job -> requireWhole(house, job));
    return new Totals(
        outcomes,
        house.catalogue.count(Caller.admin(), Optional.empty()),
        total(house.index, ofKinds("document", "lesson")),
        total(house.index, ofKinds("concept")),
        found);
  }

  private static void requireConsistent(House house, Item item, String name, String text) {
    assertTrue(house.ingest.findable(item), name);
    assertEquals(!text.isEmpty(), house.ingest.derived(item).isPresent(), name);
    assertTrue(item.change() > 0 && item.change() <= house.index.committed(), name);
  }

  /// A job has come to its end, and each of its files stands there once.
  private static void requireWhole(House house, Job summary) {
    assertTrue(summary.finished().isPresent(), summary.kind());
    var files = house.ingest.job(summary.id()).orElseThrow().files();
    assertEquals(summary.total(), files.size());
    assertEquals(files.size(), files.stream().map(Job.File::name).distinct().count());
    for (var file : files) assertTrue(file.outcome().isPresent(), file.name());
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
