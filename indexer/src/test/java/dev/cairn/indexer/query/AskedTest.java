package dev.cairn.indexer.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.Query.All;
import dev.cairn.indexer.Query.Any;
import dev.cairn.indexer.Query.Everything;
import dev.cairn.indexer.Query.Field;
import dev.cairn.indexer.Query.In;
import dev.cairn.indexer.Query.Not;
import dev.cairn.indexer.Query.Phrase;
import dev.cairn.indexer.Query.Words;
import dev.cairn.ontology.testkit.Seed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedTest {
  private static Query query(String text) {
    return Asked.of(text).query(words -> new Words(words, 0.5));
  }

  private static Words words(String text) {
    return new Words(text, 0.5);
  }

  private static Phrase phrase(String text) {
    return new Phrase(Optional.empty(), text);
  }

  @Test
  void plain_words_stay_together() {
    assertEquals(words("why do customers leave?"), query("  why do\tcustomers leave? "));
  }

  @Test
  void nothing_is_everything() {
    for (var nothing : List.of("", "  ", "-", "\"", "\"\"", "!?", "-\"\"", "\u0000"))
      assertEquals(new Everything(), query(nothing), nothing);
  }

  @Test
  void phrases_stand_in_quotation_marks_of_any_kind() {
    assertEquals(phrase("customer journey"), query("\"customer journey\""));
    assertEquals(phrase("customer journey"), query("“customer journey”"));
    assertEquals(
        new All(List.of(words("map of"), phrase("customer journey"))),
        query("map \"customer journey\" of"));
  }

  @Test
  void a_quotation_mark_without_a_partner_is_no_more_than_a_blank() {
    assertEquals(words("customer journey"), query("\"customer journey"));
    assertEquals(words("customer journey"), query("customer\" journey"));
  }

  @Test
  void a_minus_before_a_word_or_phrase_takes_it_away() {
    assertEquals(
        new All(List.of(words("storm"), new Not(new Words("flood", 1)))), query("storm -flood"));
    assertEquals(new Not(phrase("a b")), query("-\"a b\""));
    assertEquals(words("e-mail multi-channel"), query("e-mail multi-channel"));
    assertEquals(words("a b"), query("a - b"));
  }

  @Test
  void fields_are_named_before_a_colon() {
    assertEquals(new In(Field.TITLE, "storm"), query("title:storm"));
    assertEquals(
        new Phrase(Optional.of(Field.TITLE), "storm review"), query("Title:\"storm review\""));
    assertEquals(new Not(new In(Field.AUTHOR, "ann")), query("-author:ann"));
    assertEquals(words("title: storm"), query("title: storm"));
    assertEquals(words("subtitle:storm"), query("subtitle:storm"));
  }

  @Test
  void or_parts_the_question_into_sides() {
    assertEquals(
        new Any(List.of(words("customer retention"), words("loyalty"))),
        query("customer retention OR loyalty"));
    assertEquals(
        new Any(List.of(words("a"), new All(List.of(words("b"), new Not(new Words("c", 1)))))),
        query("a OR b -c"));
    assertEquals(words("a or b"), query("a or b"));
  }

  @Test
  void or_with_nothing_on_one_side_is_a_word() {
    assertEquals(words("OR"), query("OR"));
    assertEquals(words("OR a"), query("OR a"));
    assertEquals(words("a OR"), query("a OR"));
    assertEquals(words("a OR"), query("a OR -"));
    assertEquals(new Any(List.of(words("a"), words("OR b"))), query("a OR OR b"));
  }

  @Test
  void what_can_be_ranked_by_is_all_that_was_wanted() {
    assertEquals("a b c d", Asked.of("a \"b c\" -x author:e title:d author:\"f g\"").wanted());
    assertEquals("", Asked.of("-x author:e").wanted());
  }

  @Test
  void no_input_is_an_error() {
    var random = Seed.random(getClass());
    var pieces =
        List.of(
            "\"",
            "“",
            "-",
            "--",
            "title:",
            "author:",
            "TITLE:",
            " OR ",
            "OR",
            "or",
            "(",
            ")",
            "*",
            "~",
            "^2",
            ":",
            "/",
            "\\",
            "&&",
            "||",
            "!",
            "[a TO b]",
            " ",
            "\t",
            "\n",
            "\u0000",
            "\u001f",
            "\u00a0",
            "\u200b",
            "é",
            "文",
            "🙂",
            "\ud83d",
            "\ude42",
            "word",
            "the",
            "customer's",
            "C++",
            "x".repeat(300));
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(20); i >= 0; i--)
        text.append(pieces.get(random.nextInt(pieces.size())));
      checkAsked(text.toString());
    }
  }

  @Test
  void ten_thousand_characters_are_no_error() {
    for (var piece : List.of("word ", "\"a b\" ", "a OR ", "-x ", "title:a ", "\"", "-", "x"))
      checkAsked(piece.repeat(10_000 / piece.length()));
  }

  private static void checkAsked(String text) {
    var asked = Asked.of(text);
    assertTrue(asked.sides().size() <= 16, text);
    for (var side : asked.sides()) {
      assertTrue(side.strict().size() + side.without().size() <= 32, text);
      assertFalse(
          side.words().isEmpty() && side.strict().isEmpty() && side.without().isEmpty(), text);
    }
    assertEquals(query(text), query(text));
  }
}
