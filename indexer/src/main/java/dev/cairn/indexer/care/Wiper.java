package dev.cairn.indexer.care;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/// Wipes from the disk what was destroyed, on one thread: whatever waits at the same moment shares
/// one rewriting of index and graph. Every step can be done again, so that after a crash all of
/// them are.
final class Wiper {
  private static final System.Logger LOG = System.getLogger(Wiper.class.getName());
  private static final long PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final CareParts parts;
  private final Destruction destruction;
  private final Lock destroying;
  private final Works works;
  private final Step.Checkpoint checkpoint;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Optional<String> trouble = Optional.empty();
  private final Thread thread =
      Thread.ofPlatform().name("care-wiping").daemon().unstarted(this::run);

  /// @param destroying held by whoever destroys items, from the first note to the record
  Wiper(
      CareParts parts,
      Destruction destruction,
      Lock destroying,
      Works works,
      Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.destroying = destroying;
    this.destruction = destruction;
    this.works = works;
    this.checkpoint = checkpoint;
  }

  void start() {
    thread.start();
  }

  Optional<String> trouble() {
    return trouble;
  }

  void awaitDone() throws InterruptedException {
    synchronized (destruction) {
      while (!destruction.isEmpty() && thread.isAlive()) destruction.wait(PAUSE_MILLIS);
    }
  }

  private void run() {
    int failures = 0;
    while (awaitWork())
      try {
        works.waiting(Works.WIPING, this::wipe);
        failures = 0;
        trouble = Optional.empty();
      } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
        failures++;
        LOG.log(System.Logger.Level.WARNING, "wiping failed, attempt " + failures, e);
        trouble =
            Optional.of("What was destroyed cannot be wiped from the disk yet; it is tried again.");
        pause(Math.min(LONGEST_PAUSE_MILLIS, PAUSE_MILLIS << Math.min(failures, 10)));
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "the next start goes on with the wiping", e);
        return;
      }
  }

  /// @return false when closing
  private boolean awaitWork() {
    synchronized (destruction) {
      try {
        while (closing.getCount() > 0 && destruction.isEmpty()) destruction.wait();
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
        return false;
      }
    }
    return closing.getCount() > 0;
  }

  private void wipe(Works.Progressing progress) throws InterruptedException {
    progress.at("wiping", 0, 4);
    Destruction.Batch batch;
    List<Doomed> gone;
    destroying.lock();
    try {
      batch = destruction.waiting();
      // A crash may have come before the catalogue was told; then nobody was told either.
      gone =
          batch.items().stream()
              .filter(d -> parts.catalogue().find(d.id(), Caller.admin()).isEmpty())
              .toList();
      destruction.record(gone);
    } finally {
      destroying.unlock();
    }
    var ids = new HashSet<ItemId>();
    gone.forEach(d -> ids.add(d.id()));
    parts.ingest().forget(ids, batch.contents().keySet());
    checkpoint.reached(Step.FORGOTTEN);
    progress.at("wiping", 1, 4);
    for (var content : batch.contents().keySet()) parts.ingest().deleteIfUnreferenced(content);
    checkpoint.reached(Step.DELETED);
    progress.at("wiping", 2, 4);
    parts.ingest().bringAgain(ids);
    while (!purged()) if (pause(PAUSE_MILLIS)) return;
    checkpoint.reached(Step.PURGED);
    progress.at("wiping", 3, 4);
    parts.graph().compact();
    checkpoint.reached(Step.COMPACTED);
    destruction.done(batch);
    progress.at("wiping", 4, 4);
  }

  private boolean purged() {
    parts.searcher().forgetStates();
    return parts.index().purge();
  }

  /// @return whether it is closing
  private boolean pause(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
      return true;
    }
  }

  void close() {
    closing.countDown();
    synchronized (destruction) {
      destruction.notifyAll();
    }
    if (thread.getState() == Thread.State.NEW) return;
    boolean interrupted = false;
    while (thread.isAlive())
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
