package dev.cairn.ontology.vocabulary;

import org.apache.jena.graph.Graph;

/// What a change does to the statements that are in force: some come, some go. Neither graph is
/// changed once it is in here.
///
/// @param added statements that are not there yet
/// @param removed statements that are there, without blank nodes
public record Delta(Graph added, Graph removed) {
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /// What takes it back.
  public Delta inverse() {
    return new Delta(removed, added);
  }
}
