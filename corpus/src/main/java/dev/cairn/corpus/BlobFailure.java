package dev.cairn.corpus;

import org.jspecify.annotations.Nullable;

/// The store of originals could not do its work. Never used for "not there".
public final class BlobFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What the caller can do about it.
  public enum Kind {
    /// Try again later.
    UNAVAILABLE,
    /// Bytes do not match their name.
    CORRUPT
  }

  private final Kind kind;

  /// @param message starts with what was attempted; the cause keeps the backend's own words
  public BlobFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
