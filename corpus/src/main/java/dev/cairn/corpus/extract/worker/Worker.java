package dev.cairn.corpus.extract.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Extractor.Request;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.extract.ExtractSettings;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A child: takes files from its standard input one after the other, and answers on its standard
/// output. Ends when there is nobody any more to answer to.
final class Worker {
  /// Exit status of a child whose memory ran out where it could not answer any more.
  static final int OUT_OF_MEMORY = 87;

  /// Exit status of a child that cannot go on.
  private static final int BROKEN = 88;

  /// How often a child looks after its memory, in files.
  private static final int LOOK_EVERY = 16;

  /// How long a parser that was broken off may take to come to its end.
  private static final Duration LAST_STEPS = Duration.ofSeconds(2);

  /// Long enough for its language to be told, so that the models for that are there.
  private static final String FIRST =
      "A first text\n\n"
          + "Whoever reads this has nothing else to do, and is the better prepared for what comes. "
              .repeat(4);

  private final Launch launch;
  private final DataOutputStream replies;
  private final BlockingQueue<Frames.Order> orders = new LinkedBlockingQueue<>();
  private final AskedClock clock;
  private int files;

  /// Given up when memory runs out, so that there is some to answer with.
  private byte[] reserve = new byte[2 << 20];

  private Worker(Launch launch) {
    this.launch = launch;
    replies =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 * 1024));
    clock = new AskedClock(launch.zone(), Instant.EPOCH);
  }

  /// What reads in the child.
  interface Opening {
    Extractor open(ExtractSettings settings, Clock clock);
  }

  /// Runs until the end of the process.
  static void run(Launch launch, Opening opening) {
    var worker = new Worker(launch);
    // Whatever anybody prints would spoil the frames.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    worker.outlastSignals();
    worker.listen();
    try (var extractor = opening.open(launch.settings(), worker.clock)) {
      Seclusion.begin(launch.settings().ocr());
      worker.warmUp(extractor);
      Frames.write(worker.replies, new Frames.Reply.Ready(), Path.of(""));
      worker.serve(extractor);
    } catch (OutOfMemoryError _) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    } catch (Throwable e) {
      if (isOutOfMemory(e)) Runtime.getRuntime().halt(OUT_OF_MEMORY);
      System.getLogger(Worker.class.getName()).log(System.Logger.Level.ERROR, "ended", e);
      Runtime.getRuntime().halt(BROKEN);
    }
  }

  /// Also where a class could not be made ready for want of memory, or was not before.
  private static boolean isOutOfMemory(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause())
      if (t instanceof OutOfMemoryError || String.valueOf(t.getMessage()).contains("OutOfMemory"))
        return true;
    return false;
  }

  /// An interrupt at the keyboard goes to all processes at once, and a service manager tells all to
  /// stop: the parent decides what becomes of the files that are being read. When it has gone, this
  /// process ends, see `listen`.
  private void outlastSignals() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  var never = new CountDownLatch(1);
                  while (true)
                    try {
                      never.await();
                    } catch (InterruptedException _) {
                      Thread.onSpinWait();
                    }
                },
                "cairn-worker-stay"));
  }

  private void listen() {
    var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    var thread =
        new Thread(
            () -> {
              try {
                while (true) orders.put(Frames.readOrder(in));
              } catch (IOException | InterruptedException | RuntimeException _) {
                // The parent has gone or wants no more. Not exit: that waits for what may hang.
                Runtime.getRuntime().halt(0);
              } catch (OutOfMemoryError _) {
                Runtime.getRuntime().halt(OUT_OF_MEMORY);
              }
            },
            "cairn-worker-in");
    thread.setDaemon(true);
    thread.start();
  }

  /// Builds the parsers before the first file comes.
  private void warmUp(Extractor extractor) throws IOException {
    var folder = Path.of(System.getProperty("java.io.tmpdir"));
    var file = Files.writeString(folder.resolve("first"), FIRST);
    var room = Files.createDirectory(folder.resolve("first-room"));
    try {
      extractor.extract(new Request(file, "first.txt", List.of(), room));
    } finally {
      Files.delete(file);
      Files.delete(room);
    }
  }

  private void serve(Extractor extractor) throws IOException, InterruptedException {
    while (true) {
      var order = orders.take();
      clock.now = order.now();
      Frames.Reply reply;
      try {
        var extraction = extractor.extract(order.request());
        files++;
        boolean last = isTired(extraction);
        reply = new Frames.Reply.Answer(order.number(), extraction, last);
      } catch (UncheckedIOException e) {
        reply = new Frames.Reply.Trouble(order.number(), String.valueOf(e.getMessage()));
      }
      Frames.write(replies, reply, order.request().room());
      if (reply instanceof Frames.Reply.Answer(_, _, boolean last) && last)
        Runtime.getRuntime().halt(0);
    }
  }

  /// Whether it is better to go on with another child.
  private boolean isTired(Extraction extraction) throws InterruptedException {
    if (files >= launch.mostFiles()) return true;
    var stopped = stopped(extraction);
    if (stopped.isPresent())
      switch (stopped.get().kind()) {
        case MEMORY -> {
          // Tika also refuses what would need much, and then nothing has happened. Where memory has
          // really run out, no class can be trusted that was just being made ready; the heap has
          // then been grown, of which the old generation alone is two thirds.
          var runtime = Runtime.getRuntime();
          if (runtime.totalMemory() < runtime.maxMemory() / 10 * 6) return false;
          reserve = new byte[0];
          return true;
        }
        case TIME -> {
          return isStillParsing() || isSwollen();
        }
        case CHARACTERS, DEPTH, PARTS, EXPANSION -> {
          return isSwollen();
        }
      }
    return files % LOOK_EVERY == 0 && isSwollen();
  }

  private static Optional<Limit> stopped(Extraction extraction) {
    var shortfall =
        switch (extraction) {
          case Extraction.Text text -> text.shortfall();
          case Extraction.Failed failed -> Optional.of(failed.shortfall());
          case Extraction.NoText _, Extraction.Locked _, Extraction.Unsupported _ ->
              Optional.<Shortfall>empty();
        };
    return shortfall.flatMap(
        it -> it instanceof Shortfall.Stopped(var at) ? Optional.of(at) : Optional.empty());
  }

  /// Whether a parser goes on though nobody waits for it any more and it was told so.
  private static boolean isStillParsing() throws InterruptedException {
    var threads = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    for (var thread : Arrays.asList(threads).subList(0, count))
      if (thread.getName().startsWith("cairn-extract-") && !thread.join(LAST_STEPS)) return true;
    return false;
  }

  /// Whether something is kept from file to file, or was taken beside the heap and not given back.
  private boolean isSwollen() {
    var runtime = Runtime.getRuntime();
    if (used(runtime) > runtime.maxMemory() / 4 * 3) {
      System.gc();
      if (used(runtime) > runtime.maxMemory() / 3 * 2) return true;
    }
    return Memory.of(ProcessHandle.current().pid()) > launch.mostMemory() - (64L << 20);
  }

  private static long used(Runtime runtime) {
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// Shows the time at which the file came.
  private static final class AskedClock extends Clock {
    private final ZoneId zone;
    private volatile Instant now;

    AskedClock(ZoneId zone, Instant now) {
      this.zone = zone;
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new AskedClock(other, now);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
