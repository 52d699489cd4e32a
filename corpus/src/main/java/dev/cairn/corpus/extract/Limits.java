package dev.cairn.corpus.extract;

import dev.cairn.corpus.Limit;
import java.time.Duration;
import java.util.Locale;

/// Limits in the words of people.
final class Limits {
  private Limits() {}

  static Limit time(Duration time) {
    return new Limit(Limit.Kind.TIME, words(time));
  }

  static Limit characters(int characters) {
    return new Limit(
        Limit.Kind.CHARACTERS, String.format(Locale.ROOT, "%,d characters", characters));
  }

  static Limit memory() {
    return new Limit(Limit.Kind.MEMORY, "one file may use");
  }

  static Limit depth(int depth) {
    return new Limit(Limit.Kind.DEPTH, depth == 1 ? "one file" : depth + " files");
  }

  static Limit parts(int parts) {
    return new Limit(
        Limit.Kind.PARTS, parts == 1 ? "one file" : String.format(Locale.ROOT, "%,d files", parts));
  }

  static Limit expansion(long bytes) {
    return new Limit(Limit.Kind.EXPANSION, String.format(Locale.ROOT, "%,d bytes", bytes));
  }

  /// Where a library stopped at a bound of its own.
  static Limit expansion() {
    return new Limit(Limit.Kind.EXPANSION, "100 times its size");
  }

  private static String words(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 1) return time.toMillis() + " milliseconds";
    if (seconds == 1) return "one second";
    if (seconds == 60) return "one minute";
    return seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " seconds";
  }
}
