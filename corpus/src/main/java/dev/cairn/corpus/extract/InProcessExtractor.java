package dev.cairn.corpus.extract;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
  private static final String REVISION = "1";

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
    var bytes = request.bytes();
    var fileName = request.fileName();
    if (!Files.isReadable(bytes))
      throw new UncheckedIOException(
          new IOException("cannot read the bytes of '" + fileName + "'"));
    var parsing = new Parsing(parsers(), limits, LocalDate.now(clock));
    var task = new FutureTask<>(() -> read(parsing, bytes, fileName));
    var thread = new Thread(null, task, "cairn-extract-" + number.incrementAndGet(), STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limits.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      leaveAlone(parsing, thread);
      return stopped(parsing, Limit.Kind.TIME, Sentences.words(limits.time()));
    } catch (ExecutionException e) {
      LOG.warn("reading a file failed in an unforeseen way", e.getCause());
      return damaged(parsing, Sentences.DAMAGED);
    } catch (InterruptedException _) {
      leaveAlone(parsing, thread);
      Thread.currentThread().interrupt();
      throw new CancellationException("reading '" + fileName + "' was interrupted");
    }
  }

  private static void leaveAlone(Parsing parsing, Thread thread) {
    parsing.breakOff();
    thread.interrupt();
  }

  private Parsers parsers() {
    var ready = parsers;
    if (ready != null) return ready;
    synchronized (this) {
      ready = parsers;
      if (ready == null) {
        ready = new Parsers();
        parsers = ready;
      }
      return ready;
    }
  }

  private Extraction read(Parsing parsing, Path bytes, String fileName) {
    try (var in = TikaInputStream.get(bytes)) {
      if (Files.size(bytes) == 0)
        return new Extraction.NoText(Sentences.EMPTY, parsing.mediaType());
      parsing.read(in, fileName);
      return outcome(parsing, bytes, fileName);
    } catch (EncryptedDocumentException _) {
      return new Extraction.Locked(parsing.mediaType());
    } catch (ZeroByteFileException _) {
      return new Extraction.NoText(Sentences.EMPTY, parsing.mediaType());
    } catch (UnsupportedFormatException _) {
      return new Extraction.Unsupported(Sentences.UNSUPPORTED, parsing.mediaType());
    } catch (TikaException | SAXException | IOException | RuntimeException e) {
      return failed(parsing, e);
    } catch (StackOverflowError _) {
      return stopped(parsing, Limit.Kind.DEPTH, limits.depth() + " files");
    } catch (OutOfMemoryError e) {
      // What was allocated for the file is garbage as soon as this thread has ended.
      LOG.warn("a file needed more memory than there is", e);
      return stopped(parsing, Limit.Kind.MEMORY, "one file may use");
    }
  }

  private Extraction failed(Parsing parsing, Exception thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof TooMuchTextException)
        return stopped(
            parsing,
            Limit.Kind.CHARACTERS,
            String.format(java.util.Locale.ROOT, "%,d characters", limits.characters()));
      if (t instanceof EncryptedDocumentException)
        return new Extraction.Locked(parsing.mediaType());
      if (t instanceof TikaMemoryLimitException)
        return stopped(parsing, Limit.Kind.MEMORY, "one file may use");
      if (t instanceof UnsupportedFormatException)
        return new Extraction.Unsupported(Sentences.UNSUPPORTED, parsing.mediaType());
      var message = t.getMessage();
      if (message != null && message.contains("zip bomb"))
        return stopped(parsing, Limit.Kind.EXPANSION, "100 times its size");
    }
    LOG.debug("unreadable", thrown);
    return damaged(parsing, Sentences.DAMAGED);
  }

  private Extraction outcome(Parsing parsing, Path bytes, String fileName) {
    var type = parsing.mediaType();
    if (parsing.tooDeep()) return stopped(parsing, Limit.Kind.DEPTH, limits.depth() + " files");
    if (parsing.tooMany())
      return stopped(
          parsing,
          Limit.Kind.PARTS,
          String.format(java.util.Locale.ROOT, "%,d files", limits.parts()));
    // Tika reads what is there of a file that was cut off, and says nothing.
    if (Wholeness.isCutOff(bytes, type)) return damaged(parsing, Sentences.CUT_OFF);
    if (parsing.draft().isEmpty()) {
      if (parsing.locked()) return new Extraction.Locked(type);
      if (parsing.damaged()) return damaged(parsing, Sentences.DAMAGED);
      return new Extraction.NoText(Sentences.noText(type), type);
    }
    return new Extraction.Text(parsing.draft().reading(), completed(parsing, fileName), type);
  }

  private static Extraction stopped(Parsing parsing, Limit.Kind kind, String bound) {
    return new Extraction.Failed(
        new Extraction.Shortfall.Stopped(new Limit(kind, bound)), parsing.mediaType());
  }

  private static Extraction damaged(Parsing parsing, String reason) {
    return new Extraction.Failed(new Extraction.Shortfall.Damaged(reason), parsing.mediaType());
  }

  /// What the file says of itself, and where it is silent, what its text shows.
  private Metadata completed(Parsing parsing, String fileName) {
    var found = parsing.found();
    var title = found.title().filter(it -> !it.equals(fileName));
    var shown =
        new Metadata(
            Titles.best(title, parsing.draft(), parsing.mediaType()),
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
