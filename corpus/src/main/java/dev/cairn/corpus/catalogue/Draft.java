package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The next picture in the making, and which items differ in it. Used by one thread.
final class Draft {
  private Picture picture;
  private final Set<ItemId> touched = new LinkedHashSet<>();

  Draft(Picture picture) {
    this.picture = picture;
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
    return picture.places().get(place).flatMap(this::find);
  }

  Optional<Item> holding(ContentId content, Access access) {
    return picture.holding(content, access);
  }

  long nextNumber() {
    return picture.last() + 1;
  }

  Item put(Item item) {
    picture = picture.with(item);
    touched.add(item.id());
    return item;
  }

  void destroy(Item item) {
    picture = picture.destroyed(item);
    touched.add(item.id());
  }
}
