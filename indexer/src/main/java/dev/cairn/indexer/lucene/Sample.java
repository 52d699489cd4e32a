package dev.cairn.indexer.lucene;

import java.util.Arrays;

/// How far the scores of a whole result spread, learnt from some thousands of them: those whose
/// names have the highest ranks, wherever they stand, so that the same result spreads the same in
/// every build of the index (distinct sampling: Gibbons 2001). Up to that many it is exact.
final class Sample {
  /// The deviation of so many strays by some hundredths.
  static final int MOST = 4_096;

  private byte[] ranks = new byte[256];
  private double[] scores = new double[256];
  private int size;
  private int least;

  /// Whether a score of this rank is wanted. What was wanted once may not be any more.
  boolean takes(byte rank) {
    return rank >= least;
  }

  /// @param rank 0 for half of all, 1 for a quarter, and so on
  void add(byte rank, double score) {
    if (size == ranks.length) {
      ranks = Arrays.copyOf(ranks, 2 * size);
      scores = Arrays.copyOf(scores, 2 * size);
    }
    ranks[size] = rank;
    scores[size++] = score;
    while (size > MOST && least < Byte.MAX_VALUE) thin();
  }

  private void thin() {
    least++;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (ranks[i] < least) continue;
      ranks[kept] = ranks[i];
      scores[kept++] = scores[i];
    }
    size = kept;
  }

  /// The standard deviation over `all`, of which those that were never offered score 0. Where all
  /// score the same it is their mean, so that words keep counting in an index that holds nothing
  /// else; 0 where nothing scores.
  double deviation(long all) {
    if (all == 0 || size == 0) return 0;
    // Summed up from the smallest, so that the order of offering changes nothing.
    var sorted = Arrays.copyOf(scores, size);
    Arrays.sort(sorted);
    double sum = 0;
    double squares = 0;
    for (double score : sorted) {
      sum += score;
      squares += score * score;
    }
    double times = Math.scalb(1.0, least);
    double mean = sum * times / all;
    double variance = squares * times / all - mean * mean;
    // Equal scores leave a rest of rounding.
    return variance > 1e-12 * mean * mean ? Math.sqrt(variance) : mean;
  }
}
