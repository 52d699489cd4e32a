package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Makes text, passages and mentions out of an item's version, or takes them from the derived store
/// where they were made by the same versions of the same parts.
final class Reader {
  private static final System.Logger LOG = System.getLogger(Reader.class.getName());

  /// Stands for the version of what read an item that nothing has read.
  static final String NOBODY = "none";

  static final Derived NO_TEXT =
      new Derived(new Reading("", List.of()), List.of(), List.of(), 0, false);

  private final IngestParts parts;
  private final Path scratch;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;
  private final Passwords passwords;
  private final Recent recent = new Recent();
  private final AtomicLong files = new AtomicLong();

  Reader(
      IngestParts parts,
      Path scratch,
      Passwords passwords,
      Timings timings,
      Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.scratch = scratch;
    this.passwords = passwords;
    this.timings = timings;
    this.checkpoint = checkpoint;
  }

  /// What came of reading a version.
  sealed interface Result {
    String mediaType();

    /// @param found what the file says of itself
    record Text(Derived derived, Metadata found, String mediaType, Outcome outcome)
        implements Result {}

    /// Sound, and found by its title and by what is known of it.
    record NoText(Outcome outcome, Metadata found, String mediaType) implements Result {}

    record Nothing(Outcome outcome, String mediaType) implements Result {}
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
        for (var file : left) empty(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty the folder for files being read", e);
    }
  }

  /// How a version is to be read.
  ///
  /// @param anew whether what was read before does not count
  /// @param passwords to be tried where the file is locked
  /// @param inside who takes the files that lie in it
  record How(boolean anew, List<String> passwords, Inside inside) {
    /// For what was read before and is only looked at again.
    static How again(List<String> passwords) {
      return new How(false, passwords, _ -> Optional.empty());
    }
  }

  /// Takes the files that lie in a file, before anything is written down of that one.
  @FunctionalInterface
  interface Inside {
    /// @return the limit at which it stopped to take them
    Optional<Limit> take(Extraction container);
  }

  /// @throws BlobFailure if the originals cannot be reached
  /// @throws UncheckedIOException if there is no room to read
  Result read(Item item, Item.Version version, How how) {
    return switch (item.kind()) {
      case LESSON -> lesson(item, version.content());
      case DOCUMENT -> document(item, version, how);
    };
  }

  private Result lesson(Item item, ContentId content) {
    var reading = LessonReading.of(item.title(), item.metadata(), item.lesson().orElseThrow());
    if (reading.text().isBlank())
      return new Result.NoText(
          new Outcome.Empty("The lesson has no text."), Metadata.none(), LessonRow.MEDIA_TYPE);
    // Somebody may have changed its metadata since, and with them its text.
    var derived = link(content, fingerprint(reading.text()), reading);
    return new Result.Text(derived, Metadata.none(), LessonRow.MEDIA_TYPE, new Outcome.Indexed());
  }

  private Result document(Item item, Item.Version version, How how) {
    var content = version.content();
    var name = item.places().getFirst().fileName();
    var readBy = parts.extractor().version() + suffix(name);
    // Who has the same bytes under other rights has not got the files inside by that.
    var readForItem = readBy + " of " + item.id().value();
    var known =
        how.anew
            ? Optional.<Extraction.Text>empty()
            : parts
                .derived()
                .text(content, readBy)
                .or(() -> parts.derived().text(content, readForItem));
    Extraction extraction;
    if (known.isPresent()) extraction = known.get();
    else {
      extraction = extract(content, name, how);
      if (extraction instanceof Extraction.Text text)
        parts.derived().putText(content, text.parts().isEmpty() ? readBy : readForItem, text);
    }
    var result =
        switch (extraction) {
          case Extraction.Text(var reading, var found, var type, _, var shortfall) ->
              new Result.Text(
                  link(content, suffix(name), reading),
                  found,
                  type,
                  shortfall.map(it -> outcome(it, true)).orElseGet(Outcome.Indexed::new));
          case Extraction.NoText(var reason, var found, var type, var inside) -> {
            keep(content, made(parts.linker().get()) + suffix(name), NO_TEXT);
            yield new Result.NoText(withoutText(reason, inside), found, type);
          }
          case Extraction.Locked(var type) -> new Result.Nothing(new Outcome.Locked(), type);
          case Extraction.Unsupported(var reason, var type) ->
              new Result.Nothing(new Outcome.Unsupported(reason), type);
          case Extraction.Failed(var shortfall, var type, _) ->
              new Result.Nothing(outcome(shortfall, false), type);
        };
    // Whoever destroyed it meanwhile has forgotten what there was of it then.
    if (!parts.catalogue().refersTo(content)) forget(content);
    return result;
  }

  /// Where all that lies in it came out, nothing is amiss.
  private static Outcome withoutText(String reason, List<Part> inside) {
    boolean whole = !inside.isEmpty() && inside.stream().allMatch(Part.Whole.class::isInstance);
    return whole ? new Outcome.Container(reason) : new Outcome.Empty(reason);
  }

  /// Deletes all that was made from the content.
  void forget(ContentId content) {
    recent.forget(content);
    parts.derived().forget(content);
  }

  private static Outcome outcome(Extraction.Shortfall shortfall, boolean kept) {
    return switch (shortfall) {
      case Extraction.Shortfall.Stopped(var at) -> new Outcome.Stopped(at, kept);
      case Extraction.Shortfall.Damaged(var reason) -> new Outcome.Corrupt(reason, kept);
    };
  }

