package dev.cairn.indexer.sources;

import static java.util.Objects.requireNonNull;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Item.Binned;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One sweep of one source: compares what is there with what is known, notes what moved and left,
/// and brings in what is new or has changed. Done again after a crash it comes to the same. Used
/// once.
final class Sweep {
  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  /// Files that are registered together.
  private static final int TOGETHER = 200;

  /// What is remembered is written down after so many files, for a crash costs reading them again.
  private static final int SAVED_AFTER = 5_000;

  private static final Caller SELF = Caller.admin();

  private final SourceParts parts;
  private final SourceSettings settings;
  private final Source source;
  private final Memory memory;
  private final BooleanSupplier going;

  private final Map<String, Item> known = new TreeMap<>();
  private final Map<String, Look.Seen> seen = new HashMap<>();
  private final Map<String, Look.Seen> changedFiles = new LinkedHashMap<>();
  private final Map<String, Look.Seen> newFiles = new LinkedHashMap<>();
  private final Map<String, ContentId> contents = new HashMap<>();
  private final Set<String> unread = new HashSet<>();
  private final Set<Long> devicesMetAgain = new HashSet<>();
  private final List<Line> batch = new ArrayList<>();

  private @Nullable Set<ItemId> tombstones;
  private Ingest.@Nullable Intake intake;
  private int fresh;
  private int changed;
  private int moved;
  private int gone;
  private int unreadable;
  private int sinceSaved;
  private boolean held;

  /// @param going whether to go on; asked between two files
  Sweep(
      SourceParts parts,
      SourceSettings settings,
      Source source,
      Memory memory,
      BooleanSupplier going) {
    this.parts = parts;
    this.settings = settings;
    this.source = source;
    this.memory = memory;
    this.going = going;
  }

  /// @param held whether all of a file system was missing and was therefore not taken to be gone
  record Result(Source.Sweep sweep, boolean held) {}

  /// Opens a look at the source.
  interface Looking {
    /// @throws NotNow if it cannot be looked at
    Look open(Sweep sweep) throws NotNow;
  }

