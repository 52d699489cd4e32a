package dev.cairn.indexer.ingest;

/// Waiting for threads to end.
final class Threads {
  private Threads() {}

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
