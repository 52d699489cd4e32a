package dev.cairn.indexer.foretelling;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.foretelling.Foretold.Changed;
import dev.cairn.indexer.foretelling.Foretold.Hit;
import dev.cairn.indexer.foretelling.Foretold.Questions;
import dev.cairn.indexer.foretelling.Foretold.State;
import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.Ingest.Foreseen;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Foretells one change of the vocabulary after another, and keeps what it saw for a while.
/// Thread-safe.
///
/// @param <A> what those who ask want to find again with a result
public final class Foretelling<A> implements AutoCloseable {
  /// So long a result is kept after its end.
  public static final Duration KEPT = Duration.ofMinutes(15);

  /// So many are kept, running ones included.
  public static final int MOST = 16;

  /// So many questions are answered both ways, the most used ones.
  public static final int MOST_QUESTIONS = 1_000;

  /// The same change is foretold again after this, since questions may have come.
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(Foretelling.class.getName());
  private static final int TOP = 5;
  private static final Duration BETWEEN_PICTURES = Duration.ofMillis(200);

  private final Ingest ingest;
  private final SearchIndex index;
  private final Searching searching;
  private final Supplier<Foreseen> now;
  private final Supplier<List<String>> asked;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Work> all = new LinkedHashMap<>();
  private final Queue<Work> waiting = new ArrayDeque<>();
  private final Thread thread =
      Thread.ofPlatform().name("foretelling").daemon().unstarted(this::run);
  private boolean closed;

  /// Makes a searcher over an index with a vocabulary.
  @FunctionalInterface
  public interface Searching {
    Searcher over(SearchIndex index, Foreseen vocabulary);
  }

  private final class Work {
    private final Supplier<Foreseen> then;
    private final Caller caller;
    private Foretold<A> seen;
    private boolean unwanted;

