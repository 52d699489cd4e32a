package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Entered;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Mode;
import dev.cairn.indexer.SearchRequest.Sort;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an admin pinned to a question stands first, in one set with all else.
class PinsTest {
  private static final ItemId PINNED = new ItemId("z".repeat(22));
  private static final ItemId OTHER = new ItemId("y".repeat(22));

  private final Random random = Seed.random(getClass());
  private final Turned embedder = new Turned();
  private final SearchHouse house = new SearchHouse(EvidenceSource.none(), Optional.of(embedder));

  @AfterEach
  void close() {
    house.close();
  }

  private void pin(String question, ItemId item) {
    assertInstanceOf(
        Entered.Kept.class, house.curation.pin(Optional.empty(), question, item, "for a test"));
  }

  private static Direction towards(int axis) {
    var values = new float[8];
    values[0] = 0.1f;
    values[axis] = 1;
    return Direction.along(values);
  }

  private void some() {
    house.hold(
        entry("best").title("travel rules").passage("travel rules").directions(towards(1)),
        entry("good").passage("travel much").directions(towards(2)),
        entry(PINNED.value()).passage("budget table").directions(towards(3)),
        entry(OTHER.value()).passage("weather").directions(towards(4)));
    embedder.direction = towards(1);
  }

  private static SearchRequest ask(String text, Mode mode) {
    return SearchRequest.of(text).withMode(mode).withLimit(100).explained();
  }

  @Test
  void a_pinned_item_stands_first_in_every_mode_though_it_does_not_match() {
    some();
    pin("Travel Rules", PINNED);
    for (var mode : Mode.values()) {
      var answer = house.search(ask("travel rules?", mode));
      var first = answer.hits().getFirst();
      assertEquals(PINNED.value(), first.id(), mode.name());
      assertTrue(first.pinned());
      assertEquals("pinned", first.why().other().getLast().name());
      assertEquals(1, answer.hits().stream().filter(Answer.Hit::pinned).count());
      assertEquals(answer.total(), answer.hits().size());
      assertEquals("best", answer.hits().get(1).id());
    }
  }

  @Test
  void only_the_very_question_brings_it() {
    some();
    pin("travel rules", PINNED);
    for (var other : List.of("travel", "rules travel", "\"travel rules\"", "travel rules -x"))
      assertTrue(
          house.search(ask(other, Mode.LEXICAL)).hits().stream().noneMatch(Answer.Hit::pinned),
          other);
  }

  @Test
  void in_other_orders_it_is_there_and_marked_but_not_lifted() {
    some();
    pin("travel rules", PINNED);
    var answer = house.search(ask("travel rules", Mode.LEXICAL).sortedBy(Sort.TITLE));
    var relevant = house.search(ask("travel rules", Mode.LEXICAL));
    assertEquals(
        Set.copyOf(SearchHouse.ids(relevant)), Set.copyOf(SearchHouse.ids(answer)), "one set");
    assertTrue(answer.hits().stream().allMatch(hit -> hit.score() == 0));
    assertEquals(List.of(PINNED.value()), pinned(answer));
  }

  private static List<String> pinned(Answer answer) {
    return answer.hits().stream().filter(Answer.Hit::pinned).map(Answer.Hit::id).toList();
  }

  @Test
  void several_stand_first_in_the_order_of_what_else_they_score() {
    some();
    pin("travel much", PINNED);
    pin("travel much", OTHER);
    house.hold(entry(OTHER.value()).passage("travel").directions(towards(4)));
    for (var mode : List.of(Mode.HYBRID, Mode.LEXICAL))
      assertEquals(
          List.of(OTHER.value(), PINNED.value()),
          SearchHouse.ids(house.search(ask("travel much", mode))).subList(0, 2));
  }

  @Test
  void filters_cut_it_like_all_else() {
    some();
    pin("travel rules", PINNED);
    var cut =
        SearchHouse.filtered(
            "travel rules",
            List.of(),
            false,
            Map.of(),
            Map.of("language", List.of("fr")),
            List.of());
    for (var mode : Mode.values()) assertEquals(0, house.search(cut.withMode(mode)).total());
  }

