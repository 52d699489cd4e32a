package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.Recognised;
import dev.cairn.indexer.SearchIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Words of a question that look like slips: nothing that the caller may see has them, or next to
/// nothing while much has a word that is spelled nearly alike. Thread-safe.
final class Slips {
  /// A word that more have is no slip, whatever is like it.
  private static final long RARE = 2;

  /// A rare word is a slip where so many times more have the other one.
  private static final long TIMES = 50;

  /// One step is more likely than two by far, and the first letter is seldom wrong.
  private static final double ONE_STEP = 20;

  private static final double SAME_START = 10;
  private static final int MOST_LIKE = 20;
  private static final int SHORTEST = 4;
  private static final int MOST_WORDS = 32;
  private static final int MOST_KNOWN = 10_000;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}\\p{N}]+)*");

  private record Asked(long state, Set<String> principals, String word) {}

  private final Map<Asked, Optional<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Optional<String>> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /// The question with what was probably meant; empty where nothing looks like a slip.
  ///
  /// @param recognised concepts that it names; their names are right, though no text may have them
  /// @param right words that are right as well, in lower case
  Optional<String> corrected(
      String question,
      List<Recognised> recognised,
      Set<String> right,
      SearchIndex.View view,
      Set<String> principals) {
    var meant = new StringBuilder();
    var words = WORD.matcher(question);
    int done = 0;
    for (int i = 0; i < MOST_WORDS && words.find(); i++) {
      var word = words.group();
      if (!isAsked(question, words.start(), words.end())
          || right.contains(word.toLowerCase(Locale.ROOT))
          || recognised.stream().anyMatch(r -> r.matched().contains(word))) continue;
      var other = meant(word.toLowerCase(Locale.ROOT), view, principals);
      if (other.isEmpty()) continue;
      meant.append(question, done, words.start()).append(like(word, other.get()));
      done = words.end();
    }
    if (done == 0) return Optional.empty();
    return Optional.of(meant.append(question, done, question.length()).toString());
  }

  /// Whether this word is looked for: not left out by a minus sign, not the name of a field, not of
  /// a person, no number.
  private static boolean isAsked(String question, int start, int end) {
    if (end - start < SHORTEST) return false;
    if (question.substring(start, end).chars().anyMatch(Character::isDigit)) return false;
    if (end < question.length() && question.charAt(end) == ':') return false;
    int token = start;
    while (token > 0 && !Character.isWhitespace(question.charAt(token - 1))) token--;
    return question.charAt(token) != '-'
        && !question.regionMatches(true, token, "author:", 0, "author:".length());
  }

  private Optional<String> meant(String word, SearchIndex.View view, Set<String> principals) {
    long entries = view.having(word, principals);
    if (entries > RARE) return Optional.empty();
    var asked = new Asked(view.state(), principals, word);
    synchronized (known) {
      var answer = known.get(asked);
      if (answer != null) return answer;
    }
    var answer = nearest(word, entries, view, principals);
    synchronized (known) {
      known.put(asked, answer);
    }
    return answer;
  }

  private static Optional<String> nearest(
      String word, long entries, SearchIndex.View view, Set<String> principals) {
    SearchIndex.Spelled best = null;
    for (var other : view.spelled(word, principals, MOST_LIKE)) {
      if (other.steps() == 0 || (entries > 0 && other.steps() > 1)) continue;
      if (best == null || likely(word, other) > likely(word, best)) best = other;
    }
    if (best == null || best.entries() < TIMES * entries) return Optional.empty();
    return Optional.of(best.word());
  }

  private static double likely(String word, SearchIndex.Spelled other) {
    return other.entries()
        * (other.steps() == 1 ? ONE_STEP : 1)
        * (other.word().charAt(0) == word.charAt(0) ? SAME_START : 1);
  }

  /// Written large at the beginning where the slip was.
  private static String like(String word, String other) {
    return Character.isUpperCase(word.charAt(0))
        ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
        : other;
  }
}
