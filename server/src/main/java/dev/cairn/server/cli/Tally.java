package dev.cairn.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What became of all files or rows, as it is printed: a line of JSON each, or a summary for a
/// person. Thread-safe.
final class Tally {
  private static final int SHOWN = 50;

  private final Terminal terminal;
  private final boolean json;
  private final String things;
  private final Map<String, Long> outcomes = new LinkedHashMap<>();
  private final List<Line> refused = new ArrayList<>();
  private final List<Line> partial = new ArrayList<>();
  private final List<Line> withoutText = new ArrayList<>();
  private long done;

  /// @param things what is counted, as a plural
  Tally(Terminal terminal, boolean json, String things) {
    this.terminal = terminal;
    this.json = json;
    this.things = things;
  }

  /// @param outcome as `Outcome.code()`
  /// @param reason one sentence
  /// @param taken whether it, or a part of it, can be found
  /// @param partial whether only a part of it can be searched
  record Line(
      String file,
      String outcome,
      Optional<String> id,
      Optional<String> reason,
      boolean taken,
      boolean partial) {
    static Line of(String file, Follower.FileState state) {
      return new Line(
          file, state.outcome(), state.id(), state.reason(), state.taken(), state.partial());
    }

    static Line refused(String file, String outcome, String reason) {
      return new Line(file, outcome, Optional.empty(), Optional.of(reason), false, false);
    }
  }

  synchronized void add(Line line) {
    done++;
    outcomes.merge(line.outcome(), 1L, Long::sum);
    if (!line.taken()) refused.add(line);
    else if (line.partial()) partial.add(line);
    else if (line.outcome().equals("empty")) withoutText.add(line);
    if (json) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("file", line.file());
      shape.put("outcome", line.outcome());
      line.id().ifPresent(id -> shape.put("id", id));
      line.reason().ifPresent(reason -> shape.put("reason", reason));
      if (line.partial()) shape.put("partial", true);
      terminal.out().println(Api.JSON.writeValueAsString(shape));
    }
  }

  synchronized long done() {
    return done;
  }

  /// Prints the end.
  ///
  /// @return whether something was refused, or a part of it is missing
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
    return refused.isEmpty() && partial.isEmpty() ? Failure.Status.OK : Failure.Status.SOME_REFUSED;
  }

  private void print(Duration took) {
    double seconds = Math.max(0.001, took.toMillis() / 1000.0);
    var out = terminal.out();
    out.printf(
        Locale.ROOT, "%d %s in %.1f s, %.1f a second%n", done, things, seconds, done / seconds);
    outcomes.forEach(
        (outcome, count) -> out.printf(Locale.ROOT, "%8d %s%n", count, words(outcome)));
    list("Not taken in:", refused);
    list("Damaged, or stopped at a limit:", partial);
    list("Without text, found by title only:", withoutText);
  }

  private void list(String head, List<Line> lines) {
    if (lines.isEmpty()) return;
    var out = terminal.out();
    out.println(head);
    for (var line : lines.subList(0, Math.min(SHOWN, lines.size())))
      out.println(
          "  "
              + Terminal.line(line.file())
              + ": "
              + Terminal.line(line.reason().orElse(words(line.outcome()))));
    if (lines.size() > SHOWN)
      out.println("  and " + (lines.size() - SHOWN) + " more; --json lists all");
  }

  /// What became of several things, to be read after their number.
  static String words(String outcome) {
    return switch (outcome) {
      case "indexed" -> "can be searched";
      case "duplicate" -> "were here already (the same bytes)";
      case "newVersion" -> "replaced an older version";
      case "unchanged" -> "have not changed";
      case "locked" -> "are locked with a password";
      case "container" -> "hold files that are items of their own";
      case "empty" -> "have no text and are found by their titles";
      case "moved" -> "have moved";
      case "gone" -> "left their source and are in the bin";
      case "stopped" -> "were stopped at a limit";
      case "corrupt" -> "are damaged";
      case "unsupported" -> "are of a kind that cannot be read";
      case "cancelled" -> "were cancelled";
      case "received" -> "wait to be read";
      case "tooLarge" -> "are too large";
      case "unreadable" -> "cannot be read";
      case "new" -> "would be new";
      case "unusable" -> "cannot be used";
      case String other -> other;
    };
  }
}
