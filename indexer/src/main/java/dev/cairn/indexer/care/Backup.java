package dev.cairn.indexer.care;

import java.time.Instant;

/// What a backup holds, as far as it is worth telling.
///
/// @param when its moment
/// @param change number of the last change in it
/// @param items documents and lessons, those in the bin included
/// @param originals how many originals
/// @param bytes of everything in it, before compression
public record Backup(Instant when, long change, long items, long originals, long bytes) {
  /// It cannot be restored.
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param sentence says what is wrong with it and what to do
    public RefusedException(String sentence) {
      super(sentence);
    }

    /// For the person who brought it.
    public String sentence() {
      return String.valueOf(getMessage());
    }
  }
}
