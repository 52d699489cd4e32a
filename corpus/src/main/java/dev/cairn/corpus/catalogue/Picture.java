package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Catalogue.Change;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Everything known at one moment, and the ways to find it. Never changes; {@link #with} and {@link
/// #without} give the next picture.
///
/// @param newest items out of the bin, last added first
/// @param binned items in the bin, last thrown away first
/// @param places who holds which place
/// @param contents newest contents of documents out of the bin, by who may see them
/// @param referred how many versions have which content
/// @param waiting items to be read, the longest waiting first
/// @param changes by number: the latest of each item, tombstones included
/// @param counts how many items out of the bin, of each kind, each access list has
/// @param last number that was given last
record Picture(
    Tree<ItemId, Item> items,
    Tree<Arrived, Item> newest,
    Tree<Thrown, Item> binned,
    Tree<Place, ItemId> places,
    Tree<Held, ItemId> contents,
    Tree<ContentId, Integer> referred,
    Tree<Arrived.Earlier, Item> waiting,
    Tree<Long, Change> changes,
    Tree<Group, Counted> counts,
    long last) {

  static Picture empty() {
    return new Picture(
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        Tree.empty(),
        0);
  }

  /// The same as adding one after another, and much quicker.
  static Picture of(Collection<Item> items, Collection<Change> tombstones, long last) {
    var changes = new ArrayList<>(tombstones);
    for (var item : items) if (item.change() > 0) changes.add(change(item));
    var shown = items.stream().filter(i -> i.binned().isEmpty()).toList();
    var counts = Tree.<Group, Counted>empty();
    for (var item : shown) counts = counted(counts, item, 1);
    var places = new ArrayList<Map.Entry<Place, ItemId>>();
    for (var item : items) for (var place : item.places()) places.add(Map.entry(place, item.id()));
    places.sort(Map.Entry.comparingByKey());
    var referred = new TreeMap<ContentId, Integer>();
    for (var item : items)
      for (var version : item.versions()) referred.merge(version.content(), 1, Integer::sum);
    return new Picture(
        tree(items.stream(), Item::id, i -> i),
        tree(shown.stream(), Arrived::of, i -> i),
        tree(items.stream().filter(i -> i.binned().isPresent()), Thrown::of, i -> i),
        Tree.of(places),
        tree(shown.stream().filter(Picture::isDocument), Held::of, Item::id),
        Tree.of(List.copyOf(referred.entrySet())),
        tree(items.stream().filter(Picture::waits), Arrived.Earlier::of, i -> i),
        tree(changes.stream(), Change::number, c -> c),
        counts,
        last);
  }

  private static boolean isDocument(Item item) {
    return item.kind() == Item.Kind.DOCUMENT;
  }

  private static boolean waits(Item item) {
    return item.state() == Item.State.RECEIVED;
  }

  private static <T, K extends Comparable<? super K>, V> Tree<K, V> tree(
      Stream<T> all, Function<T, K> key, Function<T, V> value) {
    return Tree.of(
        all.map(one -> Map.entry(key.apply(one), value.apply(one)))
            .sorted(Map.Entry.comparingByKey())
            .toList());
  }

  /// With this item, instead of what it was before if it was there.
  Picture with(Item item) {
    var clean = items.get(item.id()).map(this::without).orElse(this);
    var holders = clean.places;
    for (var place : item.places()) holders = holders.with(place, item.id());
    boolean shown = item.binned().isEmpty();
    return new Picture(
        clean.items.with(item.id(), item),
        shown ? clean.newest.with(Arrived.of(item), item) : clean.newest,
        shown ? clean.binned : clean.binned.with(Thrown.of(item), item),
        holders,
        shown && isDocument(item) ? clean.contents.with(Held.of(item), item.id()) : clean.contents,
        referred(clean.referred, item, 1),
        waits(item) ? clean.waiting.with(Arrived.Earlier.of(item), item) : clean.waiting,
        item.change() > 0 ? clean.changes.with(item.change(), change(item)) : clean.changes,
        shown ? counted(clean.counts, item, 1) : clean.counts,
        Math.max(last, item.change()));
  }

  /// Without this item, which must be the one that is there. Places that another item has taken
  /// over meanwhile stay with that one.
  Picture without(Item item) {
    var holders = places;
    for (var place : item.places())
      if (holders.get(place).filter(item.id()::equals).isPresent())
        holders = holders.without(place);
    boolean shown = item.binned().isEmpty();
    return new Picture(
        items.without(item.id()),
        newest.without(Arrived.of(item)),
        shown ? binned : binned.without(Thrown.of(item)),
        holders,
        contents.without(Held.of(item)),
        referred(referred, item, -1),
        waiting.without(Arrived.Earlier.of(item)),
        changes.without(item.change()),
        shown ? counted(counts, item, -1) : counts,
        last);
  }

  /// Without this item, which leaves a tombstone with the next number.
  Picture destroyed(Item item) {
    var rest = without(item);
    long number = last + 1;
    return new Picture(
        rest.items,
        rest.newest,
        rest.binned,
        rest.places,
        rest.contents,
        rest.referred,
        rest.waiting,
        rest.changes.with(number, new Change(number, item.id(), Optional.empty())),
        rest.counts,
        number);
  }

  Optional<Item> at(Place place) {
    return places.get(place).flatMap(items::get);
  }

  /// All places of a source.
  SortedMap<Place, Item> of(String source) {
    var found = new TreeMap<Place, Item>();
    // No path comes before this one.
    for (var held : places.from(new Place(source, "\0"))) {
      if (!held.getKey().source().equals(source)) break;
      found.put(held.getKey(), items.get(held.getValue()).orElseThrow());
    }
    return found;
  }

  /// What lies in the file at this place, at any depth.
  SortedMap<Place, ItemId> inside(Place container) {
    var found = new TreeMap<Place, ItemId>();
    var first = container.inside("");
    for (var held : places.from(first)) {
      var place = held.getKey();
      if (!place.source().equals(first.source()) || !place.path().startsWith(first.path())) break;
      found.put(place, held.getValue());
    }
    return found;
  }

  /// What lies directly in the item, by where it lies. A folder whose name ends like that of a
  /// container is none: what is in it is part of nothing.
  SortedMap<Place, Item> parts(Item container) {
    var found = new TreeMap<Place, Item>();
    for (var place : container.places())
      inside(place)
          .forEach((part, id) -> {
            if (part.container().equals(Optional.of(place)))
              items.get(id).filter(i -> i.partOf().isPresent()).ifPresent(i -> found.put(part, i));
          });
    return found;
  }

  /// The document with these bytes that everybody named here, and nobody else, may see: the one
  /// that came first, if there are several.
  Optional<Item> holding(ContentId content, Access access) {
    for (var held : contents.from(new Held(content, key(access), Instant.MIN, ""))) {
      if (!held.getKey().content.equals(content) || !held.getKey().access.equals(key(access)))
        return Optional.empty();
      return items.get(held.getValue());
    }
    return Optional.empty();
  }

  private static Change change(Item item) {
    return new Change(item.change(), item.id(), Optional.of(item));
  }

  private static Tree<Group, Counted> counted(Tree<Group, Counted> counts, Item item, long by) {
    var group = new Group(item.kind(), key(item.access()));
    long count = counts.get(group).map(Counted::items).orElse(0L) + by;
    return count == 0
        ? counts.without(group)
        : counts.with(group, new Counted(item.access(), count));
  }

  private static Tree<ContentId, Integer> referred(
      Tree<ContentId, Integer> referred, Item item, int by) {
    var counts = referred;
    for (var version : item.versions()) {
      var content = version.content();
      int count = counts.get(content).orElse(0) + by;
      counts = count == 0 ? counts.without(content) : counts.with(content, count);
    }
    return counts;
  }

  private static String key(Access access) {
    return String.join("\n", access.readers());
  }

  /// Order of arrival, the last first.
  record Arrived(Instant added, ItemId id) implements Comparable<Arrived> {
    private static final Comparator<Arrived> ORDER =
        Comparator.comparing(Arrived::added).reversed().thenComparing(Arrived::id);

    static Arrived of(Item item) {
      return new Arrived(item.added(), item.id());
    }

    @Override
    public int compareTo(Arrived other) {
      return ORDER.compare(this, other);
    }

    /// Order in which the newest versions arrived, the first first.
    record Earlier(Instant received, ItemId id) implements Comparable<Earlier> {
      private static final Comparator<Earlier> ORDER =
          Comparator.comparing(Earlier::received).thenComparing(Earlier::id);

      static Earlier of(Item item) {
        return new Earlier(item.version().received(), item.id());
      }

      @Override
      public int compareTo(Earlier other) {
        return ORDER.compare(this, other);
      }
    }
  }

  /// Order in which items went to the bin, the last first.
  record Thrown(Instant when, ItemId id) implements Comparable<Thrown> {
    private static final Comparator<Thrown> ORDER =
        Comparator.comparing(Thrown::when).reversed().thenComparing(Thrown::id);

    static Thrown of(Item item) {
      return new Thrown(item.binned().orElseThrow().when(), item.id());
    }

    @Override
    public int compareTo(Thrown other) {
      return ORDER.compare(this, other);
    }
  }

  record Held(ContentId content, String access, Instant added, String id)
      implements Comparable<Held> {
    private static final Comparator<Held> ORDER =
        Comparator.comparing(Held::content)
            .thenComparing(Held::access)
            .thenComparing(Held::added)
            .thenComparing(Held::id);

    static Held of(Item item) {
      return new Held(
          item.version().content(), key(item.access()), item.added(), item.id().value());
    }

    @Override
    public int compareTo(Held other) {
      return ORDER.compare(this, other);
    }
  }

  record Group(Item.Kind kind, String access) implements Comparable<Group> {
    private static final Comparator<Group> ORDER =
        Comparator.comparing(Group::kind).thenComparing(Group::access);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }
  }

  record Counted(Access access, long items) {}

  /// Items in their order of `newest`, of this kind and open to these principals.
  List<Item> list(Collection<String> principals, Optional<Item.Kind> kind, int offset, int limit) {
    return newest
        .values()
        .filter(item -> kind.isEmpty() || item.kind() == kind.get())
        .filter(item -> principals.stream().anyMatch(item.access().readers()::contains))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  /// All of them.
  Stream<Item> list(Collection<String> principals, Item.Kind kind) {
    return newest
        .values()
        .filter(item -> item.kind() == kind)
        .filter(item -> principals.stream().anyMatch(item.access().readers()::contains));
  }
}
