package dev.cairn.ontology.sparql;

import java.util.List;

/// What somebody asks.
///
/// @param text in SPARQL 1.1
/// @param defaultGraphs names of graphs to be asked as the default graph
/// @param namedGraphs names of graphs to be asked by name; where either is given, what the text
///   says of its dataset does not count
/// @param run name by which it can be cancelled, which nobody else can guess
public record Question(
    String text, List<String> defaultGraphs, List<String> namedGraphs, String run) {
  public Question {
    defaultGraphs = List.copyOf(defaultGraphs);
    namedGraphs = List.copyOf(namedGraphs);
    if (!run.matches("[A-Za-z0-9_-]{8,64}"))
      throw new IllegalArgumentException("not a name of a run: '" + run + "'");
  }
}
