package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CentreTest {
  private final SearchHouse house = new SearchHouse();
  private final Centre centre = new Centre(house.searcher, house.clock);

  @AfterEach
  void close() {
    house.close();
  }

  private static Concept churn() {
    return SearchHouse.VIEW.byId("customer-churn").orElseThrow();
  }

  private Centre.Gathered gathered() {
    return centre.of(churn(), Caller.anonymous());
  }

  private static List<String> ids(Centre.Section section) {
    return section.first().stream().map(Answer.Hit::id).toList();
  }

  private void someItems() {
    house.hold(
        entry("said")
            .title("A report")
            .tag("customer-churn", 1)
            .value("mediaType", "application/pdf")
            .date("2024-02-01")
            .passage("We looked at customer churn in the north for a whole year.")
            .passage("Customer churn is the share of customers who leave within a year."),
        entry("late")
            .kind(Kind.LESSON)
            .title("The letter came late")
            .tag("customer-churn", 1)
            .tag("customer-loyalty", 0.4)
            .value("offers", "advice")
            .date("2025-05-01")
            .passage("Lesson", "This letter came after the rise. Such things happen to all of us.")
            .passage(
                "Recommendation",
                "Announce the price rise thirty days ahead. Never send it by night. Beware of"
                    + " holidays in the north."),
        entry("well")
            .kind(Kind.LESSON)
            .title("Silent ones came back")
            .tag("silent-churn", 1)
            .value("offers", "bestPractice")
            .date("2023-05-01")
            .passage("Lesson", "We called those who had gone quiet, and most of them stayed."),
        entry("hidden")
            .kind(Kind.LESSON)
            .tag("customer-churn", 1)
            .value("offers", "bestPractice", "advice")
            .readers("group:a")
            .passage("Recommendation", "Customer churn is hidden; tell it to nobody at all."));
  }

  @Test
  void what_is_known_is_counted_with_what_is_narrower_and_without_what_is_hidden() {
    someItems();
    var gathered = gathered();
    assertEquals(2, gathered.best().total());
    assertEquals("late", gathered.best().first().getFirst().id());
    assertEquals(List.of("well"), ids(gathered.practices()));
    assertEquals(1, gathered.advising());
    assertEquals(List.of("said"), ids(gathered.documents()));
    assertEquals(Map.of("application/pdf", 1L), gathered.media());
    assertEquals(Map.of(2023, 1L, 2024, 1L, 2025, 1L), gathered.years());
    var member = new Caller("ann", Set.of(Caller.Role.READER), Set.of("a"));
    assertEquals(3, centre.of(churn(), member).best().total());
    for (var section : List.of(gathered.best(), gathered.practices(), gathered.documents()))
      assertEquals(section.total(), house.search(section.all()).total());
  }

  @Test
  void the_sentence_that_says_what_it_is_stands_first_with_its_place() {
    someItems();
    var first = gathered().summary().getFirst();
    assertEquals("Customer churn is the share of customers who leave within a year.", first.text());
    assertEquals("said", first.item());
    assertEquals(1, first.passage());
  }

  @Test
  void advice_is_told_by_what_is_to_be_done_avoided_or_watched() {
    someItems();
    var tips = gathered().tips();
    assertEquals(
        "Announce the price rise thirty days ahead.",
        tips.getOrDefault(Tip.Kind.DO, List.of()).getFirst().sentence().text());
    assertEquals(
        "Never send it by night.",
        tips.getOrDefault(Tip.Kind.AVOID, List.of()).getFirst().sentence().text());
    assertEquals(1, tips.getOrDefault(Tip.Kind.AVOID, List.of()).getFirst().sentence().passage());
    assertEquals(Optional.of(Tip.Kind.WATCH_OUT), Tip.kind("Be aware of holidays."));
    assertEquals(Optional.of(Tip.Kind.DO), Tip.kind("- Carefully check every letter."));
    assertEquals(Optional.of(Tip.Kind.DO), Tip.kind("Letters should be checked."));
    assertEquals(Optional.empty(), Tip.kind("The letter came late."));
  }

  @Test
  void what_stands_beside_it_is_worth_comparing() {
    someItems();
    assertEquals(
        List.of(new Centre.Beside("customer-loyalty", Centre.Beside.Because.TOGETHER, 1)),
        gathered().beside());
  }

  @Test
  void what_is_missing_is_told() {
    var empty = gathered();
    assertEquals(
        List.of(Centre.Gap.DEFINITION, Centre.Gap.ITEM),
        empty.missing().stream().map(Centre.Missing::gap).toList());
    house.hold(
        entry("a").kind(Kind.LESSON).tag("customer-churn", 1).passage("It was what it was."));
    var gaps = gathered().missing();
    assertEquals(
        List.of(
            Centre.Gap.DEFINITION, Centre.Gap.ADVICE, Centre.Gap.SENTENCE, Centre.Gap.NEIGHBOURS),
        gaps.stream().map(Centre.Missing::gap).toList());
    assertTrue(gaps.getLast().concepts().contains("customer-loyalty"), gaps::toString);
    house.hold(
        entry("b")
            .kind(Kind.LESSON)
            .tag("customer-churn", 1)
            .value("offers", "advice")
            .date("2015-01-01"));
    assertTrue(
        gathered().missing().stream().anyMatch(m -> m.gap() == Centre.Gap.NEW_ADVICE),
        "the clock says 2026");
  }
}
