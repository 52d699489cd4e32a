package dev.cairn.indexer.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waiting between two attempts: longer each time, and cut short when the house closes. Interrupts
/// nobody, because an interrupted thread would close the files that it reads.
final class Patience {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final CountDownLatch closing = new CountDownLatch(1);

  void end() {
    closing.countDown();
  }

  boolean ended() {
    return closing.getCount() == 0;
  }

  /// Waits after the failure of this number.
  ///
  /// @param failures in a row, from 1
  /// @return whether another attempt makes sense; false when closing
  boolean after(int failures) {
    long millis =
        Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(20, Math.max(0, failures - 1)));
    try {
      return !closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
