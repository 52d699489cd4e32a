package dev.cairn.indexer.rank;

import dev.cairn.indexer.Direction;
import java.util.Optional;

/// What may stand in the list, before it is put in order.
///
/// @param words what words and concepts score, at least 0
/// @param similarity of its nearest passage to the question, -1..1; empty where it is not known
/// @param direction of that passage; empty where it is not known
/// @param doubt 0..1, the share of its score that it loses because it is not fully trusted
public record Candidate(
    String id,
    double words,
    Optional<Double> similarity,
    Optional<Direction> direction,
    double doubt) {
  public Candidate {
    if (!(words >= 0)) throw new IllegalArgumentException("words must be >= 0, got " + words);
    if (!(doubt >= 0 && doubt <= 1))
      throw new IllegalArgumentException("doubt must be 0..1, got " + doubt);
  }
}
