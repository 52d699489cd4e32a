package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static dev.cairn.ontology.testkit.SmallView.concept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.testkit.CheckedSearchIndex;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.testkit.SmallView;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CubeTest {
  private static final ConceptView VIEW =
      SmallView.of(
              concept("channel"),
              concept("shop").broader("channel"),
              concept("web").broader("channel"),
              concept("web-form").broader("web"),
              concept("touchpoint"),
              concept("call").broader("touchpoint"),
              concept("visit").broader("touchpoint"),
              concept("stage"),
              concept("buying").broader("stage"),
              concept("leaving").broader("stage"),
              concept("function"),
              concept("planning").broader("function"))
          .with(
              new ConceptView.Slice("function", "function", List.of("planning")),
              new ConceptView.Slice("channel", "channel", List.of("web", "shop")),
              new ConceptView.Slice("touchpoint", "touchpoint", List.of("call", "visit")),
              new ConceptView.Slice("lifecycle", "stage", List.of("buying", "leaving")));

  private final CheckedSearchIndex index = new CheckedSearchIndex(LuceneIndexes.inMemory());
  private final Searcher searcher =
      new Searcher(
          index,
          () -> VIEW,
          () -> Linkers.over(VIEW, LinkerSettings.defaults()),
          EvidenceSource.none(),
          Optional.empty(),
          Clock.systemUTC());
  private final Cube cube = new Cube(searcher);

  @AfterEach
  void close() {
    searcher.close();
    index.close();
  }

  private void hold(Entries... entries) {
    for (var entry : entries) index.replace(entry.made());
    index.refresh();
  }

  private void someItems() {
    hold(
        entry("a").kind(Kind.LESSON).tag("web-form", 1).tag("call", 1).tag("buying", 1),
        entry("b").kind(Kind.LESSON).tag("web", 1).tag("call", 1).tag("leaving", 1),
        entry("c").tag("shop", 1).tag("visit", 1).tag("planning", 1),
        entry("d").tag("shop", 1),
        entry("e").tag("web", 1).tag("visit", 1).readers("group:a"));
  }

  private Cube.Counted counted(Set<Kind> kinds, Map<String, String> chosen) {
    return cube.counted(kinds, chosen, Caller.anonymous());
  }

  private static final Set<Kind> BOTH = Set.of(Kind.LESSON, Kind.DOCUMENT);

  @Test
  void counts_each_pair_of_values_with_what_is_narrower_and_nothing_that_is_hidden() {
    someItems();
    var counted = counted(BOTH, Map.of());
    assertEquals(List.of(List.of(2L, 0L), List.of(0L, 1L)), counted.faces().getFirst().cells());
    assertEquals(4, counted.total());
    assertEquals(
        List.of(List.of(0L, 0L), List.of(0L, 1L)),
        counted(Set.of(Kind.DOCUMENT), Map.of()).faces().getFirst().cells());
    var member = new Caller("ann", Set.of(Caller.Role.READER), Set.of("a"));
    assertEquals(
        List.of(List.of(2L, 1L), List.of(0L, 1L)),
        cube.counted(BOTH, Map.of(), member).faces().getFirst().cells());
  }

  @Test
  void what_is_chosen_of_one_edge_cuts_the_face_of_the_others() {
    someItems();
    var counted = counted(BOTH, Map.of("lifecycle", "buying"));
    assertEquals(List.of(List.of(1L, 0L), List.of(0L, 0L)), counted.faces().getFirst().cells());
    assertEquals(List.of("lifecycle"), counted.faces().getFirst().cut());
    assertEquals(List.of(List.of(1L, 1L), List.of(0L, 0L)), counted.faces().get(1).cells());
    assertEquals(
        List.of(List.of(0L, 0L), List.of(0L, 1L)),
        counted(BOTH, Map.of("function", "planning")).faces().getFirst().cells());
    assertThrows(
        IllegalArgumentException.class, () -> counted(BOTH, Map.of("function", "nothing")));
  }

  @Test
  void an_empty_cell_between_two_values_of_many_items_is_the_blindest_spot() {
    someItems();
    var blind = counted(BOTH, Map.of()).blind();
    assertEquals(
        List.of("web visit", "shop call"),
        blind.stream()
            .filter(b -> b.rows().equals("channel") && b.columns().equals("touchpoint"))
            .sorted((a, b) -> b.row().label().compareTo(a.row().label()))
            .map(b -> b.row().id() + " " + b.column().id())
            .toList());
    assertEquals(1.0, blind.getFirst().expected());
  }

  @Test
  void a_cell_is_what_the_search_with_its_filters_finds() {
    someItems();
    var face = counted(BOTH, Map.of("function", "planning")).faces().getFirst();
    for (int r = 0; r < 2; r++)
      for (int c = 0; c < 2; c++)
        assertEquals(
            face.cells().get(r).get(c),
            searcher
                .search(
                    dev.cairn.indexer.SearchRequest.of("")
                        .withSlices(
                            Map.of(
                                "channel", List.of(face.rows().values().get(r).id()),
                                "touchpoint", List.of(face.columns().values().get(c).id()),
                                "function", List.of("planning"))),
                    Caller.anonymous())
                .total());
  }
}
