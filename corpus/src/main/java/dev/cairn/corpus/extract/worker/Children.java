package dev.cairn.corpus.extract.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The children there are: started when needed, kept while there is work, one ahead of it.
/// Thread-safe.
final class Children implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Children.class);

  /// Before so many files, a child to spare would only take the processor from them.
  private static final int SPARE_AFTER = 10;

  private final WorkerSettings settings;
  private final Launch launch;
  private final Set<Child> all = new HashSet<>();

  /// Those with nothing to do; in front the one that was used last.
  private final Deque<Child> idle = new ArrayDeque<>();

  private @Nullable ScheduledThreadPoolExecutor sweeper;
  private int started;
  private int most;
  private long files;
  private boolean closed;

  Children(WorkerSettings settings, Launch launch) {
    this.settings = settings;
    this.launch = launch;
    emptyFolder();
  }

  /// @param fresh one that has read nothing yet
  /// @throws IOException if none can be started
  synchronized Child take(boolean fresh) throws IOException {
    if (closed) throw new IOException("reading has ended");
    idle.removeIf(child -> {
      boolean dead = !child.isAlive();
      if (dead) all.remove(child);
      return dead;
    });
    var found =
        idle.stream()
            .filter(child -> !fresh || child.isFresh())
            // One to spare may still be starting.
            .filter(Child::isReady)
            .findFirst()
            .or(() -> idle.stream().filter(child -> !fresh || child.isFresh()).findFirst());
    var child = found.isPresent() ? found.get() : start();
    idle.remove(child);
    most = Math.max(most, all.size() - idle.size());
    return child;
  }

  synchronized void giveBack(Child child) {
    files++;
    if (closed) {
      child.end();
      return;
    }
    idle.addFirst(child);
    spare();
  }

  synchronized void discard(Child child) {
    files++;
    all.remove(child);
    child.end();
    if (!closed) spare();
  }

  /// Has one more than were ever busy together, so that a replacement costs no wait.
  private void spare() {
    if (files < SPARE_AFTER || all.size() > most) return;
    try {
      idle.addLast(start());
    } catch (IOException e) {
      LOG.debug("no child to spare", e);
    }
  }

  private Child start() throws IOException {
    int number = ++started;
    var child =
        Child.start(
            launch, settings.folder().resolve(String.valueOf(number)), "cairn-worker-" + number);
    all.add(child);
    if (sweeper == null) sweeper = sweeper();
    return child;
  }

  private ScheduledThreadPoolExecutor sweeper() {
    var made =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "cairn-workers-idle");
              thread.setDaemon(true);
              return thread;
            });
    long every = Math.max(1, settings.idle().toMillis() / 2);
    made.scheduleWithFixedDelay(this::sweep, every, every, TimeUnit.MILLISECONDS);
    return made;
  }

  private synchronized void sweep() {
    // All or none: while one works, the others are soon needed.
    if (idle.size() < all.size()) return;
    if (!idle.stream().allMatch(child -> child.isIdle(settings.idle()))) return;
    for (var child : idle) child.end();
    idle.clear();
    all.clear();
    most = 0;
    files = 0;
  }

  synchronized List<Long> pids() {
    return all.stream().filter(Child::isAlive).map(Child::pid).sorted().toList();
  }

  synchronized boolean closed() {
    return closed;
  }

  /// What a killed server left there.
  private void emptyFolder() {
    var folder = settings.folder();
    if (!Files.isDirectory(folder)) return;
    try (var left = Files.walk(folder)) {
      for (var path : left.sorted(Comparator.reverseOrder()).toList())
        if (!path.equals(folder)) Files.deleteIfExists(path);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("left temporary files behind; the next start removes them", e);
    }
  }

  @Override
  public void close() {
    CompletableFuture<?>[] ends;
    synchronized (this) {
      if (closed) return;
      closed = true;
      if (sweeper != null) sweeper.shutdownNow();
      ends = all.stream().map(Child::end).toArray(CompletableFuture<?>[]::new);
      all.clear();
      idle.clear();
    }
    // Killed, they end at once, unless the system has better things to do.
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS)
        .join();
    emptyFolder();
  }
}
