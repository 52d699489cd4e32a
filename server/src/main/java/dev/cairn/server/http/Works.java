package dev.cairn.server.http;

import dev.cairn.indexer.care.Care;
import dev.cairn.indexer.sources.Source;
import dev.cairn.ontology.imported.Difference;
import dev.cairn.ontology.imported.Shelved;
import dev.cairn.server.security.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Long works that an admin began and that go on without him: a check, a new index, a look through
/// a source, an import. Each can be followed until long after its end. Thread-safe.
final class Works implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Works.class);
  private static final int KEPT = 50;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<String, Running> all = new LinkedHashMap<>();

  Works(Clock clock) {
    this.clock = clock;
  }

  /// Where a work stands.
  enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /// What sort of work it is.
  enum Kind {
    VERIFY("The check"),
    REINDEX("Building the index anew"),
    COMPACT("Compacting the graph"),
    SWEEP("Looking through the source"),
    IMPORT("Reading a vocabulary"),
    MAPPINGS("Looking for mappings");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /// Whether two works of these kinds are not done at the same time.
    boolean excludes(Kind other) {
      return switch (this) {
        case VERIFY, REINDEX, COMPACT -> other == VERIFY || other == REINDEX || other == COMPACT;
        case SWEEP, IMPORT, MAPPINGS -> other == this;
      };
    }
  }

  /// What came of a work.
  sealed interface Result {
    record Checked(Care.Report report) implements Result {}

    record Reindexed() implements Result {}

    record Compacted(Care.Compaction compaction) implements Result {}

    record Swept(Source.Sweep sweep) implements Result {}

    /// A file with a vocabulary was read.
    ///
    /// @param vocabulary what is in it; empty where it cannot be taken
    /// @param difference to the edition that was here
    /// @param pending under which it waits to be put in place; else empty
    /// @param put whether it is in its place
    /// @param refused why it cannot be taken, in a sentence; else empty
    record Read(
        Optional<Shelved> vocabulary,
        Optional<Difference> difference,
        String pending,
        boolean put,
        String refused)
        implements Result {}

    /// @param suggestions that are not decided yet
    record Looked(int suggestions) implements Result {}
  }

  /// A work as it stood at one moment.
  ///
  /// @param about id of the source that is looked through; else empty
  /// @param trouble one sentence; present exactly when it failed
  record Work(
      String id,
      Kind kind,
      String about,
      State state,
      Care.Progress progress,
      Instant started,
      Optional<Instant> finished,
      Optional<Result> result,
      Optional<String> trouble) {}

  /// The work itself.
  interface Task {
    Result run(Consumer<Care.Progress> watcher) throws InterruptedException;
  }

  private static final class Running {
    private Work work;
    private final Thread thread;

    Running(Work work, Thread thread) {
      this.work = work;
      this.thread = thread;
    }
  }

  /// Begins a work. Of those that keep the data whole only one goes on at a time, one for each
  /// source, one import, one look for mappings.
  ///
  /// @throws Refusal 409 if another one is in its way
  Work start(Kind kind, String about, Task task) {
    synchronized (all) {
      for (var other : all.values())
        if (other.work.state() == State.RUNNING
            && other.work.kind().excludes(kind)
            && other.work.about().equals(about))
          throw Refusal.conflict(
              other.work.kind().words()
                  + " goes on already; follow it, and begin this when it has ended.");
      var id = Secrets.random();
      var work =
          new Work(
              id,
              kind,
              about,
              State.RUNNING,
              new Care.Progress("Begins", 0, 0),
              clock.instant(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      var thread =
          Thread.ofPlatform()
              .name("work-" + Params.code(kind))
              .daemon()
              .unstarted(() -> run(id, task));
      all.put(id, new Running(work, thread));
      forgetOld();
      thread.start();
      return work;
    }
  }

  private void forgetOld() {
    var ended =
        all.values().stream()
            .filter(r -> r.work.state() != State.RUNNING)
            .map(r -> r.work.id())
            .toList();
    for (int i = 0; i < ended.size() - KEPT; i++) all.remove(ended.get(i));
  }

  private void run(String id, Task task) {
    try {
      var result = task.run(progress -> change(id, work -> at(work, progress)));
      end(id, State.DONE, Optional.of(result), Optional.empty());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      end(
          id,
          State.FAILED,
          Optional.empty(),
          Optional.of("The server stopped before it was done; begin it again."));
    } catch (IllegalStateException | IllegalArgumentException e) {
      end(id, State.FAILED, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      LOG.error("a long work failed", e);
      end(
          id,
          State.FAILED,
          Optional.empty(),
          Optional.of("It broke off; nothing that was saved is lost. The server's log says why."));
    }
  }

  private static Work at(Work work, Care.Progress progress) {
    return new Work(
        work.id(),
        work.kind(),
        work.about(),
        work.state(),
        progress,
        work.started(),
        work.finished(),
        work.result(),
        work.trouble());
  }

  private void end(String id, State state, Optional<Result> result, Optional<String> trouble) {
    change(
        id,
        work ->
            new Work(
                id,
                work.kind(),
                work.about(),
                state,
                work.progress(),
                work.started(),
                Optional.of(clock.instant()),
                result,
                trouble));
  }

  private interface Change {
    Work of(Work work);
  }

  private void change(String id, Change change) {
    synchronized (all) {
      var running = all.get(id);
      if (running == null) return;
      running.work = change.of(running.work);
      all.notifyAll();
    }
  }

  Optional<Work> find(String id) {
    synchronized (all) {
      return Optional.ofNullable(all.get(id)).map(r -> r.work);
    }
  }

  /// Newest first.
  List<Work> list() {
    synchronized (all) {
      var works = new ArrayList<Work>();
      all.values().forEach(r -> works.addFirst(r.work));
      return works;
    }
  }

  /// Waits until the work is another than the one that was seen, at most so long.
  ///
  /// @return the work as it is then; empty if it is unknown
  Optional<Work> next(String id, Optional<Work> seen, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (all) {
      while (true) {
        var now = find(id);
        long left = (end - System.nanoTime()) / 1_000_000;
        if (now.isEmpty() || !now.equals(seen) || left <= 0) return now;
        all.wait(left);
      }
    }
  }

  /// Tells what goes on to end, and waits for it a while.
  @Override
  public void close() {
    List<Thread> threads;
    synchronized (all) {
      threads = all.values().stream().map(r -> r.thread).filter(Thread::isAlive).toList();
    }
    threads.forEach(Thread::interrupt);
    try {
      for (var thread : threads) thread.join(LONGEST_STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
