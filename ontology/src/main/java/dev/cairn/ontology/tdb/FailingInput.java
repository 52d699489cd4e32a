package dev.cairn.ontology.tdb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Remembers what went wrong in a stream, since Jena tells it otherwise. Leaves the stream open.
final class FailingInput extends FilterInputStream {
  private volatile Optional<IOException> failure = Optional.empty();

  FailingInput(InputStream from) {
    super(from);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? n : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int start, int length) throws IOException {
    try {
      return in.read(bytes, start, length);
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  @Override
  public void close() {}

  void rethrow() throws IOException {
    if (failure.isPresent()) throw failure.get();
  }
}
