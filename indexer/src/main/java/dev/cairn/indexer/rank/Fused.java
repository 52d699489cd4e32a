package dev.cairn.indexer.rank;

/// The parts of a score, on one scale: their sum is the score.
///
/// @param words share of the scale that its words and concepts have, at least 0
/// @param meaning what its similarity to the question adds, at least 0
/// @param echo what it has in common with the best, in words; may be below 0
/// @param company what those that mean nearly the same lend it or take from it
/// @param trust what is taken off because it is not fully trusted, at most 0
public record Fused(
    String id, double words, double meaning, double echo, double company, double trust) {
  public double score() {
    return words + meaning + echo + company + trust;
  }
}
