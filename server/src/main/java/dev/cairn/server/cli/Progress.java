package dev.cairn.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Says how far it has come: a bar where a person looks on, else a line every few seconds.
/// Thread-safe.
final class Progress {
  private static final int WIDTH = 30;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration BETWEEN_BARS = Duration.ofMillis(100);

  private final Terminal terminal;
  private final Clock clock;
  private final String things;
  private final Instant started;
  private Instant last;

  /// @param things what is counted, as a plural
  Progress(Terminal terminal, String things) {
    this.terminal = terminal;
    this.clock = terminal.clock();
    this.things = things;
    this.started = clock.instant();
    this.last = started;
  }

  synchronized void show(long done, long total) {
    var now = clock.instant();
    var pause = terminal.interactive() ? BETWEEN_BARS : BETWEEN_LINES;
    if (Duration.between(last, now).compareTo(pause) < 0) return;
    last = now;
    double rate = done / Math.max(0.001, Duration.between(started, now).toMillis() / 1000.0);
    if (!terminal.interactive()) {
      terminal.err().printf(Locale.ROOT, "%d of %d %s, %.1f a second%n", done, total, things, rate);
      return;
    }
    int full = total == 0 ? 0 : (int) (WIDTH * done / total);
    terminal
        .err()
        .printf(
            Locale.ROOT,
            "\r\u001b[K%s%s %d of %d %s, %.1f a second",
            "█".repeat(full),
            "░".repeat(WIDTH - full),
            done,
            total,
            things,
            rate);
    terminal.err().flush();
  }

  /// Takes the bar away, so that what follows stands on a line of its own.
  synchronized void clear() {
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }

  Duration took() {
    return Duration.between(started, clock.instant());
  }
}
