package dev.cairn.corpus.extract.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor.Request;
import dev.cairn.corpus.extract.worker.Frames.Order;
import dev.cairn.corpus.extract.worker.Frames.Reply;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A child process seen from here. Reads one file at a time; whoever has it must not share it.
final class Child {
  private static final Logger LOG = LoggerFactory.getLogger(Child.class);

  /// How often one looks after the memory of a child that is busy.
  private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

  /// How much of what a child complains about is kept, in bytes.
  private static final int MOST_COMPLAINTS = 16 * 1024;

  /// A thread that only reads a pipe needs little, in bytes.
  private static final long STACK = 256 * 1024;

  private final Launch launch;
  private final Path folder;
  private final Process process;
  private final DataOutputStream orders;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> gone;
  private final int longestReply;
  private volatile @Nullable Work work;
  private long number;
  private volatile long lastUsed = System.nanoTime();

  private record Work(long number, Path room, CompletableFuture<Reply> reply) {}

  /// How reading one file ended for the child.
  sealed interface Ending {
    /// @param last whether the child has ended itself
    record Answered(Extraction extraction, boolean last) implements Ending {}

    /// It still lives, and says why it could not read.
    record Troubled(String reason) implements Ending {}

    /// It never came to reading.
    record NotStarted() implements Ending {}

    record Late() implements Ending {}

    /// Its memory ran out, or it took more than any file may cost.
    record Grown() implements Ending {}

    /// It died, or said what makes no sense.
    record Died(int status) implements Ending {}
  }

  private Child(Launch launch, Path folder, Process process, String name) {
    this.launch = launch;
    this.folder = folder;
    this.process = process;
    // A character takes up to three bytes, and might be a block of its own.
    longestReply =
        (int)
            Math.min(
                Integer.MAX_VALUE - 8L,
                (64L << 20) + 32L * launch.settings().limits().characters());
    orders = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    gone = process.onExit().thenRun(() -> delete(folder));
    thread(name + "-out", this::listen);
    thread(name + "-err", this::overhear);
  }

  /// Starts a process and does not wait for it.
  ///
  /// @param folder its own, made here, deleted when it has gone
  static Child start(Launch launch, Path folder, String name) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
    try {
      return new Child(launch, folder, launch.start(folder), name);
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  private static void thread(String name, Runnable task) {
    var thread = new Thread(null, task, name, STACK);
    thread.setDaemon(true);
    thread.start();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Whether it has read no file yet.
  boolean isFresh() {
    return number == 0;
  }

  boolean isReady() {
    return ready.isDone() && !ready.isCompletedExceptionally();
  }

  /// Whether it has had nothing to do for so long.
  boolean isIdle(Duration time) {
    return System.nanoTime() - lastUsed > time.toNanos();
  }

  /// @param startWithin how long it may take until it reads at all
  /// @param within how long reading may take from then on
  Ending read(Request request, Instant now, Duration startWithin, Duration within)
      throws InterruptedException {
    var mine = new Work(++number, request.room(), new CompletableFuture<>());
    work = mine;
    try {
      if (!isAlive()) return died();
      try {
        Frames.write(orders, new Order(mine.number(), now, request));
      } catch (IOException _) {
        return died();
      }
      if (!awaitReady(startWithin)) return new Ending.NotStarted();
      return await(mine.reply(), within);
    } finally {
      work = null;
      lastUsed = System.nanoTime();
    }
  }

  private boolean awaitReady(Duration within) throws InterruptedException {
    try {
      ready.get(within.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      return false;
    }
  }

  private Ending await(CompletableFuture<Reply> reply, Duration within)
      throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      long left = within.toNanos() - (System.nanoTime() - begin);
      try {
        return switch (reply.get(Math.clamp(left, 1, LOOK_EVERY), TimeUnit.NANOSECONDS)) {
          case Reply.Answer(_, var extraction, boolean last) ->
              new Ending.Answered(extraction, last);
          case Reply.Trouble(_, var reason) -> new Ending.Troubled(reason);
          case Reply.Ready() -> throw new IllegalStateException("no answer");
        };
      } catch (ExecutionException _) {
        return died();
      } catch (TimeoutException _) {
        if (left <= LOOK_EVERY) return new Ending.Late();
        if (Memory.of(pid()) > launch.mostMemory()) return new Ending.Grown();
      }
    }
  }

  private Ending died() throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.SECONDS)) end();
    int status = process.waitFor();
    if (!isReady()) return new Ending.NotStarted();
    return status == Worker.OUT_OF_MEMORY ? new Ending.Grown() : new Ending.Died(status);
  }

  /// Ends it at once, whatever it does; it may be called often.
  ///
  /// @return done when the process is no more and has left nothing behind
  CompletableFuture<Void> end() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return gone;
  }

  private void listen() {
    try (var in =
        new DataInputStream(new BufferedInputStream(process.getInputStream(), 64 * 1024))) {
      while (true) {
        var reply = Frames.readReply(in, longestReply, this::room);
        switch (reply) {
          case Reply.Ready() -> ready.complete(null);
          case Reply.Answer(long answered, _, _) -> current(answered).reply().complete(reply);
          case Reply.Trouble(long answered, _) -> current(answered).reply().complete(reply);
        }
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.debug("child {} says no more: {}", pid(), e.toString());
      end();
      ready.completeExceptionally(e);
      var open = work;
      if (open != null) open.reply().completeExceptionally(e);
    }
  }

  private Path room(long answered) throws IOException {
    return current(answered).room();
  }

  private Work current(long answered) throws IOException {
    var now = work;
    if (now == null || now.number() != answered) throw new IOException("nobody asked for this");
    return now;
  }

  /// What a child complains about is its own matter, unless somebody looks into it.
  private void overhear() {
    try (InputStream err = process.getErrorStream()) {
      var chunk = new byte[4096];
      int heard = 0;
      for (int n; (n = err.read(chunk)) >= 0; heard += n)
        if (heard < MOST_COMPLAINTS && LOG.isDebugEnabled())
          LOG.debug("child {}: {}", pid(), new String(chunk, 0, n, UTF_8).strip());
    } catch (IOException _) {
      // It has gone.
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) return;
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("left temporary files behind; the next start removes them", e);
    }
  }
}
