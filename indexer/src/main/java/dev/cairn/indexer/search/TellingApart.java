package dev.cairn.indexer.search;

import dev.cairn.indexer.SearchIndex.Used;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which words tell two texts apart: log-odds ratios with an informative Dirichlet prior, in
/// standard deviations (Monroe, Colaresi and Quinn, Fightin' Words, Political Analysis 16:4, 2008,
/// equations 16, 20 and 22). The prior is what both texts say together: a word that is common
/// everywhere has to differ much before it tells anything, and a rare one is not taken for certain.
/// Pure functions.
final class TellingApart {
  /// The prior weighs as much as this share of both texts, and no more than so many words.
  private static final double PRIOR_SHARE = 0.1;

  private static final double PRIOR_MOST = 500;

  /// What is less certain is left out: one side of the usual one in twenty.
  private static final double LEAST = 1.65;

  private static final int LEAST_TIMES = 2;
  private static final int SHORTEST = 4;

  private TellingApart() {}

  /// @param a for the first text, surest first; ties by the word
  /// @param b for the second one
  record Apart(List<Comparison.Word> a, List<Comparison.Word> b) {
    Apart {
      a = List.copyOf(a);
      b = List.copyOf(b);
    }
  }

  /// @param without stems of words that are left out
  /// @param limit at most so many on each side
  static Apart of(List<Used> a, List<Used> b, Set<String> without, int limit) {
    var inA = byTerm(a);
    var inB = byTerm(b);
    double wordsA = a.stream().mapToLong(Used::times).sum();
    double wordsB = b.stream().mapToLong(Used::times).sum();
    double priors = Math.min(PRIOR_MOST, PRIOR_SHARE * (wordsA + wordsB));
    var forA = new ArrayList<Comparison.Word>();
    var forB = new ArrayList<Comparison.Word>();
    var all = new TreeMap<>(inA);
    all.putAll(inB);
    for (var term : all.keySet()) {
      if (without.contains(term)) continue;
      long timesA = inA.containsKey(term) ? inA.get(term).times() : 0;
      long timesB = inB.containsKey(term) ? inB.get(term).times() : 0;
      double prior = priors * (timesA + timesB) / (wordsA + wordsB);
      double odds =
          Math.log((timesA + prior) / (wordsA + priors - timesA - prior))
              - Math.log((timesB + prior) / (wordsB + priors - timesB - prior));
      double deviations = odds / Math.sqrt(1 / (timesA + prior) + 1 / (timesB + prior));
      if (deviations > 0) add(inA.get(term), timesB, deviations, forA);
      else add(inB.get(term), timesA, -deviations, forB);
    }
    return new Apart(best(forA, limit), best(forB, limit));
  }

  private static Map<String, Used> byTerm(List<Used> words) {
    Map<String, Used> byTerm = new HashMap<>();
    for (var word : words) byTerm.put(word.term(), word);
    return byTerm;
  }

  private static void add(
      @Nullable Used here, long there, double deviations, List<Comparison.Word> words) {
    if (here == null || here.times() < LEAST_TIMES || deviations < LEAST) return;
    if (here.word().length() < SHORTEST || Character.isDigit(here.word().charAt(0))) return;
    words.add(new Comparison.Word(here.word(), here.times(), there, deviations));
  }

  private static List<Comparison.Word> best(List<Comparison.Word> words, int limit) {
    return words.stream()
        .sorted(
            Comparator.comparingDouble(Comparison.Word::deviations)
                .reversed()
                .thenComparing(Comparison.Word::word))
        .limit(limit)
        .toList();
  }
}
