package dev.cairn.indexer.search;

import java.util.Set;
import java.util.regex.Pattern;

/// Which sentences can be cited by themselves, and which read well. Pure functions.
final class Citable {
  /// Two sentences with such a share of stems in common say the same.
  private static final double SAME_WORDS = 0.6;

  private static final int FEWEST_WORDS = 5;

  /// More reads like a paragraph.
  private static final int LONG = 400;

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ENDED = Pattern.compile(".*[.!?…:;][)\"'”’»\\]]*", Pattern.DOTALL);
  private static final Pattern POINTING =
      Pattern.compile(
          "(?i)(?:this|that|these|those|it|they|he|she|such|however|but|and|also|therefore|thus"
              + "|hence|moreover|furthermore|otherwise|instead)\\b.*",
          Pattern.DOTALL);
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(?i).*(?:\\bclick (?:here|on)\\b|\\bsubscribe\\b|\\bsign up\\b|\\bcookies?\\b|©"
              + "|\\ball rights reserved\\b|\\bread more\\b|\\blast updated\\b|\\bcontact us\\b"
              + "|\\bprivacy policy\\b|https?://\\S+\\s*$|\\.{4}).*",
          Pattern.DOTALL);

  /// As readers of files write tables.
  private static final String BETWEEN_CELLS = " | ";

  private Citable() {}

  /// A question answers nothing, what stands on every page neither, nor does the row of a table,
  /// which says nothing without the others.
  static boolean is(String text) {
    return is(text, FEWEST_WORDS);
  }

  /// @param fewest words that it must have
  static boolean is(String text, int fewest) {
    return BLANKS.split(text).length >= fewest
        && !text.endsWith("?")
        && !text.contains(BETWEEN_CELLS)
        && !BOILERPLATE.matcher(text).matches();
  }

  /// What is taken off because a sentence does not end, points to what stood before, or is long.
  ///
  /// @return at most 0
  static double form(String text) {
    return -(ENDED.matcher(text).matches() ? 0 : 0.5)
        - (POINTING.matcher(text).matches() ? 0.4 : 0)
        - (text.length() > LONG ? 0.4 : 0);
  }

  /// Whether two sentences with these stems say nearly the same.
  static boolean same(Set<String> a, Set<String> b) {
    return same(a, b, SAME_WORDS);
  }

  /// @param share of all stems that both must have, 0..1
  static boolean same(Set<String> a, Set<String> b, double share) {
    long common = a.stream().filter(b::contains).count();
    long all = a.size() + b.size() - common;
    return all == 0 || common >= share * all;
  }
}
