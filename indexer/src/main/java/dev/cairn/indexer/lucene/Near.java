package dev.cairn.indexer.lucene;

import java.util.List;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;

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
  static CompiledAutomaton sameStart(String word, boolean begun) {
    int first = word.offsetByCodePoints(0, 1);
    return compiled(
        new LevenshteinAutomata(word.substring(first), true)
            .toAutomaton(steps(word), word.substring(0, first)),
        begun);
  }

  /// Accepts words that are so near, whatever they begin with.
  static CompiledAutomaton anyStart(String word, int steps) {
    return compiled(new LevenshteinAutomata(word, true).toAutomaton(steps), false);
  }

  /// Accepts what begins like that.
  static CompiledAutomaton begun(String word) {
    return compiled(Automata.makeString(word), true);
  }

  private static CompiledAutomaton compiled(Automaton words, boolean begun) {
    var all = begun ? Operations.concatenate(List.of(words, Automata.makeAnyString())) : words;
    return new CompiledAutomaton(
        Operations.determinize(all, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT), false, true);
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
