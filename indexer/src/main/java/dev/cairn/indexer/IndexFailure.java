package dev.cairn.indexer;

import org.jspecify.annotations.Nullable;

/// The index could not do its work.
public final class IndexFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What the caller can do about it.
  public enum Kind {
    /// Try again later.
    UNAVAILABLE,
    /// The cursor names a snapshot that is gone; begin at the first page.
    EXPIRED,
    /// The kind of search that was asked for cannot be done now.
    NOT_READY
  }

  private final Kind kind;

  /// @param message one sentence for the person who asked
  public IndexFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
