package dev.cairn.server.http;

import dev.cairn.ontology.curating.Difference;
import java.util.List;

/// Which change is foretold, and of which state of everything.
///
/// @param edits as the interface writes them; empty where a change is taken back
/// @param undoes number of the change that is taken back; 0 if none is
/// @param differences what becomes of the concepts
/// @param version of the concepts
/// @param items number of the last change of an item
/// @param proposal id of the proposal that it comes from; empty if none
/// @param back page where it is changed again
/// @param comment that was written already
public record Foresight(
    String edits,
    int undoes,
    List<Difference> differences,
    int version,
    long items,
    String proposal,
    String back,
    String comment) {
  public Foresight {
    differences = List.copyOf(differences);
  }
}
