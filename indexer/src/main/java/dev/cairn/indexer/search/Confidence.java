package dev.cairn.indexer.search;

/// How sure it is that the texts say what was asked: two logistic curves, one of meaning and one of
/// words, of which the surer one counts. Fitted to questions of which it is known whether a
/// collection answers them; `AnswerBenchmark` fits and measures, BENCHMARKS.md has the figures.
final class Confidence {
  /// Below this similarity meaning speaks against what words say.
  private static final double STRANGE = 0.62;

  private Confidence() {}

  /// By meaning or by words.
  ///
  /// @param similarity cosine of question and best sentence
  /// @param covered 0..1, share of the weight of the question's words that the sentence has
  /// @return 0..1
  static double of(double similarity, double covered) {
    double byMeaning = logistic(-21.7 + 30.8 * similarity);
    return similarity < STRANGE ? byMeaning : Math.max(byMeaning, byWords(covered));
  }

  /// By words alone, where meaning is not known.
  ///
  /// @return 0..1
  static double byWords(double covered) {
    return logistic(-3.2 + 7 * covered);
  }

  private static double logistic(double sum) {
    return 1 / (1 + Math.exp(-sum));
  }
}
