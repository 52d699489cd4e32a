package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Place;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Makes items of the files that lie in a file, before anything is written down of that one: should
/// the process end in between, it is read once more, and finds them here.
final class Containers {
  static final String OCTETS = "application/octet-stream";
  private static final String BETWEEN = "!/";
  private static final int LOCKS = 64;

  private final IngestParts parts;
  private final IngestSettings settings;
  private final Leases leases;
  private final Timings timings;
  private final Step.Checkpoint checkpoint;

  /// Two outermost files may share one, which only lets one of them wait.
  private final List<Object> locks = Stream.generate(Object::new).limit(LOCKS).toList();

  Containers(
      IngestParts parts,
      IngestSettings settings,
      Leases leases,
      Timings timings,
      Step.Checkpoint checkpoint) {
    this.parts = parts;
    this.settings = settings;
    this.leases = leases;
    this.timings = timings;
    this.checkpoint = checkpoint;
  }

  /// A file that was inside.
  sealed interface Line {
    /// How it is called within its container.
    String path();

    record Item(String path, Receipt receipt) implements Line {}

    record Missed(String path, Outcome outcome) implements Line {}
  }

  /// What became of all of them.
  ///
  /// @param limit that was reached; what lay behind it is left out
  record Taken(List<Line> lines, Optional<Limit> limit) {
    Taken {
      lines = List.copyOf(lines);
    }
  }

  /// The name in a job of a file inside another one.
  static String name(String container, String path) {
    return container + BETWEEN + path;
  }

  /// The name in a job of what the file of this name lies in; empty if in nothing.
  static Optional<String> around(String name) {
    int inside = name.lastIndexOf(BETWEEN);
    return inside <= 0 ? Optional.empty() : Optional.of(name.substring(0, inside));
  }

  /// @throws dev.cairn.corpus.BlobFailure if the originals cannot be reached
  /// @throws dev.cairn.ontology.GraphFailure if they cannot be registered
  /// @throws UncheckedIOException if they cannot be read
  Taken take(ItemId id, Extraction container) {
    var found = parts.catalogue().find(id, Caller.admin());
    if (found.isEmpty()) return new Taken(List.of(), Optional.empty());
    var item = found.get();
    var place = place(item);
    if (place.depth() + 1 > settings.inside().depth())
      return new Taken(
          List.of(), Optional.of(new Limit(Limit.Kind.DEPTH, files(settings.inside().depth()))));
    var arrivals = new ArrayList<Arrival>();
    var lock = locks.get(Math.floorMod(place.outermost().hashCode(), LOCKS));
    try {
      // Two containers in one file would pass its limit together, each counting without the other.
      synchronized (lock) {
        return take(item, place, container, arrivals);
      }
    } finally {
      arrivals.forEach(arrival -> leases.end(arrival.content()));
    }
  }

  private Taken take(Item item, Place place, Extraction container, List<Arrival> arrivals) {
    var known = parts.catalogue().inside(place);
    var room = new Room(place, known, container.parts());
    var lines = new ArrayList<Line>();
    var paths = new ArrayList<String>();
    Optional<Limit> limit = Optional.empty();
    for (var part : container.parts()) {
      limit = room.enter(part);
      if (limit.isPresent()) break;
      switch (part) {
        case Part.Missed(var path, var outcome) -> lines.add(new Line.Missed(path, outcome));
        case Part.Whole whole -> {
          var stored = store(whole);
          if (stored.isPresent()) {
            arrivals.add(arrival(item, place, known, whole, stored.get()));
            paths.add(whole.path());
          } else
            lines.add(new Line.Missed(whole.path(), new Outcome.TooLarge(settings.limitBytes())));
        }
      }
    }
    checkpoint.reached(Step.PARTS_STORED);
    var receipts = receive(arrivals);
    for (int i = 0; i < receipts.size(); i++)
      lines.add(new Line.Item(paths.get(i), receipts.get(i)));
    if (limit.isEmpty() && isWhole(container)) leave(place, known, container.parts());
    follow(item.id(), receipts);
    checkpoint.reached(Step.PARTS_RECEIVED);
    return new Taken(lines, limit);
  }

  /// Where its parts stand, or shall stand: at one of its places, and none that lies in itself.
  private Place place(Item item) {
    var own = new HashSet<>(item.places());
    var outside = new ArrayList<Place>();
    for (var place : item.places()) {
      boolean inItself = false;
      for (var around = place.container(); around.isPresent(); around = around.get().container())
        inItself |= own.contains(around.get());
      if (!inItself) outside.add(place);
    }
    return outside.stream()
        .filter(place -> !parts.catalogue().inside(place).isEmpty())
        .findFirst()
        .orElse(outside.getFirst());
  }

