package dev.cairn.indexer.lucene;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex.Close;
import dev.cairn.ontology.testkit.Seed;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the graph finds, beside comparing each with each.
class NearestTest {
  private static final int DIMENSIONS = 16;
  private static final int ENTRIES = 1_000;
  private static final int PASSAGES = 7;
  private static final int LIMIT = 50;

  private final Random random = Seed.random(getClass());
  private Generation generation;

  @BeforeEach
  void fill() throws IOException {
    generation = new Generation(new ByteBuffersDirectory(), new AtomicLong(), true, () -> {});
    for (int i = 0; i < ENTRIES; i++) {
      var entry = entry("e" + i);
      for (int p = 0; p < PASSAGES; p++) entry.passage("x").directions(direction());
      generation.replace(
          (i % 3 == 0 ? entry.readers("everyone", "some") : entry.readers("everyone")).made());
      if (i == 150) generation.refresh();
    }
    for (int i = 0; i < ENTRIES; i += 7) generation.remove("e" + i);
    generation.refresh();
  }

  @AfterEach
  void close() throws IOException {
    generation.close();
  }

  /// Around one of a few centres.
  private Direction direction() {
    var values = new float[DIMENSIONS];
    values[random.nextInt(DIMENSIONS)] = 2;
    for (int i = 0; i < values.length; i++) values[i] += 0.5f * (float) random.nextGaussian();
    return Direction.along(values);
  }

  @Test
  void the_graph_finds_nearly_all_of_the_nearest_and_nothing_hidden_or_deleted()
      throws IOException {
    var snapshot = generation.acquire();
    for (var principals : List.of(Set.of("everyone"), Set.of("some"))) {
      var visible = snapshot.visible(principals);
      int found = 0;
      for (int round = 0; round < 20; round++) {
        var direction = direction();
        var exact = close(Nearest.in(snapshot, visible, direction, LIMIT, Integer.MAX_VALUE));
        var walked = close(Nearest.in(snapshot, visible, direction, LIMIT, 0));
        assertEquals(LIMIT, walked.size());
        for (var close : walked) {
          int number = Integer.parseInt(close.id().substring(1));
          assertTrue(number % 7 != 0, () -> close + " is deleted");
          assertTrue(!principals.contains("some") || number % 3 == 0, () -> close + " is hidden");
        }
        found += (int) exact.stream().filter(walked::contains).count();
      }
      int all = 20 * LIMIT;
      assertTrue(found >= 0.9 * all, found + " of " + all + " for " + principals);
    }
    generation.release(snapshot);
  }

  private static List<Close> close(List<Nearest.Hit> hits) {
    return hits.stream().map(Nearest.Hit::close).toList();
  }
}
