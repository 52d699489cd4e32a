package dev.cairn.indexer.evaluate;

import java.util.random.RandomGenerator;

/// Whether two ways of answering the same questions differ by more than chance.
public final class Significance {
  private static final int ROUNDS = 20_000;

  private Significance() {}

  /// Paired randomisation test (Fisher; for retrieval Smucker, Allan and Carterette 2007): how
  /// often the difference of the means is at least as large when for each question a coin decides
  /// which value belongs to which way. Two-sided.
  ///
  /// @return above 0, at most 1
  /// @throws IllegalArgumentException if the numbers of values differ
  public static double paired(double[] a, double[] b, RandomGenerator random) {
    if (a.length != b.length)
      throw new IllegalArgumentException(a.length + " values beside " + b.length);
    double observed = 0;
    for (int i = 0; i < a.length; i++) observed += a[i] - b[i];
    // Sums of the same numbers with other signs may differ by rounding alone.
    double least = Math.abs(observed) * (1 - 1e-12);
    int asLarge = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) sum += random.nextBoolean() ? a[i] - b[i] : b[i] - a[i];
      if (Math.abs(sum) >= least) asLarge++;
    }
    return (asLarge + 1.0) / (ROUNDS + 1.0);
  }
}
