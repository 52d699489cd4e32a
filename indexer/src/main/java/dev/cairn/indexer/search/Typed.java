package dev.cairn.indexer.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What somebody has typed so far, and whether a name completes or contains it.
///
/// @param words folded; the last one may be only begun
/// @param open whether the last one is only begun
record Typed(List<String> words, boolean open) {
  /// A slip counts from words of four letters on, two from eight on, as in titles.
  private static final int ONE_FROM = 4;

  private static final int TWO_FROM = 8;

  Typed {
    words = List.copyOf(words);
  }

  static Typed of(String text) {
    boolean open =
        !text.isEmpty() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
    return new Typed(words(text), open);
  }

  /// The words of a text, without accents and in lower case.
  static List<String> words(String text) {
    var folded =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    var words = new ArrayList<String>();
    for (var word : folded.split("[^\\p{L}\\p{N}]+")) if (!word.isEmpty()) words.add(word);
    return words;
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /// How well a name fits, worst first.
  enum Fit {
    NOT,
    /// It has all words, if slips are forgiven.
    NEARLY,
    /// It has all words.
    HAS,
    /// It begins with what is typed.
    BEGINS
  }

  /// @param name the words of a name
  Fit fit(List<String> name) {
    if (begins(name)) return Fit.BEGINS;
    boolean exact = true;
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      boolean begun = open && i == words.size() - 1;
      if (name.stream().anyMatch(n -> begun ? n.startsWith(word) : n.equals(word))) continue;
      exact = false;
      if (name.stream().noneMatch(n -> near(word, n, begun))) return Fit.NOT;
    }
    return exact ? Fit.HAS : Fit.NEARLY;
  }

  private boolean begins(List<String> name) {
    if (words.isEmpty() || name.size() < words.size()) return false;
    int last = words.size() - 1;
    if (!name.subList(0, last).equals(words.subList(0, last))) return false;
    return open
        ? name.get(last).startsWith(words.get(last))
        : name.get(last).equals(words.get(last));
  }

  private static boolean near(String typed, String word, boolean begun) {
    int steps = typed.length() < ONE_FROM ? 0 : typed.length() < TWO_FROM ? 1 : 2;
    if (steps == 0 || typed.charAt(0) != word.charAt(0)) return false;
    if (word.length() < typed.length() - steps) return false;
    if (!begun && word.length() > typed.length() + steps) return false;
    return steps(typed, word, begun) <= steps;
  }

  /// Fewest letters to leave out, put in, change, or change with their neighbours.
  ///
  /// @param begun whether what follows in the word costs nothing
  private static int steps(String typed, String word, boolean begun) {
    int width = Math.min(word.length(), typed.length() + 2);
    var before = new int[width + 1];
    var last = new int[width + 1];
    var now = new int[width + 1];
    for (int j = 0; j <= width; j++) last[j] = j;
    for (int i = 1; i <= typed.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= width; j++) {
        int change = typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(last[j - 1] + change, Math.min(last[j] + 1, now[j - 1] + 1));
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == word.charAt(j - 2)
            && typed.charAt(i - 2) == word.charAt(j - 1))
          now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      var free = before;
      before = last;
      last = now;
      now = free;
    }
    if (!begun) return width < word.length() ? Integer.MAX_VALUE : last[width];
    int least = Integer.MAX_VALUE;
    for (int j = 1; j <= width; j++) least = Math.min(least, last[j]);
    return least;
  }
}
