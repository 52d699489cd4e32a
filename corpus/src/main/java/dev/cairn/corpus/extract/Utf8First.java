package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.html.HtmlEncodingDetector;
import org.apache.tika.parser.txt.Icu4jEncodingDetector;
import org.apache.tika.parser.txt.UniversalEncodingDetector;
import org.jspecify.annotations.Nullable;

/// Finds the character set of a text: what a page declares; else UTF-8, if all of it is valid
/// UTF-8, which other text practically never is; else what its mail header says; else a guess.
final class Utf8First implements EncodingDetector {
  private static final long serialVersionUID = 1L;

  /// So much is looked at, in bytes.
  private static final int LOOK = 1024 * 1024;

  private final EncodingDetector declared = new HtmlEncodingDetector();
  private final EncodingDetector universal = new UniversalEncodingDetector();
  private final EncodingDetector icu = new Icu4jEncodingDetector();

  // Tika's answer for "I do not know" is null.
  @Override
  public @Nullable Charset detect(InputStream in, Metadata metadata) throws IOException {
    var type = metadata.get(Metadata.CONTENT_TYPE);
    if (type == null || type.contains("html")) {
      var charset = declared.detect(in, metadata);
      if (charset != null) return charset;
    }
    if (isUtf8(in)) return StandardCharsets.UTF_8;
    var said = said(metadata);
    if (said != null) return said;
    var charset = universal.detect(in, metadata);
    return charset != null ? charset : icu.detect(in, metadata);
  }

  private static @Nullable Charset said(Metadata metadata) {
    var name = metadata.get(Metadata.CONTENT_ENCODING);
    // A mail without a charset counts as US-ASCII, which says nothing.
    if (name == null || name.toLowerCase(Locale.ROOT).contains("ascii")) return null;
    try {
      return Charset.isSupported(name) ? Charset.forName(name) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean isUtf8(InputStream in) throws IOException {
    if (!in.markSupported()) return false;
    in.mark(LOOK);
    byte[] bytes;
    try {
      bytes = in.readNBytes(LOOK);
    } finally {
      in.reset();
    }
    return isUtf8(bytes, bytes.length < LOOK);
  }

  /// @param whole whether the bytes go to the end of the text; else a character may be cut at their
  ///   end
  static boolean isUtf8(byte[] bytes, boolean whole) {
    // Valid UTF-8, but no text: UTF-16 without a mark looks like this.
    for (byte b : bytes) if (b == 0) return false;
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(8192);
    while (true) {
      var result = decoder.decode(in, out, whole);
      if (result.isError()) return false;
      if (result.isUnderflow()) return true;
      out.clear();
    }
  }
}
