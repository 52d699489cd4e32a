package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.testkit.Seed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagingTest {
  private static final SearchRequest STORM = SearchRequest.of("storm").withLimit(2);

  private final SearchHouse house = new SearchHouse();

  @BeforeEach
  void hold() {
    for (var id : List.of("a", "b", "c", "d", "e")) house.hold(entry(id).passage("storm"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private String next(Answer answer) {
    return answer.next().orElseThrow();
  }

  @Test
  void pages_follow_each_other_while_entries_come_and_go() {
    var first = house.search(STORM);
    house.hold(entry("Z").passage("storm storm storm"));
    house.index.remove("c");
    house.index.refresh();
    var second = house.search(STORM.withCursor(next(first)));
    var third = house.search(STORM.withCursor(next(second)));
    assertEquals(List.of("a", "b"), SearchHouse.ids(first));
    assertEquals(List.of("c", "d"), SearchHouse.ids(second));
    assertEquals(List.of("e"), SearchHouse.ids(third));
    assertEquals(5, third.total());
    assertTrue(third.next().isEmpty());
    assertEquals("Z", SearchHouse.ids(house.search(STORM)).getFirst());
  }

  @Test
  void a_list_that_ends_with_its_page_has_no_next_one() {
    assertTrue(house.search(STORM.withLimit(5)).next().isEmpty());
    assertTrue(house.search(SearchRequest.of("flood")).next().isEmpty());
  }

  @Test
  void pages_of_random_questions_are_the_whole_list_in_pieces() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    for (int i = 0; i < 120; i++) house.index.replace(made.entry(i));
    house.index.refresh();
    for (int round = Seed.rounds(20); round > 0; round--) {
      // Of too many states the newest are kept.
      house.clock.pass(Duration.ofSeconds(1));
      var request = SearchRequest.of(made.text(2));
      var whole = SearchHouse.ids(house.search(request.withLimit(100)));
      var pieces = new ArrayList<String>();
      var page = house.search(request.withLimit(7));
      pieces.addAll(SearchHouse.ids(page));
      while (page.next().isPresent() && pieces.size() < 100) {
        house.index.replace(made.entry(1000 + random.nextInt(200)));
        house.index.refresh();
        page = house.search(request.withLimit(7).withCursor(next(page)));
        pieces.addAll(SearchHouse.ids(page));
      }
      assertEquals(whole, pieces.subList(0, Math.min(pieces.size(), 100)));
    }
  }

  @Test
  void a_cursor_ends_after_five_minutes_without_use() {
    var first = next(house.search(STORM));
    house.clock.pass(Duration.ofMinutes(4));
    var second = next(house.search(STORM.withCursor(first)));
    house.clock.pass(Duration.ofMinutes(4));
    assertEquals(List.of("e"), SearchHouse.ids(house.search(STORM.withCursor(second))));
    house.clock.pass(Duration.ofMinutes(2));
    var failure = assertThrows(IndexFailure.class, () -> house.search(STORM.withCursor(second)));
    assertEquals(IndexFailure.Kind.EXPIRED, failure.kind());
  }

  @Test
  void a_bounded_number_of_states_is_kept_the_newest_ones() {
    var oldest = next(house.search(STORM));
    var last = oldest;
    for (int i = 0; i < Snapshots.MOST; i++) {
      house.clock.pass(Duration.ofSeconds(1));
      house.hold(entry("new" + i).passage("flood"));
      last = next(house.search(STORM));
    }
    var newest = last;
    assertThrows(IndexFailure.class, () -> house.search(STORM.withCursor(oldest)));
    assertEquals(List.of("c", "d"), SearchHouse.ids(house.search(STORM.withCursor(newest))));
  }

  @Test
  void searches_of_one_state_share_it() {
    var first = next(house.search(STORM));
    for (int i = 0; i < 2 * Snapshots.MOST; i++) house.search(STORM);
    assertEquals(List.of("c", "d"), SearchHouse.ids(house.search(STORM.withCursor(first))));
  }

  @Test
  void a_cursor_serves_its_own_question_and_reader_only() {
    var cursor = next(house.search(STORM));
    for (var other :
        List.of(
            SearchRequest.of("storms").withCursor(cursor),
            STORM.withCursor("!"),
            STORM.withCursor(""),
            STORM.withCursor("YWJj")))
      assertThrows(IllegalArgumentException.class, () -> house.search(other));
    assertThrows(
        IllegalArgumentException.class,
        () -> house.searcher.search(STORM.withCursor(cursor), Caller.admin()));
    var onlyShownDifferently =
        STORM.withLimit(3).explained().counting(List.of("kind")).withCursor(cursor);
    assertEquals(List.of("c", "d", "e"), SearchHouse.ids(house.search(onlyShownDifferently)));
  }
}
