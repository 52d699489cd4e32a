package dev.cairn.indexer.ingest;

/// By what an item can be found now.
///
/// @param words whether its words, or where it has none its title, find it
public record Findability(boolean words, Meaning meaning) {
  /// Whether an item is found by what it means, too.
  public enum Meaning {
    /// Nothing here finds by meaning.
    OFF,
    /// Words come first; this follows.
    WAITING,
    DONE
  }
}
