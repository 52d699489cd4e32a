package dev.cairn.corpus.tagging;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// How often people agreed with links that one name of a concept made.
///
/// @param concept IRI of the concept
/// @param label as the vocabulary spelled it
/// @param confirmed items that are about the concept, people say
/// @param rejected items that are not
public record JudgedLabel(String concept, String label, List<Item> confirmed, List<Item> rejected) {
  /// Fewer rejections than these are chance or taste.
  public static final int LEAST = 3;

  /// Quantile of the normal distribution for 95 %, to one side.
  private static final double Z = 1.6449;

  public JudgedLabel {
    confirmed = List.copyOf(confirmed);
    rejected = List.copyOf(rejected);
  }

  /// All names that judgements bear, the most doubtful first: by the least share of rejections,
  /// then by concept and label.
  public static List<JudgedLabel> of(List<Item> judged) {
    record Name(String concept, String label) {}
    record Sides(List<Item> confirmed, List<Item> rejected) {}
    var all = new LinkedHashMap<Name, Sides>();
    for (var item : judged)
      for (var judgement : item.judgements())
        for (var label : judgement.labels()) {
          var sides =
              all.computeIfAbsent(
                  new Name(judgement.concept(), label),
                  _ -> new Sides(new ArrayList<>(), new ArrayList<>()));
          (judgement.verdict() == Verdict.CONFIRMED ? sides.confirmed : sides.rejected).add(item);
        }
    return all.entrySet().stream()
        .map(it ->
            new JudgedLabel(
                it.getKey().concept(),
                it.getKey().label(),
                it.getValue().confirmed(),
                it.getValue().rejected()))
        .sorted(
            Comparator.comparingDouble(JudgedLabel::rejectedAtLeast)
                .reversed()
                .thenComparing(JudgedLabel::concept)
                .thenComparing(JudgedLabel::label))
        .toList();
  }

  /// 0..1, share of the judged links that people confirmed.
  public double precision() {
    return (double) confirmed.size() / (confirmed.size() + rejected.size());
  }

  /// 0..1, the share of rejections that is surely reached: the lower bound of the interval of
  /// Wilson (1927), one-sided, 95 %. `(p + z²/2n − z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)`.
  public double rejectedAtLeast() {
    double n = confirmed.size() + rejected.size();
    double p = rejected.size() / n;
    double z2 = Z * Z;
    double spread = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return Math.max(0, (p + z2 / (2 * n) - spread) / (1 + z2 / n));
  }

  /// Whether rejections clearly outweigh: three at least, and surely more than half.
  public boolean doubtful() {
    return rejected.size() >= LEAST && rejectedAtLeast() > 0.5;
  }
}
