package dev.cairn.corpus.extract;

import java.time.Duration;

/// How much one file may cost.
///
/// @param time after this it is given up; positive
/// @param characters of text, UTF-16 code units; a file with more is refused as a whole, since half
///   a text would be found by half of its words; from 1
/// @param depth how deep files may lie in files; 0: what is packed inside is not read
/// @param parts how many files may lie in a file, at all depths together; from 0
public record ExtractLimits(Duration time, int characters, int depth, int parts) {
  public ExtractLimits {
    if (time.isNegative() || time.isZero())
      throw new IllegalArgumentException("time must be positive, got " + time);
    if (characters < 1)
      throw new IllegalArgumentException("characters must be >= 1, got " + characters);
    if (depth < 0) throw new IllegalArgumentException("depth must be >= 0, got " + depth);
    if (parts < 0) throw new IllegalArgumentException("parts must be >= 0, got " + parts);
  }

  /// One minute, five million characters (a book of 2,500 pages), 1,000 parts ten deep.
  public static ExtractLimits defaults() {
    return new ExtractLimits(Duration.ofMinutes(1), 5_000_000, 10, 1_000);
  }
}
