package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.curation.Entered;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.testkit.RandomEntries;
import dev.cairn.ontology.testkit.Seed;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Words that an admin said mean the same find what they find, below what was typed.
class SynonymsTest {
  private final SearchHouse house = new SearchHouse();

  @AfterEach
  void close() {
    house.close();
  }

  private void same(String... words) {
    assertInstanceOf(
        Entered.Kept.class, house.curation.synonyms(Optional.empty(), List.of(words), false));
  }

  private void oneWay(String... words) {
    assertInstanceOf(
        Entered.Kept.class, house.curation.synonyms(Optional.empty(), List.of(words), true));
  }

  private void some() {
    house.hold(
        entry("typed").passage("an overdue payment"),
        entry("other").passage("a late payment"),
        entry("form").passage("payments that were delayed"),
        entry("none").passage("weather report"));
  }

  @Test
  void what_means_the_same_is_found_below_what_was_typed_and_said_honestly() {
    some();
    assertEquals(List.of("typed"), house.ids("overdue"));
    same("overdue", "late", "delay");
    var answer = house.search("overdue");
    assertEquals("typed", answer.hits().getFirst().id());
    assertEquals(3, answer.total());
    var other = hit(answer, "other");
    var terms = other.why().lexical().orElseThrow().terms();
    assertEquals("late (for overdue)", terms.getFirst().term());
    assertTrue(terms.stream().allMatch(t -> t.term().contains("(for overdue)")), "" + terms);
    assertTrue(other.score() < 0.6 * answer.hits().getFirst().score());
    var passage = other.passage().orElseThrow();
    var mark = passage.highlights().getFirst();
    assertEquals("late", passage.text().substring(mark.start(), mark.end()));
    assertTrue(hit(answer, "form").score() > 0, "in every form of the word");
  }

  private static Answer.Hit hit(Answer answer, String id) {
    return answer.hits().stream().filter(h -> h.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void no_synonym_is_looked_for_in_phrases_fields_and_what_is_left_out() {
    some();
    same("overdue", "late");
    assertEquals(List.of("typed"), house.ids("\"overdue\""));
    assertEquals(List.of("typed"), house.ids("\"overdue payment\""));
    assertEquals(List.of(), house.ids("title:overdue"));
    assertTrue(house.ids("payment -overdue").contains("other"));
  }

  @Test
  void several_words_stand_for_one_only_side_by_side() {
    house.hold(
        entry("whole").passage("about customer relationship care today"),
        entry("apart").passage("care of a relationship with the customer"),
        entry("short").passage("a crm tool"));
    oneWay("CRM", "customer relationship care");
    var answer = house.search("crm");
    assertEquals(List.of("short", "whole"), SearchHouse.ids(answer));
    var term = hit(answer, "whole").why().lexical().orElseThrow().terms().getFirst();
    assertEquals(
        new Why.Term("customer relationship care (for crm)", "together", term.weight()), term);
    var passage = hit(answer, "whole").passage().orElseThrow();
    var mark = passage.highlights().getFirst();
    assertEquals("customer relationship care", passage.text().substring(mark.start(), mark.end()));
    assertFalse(house.ids("customer relationship care").contains("short"), "one way only");
  }

  @Test
  void one_word_stands_for_several_that_are_typed_side_by_side() {
    house.hold(
        entry("whole").passage("about customer relationship care today"),
        entry("short").passage("a crm tool"),
        entry("none").passage("weather report"));
    same("crm", "customer relationship care");
    assertEquals(List.of("whole", "short"), house.ids("customer relationship care"));
    assertFalse(house.ids("care for the customer in a relationship").contains("short"));
  }

  @Test
  void a_word_that_no_text_has_is_no_slip_where_something_stands_for_it() {
    house.hold(
        entry("other").passage("a late payment"),
        entry("alike").passage("verdue wine"),
        entry("alike2").passage("verdue wine"),
        entry("alike3").passage("verdue wine"));
    assertEquals(Optional.of("verdue"), house.search("overdue").didYouMean());
    same("overdue", "late");
    var answer = house.search("overdue");
    assertEquals(List.of("other"), SearchHouse.ids(answer));
    assertEquals(Optional.empty(), answer.didYouMean());
  }

  @Test
  void one_that_nothing_has_changes_nothing() {
    some();
    var before = house.search("overdue payment");
    same("overdue", "zzyzx", "quux corge");
    assertEquals(SearchHouse.ids(before), house.ids("overdue payment"));
  }

  @Test
  void synonyms_that_lead_in_circles_end() {
    some();
    same("overdue", "late");
    same("late", "delayed");
    same("delayed", "overdue");
    assertEquals(3, house.search("overdue").total());
    assertEquals(3, house.search("overdue late delayed").total());
  }

  @Test
  void with_synonyms_scores_still_add_up_and_are_at_most_one() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    for (int i = 0; i < 80; i++) house.index.replace(made.entry(i));
    house.index.refresh();
    for (int round = 0; round < 40; round++) {
      same(made.text(1), made.text(1) + " x" + round, phrase(made, random), "w" + round);
      var request = SearchRequest.of(made.text(1 + random.nextInt(3))).withLimit(100).explained();
      var answer = house.search(request.counting(List.of("kind")));
      double last = 1;
      for (var hit : answer.hits()) {
        assertTrue(hit.score() <= last + 1e-12 && hit.score() >= 0, () -> hit.toString());
        last = hit.score();
        hit.why()
            .lexical()
            .ifPresent(lexical ->
                assertEquals(
                    lexical.score(),
                    lexical.terms().stream().mapToDouble(Why.Term::weight).sum(),
                    1e-9));
      }
      assertEquals(answer.total(), answer.hits().size());
    }
  }

  private static String phrase(RandomEntries made, Random random) {
    return made.text(1 + random.nextInt(2));
  }
}