  private Extraction extract(ContentId content, String name, How how) {
    var file = scratch.resolve(content.hex().substring(0, 16) + "-" + files.incrementAndGet());
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
      return opened(file, content, name, how);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy an original to read it", e);
    } finally {
      delete(file);
    }
  }

  /// Tries one password after another where the file, or something in it, is locked.
  private Extraction opened(Path file, ContentId content, String name, How how) throws IOException {
    var tried = new ArrayList<String>();
    tried.add("");
    tried.addAll(how.passwords);
    int least = Integer.MAX_VALUE;
    var best = "";
    for (var password : tried) {
      var room = room(file);
      try {
        var extraction = parse(file, name, password, room);
        int locked = locked(extraction);
        boolean last = locked == 0 || how.passwords.isEmpty();
        if (last) {
          if (locked == 0 && !password.isEmpty()) passwords.opened(content, password);
          return handedOver(extraction, how);
        }
        if (locked < least) {
          least = locked;
          best = password;
        }
      } finally {
        empty(room);
      }
    }
    // None opened all of it: the one that opened most.
    var room = room(file);
    try {
      if (!best.isEmpty()) passwords.opened(content, best);
      return handedOver(parse(file, name, best, room), how);
    } finally {
      empty(room);
    }
  }

  private Extraction parse(Path file, String name, String password, Path room) {
    try {
      var all = password.isEmpty() ? List.<String>of() : List.of(password);
      return parts.extractor().extract(new Extractor.Request(file, name, all, room));
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      LOG.log(System.Logger.Level.WARNING, "reading " + file.getFileName() + " failed", e);
      return new Extraction.Failed(
          new Extraction.Shortfall.Stopped(new Limit(Limit.Kind.MEMORY, "there is")),
          "application/octet-stream");
    }
  }

  /// How many things a password is missing for.
  private static int locked(Extraction extraction) {
    if (extraction instanceof Extraction.Locked) return Integer.MAX_VALUE - 1;
    int locked = 0;
    for (var part : extraction.parts())
      if (part instanceof Part.Missed(_, Outcome.Locked())) locked++;
    return locked;
  }

  private static Extraction handedOver(Extraction extraction, How how) {
    var limit =
        extraction.parts().isEmpty() ? Optional.<Limit>empty() : how.inside.take(extraction);
    if (limit.isEmpty()) return extraction;
    var stopped = new Extraction.Shortfall.Stopped(limit.get());
    return switch (extraction) {
      case Extraction.Text(var reading, var found, var type, var parts, var shortfall) ->
          new Extraction.Text(reading, found, type, parts, Optional.of(shortfall.orElse(stopped)));
      case Extraction.NoText(_, _, var type, var parts) ->
          new Extraction.Failed(stopped, type, parts);
      case Extraction.Failed _, Extraction.Locked _, Extraction.Unsupported _ -> extraction;
    };
  }

  private Path room(Path file) throws IOException {
    return Files.createDirectories(
        file.resolveSibling(file.getFileName() + "-room-" + files.incrementAndGet()));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left a file behind; the next start removes it", e);
    }
  }

  /// With all that is in it.
  private static void empty(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(Reader::delete);
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "left a folder behind; the next start removes it", e);
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
    keep(content, key, made);
    return made;
  }

  private void keep(ContentId content, String key, Derived made) {
    parts.derived().putDerived(content, key, made);
    recent.put(content, key, made);
    checkpoint.reached(Step.EXTRACTED);
  }

  private Optional<Derived> known(ContentId content, String key) {
    var recently = recent.get(content, key);
    if (recently.isPresent()) return recently;
    var kept = parts.derived().derived(content, key);
    kept.ifPresent(derived -> recent.put(content, key, derived));
    return kept;
  }

  /// What is found of an item.
  ///
  /// @param content of the version that is found
  record Found(ContentId content, Derived derived) {}

  /// What is found of the item, made anew where it is missing or stale: of its newest version, or,
  /// while that waits or where it could not be read, of the last one before it that could. What has
  /// no text has no passage either. Empty if nothing of it is to be found.
  Optional<Found> found(Item item) {
    boolean failed = item.outcome().isPresent() && !item.outcome().get().taken();
    var versions = item.versions().reversed();
    return versions.subList(failed ? 1 : 0, versions.size()).stream()
        .filter(Reader::wasRead)
        .flatMap(version ->
            found(item, version).map(derived -> new Found(version.content(), derived)).stream())
        .findFirst();
  }

  private Optional<Derived> found(Item item, Item.Version version) {
    if (item.kind() == Item.Kind.DOCUMENT) {
      var key = made(parts.linker().get()) + suffix(item.places().getFirst().fileName());
      var known = known(version.content(), key);
      if (known.isPresent()) return known;
      // What has no text is not read again to see that.
      var outcome = item.outcome().orElse(null);
      if (version == item.version()
          && (outcome instanceof Outcome.Empty || outcome instanceof Outcome.Container))
        return Optional.of(NO_TEXT);
    }
    var how = How.again(passwords.toTry(version.content(), List.of()));
    return switch (read(item, version, how)) {
      case Result.Text text -> Optional.of(text.derived());
      case Result.NoText _ -> Optional.of(NO_TEXT);
      case Result.Nothing _ -> Optional.empty();
    };
  }

  private static boolean wasRead(Item.Version version) {
    return !version.extractor().isEmpty() && !version.extractor().equals(NOBODY);
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
