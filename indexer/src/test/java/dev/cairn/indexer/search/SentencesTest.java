package dev.cairn.indexer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static List<String> texts(String text) {
    return Sentences.of(text).stream().map(r -> text.substring(r.start(), r.end())).toList();
  }

  @Test
  void sentences_end_at_their_stops_and_with_their_line() {
    assertEquals(
        List.of("The storm came.", "Who knew?", "A heading", "Crews left at 3.5 hours."),
        texts("The storm came.  Who knew?\nA heading\n\nCrews left at 3.5 hours."));
  }

  @Test
  void what_is_only_shortened_does_not_end_a_sentence() {
    assertEquals(
        List.of("See Fig. 3 by Dr. Lee of the U.S. Navy.", "Then stop."),
        texts("See Fig. 3 by Dr. Lee of the U.S. Navy. Then stop."));
  }

  @Test
  void a_stop_that_stands_apart_ends_a_sentence_also_before_a_small_letter() {
    assertEquals(
        List.of("flow was measured .", "it is shown that 3.5 is enough ."),
        texts("flow was measured . it is shown that 3.5 is enough ."));
  }

  @Test
  void every_word_of_any_text_is_in_one_piece_that_is_not_too_long() {
    var random = Seed.random(getClass());
    var pieces = List.of("word ", "X.", " ", "\n", "🙂", "e.g. ", "Stop. ", "a".repeat(90), "? ");
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(200); i >= 0; i--)
        text.append(pieces.get(random.nextInt(pieces.size())));
      int last = 0;
      var seen = new StringBuilder();
      for (var range : Sentences.of(text.toString())) {
        assertTrue(range.start() >= last && range.end() > range.start());
        assertTrue(range.end() - range.start() <= Sentences.LONGEST);
        var piece = text.substring(range.start(), range.end());
        assertEquals(piece.strip(), piece);
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(piece));
        seen.append(piece);
        last = range.end();
      }
      assertEquals(text.toString().replaceAll("\\s+", ""), seen.toString().replaceAll("\\s+", ""));
    }
  }
}
