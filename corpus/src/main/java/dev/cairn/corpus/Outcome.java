package dev.cairn.corpus;

import java.util.List;
import java.util.Locale;

/// What became of a file or row that came in. Every one ends as exactly one of these.
public sealed interface Outcome {
  /// It can be searched.
  record Indexed() implements Outcome {}

  /// It can be found by its title and by what is known of it; there is no text in it.
  ///
  /// @param reason one sentence, e.g. that its pages are pictures and need text recognition
  record Empty(String reason) implements Outcome {}

  /// It is nothing but what lies in it, and all of that came in, as items of their own.
  ///
  /// @param reason one sentence, e.g. that it is an archive of so many files
  record Container(String reason) implements Outcome {}

  /// The same bytes with the same access were here already, as this item.
  record DuplicateOf(ItemId item) implements Outcome {}

  /// The same place held other bytes; these are its next version.
  record NewVersion(int number) implements Outcome {}

  /// It was here before and has not changed.
  record Unchanged() implements Outcome {}

  /// The same item was met at another place before and has moved here.
  ///
  /// @param from the path where it was
  record Moved(String from) implements Outcome {}

  /// It left its source and therefore went to the bin.
  record Gone() implements Outcome {}

  /// The owner locked it.
  record Locked() implements Outcome {}

  record TooLarge(long limitBytes) implements Outcome {}

  /// Nothing here can read such files.
  record Unsupported(String reason) implements Outcome {}

  /// The bytes are damaged.
  ///
  /// @param reason one sentence for the person who brought it; no stack trace, no class name
  /// @param kept whether a part of it was read and can be searched
  record Corrupt(String reason, boolean kept) implements Outcome {}

  /// Reading was stopped at a limit.
  ///
  /// @param kept whether what was read before can be searched
  record Stopped(Limit at, boolean kept) implements Outcome {}

  /// Somebody stopped it before it was read.
  record Cancelled() implements Outcome {}

  /// Neither the file nor a limit is to blame.
  ///
  /// @param reason one sentence for the person who brought it; no stack trace, no class name
  record Unreadable(String reason) implements Outcome {}

  /// Every code, in the order in which people are shown how many there are.
  List<String> CODES =
      List.of(
          "indexed",
          "newVersion",
          "duplicate",
          "unchanged",
          "moved",
          "gone",
          "container",
          "empty",
          "locked",
          "stopped",
          "corrupt",
          "unsupported",
          "tooLarge",
          "cancelled",
          "unreadable");

  /// The name in the interface, one of {@link #CODES}.
  default String code() {
    return switch (this) {
      case Indexed() -> "indexed";
      case Container(_) -> "container";
      case Empty(_) -> "empty";
      case DuplicateOf(_) -> "duplicate";
      case NewVersion(_) -> "newVersion";
      case Unchanged() -> "unchanged";
      case Moved(_) -> "moved";
      case Gone() -> "gone";
      case Locked() -> "locked";
      case TooLarge(_) -> "tooLarge";
      case Unsupported(_) -> "unsupported";
      case Corrupt(_, _) -> "corrupt";
      case Stopped(_, _) -> "stopped";
      case Cancelled() -> "cancelled";
      case Unreadable(_) -> "unreadable";
    };
  }

  /// One sentence for the person who brought the file.
  default String sentence() {
    return switch (this) {
      case Indexed() -> "Can be searched.";
      case Container(String reason) -> reason;
      case Empty(String reason) -> reason;
      case DuplicateOf(_) -> "The same file is here already; this place was noted with it.";
      case NewVersion(int number) -> "Replaced what was here before, as version " + number + ".";
      case Unchanged() -> "Is here already and has not changed.";
      case Moved(String from) -> "Was at '" + from + "' before and is the same item.";
      case Gone() -> "Left its source and is in the bin.";
      case Locked() -> "Is locked with a password. Give the password to have it read.";
      case TooLarge(long limit) ->
          String.format(Locale.ROOT, "Is larger than the limit of %,d bytes.", limit);
      case Unsupported(String reason) -> reason;
      case Corrupt(String reason, boolean kept) ->
          kept ? reason + " What could be read of it can be searched." : reason;
      case Stopped(Limit at, boolean kept) ->
          at.sentence() + (kept ? "; what was read until then can be searched." : ".");
      case Cancelled() -> "Was cancelled before it was read. Bring it again to have it read.";
      case Unreadable(String reason) -> reason;
    };
  }

  /// Whether the file was taken in: it, or the same bytes, can be found.
  default boolean taken() {
    return switch (this) {
      case Indexed(),
          Container(_),
          Empty(_),
          DuplicateOf(_),
          NewVersion(_),
          Unchanged(),
          Moved(_),
          Gone() ->
          true;
      case Corrupt(_, boolean kept) -> kept;
      case Stopped(_, boolean kept) -> kept;
      case Locked(), TooLarge(_), Unsupported(_), Cancelled(), Unreadable(_) -> false;
    };
  }

  /// Whether only a part of the file can be searched.
  default boolean partial() {
    return switch (this) {
      case Corrupt(_, boolean kept) -> kept;
      case Stopped(_, boolean kept) -> kept;
      case Indexed(),
          Container(_),
          Empty(_),
          DuplicateOf(_),
          NewVersion(_),
          Unchanged(),
          Moved(_),
          Gone(),
          Locked(),
          TooLarge(_),
          Unsupported(_),
          Cancelled(),
          Unreadable(_) ->
          false;
    };
  }

  /// Whether a person should look at it: something was not read, or not to its end.
  default boolean needsAttention() {
    return !taken() || partial() || this instanceof Empty;
  }
}
