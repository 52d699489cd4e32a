package dev.cairn.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Turns the bytes of an original into text with structure. The boundary behind which files are
/// parsed: an implementation may do it in this process or in another one; nobody else can tell.
/// Thread-safe.
public interface Extractor extends AutoCloseable {
  /// Reads the file to its end, within the limits this extractor was made with. Never throws for
  /// what a file holds: the worst file costs its own outcome.
  ///
  /// @throws java.util.concurrent.CancellationException if the calling thread is interrupted: there
  ///   is no outcome then, and the thread stays marked as interrupted
  /// @throws java.io.UncheckedIOException if there are no bytes at that path, or nothing can be
  ///   read now through no fault of the file
  Extraction extract(Request request);

  /// Name and version of what reads; equal versions give equal answers for equal bytes.
  String version();

  /// Empty when reading is likely to succeed, otherwise one sentence for the operator. Cheap.
  default Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  void close();

  /// One file to be read.
  ///
  /// @param bytes a file that stays unchanged during the call
  /// @param fileName what it was called, a hint to its type
  /// @param passwords to be tried, in this order, where the file is locked
  /// @param room an empty folder for files found inside; whoever asks empties it afterwards
  record Request(Path bytes, String fileName, List<String> passwords, Path room) {
    public Request {
      passwords = List.copyOf(passwords);
    }

    /// Shows no password.
    @Override
    public String toString() {
      return "Request[" + fileName + ", " + passwords.size() + " passwords]";
    }
  }
}
