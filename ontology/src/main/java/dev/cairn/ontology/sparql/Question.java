package dev.cairn.ontology.sparql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What somebody asks.
///
/// @param text in SPARQL 1.1
/// @param defaultGraphs names of graphs to be asked as the default graph
/// @param namedGraphs names of graphs to be asked by name; where either is given, what the text
///   says of its dataset does not count
/// @param patience it is stopped after so long, where that is less than the limit
/// @param run name by which it can be cancelled, which nobody else can guess
public record Question(
    String text,
    List<String> defaultGraphs,
    List<String> namedGraphs,
    Optional<Duration> patience,
    String run) {
  /// Over all that the caller may see, for as long as the limit is.
  public Question(String text, String run) {
    this(text, List.of(), List.of(), Optional.empty(), run);
  }

  public Question {
    defaultGraphs = List.copyOf(defaultGraphs);
    namedGraphs = List.copyOf(namedGraphs);
    if (patience.isPresent() && !patience.get().isPositive())
      throw new IllegalArgumentException("patience must be positive, got " + patience.get());
    if (!run.matches("[A-Za-z0-9_-]{8,64}"))
      throw new IllegalArgumentException("not a name of a run: '" + run + "'");
  }
}
