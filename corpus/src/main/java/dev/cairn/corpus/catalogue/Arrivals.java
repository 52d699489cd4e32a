package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What arrivals and descriptions mean: the rules of identity. Works on a draft, does no I/O.
final class Arrivals {
  private final Draft draft;
  private final Instant now;

  Arrivals(Draft draft, Instant now) {
    this.draft = draft;
    this.now = now;
  }

  List<Receipt> receive(List<Arrival> arrivals) {
    var receipts = new ArrayList<Receipt>();
    for (var arrival : arrivals) receipts.add(receive(arrival));
    for (var arrival : arrivals) link(arrival);
    return receipts.stream().map(this::current).toList();
  }

  private Receipt receive(Arrival arrival) {
    var known = draft.at(arrival.place());
    if (known.isPresent()) {
      var item = known.get();
      if (item.kind() != arrival.kind())
        throw new IllegalArgumentException(
            arrival.place() + " holds a " + item.kind().code() + ", no " + arrival.kind().code());
      return item.version().content().equals(arrival.content())
          ? new Receipt.Same(item)
          : new Receipt.NextVersion(nextVersion(item, arrival));
    }
    if (arrival.kind() == Item.Kind.DOCUMENT) {
      var twin =
          draft.holding(arrival.content(), arrival.given().access().orElse(Access.everyone()));
      if (twin.isPresent()) return new Receipt.Duplicate(draft.put(met(twin.get(), arrival)));
    }
    return new Receipt.New(draft.put(first(arrival)));
  }

  private Item first(Arrival arrival) {
    return new Item(
        ItemId.random(),
        arrival.kind(),
        title(arrival.given(), Metadata.none(), List.of(arrival.place())),
        arrival.given(),
        Metadata.none(),
        arrival.lesson(),
        List.of(version(1, arrival)),
        List.of(arrival.place()),
        Item.State.RECEIVED,
        Optional.empty(),
        List.of(),
        0,
        0,
        now,
        arrival.partOf(),
        Optional.empty());
  }

  private Item.Version version(int number, Arrival arrival) {
    return new Item.Version(
        number, arrival.content(), arrival.bytes(), arrival.mediaType(), "", now);
  }

  /// The item with new bytes at one of its places. What was found in the former ones stays until
  /// the new ones are read, so that the item keeps its name and its tags meanwhile.
  private Item nextVersion(Item item, Arrival arrival) {
    var versions = new ArrayList<>(item.versions());
    versions.add(version(item.version().number() + 1, arrival));
    var given = newlyGiven(item, arrival);
    var places = List.of(arrival.place());
    var next =
        new Item(
            item.id(),
            item.kind(),
            title(given, item.found(), places),
            given,
            item.found(),
            arrival.lesson(),
            versions,
            places,
            Item.State.RECEIVED,
            Optional.empty(),
            item.tags(),
            item.spun(),
            rightsChange(item, given) ? draft.nextNumber() : item.change(),
            item.added(),
            item.partOf(),
            item.binned());
    draft.put(next);
    if (item.places().size() > 1) partFrom(item, arrival.place());
    return next;
  }

  /// The former version is found until the next one is read, and from now on by those only who may
  /// see the item.
  private static boolean rightsChange(Item item, Metadata given) {
    return item.change() > 0 && !given.access().orElse(Access.everyone()).equals(item.access());
  }

  /// A row of a list is the whole of a lesson. A file says nothing of what was given with a former
  /// one, so that stays where nothing new is given. Access is never widened by silence.
  private static Metadata newlyGiven(Item item, Arrival arrival) {
    return switch (item.kind()) {
      case DOCUMENT -> arrival.given().orElse(item.given());
      case LESSON -> withAccess(arrival.given(), item.given().access());
    };
  }

  private static Metadata withAccess(Metadata given, Optional<Access> access) {
    return given.orElse(
        new Metadata(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            access));
  }

