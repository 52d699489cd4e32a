package dev.cairn.corpus.extract;

import dev.cairn.corpus.Limit;
import java.time.Duration;

/// How much one file may cost.
///
/// @param time after this it is broken off, and what was read until then is kept; positive
/// @param characters of text, UTF-16 code units; the first so many are kept; from 1
/// @param depth how deep files may lie in files within one document; 0: what is embedded in it is
///   not read. Archives and mail hand over one level, whatever this says
/// @param parts how many files may lie in a file: those embedded in a document at all depths
///   together, or those that a container hands over; from 0
/// @param expansion how many bytes a container may give for each of its own, unless it gives less
///   than 10 MB; from 1
/// @param partBytes the largest file that a container may hand over, in bytes; from 1
/// @param roomBytes how many bytes a container may hand over in all; from 1
public record ExtractLimits(
    Duration time,
    int characters,
    int depth,
    int parts,
    int expansion,
    long partBytes,
    long roomBytes) {
  private static final int EXPANSION = 200;
  private static final long PART_BYTES = 512L << 20;
  private static final long ROOM_BYTES = 4L << 30;

  /// So many bytes hurt nobody, however small the file that they come from.
  private static final long HARMLESS = 10_000_000;

  public ExtractLimits {
    if (time.isNegative() || time.isZero())
      throw new IllegalArgumentException("time must be positive, got " + time);
    atLeast(1, characters, "characters");
    atLeast(0, depth, "depth");
    atLeast(0, parts, "parts");
    atLeast(1, expansion, "expansion");
    atLeast(1, partBytes, "partBytes");
    atLeast(1, roomBytes, "roomBytes");
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least)
      throw new IllegalArgumentException(name + " must be >= " + least + ", got " + value);
  }

  /// What a container may hand over as in {@link #defaults}.
  public ExtractLimits(Duration time, int characters, int depth, int parts) {
    this(time, characters, depth, parts, EXPANSION, PART_BYTES, ROOM_BYTES);
  }

  /// One minute, five million characters (a book of 2,500 pages), 1,000 parts ten deep, 200 bytes
  /// for each one, 512 MiB a part and 4 GiB in all.
  public static ExtractLimits defaults() {
    return new ExtractLimits(Duration.ofMinutes(1), 5_000_000, 10, 1_000);
  }

  public ExtractLimits withTime(Duration time) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withCharacters(int characters) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withDepth(int depth) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withParts(int parts) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withExpansion(int expansion) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withPartBytes(long partBytes) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  public ExtractLimits withRoomBytes(long roomBytes) {
    return new ExtractLimits(time, characters, depth, parts, expansion, partBytes, roomBytes);
  }

  /// The limit of time, as people are told it.
  public Limit timeLimit() {
    return Limits.time(time);
  }

  /// The limit of memory, as people are told it.
  public Limit memoryLimit() {
    return Limits.memory();
  }

  /// How many bytes may come out of a container of this size.
  long roomFor(long size) {
    long byRatio = size > Long.MAX_VALUE / expansion ? Long.MAX_VALUE : size * expansion;
    return Math.min(roomBytes, Math.max(HARMLESS, byRatio));
  }
}
