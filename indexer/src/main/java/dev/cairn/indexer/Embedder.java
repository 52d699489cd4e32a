package dev.cairn.indexer;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Port: says in which direction of meaning a text points. Texts that mean nearly the same point in
/// nearly the same direction. Thread-safe.
public interface Embedder extends AutoCloseable {
  /// Which directions these are.
  Model model();

  /// The directions of texts that can be found, in their order. A text that is longer than what the
  /// model reads is taken from its beginning.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if it cannot be said now
  List<Direction> passages(List<String> texts);

  /// The direction of a question. Not always that of the same words as a passage.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if it cannot be said now
  Direction question(String text);

  /// Empty when operations are likely to succeed, otherwise one sentence for the operator.
  Optional<String> trouble();

  @Override
  void close();

  /// @param name of everything on which directions depend: model, rounding, how texts are handed
  ///   over. Only directions of one name can be compared
  /// @param dimensions 1 or more
  /// @param languages that it was made for, ISO 639-1; empty: any
  record Model(String name, int dimensions, Set<String> languages) {
    public Model {
      languages = Set.copyOf(languages);
      if (dimensions < 1)
        throw new IllegalArgumentException("dimensions must be >= 1, got " + dimensions);
    }
  }
}
