package dev.cairn.ontology.matching;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Match;
import java.util.List;
import java.util.Optional;

/// A mapping that somebody may confirm: one *match* other.
///
/// @param one of the vocabulary that comes first
/// @param score 0..1, how sure
/// @param names that agree, those that tell most first; empty where only the meaning is near
/// @param head the name of the one that is the last part of a name of the other
/// @param bearers how many concepts of one vocabulary bear the name that agrees best, at least 1
/// @param around neighbours that agree
public record Suggestion(
    Concept one,
    Concept other,
    Match match,
    double score,
    List<SameName> names,
    Optional<String> head,
    int bearers,
    List<SameNeighbour> around,
    Optional<Nearness.Near> near) {
  public Suggestion {
    names = List.copyOf(names);
    around = List.copyOf(around);
  }

  /// A name of the one and a name of the other that differ in writing only.
  public record SameName(Label one, Label other) {}

  /// A neighbour of the one and a neighbour of the other.
  ///
  /// @param side whether both are above, below or aside; empty where they are not on the same side
  /// @param mapped whether it is stated that they mean the same; else they bear the same name
  public record SameNeighbour(Concept one, Concept other, Optional<String> side, boolean mapped) {}
}