  /// What is not given stays what it is at a place that is known; elsewhere a part is open to those
  /// to whom its container is.
  private static Arrival arrival(
      Item item,
      Place place,
      SortedMap<Place, Item> known,
      Part.Whole part,
      BlobStore.Stored stored) {
    var at = place.inside(part.path());
    var rights = known.containsKey(at) ? Metadata.none() : onlyAccess(item);
    return new Arrival(
        Item.Kind.DOCUMENT,
        at,
        stored.id(),
        stored.bytes(),
        OCTETS,
        rights.orElse(part.found()),
        Optional.empty(),
        Optional.of(item.id()));
  }

  private static Metadata onlyAccess(Item item) {
    return Metadata.none().withAccess(item.given().access());
  }

  private Optional<BlobStore.Stored> store(Part.Whole part) {
    try (var bytes = Files.newInputStream(part.bytes())) {
      return Optional.of(parts.blobs().put(bytes, settings.limitBytes(), leases::take));
    } catch (BlobStore.TooLargeException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a file that lay in another one", e);
    }
  }

  private List<Receipt> receive(List<Arrival> arrivals) {
    if (arrivals.isEmpty()) return List.of();
    try (var _ = timings.start(Timings.Stage.REGISTER)) {
      return parts.catalogue().receive(arrivals, Caller.admin());
    }
  }

  private static boolean isWhole(Extraction container) {
    return switch (container) {
      case Extraction.Text text -> text.shortfall().isEmpty();
      case Extraction.NoText _ -> true;
      case Extraction.Locked _, Extraction.Unsupported _, Extraction.Failed _ -> false;
    };
  }

  /// What lay in it and does so no more.
  private void leave(Place place, SortedMap<Place, Item> known, List<Part> found) {
    var here = new HashSet<Place>();
    for (var part : found) here.add(place.inside(part.path()));
    var gone = new ArrayList<Movement>();
    known.forEach((at, item) -> {
      boolean directly = at.container().filter(place::equals).isPresent();
      if (directly && item.partOf().isPresent() && item.binned().isEmpty() && !here.contains(at))
        gone.add(new Movement.Gone(at));
    });
    if (!gone.isEmpty()) parts.catalogue().follow(gone, Caller.admin());
  }

  /// Whoever destroyed the container meanwhile, or threw it away, meant what lies in it, too.
  private void follow(ItemId container, List<Receipt> receipts) {
    var fresh =
        receipts.stream()
            .filter(Receipt.New.class::isInstance)
            .map(receipt -> receipt.item().id())
            .toList();
    if (fresh.isEmpty()) return;
    var now = parts.catalogue().find(container, Caller.admin());
    if (now.isEmpty()) parts.catalogue().destroy(fresh, Caller.admin());
    else if (now.get().binned().isPresent()) parts.catalogue().bin(fresh, Caller.admin());
  }

  private static String files(int count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "file" : "files");
  }

  /// Counts what lies in one outermost file.
  private final class Room {
    private final long mostBytes;
    private long bytes;
    private int count;

    /// What is known directly in this container is counted when it is met again.
    Room(Place place, SortedMap<Place, Item> known, List<Part> found) {
      var outermost = place.outermost();
      var size = parts.catalogue().at(outermost).map(item -> item.version().bytes()).orElse(0L);
      this.mostBytes = settings.inside().bytes(size);
      Map<Place, Item> all =
          new HashMap<>(outermost.equals(place) ? known : parts.catalogue().inside(outermost));
      for (var part : found) all.remove(place.inside(part.path()));
      for (var item : all.values()) bytes += item.version().bytes();
      count = all.size();
    }

    Optional<Limit> enter(Part part) {
      if (++count > settings.inside().parts())
        return Optional.of(new Limit(Limit.Kind.PARTS, files(settings.inside().parts())));
      if (part instanceof Part.Whole whole) bytes += size(whole);
      return bytes > mostBytes
          ? Optional.of(
              new Limit(Limit.Kind.EXPANSION, String.format(Locale.ROOT, "%,d bytes", mostBytes)))
          : Optional.empty();
    }

    private long size(Part.Whole part) {
      try {
        return Files.size(part.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read a file that lay in another one", e);
      }
    }
  }
}
