package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What arrivals and descriptions mean: the rules of identity. Works on a draft, does no I/O.
final class Arrivals {
  private final Draft draft;
  private final Bin bin;
  private final Instant now;

  Arrivals(Draft draft, Instant now) {
    this.draft = draft;
    this.bin = new Bin(draft, now);
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
      if (!item.version().content().equals(arrival.content()))
        return new Receipt.NextVersion(nextVersion(item, arrival));
      if (!opensOneOfSeveral(item, arrival)) return again(item, arrival);
      bin.settle(bin.leave(item, arrival.place()).id(), arrival.place().source());
      return elsewhere(arrival, arrival.given().orElse(item.given()));
    }
    return elsewhere(arrival, arrival.given());
  }

  /// The place is not known, or not any more.
  private Receipt elsewhere(Arrival arrival, Metadata given) {
    if (arrival.kind() == Item.Kind.DOCUMENT) {
      var twin = draft.holding(arrival.content(), given.access().orElse(Access.everyone()));
      if (twin.isPresent()) return new Receipt.Duplicate(met(twin.get(), arrival, given));
    }
    return new Receipt.New(draft.put(first(arrival, given)));
  }

  /// The same bytes are here. What is newly said of them counts; a row of a list says all that it
  /// says in its content.
  private Receipt again(Item item, Arrival arrival) {
    boolean back = item.binned().isPresent();
    var now = bin.restore(item);
    if (item.kind() == Item.Kind.DOCUMENT) now = amended(now, arrival.given().orElse(now.given()));
    now = draft.revise(Edit.of(now).partOf(container(now, arrival)));
    return back ? new Receipt.Returned(now) : new Receipt.Same(now);
  }

  /// Other readers may be given to one of several places only, not to all.
  private static boolean opensOneOfSeveral(Item item, Arrival arrival) {
    return item.kind() == Item.Kind.DOCUMENT
        && !Bin.others(item, arrival.place()).isEmpty()
        && arrival.given().access().filter(access -> !access.equals(item.access())).isPresent();
  }

  /// The item of which this is said. What lies in it and nowhere else is open to the same as it is.
  Item amended(Item item, Metadata given) {
    var after = draft.revise(Edit.of(item).given(given));
    if (after.access().equals(item.access())) return after;
    for (var part : draft.parts(after))
      if (part.access().equals(item.access()) && liesNowhereElse(part, after))
        amended(part, part.given().withAccess(given.access()));
    return draft.find(item.id()).orElseThrow();
  }

  /// The item of which this is said, with the tags that follow from it.
  Item judged(Item item, Said said, Function<Item, List<Tag>> about, String by) {
    var all = new ArrayList<>(item.judgements());
    var former = all.stream().filter(it -> it.concept().equals(said.concept())).findFirst();
    if (former.map(Judgement::verdict).equals(said.verdict())) return item;
    former.ifPresent(all::remove);
    said.verdict()
        .ifPresent(
            verdict -> all.add(new Judgement(said.concept(), verdict, said.labels(), now, by)));
    all.sort(Comparator.comparing(Judgement::concept));
    var after = Edit.of(item).judgements(all);
    return draft.revise(after.tags(about.apply(after.done()), item.spun()));
  }

  private static boolean liesNowhereElse(Item part, Item container) {
    return part.places().stream()
        .allMatch(place -> place.container().filter(container.places()::contains).isPresent());
  }

  private static Optional<ItemId> container(Item item, Arrival arrival) {
    return arrival.partOf().filter(id -> !id.equals(item.id())).or(item::partOf);
  }

  private Item first(Arrival arrival, Metadata given) {
    return new Item(
        ItemId.random(),
        arrival.kind(),
        Edit.title(given, Metadata.none(), List.of(arrival.place())),
        given,
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

  /// The item with new bytes at one of its places, out of the bin. What was found in the former
  /// ones stays until the new ones are read, so that the item keeps its name and its tags
  /// meanwhile.
  private Item nextVersion(Item former, Arrival arrival) {
    // What lies in it is open to the same from now on, and not only when the new bytes are read.
    var item =
        former.kind() == Item.Kind.DOCUMENT && Bin.others(former, arrival.place()).isEmpty()
            ? amended(former, newlyGiven(former, arrival))
            : former;
    var versions = new ArrayList<>(item.versions());
    versions.add(version(item.version().number() + 1, arrival));
    var places = List.of(arrival.place());
    var next =
        draft.revise(
            Edit.of(item)
                .given(newlyGiven(item, arrival))
                .lesson(arrival.lesson())
                .versions(versions)
                .places(places)
                .received()
                .partOf(arrival.partOf().or(() -> draft.container(item, places)))
                .binned(Optional.empty()));
    var others = Bin.others(item, arrival.place());
    if (!others.isEmpty()) partFrom(item, arrival.place(), others);
    return draft.find(next.id()).orElseThrow();
  }

  /// A row of a list is the whole of a lesson. A file says nothing of what was given with a former
  /// one, so that stays where nothing new is given. Access is never widened by silence.
  private static Metadata newlyGiven(Item item, Arrival arrival) {
    var given = arrival.given();
    return switch (item.kind()) {
      case DOCUMENT -> given.orElse(item.given());
      case LESSON -> given.withAccess(given.access().or(() -> item.given().access()));
    };
  }

  /// The other places still hold the former bytes: from now on as an item of their own, about which
  /// the same is known, and with what lies in them.
  private void partFrom(Item item, Place changed, List<Place> others) {
    var version = item.version();
    boolean read = item.state() == Item.State.DESCRIBED;
    var first =
        new Item.Version(
            1,
            version.content(),
            version.bytes(),
            version.mediaType(),
            version.extractor(),
            version.received());
    var other =
        draft.put(
            Edit.of(item)
                .id(ItemId.random())
                .versions(List.of(first))
                .places(others)
                .tags(read ? item.tags() : List.of(), read ? item.spun() : 0)
                .change(read ? draft.nextNumber() : 0)
                .added(now)
                .partOf(draft.container(item, others))
                .done());
    bin.carry(changed, others.getFirst());
    for (var part : draft.parts(other))
      draft.revise(Edit.of(part).partOf(draft.container(part, part.places())));
    bin.settle(other.id(), changed.source());
  }

  /// What is said of it at this place completes what is said of it already.
  private Item met(Item item, Arrival arrival, Metadata given) {
    var places = new ArrayList<>(item.places());
    places.add(arrival.place());
    return draft.revise(
        Edit.of(item)
            .given(item.given().orElse(given))
            .places(places)
            .partOf(item.partOf().or(() -> container(item, arrival))));
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
    draft.revise(Edit.of(item.get()).lesson(Optional.of(lesson.withSupersededBy(successor))));
  }

  private static Place sibling(Place place, String key) {
    return new Place(
        place.source(), place.path().substring(0, place.path().lastIndexOf('/') + 1) + key);
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
        Edit.of(item)
            .found(description.found())
            .versions(versions)
            .described(description.outcome())
            .tags(description.about().apply(item), description.spun())
            .change(draft.nextNumber())
            .done());
  }

  /// They wait to be read again; what is known of them stays until then.
  List<Item> rereading(Collection<ItemId> ids) {
    return ids.stream()
        .distinct()
        .flatMap(id -> draft.find(id).stream())
        .filter(item -> item.kind() == Item.Kind.DOCUMENT)
        .map(item -> draft.revise(Edit.of(item).received()))
        .toList();
  }
}
