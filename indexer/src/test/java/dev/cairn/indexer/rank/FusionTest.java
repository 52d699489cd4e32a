package dev.cairn.indexer.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Direction;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final double[] SAMPLE = {0.3, 0.4, 0.5};
  private static final Weights PLAIN = new Weights(0.5, 0, 1, 10, 1, 0, 1);

  private static Candidate candidate(String id, double words, double similarity) {
    return new Candidate(
        id, words, Optional.of(similarity), Optional.of(Direction.along((float) similarity, 1)), 0);
  }

  private static List<String> ids(List<Fused> fused) {
    return fused.stream().map(Fused::id).toList();
  }

  private static Map<String, Double> silence(List<String> leading, List<String> among) {
    return Map.of();
  }

  @Test
  void words_and_meaning_count_in_deviations() {
    var fusion = new Fusion(PLAIN, 2, SAMPLE);
    var fused = fusion.fuse(List.of(candidate("a", 4, 0.4)), FusionTest::silence).getFirst();
    assertEquals(0.5 * 4 / 2, fused.words(), 1e-12);
    assertEquals(0, fused.meaning(), 1e-9);
    double deviation = Math.sqrt(0.02 / 3);
    var near = fusion.fuse(List.of(candidate("b", 0, 0.6)), FusionTest::silence).getFirst();
    assertEquals(0.5 * 0.2 / deviation, near.meaning(), 1e-9);
  }

  @Test
  void what_is_less_similar_than_most_loses_nothing_by_it() {
    var fusion = new Fusion(PLAIN, 1, SAMPLE);
    assertEquals(
        0, fusion.fuse(List.of(candidate("a", 1, -0.9)), FusionTest::silence).getFirst().meaning());
  }

  @Test
  void equals_stand_in_the_order_of_their_ids() {
    var fusion = new Fusion(PLAIN, 1, SAMPLE);
    var fused =
        fusion.fuse(List.of(candidate("b", 1, 0.4), candidate("a", 1, 0.4)), FusionTest::silence);
    assertEquals(List.of("a", "b"), ids(fused));
  }

  @Test
  void who_echoes_the_best_rises_and_who_does_not_falls() {
    var fusion = new Fusion(new Weights(0.5, 0.5, 1, 10, 1, 0, 1), 1, SAMPLE);
    var asked = new ArrayList<List<String>>();
    var fused =
        fusion.fuse(
            List.of(candidate("a", 3, 0.4), candidate("b", 1, 0.4), candidate("c", 1.1, 0.4)),
            (leading, among) -> {
              asked.add(leading);
              return Map.of("a", 2.0, "b", 2.0);
            });
    assertEquals(List.of(List.of("a")), asked);
    assertEquals(List.of("a", "b", "c"), ids(fused));
    assertTrue(fused.get(1).echo() > 0 && fused.get(2).echo() < 0);
  }

  @Test
  void company_of_what_fits_is_worth_more_than_company_of_what_does_not() {
    var fusion = new Fusion(new Weights(0.5, 0, 1, 10, 1, 0.5, 1), 1, SAMPLE);
    var best = new Candidate("best", 6, Optional.of(0.4), Optional.of(Direction.of(1, 0)), 0);
    var near =
        new Candidate("near", 1, Optional.of(0.4), Optional.of(Direction.along(1, 0.01f)), 0);
    var far = new Candidate("far", 1.5, Optional.of(0.4), Optional.of(Direction.of(0, 1)), 0);
    var fused = fusion.fuse(List.of(best, near, far), FusionTest::silence);
    assertEquals(List.of("best", "near", "far"), ids(fused));
  }

  @Test
  void scores_never_rise_stay_in_their_bounds_and_nobody_is_lost() {
    var random = Seed.random(FusionTest.class);
    for (int round = 0; round < 200; round++) {
      var weights =
          new Weights(
              random.nextDouble(),
              random.nextDouble(),
              1 + random.nextInt(5),
              1 + random.nextInt(20),
              1 + random.nextInt(5),
              random.nextDouble(),
              1 + random.nextInt(8));
      double deviation = random.nextInt(5) == 0 ? 0 : random.nextDouble();
      var fusion = new Fusion(weights, deviation, SAMPLE);
      double best = 5;
      var candidates = new ArrayList<Candidate>();
      var echoes = new HashMap<String, Double>();
      int size = random.nextInt(40);
      for (int i = 0; i < size; i++) {
        candidates.add(random(random, "c" + i, best));
        if (random.nextBoolean()) echoes.put("c" + i, random.nextDouble());
      }
      var fused = fusion.fuse(candidates, (_, _) -> echoes);
      assertEquals(size, ids(fused).stream().distinct().count());
      double last = fusion.best(best);
      for (var one : fused) {
        assertTrue(one.score() <= last, one + " after " + last);
        last = one.score();
      }
      long moved = fused.stream().filter(one -> one.company() != 0).count();
      assertTrue(moved <= weights.window(), moved + " were moved");
    }
  }

  private static Candidate random(Random random, String id, double best) {
    boolean known = random.nextInt(4) > 0;
    return new Candidate(
        id,
        random.nextBoolean() ? 0 : best * random.nextDouble(),
        known ? Optional.of(2 * random.nextDouble() - 1) : Optional.empty(),
        known
            ? Optional.of(
                Direction.along(
                    (float) random.nextGaussian(),
                    (float) random.nextGaussian(),
                    (float) random.nextGaussian()))
            : Optional.empty(),
        random.nextInt(4) == 0 ? random.nextDouble() / 2 : 0);
  }
}
