package dev.cairn.indexer.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleTest {
  private record Scored(byte rank, double score) {}

  private static List<Scored> scored(int size, Random random) {
    var all = new ArrayList<Scored>();
    for (int i = 0; i < size; i++)
      all.add(
          new Scored(
              (byte) Long.numberOfLeadingZeros(random.nextLong()),
              Math.abs(random.nextGaussian()) * 5));
    return all;
  }

  private static double deviation(List<Scored> offered, long all) {
    var sample = new Sample();
    for (var one : offered) if (sample.takes(one.rank())) sample.add(one.rank(), one.score());
    return sample.deviation(all);
  }

  private static double exactly(List<Scored> offered, long all) {
    double sum = 0;
    double squares = 0;
    for (var one : offered) {
      sum += one.score();
      squares += one.score() * one.score();
    }
    return Math.sqrt(squares / all - sum / all * (sum / all));
  }

  @Test
  void as_many_as_are_kept_spread_exactly() {
    var random = Seed.random(getClass());
    for (int round = 0; round < 20; round++) {
      var all = scored(1 + random.nextInt(Sample.MOST), random);
      assertEquals(exactly(all, 10_000), deviation(all, 10_000), 1e-9);
    }
  }

  @Test
  void of_more_the_spread_is_near_and_the_same_in_any_order() {
    var random = new Random(7);
    for (int size : new int[] {5_000, 20_000, 100_000}) {
      var all = scored(size, random);
      double found = deviation(all, 200_000);
      assertEquals(1, found / exactly(all, 200_000), 0.1);
      for (int round = 0; round < 3; round++) {
        Collections.shuffle(all, random);
        assertEquals(found, deviation(all, 200_000));
      }
    }
  }

  @Test
  void what_scores_all_the_same_spreads_by_what_it_scores() {
    var same = List.of(new Scored((byte) 0, 3), new Scored((byte) 1, 3));
    assertEquals(3, deviation(same, 2));
    assertEquals(0, deviation(List.of(), 2));
  }
}
