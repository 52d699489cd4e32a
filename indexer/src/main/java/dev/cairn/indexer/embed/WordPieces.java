package dev.cairn.indexer.embed;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Cuts texts into the pieces of words that BERT was trained with (Devlin et al. 2018, uncased):
/// lower case without accents, cut at white space and around every mark and Chinese character; then
/// of each word the longest beginning that is in the vocabulary, again and again. Thread-safe.
final class WordPieces {
  /// The model has positions for no more.
  static final int MOST = 512;

  /// A longer word is one unknown piece.
  private static final int LONGEST_WORD = 100;

  /// More cannot be needed for that many pieces, but for much that is no word at all.
  private static final int CHARACTERS = LONGEST_WORD * MOST;

  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final int begin;
  private final int end;
  private final int unknown;

  /// @param tokenizer a tokenizer.json
  /// @throws IOException if it is none, or of another kind
  WordPieces(InputStream tokenizer) throws IOException {
    try {
      var model = JsonMapper.shared().readTree(tokenizer).path("model");
      if (!model.path("type").asString("").equals("WordPiece"))
        throw new IOException("no vocabulary of pieces of words");
      model.path("vocab").forEachEntry((piece, number) -> vocabulary.put(piece, number.asInt()));
    } catch (JacksonException e) {
      throw new IOException("the vocabulary cannot be read", e);
    }
    begin = number("[CLS]");
    end = number("[SEP]");
    unknown = number("[UNK]");
  }

  private int number(String piece) throws IOException {
    var number = vocabulary.get(piece);
    if (number == null) throw new IOException("the vocabulary lacks " + piece);
    return number;
  }

  /// Numbers of the first pieces, at most {@link #MOST}, with the marks for beginning and end. What
  /// looks like such a mark in the text is text.
  long[] of(String text) {
    var pieces = new Pieces();
    var word = new StringBuilder();
    var plain = plain(text.length() > CHARACTERS ? text.substring(0, CHARACTERS) : text);
    for (int i = 0; i < plain.length() && !pieces.full(); ) {
      int c = plain.codePointAt(i);
      i += Character.charCount(c);
      boolean alone = isMark(c) || isChinese(c);
      if (!alone && !isSpace(c)) {
        word.appendCodePoint(Character.toLowerCase(c));
        continue;
      }
      pieces.add(word);
      if (alone) pieces.add(word.appendCodePoint(c));
    }
    pieces.add(word);
    return pieces.numbers();
  }

  /// Without accents, and without what is neither seen nor space.
  private static String plain(String text) {
    var kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> isSpace(c) || !isInvisible(c)).forEach(kept::appendCodePoint);
    var apart = Normalizer.normalize(kept, Normalizer.Form.NFD);
    kept.setLength(0);
    apart
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isSpace(int c) {
    return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
  }

  /// Halves of characters, which a text has that was cut, are none outside of Java.
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> c == 0xFFFD;
    };
  }

  private static boolean isMark(int c) {
    if (c < 128) return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return c >= 0x4E00 && c <= 0x9FFF
        || c >= 0x3400 && c <= 0x4DBF
        || c >= 0x20000 && c <= 0x2A6DF
        || c >= 0x2A700 && c <= 0x2CEAF
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0x2F800 && c <= 0x2FA1F;
  }

  /// What has been cut.
  private final class Pieces {
    private final long[] numbers = new long[MOST];
    private int count;

    Pieces() {
      numbers[count++] = begin;
    }

    /// There has to be room for the mark at the end.
    boolean full() {
      return count >= MOST - 1;
    }

    /// Cuts it and empties it.
    void add(StringBuilder word) {
      if (word.isEmpty()) return;
      int first = count;
      int from = 0;
      boolean known = word.codePointCount(0, word.length()) <= LONGEST_WORD;
      while (known && from < word.length() && !full()) {
        int to = word.length();
        Integer number = null;
        for (; to > from; to--) {
          var piece = word.substring(from, to);
          number = vocabulary.get(from == 0 ? piece : "##" + piece);
          if (number != null) break;
        }
        known = number != null;
        if (number != null) numbers[count++] = number;
        from = to;
      }
      if (!known) {
        count = first;
        if (!full()) numbers[count++] = unknown;
      }
      word.setLength(0);
    }

    long[] numbers() {
      numbers[count++] = end;
      return Arrays.copyOf(numbers, count);
    }
  }
}
