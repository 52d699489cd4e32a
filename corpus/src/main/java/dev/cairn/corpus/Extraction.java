package dev.cairn.corpus;

/// What came out of an original. Parsing ends as exactly one of these, whatever the file holds.
public sealed interface Extraction {
  /// @param found what the file says of itself
  /// @param mediaType what the bytes are, e.g. `application/pdf`, without parameters
  record Text(Reading reading, Metadata found, String mediaType) implements Extraction {}

  /// Parsed, and there is nothing to read in it.
  record NoText(String reason, String mediaType) implements Extraction {}

  /// Readable in principle, but the owner locked it.
  record Locked(String mediaType) implements Extraction {}

  /// @param reason one sentence for the person who brought it; no stack trace, no class name
  record Unreadable(String reason, String mediaType) implements Extraction {}
}
