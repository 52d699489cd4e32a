package dev.cairn.corpus;

import java.nio.file.Path;

/// Turns the bytes of an original into text with structure. The boundary behind which files are
/// parsed: an implementation may do it in this process or in another one; nobody else can tell.
/// Thread-safe.
public interface Extractor extends AutoCloseable {
  /// Reads the file to its end, within the limits this extractor was made with. Never throws for
  /// what a file holds: the worst file costs its own outcome.
  ///
  /// @param bytes a file that stays unchanged during the call
  /// @param fileName what it was called, a hint to its type
  /// @throws java.util.concurrent.CancellationException if the calling thread is interrupted: there
  ///   is no outcome then, and the thread stays marked as interrupted
  /// @throws java.io.UncheckedIOException if there are no bytes at that path
  Extraction extract(Path bytes, String fileName);

  /// Name and version of what reads; equal versions give equal answers for equal bytes.
  String version();

  @Override
  void close();
}
