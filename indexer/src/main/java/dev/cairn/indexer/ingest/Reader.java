package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.lesson.LessonReading;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.passage.Splitter;
import dev.cairn.ontology.Linker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Makes text, passages and mentions out of an item's version, or takes them from the derived store
/// where they were made by the same versions of the same parts.
final class Reader {
  private static final System.Logger LOG = System.getLogger(Reader.class.getName());

  /// Stands for the version of what read an item that nothing has read.
  static final String NOBODY = "none";

  private final IngestParts parts;
  private final Path scratch;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;
  private final Recent recent = new Recent();
  private final AtomicLong files = new AtomicLong();

  Reader(IngestParts parts, Path scratch, Timings timings, Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.scratch = scratch;
    this.timings = timings;
    this.checkpoint = checkpoint;
  }

  /// What came of reading a version.
  sealed interface Result {
    String mediaType();

    /// @param found what the file says of itself
    record Text(Derived derived, Metadata found, String mediaType, Outcome outcome)
        implements Result {}

    /// @param by version of what read it, or {@link #NOBODY}
    record Nothing(Outcome outcome, String mediaType, String by) implements Result {}
  }

  /// Versions of all that has a part in reading; what was read under another one is stale.
  String version() {
    return parts.extractor().version() + " " + made(parts.linker().get());
  }

  private static String made(Linker linker) {
    return "split-" + Splitter.version() + " " + linker.version();
  }

  void emptyScratch() {
    try {
      Files.createDirectories(scratch);
      try (var left = Files.newDirectoryStream(scratch)) {
        for (var file : left) Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty the folder for files being read", e);
    }
  }

  /// @throws BlobFailure if the originals cannot be reached
  /// @throws UncheckedIOException if there is no room to read
  Result read(Item item, Item.Version version) {
    return switch (item.kind()) {
      case LESSON -> lesson(item, version.content());
      case DOCUMENT -> document(item, version);
    };
  }

  private Result lesson(Item item, ContentId content) {
    var reading = LessonReading.of(item.title(), item.metadata(), item.lesson().orElseThrow());
    if (reading.text().isBlank())
      return new Result.Nothing(
          new Outcome.Empty("The lesson has no text."), LessonRow.MEDIA_TYPE, version());
    // Somebody may have changed its metadata since, and with them its text.
    var derived = link(content, fingerprint(reading.text()), reading);
    return new Result.Text(derived, Metadata.none(), LessonRow.MEDIA_TYPE, new Outcome.Indexed());
  }

  private Result document(Item item, Item.Version version) {
    var content = version.content();
    var name = item.places().getFirst().fileName();
    var readBy = parts.extractor().version() + suffix(name);
    var known = parts.derived().text(content, readBy);
    Extraction extraction;
    if (known.isPresent()) extraction = known.get();
    else {
      extraction = extract(content, name);
      if (extraction instanceof Extraction.Text text)
        parts.derived().putText(content, readBy, text);
    }
    return switch (extraction) {
      case Extraction.Text(var reading, var found, var type, _, var shortfall) ->
          new Result.Text(
              link(content, suffix(name), reading),
              found,
              type,
              shortfall.map(it -> outcome(it, true)).orElseGet(Outcome.Indexed::new));
      case Extraction.NoText(var reason, _, var type, _) ->
          nothing(new Outcome.Empty(reason), type);
      case Extraction.Locked(var type) -> nothing(new Outcome.Locked(), type);
      case Extraction.Unsupported(var reason, var type) ->
          nothing(new Outcome.Unsupported(reason), type);
      case Extraction.Failed(var shortfall, var type, _) ->
          nothing(outcome(shortfall, false), type);
    };
  }

  private static Outcome outcome(Extraction.Shortfall shortfall, boolean kept) {
    return switch (shortfall) {
      case Extraction.Shortfall.Stopped(var at) -> new Outcome.Stopped(at, kept);
      case Extraction.Shortfall.Damaged(var reason) -> new Outcome.Corrupt(reason, kept);
    };
  }

  private Result nothing(Outcome outcome, String type) {
    return new Result.Nothing(outcome, type, version());
  }

  private Extraction extract(ContentId content, String name) {
    var file = scratch.resolve(content.hex().substring(0, 16) + "-" + files.incrementAndGet());
    var room = file.resolveSibling(file.getFileName() + "-room");
    try (var _ = timings.start(Timings.Stage.EXTRACT)) {
      var original = parts.blobs().open(content);
      if (original.isEmpty()) {
        LOG.log(System.Logger.Level.WARNING, "the original {0} is missing", content);
        return new Extraction.Failed(
            new Extraction.Shortfall.Damaged(
                "Its bytes are missing from the store of originals. Bring it again."),
            "application/octet-stream");
      }
      try (var bytes = original.get()) {
        Files.copy(bytes, file);
      }
      Files.createDirectories(room);
      return parts
          .extractor()
          .extract(new dev.cairn.corpus.Extractor.Request(file, name, java.util.List.of(), room));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy an original to read it", e);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "reading " + content + " failed", e);
      return new Extraction.Failed(
          new Extraction.Shortfall.Stopped(
              new dev.cairn.corpus.Limit(dev.cairn.corpus.Limit.Kind.MEMORY, "there is")),
          "application/octet-stream");
    } finally {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "left a file behind; the next start removes it", e);
      }
    }
  }

  private Derived link(ContentId content, String variant, Reading reading) {
    var linker = parts.linker().get();
    var key = made(linker) + variant;
    var known = known(content, key);
    if (known.isPresent()) return known.get();
    Derived made;
    try (var _ = timings.start(Timings.Stage.LINK)) {
      var linked = linker.link(reading.text());
      made =
          new Derived(
              reading,
              Splitter.split(reading),
              linked.mentions(),
              linked.spun(),
              linked.hiddenLabelsApplied());
    }
    parts.derived().putDerived(content, key, made);
    recent.put(content, key, made);
    checkpoint.reached(Step.EXTRACTED);
    return made;
  }

  private Optional<Derived> known(ContentId content, String key) {
    var recently = recent.get(content, key);
    if (recently.isPresent()) return recently;
    var kept = parts.derived().derived(content, key);
    kept.ifPresent(derived -> recent.put(content, key, derived));
    return kept;
  }

  /// The newest version that was read, in words; empty if none was or there is nothing in it.
  Optional<Derived> derived(Item item) {
    return lastRead(item)
        .flatMap(version ->
            switch (read(item, version)) {
              case Result.Text text -> Optional.of(text.derived());
              case Result.Nothing _ -> Optional.empty();
            });
  }

  static Optional<Item.Version> lastRead(Item item) {
    return item.versions().reversed().stream().filter(v -> !v.extractor().isEmpty()).findFirst();
  }

  /// The same bytes may be read differently under another kind of name.
  private static String suffix(String name) {
    int dot = name.lastIndexOf('.');
    var ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return ending.matches("[a-z0-9]{1,8}") ? " " + ending : "";
  }

  private static String fingerprint(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return " " + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
