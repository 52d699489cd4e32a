package dev.cairn.corpus;

import java.util.List;
import java.util.Optional;

/// What came out of an original. Parsing ends as exactly one of these, whatever the file holds.
public sealed interface Extraction {
  /// What the bytes are, as far as known, e.g. `application/pdf`, without parameters.
  String mediaType();

  /// Files inside that are to be items of their own.
  default List<Part> parts() {
    return List.of();
  }

  /// @param found what the file says of itself
  /// @param shortfall why there may have been more to read; empty: this is all
  record Text(
      Reading reading,
      Metadata found,
      String mediaType,
      List<Part> parts,
      Optional<Shortfall> shortfall)
      implements Extraction {
    public Text {
      parts = List.copyOf(parts);
    }

    /// All that is in a file with nothing inside.
    public Text(Reading reading, Metadata found, String mediaType) {
      this(reading, found, mediaType, List.of(), Optional.empty());
    }
  }

  /// Sound, and there is no text in it, though perhaps files.
  ///
  /// @param reason one sentence that says why, e.g. that its pages are pictures
  record NoText(String reason, Metadata found, String mediaType, List<Part> parts)
      implements Extraction {
    public NoText {
      parts = List.copyOf(parts);
    }

    public NoText(String reason, String mediaType) {
      this(reason, Metadata.none(), mediaType, List.of());
    }
  }

  /// Readable in principle, but the owner locked it, and no password that was given opens it.
  record Locked(String mediaType) implements Extraction {}

  /// Nothing here can read such files.
  record Unsupported(String reason, String mediaType) implements Extraction {}

  /// Nothing could be read, for this reason; files inside may have been had before.
  record Failed(Shortfall shortfall, String mediaType, List<Part> parts) implements Extraction {
    public Failed {
      parts = List.copyOf(parts);
    }

    public Failed(Shortfall shortfall, String mediaType) {
      this(shortfall, mediaType, List.of());
    }
  }

  /// Why reading ended before the end of the file.
  sealed interface Shortfall {
    /// It was stopped.
    record Stopped(Limit at) implements Shortfall {}

    /// The bytes are damaged.
    ///
    /// @param reason one sentence for the person who brought it; no stack trace, no class name
    record Damaged(String reason) implements Shortfall {}
  }
}
