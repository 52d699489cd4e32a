package dev.cairn.ontology.skos;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A place in a file, as an editor counts: both from 1.
record Place(long line, long column) {
  /// Where byte `offset` stands.
  static Place of(byte[] bytes, int offset) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++)
      if (bytes[i] == '\n') {
        line++;
        start = i + 1;
      }
    return new Place(
        line, new String(bytes, start, offset - start, StandardCharsets.UTF_8).length() + 1L);
  }

  /// Where this text stands first.
  static Optional<Place> of(byte[] bytes, String text) {
    var wanted = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      int k = 0;
      while (k < wanted.length && bytes[i + k] == wanted[k]) k++;
      if (k == wanted.length) return Optional.of(of(bytes, i));
    }
    return Optional.empty();
  }

  /// The first byte that is no UTF-8.
  static Optional<Place> ofWrongCharacter(byte[] bytes) {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(1 << 16);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) return Optional.of(of(bytes, in.position()));
      if (result.isUnderflow()) return Optional.empty();
      out.clear();
    }
  }

  /// The first bracket of JSON that stands inside more than `most` others.
  static Optional<Place> ofDepth(byte[] json, int most) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (quoted) {
        if (b == '\\') i++;
        else if (b == '"') quoted = false;
      } else if (b == '"') quoted = true;
      else if (b == '{' || b == '[') {
        if (++depth > most) return Optional.of(of(json, i));
      } else if (b == '}' || b == ']') depth--;
    }
    return Optional.empty();
  }
}
