package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Mode;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Words and meaning in one list.
class HybridTest {
  private final Random random = Seed.random(getClass());
  private final RandomEntries made = new RandomEntries(random);
  private final Turned embedder = new Turned();
  private final SearchHouse house =
      new SearchHouse(EvidenceSource.none(), Optional.<Embedder>of(embedder));

  @AfterEach
  void close() {
    house.close();
  }

  private static Direction towards(int axis) {
    var values = new float[8];
    values[0] = 0.1f;
    values[axis] = 1;
    return Direction.along(values);
  }

  private static SearchRequest request(String text, Mode mode) {
    return SearchRequest.of(text).withMode(mode).withLimit(100).explained();
  }

  private static List<String> codes(Answer answer) {
    return answer.notices().stream().map(Answer.Notice::code).toList();
  }

  private void some() {
    house.hold(
        entry("words").passage("storm damage").directions(towards(1)),
        entry("meaning").passage("tempest harm").directions(towards(2)),
        entry("neither").passage("budget").directions(towards(3)));
    embedder.direction = towards(2);
  }

  @Test
  void what_only_means_it_is_found_beside_what_says_it() {
    some();
    var answer = house.search(request("storm", Mode.HYBRID));
    assertEquals(Mode.HYBRID, answer.mode());
    assertEquals(3, answer.total());
    assertEquals(Set.of("words", "meaning"), Set.copyOf(SearchHouse.ids(answer).subList(0, 2)));
    var by = new java.util.HashMap<String, Answer.Hit>();
    for (var hit : answer.hits()) by.put(hit.id(), hit);
    assertTrue(by.get("words").why().lexical().isPresent());
    assertTrue(by.get("meaning").why().lexical().isEmpty());
    var meaning = by.get("meaning").why().semantic().orElseThrow();
    assertEquals(1, meaning.rank());
    assertEquals(1, meaning.similarity(), 0.02);
    assertTrue(meaning.contribution() > 0);
    assertEquals(List.of(), codes(answer));
  }

  @Test
  void by_meaning_alone_the_nearest_come_first() {
    some();
    var answer = house.search(request("storm", Mode.SEMANTIC));
    assertEquals("meaning", SearchHouse.ids(answer).getFirst());
    assertTrue(answer.hits().getFirst().why().lexical().isEmpty());
  }

  @Test
  void where_no_word_occurs_the_answer_says_that_it_goes_by_meaning() {
    some();
    assertEquals(List.of("only-meaning"), codes(house.search(request("zzyzx", Mode.HYBRID))));
  }

  @Test
  void what_is_strict_stays_strict() {
    some();
    assertEquals(
        List.of("words"), SearchHouse.ids(house.search(request("\"storm damage\"", Mode.HYBRID))));
    assertFalse(
        SearchHouse.ids(house.search(request("storm -tempest", Mode.HYBRID))).contains("meaning"));
  }

  @Test
  void while_the_model_sleeps_words_answer_and_meaning_alone_does_not() {
    some();
    embedder.asleep = true;
    var answer = house.search(request("storm", Mode.HYBRID));
    assertEquals(Mode.LEXICAL, answer.mode());
    assertEquals(List.of("no-vectors"), codes(answer));
    assertEquals(List.of("words"), SearchHouse.ids(answer));
    var refused =
        assertThrows(IndexFailure.class, () -> house.search(request("storm", Mode.SEMANTIC)));
    assertEquals(IndexFailure.Kind.NOT_READY, refused.kind());
  }

