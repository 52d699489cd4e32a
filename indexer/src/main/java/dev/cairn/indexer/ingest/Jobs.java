package dev.cairn.indexer.ingest;

import dev.cairn.indexer.Job;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
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

/// All jobs that are known, and who watches them. Watchers are called on one thread of their own;
/// what happens while they are called is told together afterwards.
final class Jobs implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Jobs.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A running job is told at most so often; people cannot read faster.
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Clock clock;
  private final int kept;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, TrackedJob> jobs = new LinkedHashMap<>();
  private final List<Watch> watches = new ArrayList<>();
  private final Set<TrackedJob> dirty = new LinkedHashSet<>();
  private final Map<TrackedJob, Long> toldAt = new HashMap<>();
  private final Thread teller;
  private boolean closing;

  Jobs(Clock clock, int kept) {
    this.clock = clock;
    this.kept = kept;
    this.teller = Thread.ofPlatform().name("ingest-watch").daemon().start(this::tell);
  }

  static String newId() {
    var bytes = new byte[9];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  TrackedJob open(String id, String kind, String title, List<String> names) {
    var job = new TrackedJob(id, kind, title, names, clock, this::changed);
    lock.lock();
    try {
      jobs.put(id, job);
      forgetOldest();
    } finally {
      lock.unlock();
    }
    return job;
  }

  private void forgetOldest() {
    long tooMany = jobs.values().stream().filter(TrackedJob::finished).count() - kept;
    for (var all = jobs.values().iterator(); tooMany > 0 && all.hasNext(); )
      if (all.next().finished()) {
        all.remove();
        tooMany--;
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
    List<TrackedJob> known;
    lock.lock();
    try {
      known = List.copyOf(jobs.values());
    } finally {
      lock.unlock();
    }
    return known.reversed().stream().map(TrackedJob::summary).toList();
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
      if (job.finished()) forgetOldest();
      if (watches.stream().noneMatch(w -> w.wants(job))) return;
      if (dirty.add(job)) news.signal();
      else if (job.finished()) news.signal();
    } finally {
      lock.unlock();
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
        else waitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  private void waitNanos(long nanos) {
    try {
      news.awaitNanos(nanos);
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
      jobs.values().forEach(TrackedJob::wake);
    } finally {
      lock.unlock();
    }
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
