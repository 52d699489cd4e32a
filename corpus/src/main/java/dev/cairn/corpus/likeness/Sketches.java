package dev.cairn.corpus.likeness;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Makes sketches of texts. Pure functions: the same text has the same sketch in every process.
///
/// **Words.** The text in NFKC, each character in upper and then in lower case; runs of letters,
/// marks and digits are words, and so is each character of the scripts that are written without
/// blanks. Soft hyphens and other invisible signs count for nothing.
///
/// **What is left out.** Lines that stand there at least three times, apart from their numbers:
/// running headers and footers, which the same text has in one format and not in another. Where
/// that would leave less than half, nothing is left out.
///
/// **Shingles.** Each {@link #WIDTH} words in a row. The hash of a word is FNV-1a of 64 bits, of a
/// shingle a polynomial of its words' hashes that ends in the finaliser of SplitMix64 (Steele, Lea
/// and Flood 2014).
///
/// **Minima.** One permutation hashing (Li, Owen and Zhang 2012): the upper bits of a shingle's
/// hash say its bin, of each bin the smallest hash is kept, so one pass over the shingles does for
/// all of them. A bin that stays empty borrows from a bin that a hash of its own number and of the
/// attempt chooses, the same for all texts (Shrivastava 2017, "Optimal densification for fast and
/// accurate minwise hashing").
public final class Sketches {
  /// How many words a shingle has.
  static final int WIDTH = 3;

  /// Fewer different shingles say nothing: empty files, title pages and forms resemble each other.
  static final int LEAST = 20;

  private static final long SEED = 0x63616972_6e303031L;
  private static final int BIN_BITS = Integer.numberOfTrailingZeros(Sketch.MINIMA);

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long POLYNOMIAL = 0x9e3779b97f4a7c15L;

  private static final int OFTEN = 3;
  private static final int LONGEST_RUNNING = 20;

  private Sketches() {}

  /// Empty where the text has fewer than 20 different shingles.
  public static Optional<Sketch> of(String text) {
    var shingles = shingles(text);
    if (shingles.length < LEAST) return Optional.empty();
    return Optional.of(new Sketch(shingles.length, minima(shingles)));
  }

  /// The hashes of all different shingles, ascending.
  static long[] shingles(String text) {
    var words = Words.of(text);
    var kept = words.withoutRunningLines();
    if (kept.length < WIDTH) return new long[0];
    var shingles = new long[kept.length - WIDTH + 1];
    for (int i = 0; i < shingles.length; i++) {
      long hash = SEED;
      for (int j = i; j < i + WIDTH; j++) hash = hash * POLYNOMIAL + kept[j];
      shingles[i] = mixed(hash);
    }
    Arrays.sort(shingles);
    int different = 0;
    for (int i = 0; i < shingles.length; i++)
      if (i == 0 || shingles[i] != shingles[i - 1]) shingles[different++] = shingles[i];
    return Arrays.copyOf(shingles, different);
  }

  /// @param shingles ascending, at least one
  private static short[] minima(long[] shingles) {
    var minima = new short[Sketch.MINIMA];
    var filled = new boolean[Sketch.MINIMA];
    // Ascending hashes: the first of a bin is its smallest, seen as an unsigned number or not.
    for (long shingle : shingles) {
      int bin = (int) (shingle >>> (Long.SIZE - BIN_BITS));
      if (filled[bin]) continue;
      filled[bin] = true;
      minima[bin] = (short) mixed(shingle);
    }
    for (int bin = 0; bin < Sketch.MINIMA; bin++)
      if (!filled[bin]) minima[bin] = minima[lender(bin, filled)];
    return minima;
  }

  /// Filled from its shingles, not by borrowing.
  private static int lender(int bin, boolean[] filled) {
    for (long attempt = 1; ; attempt++) {
      int lender =
          (int) (mixed(SEED + bin * POLYNOMIAL + attempt * FNV_PRIME) >>> (Long.SIZE - BIN_BITS));
      if (filled[lender]) return lender;
    }
  }

  /// The finaliser of SplitMix64: every bit of the number moves every bit of the result.
  static long mixed(long number) {
    long z = number + POLYNOMIAL;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// The words of a text as hashes, with the lines they stand in.
  private static final class Words {
    private long[] words = new long[256];
    private int size;
    private int[] lineEnds = new int[64];
    private int lines;

    /// A line's words without its numbers.
    private long[] lineKeys = new long[64];

    static Words of(String text) {
      var normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
      var all = new Words();
      long word = FNV_BASIS;
      boolean number = true;
      long line = FNV_BASIS;
      for (int at = 0; at <= normal.length(); ) {
        int c = at < normal.length() ? normal.codePointAt(at) : '\n';
        at += Character.charCount(c);
        if (Character.getType(c) == Character.FORMAT) continue;
        boolean alone = standsAlone(c);
        boolean part = !alone && (Character.isLetterOrDigit(c) || isMark(c));
        if (part) {
          word = (word ^ folded(c)) * FNV_PRIME;
          number &= Character.isDigit(c);
          continue;
        }
        if (word != FNV_BASIS) {
          all.add(word);
          if (!number) line = (line ^ word) * POLYNOMIAL;
          word = FNV_BASIS;
          number = true;
        }
        if (alone) {
          long one = (FNV_BASIS ^ c) * FNV_PRIME;
          all.add(one);
          line = (line ^ one) * POLYNOMIAL;
        }
        if (c == '\n') {
          all.endLine(line);
          line = FNV_BASIS;
        }
      }
      return all;
    }

    private static int folded(int c) {
      return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean standsAlone(int c) {
      if (c < 0x0e00) return false;
      return switch (Character.UnicodeScript.of(c)) {
        case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
        default -> false;
      };
    }

    private void add(long word) {
      if (size == words.length) words = Arrays.copyOf(words, 2 * size);
      words[size++] = word;
    }

    private void endLine(long key) {
      int start = lines == 0 ? 0 : lineEnds[lines - 1];
      if (start == size) return;
      if (lines == lineEnds.length) {
        lineEnds = Arrays.copyOf(lineEnds, 2 * lines);
        lineKeys = Arrays.copyOf(lineKeys, 2 * lines);
      }
      lineEnds[lines] = size;
      lineKeys[lines++] = key;
    }

    long[] withoutRunningLines() {
      Map<Long, Integer> times = new HashMap<>();
      for (int i = 0; i < lines; i++) if (isShort(i)) times.merge(lineKeys[i], 1, Integer::sum);
      var kept = new long[size];
      int left = 0;
      int start = 0;
      for (int i = 0; i < lines; i++) {
        if (!isShort(i) || times.getOrDefault(lineKeys[i], 0) < OFTEN) {
          System.arraycopy(words, start, kept, left, lineEnds[i] - start);
          left += lineEnds[i] - start;
        }
        start = lineEnds[i];
      }
      return 2 * left < size ? Arrays.copyOf(words, size) : Arrays.copyOf(kept, left);
    }

    private boolean isShort(int line) {
      return lineEnds[line] - (line == 0 ? 0 : lineEnds[line - 1]) <= LONGEST_RUNNING;
    }
  }
}
