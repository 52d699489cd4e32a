package dev.cairn.corpus.likeness;

import java.util.List;

/// The smallest hash of a text's shingles under each of a fixed family of hash functions.
///
/// @param minima one for each function, in the same order in every sketch
public record Sketch(List<Integer> minima) {
  public Sketch {
    minima = List.copyOf(minima);
  }
}
