package dev.cairn.indexer.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AskingWordsTest {
  private static List<String> terms(String question) {
    return Analysis.wanted(question, 100).terms();
  }

  @Test
  void what_only_makes_a_question_is_not_looked_for() {
    assertEquals(List.of("custom", "leav"), terms("Why do our customers leave?"));
    assertEquals(List.of("late", "order"), terms("what should we do about late orders"));
  }

  @Test
  void a_question_of_such_words_alone_looks_for_them() {
    assertEquals(List.of("who", "we"), terms("who we are"));
    assertEquals(List.of("the", "of"), terms("the of"), "not even a stem is left");
  }
}
