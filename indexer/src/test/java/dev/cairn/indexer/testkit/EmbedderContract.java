package dev.cairn.indexer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// What every embedder keeps. Extend it for a new adapter.
public abstract class EmbedderContract {
  private static final String STORM =
      "After the storm the network was down for two days and customers could not call us.";
  private static final String STORM_TOO =
      "The storm took the network down, and for two days no customers could call.";
  private static final String CAKE = "Beat the eggs with sugar, then fold in the flour.";

  /// Rounding, and what reading in company changes.
  private static final double SAME = 0.99;

  /// One that stays open for all tests of the class.
  protected abstract Embedder embedder();

  /// Another one, which the test closes.
  protected abstract Embedder another();

  private List<Direction> read(String... texts) {
    return embedder().passages(List.of(texts));
  }

  @Test
  void every_text_has_a_direction_in_its_place() {
    var texts = new ArrayList<String>();
    for (int i = 0; i < 30; i++) texts.add(i % 3 == 0 ? CAKE : STORM.substring(0, 20 + 2 * i));
    Collections.shuffle(texts, Seed.random(getClass()));
    var together = embedder().passages(texts);
    assertEquals(texts.size(), together.size());
    for (int i = 0; i < texts.size(); i += 7) {
      assertEquals(embedder().model().dimensions(), together.get(i).dimensions());
      assertTrue(together.get(i).similarity(read(texts.get(i)).getFirst()) > SAME, texts.get(i));
    }
  }

  @Test
  void no_texts_no_directions() {
    assertEquals(List.of(), embedder().passages(List.of()));
  }

  @Test
  void what_means_nearly_the_same_is_near() {
    var all = read(STORM, STORM_TOO, CAKE);
    double near = all.get(0).similarity(all.get(1));
    double far = all.get(0).similarity(all.get(2));
    assertTrue(near > far, near + " and " + far);
  }

  @Test
  void a_question_is_near_its_answer() {
    var question = embedder().question("customers could not call after the storm");
    var all = read(STORM, CAKE);
    assertTrue(question.similarity(all.get(0)) > question.similarity(all.get(1)));
    assertEquals(question, embedder().question("customers could not call after the storm"));
  }

  @Test
  void of_a_long_text_the_beginning_counts() {
    var text = STORM.repeat(300) + CAKE.repeat(300);
    var direction = read(text).getFirst();
    var ends = read(STORM, CAKE);
    assertTrue(direction.similarity(ends.get(0)) > direction.similarity(ends.get(1)));
  }

  @Test
  void any_text_has_a_direction() {
    var odd =
        read(
            "",
            " ",
            "\n\n",
            "\uD83D",
            "half \uDE00 of a character",
            "\uD83D\uDE00",
            "\0\u0007",
            "漢字とかな",
            "[CLS] [SEP] [MASK]",
            "x".repeat(20_000));
    assertEquals(10, odd.size());
  }

  @Test
  void many_may_ask_at_once() throws Exception {
    var answers = new ConcurrentHashMap<Integer, Direction>();
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      int number = t;
      threads.add(
          Thread.ofPlatform()
              .name("asking-" + t)
              .start(() -> {
                answers.put(number, read(STORM, CAKE).getFirst());
                embedder().question("question " + number);
              }));
    }
    for (var thread : threads) thread.join();
    assertEquals(4, answers.size());
    for (var answer : answers.values()) assertTrue(answer.similarity(answers.get(0)) > SAME);
  }

  @Test
  void all_is_well() {
    read(STORM);
    assertEquals(Optional.empty(), embedder().trouble());
    assertTrue(embedder().model().name().lines().count() == 1, embedder().model().name());
  }

  @Test
  void what_is_closed_says_so() {
    var closed = another();
    closed.close();
    closed.close();
    var failure = assertThrows(IndexFailure.class, () -> closed.passages(List.of(STORM)));
    assertEquals(IndexFailure.Kind.UNAVAILABLE, failure.kind());
    assertThrows(IndexFailure.class, () -> closed.question(STORM));
  }
}
