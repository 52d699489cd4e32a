package dev.cairn.indexer.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.corpus.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTextTest {
  private static String text(String title, String heading, String text) {
    return EmbeddingText.of(title, new Passage(0, 0, text.length(), heading, 0, text));
  }

  @Test
  void a_passage_stands_under_its_title_and_headings() {
    assertEquals("Storm\nCauses › Wind\nIt blew.", text("Storm", "Causes › Wind", "It blew."));
    assertEquals("Storm\nIt blew.", text("Storm", "", "It blew."));
  }

  @Test
  void what_the_next_line_begins_with_is_not_said_twice() {
    assertEquals("Storm review\nIt blew.", text("Storm review", "", "Storm review\nIt blew."));
    assertEquals("Storm › Causes\nIt blew.", text("Storm", "Storm › Causes", "It blew."));
    assertEquals("Causes of it", text("Causes", "Causes", "Causes of it"));
  }

  @Test
  void what_has_no_passages_is_its_title() {
    assertEquals(List.of("Storm"), EmbeddingText.of(" Storm ", List.of()));
    assertEquals(
        "Churn\nLeaving.", EmbeddingText.ofConcept(List.of("Churn"), "Leaving.", List.of()));
    assertEquals(
        "Churn, leaving\nThey go.\nLoss",
        EmbeddingText.ofConcept(List.of("Churn", "leaving"), "They go.", List.of("Loss")));
    assertEquals("Churn", EmbeddingText.ofConcept(List.of("Churn"), " ", List.of()));
  }
}
