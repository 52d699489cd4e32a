package dev.cairn.indexer;

import java.util.Arrays;

/// A direction of meaning: a vector of length 1. Immutable; equal if all numbers are.
public final class Direction {
  /// A sum of many roundings to single precision.
  private static final double TOLERANCE = 1e-3;

  private static final int LANES = 8;

  private final float[] values;

  private Direction(float[] values) {
    this.values = values;
  }

  /// @throws IllegalArgumentException if there are no numbers, one is not finite, or the length is
  ///   not 1
  public static Direction of(float... values) {
    double square = 0;
    for (float value : values) square += (double) value * value;
    if (!(Math.abs(square - 1) <= TOLERANCE))
      throw new IllegalArgumentException("a direction has length 1, got " + Math.sqrt(square));
    return new Direction(values.clone());
  }

  /// The direction in which these numbers point.
  ///
  /// @throws IllegalArgumentException if they point nowhere: all are 0, or one is not finite
  public static Direction along(float... values) {
    double square = 0;
    for (float value : values) square += (double) value * value;
    if (!(square > 0) || Double.isInfinite(square))
      throw new IllegalArgumentException("no direction in a vector of length " + Math.sqrt(square));
    var unit = new float[values.length];
    double length = Math.sqrt(square);
    for (int i = 0; i < unit.length; i++) unit[i] = (float) (values[i] / length);
    return new Direction(unit);
  }

  public int dimensions() {
    return values.length;
  }

  /// A copy.
  public float[] values() {
    return values.clone();
  }

  /// Cosine of the angle between both, -1..1 but for rounding.
  ///
  /// @throws IllegalArgumentException if the other has other dimensions
  public double similarity(Direction other) {
    if (other.values.length != values.length)
      throw new IllegalArgumentException(
          "cannot compare " + values.length + " with " + other.values.length + " dimensions");
    double sum = 0;
    for (int i = 0; i < values.length; i++) sum += (double) values[i] * other.values[i];
    return sum;
  }

  /// The sum of the products of equal places: of two directions, what {@link #similarity} is,
  /// quicker where many are compared. Several sums side by side, so that the processor need not
  /// wait for one.
  ///
  /// @param a as {@link #values} gives them
  /// @param b at least as long
  public static double product(float[] a, float[] b) {
    var sums = new float[LANES];
    int whole = a.length - a.length % LANES;
    for (int i = 0; i < whole; i += LANES)
      for (int lane = 0; lane < LANES; lane++) sums[lane] += a[i + lane] * b[i + lane];
    double sum = 0;
    for (float one : sums) sum += one;
    for (int i = whole; i < a.length; i++) sum += a[i] * b[i];
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Direction direction && Arrays.equals(values, direction.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /// The first numbers, for logs.
  @Override
  public String toString() {
    return "Direction" + Arrays.toString(Arrays.copyOf(values, Math.min(4, values.length)));
  }
}
