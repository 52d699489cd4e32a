package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Item.Binned;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What it means to go to the bin, to come back and to be destroyed, for items and for what lies in
/// them. Works on a draft, does no I/O.
final class Bin {
  /// Where items stand that are kept although nothing is at their place, or something else.
  static final String KEPT = "kept";

  private final Draft draft;
  private final Instant now;

  Bin(Draft draft, Instant now) {
    this.draft = draft;
    this.now = now;
  }

  // ---- there and back

  /// @param by who threw it away
  void bin(Collection<ItemId> ids, String by) {
    for (var id : ids)
      draft.find(id).ifPresent(item -> bin(item, new Binned(now, Binned.Reason.DELETED, by)));
  }

  /// With what lies in it and nowhere else.
  void bin(Item item, Binned how) {
    if (item.binned().isPresent()) return;
    var there = draft.revise(Edit.of(item).binned(Optional.of(how)));
    for (var part : draft.parts(there)) settle(part.id(), how.by());
  }

  /// Throws it into the bin if all that it lies in is there.
  void settle(ItemId id, String by) {
    draft
        .find(id)
        .filter(item -> !draft.standsSomewhere(item))
        .ifPresent(item -> bin(item, new Binned(now, Binned.Reason.LEFT_CONTAINER, by)));
  }

  /// What is named here stays, also where nothing is at its place any more: else the next look
  /// there would throw it away again.
  void restore(Collection<ItemId> ids) {
    var items =
        ids.stream()
            .flatMap(id -> draft.find(id).stream())
            .filter(item -> item.binned().isPresent())
            .sorted(Comparator.comparingInt(item -> item.places().getFirst().depth()))
            .toList();
    for (var item : items) {
      var still = draft.find(item.id()).filter(i -> i.binned().isPresent());
      if (still.isEmpty()) continue;
      var back = restore(still.get());
      if (item.binned().orElseThrow().reason() != Binned.Reason.DELETED) keep(back);
    }
  }

  /// With what went to the bin because it did.
  Item restore(Item item) {
    if (item.binned().isEmpty()) return item;
    var when = item.binned().get().when();
    var back = draft.revise(Edit.of(item).binned(Optional.empty()));
    for (var part : draft.parts(back))
      draft.find(part.id()).filter(p -> wentWith(p, when)).ifPresent(this::restore);
    return draft.find(item.id()).orElseThrow();
  }

  /// What had left the container before stays where it is.
  private static boolean wentWith(Item part, Instant when) {
    return part.binned()
        .filter(how -> how.reason() == Binned.Reason.LEFT_CONTAINER)
        .filter(how -> !how.when().isBefore(when))
        .isPresent();
  }

  // ---- for good

  /// @param by on whose behalf
  /// @return what was removed
  List<Item> destroy(Collection<ItemId> ids, String by) {
    var gone = new ArrayList<Item>();
    for (var id : ids) draft.find(id).ifPresent(item -> destroy(item, by, gone));
    return gone;
  }

  private void destroy(Item item, String by, List<Item> gone) {
    var parts = draft.parts(item);
    draft.destroy(item);
    gone.add(item);
    for (var part : parts) {
      var still = draft.find(part.id());
      if (still.isEmpty()) continue;
      var elsewhere = still.get();
      for (var place : elsewhere.places()) {
        boolean within = item.places().stream().anyMatch(p -> isInside(place, p));
        if (within && others(elsewhere, place).isEmpty()) destroy(elsewhere, by, gone);
        else if (within) elsewhere = leave(elsewhere, place);
      }
      settle(part.id(), by);
    }
  }

  // ---- places

  /// The places that remain when the file at this one is gone.
  static List<Place> others(Item item, Place place) {
    return item.places().stream().filter(p -> !p.equals(place) && !isInside(p, place)).toList();
  }

  private static boolean isInside(Place place, Place container) {
    return place.source().equals(container.source())
        && place.path().startsWith(container.inside("").path());
  }

  /// Takes one of several places from an item. What lies in it lies at its other place.
  Item leave(Item item, Place place) {
    var others = others(item, place);
    var left = places(item, others);
    carry(place, others.getFirst());
    return draft.find(left.id()).orElseThrow();
  }

  /// Gives what lies inside the one place to the other.
  void carry(Place from, Place to) {
    for (var inside : draft.inside(from).keySet()) {
      var item = draft.at(inside).orElseThrow();
      var target = inside(inside, from, to);
      var holder = draft.at(target);
      if (holder.isEmpty() || holder.get().id().equals(item.id())) replace(item, inside, target);
      else if (item.places().size() > 1) places(item, without(item, inside));
      else replace(item, inside, kept(item, inside));
    }
  }

  private static List<Place> without(Item item, Place place) {
    return item.places().stream().filter(p -> !p.equals(place)).toList();
  }

  /// The same path within another container.
  static Place inside(Place place, Place from, Place to) {
    return new Place(to.source(), to.path() + place.path().substring(from.path().length()));
  }

  private Item replace(Item item, Place from, Place to) {
    return places(item, item.places().stream().map(p -> p.equals(from) ? to : p).toList());
  }

  private Item places(Item item, List<Place> places) {
    return draft.revise(Edit.of(item).places(places).partOf(draft.container(item, places)));
  }

  /// Frees its places, and with them those of what lies in it.
  Item keep(Item item) {
    var now = item;
    for (var place : item.places()) {
      var kept = kept(item, place);
      if (kept.equals(place)) continue;
      now = replace(draft.find(item.id()).orElseThrow(), place, kept);
      carry(place, kept);
    }
    return draft.find(now.id()).orElseThrow();
  }

  private Place kept(Item item, Place place) {
    if (place.source().equals(KEPT)) return place;
    var path = "/" + place.path().replace("!/", "/");
    var kept = new Place(KEPT, item.id() + path);
    // Another item may have parted from this one and have taken its place along.
    for (int n = 2; isOthers(item, kept); n++) kept = new Place(KEPT, item.id() + "-" + n + path);
    return kept;
  }

  private boolean isOthers(Item item, Place place) {
    return draft.at(place).filter(holder -> !holder.id().equals(item.id())).isPresent();
  }
}
