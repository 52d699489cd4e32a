package dev.cairn.ontology;

import org.jspecify.annotations.Nullable;

/// The graph could not be read or written. Never used for "not there".
public final class GraphFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What the caller can do about it.
  public enum Kind {
    /// Try again later.
    UNAVAILABLE,
    /// The question took longer than it may.
    TIMEOUT,
    /// What is stored does not fit what this program expects.
    CORRUPT
  }

  private final Kind kind;

  /// @param message starts with what was attempted
  public GraphFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
