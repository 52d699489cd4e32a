package dev.cairn.corpus.extract;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.tika.Tika;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.io.TikaInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xml.sax.SAXException;

/// Reads each file on a thread of its own, since a parser that hangs cannot be ended otherwise than
/// by leaving it alone.
final class InProcessExtractor implements Extractor {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessExtractor.class);
  private static final String REVISION = "3";

  /// A parser that gives events ends so soon after it was told to.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// The deeper a file nests, the more stack its parser needs; in bytes.
  private static final long STACK = 4L * 1024 * 1024;

  private final ExtractSettings settings;
  private final ExtractLimits limits;
  private final Clock clock;
  private final AtomicLong number = new AtomicLong();
  private volatile @Nullable Parsers parsers;

  InProcessExtractor(ExtractSettings settings, Clock clock) {
    this.settings = settings;
    limits = settings.limits();
    this.clock = clock;
  }

  @Override
  public Extraction extract(Request request) {
    if (!Files.isReadable(request.bytes()))
      throw new UncheckedIOException(
          new IOException("cannot read the bytes of '" + request.fileName() + "'"));
    var attempts = new Attempts(request);
    var task = new FutureTask<>(attempts::read);
    var thread = new Thread(null, task, "cairn-extract-" + number.incrementAndGet(), STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return outcome(attempts, task, thread);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) throw failure;
      LOG.warn("reading a file failed in an unforeseen way", e.getCause());
      if (e.getCause() instanceof OutOfMemoryError)
        return shortfall(attempts.parsing, new Shortfall.Stopped(Limits.memory()));
      return shortfall(attempts.parsing, new Shortfall.Damaged(Sentences.DAMAGED));
    } catch (InterruptedException _) {
      attempts.breakOff();
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CancellationException("reading '" + request.fileName() + "' was interrupted");
    }
  }

  private Extraction outcome(Attempts attempts, FutureTask<Extraction> task, Thread thread)
      throws InterruptedException, ExecutionException {
    try {
      return task.get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      attempts.breakOff();
    }
    try {
      return task.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      // It hangs; what it gave before is taken from its hands.
      thread.interrupt();
      attempts.parsing.draft().close();
      return attempts.late();
    }
  }

  /// The attempts to read one file, with one password after another.
  private final class Attempts {
    private final Request request;
    private volatile boolean late;
    private volatile Parsing parsing;

    Attempts(Request request) {
      this.request = request;
      parsing = parsing(Optional.empty());
    }

    private Parsing parsing(Optional<String> password) {
      return new Parsing(
          parsers(),
          limits,
          LocalDate.now(clock),
          password,
          request.passwords(),
          request.room(),
          size(request.bytes()));
    }

    void breakOff() {
      late = true;
      parsing.breakOff();
    }

    Extraction late() {
      return shortfall(parsing, new Shortfall.Stopped(Limits.time(limits.time())));
    }

    Extraction read() {
      var outcome = attempt();
      // Archives try all passwords by themselves.
      if (parsing.isContainer() || !isLocked(outcome)) return outcome;
      var first = outcome;
      for (var password : request.passwords()) {
        if (late) return late();
        parsing.room().clear();
        parsing = parsing(Optional.of(password));
        outcome = attempt();
        if (!isLocked(outcome)) return outcome;
      }
      // Where only something inside is locked, the parts must be had again.
      if (first instanceof Extraction.Locked || request.passwords().isEmpty()) return first;
      parsing.room().clear();
      parsing = parsing(Optional.empty());
      return attempt();
    }

    private boolean isLocked(Extraction outcome) {
      return outcome instanceof Extraction.Locked || parsing.locked();
    }

    private Extraction attempt() {
      var outcome = InProcessExtractor.this.read(parsing, request);
      return late ? late() : outcome;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Parsers parsers() {
    var ready = parsers;
    if (ready != null) return ready;
    synchronized (this) {
      ready = parsers;
      if (ready == null) {
        ready = new Parsers(settings.ocr());
        parsers = ready;
      }
      return ready;
    }
  }

  private Extraction read(Parsing parsing, Request request) {
    var bytes = request.bytes();
    if (size(bytes) == 0) return new Extraction.NoText(Sentences.EMPTY, parsing.mediaType());
    try (var in = TikaInputStream.get(bytes)) {
      parsing.read(in, request.fileName());
      return outcome(parsing, bytes);
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      return failed(parsing, e);
    } catch (StackOverflowError _) {
      return shortfall(parsing, new Shortfall.Stopped(Limits.depth(limits.depth())));
    } catch (OutOfMemoryError e) {
      // What was allocated for the file is garbage as soon as this thread has ended.
      LOG.warn("a file needed more memory than there is", e);
      return shortfall(parsing, new Shortfall.Stopped(Limits.memory()));
    }
  }

  private Extraction failed(Parsing parsing, Exception thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      switch (t) {
        case StoppedException stopped -> {
          return shortfall(parsing, new Shortfall.Stopped(stopped.limit()));
        }
        case RoomException failure -> throw failure;
        case EncryptedDocumentException _ -> {
          return new Extraction.Locked(parsing.mediaType());
        }
        case ZeroByteFileException _ -> {
          return new Extraction.NoText(Sentences.EMPTY, parsing.mediaType());
        }
        case UnsupportedFormatException _ -> {
          return unsupported(parsing);
        }
        case TikaMemoryLimitException _ -> {
          return shortfall(parsing, new Shortfall.Stopped(Limits.memory()));
        }
        case MemoryLimitException _ -> {
          return shortfall(parsing, new Shortfall.Stopped(Limits.memory()));
        }
        default -> {
          var message = t.getMessage();
          if (message != null && message.toLowerCase(Locale.ROOT).contains("zip bomb"))
            return shortfall(parsing, new Shortfall.Stopped(Limits.expansion()));
        }
      }
    }
    LOG.debug("unreadable", thrown);
    return shortfall(parsing, new Shortfall.Damaged(Sentences.DAMAGED));
  }

  private Extraction outcome(Parsing parsing, Path bytes) {
    var type = parsing.mediaType();
    var parts = parsing.room().parts();
    if (parsing.tooDeep())
      return shortfall(parsing, new Shortfall.Stopped(Limits.depth(limits.depth())));
    if (parsing.tooMany())
      return shortfall(parsing, new Shortfall.Stopped(Limits.parts(limits.parts())));
    if (parsing.tooMuch())
      return shortfall(parsing, new Shortfall.Stopped(Limits.characters(limits.characters())));
    // Tika reads what is there of a file that was cut off, and says nothing.
    if (!parsing.isContainer() && Wholeness.isDamaged(bytes, type, parsing.boundary()))
      return shortfall(parsing, new Shortfall.Damaged(Sentences.CUT_OFF));
    if (!parsing.draft().isEmpty())
      return new Extraction.Text(
          parsing.draft().reading(), completed(parsing), type, parts, Optional.empty());
    if (parsing.reason().isPresent())
      return new Extraction.NoText(parsing.reason().get(), parsing.found(), type, parts);
    if (parsing.isUnsupported()) return unsupported(parsing);
    if (parsing.locked()) return new Extraction.Locked(type);
    if (parsing.damaged()) return shortfall(parsing, new Shortfall.Damaged(Sentences.DAMAGED));
    return new Extraction.NoText(Sentences.noText(type), parsing.found(), type, parts);
  }

  /// What was read before it came to this is kept.
  private Extraction shortfall(Parsing parsing, Shortfall shortfall) {
    var type = parsing.mediaType();
    var parts = parsing.room().parts();
    return parsing.draft().isEmpty()
        ? new Extraction.Failed(shortfall, type, parts)
        : new Extraction.Text(
            parsing.draft().reading(), completed(parsing), type, parts, Optional.of(shortfall));
  }

  private static Extraction unsupported(Parsing parsing) {
    var type = parsing.mediaType();
    return new Extraction.Unsupported(Sentences.unsupported(type), type);
  }

  /// What the file says of itself, and where it is silent, what its text shows.
  private Metadata completed(Parsing parsing) {
    var found = parsing.found();
    var shown =
        new Metadata(
            Titles.best(found.title(), parsing.draft(), parsing.mediaType()),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            found.language().isPresent()
                ? found.language()
                : parsers().languages.of(parsing.draft().reading().text()),
            Optional.empty());
    return shown.orElse(found);
  }

  @Override
  public String version() {
    return "tika-"
        + Tika.getString().replaceAll("[^0-9.]", "")
        + "-"
        + REVISION
        + (settings.ocr() ? "-ocr" : "");
  }

  @Override
  public void close() {
    parsers = null;
  }
}
