package dev.cairn.indexer.lucene;

import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/// Which words are spelled nearly like another one. A letter left out, put in, changed, or changed
/// with its neighbour is one step.
final class Near {
  private static final int ONE_FROM = 4;
  private static final int TWO_FROM = 8;

  private Near() {}

  /// How many steps a word of that length may be away.
  static int steps(String word) {
    int letters = word.codePointCount(0, word.length());
    return letters < ONE_FROM ? 0 : letters < TWO_FROM ? 1 : 2;
  }

  /// Accepts words that begin with the same letter and are so near.
  static CompiledAutomaton sameStart(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return compiled(
        new LevenshteinAutomata(word.substring(first), true)
            .toAutomaton(steps(word), word.substring(0, first)));
  }

  /// Accepts words that are so near, whatever they begin with.
  static CompiledAutomaton anyStart(String word, int steps) {
    return compiled(new LevenshteinAutomata(word, true).toAutomaton(steps));
  }

  /// They are finite; said so, no common ending is worked out, which takes longer than the walk.
  private static CompiledAutomaton compiled(Automaton words) {
    return new CompiledAutomaton(words, true, true);
  }

  /// Whether a word that begins with the same letter is near enough.
  ///
  /// @param begun whether what follows in the other word does not count
  static boolean reaches(String word, String other, boolean begun) {
    int steps = steps(word);
    if (other.length() < word.length() - steps) return false;
    if (!begun) return other.length() <= word.length() + steps && between(word, other) <= steps;
    // The nearest beginning has nearly the length of the word.
    for (int length = Math.max(1, word.length() - steps);
        length <= Math.min(other.length(), word.length() + steps);
        length++) if (between(word, other.substring(0, length)) <= steps) return true;
    return false;
  }

  /// Fewest steps from one word to the other (optimal string alignment).
  static int between(String a, String b) {
    var from = a.codePoints().toArray();
    var to = b.codePoints().toArray();
    var rows = new int[from.length + 1][to.length + 1];
    for (int i = 0; i <= from.length; i++) rows[i][0] = i;
    for (int j = 0; j <= to.length; j++) rows[0][j] = j;
    for (int i = 1; i <= from.length; i++)
      for (int j = 1; j <= to.length; j++) {
        int change = from[i - 1] == to[j - 1] ? 0 : 1;
        int least =
            Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1));
        if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
          least = Math.min(least, rows[i - 2][j - 2] + 1);
        rows[i][j] = least;
      }
    return rows[from.length][to.length];
  }
}
