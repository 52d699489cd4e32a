package dev.cairn.corpus;

/// A bound at which reading a file was stopped, so that no file can hurt the others.
///
/// @param bound the bound as people say it, e.g. `60 seconds`, `5,000,000 characters`
public record Limit(Kind kind, String bound) {
  /// What there was too much of.
  public enum Kind {
    /// Time to read it.
    TIME,
    /// Memory of the process that reads.
    MEMORY,
    /// Characters of text.
    CHARACTERS,
    /// Files in files in files.
    DEPTH,
    /// Files in one container, at all depths together.
    PARTS,
    /// Bytes unpacked from the bytes of the file.
    EXPANSION
  }

  public Limit {
    if (bound.isBlank()) throw new IllegalArgumentException("a limit of " + kind + " needs words");
  }

  /// `time`, `memory`, `characters`, `depth`, `parts`, `expansion`
  public String code() {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// What happened, as the beginning of a sentence.
  public String sentence() {
    return switch (kind) {
      case TIME -> "Reading was stopped after " + bound;
      case MEMORY -> "Reading was stopped because it needed more memory than " + bound;
      case CHARACTERS -> "Reading was stopped after " + bound;
      case DEPTH -> "Files lie in files more than " + bound + " deep";
      case PARTS -> "Holds more than " + bound;
      case EXPANSION -> "Unpacks to more than " + bound;
    };
  }
}
