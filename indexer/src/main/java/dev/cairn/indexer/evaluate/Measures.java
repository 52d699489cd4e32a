package dev.cairn.indexer.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How good one ranked list is. All are 0..1, as `trec_eval` defines them; ids that stand twice
/// count at their first place.
public final class Measures {
  private Measures() {}

  /// Discounted cumulative gain (Järvelin and Kekäläinen 2002) with the grades as gains, divided by
  /// that of the best possible list.
  ///
  /// @param grades id → grade, 1 or more for what answers
  public static double ndcg(List<String> ranked, Map<String, Integer> grades, int depth) {
    var best = grades.values().stream().sorted(Comparator.reverseOrder()).limit(depth).toList();
    double ideal = 0;
    for (int i = 0; i < best.size(); i++) ideal += best.get(i) / discount(i);
    if (ideal == 0) return 0;
    double gain = 0;
    int place = 0;
    for (var id : ranked.stream().distinct().limit(depth).toList())
      gain += grades.getOrDefault(id, 0) / discount(place++);
    return gain / ideal;
  }

  private static double discount(int place) {
    return Math.log(place + 2.0) / Math.log(2);
  }

  /// The share of all that answer which stands in the first `depth` places.
  public static double recall(List<String> ranked, Map<String, Integer> grades, int depth) {
    long answers = answers(grades);
    if (answers == 0) return 0;
    long found =
        ranked.stream()
            .distinct()
            .limit(depth)
            .filter(id -> grades.getOrDefault(id, 0) > 0)
            .count();
    return (double) found / answers;
  }

  /// Mean of the precisions at the places of all that answer; what is not in the list counts as 0.
  public static double averagePrecision(List<String> ranked, Map<String, Integer> grades) {
    long answers = answers(grades);
    if (answers == 0) return 0;
    double sum = 0;
    int found = 0;
    int place = 0;
    for (var id : ranked.stream().distinct().toList()) {
      place++;
      if (grades.getOrDefault(id, 0) > 0) sum += (double) ++found / place;
    }
    return sum / answers;
  }

  private static long answers(Map<String, Integer> grades) {
    return grades.values().stream().filter(grade -> grade > 0).count();
  }

  /// Of a sorted list of numbers the one below which this share of them lies (nearest rank).
  ///
  /// @param share above 0, at most 1
  /// @throws IllegalArgumentException if there are no numbers
  public static double percentile(List<Double> sorted, double share) {
    if (sorted.isEmpty()) throw new IllegalArgumentException("no numbers");
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
