package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.measure.Event;
import dev.cairn.corpus.measure.EventLog;
import dev.cairn.indexer.search.Suggestions.Kind;
import dev.cairn.indexer.search.Suggestions.Suggestion;
import dev.cairn.ontology.Caller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuggestionsTest {
  private static final Caller BOSS =
      new Caller("boss", Set.of(Caller.Role.READER), Set.of("board"));

  private final SearchHouse house = new SearchHouse();
  private final EventLog log;
  private final Suggestions suggestions;

  SuggestionsTest(@TempDir Path folder) {
    log = EventLog.open(folder);
    suggestions =
        new Suggestions(house.index, () -> SearchHouse.VIEW, house.searcher, log.questions());
    house.hold(
        entry("a").title("Customer churn after a price rise").passage("why customers leave"),
        entry("b").title("Silent customers").passage("nobody heard them").tag("silent-churn", 1),
        entry("c")
            .title("Falcon takeover")
            .passage("the takeover of falcon")
            .readers("group:board")
            .tag("scheduling", 1));
  }

  @AfterEach
  void close() {
    log.close();
    house.close();
  }

  private void asked(String question, String... people) {
    for (var who : people) log.note(new Event.Searched(Instant.EPOCH, who, question, "lexical", 1));
  }

  private List<String> texts(String typed, Kind kind, Caller caller) {
    return suggestions.suggest(typed, caller, 10).stream()
        .filter(s -> s.kind() == kind)
        .map(Suggestion::text)
        .toList();
  }

  private List<String> texts(String typed, Kind kind) {
    return texts(typed, kind, Caller.anonymous());
  }

  @Test
  void titles_and_concepts_complete_what_is_typed() {
    assertEquals(
        List.of("Customer churn after a price rise", "Silent customers"),
        texts("cust", Kind.TITLE));
    assertEquals(List.of("Customer churn after a price rise"), texts("price r", Kind.TITLE));
    assertEquals(List.of("silent churn", "customer churn"), texts("chu", Kind.CONCEPT).reversed());
    assertEquals(List.of(), texts("", Kind.TITLE));
    assertEquals(List.of(), texts(" -\" ", Kind.TITLE));
  }

  @Test
  void a_slip_is_forgiven_everywhere() {
    asked("why do customers leave", "ann", "bob");
    assertEquals(
        List.of("Customer churn after a price rise", "Silent customers"),
        texts("costomer", Kind.TITLE).stream().sorted().toList());
    assertEquals(List.of("customer churn"), texts("customer chrun", Kind.CONCEPT));
    assertEquals(List.of("why do customers leave"), texts("cusomers lea", Kind.QUESTION));
  }

  @Test
  void a_concept_without_anything_about_it_is_not_suggested() {
    assertEquals(List.of(), texts("schedu", Kind.CONCEPT));
    assertEquals(List.of("scheduling"), texts("schedu", Kind.CONCEPT, BOSS));
    assertEquals(List.of(), texts("customer loyal", Kind.CONCEPT));
  }

  @Test
  void a_question_is_suggested_once_several_people_asked_it_with_success() {
    asked("price rise", "ann", "ann");
    assertEquals(List.of(), texts("price", Kind.QUESTION));
    asked("price rise", "bob");
    assertEquals(List.of("price rise"), texts("price", Kind.QUESTION));
    log.forget(Set.of(new ItemId("a".repeat(22))), List.of("Price rise"));
    assertEquals(List.of(), texts("price", Kind.QUESTION));
  }

  @Test
  void what_a_reader_may_not_see_is_not_suggested_nor_told_by_the_questions_of_others() {
    asked("takeover of falcon", "ann", "bob");
    asked("falcon customers", "ann", "bob");
    assertEquals(List.of(), suggestions.suggest("falc", Caller.anonymous(), 10));
    assertEquals(List.of("Falcon takeover"), texts("falc", Kind.TITLE, BOSS));
    assertEquals(
        List.of("falcon customers", "takeover of falcon"), texts("falc", Kind.QUESTION, BOSS));
  }

  @Test
  void none_is_named_twice_and_there_are_not_more_than_wanted() {
    asked("silent customers", "ann", "bob");
    var all = suggestions.suggest("silent", Caller.anonymous(), 10);
    assertEquals(
        1, all.stream().filter(s -> s.text().equalsIgnoreCase("silent customers")).count());
    for (int limit = 1; limit <= 20; limit++)
      assertTrue(suggestions.suggest("c", BOSS, limit).size() <= limit);
  }
}
