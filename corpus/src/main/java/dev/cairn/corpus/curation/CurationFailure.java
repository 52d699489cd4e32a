package dev.cairn.corpus.curation;

import org.jspecify.annotations.Nullable;

/// What people set right by hand cannot be read or written. Nothing was changed.
public final class CurationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param sentence says what cannot be done and what to do
  CurationFailure(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /// For people.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
