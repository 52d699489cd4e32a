package dev.cairn.indexer.rank;

/// How much counts what. One set for all collections; how it was found stands in BENCHMARKS.md.
///
/// @param meaning 0..1, the share of meaning beside that of words
/// @param echo 0 or more, what one deviation of the echo counts
/// @param leading so many of the best are listened to for echoes, 1 or more
/// @param window so many of the best are compared with each other, 1 or more
/// @param neighbours so many of the most similar lend their scores, 1 or more
/// @param company 0..1, the share that they lend
/// @param sharpness 1 or more, the power of similarity by which they lend
public record Weights(
    double meaning,
    double echo,
    int leading,
    int window,
    int neighbours,
    double company,
    double sharpness) {
  public Weights {
    if (!(meaning >= 0 && meaning <= 1))
      throw new IllegalArgumentException("meaning must be 0..1, got " + meaning);
    if (!(company >= 0 && company <= 1))
      throw new IllegalArgumentException("company must be 0..1, got " + company);
    if (!(echo >= 0)) throw new IllegalArgumentException("echo must be >= 0, got " + echo);
    if (leading < 1 || window < 1 || neighbours < 1)
      throw new IllegalArgumentException(
          "counts must be >= 1, got " + leading + ", " + window + ", " + neighbours);
    if (!(sharpness >= 1))
      throw new IllegalArgumentException("sharpness must be >= 1, got " + sharpness);
  }

  /// The best of those tried over four judged collections.
  public static Weights defaults() {
    return new Weights(0.75, 0.4, 15, 100, 8, 0.4, 8);
  }
}
