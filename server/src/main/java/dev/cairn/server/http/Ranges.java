package dev.cairn.server.http;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// Parts of a body (RFC 9110, section 14): one range; a request for several gets the whole, as the
/// standard allows.
final class Ranges {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private Ranges() {}

  static void write(Context ctx, InputStream bytes, long size, String type) {
    ctx.contentType(type).disableCompression();
    var header = ctx.header("Range");
    var matcher = ONE.matcher(header == null ? "" : header);
    boolean current =
        ctx.header("If-Range") == null
            || String.valueOf(ctx.header("If-Range")).equals(ctx.res().getHeader("ETag"));
    if (!matcher.matches()
        || !current
        || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
      ctx.header("Content-Length", String.valueOf(size));
      ctx.result(bytes);
      return;
    }
    long first;
    long last = size - 1;
    if (matcher.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(matcher.group(2)));
    } else {
      first = Long.parseLong(matcher.group(1));
      if (!matcher.group(2).isEmpty()) last = Math.min(last, Long.parseLong(matcher.group(2)));
    }
    try {
      if (first > last) {
        bytes.close();
        ctx.header("Content-Range", "bytes */" + size);
        throw Refusal.of(416, "No such range", "The content has " + size + " bytes.");
      }
      bytes.skipNBytes(first);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the original", e);
    }
    long length = last - first + 1;
    ctx.status(206);
    ctx.header("Content-Range", "bytes " + first + "-" + last + "/" + size);
    ctx.header("Content-Length", String.valueOf(length));
    ctx.result(new Limited(bytes, length));
  }

  /// Ends after a number of bytes.
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) return -1;
      int b = super.read();
      if (b >= 0) left--;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left <= 0) return -1;
      int n = super.read(buffer, offset, (int) Math.min(length, left));
      if (n > 0) left -= n;
      return n;
    }
  }
}
