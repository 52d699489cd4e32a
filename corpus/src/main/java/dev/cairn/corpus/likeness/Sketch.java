package dev.cairn.corpus.likeness;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What a text says, in half a kilobyte: of its shingles the smallest hash in each of {@link
/// #MINIMA} bins. Immutable; equal sketches are equal values. Made by {@link Sketches}.
///
/// Of each smallest hash 16 bits are kept. Two that differ agree in these once in 65,536 times (Li
/// and König 2010, "b-bit minwise hashing"), which is far below the error of the estimate.
public final class Sketch {
  /// How many smallest hashes a sketch has.
  public static final int MINIMA = 256;

  /// How many ways there are to be a candidate, see {@link #bands}.
  public static final int BANDS = 51;

  private static final int ROWS = MINIMA / BANDS;

  private final int shingles;
  private final short[] minima;

  /// @param minima is not copied
  Sketch(int shingles, short[] minima) {
    if (shingles < 1 || minima.length != MINIMA)
      throw new IllegalArgumentException(
          "no sketch: " + shingles + " shingles, " + minima.length + " minima");
    this.shingles = shingles;
    this.minima = minima;
  }

  /// What {@link #bytes} has written.
  ///
  /// @throws IllegalArgumentException if that did not write it
  public static Sketch of(byte[] bytes) {
    if (bytes.length != Integer.BYTES + MINIMA * Short.BYTES)
      throw new IllegalArgumentException("no sketch has " + bytes.length + " bytes");
    var buffer = ByteBuffer.wrap(bytes);
    int shingles = buffer.getInt();
    var minima = new short[MINIMA];
    buffer.asShortBuffer().get(minima);
    return new Sketch(shingles, minima);
  }

  /// For keeping, always of the same length.
  public byte[] bytes() {
    var buffer = ByteBuffer.allocate(Integer.BYTES + MINIMA * Short.BYTES).putInt(shingles);
    buffer.asShortBuffer().put(minima);
    return buffer.array();
  }

  /// How many different shingles the text has.
  public int shingles() {
    return shingles;
  }

  /// 0..1, estimates which share of the shingles that either text has both have (the Jaccard
  /// coefficient J; Broder 1997, "On the resemblance and containment of documents"). The standard
  /// error is at most √(J(1-J)/256), 0.031 in the middle, where both texts have many more than 256
  /// shingles, and about twice that for texts of some dozens (Shrivastava 2017).
  public double likeness(Sketch other) {
    int equal = 0;
    for (int i = 0; i < MINIMA; i++) if (minima[i] == other.minima[i]) equal++;
    return (double) equal / MINIMA;
  }

  /// 0..1, estimates which share of this text's shingles the other has as well (Broder 1997): near
  /// 1 where this one is an excerpt of the other. From the likeness J and both sizes: what is
  /// common is J/(1+J) of the sum of both. A far longer other makes it rough.
  public double containment(Sketch other) {
    double likeness = likeness(other);
    double common = likeness / (1 + likeness) * ((double) shingles + other.shingles);
    return Math.min(1, common / shingles);
  }

  /// Names of this sketch's bands, {@link #BANDS} of 5 minima each, for locality-sensitive hashing:
  /// sketches that share none need not be compared. Texts of likeness J share at least one with the
  /// probability 1 - (1 - J^5)^51 (Leskovec, Rajaraman and Ullman 2020, "Mining of massive
  /// datasets", 3.4): 0.016 for J = 0.2, 0.12 for 0.3, 0.41 for 0.4, 0.80 for 0.5, 0.984 for 0.6,
  /// 0.998 for 0.65, 0.9999 for 0.7.
  public long[] bands() {
    var bands = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long name = band;
      for (int row = 0; row < ROWS; row++)
        name = Sketches.mixed(name * 31 + minima[band * ROWS + row] + 1);
      bands[band] = name;
    }
    return bands;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch that
        && shingles == that.shingles
        && Arrays.equals(minima, that.minima);
  }

  @Override
  public int hashCode() {
    return 31 * shingles + Arrays.hashCode(minima);
  }

  @Override
  public String toString() {
    return "sketch of " + shingles + " shingles, " + Integer.toHexString(Arrays.hashCode(minima));
  }
}
