package dev.cairn.ontology.sparql;

import java.time.Duration;

/// What one question may take.
///
/// @param time until it is stopped, 1 ms or more
/// @param rows of an answer, or statements; 1 or more; what is beyond is cut off
/// @param atOnce questions at the same time, 1 or more; who comes then is sent away for a while
/// @param length characters of a question, 1 or more
/// @param held rows that may lie in memory for one question (to be sorted, grouped, joined)
/// @param text characters that one question may make or hand out
public record Limits(Duration time, int rows, int atOnce, int length, long held, long text) {
  public Limits {
    if (!time.isPositive())
      throw new IllegalArgumentException("time must be positive, got " + time);
    if (rows < 1) throw new IllegalArgumentException("rows must be >= 1, got " + rows);
    if (atOnce < 1) throw new IllegalArgumentException("atOnce must be >= 1, got " + atOnce);
    if (length < 1) throw new IllegalArgumentException("length must be >= 1, got " + length);
    if (held < 1) throw new IllegalArgumentException("held must be >= 1, got " + held);
    if (text < 1) throw new IllegalArgumentException("text must be >= 1, got " + text);
  }

  /// Ten seconds, 10,000 rows, four at once.
  public static Limits defaults() {
    return new Limits(Duration.ofSeconds(10), 10_000, 4, 50_000, 500_000, 32_000_000);
  }

  public Limits withTime(Duration newTime) {
    return new Limits(newTime, rows, atOnce, length, held, text);
  }

  public Limits withRows(int newRows) {
    return new Limits(time, newRows, atOnce, length, held, text);
  }

  public Limits withAtOnce(int newAtOnce) {
    return new Limits(time, rows, newAtOnce, length, held, text);
  }
}
