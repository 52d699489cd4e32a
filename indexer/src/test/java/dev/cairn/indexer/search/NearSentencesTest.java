package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With which sentence a passage is shown that only means what was asked.
class NearSentencesTest {
  private static final Caller BOSS = new Caller("boss", Set.of(Caller.Role.READER), Set.of());
  private static final String SAID = "A tempest brought harm to masts.";
  private static final String LONG =
      "Budgets are agreed upon in autumn by three people who meet twice. ".repeat(5)
          + SAID
          + " Nobody counts invoices on a Friday evening in the small office. "
              .repeat(4)
              .stripTrailing();

  private final HashedWords embedder =
      new HashedWords("meaning", Map.of("tempest", "storm", "harm", "damage", "masts", "towers"));
  private final SearchHouse house = new SearchHouse(EvidenceSource.none(), Optional.of(embedder));

  @AfterEach
  void close() {
    house.close();
  }

  private void hold(String id, String text, String... readers) {
    house.hold(
        entry(id)
            .title(id)
            .passage(text)
            .readers(readers.length == 0 ? new String[] {Caller.EVERYONE} : readers)
            .directions(embedder.passages(List.of(text)).getFirst()));
  }

  private Answer.Snippet shown(String question, String id) {
    return house.search(SearchRequest.of(question)).hits().stream()
        .filter(hit -> hit.id().equals(id))
        .findFirst()
        .flatMap(Answer.Hit::passage)
        .orElseThrow();
  }

  private static String sentence(Answer.Snippet snippet) {
    return snippet
        .sentence()
        .map(range -> snippet.text().substring(range.start(), range.end()))
        .orElse("");
  }

  @Test
  void where_no_word_stands_the_nearest_sentence_is_read_on_request_and_known_from_then_on() {
    hold("meant", LONG);
    hold("worded", "Storm damage to towers is repaired at night. " + LONG);
    embedder.read.set(0);
    var before = shown("storm damage towers", "meant");
    assertTrue(before.meant());
    assertTrue(before.sentence().isEmpty(), "nobody knows yet which is the nearest");
    assertEquals(0, embedder.read.get(), "a search reads no sentence");
    var near = house.searcher.nearest("storm damage towers", Map.of("meant", 0), BOSS);
    assertEquals(SAID, sentence(near.get("meant")));
    assertTrue(
        near.get("meant").text().startsWith("…") || near.get("meant").text().startsWith(SAID));
    var after = shown("storm damage towers", "meant");
    assertEquals(SAID, sentence(after));
    assertEquals(0, after.ordinal());
  }

  @Test
  void where_words_stand_they_choose() {
    hold("worded", "Storm damage to towers is repaired at night. " + LONG);
    var shown = shown("storm damage towers", "worded");
    assertFalse(shown.meant());
    assertTrue(shown.sentence().isEmpty());
    assertTrue(shown.text().startsWith("Storm damage"));
  }

  @Test
  void before_any_sentence_was_read_the_passage_is_shown_from_its_first_one() {
    hold("meant", "Winter. " + LONG);
    var first = shown("storm damage towers", "meant").text();
    assertTrue(first.startsWith("Budgets are"), "a heading is no sentence: " + first);
  }

  @Test
  void of_a_long_passage_some_sentences_are_read_and_that_is_enough_to_know() {
    var sentences =
        IntStream.range(0, 12)
            .mapToObj(i -> "The clerk number " + i + " counts many invoices on Friday.")
            .collect(Collectors.joining(" "));
    var other = "An entirely different sentence about a lake stands here. ";
    for (int i = 0; i < 10; i++) hold("other-" + i, other.repeat(3) + i);
    hold("meant", sentences + " " + SAID);
    var places = new HashMap<>(Map.of("meant", 0));
    for (int i = 0; i < 9; i++) places.put("other-" + i, 0);
    var near = house.searcher.nearest("storm damage towers", places, BOSS).get("meant");
    var after = shown("storm damage towers", "meant");
    assertTrue(near.sentence().isPresent());
    assertEquals(sentence(near), sentence(after));
  }

  @Test
  void who_may_not_see_an_item_is_shown_none_of_its_sentences() {
    hold("secret", LONG, "user:boss");
    var places = Map.of("secret", 0, "unknown", 3);
    assertEquals(Map.of(), house.searcher.nearest("storm", places, Caller.anonymous()));
    assertEquals(Set.of("secret"), house.searcher.nearest("storm", places, BOSS).keySet());
  }

  @Test
  void while_the_model_sleeps_nothing_is_said_of_meaning() {
    hold("meant", LONG);
    embedder.asleep = true;
    assertEquals(Map.of(), house.searcher.nearest("storm damage", Map.of("meant", 0), BOSS));
  }
}
