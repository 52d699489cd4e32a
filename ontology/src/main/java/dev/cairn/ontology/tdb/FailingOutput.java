package dev.cairn.ontology.tdb;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Remembers what went wrong in a stream, since Jena tells it otherwise. Leaves the stream open.
public final class FailingOutput extends FilterOutputStream {
  private volatile Optional<IOException> failure = Optional.empty();

  public FailingOutput(OutputStream to) {
    super(to);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) throws IOException {
    try {
      out.write(bytes, start, length);
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  /// What went wrong while something was written, if anything did.
  public void rethrow() throws IOException {
    if (failure.isPresent()) throw failure.get();
  }
}
