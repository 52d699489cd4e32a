package dev.cairn.corpus;

import java.util.Locale;

/// What became of a file or row that came in. Every one ends as exactly one of these.
public sealed interface Outcome {
  /// It can be searched.
  record Indexed() implements Outcome {}

  /// The same bytes with the same access were here already, as this item.
  record DuplicateOf(ItemId item) implements Outcome {}

  /// The same place held other bytes; these are its next version.
  record NewVersion(int number) implements Outcome {}

  /// A row that was imported before and has not changed.
  record Unchanged() implements Outcome {}

  /// The owner locked it.
  record Locked() implements Outcome {}

  /// No bytes, or no text in them.
  record Empty(String reason) implements Outcome {}

  record TooLarge(long limitBytes) implements Outcome {}

  /// @param reason one sentence for the person who brought it; no stack trace, no class name
  record Unreadable(String reason) implements Outcome {}

  /// The name in the interface: `indexed`, `duplicate`, `newVersion`, `unchanged`, `locked`,
  /// `empty`, `tooLarge`, `unreadable`.
  default String code() {
    return switch (this) {
      case Indexed() -> "indexed";
      case DuplicateOf(_) -> "duplicate";
      case NewVersion(_) -> "newVersion";
      case Unchanged() -> "unchanged";
      case Locked() -> "locked";
      case Empty(_) -> "empty";
      case TooLarge(_) -> "tooLarge";
      case Unreadable(_) -> "unreadable";
    };
  }

  /// One sentence for the person who brought the file.
  default String sentence() {
    return switch (this) {
      case Indexed() -> "Can be searched.";
      case DuplicateOf(_) -> "The same file is here already; this place was noted with it.";
      case NewVersion(int number) -> "Replaced what was here before, as version " + number + ".";
      case Unchanged() -> "Is here already and has not changed.";
      case Locked() -> "Is locked with a password. Take the password off and bring it again.";
      case Empty(String reason) -> reason;
      case TooLarge(long limit) ->
          String.format(Locale.ROOT, "Is larger than the limit of %,d bytes.", limit);
      case Unreadable(String reason) -> reason;
    };
  }

  /// Whether the file was taken in: it, or the same bytes, can be found.
  default boolean taken() {
    return switch (this) {
      case Indexed(), DuplicateOf(_), NewVersion(_), Unchanged() -> true;
      case Locked(), Empty(_), TooLarge(_), Unreadable(_) -> false;
    };
  }
}
