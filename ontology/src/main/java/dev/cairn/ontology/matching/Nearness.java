package dev.cairn.ontology.matching;

import java.util.List;
import java.util.Optional;

/// How near concepts of different vocabularies are in meaning, by whoever can tell.
public interface Nearness {
  /// Nobody can tell.
  Nearness UNKNOWN =
      new Nearness() {
        @Override
        public Optional<Near> between(String one, String other) {
          return Optional.empty();
        }

        @Override
        public List<Pair> nearest() {
          return List.of();
        }
      };

  /// @param similarity cosine of both, -1..1
  /// @param margin by how much they are nearer than each of them is, on average, to its nearest
  ///   ones in the vocabulary of the other
  /// @param mutual whether each is the nearest one to the other in its vocabulary
  record Near(double similarity, double margin, boolean mutual) {}

  /// Two concepts by id.
  record Pair(String one, String other) {}

  /// @param one id of a concept
  /// @param other id of a concept of another vocabulary
  Optional<Near> between(String one, String other);

  /// Those that are nearest to one another.
  List<Pair> nearest();
}
