package dev.cairn.ontology.sparql;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.query.QueryCancelledException;
import org.jspecify.annotations.Nullable;

/// How much patience is left with one question. Asked again and again by all that works on it, on
/// one thread; may be ended from any.
final class Budget {
  private final Duration time;
  private final long began = System.nanoTime();
  private final long end;
  private final long mostHeld;
  private final long mostText;
  private final AtomicReference<@Nullable Stop> stopped = new AtomicReference<>();
  private long held;
  private long text;

  /// Why a question was stopped.
  enum Stop {
    TIME,
    ROWS,
    TEXT,
    CANCELLED
  }

  /// Passes through the query engine, which takes it for the end of the work.
  static final class Stopped extends QueryCancelledException {
    private static final long serialVersionUID = 1L;
  }

  /// @param time until the end
  Budget(Limits limits, Duration time) {
    this.time = time;
    this.end = began + time.toNanos();
    this.mostHeld = limits.held();
    this.mostText = limits.text();
  }

  /// @throws Stopped if it is over
  void check() {
    if (stopped.get() == null && System.nanoTime() - end >= 0) stop(Stop.TIME);
    if (stopped.get() != null) throw new Stopped();
  }

  /// One more row lies in memory until the question is answered.
  void hold() {
    if (++held > mostHeld) {
      stop(Stop.ROWS);
      throw new Stopped();
    }
  }

  /// So many more characters are made, or handed out.
  void write(long characters) {
    text += characters;
    if (text > mostText) {
      stop(Stop.TEXT);
      throw new Stopped();
    }
  }

  /// Whether so many more characters could be handed out.
  boolean hasText(long characters) {
    return text + characters <= mostText;
  }

  /// How long it was to last.
  Duration time() {
    return time;
  }

  /// How long it has lasted.
  Duration lasted() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// The first reason counts.
  void stop(Stop why) {
    stopped.compareAndSet(null, why);
  }

  /// Why it was stopped, if it was: the time if nothing else is known.
  Stop why() {
    var why = stopped.get();
    return why == null ? Stop.TIME : why;
  }
}
