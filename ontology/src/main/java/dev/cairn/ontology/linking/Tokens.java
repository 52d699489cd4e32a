package dev.cairn.ontology.linking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// A text cut into words and marks, with their places. A mark (comma, slash, line feed …) is a
/// token of its own, so that no label runs across one that it does not have itself; white space,
/// hyphens, single quotes and the possessive s are not.
///
/// A word is a run of letters and digits, with soft hyphens, joiners and inner apostrophes in it.
final class Tokens {
  /// A word as it is compared.
  ///
  /// @param folded lower case without accents
  /// @param key the one form of all its spellings and of singular and plural
  /// @param id number of the key in the lexicon, -1 where no label has it
  /// @param head whether it may be the first half of a word that the lexicon writes as one
  record Word(String folded, String key, int id, boolean head) {}

  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final Set<String> JOINTS = Set.of("of", "for", "and", "the", "on");
  private static final int AROUND = 40;
  private static final int CAPITALS = 1;
  private static final int HYPHEN_BEFORE = 2;
  private static final int MARK = 4;
  private static final int ARTICLE = 8;
  private static final int SHOUTED = 16;
  private static final int INITIAL = 32;

  private final String text;
  private Word[] words;
  private int[] starts;
  private int[] ends;
  private int[] lines;
  private byte[] flags;
  private int size;

  private Tokens(String text) {
    this.text = text;
    int guess = 4 + text.length() / 5;
    words = new Word[guess];
    starts = new int[guess];
    ends = new int[guess];
    lines = new int[guess];
    flags = new byte[guess];
  }

  /// What the lexicon knows about single words.
  interface Numbering {
    int idOf(String key);

    boolean isHead(String folded);
  }

  /// Knows no words.
  private static final Numbering NONE =
      new Numbering() {
        @Override
        public int idOf(String key) {
          return -1;
        }

        @Override
        public boolean isHead(String folded) {
          return false;
        }
      };

  static Tokens of(String text) {
    return of(text, NONE);
  }

  static Tokens of(String text, Numbering numbering) {
    var tokens = new Tokens(text);
    tokens.cut(numbering);
    return tokens;
  }

  static String key(String folded) {
    return Spelling.unify(Inflection.singular(folded));
  }

