package dev.cairn.indexer.ingest;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A job while it goes on. Thread-safe.
final class TrackedJob {
  private final String id;
  private final String kind;
  private final String title;
  private final Instant started;
  private final Clock clock;
  private final Consumer<TrackedJob> changed;
  private final String[] names;
  private final @Nullable ItemId[] items;
  private final @Nullable Outcome[] outcomes;
  private int open;
  private boolean cancelled;
  private @Nullable Instant finished;

  TrackedJob(
      String id,
      String kind,
      String title,
      List<String> names,
      Clock clock,
      Consumer<TrackedJob> changed) {
    this.id = id;
    this.kind = kind;
    this.title = title;
    this.names = names.toArray(String[]::new);
    this.items = new @Nullable ItemId[names.size()];
    this.outcomes = new @Nullable Outcome[names.size()];
    this.open = names.size();
    this.clock = clock;
    this.started = clock.instant();
    this.changed = changed;
  }

  String id() {
    return id;
  }

  Ticket ticket(int file) {
    return new Ticket(this, file);
  }

  synchronized void cancel() {
    if (finished == null) cancelled = true;
  }

  synchronized boolean cancelled() {
    return cancelled;
  }

  synchronized boolean finished() {
    return finished != null;
  }

  synchronized Job snapshot() {
    var files = new ArrayList<Job.File>(names.length);
    for (int i = 0; i < names.length; i++)
      files.add(
          new Job.File(names[i], Optional.ofNullable(items[i]), Optional.ofNullable(outcomes[i])));
    var state =
        finished == null ? Job.State.RUNNING : cancelled ? Job.State.CANCELLED : Job.State.DONE;
    return new Job(
        id, kind, title, state, names.length, started, Optional.ofNullable(finished), files);
  }

  /// The same without its files.
  synchronized Job summary() {
    var whole = snapshot();
    return new Job(
        id,
        kind,
        title,
        whole.state(),
        whole.total(),
        started,
        whole.finished(),
        whole.counts(),
        List.of());
  }

  synchronized void awaitFinished(Patience patience) throws InterruptedException {
    while (finished == null && !patience.ended()) wait();
  }

  synchronized void wake() {
    notifyAll();
  }

  private void item(int file, ItemId item) {
    synchronized (this) {
      items[file] = item;
    }
    changed.accept(this);
  }

  private void outcome(int file, Outcome outcome) {
    synchronized (this) {
      if (outcomes[file] != null) return;
      outcomes[file] = outcome;
      if (--open == 0) {
        finished = clock.instant();
        notifyAll();
      }
    }
    changed.accept(this);
  }

  @Override
  public String toString() {
    return kind + " " + id + " " + Arrays.asList(names);
  }

  /// One file's line in its job.
  record Ticket(TrackedJob job, int file) {
    void is(ItemId item) {
      job.item(file, item);
    }

    /// The first outcome stays.
    void ends(Outcome outcome) {
      job.outcome(file, outcome);
    }
  }
}
