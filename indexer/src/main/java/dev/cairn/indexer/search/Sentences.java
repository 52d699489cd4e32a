package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.Range;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Parts a text into sentences. Pure functions.
final class Sentences {
  /// What is longer than so many UTF-16 code units is cut between words.
  static final int LONGEST = 600;

  /// After these a sentence goes on, although the next word begins with a capital letter.
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?:^|.*[\\s(\\[.])(?:e\\.g|i\\.e|cf|vs|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|No|Nos|Nr|Fig"
              + "|Figs|Eq|Eqs|Ref|Refs|Sec|Ch|Vol|pp?|z\\.B|d\\.h|u\\.a|bzw|\\p{Lu})\\.\\s*",
          Pattern.DOTALL);

  /// Old collections write a stop as a word of its own, and no capital letters.
  private static final Pattern SET_APART = Pattern.compile("\\s[.!?](?=\\s)");

  /// What a word that may go on has at most, with its stop and what opens before it.
  private static final int LONGEST_SHORT = 10;

  private Sentences() {}

  /// Ordered, not overlapping, none blank, without the blanks around them. A line ends a sentence.
  static List<Range> of(String text) {
    var breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
    breaks.setText(text);
    var sentences = new ArrayList<Range>();
    int start = 0;
    for (int line = text.indexOf('\n'); line >= 0; line = text.indexOf('\n', start)) {
      addLine(text, start, line, breaks, sentences);
      start = line + 1;
    }
    addLine(text, start, text.length(), breaks, sentences);
    return sentences;
  }

  private static void addLine(
      String text, int start, int end, BreakIterator breaks, List<Range> sentences) {
    int from = start;
    while (from < end) {
      int to = Math.min(end, breaks.following(from));
      while (to < end && goesOn(text, from, to)) to = Math.min(end, breaks.following(to));
      var apart = SET_APART.matcher(text).region(from, to);
      if (apart.find()) to = apart.end();
      addPieces(text, from, to, sentences);
      from = to;
    }
  }

  /// Whether the stop before `to` ends no sentence. Most words before a stop are too long for it.
  private static boolean goesOn(String text, int from, int to) {
    int stop = to;
    while (stop > from && Character.isWhitespace(text.charAt(stop - 1))) stop--;
    if (stop == from || text.charAt(stop - 1) != '.') return false;
    int word = stop;
    while (word > from && !Character.isWhitespace(text.charAt(word - 1))) word--;
    return stop - word <= LONGEST_SHORT
        && GOES_ON.matcher(text.substring(Math.max(from, to - 12), to)).matches();
  }

  private static void addPieces(String text, int from, int to, List<Range> sentences) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(text.charAt(start))) start++;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) end--;
    while (end - start > LONGEST) {
      int cut = wordEnd(text, start + LONGEST / 2, start + LONGEST);
      int stop = cut;
      while (Character.isWhitespace(text.charAt(stop - 1))) stop--;
      sentences.add(new Range(start, stop));
      start = cut;
      while (start < end && Character.isWhitespace(text.charAt(start))) start++;
    }
    if (start < end) sentences.add(new Range(start, end));
  }

  /// The last place in the range where a word ends, else its end, moved so that it cuts no
  /// surrogate pair.
  private static int wordEnd(String text, int from, int to) {
    for (int i = to; i > from; i--) if (Character.isWhitespace(text.charAt(i))) return i;
    return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
  }
}
