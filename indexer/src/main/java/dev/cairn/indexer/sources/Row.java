package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.ItemId;
import java.util.Optional;

/// What is remembered of one file: nothing of what it is called or holds can be read from it.
///
/// @param content empty where it was not read
/// @param item as which it was taken in
/// @param validator by which a web server knows this state of a page; else empty
record Row(
    Stamp stamp, Fate fate, Optional<ContentId> content, Optional<ItemId> item, String validator) {
  /// What became of it.
  enum Fate {
    TAKEN,
    TOO_LARGE,
    /// Tried again each time, told once.
    UNREADABLE,
    /// Its item was destroyed; it is not brought in again while it stays as it is.
    DESTROYED
  }

  static Row taken(Stamp stamp, ContentId content, Optional<ItemId> item, String validator) {
    return new Row(stamp, Fate.TAKEN, Optional.of(content), item, validator);
  }

  static Row refused(Stamp stamp, Fate fate) {
    return new Row(stamp, fate, Optional.empty(), Optional.empty(), "");
  }

  Row with(Stamp now, String nowValidator) {
    return new Row(now, fate, content, item, nowValidator);
  }

  Row withItem(ItemId id) {
    return new Row(stamp, fate, content, Optional.of(id), validator);
  }

  Row destroyed() {
    return new Row(stamp, Fate.DESTROYED, content, item, "");
  }
}
