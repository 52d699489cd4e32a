package dev.cairn.corpus.extract;

import java.text.Normalizer;

/// What a file gives as text, made fit for searching and showing: composed (NFC), without control
/// characters, lone surrogates, invisible marks and characters that turn the direction of writing.
final class CleanText {
  private CleanText() {}

  /// One line: every run of white space is one blank, none at the ends.
  static String line(CharSequence raw) {
    var out = new StringBuilder(raw.length());
    boolean blank = false;
    for (int i = 0; i < raw.length(); ) {
      int c = Character.codePointAt(raw, i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        blank = !out.isEmpty();
      } else if (!isDropped(c)) {
        if (blank) out.append(' ');
        blank = false;
        out.appendCodePoint(plain(c));
      }
    }
    return composed(out);
  }

  /// Lines as they are, without blanks at their ends and without empty lines around them.
  static String lines(CharSequence raw) {
    var out = new StringBuilder(raw.length());
    for (var line : raw.toString().replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      var kept = new StringBuilder(line.length());
      line.codePoints()
          .filter(c -> !isDropped(c))
          .forEach(c -> kept.append(c == '\t' ? "    " : Character.toString(isBlank(c) ? ' ' : c)));
      out.append(kept.toString().stripTrailing()).append('\n');
    }
    int start = 0;
    while (start < out.length() && out.charAt(start) == '\n') start++;
    return composed(out.substring(start).stripTrailing());
  }

  private static String composed(CharSequence text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text.toString()
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /// The usual character for what only looks different.
  private static int plain(int c) {
    if (isSymbolBullet(c)) return '•';
    return c == 0x2010 || c == 0x2011 ? '-' : c;
  }

  /// Bullets of the Symbol and Wingdings fonts, which have no characters of their own.
  private static boolean isSymbolBullet(int c) {
    return c == 0xF0B7 || c == 0xF0A7 || c == 0xF0D8 || c == 0xF076 || c == 0xF0FC;
  }

  private static boolean isDropped(int c) {
    if (c < 0x80 || isSymbolBullet(c)) return false;
    // Private characters mean something in one font only.
    if (Character.getType(c) == Character.PRIVATE_USE) return true;
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) return true;
    if (c == 0xFFFD || (c & 0xFFFE) == 0xFFFE) return true;
    // Soft hyphen, zero width space, word joiner, byte order mark, and what turns the direction.
    // The joiners U+200C and U+200D stay: in Persian or Hindi they are spelling.
    return c == 0xAD
        || c == 0x200B
        || c == 0x200E
        || c == 0x200F
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2060 && c <= 0x206F
        || c == 0xFEFF;
  }
}
