package dev.cairn.indexer.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  @Test
  void short_texts_go_together_and_long_ones_alone() {
    var batches = Batches.of(new int[] {300, 10, 12, 500, 11}, 2, 256);
    assertEquals(
        List.of("[1, 4]", "[2]", "[0]", "[3]"), batches.stream().map(Arrays::toString).toList());
  }

  @Test
  void every_text_is_in_one_batch_within_the_bounds() {
    var random = Seed.random(getClass());
    for (int round = 0; round < 200; round++) {
      var pieces = random.ints(random.nextInt(50), 2, 513).toArray();
      int most = 1 + random.nextInt(10);
      int area = 1 + random.nextInt(1_000);
      var batches = Batches.of(pieces, most, area);
      assertEquals(
          IntStream.range(0, pieces.length).boxed().toList(),
          batches.stream().flatMapToInt(Arrays::stream).sorted().boxed().toList());
      for (var batch : batches) {
        int longest = Arrays.stream(batch).map(i -> pieces[i]).max().orElseThrow();
        assertTrue(batch.length <= most && (batch.length == 1 || batch.length * longest <= area));
      }
    }
  }
}
