package dev.cairn.indexer.ingest;

import java.util.concurrent.atomic.AtomicLongArray;

/// Where the time goes, for measuring: nanoseconds and number of times for each stage.
final class Timings {
  /// A part of the work that is measured on its own.
  enum Stage {
    REGISTER,
    LOG,
    EXTRACT,
    LINK,
    EMBED,
    DESCRIBE,
    ENTRY,
    REPLACE,
    REFRESH,
    COMMIT
  }

  private final AtomicLongArray nanos = new AtomicLongArray(Stage.values().length);
  private final AtomicLongArray times = new AtomicLongArray(Stage.values().length);

  /// Ends the measurement when closed.
  interface Running extends AutoCloseable {
    @Override
    void close();
  }

  Running start(Stage stage) {
    long began = System.nanoTime();
    return () -> {
      nanos.addAndGet(stage.ordinal(), System.nanoTime() - began);
      times.incrementAndGet(stage.ordinal());
    };
  }

  /// Milliseconds spent in the stage so far, over all threads.
  long millis(Stage stage) {
    return nanos.get(stage.ordinal()) / 1_000_000;
  }

  long times(Stage stage) {
    return times.get(stage.ordinal());
  }
}