  private void cut(Numbering numbering) {
    Map<String, Word> seen = new HashMap<>();
    int line = 0;
    int lineStart = 0;
    boolean small = false;
    boolean hyphen = false;
    int n = text.length();
    for (int i = 0; i < n; ) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        int start = i;
        int capitals = 0;
        int others = 0;
        while (i < n) {
          c = text.codePointAt(i);
          if (Character.isUpperCase(c)) capitals++;
          else if (Character.isLetter(c)) others++;
          else if (!Character.isDigit(c) && !isInside(c, i, start)) break;
          i += Character.charCount(c);
        }
        int end = withoutPossessive(start, i);
        if (end < i) others--;
        small |= others > 0 && !(others == 1 && capitals > 1 && text.charAt(end - 1) == 's');
        add(start, end, word(start, end, capitals, others, seen, numbering));
        if (capitals > 1 && capitals * 2 >= capitals + others) flags[size - 1] |= CAPITALS;
        if (Character.isUpperCase(text.codePointAt(start))) flags[size - 1] |= INITIAL;
        if (hyphen) flags[size - 1] |= HYPHEN_BEFORE;
        if (ARTICLES.contains(words[size - 1].folded())) flags[size - 1] |= ARTICLE;
        lines[size - 1] = line;
        hyphen = false;
        continue;
      }
      if (c == '\n') {
        shout(lineStart, small);
        mark(i, "\n", line, seen, numbering);
        line++;
        lineStart = size;
        small = false;
        hyphen = false;
      } else if (isHyphen(c)) {
        hyphen = size > 0 && ends[size - 1] == i && (flags[size - 1] & MARK) == 0;
        if (!hyphen && c == '-') mark(i, "-", line, seen, numbering);
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        // "co- operate" and "a - b" are no compounds
        if (hyphen) mark(i, "-", line, seen, numbering);
        hyphen = false;
      } else if (c == '&') {
        add(i, i + 1, seen.computeIfAbsent("&", _ -> named("and", numbering)));
        lines[size - 1] = line;
        hyphen = false;
      } else if (!isInvisible(c) && c != '\'' && c != '\u2019' && c != '\u2018') {
        mark(i, Character.toString(c), line, seen, numbering);
        hyphen = false;
      }
      i += width;
    }
    shout(lineStart, small);
  }

  private void mark(int at, String sign, int line, Map<String, Word> seen, Numbering numbering) {
    add(at, at + sign.length(), seen.computeIfAbsent(sign, s -> named(s, numbering)));
    flags[size - 1] |= MARK;
    lines[size - 1] = line;
  }

  private static Word named(String key, Numbering numbering) {
    return new Word(key, key, numbering.idOf(key), false);
  }

  private Word word(
      int start, int end, int capitals, int others, Map<String, Word> seen, Numbering numbering) {
    var surface = text.substring(start, end);
    var known = seen.get(surface);
    if (known != null) return known;
    var folded = Spelling.fold(surface);
    // KPIs → kpi; the same letters in small are left to the ordinary rules
    boolean manyOf = capitals > 1 && others == 1 && surface.charAt(surface.length() - 1) == 's';
    var key = manyOf ? folded.substring(0, folded.length() - 1) : key(folded);
    var word = new Word(folded, key, numbering.idOf(key), numbering.isHead(folded));
    seen.put(surface, word);
    return word;
  }

  /// Soft hyphens, joiners, accents, and an apostrophe with a letter on either side.
  private boolean isInside(int c, int at, int start) {
    if (isInvisible(c) || isAccent(c)) return true;
    return (c == '\'' || c == '\u2019')
        && at > start
        && at + 1 < text.length()
        && Character.isLetter(text.codePointAt(at + 1));
  }

  private static boolean isInvisible(int c) {
    return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF;
  }

  private static boolean isAccent(int c) {
    if (c < 0x300) return false;
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isHyphen(int c) {
    return c == '-' || c == 0x2010 || c == 0x2011;
  }

  /// Where the word ends without an apostrophe and s, and without joiners at its end.
  private int withoutPossessive(int start, int end) {
    while (end > start + 1 && isInvisible(text.charAt(end - 1))) end--;
    if (end - start < 3) return end;
    char s = text.charAt(end - 1);
    char quote = text.charAt(end - 2);
    return (s == 's' || s == 'S') && (quote == '\'' || quote == '\u2019') ? end - 2 : end;
  }

  private void shout(int from, boolean small) {
    if (!small) for (int i = from; i < size; i++) flags[i] |= SHOUTED;
  }

  private void add(int start, int end, Word word) {
    if (size == words.length) {
      int more = size * 2;
      words = Arrays.copyOf(words, more);
      starts = Arrays.copyOf(starts, more);
      ends = Arrays.copyOf(ends, more);
      lines = Arrays.copyOf(lines, more);
      flags = Arrays.copyOf(flags, more);
    }
    words[size] = word;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  int size() {
    return size;
  }

  Word word(int i) {
    return words[i];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  /// Number of the line, which is a paragraph in a reading, from 0.
  int line(int i) {
    return lines[i];
  }

  /// At least two capitals, and these at least half of the letters: `CRM`, `KPIs`, `VoC`.
  boolean isCapitals(int i) {
    return (flags[i] & CAPITALS) != 0;
  }

  boolean isMark(int i) {
    return (flags[i] & MARK) != 0;
  }

  boolean isArticle(int i) {
    return (flags[i] & ARTICLE) != 0;
  }

  /// Whether a hyphen and nothing else stands between this word and the one before it.
  boolean isHyphenated(int i) {
    return (flags[i] & HYPHEN_BEFORE) != 0;
  }

  /// Whether its line has no small letters, so that capitals say nothing about the word.
  boolean isShouted(int i) {
    return (flags[i] & SHOUTED) != 0;
  }

  /// Whether the word begins with a capital.
  boolean isInitial(int i) {
    return (flags[i] & INITIAL) != 0;
  }

  /// Whether the word is part of a capitalised name in running text: *Department* of Labor,
  /// Presidential *Innovation* Fellows. In a line where most words have capitals, as in titles,
  /// they say nothing.
  boolean isInName(int i) {
    if (!isInitial(i)) return false;
    if (!isNamePart(i, 1) && !isNamePart(i, -1)) return false;
    int small = 0;
    int capital = 0;
    for (int j = Math.max(0, i - AROUND); j <= Math.min(size - 1, i + AROUND); j++) {
      if (isMark(j) || lines[j] != lines[i] || words[j].folded().length() < 3) continue;
      if (isInitial(j)) capital++;
      else small++;
    }
    return small >= capital;
  }

  private boolean isNamePart(int i, int step) {
    int j = i + step;
    while (j >= 0 && j < size && JOINTS.contains(words[j].folded())) j += step;
    if (j < 0 || j >= size || isMark(j) || !isInitial(j)) return false;
    // a capital at the start of a sentence is no name
    return step > 0 || j > 0 && !isMark(j - 1) && lines[j - 1] == lines[j];
  }

  /// How many tokens are words.
  int wordCount() {
    int count = 0;
    for (int i = 0; i < size; i++) if (!isMark(i)) count++;
    return count;
  }
}
