package dev.cairn.indexer.ingest;

import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Job;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All jobs that are known, their logs, and who watches them. Watchers are called on one thread of
/// their own; what happens while they are called is told together afterwards. Another thread writes
/// what becomes of files to the logs.
final class Jobs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A running job is told at most so often; people cannot read faster.
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /// What becomes of files is written to the logs so often.
  private static final long WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final String PART = "jobs";

  private final Clock clock;
  private final int kept;
  private final JobLogs logs;
  private final Consumer<TrackedJob> ended;
  private final Troubles troubles;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private final Set<TrackedJob> dirty = new LinkedHashSet<>();
  private final Set<TrackedJob> unwritten = new LinkedHashSet<>();
  private final List<String> outdated = new ArrayList<>();
  private final Map<TrackedJob, Long> toldAt = new HashMap<>();
  private final Thread teller;
  private final Thread writer;
  private boolean closing;

  /// @param ended is told of jobs that are finished, on the writing thread, perhaps more than once
  Jobs(Clock clock, int kept, JobLogs logs, Consumer<TrackedJob> ended, Troubles troubles) {
    this.clock = clock;
    this.kept = kept;
    this.logs = logs;
    this.ended = ended;
    this.troubles = troubles;
    this.teller = Thread.ofPlatform().name("ingest-watch").daemon().start(this::tell);
    this.writer = Thread.ofPlatform().name("ingest-job-log").daemon().start(this::write);
  }

  static String newId() {
    var bytes = new byte[9];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What former processes left: those that are finished, as many as are kept, and those that go
  /// on. A log that cannot be read at all is left where it is.
  ///
  /// @return those that go on, in the order in which they began
  List<TrackedJob> load() {
    var known = new ArrayList<TrackedJob>();
    try {
      for (var id : logs.all()) load(id).ifPresent(known::add);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the logs of jobs cannot be read", e);
      troubles.are(PART, "What is known of former jobs cannot be read; see the log of the server.");
    }
    known.sort(Comparator.comparing(TrackedJob::started).thenComparing(TrackedJob::id));
    lock.lock();
    try {
      known.forEach(job -> jobs.put(job.id(), job));
      forgetOldest();
    } finally {
      lock.unlock();
    }
    return known.stream().filter(job -> !job.finished()).toList();
  }

  private Optional<TrackedJob> load(String id) {
    try {
      return TrackedJob.load(id, clock, logs, this::changed);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "the log of job " + id + " cannot be read", e);
      return Optional.empty();
    }
  }

  /// A new job, to be filled until it is complete.
  TrackedJob begin(String id, String kind, String title) {
    var job = TrackedJob.begin(id, kind, title, clock, logs, this::changed);
    lock.lock();
    try {
      jobs.put(id, job);
    } finally {
      lock.unlock();
    }
    return job;
  }

  private void forgetOldest() {
    long tooMany = jobs.values().stream().filter(TrackedJob::finished).count() - kept;
    for (var all = jobs.values().iterator(); tooMany > 0 && all.hasNext(); ) {
      var job = all.next();
      if (!job.finished()) continue;
      all.remove();
      outdated.add(job.id());
      unwritten.remove(job);
      work.signal();
      tooMany--;
    }
  }

  /// Wipes names out of every job and its log.
  ///
  /// @throws IndexFailure if a log cannot be read or written; to be asked again then
  void forget(TrackedJob.Forgotten what) {
    for (var job : known())
      try {
        job.forget(what);
      } catch (IOException e) {
        throw new IndexFailure(
            IndexFailure.Kind.UNAVAILABLE,
            "The log of a job cannot be rewritten. Look at the disk of the server.",
            e);
      }
  }

  Optional<TrackedJob> find(String id) {
    lock.lock();
    try {
      return Optional.ofNullable(jobs.get(id));
    } finally {
      lock.unlock();
    }
  }

  TrackedJob require(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no job '" + id + "'"));
  }

  /// Newest first.
  List<Job> all() {
    return known().reversed().stream().map(TrackedJob::summary).toList();
  }

  private List<TrackedJob> known() {
    lock.lock();
    try {
      return List.copyOf(jobs.values());
    } finally {
      lock.unlock();
    }
  }

  /// @param only the job to watch; empty: every job
  Ingest.Subscription watch(Optional<TrackedJob> only, Consumer<Job> watcher) {
    var watch = new Watch(only.orElse(null), watcher);
    lock.lock();
    try {
      watches.add(watch);
      only.ifPresent(job -> {
        dirty.add(job);
        toldAt.remove(job);
      });
      news.signal();
    } finally {
      lock.unlock();
    }
    return () -> drop(watch);
  }

  private void drop(Watch watch) {
    lock.lock();
    try {
      watch.over = true;
      watches.remove(watch);
    } finally {
      lock.unlock();
    }
  }

  private void changed(TrackedJob job) {
    lock.lock();
    try {
      if (unwritten.add(job)) work.signal();
      if (job.finished()) forgetOldest();
      if (watches.stream().noneMatch(w -> w.wants(job))) return;
      if (dirty.add(job)) news.signal();
      else if (job.finished()) news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    long last = System.nanoTime() - WRITE_NANOS;
    for (var due = nextUnwritten(last); !due.isEmpty(); due = nextUnwritten(last)) {
      last = System.nanoTime();
      due.forEach(this::write);
    }
  }

  /// Waits for jobs that have something to be written, and for its time; empty when closing and all
  /// is written.
  private List<TrackedJob> nextUnwritten(long last) {
    lock.lock();
    try {
      while (!closing) {
        deleteOutdated();
        long wait = last + WRITE_NANOS - System.nanoTime();
        if (unwritten.isEmpty()) work.awaitUninterruptibly();
        else if (wait > 0) waitNanos(work, wait);
        else break;
      }
      var due = List.copyOf(unwritten);
      unwritten.clear();
      return due;
    } finally {
      lock.unlock();
    }
  }

  private void deleteOutdated() {
    for (var id : outdated)
      try {
        logs.delete(id);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the log of the old job " + id + " stays", e);
      }
    outdated.clear();
  }

  private void write(TrackedJob job) {
    try {
      job.write(false);
      if (job.finished()) ended.accept(job);
      troubles.over(PART);
    } catch (IOException | IndexFailure e) {
      LOG.log(System.Logger.Level.WARNING, "writing the log of job " + job.id() + " failed", e);
      troubles.are(PART, "What becomes of files cannot be written down; look at the disk.");
      lock.lock();
      try {
        if (!closing) unwritten.add(job);
      } finally {
        lock.unlock();
      }
    }
  }

  private void tell() {
    for (var due = nextDue(); !due.isEmpty(); due = nextDue())
      for (var job : due) {
        var snapshot = job.summary();
        for (var watch : watching(job)) {
          try {
            if (!watch.over) watch.watcher.accept(snapshot);
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a watcher of jobs failed and is dropped", e);
            drop(watch);
          }
          if (watch.job != null && snapshot.finished().isPresent()) drop(watch);
        }
      }
  }

  private List<Watch> watching(TrackedJob job) {
    lock.lock();
    try {
      return watches.stream().filter(w -> w.wants(job)).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for jobs that may be told now; empty when closing and nothing is left to tell.
  private List<TrackedJob> nextDue() {
    lock.lock();
    try {
      while (true) {
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        var due = new ArrayList<TrackedJob>();
        for (Iterator<TrackedJob> all = dirty.iterator(); all.hasNext(); ) {
          var job = all.next();
          var last = toldAt.get(job);
          long left = last == null ? 0 : last + PACE_NANOS - now;
          if (left > 0 && !job.finished() && !closing) {
            wait = Math.min(wait, left);
            continue;
          }
          all.remove();
          due.add(job);
          if (job.finished()) toldAt.remove(job);
          else toldAt.put(job, now);
        }
        if (!due.isEmpty() || closing) return due;
        if (wait == Long.MAX_VALUE) news.awaitUninterruptibly();
        else waitNanos(news, wait);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void waitNanos(Condition condition, long nanos) {
    try {
      condition.awaitNanos(nanos);
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody is meant to interrupt this thread", e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      news.signal();
      work.signal();
      jobs.values().forEach(TrackedJob::wake);
    } finally {
      lock.unlock();
    }
    Threads.join(writer);
    if (Thread.currentThread() != teller) Threads.join(teller);
  }

  private static final class Watch {
    private final @Nullable TrackedJob job;
    private final Consumer<Job> watcher;
    private volatile boolean over;

    Watch(@Nullable TrackedJob job, Consumer<Job> watcher) {
      this.job = job;
      this.watcher = watcher;
    }

    boolean wants(TrackedJob other) {
      return job == null || job == other;
    }
  }
}
