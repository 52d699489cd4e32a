package dev.cairn.indexer.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Answer.Range;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.ontology.testkit.Seed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {
  private static Shown.Best best(String text, List<Range> highlights) {
    return new Shown.Best(3, "Heading", 7, 100, text, highlights);
  }

  @Test
  void a_short_passage_is_shown_whole() {
    var snippet = Snippets.of(best("The storm came.", List.of(new Range(4, 9))));
    assertEquals("The storm came.", snippet.text());
    assertEquals(List.of(new Range(4, 9)), snippet.highlights());
    assertEquals(3, snippet.ordinal());
    assertEquals(7, snippet.page());
    assertEquals("Heading", snippet.heading());
  }

  @Test
  void a_long_passage_is_shown_from_the_sentence_where_most_matched() {
    var idle = "Nothing of interest is said here at all. ".repeat(10);
    var text = idle + "The storm broke the storm gate. It was repaired. " + idle;
    int first = text.indexOf("storm");
    int second = text.indexOf("storm", first + 1);
    var snippet =
        Snippets.of(
            best(text, List.of(new Range(first, first + 5), new Range(second, second + 5))));
    assertTrue(snippet.text().contains("The storm broke the storm gate."), snippet.text());
    assertTrue(snippet.text().length() <= Snippets.LENGTH + 2, snippet.text());
    assertEquals(
        List.of("storm", "storm"),
        snippet.highlights().stream()
            .map(r -> snippet.text().substring(r.start(), r.end()))
            .toList());
  }

  @Test
  void one_endless_sentence_is_cut_between_words() {
    var text = "alpha beta ".repeat(60) + "storm " + "gamma delta ".repeat(60);
    int at = text.indexOf("storm");
    var snippet = Snippets.of(best(text, List.of(new Range(at, at + 5))));
    assertTrue(snippet.text().startsWith("…") && snippet.text().endsWith("…"), snippet.text());
    var range = snippet.highlights().getFirst();
    assertEquals("storm", snippet.text().substring(range.start(), range.end()));
  }

  @Test
  void marks_stay_on_their_words_in_any_text() {
    var random = Seed.random(getClass());
    var pieces = List.of("wort ", "X.", " ", "\n", "🙂", "é", "sentence. ", "a".repeat(50), "? ");
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      var highlights = new ArrayList<Range>();
      for (int i = random.nextInt(150); i >= 0; i--) {
        if (random.nextInt(12) == 0) {
          highlights.add(new Range(text.length(), text.length() + 4));
          text.append("MARK");
        }
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      var snippet = Snippets.of(best(text.toString(), highlights));
      for (var range : snippet.highlights())
        assertEquals("MARK", snippet.text().substring(range.start(), range.end()));
      assertEquals(highlights.isEmpty(), snippet.highlights().isEmpty(), text::toString);
      var encoder = StandardCharsets.UTF_8.newEncoder();
      assertTrue(encoder.canEncode(snippet.text()), "half a character was cut off");
    }
  }
}
