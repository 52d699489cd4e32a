package dev.cairn.server.unruly.ontology;

import dev.cairn.server.unruly.server.Rascal;

/// Imports upward, and is imported from there: a circle.
public final class Climber {
  public Rascal rascal() {
    return new Rascal();
  }
}