  /// The other places still hold the former bytes: from now on as an item of their own, about which
  /// the same is known.
  private void partFrom(Item item, Place changed) {
    var places = item.places().stream().filter(place -> !place.equals(changed)).toList();
    var version = item.version();
    boolean read = item.state() == Item.State.DESCRIBED;
    draft.put(
        new Item(
            ItemId.random(),
            item.kind(),
            title(item.given(), item.found(), places),
            item.given(),
            item.found(),
            item.lesson(),
            List.of(
                new Item.Version(
                    1,
                    version.content(),
                    version.bytes(),
                    version.mediaType(),
                    version.extractor(),
                    version.received())),
            places,
            item.state(),
            item.outcome(),
            read ? item.tags() : List.of(),
            read ? item.spun() : 0,
            read ? draft.nextNumber() : 0,
            now,
            item.partOf(),
            Optional.empty()));
  }

  private static Item met(Item item, Arrival arrival) {
    var places = new ArrayList<>(item.places());
    places.add(arrival.place());
    return new Item(
        item.id(),
        item.kind(),
        item.title(),
        item.given(),
        item.found(),
        item.lesson(),
        item.versions(),
        places,
        item.state(),
        item.outcome(),
        item.tags(),
        item.spun(),
        item.change(),
        item.added(),
        item.partOf(),
        item.binned());
  }

  /// Makes a link of a successor's key.
  private void link(Arrival arrival) {
    if (arrival.lesson().isEmpty()) return;
    var successor =
        arrival.lesson().get().fields().stream()
            .filter(field -> field.name().equals(Lesson.SUPERSEDED_BY))
            .flatMap(field -> draft.at(sibling(arrival.place(), field.text())).stream())
            .map(Item::id)
            .findFirst();
    var item = draft.at(arrival.place());
    if (successor.isEmpty() || item.isEmpty()) return;
    var lesson = item.get().lesson().orElseThrow();
    if (lesson.supersededBy().equals(successor)) return;
    draft.put(withLesson(item.get(), lesson.withSupersededBy(successor)));
  }

  private static Place sibling(Place place, String key) {
    return new Place(
        place.source(), place.path().substring(0, place.path().lastIndexOf('/') + 1) + key);
  }

  private Item withLesson(Item item, Lesson lesson) {
    return new Item(
        item.id(),
        item.kind(),
        item.title(),
        item.given(),
        item.found(),
        Optional.of(lesson),
        item.versions(),
        item.places(),
        item.state(),
        item.outcome(),
        item.tags(),
        item.spun(),
        item.state() == Item.State.DESCRIBED ? draft.nextNumber() : item.change(),
        item.added(),
        item.partOf(),
        item.binned());
  }

  /// The receipt with the item as all arrivals together leave it.
  private Receipt current(Receipt receipt) {
    var item = draft.find(receipt.item().id()).orElseThrow();
    return switch (receipt) {
      case Receipt.New(_) -> new Receipt.New(item);
      case Receipt.NextVersion(_) -> new Receipt.NextVersion(item);
      case Receipt.Duplicate(_) -> new Receipt.Duplicate(item);
      case Receipt.Same(_) -> new Receipt.Same(item);
      case Receipt.Returned(_) -> new Receipt.Returned(item);
    };
  }

  void describe(Description description) {
    var known = draft.find(description.item());
    if (known.isEmpty() || !known.get().version().content().equals(description.content())) return;
    var item = known.get();
    var versions = new ArrayList<>(item.versions());
    var version = versions.removeLast();
    versions.add(
        new Item.Version(
            version.number(),
            version.content(),
            version.bytes(),
            description.mediaType(),
            description.extractor(),
            version.received()));
    draft.put(
        new Item(
            item.id(),
            item.kind(),
            title(item.given(), description.found(), item.places()),
            item.given(),
            description.found(),
            item.lesson(),
            versions,
            item.places(),
            Item.State.DESCRIBED,
            Optional.of(description.outcome()),
            description.tags(),
            description.spun(),
            draft.nextNumber(),
            item.added(),
            item.partOf(),
            item.binned()));
  }

  private static String title(Metadata given, Metadata found, List<Place> places) {
    return given.orElse(found).title().orElseGet(() -> places.getFirst().fileName());
  }
}
