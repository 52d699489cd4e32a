package dev.cairn.indexer.ingest;

import java.time.Duration;
import java.util.List;

/// Waiting for threads to end.
final class Threads {
  private Threads() {}

  /// Waits for all of them together, so long at most.
  ///
  /// @return whether all have ended
  static boolean join(List<Thread> threads, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    boolean ended = true;
    for (var thread : threads)
      try {
        ended &= thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    return ended;
  }

  /// Waits to the end, even when interrupted meanwhile, and keeps the interruption.
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true)
      try {
        thread.join();
        if (interrupted) Thread.currentThread().interrupt();
        return;
      } catch (InterruptedException e) {
        interrupted = true;
      }
  }
}
