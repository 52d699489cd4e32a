package dev.cairn.indexer.search;

import static dev.cairn.indexer.search.SearchHouse.filtered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for every question over every corpus, tried on random ones.
class SearchLawsTest {
  private static final List<String> CONCEPTS =
      SearchHouse.VIEW.all().stream().map(Concept::id).toList();

  private final SearchHouse house = new SearchHouse();
  private final Random random = Seed.random(getClass());
  private final RandomEntries made = new RandomEntries(random);

  @BeforeEach
  void fill() {
    for (int i = 0; i < 100; i++) house.index.replace(entry("e" + i, Set.of("everyone")));
    house.index.refresh();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Entry entry(String id, Set<String> readers) {
    var plain = made.entry(0);
    var tags = new ArrayList<Tag>();
    var labels = new ArrayList<String>();
    for (int i = random.nextInt(4); i > 0; i--) {
      var concept = CONCEPTS.get(random.nextInt(CONCEPTS.size()));
      tags.add(new Tag(concept, random.nextInt(1, 101) / 100.0, Tag.Method.HEADING));
      labels.add(SearchHouse.VIEW.byId(concept).orElseThrow().label());
    }
    return new Entry(
        id,
        plain.kind(),
        plain.title(),
        plain.passages(),
        labels,
        tags,
        plain.values(),
        plain.date(),
        readers,
        random.nextInt(4) == 0 ? random.nextInt(50, 100) / 100.0 : 1,
        Optional.empty(),
        List.of(),
        1);
  }

  private String question() {
    return switch (random.nextInt(5)) {
      case 0 -> "customer churn " + made.text(1);
      case 1 -> "planning";
      case 2 -> made.text(2) + " OR " + made.text(1);
      case 3 -> made.text(2) + " -" + made.text(1);
      default -> made.text(1 + random.nextInt(4));
    };
  }

  @Test
  void a_score_is_the_sum_of_its_contributions_and_at_most_one() {
    for (int round = Seed.rounds(60); round > 0; round--)
      for (var hit : house.search(question()).hits()) {
        var why = hit.why();
        double sum = why.lexical().map(Why.Lexical::contribution).orElse(0.0);
        for (var concept : why.concepts()) sum += concept.contribution();
        for (var other : why.other()) sum += other.contribution();
        assertEquals(hit.score(), sum, 1e-9);
        assertTrue(hit.score() >= 0 && hit.score() <= 1, () -> hit.toString());
        why.lexical()
            .ifPresent(lexical -> {
              double terms = lexical.terms().stream().mapToDouble(Why.Term::weight).sum();
              assertEquals(lexical.score(), terms, 1e-9);
              assertTrue(lexical.rank() >= 1);
            });
      }
  }

  @Test
  void a_spun_twin_never_ranks_above_its_plain_twin() {
    for (int i = 0; i < 30; i++) {
      var plain = entry("z" + i, Set.of("everyone"));
      house.index.replace(Entries.trusted(plain, 1));
      // Its id comes first, so that equal scores would put it first.
      var twin = renamed(plain, "a" + i);
      house.index.replace(Entries.trusted(twin, random.nextInt(50, 100) / 100.0));
    }
    house.index.refresh();
    for (int round = Seed.rounds(60); round > 0; round--) {
      var answer = house.search(question());
      var order = SearchHouse.ids(answer);
      for (var hit : answer.hits()) {
        if (!hit.id().startsWith("z") || hit.score() == 0) continue;
        int twin = order.indexOf("a" + hit.id().substring(1));
        if (twin < 0) continue;
        assertTrue(order.indexOf(hit.id()) < twin, hit.id() + " in " + order);
        var spun = answer.hits().get(twin);
        assertTrue(spun.score() >= hit.score() * 0.74, "loses at most a quarter");
        assertEquals(List.of(), hit.why().other());
        assertEquals("trust", spun.why().other().getFirst().name());
        assertTrue(spun.why().other().getFirst().contribution() < 0);
        assertEquals(hit.why().lexical(), spun.why().lexical());
      }
    }
  }

  private static Entry renamed(Entry entry, String id) {
    return new Entry(
        id,
        entry.kind(),
        entry.title(),
        entry.passages(),
        entry.labels(),
        entry.tags(),
        entry.values(),
        entry.date(),
        entry.readers(),
        entry.trust(),
        entry.sketch(),
        entry.directions(),
        entry.change());
  }

  @Test
  void a_facets_count_is_what_a_click_on_it_shows() {
    for (int round = 0; round < 20; round++) {
      var text = question();
      var answer =
          house.search(
              filtered(
                  text,
                  List.of(),
                  false,
                  Map.of("function", List.of("planning")),
                  Map.of("language", List.of("en")),
                  List.of("function", "concept", "language", "author")));
      for (var value : answer.facets().getOrDefault("function", List.of()))
        assertEquals(
            value.count(),
            total(text, List.of(), Map.of("function", List.of(value.value())), "language", "en"));
      for (var value : answer.facets().getOrDefault("concept", List.of())) {
        var planning = Map.of("function", List.of("planning"));
        assertEquals(
            value.count(), total(text, List.of(value.value()), planning, "language", "en"));
        for (var child : value.children())
          assertEquals(
              child.count(), total(text, List.of(child.value()), planning, "language", "en"));
      }
      for (var value : answer.facets().getOrDefault("language", List.of()))
        assertEquals(
            value.count(),
            total(
                text,
                List.of(),
                Map.of("function", List.of("planning")),
                "language",
                value.value()));
    }
  }

  private long total(
      String text,
      List<String> concepts,
      Map<String, List<String>> slices,
      String filter,
      String value) {
    return house
        .search(filtered(text, concepts, false, slices, Map.of(filter, List.of(value)), List.of()))
        .total();
  }

  @Test
  void filters_only_cut_and_narrower_concepts_only_add() {
    for (int round = 0; round < 30; round++) {
      var text = question();
      var concept = List.of(CONCEPTS.get(random.nextInt(CONCEPTS.size())));
      var free = ids(text, List.of(), false);
      var exact = ids(text, concept, true);
      var withNarrower = ids(text, concept, false);
      assertTrue(withNarrower.containsAll(exact));
      assertTrue(free.containsAll(withNarrower));
    }
  }

  private Set<String> ids(String text, List<String> concepts, boolean exact) {
    return new HashSet<>(
        SearchHouse.ids(
            house.search(filtered(text, concepts, exact, Map.of(), Map.of(), List.of()))));
  }

  @Test
  void what_is_hidden_moves_no_total_no_facet_and_no_list() {
    var facets = List.of("kind", "function", "concept", "author", "language", "year");
    var questions = new ArrayList<String>();
    var before = new ArrayList<Answer>();
    for (int round = 0; round < 20; round++) {
      var text = question();
      questions.add(text);
      before.add(house.search(SearchRequest.of(text).withLimit(100).counting(facets)));
    }
    var counts = house.searcher.conceptCounts(Caller.anonymous());
    for (int i = 0; i < 80; i++)
      house.index.replace(entry("hidden" + i, Set.of("group:others", "role:admin")));
    house.index.refresh();
    for (int round = 0; round < 20; round++) {
      var after =
          house.search(SearchRequest.of(questions.get(round)).withLimit(100).counting(facets));
      assertEquals(before.get(round).total(), after.total());
      assertEquals(before.get(round).facets(), after.facets());
      assertEquals(
          Set.copyOf(SearchHouse.ids(before.get(round))), Set.copyOf(SearchHouse.ids(after)));
    }
    assertEquals(counts, house.searcher.conceptCounts(Caller.anonymous()));
  }

  @Test
  void no_text_is_an_error() {
    var pieces =
        List.of("\"", "-", "title:", "author:", " OR ", "bk", "customer churn", " ", "\u0000", "é");
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--)
        text.append(pieces.get(random.nextInt(pieces.size())));
      house.search(SearchRequest.of(text.toString()));
    }
    house.search(SearchRequest.of("word \"a phrase\" title:x -y OR ".repeat(350)));
  }
}