  @Test
  void what_is_not_read_yet_is_found_by_its_words_and_the_answer_says_so() {
    some();
    house.hold(entry("new").passage("storm"));
    var answer = house.search(request("storm", Mode.HYBRID));
    assertTrue(SearchHouse.ids(answer).contains("new"));
    assertEquals(List.of("meaning-behind"), codes(answer));
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) house.index.replace(made.searched("e" + i));
    house.index.refresh();
  }

  private Mode mode() {
    return random.nextBoolean() ? Mode.HYBRID : Mode.SEMANTIC;
  }

  @Test
  void a_score_is_the_sum_of_its_reasons_never_rises_and_is_at_most_one() {
    fill(150);
    for (int round = Seed.rounds(100); round > 0; round--) {
      embedder.direction = made.direction();
      double last = 1 + 1e-9;
      for (var hit : house.search(request(made.text(1 + random.nextInt(3)), mode())).hits()) {
        var why = hit.why();
        double sum = 0;
        if (why.lexical().isPresent()) sum += why.lexical().get().contribution();
        if (why.semantic().isPresent()) sum += why.semantic().get().contribution();
        for (var concept : why.concepts()) sum += concept.contribution();
        for (var other : why.other()) sum += other.contribution();
        assertEquals(sum, hit.score(), 1e-9);
        assertTrue(hit.score() <= last + 1e-12, hit.score() + " after " + last);
        last = hit.score();
      }
    }
  }

  @Test
  void pages_are_the_whole_list_in_pieces_while_entries_come() {
    fill(150);
    for (int round = Seed.rounds(20); round > 0; round--) {
      // Of too many states the newest are kept.
      house.clock.pass(Duration.ofSeconds(1));
      embedder.direction = made.direction();
      var request = request(made.text(2), mode());
      var whole = SearchHouse.ids(house.search(request));
      var pieces = new ArrayList<String>();
      var page = house.search(request.withLimit(7));
      pieces.addAll(SearchHouse.ids(page));
      while (page.next().isPresent() && pieces.size() < 100) {
        house.index.replace(made.searched("e" + random.nextInt(200)));
        house.index.refresh();
        page = house.search(request.withLimit(7).withCursor(page.next().orElseThrow()));
        pieces.addAll(SearchHouse.ids(page));
      }
      assertEquals(whole, pieces.subList(0, Math.min(pieces.size(), 100)));
    }
  }

  @Test
  void words_count_where_everything_scores_the_same() {
    house.hold(Entries.entry("only").passage("a storm passed").directions(towards(1)));
    embedder.direction = towards(2);
    var answer = house.search(request("storm", Mode.HYBRID));
    assertEquals(List.of("only"), SearchHouse.ids(answer));
    assertEquals(List.of(), codes(answer));
    assertTrue(answer.hits().getFirst().why().lexical().orElseThrow().contribution() > 0);
  }

  @Test
  void counts_are_those_of_the_list_and_a_filter_only_cuts() {
    fill(100);
    for (int round = Seed.rounds(40); round > 0; round--) {
      embedder.direction = made.direction();
      var request = request(made.text(2), mode()).counting(List.of("kind", "author"));
      var answer = house.search(request);
      assertEquals(answer.total(), answer.hits().size());
      for (var value : answer.facets().getOrDefault("author", List.of())) {
        var filtered = request.withFilters(Map.of("author", List.of(value.value())));
        var cut = house.search(filtered);
        assertEquals(value.count(), cut.total(), value.value());
        assertTrue(SearchHouse.ids(answer).containsAll(SearchHouse.ids(cut)));
      }
      long kinds =
          answer.facets().getOrDefault("kind", List.of()).stream()
              .filter(value -> !value.value().equals("concept"))
              .mapToLong(Answer.FacetValue::count)
              .sum();
      assertEquals(answer.total(), kinds);
    }
  }

  @Test
  void what_is_hidden_is_neither_found_nor_takes_the_place_of_what_is_near() {
    fill(120);
    var hidden = new HashSet<String>();
    for (int i = 0; i < 150; i++) {
      hidden.add("h" + i);
      house.index.replace(
          Entries.entry("h" + i)
              .passage("storm")
              .readers("team")
              .directions(embedder.direction)
              .made());
    }
    var before = house.search(request("zzyzx", Mode.SEMANTIC)).total();
    house.index.refresh();
    var after = house.search(request("zzyzx", Mode.SEMANTIC));
    assertEquals(before, after.total());
    for (var id : SearchHouse.ids(after)) assertFalse(hidden.contains(id));
  }
}
