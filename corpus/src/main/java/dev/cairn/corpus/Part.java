package dev.cairn.corpus;

import java.nio.file.Path;

/// A file that lay inside another one and is to be an item of its own: an entry of an archive, an
/// attachment or message of mail.
public sealed interface Part {
  /// Where it lay, `/` between its parts; unique within its container, without `..`, never
  /// absolute, free of control characters.
  String path();

  /// @param bytes a file in the room that the extractor was given
  /// @param found what the container says of it, e.g. a date
  record Whole(String path, Path bytes, Metadata found) implements Part {}

  /// Something is there and its bytes could not be had.
  record Missed(String path, Outcome outcome) implements Part {}
}
