package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Passage;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Questions that are answered by sentences, and others.
class ExcerptsTest {
  private static final Caller BOSS = new Caller("boss", Set.of(Caller.Role.READER), Set.of());
  private static final String ASKED = "How are storm towers repaired";
  private static final String SAID = "After a tempest the masts are mended by crews at night.";
  private static final String IDLE =
      "Budgets are agreed upon in autumn by three people. Nobody counts invoices on a Friday.";

  private final HashedWords embedder =
      new HashedWords(
          "meaning",
          Map.of(
              "tempest",
              "storm",
              "masts",
              "towers",
              "mended",
              "repaired",
              "after",
              "how",
              "a",
              "how",
              "crews",
              "repaired",
              "night",
              "storm"));
  private final SearchHouse house = new SearchHouse(EvidenceSource.none(), Optional.of(embedder));
  private final Excerpts excerpts = new Excerpts(house.searcher);

  /// Item → its whole text, as the entries lay their passages out.
  private final Map<String, String> texts = new HashMap<>();

  @AfterEach
  void close() {
    house.close();
  }

  private void hold(Entries... entries) {
    for (var entry : entries) {
      var plain = entry.made();
      for (var direction : embedder.passages(plain.passages().stream().map(Passage::text).toList()))
        entry.directions(direction);
      texts.put(plain.id(), text(plain));
    }
    house.hold(entries);
  }

  private static String text(Entry entry) {
    return entry.passages().stream().map(Passage::text).collect(Collectors.joining("\n"));
  }

  private Excerpt ask(String question) {
    return excerpts.of(SearchRequest.of(question), Caller.anonymous());
  }

  private static List<String> said(Excerpt excerpt) {
    return excerpt.sentences().stream().map(Excerpt.Sentence::text).toList();
  }

  @Test
  void what_the_texts_say_is_cited_as_it_stands_there() {
    hold(
        entry("a").title("Review").passage("First", IDLE).passage("Second", IDLE + " " + SAID),
        entry("b").title("Other").passage(IDLE));
    var excerpt = ask(ASKED);
    assertTrue(excerpt.answered(), excerpt::toString);
    assertEquals(SAID, said(excerpt).getFirst());
    var first = excerpt.sentences().getFirst();
    assertEquals("a", first.item());
    assertEquals("Review", first.title());
    assertEquals("Second", first.heading());
    assertEquals(1, first.passage());
    for (var sentence : excerpt.sentences())
      assertEquals(
          sentence.text(),
          texts.getOrDefault(sentence.item(), "").substring(sentence.start(), sentence.end()));
    assertTrue(excerpt.sentences().size() <= 3);
  }

  @Test
  void what_the_texts_do_not_say_is_not_answered_and_the_reason_names_what_is_missing() {
    hold(entry("a").title("Review").passage(IDLE));
    var excerpt = ask("Which Friday has xylophone lessons");
    assertFalse(excerpt.answered());
    assertEquals(List.of(), excerpt.sentences());
    assertTrue(excerpt.reason().contains("“xylophone”"), excerpt.reason());
    assertFalse(ask("").answered());
    assertFalse(ask("?").answered());
  }

  @Test
  void an_empty_house_says_nothing() {
    assertEquals("Nothing was found that you may see.", ask(ASKED).reason());
  }

  @Test
  void what_somebody_may_not_see_answers_him_nothing() {
    hold(
        entry("secret").title("Secret").passage(SAID).readers("user:boss"),
        entry("a").title("Open").passage(IDLE));
    assertFalse(ask(ASKED).answered());
    assertEquals(List.of(SAID), said(excerpts.of(SearchRequest.of(ASKED), BOSS)).subList(0, 1));
  }

  @Test
  void filters_cut_what_answers() {
    hold(
        entry("a").title("Review").passage(SAID).value("author", "Crew lead"),
        entry("b").title("Other").passage(IDLE).value("author", "Clerk"));
    var clerk =
        SearchHouse.filtered(
            ASKED, List.of(), false, Map.of(), Map.of("author", List.of("Clerk")), List.of());
    assertFalse(excerpts.of(clerk, Caller.anonymous()).answered());
  }

  @Test
  void the_same_is_said_once_and_questions_and_rows_of_tables_answer_nothing() {
    hold(
        entry("a").title("Review").passage(SAID),
        entry("b").title("Copy").passage(SAID + " " + IDLE),
        entry("c").title("Survey").passage("How are storm towers repaired in your town?"),
        entry("d").title("Table").passage("Storm towers repaired after the storm | 14 | 18 | 25"));
    var said = said(ask(ASKED));
    assertTrue(said.stream().noneMatch(sentence -> sentence.contains("|")), said::toString);
    assertEquals(1, said.stream().filter(SAID::equals).count());
    assertEquals(SAID, said.getFirst());
  }

  @Test
  void plain_text_comes_before_what_reads_as_spun() {
    var spun = "After a storm the towers are mended by crews at night.";
    hold(
        entry("spun").title("Review").passage(spun).value("readsAs", "planning").trust(0.5),
        entry("plain")
            .title("Review")
            .passage("By crews the towers are mended after a storm at night."));
    assertEquals("plain", ask(ASKED).sentences().getFirst().item());
  }

  @Test
  void without_meaning_only_nearly_all_words_of_the_question_answer_it() {
    hold(
        entry("a").title("Review").passage(SAID),
        entry("b").title("Lines").passage("Storm towers were repaired by crews. " + IDLE));
    embedder.asleep = true;
    var excerpt = ask(ASKED);
    assertEquals("Storm towers were repaired by crews.", said(excerpt).getFirst());
    var weak = ask("Which crews count invoices of storm insurance in towers");
    assertFalse(weak.answered());
    assertEquals(0, weak.signs().orElseThrow().similarity());
  }
}
