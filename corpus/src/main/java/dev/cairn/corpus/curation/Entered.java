package dev.cairn.corpus.curation;

/// What became of something that a person entered.
public sealed interface Entered<T> {
  /// It is on the disk.
  record Kept<T>(T what) implements Entered<T> {}

  /// Nothing was changed.
  ///
  /// @param field that is at fault
  /// @param because one sentence for that person
  record Refused<T>(String field, String because) implements Entered<T> {}
}