    Work(A about, Supplier<Foreseen> then, Caller caller) {
      this.then = then;
      this.caller = caller;
      this.seen =
          new Foretold<>(
              Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX),
              about,
              State.WAITING,
              0,
              0,
              0,
              Forecast.NOTHING,
              Questions.NONE,
              clock.instant(),
              Optional.empty());
    }
  }

  /// @param now the vocabulary in force
  /// @param asked questions that people asked, most used first
  public Foretelling(
      Ingest ingest,
      SearchIndex index,
      Searching searching,
      Supplier<Foreseen> now,
      Supplier<List<String>> asked,
      Clock clock) {
    this.ingest = ingest;
    this.index = index;
    this.searching = searching;
    this.now = now;
    this.asked = asked;
    this.clock = clock;
    thread.setPriority(Thread.NORM_PRIORITY - 1);
    thread.start();
  }

  /// Begins to foretell, or finds what was begun of the same just now.
  ///
  /// @param about equal for equal changes of the same state of everything
  /// @param then the vocabulary as it would be; asked for once, on another thread
  /// @param caller an admin: the questions of readers are nobody else's business
  /// @return empty if too many wait
  /// @throws IllegalArgumentException if the caller is no admin
  public Optional<Foretold<A>> begin(A about, Supplier<Foreseen> then, Caller caller) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException(caller.id() + " may not see what a change would do");
    lock.lock();
    try {
      tidy();
      for (var known : all.values()) if (isSame(known, about)) return Optional.of(known.seen);
      if (closed || all.size() >= MOST && !dropOldest()) return Optional.empty();
      var work = new Work(about, then, caller);
      all.put(work.seen.id(), work);
      waiting.add(work);
      changed.signalAll();
      return Optional.of(work.seen);
    } finally {
      lock.unlock();
    }
  }

  private boolean isSame(Work known, A about) {
    return known.seen.about().equals(about)
        && !known.unwanted
        && (known.seen.state() == State.DONE
            ? known.seen.ended().orElseThrow().plus(FRESH).isAfter(clock.instant())
            : !known.seen.state().over());
  }

  private boolean dropOldest() {
    var over = all.values().stream().filter(work -> work.seen.state().over()).findFirst();
    over.ifPresent(work -> all.remove(work.seen.id()));
    return over.isPresent();
  }

  private void tidy() {
    var oldest = clock.instant().minus(KEPT);
    all.values().removeIf(work -> work.seen.ended().filter(oldest::isAfter).isPresent());
  }

  /// As far as it is; empty if it is not kept any more.
  public Optional<Foretold<A>> find(String id) {
    lock.lock();
    try {
      tidy();
      return Optional.ofNullable(all.get(id)).map(work -> work.seen);
    } finally {
      lock.unlock();
    }
  }

  /// All that are kept, newest first.
  public List<Foretold<A>> all() {
    lock.lock();
    try {
      tidy();
      return new ArrayList<>(all.values()).reversed().stream().map(work -> work.seen).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Ends it; what is known stays. Nothing happens where it is over or unknown.
  public void cancel(String id) {
    lock.lock();
    try {
      var work = all.get(id);
      if (work == null) return;
      work.unwanted = true;
      if (waiting.remove(work)) end(work, State.CANCELLED);
    } finally {
      lock.unlock();
    }
  }

  /// Forgets all results and ends what goes on: they may name what must not be named any more.
  public void forget() {
    lock.lock();
    try {
      for (var work : all.values()) work.unwanted = true;
      waiting.clear();
      all.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until it is over, or as long as is given.
  ///
  /// @return as far as it is then; empty if it is not kept
  public Optional<Foretold<A>> await(String id, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    var seen = find(id);
    while (seen.isPresent() && !seen.get().state().over()) {
      long left = end - System.nanoTime();
      if (left <= 0) return seen;
      seen = next(id, seen.get().progress(), Duration.ofNanos(left));
    }
    return seen;
  }

  /// Waits until more is known than was, or it is over, or as long as is given.
  ///
  /// @param progress that was known
  /// @return as far as it is then; empty if it is not kept
  public Optional<Foretold<A>> next(String id, long progress, Duration most)
      throws InterruptedException {
    long left = most.toNanos();
    lock.lock();
    try {
      while (true) {
        var work = all.get(id);
        if (work == null) return Optional.empty();
        if (work.seen.progress() > progress || work.seen.state().over() || left <= 0)
          return Optional.of(work.seen);
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (true) {
      Work work;
      lock.lock();
      try {
        while (!closed && waiting.isEmpty()) changed.awaitUninterruptibly();
        if (closed) return;
        work = waiting.remove();
        set(work, State.RUNNING, 0, 0, work.seen.tags(), work.seen.questions());
      } finally {
        lock.unlock();
      }
      try {
        end(work, foretell(work) ? State.DONE : State.CANCELLED);
      } catch (BlobFailure | GraphFailure | IndexFailure | UncheckedIOException e) {
        LOG.log(System.Logger.Level.WARNING, "foretelling failed", e);
        end(work, State.FAILED);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
        LOG.log(System.Logger.Level.ERROR, "a fault while foretelling", e);
        end(work, State.FAILED);
      }
    }
  }

  /// @return false if it was ended before
  private boolean foretell(Work work) {
    var then = work.then.get();
    var texts = asked.get();
    var tried = texts.subList(0, Math.min(MOST_QUESTIONS, texts.size()));
    try (var supposed = index.supposing()) {
      var before = new ArrayList<List<Hit>>();
      try (var searcher = searching.over(supposed, now.get())) {
        for (var text : tried) {
          if (!wanted(work)) return false;
          before.add(hits(searcher, text, work.caller));
        }
      }
      var last = new Instant[] {Instant.EPOCH};
      var tags =
          ingest.forecast(
              then,
              supposed,
              (looked, items, soFar) -> {
                // Making a picture takes longer than looking at an item.
                var time = clock.instant();
                if (looked > 0 && time.isBefore(last[0].plus(BETWEEN_PICTURES)))
                  return wanted(work);
                last[0] = time;
                return told(
                    work,
                    tried.size() + looked,
                    items + 2L * tried.size(),
                    soFar.get(),
                    Questions.NONE);
              });
      if (tags.looked() < tags.items() || !wanted(work)) return false;
      return questions(work, tags, texts.size(), tried, before, supposed, then);
    }
  }

  private boolean questions(
      Work work,
      Forecast tags,
      int all,
      List<String> tried,
      List<List<Hit>> before,
      SearchIndex supposed,
      Foreseen then) {
    long total = tags.items() + 2L * tried.size();
    var others = new ArrayList<Changed>();
    try (var searcher = searching.over(supposed, then)) {
      for (int i = 0; i < tried.size(); i++) {
        var after = hits(searcher, tried.get(i), work.caller);
        if (!after.equals(before.get(i)))
          others.add(new Changed(tried.get(i), before.get(i), after));
        var questions = new Questions(all, i + 1, others);
        if (!told(work, total - tried.size() + i + 1, total, tags, questions)) return false;
      }
    }
    return told(work, total, total, tags, new Questions(all, tried.size(), others));
  }

  private static List<Hit> hits(Searcher searcher, String text, Caller caller) {
    return searcher.search(SearchRequest.of(text).withLimit(TOP), caller).hits().stream()
        .map(hit -> new Hit(hit.id(), hit.title()))
        .toList();
  }

  private boolean wanted(Work work) {
    lock.lock();
    try {
      return !closed && !work.unwanted;
    } finally {
      lock.unlock();
    }
  }

  /// @return whether it is wanted still
  private boolean told(Work work, long done, long total, Forecast tags, Questions questions) {
    lock.lock();
    try {
      set(work, State.RUNNING, done, total, tags, questions);
      return !closed && !work.unwanted;
    } finally {
      lock.unlock();
    }
  }

  private void set(
      Work work, State state, long done, long total, Forecast tags, Questions questions) {
    var seen = work.seen;
    work.seen =
        new Foretold<>(
            seen.id(),
            seen.about(),
            state,
            seen.progress() + 1,
            done,
            total,
            tags,
            questions,
            seen.begun(),
            state.over() ? Optional.of(clock.instant()) : Optional.empty());
    changed.signalAll();
  }

  private void end(Work work, State state) {
    lock.lock();
    try {
      var seen = work.seen;
      set(work, state, seen.done(), seen.total(), seen.tags(), seen.questions());
    } finally {
      lock.unlock();
    }
  }

  /// Ends what goes on, and waits for it.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (var work : waiting) end(work, State.CANCELLED);
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody waits for the end of it", e);
      Thread.currentThread().interrupt();
    }
  }
}
