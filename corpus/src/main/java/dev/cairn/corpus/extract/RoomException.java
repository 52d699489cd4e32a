package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The folder for files found inside cannot be written to, which is no fault of the file.
final class RoomException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  RoomException(IOException cause) {
    super(cause);
  }
}