  @Test
  void who_may_not_see_it_notices_nothing() {
    some();
    house.hold(
        entry(PINNED.value()).passage("budget").directions(towards(3)).readers("role:admin"));
    var facets = List.of("kind", "language", "author");
    var before = new ArrayList<Answer>();
    for (var mode : Mode.values())
      before.add(house.search(ask("travel rules", mode).counting(facets)));
    pin("travel rules", PINNED);
    pin("travel rules", ItemId.random());
    for (int i = 0; i < before.size(); i++)
      assertEquals(
          before.get(i), house.search(ask("travel rules", Mode.values()[i]).counting(facets)));
    var admin = house.searcher.search(ask("travel rules", Mode.HYBRID), Caller.admin());
    assertEquals(PINNED.value(), admin.hits().getFirst().id());
  }

  @Test
  void a_page_that_was_begun_goes_on_as_it_began() {
    some();
    pin("travel rules", PINNED);
    var first = house.search(ask("travel rules", Mode.LEXICAL).withLimit(1));
    house.curation.removePin(house.curation.pins().getFirst().id());
    pin("travel rules", OTHER);
    var seen = new ArrayList<>(SearchHouse.ids(first));
    var next = first;
    while (next.next().isPresent()) {
      next =
          house.search(
              ask("travel rules", Mode.LEXICAL).withLimit(1).withCursor(next.next().get()));
      seen.addAll(SearchHouse.ids(next));
    }
    assertEquals(PINNED.value(), seen.getFirst());
    assertFalse(seen.contains(OTHER.value()));
    assertEquals(first.total(), seen.size());
    assertEquals(
        OTHER.value(), SearchHouse.ids(house.search(ask("travel rules", Mode.LEXICAL))).getFirst());
  }

  @Test
  void with_pins_scores_still_add_up_order_pages_and_facets_are_of_one_set() {
    var made = new RandomEntries(random);
    var ids = new ArrayList<ItemId>();
    for (int i = 0; i < 80; i++) {
      ids.add(ItemId.random());
      house.index.replace(made.searched(ids.getLast().value()));
    }
    house.index.refresh();
    for (int round = 0; round < 25; round++) {
      var text = made.text(1 + random.nextInt(3));
      for (int i = random.nextInt(4); i >= 0; i--)
        house.curation.pin(
            Optional.empty(), text, ids.get(random.nextInt(ids.size())), "at random");
      embedder.direction = made.direction();
      for (var mode : Mode.values()) check(text, mode);
    }
  }

  private void check(String text, Mode mode) {
    var whole = house.search(ask(text, mode).counting(List.of("kind", "language")));
    double last = 1;
    for (var hit : whole.hits()) {
      assertTrue(hit.score() <= last + 1e-12, hit.score() + " after " + last);
      assertEquals(
          hit.pinned() ? 1 : 0,
          hit.why().other().stream().filter(o -> o.name().equals("pinned")).count());
      last = hit.score();
    }
    assertEquals(whole.total(), whole.hits().size());
    long kinds = 0;
    for (var value : whole.facets().getOrDefault("kind", List.of()))
      if (!value.value().equals("concept")) kinds += value.count();
    assertEquals(whole.total(), kinds);
    boolean rest = false;
    for (var hit : whole.hits()) {
      assertFalse(hit.pinned() && rest, "pinned ones stand before all others");
      rest |= !hit.pinned();
    }
    var seen = new ArrayList<String>();
    var request = ask(text, mode).withLimit(7);
    var page = house.search(request);
    seen.addAll(SearchHouse.ids(page));
    while (page.next().isPresent()) {
      page = house.search(request.withCursor(page.next().get()));
      seen.addAll(SearchHouse.ids(page));
    }
    assertEquals(whole.total(), seen.size());
    assertEquals(seen.size(), new HashSet<>(seen).size());
    assertEquals(SearchHouse.ids(whole), seen);
  }
}
