package dev.cairn.server.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Says how far it has come: a bar where a person looks on, else a line every few seconds.
/// Thread-safe.
final class Progress {
  private static final int WIDTH = 24;
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

  /// @param job as `/api/jobs/{id}` tells it
  /// @param expected how many things will be in it at least
  void show(JsonNode job, long expected) {
    var more = new StringBuilder();
    double rate = job.path("filesPerSecond").asDouble(0);
    if (rate > 0) more.append(String.format(Locale.ROOT, ", %.1f a second", rate));
    var stages = job.path("stages");
    stage(more, stages.path("reading").asLong(0), "being read");
    stage(more, stages.path("writing").asLong(0), "being written down");
    var left = job.path("timeLeftMillis");
    if (left.isNumber()) more.append(", about ").append(words(left.asLong(0))).append(" left");
    show(
        job.path("done").asLong(0),
        Math.max(expected, job.path("total").asLong(0)),
        things,
        more.toString());
  }

  private static void stage(StringBuilder more, long count, String words) {
    if (count > 0) more.append(", ").append(count).append(' ').append(words);
  }

  private static String words(long millis) {
    long seconds = Math.max(1, Math.round(millis / 1000.0));
    if (seconds < 90) return seconds + " s";
    long minutes = Math.round(seconds / 60.0);
    return minutes < 90 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
  }

  /// @param work as `/api/admin/works/{id}` tells it
  void showWork(JsonNode work) {
    show(
        work.path("done").asLong(0),
        work.path("total").asLong(0),
        "",
        ", " + Terminal.line(work.path("step").asString("")));
  }

  /// @param meaning as `/api/admin/care` tells it
  void showMeaning(JsonNode meaning, long done, long total) {
    var more = new StringBuilder();
    double rate = meaning.path("perSecond").asDouble(0);
    if (rate > 0) more.append(String.format(Locale.ROOT, ", %.1f a second", rate));
    var left = meaning.path("leftMillis");
    if (left.isNumber()) more.append(", about ").append(words(left.asLong(0))).append(" left");
    show(done, total, things, more.toString());
  }

  private synchronized void show(long done, long total, String what, String more) {
    var now = clock.instant();
    var pause = terminal.interactive() ? BETWEEN_BARS : BETWEEN_LINES;
    if (Duration.between(last, now).compareTo(pause) < 0) return;
    last = now;
    var count =
        (total > 0 ? done + " of " + total : done + "") + (what.isEmpty() ? "" : " " + what) + more;
    if (!terminal.interactive()) {
      terminal.err().println(count);
      return;
    }
    int full = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / total);
    terminal.err().print("\r\u001b[K" + "█".repeat(full) + "░".repeat(WIDTH - full) + " " + count);
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
