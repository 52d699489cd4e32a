package dev.cairn.indexer.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasuresTest {
  private static final Map<String, Integer> GRADES = Map.of("a", 3, "b", 2, "c", 1);

  @Test
  void gain_is_discounted_by_the_place_and_compared_with_the_best_list() {
    double best = 3 + 2 / (Math.log(3) / Math.log(2)) + 1 / 2.0;
    double found = 2 + 3 / 2.0;
    assertEquals(found / best, Measures.ndcg(List.of("b", "x", "a"), GRADES, 10), 1e-12);
    assertEquals(1, Measures.ndcg(List.of("a", "b", "c", "x"), GRADES, 10), 1e-12);
    assertEquals(0, Measures.ndcg(List.of("x"), GRADES, 10));
    assertEquals(0, Measures.ndcg(List.of("a"), Map.of(), 10));
  }

  @Test
  void only_the_first_places_count_and_each_id_once() {
    assertEquals(0, Measures.ndcg(List.of("x", "a"), GRADES, 1));
    assertEquals(
        Measures.ndcg(List.of("a", "b"), GRADES, 10),
        Measures.ndcg(List.of("a", "a", "b"), GRADES, 10));
    assertEquals(1 / 3.0, Measures.recall(List.of("x", "a", "b"), GRADES, 2), 1e-12);
  }

  @Test
  void what_was_not_found_lowers_the_average_precision() {
    assertEquals(
        (1 / 1.0 + 2 / 3.0) / 3, Measures.averagePrecision(List.of("a", "x", "b"), GRADES), 1e-12);
    assertEquals(0, Measures.averagePrecision(List.of(), GRADES));
  }

  @Test
  void a_percentile_is_one_of_the_numbers() {
    assertEquals(2, Measures.percentile(List.of(1.0, 2.0, 3.0, 4.0), 0.5));
    assertEquals(4, Measures.percentile(List.of(1.0, 2.0, 3.0, 4.0), 0.99));
    assertThrows(IllegalArgumentException.class, () -> Measures.percentile(List.of(), 0.5));
  }

  @Test
  void equal_ways_differ_by_chance_and_a_constant_difference_does_not() {
    var a = new double[30];
    var b = new double[30];
    for (int i = 0; i < a.length; i++) {
      a[i] = i / 30.0;
      b[i] = a[i] + 0.1;
    }
    assertEquals(1, Significance.paired(a, a.clone(), new Random(1)), 1e-9);
    assertTrue(Significance.paired(a, b, new Random(1)) < 0.001);
    assertThrows(
        IllegalArgumentException.class, () -> Significance.paired(a, new double[1], new Random(1)));
  }
}
