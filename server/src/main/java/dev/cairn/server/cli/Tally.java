package dev.cairn.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What became of all files or rows, as it is printed: a line of JSON each, or a summary for a
/// person. Thread-safe.
final class Tally {
  /// Outcomes after which the thing can be found, see `Outcome.taken()`; `new` in a rehearsal.
  private static final Set<String> TAKEN =
      Set.of("indexed", "empty", "duplicate", "newVersion", "unchanged", "moved", "gone", "new");

  private static final int SHOWN = 50;

  private final Terminal terminal;
  private final boolean json;
  private final String things;
  private final Map<String, Long> outcomes = new LinkedHashMap<>();
  private final List<Line> refused = new ArrayList<>();
  private long done;

  /// @param things what is counted, as a plural
  Tally(Terminal terminal, boolean json, String things) {
    this.terminal = terminal;
    this.json = json;
    this.things = things;
  }

  /// @param outcome as `Outcome.code()`
  /// @param reason one sentence
  record Line(String file, String outcome, Optional<String> id, Optional<String> reason) {}

  synchronized void add(Line line) {
    done++;
    outcomes.merge(line.outcome(), 1L, Long::sum);
    if (!TAKEN.contains(line.outcome())) refused.add(line);
    if (json) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("file", line.file());
      shape.put("outcome", line.outcome());
      line.id().ifPresent(id -> shape.put("id", id));
      line.reason().ifPresent(reason -> shape.put("reason", reason));
      terminal.out().println(Api.JSON.writeValueAsString(shape));
    }
  }

  synchronized long done() {
    return done;
  }

  /// Prints the end.
  ///
  /// @return whether something was refused
  synchronized Failure.Status summary(Duration took) {
    if (json) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("files", done);
      shape.put("outcomes", outcomes);
      shape.put("tookMillis", took.toMillis());
      terminal.out().println(Api.JSON.writeValueAsString(shape));
    } else {
      print(took);
    }
    return refused.isEmpty() ? Failure.Status.OK : Failure.Status.SOME_REFUSED;
  }

  private void print(Duration took) {
    double seconds = Math.max(0.001, took.toMillis() / 1000.0);
    var out = terminal.out();
    out.printf(
        Locale.ROOT, "%d %s in %.1f s, %.1f a second%n", done, things, seconds, done / seconds);
    outcomes.forEach(
        (outcome, count) -> out.printf(Locale.ROOT, "%8d %s%n", count, words(outcome)));
    if (refused.isEmpty()) return;
    out.println("Not taken in:");
    for (var line : refused.subList(0, Math.min(SHOWN, refused.size())))
      out.println(
          "  "
              + Terminal.line(line.file())
              + ": "
              + Terminal.line(line.reason().orElse(words(line.outcome()))));
    if (refused.size() > SHOWN)
      out.println("  and " + (refused.size() - SHOWN) + " more; --json lists all");
  }

  private static String words(String outcome) {
    return switch (outcome) {
      case "indexed" -> "can be searched";
      case "duplicate" -> "were here already (the same bytes)";
      case "newVersion" -> "replaced an older version";
      case "unchanged" -> "have not changed";
      case "locked" -> "are locked with a password";
      case "empty" -> "have no text";
      case "tooLarge" -> "are too large";
      case "unreadable" -> "cannot be read";
      case "new" -> "would be new";
      case "unusable" -> "cannot be used";
      case String other -> other;
    };
  }
}
