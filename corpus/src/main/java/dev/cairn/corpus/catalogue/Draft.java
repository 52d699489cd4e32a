package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The next picture in the making, and which items differ in it. Used by one thread.
final class Draft {
  private final Picture start;
  private Picture picture;
  private final Set<ItemId> touched = new LinkedHashSet<>();

  Draft(Picture picture) {
    this.start = picture;
    this.picture = picture;
  }

  /// What it was before this change.
  Optional<Item> former(ItemId id) {
    return start.items().get(id);
  }

  Picture picture() {
    return picture;
  }

  Set<ItemId> touched() {
    return touched;
  }

  Optional<Item> find(ItemId id) {
    return picture.items().get(id);
  }

  Optional<Item> at(Place place) {
    return picture.at(place);
  }

  Optional<Item> holding(ContentId content, Access access) {
    return picture.holding(content, access);
  }

  /// What lies in the file at this place, at any depth.
  SortedMap<Place, ItemId> inside(Place place) {
    return picture.inside(place);
  }

  /// What lies directly in the item, wherever that is, each once.
  List<Item> parts(Item container) {
    var parts = new LinkedHashMap<ItemId, Item>();
    for (var part : picture.parts(container).values()) parts.putIfAbsent(part.id(), part);
    return List.copyOf(parts.values());
  }

  /// Whether one of its places is not in a file that lies in the bin.
  boolean standsSomewhere(Item item) {
    return item.partOf().isEmpty()
        || item.places().stream()
            .anyMatch(place ->
                place.container().flatMap(this::at).map(c -> c.binned().isEmpty()).orElse(true));
  }

  /// The item in whose bytes it lies, were it at these places: the first there is.
  Optional<ItemId> container(Item item, List<Place> places) {
    if (item.partOf().isEmpty()) return Optional.empty();
    return places.stream()
        .flatMap(place -> place.container().flatMap(this::at).stream())
        .map(Item::id)
        .filter(id -> !id.equals(item.id()))
        .findFirst();
  }

  long nextNumber() {
    return picture.last() + 1;
  }

  Item put(Item item) {
    picture = picture.with(item);
    touched.add(item.id());
    return item;
  }

  /// The item as it was changed, with the next number where the index knows it and would show
  /// something else.
  Item revise(Edit edit) {
    var before = edit.former();
    var after = edit.done();
    if (after.equals(before)) return before;
    boolean counts = before.change() > 0 && before.change() == after.change();
    return put(counts && looksOther(before, after) ? edit.change(nextNumber()).done() : after);
  }

  private static boolean looksOther(Item before, Item after) {
    return !before.title().equals(after.title())
        || !before.access().equals(after.access())
        || before.binned().isPresent() != after.binned().isPresent()
        || !before.lesson().equals(after.lesson())
        || !before.tags().equals(after.tags())
        || !before.judgements().equals(after.judgements())
        || saysOther(before, after);
  }

  /// What is said of a next version is shown when that has been read.
  private static boolean saysOther(Item before, Item after) {
    return before.version().equals(after.version()) && !before.metadata().equals(after.metadata());
  }

  void destroy(Item item) {
    picture = picture.destroyed(item);
    touched.add(item.id());
  }
}