  /// The source cannot be looked at.
  static final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param sentence for the operator
    NotNow(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private record Line(Submission submission, Look.Seen seen, Optional<ContentId> content) {}

  /// @param confirmed whether everything that is missing is gone, though a whole file system is
  Result run(Looking looking, boolean confirmed) {
    var began = parts.clock().instant();
    Optional<String> trouble;
    int there = 0;
    try {
      parts
          .catalogue()
          .of(source.placeSource())
          .forEach((place, item) -> {
            if (place.depth() == 0) known.put(place.path(), item);
          });
      try (var look = looking.open(this)) {
        there = look.seen().size();
        through(look, confirmed);
        trouble = look.trouble().or(this::unreadTrouble);
        if (held)
          trouble =
              Optional.of(
                  "Everything that lay on one file system is missing, as when a share is not"
                      + " mounted; nothing of it was taken to be gone. If it is meant to be gone,"
                      + " sweep twice by hand.");
      } finally {
        if (intake != null) intake.close();
        memory.save();
      }
    } catch (NotNow e) {
      trouble = Optional.of(e.sentence());
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a sweep of source " + source.id() + " broke off", e);
      trouble = Optional.of("Reading it broke off; the next sweep goes on.");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a sweep of source " + source.id() + " failed", e);
      trouble = Optional.of("A part of the server does not work; the next sweep goes on.");
    }
    return new Result(
        new Source.Sweep(
            began,
            parts.clock().instant(),
            there,
            fresh,
            changed,
            moved,
            gone,
            Optional.ofNullable(intake).map(Ingest.Intake::job),
            trouble),
        held);
  }

  /// Whether something that is known is not among these paths.
  boolean missing(Set<String> paths) {
    return known.entrySet().stream()
        .anyMatch(k -> !isGone(k.getValue()) && !paths.contains(k.getKey()));
  }

  /// A look that shows what is known, if the source is one file that has not changed since all of
  /// it was brought in.
  Optional<Look> unchanged(Stamp mark) {
    if (memory.mark().filter(mark::equals).isEmpty()) return Optional.empty();
    var there = new ArrayList<Look.Seen>();
    for (var one : known.entrySet()) {
      var row = memory.of(one.getKey());
      if (isGone(one.getValue()) || row.isEmpty()) continue;
      there.add(
          new Look.Seen(
              one.getKey(), row.get().stamp(), row.get().content(), row.get().validator()));
    }
    long taken =
        memory.rows().values().stream().filter(row -> row.fate() == Row.Fate.TAKEN).count();
    return taken == there.size() ? Optional.of(new UnchangedLook(there, mark)) : Optional.empty();
  }

  /// What is remembered of a file.
  Optional<Row> remembered(String path) {
    return memory.of(path);
  }

  /// What is known of this source, by paths; what left it is not.
  Map<String, Item> known() {
    var all = new TreeMap<String, Item>();
    known.forEach((path, item) -> {
      if (!isGone(item)) all.put(path, item);
    });
    return all;
  }

  boolean going() {
    return going.getAsBoolean();
  }

  private Optional<String> unreadTrouble() {
    return unreadable == 0
        ? Optional.empty()
        : Optional.of(
            (unreadable == 1 ? "One file" : unreadable + " files")
                + " cannot be read; let Cairn read what is there. Each sweep tries again.");
  }

  private void through(Look look, boolean confirmed) throws IOException {
    for (var file : look.seen()) seen.put(file.path(), file);
    for (var file : look.seen()) judge(file);
    var missing = missing(look, confirmed);
    var olds = olds(missing);
    recognise(look, olds);
    if (!going()) return;
    settleTouched();
    var moves = Matching.moves(olds, nows());
    skipDestroyed();
    follow(moves, missing, look);
    bringIn(look);
    if (!going()) return;
    tidy(look, missing);
    memory.mark(unread.isEmpty() ? look.mark().orElse(null) : null);
  }

  private static boolean isGone(Item item) {
    return item.binned().map(b -> b.reason() != Binned.Reason.DELETED).orElse(false);
  }

  private static boolean isThrownAway(Item item) {
    return item.binned().map(b -> b.reason() == Binned.Reason.DELETED).orElse(false);
  }

  /// Whether a file is as it is known, has changed, or is new.
  private void judge(Look.Seen file) {
    var item = known.get(file.path());
    var row = memory.of(file.path());
    if (item != null) devicesMetAgain.add(row.map(r -> r.stamp().device()).orElse(0L));
    boolean same = row.map(r -> r.stamp().unchanged(file.stamp())).orElse(false);
    if (item == null) judgeUnknown(file, row, same);
    // A person threw it away: while the file stays there it is no news, whatever is in it.
    else if (isThrownAway(item) && row.isPresent()) return;
    else if (isGone(item)) newFiles.put(file.path(), file);
    else if (!same || fate(row) == Row.Fate.UNREADABLE) changedFiles.put(file.path(), file);
    else if (!row.orElseThrow().stamp().equals(file.stamp())
        || !row.orElseThrow().validator().equals(file.validator()))
      memory.put(file.path(), row.orElseThrow().with(file.stamp(), file.validator()));
  }

  private static Row.@Nullable Fate fate(Optional<Row> row) {
    return row.map(Row::fate).orElse(null);
  }

  private void judgeUnknown(Look.Seen file, Optional<Row> row, boolean same) {
    var fate = fate(row);
    if (fate == Row.Fate.TAKEN && row.flatMap(Row::item).map(this::isDestroyed).orElse(false)) {
      memory.put(file.path(), row.orElseThrow().destroyed());
      fate = Row.Fate.DESTROYED;
    }
    if (same && fate == Row.Fate.DESTROYED) return;
    if (same && fate == Row.Fate.TOO_LARGE && file.stamp().size() > settings.limitBytes()) return;
    newFiles.put(file.path(), file);
  }

  /// A place that the catalogue does not know though it was taken in: destroyed, or the catalogue
  /// was put back to an earlier state.
  private boolean isDestroyed(ItemId id) {
    if (tombstones == null) {
      tombstones = new HashSet<>();
      long number = 0;
      for (var changes = parts.catalogue().changesSince(number, 10_000);
          !changes.isEmpty();
          changes = parts.catalogue().changesSince(number, 10_000))
        for (var change : changes) {
          number = change.number();
          if (change.item().isEmpty()) tombstones.add(change.id());
        }
    }
    return tombstones.contains(id);
  }

  /// What is known and was not met, and is gone as far as can be told.
  private Set<String> missing(Look look, boolean confirmed) {
    var missing = new HashSet<String>();
    var met = confirmed ? Optional.<Set<Long>>empty() : look.devices().map(this::metBefore);
    for (var one : known.entrySet()) {
      var path = one.getKey();
      if (seen.containsKey(path) || isGone(one.getValue())) continue;
      var row = memory.of(path);
      if (!look.gone(path, row)) continue;
      if (met.isPresent() && !met.get().contains(row.map(r -> r.stamp().device()).orElse(0L)))
        held = true;
      else missing.add(path);
    }
    return missing;
  }

  /// The file systems that are there: those that were met, and those whose files were met, though
  /// the system gives the device another number now.
  private Set<Long> metBefore(Set<Long> now) {
    var met = new HashSet<>(now);
    met.remove(0L);
    met.addAll(devicesMetAgain);
    return met;
  }

  /// What was at places where it is not any more.
  private List<Matching.Old> olds(Set<String> missing) {
    var olds = new ArrayList<Matching.Old>();
    for (var one : known.entrySet()) {
      var path = one.getKey();
      boolean left = isGone(one.getValue()) && !seen.containsKey(path);
      if (missing.contains(path) || left || changedFiles.containsKey(path)) {
        var row = memory.of(path).filter(r -> r.fate() == Row.Fate.TAKEN);
        olds.add(
            new Matching.Old(
                path,
                row.flatMap(Row::content).orElse(one.getValue().version().content()),
                row.map(Row::stamp),
                !changedFiles.containsKey(path)));
      }
    }
    return olds;
  }

  /// Learns what is in those files that may be others which were renamed, or may not have changed:
  /// the others need not be read twice.
  private void recognise(Look look, List<Matching.Old> olds) throws IOException {
    var sizes = new HashSet<Long>();
    var byInode = new HashMap<Long, Matching.Old>();
    for (var old : olds) {
      sizes.add(size(old));
      old.stamp().ifPresent(stamp -> byInode.put(stamp.inode(), old));
    }
    for (var row : memory.rows().values())
      if (row.fate() == Row.Fate.DESTROYED) sizes.add(row.stamp().size());
    var wanted = new ArrayList<Look.Seen>();
    for (var files : List.of(changedFiles, newFiles))
      for (var file : files.values()) {
        var old = byInode.get(file.stamp().inode());
        if (file.content().isPresent()) contents.put(file.path(), file.content().get());
        else if (old != null
            && old.stamp().map(s -> s.sameFileUnchanged(file.stamp())).orElse(false))
          contents.put(file.path(), old.content());
        else if (file.stamp().size() <= settings.limitBytes()
            && (sizes.contains(file.stamp().size()) || hasTwins(file))) wanted.add(file);
      }
    if (!wanted.isEmpty())
      look.read(
          wanted,
          new Reading() {
            @Override
            public void take(Look.Seen file, InputStream bytes) throws IOException {
              contents.put(file.path(), Hashing.content(bytes));
            }
          });
  }

  private boolean hasTwins(Look.Seen file) {
    var item = known.get(file.path());
    return item != null && item.places().size() > 1;
  }

  private long size(Matching.Old old) {
    return old.stamp()
        .map(Stamp::size)
        .orElseGet(() -> {
          var item = known.get(old.path());
          return item == null ? -1 : item.version().bytes();
        });
  }

  /// Files that were written and hold what they held.
  private void settleTouched() {
    for (var files : List.of(changedFiles, newFiles))
      for (var file : List.copyOf(files.values())) {
        var content = contents.get(file.path());
        var item = known.get(file.path());
        if (content == null || item == null || isGone(item)) continue;
        var row = memory.of(file.path()).filter(r -> r.fate() == Row.Fate.TAKEN);
        if (!content.equals(row.flatMap(Row::content).orElse(item.version().content()))) continue;
        files.remove(file.path());
        memory.put(
            file.path(),
            Row.taken(file.stamp(), content, Optional.of(item.id()), file.validator()));
      }
  }

  /// Files of destroyed items, at their place or under another name.
  private void skipDestroyed() {
    var destroyed = new HashMap<ContentId, Row>();
    for (var row : memory.rows().values())
      if (row.fate() == Row.Fate.DESTROYED)
        row.content().ifPresent(content -> destroyed.put(content, row));
    if (destroyed.isEmpty()) return;
    for (var file : List.copyOf(newFiles.values())) {
      var content = contents.get(file.path());
      var row = content == null ? null : destroyed.get(content);
      if (row == null || known.containsKey(file.path())) continue;
      newFiles.remove(file.path());
      memory.put(file.path(), row.with(file.stamp(), file.validator()));
    }
  }

  private List<Matching.Now> nows() {
    var nows = new ArrayList<Matching.Now>();
    for (var file : changedFiles.values()) nows.add(now(file, true));
    for (var file : newFiles.values()) {
      var item = known.get(file.path());
      var content = Optional.ofNullable(contents.get(file.path()));
      // What left and returned to its own place is itself.
      if (item == null || !content.equals(Optional.of(item.version().content())))
        nows.add(now(file, false));
    }
    return nows;
  }

  private Matching.Now now(Look.Seen file, boolean occupied) {
    return new Matching.Now(
        file.path(), Optional.ofNullable(contents.get(file.path())), file.stamp(), occupied);
  }

  /// Tells the catalogue of everything that moved or left, in one transaction.
  private void follow(List<Matching.Move> moves, Set<String> missing, Look look) {
    var movements = new ArrayList<Movement>();
    var notes = new ArrayList<Runnable>();
    var rows = new HashMap<String, Row>();
    var movedAway = new HashSet<String>();
    for (var move : moves) {
      var item = requireNonNull(known.get(move.from()));
      movements.add(new Movement.Moved(place(move.from()), place(move.to())));
      movedAway.add(move.from());
      boolean back = isGone(item);
      if (back) fresh++;
      else moved++;
      notes.add(
          () -> intake().note(move.to(), Optional.of(item.id()), new Outcome.Moved(move.from())));
      var file = requireNonNull(seen.get(move.to()));
      if (!move.changed())
        rows.put(
            move.to(),
            Row.taken(
                file.stamp(),
                requireNonNull(contents.get(move.to())),
                Optional.of(item.id()),
                file.validator()));
    }
    var postponed = postponed();
    for (var path : missing) {
      var item = requireNonNull(known.get(path));
      if (movedAway.contains(path) || isThrownAway(item)) continue;
      if (memory.of(path).map(r -> postponed.contains(r.stamp().inode())).orElse(false)) continue;
      movements.add(new Movement.Gone(place(path)));
      movedAway.add(path);
      gone++;
      notes.add(() -> intake().note(path, Optional.of(item.id()), new Outcome.Gone()));
    }
    var moving = new HashSet<>(movedAway);
    moves.forEach(move -> moving.add(move.to()));
    for (var path : twins(moving)) movements.add(new Movement.Gone(place(path)));
    if (movements.isEmpty()) return;
    parts.catalogue().follow(movements, SELF);
    notes.forEach(Runnable::run);
    movedAway.forEach(memory::forget);
    rows.forEach(memory::put);
    for (var move : moves) {
      newFiles.remove(move.to());
      changedFiles.remove(move.to());
      if (move.changed()) changedFiles.put(move.to(), requireNonNull(seen.get(move.to())));
    }
  }

  /// Inodes of files that could not be read yet: what has such a one may have moved there.
  private Set<Long> postponed() {
    var inodes = new HashSet<Long>();
    for (var path : unread) {
      var file = seen.get(path);
      if (file != null && file.stamp().inode() != 0) inodes.add(file.stamp().inode());
    }
    return inodes;
  }

  /// Places of an item that changed in the same way as another place of it, as two names of one
  /// file do: they leave the item, to be met again as places of its next version.
  private List<String> twins(Set<String> moving) {
    record Change(ItemId item, ContentId content) {}
    var first = new HashSet<Change>();
    var others = new ArrayList<String>();
    for (var file : changedFiles.values()) {
      var item = known.get(file.path());
      var content = contents.get(file.path());
      if (item == null || content == null || item.places().size() < 2) continue;
      if (moving.contains(file.path())) continue;
      if (!first.add(new Change(item.id(), content))) others.add(file.path());
    }
    return others;
  }

  /// Stores and registers what is new or has changed.
  private void bringIn(Look look) throws IOException {
    var wanted = new ArrayList<Look.Seen>();
    for (var files : List.of(changedFiles, newFiles))
      for (var file : files.values())
        if (file.stamp().size() > settings.limitBytes()) tooLarge(file, settings.limitBytes());
        else if (!unread.contains(file.path())) wanted.add(file);
    if (!wanted.isEmpty())
      look.read(
          wanted,
          new Reading() {
            @Override
            public void take(Look.Seen file, InputStream bytes) throws IOException {
              store(file, bytes);
            }
          });
    flush();
  }

  private void store(Look.Seen file, InputStream bytes) throws IOException {
    try {
      var stored = parts.ingest().store(bytes);
      batch.add(
          new Line(
              new Submission.Document(
                  Optional.of(place(file.path())),
                  file.path(),
                  stored.id(),
                  stored.bytes(),
                  given()),
              file,
              Optional.of(stored.id())));
    } catch (BlobStore.TooLargeException e) {
      tooLarge(file, e.limitBytes());
    }
  }

  private Metadata given() {
    return Metadata.none().withAccess(source.access());
  }

  private void tooLarge(Look.Seen file, long limit) {
    batch.add(
        new Line(
            new Submission.Refused(file.path(), new Outcome.TooLarge(limit)),
            file,
            Optional.empty()));
  }

  private Place place(String path) {
    return new Place(source.placeSource(), path);
  }

  private Ingest.Intake intake() {
    if (intake == null)
      intake = parts.ingest().begin("sweep", "Sweep of " + source.title(), List.of(), SELF);
    return intake;
  }

  /// Registers what was stored; only then is it remembered, so that nothing is lost between.
  private void flush() throws IOException {
    if (batch.isEmpty()) return;
    intake().add(batch.stream().map(Line::submission).toList());
    for (var line : batch) {
      var file = line.seen();
      if (line.content().isEmpty()) {
        memory.put(file.path(), Row.refused(file.stamp(), fate(line.submission())));
        continue;
      }
      if (changedFiles.containsKey(file.path())) changed++;
      else fresh++;
      var item = parts.catalogue().at(place(file.path())).map(Item::id);
      memory.put(
          file.path(), Row.taken(file.stamp(), line.content().get(), item, file.validator()));
    }
    sinceSaved += batch.size();
    batch.clear();
    if (sinceSaved >= SAVED_AFTER) {
      memory.save();
      sinceSaved = 0;
    }
  }

  private static Row.Fate fate(Submission refused) {
    return refused instanceof Submission.Refused(_, Outcome.TooLarge(_))
        ? Row.Fate.TOO_LARGE
        : Row.Fate.UNREADABLE;
  }

  /// Forgets what is not there any more, and learns as which items everything is known now.
  private void tidy(Look look, Set<String> missing) {
    if (intake != null || !missing.isEmpty())
      parts
          .catalogue()
          .of(source.placeSource())
          .forEach((place, item) -> {
            if (place.depth() > 0 || !seen.containsKey(place.path())) return;
            memory
                .of(place.path())
                .filter(row -> row.fate() == Row.Fate.TAKEN)
                .ifPresent(row -> memory.put(place.path(), row.withItem(item.id())));
          });
    if (!look.complete() || held) return;
    var kept = new HashSet<String>();
    for (var path : seen.keySet()) kept.add(memory.key(path));
    for (var path : known.keySet())
      if (!missing.contains(path)
          || memory.of(path).isPresent() && !isThrownAway(requireNonNull(known.get(path))))
        kept.add(memory.key(path));
    memory.keepOnly(kept);
  }

  /// What all reading has in common.
  private abstract class Reading implements Look.Taker {
    @Override
    public boolean more() {
      try {
        if (batch.size() >= TOGETHER) flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return going();
    }

    @Override
    public void torn(Look.Seen file) {
      drop(file);
    }

    @Override
    public void unreadable(Look.Seen file) {
      if (!drop(file)) return;
      unreadable++;
      var before = memory.of(file.path());
      boolean told =
          fate(before) == Row.Fate.UNREADABLE
              && before.map(r -> r.stamp().unchanged(file.stamp())).orElse(false);
      if (told) return;
      batch.add(
          new Line(
              new Submission.Refused(
                  file.path(),
                  new Outcome.Unreadable(
                      "Cannot be read where it lies; let Cairn read it. Each sweep tries again.")),
              file,
              Optional.empty()));
    }

    /// @return false if it was dropped before
    private boolean drop(Look.Seen file) {
      contents.remove(file.path());
      batch.removeIf(line -> line.seen().path().equals(file.path()));
      return unread.add(file.path());
    }
  }
}
