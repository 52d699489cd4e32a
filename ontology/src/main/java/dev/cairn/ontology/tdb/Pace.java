package dev.cairn.ontology.tdb;

import java.time.Duration;

/// How long changes may gather in the log before they are made in the files.
///
/// @param statements with so many of them it begins at once
/// @param rest with fewer, so long after the first one
record Pace(int statements, Duration rest) {
  /// Some 2,500 items, and up to 50 MB of memory; what is asked meanwhile waits a second or two.
  static final Pace USUAL = new Pace(100_000, Duration.ofSeconds(2));
}
