package dev.cairn.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Long answers that are made while they are sent. If one cannot be finished, the connection breaks
/// off, so that no client takes a part for the whole.
final class Streamed {
  private static final Logger LOG = LoggerFactory.getLogger(Streamed.class);

  /// The status that the servlet engine takes for "break the connection off".
  private static final int BREAK_OFF = -1;

  private Streamed() {}

  /// Makes the answer.
  interface Maker {
    void make(OutputStream to) throws IOException;
  }

  /// @throws IOException from the maker, if nothing was sent before, so that it can be told
  static void write(Context ctx, String type, Maker maker) throws IOException {
    ctx.contentType(type).disableCompression();
    var out = new Noting(ctx.outputStream());
    try {
      maker.make(out);
      out.flush();
    } catch (IOException | RuntimeException e) {
      if (!out.begun) {
        ctx.removeHeader("Content-Disposition");
        throw e;
      }
      LOG.warn("an answer broke off while it was sent", e);
      ctx.res().sendError(BREAK_OFF, "the answer cannot be finished");
    }
  }

  /// Notes whether something was sent. What is flushed before is not.
  private static final class Noting extends OutputStream {
    private final OutputStream out;
    private boolean begun;

    Noting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      begun = true;
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begun = true;
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (begun) out.flush();
    }
  }
}
