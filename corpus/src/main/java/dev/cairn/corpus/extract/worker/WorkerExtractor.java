package dev.cairn.corpus.extract.worker;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.Extractors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands each file to a child and says what became of it, whatever becomes of the child.
final class WorkerExtractor implements Extractor {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerExtractor.class);

  /// A machine may be very busy; a child usually reads after a second.
  private static final Duration START_WITHIN = Duration.ofMinutes(2);

  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /// A child that dies may have been killed by somebody; two that die of the same file were not.
  private static final int TRIES = 2;

  /// A child that ends before it reads says nothing of the file, but may have been killed as well.
  private static final int STARTS = 4;

  private static final String DEADLY =
      "The file is damaged in such a way that the program which reads files ends over it.";

  private final Children children;
  private final Semaphore permits;
  private final ExtractSettings reading;
  private final Duration within;
  private final Clock clock;
  private final String version;
  private volatile Optional<String> trouble = Optional.empty();

  WorkerExtractor(WorkerSettings settings, ExtractSettings reading, Clock clock, Launch launch) {
    children = new Children(settings, launch);
    permits = new Semaphore(settings.children(), true);
    this.reading = reading;
    within = reading.limits().time().plus(settings.grace());
    this.clock = clock;
    try (var same = Extractors.inProcess(reading, clock)) {
      version = same.version();
    }
  }

  @Override
  public Extraction extract(Request request) {
    if (!Files.isReadable(request.bytes()))
      throw new UncheckedIOException(
          new IOException("cannot read the bytes of '" + request.fileName() + "'"));
    try {
      permits.acquire();
      try {
        return tryTwice(request);
      } finally {
        permits.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("reading '" + request.fileName() + "' was interrupted");
    }
  }

  private Extraction tryTwice(Request request) throws InterruptedException {
    int deaths = 0;
    int starts = 0;
    while (true) {
      boolean again = deaths + starts > 0;
      if (again) empty(request.room());
      switch (tryOnce(request, again)) {
        case Child.Ending.Answered(var extraction, _) -> {
          return extraction;
        }
        case Child.Ending.Troubled(var reason) ->
            throw new UncheckedIOException(new IOException(reason));
        case Child.Ending.Late() -> {
          return stopped(reading.limits().timeLimit());
        }
        case Child.Ending.Grown() -> {
          return stopped(reading.limits().memoryLimit());
        }
        case Child.Ending.NotStarted() -> {
          if (++starts == STARTS)
            throw notStarted(new IOException("it ended before it had read anything"));
        }
        case Child.Ending.Died(int status) -> {
          LOG.info("a process that reads files ended with status {} and was replaced", status);
          if (++deaths == TRIES)
            return new Extraction.Failed(new Shortfall.Damaged(DEADLY), UNKNOWN_TYPE);
        }
      }
    }
  }

  private Child.Ending tryOnce(Request request, boolean fresh) throws InterruptedException {
    Child child;
    try {
      child = children.take(fresh);
    } catch (IOException e) {
      throw notStarted(e);
    }
    boolean usable = false;
    try {
      var ending = child.read(request, clock.instant(), START_WITHIN, within);
      usable =
          switch (ending) {
            case Child.Ending.Answered(_, boolean last) -> !last;
            case Child.Ending.Troubled _ -> true;
            case Child.Ending.NotStarted _,
                Child.Ending.Late _,
                Child.Ending.Grown _,
                Child.Ending.Died _ ->
                false;
          };
      if (!(ending instanceof Child.Ending.NotStarted)) trouble = Optional.empty();
      return ending;
    } finally {
      if (usable) children.giveBack(child);
      else children.discard(child);
    }
  }

  private UncheckedIOException notStarted(IOException cause) {
    if (children.closed()) return new UncheckedIOException("reading has ended", cause);
    LOG.error("no process that reads files could be started", cause);
    trouble =
        Optional.of(
            "Files cannot be read: the processes that read them do not start."
                + " Look into the log, and whether memory and disk are full.");
    return new UncheckedIOException("no process that reads files could be started", cause);
  }

  private static Extraction stopped(Limit at) {
    return new Extraction.Failed(new Shortfall.Stopped(at), UNKNOWN_TYPE);
  }

  private static void empty(Path room) {
    try (var all = Files.walk(room)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList())
        if (!path.equals(room)) Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty the folder for parts", e);
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  /// Process ids of all children that live.
  List<Long> pids() {
    return children.pids();
  }

  @Override
  public void close() {
    children.close();
  }
}
