package dev.cairn.indexer.sources;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.Item;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The schedule: which source is swept when, by whom. Two sweeps at a time, each on a thread of its
/// own; of one source one at a time.
final class Following implements Sources {
  private static final System.Logger LOG = System.getLogger(Following.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int THREADS = 2;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final SourceParts parts;
  private final SourceSettings settings;
  private final SourceBook book;
  private final Checks checks;
  private final Looks looks;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Map<String, Followed> sources = new LinkedHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private long lastNumber;
  private boolean started;
  private volatile boolean closing;

  Following(SourceParts parts, SourceSettings settings, SourceBook book, AddressRule addresses)
      throws IOException {
    this.parts = parts;
    this.settings = settings;
    this.book = book;
    this.checks = new Checks(settings);
    this.looks = new Looks(parts, settings, checks.dataFolder(), addresses, this::pause);
    for (var entry : book.read()) {
      sources.put(entry.source().id(), new Followed(entry.number(), entry.source()));
      lastNumber = Math.max(lastNumber, entry.number());
    }
  }

  /// A source with what is going on with it. Guarded by the lock, except the memory, which belongs
  /// to the sweep that runs.
  private static final class Followed {
    private final long number;
    private Source source;
    private @Nullable Memory memory;

    /// By {@link System#nanoTime}; the first sweep after a start is due at once.
    private long due = System.nanoTime();

    private boolean sweeping;

    /// Whether the last sweep is not written down yet.
    private boolean unwritten;

    private volatile boolean removed;
    private int failures;

    /// Whether a sweep that a person asked for said that a whole file system is missing.
    private boolean told;

    private List<CompletableFuture<Source.Sweep>> asked = new ArrayList<>();

    Followed(long number, Source source) {
      this.number = number;
      this.source = source;
    }
  }

  @Override
  public void start() {
    lock.lock();
    try {
      if (started) throw new IllegalStateException("the sources are followed already");
      started = true;
      for (int i = 0; i < THREADS; i++)
        threads.add(
            Thread.ofPlatform().name("sources-sweep-" + (i + 1)).daemon().start(this::work));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Source> all(Caller caller) {
    require(caller);
    lock.lock();
    try {
      return sources.values().stream().map(Following::shown).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Source> find(String id, Caller caller) {
    require(caller);
    lock.lock();
    try {
      return Optional.ofNullable(sources.get(id)).map(Following::shown);
    } finally {
      lock.unlock();
    }
  }

  private static Source shown(Followed followed) {
    var s = followed.source;
    return new Source(
        s.id(), s.title(), s.origin(), s.access(), s.every(), followed.sweeping, s.last());
  }

  @Override
  public Source add(
      String title, Source.Origin origin, Optional<Access> access, Duration every, Caller caller) {
    require(caller);
    if (every.compareTo(Duration.ofSeconds(1)) < 0)
      throw new IllegalArgumentException(
          "There must be a second or more between two sweeps, not " + every + ".");
    var checked = checks.checked(origin);
    var name = title.isBlank() ? titleOf(checked) : title.strip();
    lock.lock();
    try {
      for (var other : sources.values())
        if (!other.removed && other.source.origin().equals(checked))
          throw new IllegalArgumentException(
              "It is followed already, as '" + other.source.title() + "'.");
      var source = new Source(newId(), name, checked, access, every, false, Optional.empty());
      var followed = new Followed(lastNumber + 1, source);
      book.write(new SourceBook.Entry(followed.number, source));
      lastNumber++;
      sources.put(source.id(), followed);
      news.signalAll();
      return source;
    } catch (IOException e) {
      throw new IllegalStateException(
          "The list of sources cannot be written; see that there is room on the disk.", e);
    } finally {
      lock.unlock();
    }
  }

  private static String titleOf(Source.Origin origin) {
    return switch (origin) {
      case Source.Origin.Folder(var path) -> String.valueOf(path.getFileName());
      case Source.Origin.Mbox(var path) -> String.valueOf(path.getFileName());
      case Source.Origin.Maildir(var path) -> String.valueOf(path.getFileName());
      case Source.Origin.Web(var start, _) -> PageUrl.place(start);
    };
  }

  private static String newId() {
    var bytes = new byte[9];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean remove(String id, boolean keep, Caller caller) {
    require(caller);
    Followed followed;
    lock.lock();
    try {
      followed = sources.get(id);
      if (followed == null || followed.removed) return false;
      followed.removed = true;
      while (followed.sweeping) news.awaitUninterruptibly();
    } finally {
      lock.unlock();
    }
    boolean done = false;
    try {
      if (!keep) leave(followed.source);
      book.delete(id);
      done = true;
    } catch (IOException e) {
      throw new IllegalStateException(
          "The list of sources cannot be written; see that the disk works.", e);
    } finally {
      lock.lock();
      try {
        if (done) sources.remove(id);
        else followed.removed = false;
        giveUp(followed);
        news.signalAll();
      } finally {
        lock.unlock();
      }
    }
    return true;
  }

  private void leave(Source source) {
    var movements = new ArrayList<Movement>();
    parts
        .catalogue()
        .of(source.placeSource())
        .forEach((place, item) -> {
          if (place.depth() == 0
              && item.binned().map(b -> b.reason() != Item.Binned.Reason.DELETED).orElse(true))
            movements.add(new Movement.Gone(place));
        });
    if (!movements.isEmpty()) parts.catalogue().follow(movements, Caller.admin());
  }

  @Override
  public Source.Sweep sweep(String id, Caller caller) throws InterruptedException {
    require(caller);
    try {
      return ask(id).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The source is not followed any more.", e);
    }
  }

  @Override
  public void sweepSoon(String id, Caller caller) {
    require(caller);
    ask(id);
  }

  private CompletableFuture<Source.Sweep> ask(String id) {
    lock.lock();
    try {
      var followed = sources.get(id);
      if (followed == null || followed.removed)
        throw new IllegalArgumentException("no source '" + id + "'");
      if (!started || closing) throw new IllegalStateException("No source is followed now.");
      var answer = new CompletableFuture<Source.Sweep>();
      followed.asked.add(answer);
      followed.due = System.nanoTime();
      news.signalAll();
      return answer;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<String> trouble() {
    lock.lock();
    try {
      return sources.values().stream()
          .flatMap(f ->
              f.source.last().flatMap(Source.Sweep::trouble).stream()
                  .map(sentence -> "Source '" + f.source.title() + "': " + sentence))
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      news.signalAll();
      sources.values().forEach(Following::giveUp);
    } finally {
      lock.unlock();
    }
    looks.stop();
    boolean interrupted = false;
    for (var thread : threads)
      while (thread.isAlive())
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
    if (interrupted) Thread.currentThread().interrupt();
    for (var followed : sources.values())
      try {
        write(followed);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "what came of a sweep cannot be written down", e);
      }
  }

  private static void giveUp(Followed followed) {
    followed.asked.forEach(
        answer -> answer.completeExceptionally(new IllegalStateException("closed")));
    followed.asked = new ArrayList<>();
  }

  private void work() {
    for (var followed = next(); followed != null; followed = next()) {
      List<CompletableFuture<Source.Sweep>> asked;
      boolean confirmed;
      lock.lock();
      try {
        asked = followed.asked;
        followed.asked = new ArrayList<>();
        confirmed = !asked.isEmpty() && followed.told;
      } finally {
        lock.unlock();
      }
      var result = sweep(followed, confirmed);
      done(followed, result, !asked.isEmpty());
      asked.forEach(answer -> answer.complete(result.sweep()));
    }
  }

  private Sweep.Result sweep(Followed followed, boolean confirmed) {
    try {
      if (followed.memory == null)
        followed.memory = Memory.open(book.memoryOf(followed.source.id()), followed.source.id());
      return new Sweep(
              parts,
              settings,
              followed.source,
              followed.memory,
              () -> !closing && !followed.removed)
          .run(looks.at(followed.source, () -> closing || followed.removed), confirmed);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "a sweep of " + followed.source.id() + " failed", e);
      var now = parts.clock().instant();
      return new Sweep.Result(
          new Source.Sweep(
              now,
              now,
              0,
              0,
              0,
              0,
              0,
              Optional.empty(),
              Optional.of("The sweep failed; the next one begins anew.")),
          false);
    }
  }

  private void done(Followed followed, Sweep.Result result, boolean wasAsked) {
    var sweep = result.sweep();
    var before = followed.source;
    lock.lock();
    try {
      followed.sweeping = false;
      followed.told = result.held() && (wasAsked || followed.told);
      followed.failures = sweep.trouble().isPresent() ? followed.failures + 1 : 0;
      followed.due = System.nanoTime() + pauseAfter(before.every(), followed.failures).toNanos();
      if (!followed.asked.isEmpty()) followed.due = System.nanoTime();
      followed.source =
          new Source(
              before.id(),
              before.title(),
              before.origin(),
              before.access(),
              before.every(),
              false,
              Optional.of(sweep));
      // A schedule by the second need not write to the disk by the second.
      boolean worthKeeping = sweep.job().isPresent() || before.last().isEmpty();
      followed.unwritten = true;
      if (worthKeeping) write(followed);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "what came of a sweep cannot be written down", e);
    } finally {
      news.signalAll();
      lock.unlock();
    }
  }

  private void write(Followed followed) throws IOException {
    if (!followed.unwritten || followed.removed) return;
    book.write(new SourceBook.Entry(followed.number, followed.source));
    followed.unwritten = false;
  }

  /// Longer each time while there is trouble.
  static Duration pauseAfter(Duration every, int failures) {
    if (failures == 0) return every;
    var longer = every.multipliedBy(1L << Math.min(failures - 1, 12));
    var longest = LONGEST_WAIT.compareTo(every) < 0 ? every : LONGEST_WAIT;
    return longer.compareTo(longest) < 0 ? longer : longest;
  }

  /// Waits for a source that is due, and takes it; null when closing.
  private @Nullable Followed next() {
    lock.lock();
    try {
      while (!closing) {
        long now = System.nanoTime();
        Followed first = null;
        for (var followed : sources.values())
          if (!followed.sweeping
              && !followed.removed
              && (first == null || followed.due - first.due < 0)) first = followed;
        if (first != null && first.due - now <= 0) {
          first.sweeping = true;
          return first;
        }
        if (first == null) news.awaitUninterruptibly();
        else waitNanos(first.due - now);
      }
      return null;
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

  /// Waits within a sweep.
  ///
  /// @return whether to go on
  private boolean pause(long nanos, Stopped stopped) {
    lock.lock();
    try {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !stopped.now(); left = end - System.nanoTime())
        waitNanos(left);
      return !stopped.now();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a sweep is to end.
  interface Stopped {
    boolean now();
  }

  private static void require(Caller caller) {
    if (!caller.isAdmin()) throw new IllegalArgumentException("only an admin sees the sources");
  }
}
