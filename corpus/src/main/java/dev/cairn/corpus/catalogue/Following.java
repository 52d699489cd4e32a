package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Item.Binned;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What it means that files were renamed, moved or have left. All names are those from before the
/// first movement, so that files may swap theirs. Works on a draft, does no I/O.
final class Following {
  private final Draft draft;
  private final Bin bin;
  private final Instant now;

  Following(Draft draft, Instant now) {
    this.draft = draft;
    this.bin = new Bin(draft, now);
    this.now = now;
  }

  void follow(List<Movement> movements) {
    var moves = new LinkedHashMap<Place, Place>();
    var gone = new LinkedHashSet<Place>();
    for (var movement : movements) {
      boolean fresh =
          switch (movement) {
            case Movement.Moved(var from, var to) -> moves.put(from, to) == null;
            case Movement.Gone(var place) -> gone.add(place);
          };
      if (!fresh) throw new IllegalArgumentException("told twice: " + movement);
    }
    for (var to : moves.values())
      if (to.source().equals(Bin.KEPT))
        throw new IllegalArgumentException("nothing moves to what is kept: " + to);
    for (var place : gone)
      if (moves.containsKey(place))
        throw new IllegalArgumentException("both moved and gone: " + place);
    if (new HashSet<>(moves.values()).size() < moves.size())
      throw new IllegalArgumentException("two files moved to one place: " + moves);
    gone.forEach(this::gone);
    move(moves);
  }

  private void gone(Place place) {
    var item = draft.at(place);
    if (item.isEmpty()) return;
    if (Bin.others(item.get(), place).isEmpty()) bin.bin(item.get(), left(item.get(), place));
    else {
      bin.leave(item.get(), place);
      bin.settle(item.get().id(), place.source());
    }
  }

  private Binned left(Item item, Place place) {
    boolean container =
        item.partOf().isPresent() && place.container().flatMap(draft::at).isPresent();
    return new Binned(
        now, container ? Binned.Reason.LEFT_CONTAINER : Binned.Reason.LEFT_SOURCE, place.source());
  }

  private void move(Map<Place, Place> moves) {
    var all = withInsides(moves);
    for (var blocked = blocked(all); !blocked.isEmpty(); blocked = blocked(all)) {
      blocked.forEach(this::vacate);
      all = withInsides(moves);
    }
    var items = new LinkedHashSet<ItemId>();
    for (var from : all.keySet()) items.add(draft.at(from).orElseThrow().id());
    var named =
        moves.keySet().stream().flatMap(from -> draft.at(from).stream()).map(Item::id).toList();
    for (var id : items) {
      var item = draft.find(id).orElseThrow();
      var names = all;
      var places = item.places().stream().map(p -> names.getOrDefault(p, p)).toList();
      draft.revise(Edit.of(item).places(places));
    }
    for (var id : items) {
      var item = draft.find(id).orElseThrow();
      draft.revise(Edit.of(item).partOf(draft.container(item, item.places())));
    }
    for (var id : named) foundAgain(draft.find(id).orElseThrow());
    for (var id : items) bin.settle(id, draft.find(id).orElseThrow().places().getFirst().source());
  }

  /// What had left its source is there again, under another name.
  private void foundAgain(Item item) {
    item.binned()
        .filter(how -> how.reason() == Binned.Reason.LEFT_SOURCE)
        .ifPresent(_ -> bin.restore(item));
  }

  /// The moves of what is here, and of what lies in it.
  private Map<Place, Place> withInsides(Map<Place, Place> moves) {
    var all = new LinkedHashMap<Place, Place>();
    moves.forEach((from, to) -> {
      if (!from.equals(to) && draft.at(from).isPresent()) all.put(from, to);
    });
    // What was said of a container inside another one counts more than what follows for it.
    var named = List.copyOf(all.entrySet());
    named.stream()
        .sorted(Comparator.comparing(move -> -move.getKey().path().length()))
        .forEach(move -> {
          for (var place : draft.inside(move.getKey()).keySet())
            all.putIfAbsent(place, Bin.inside(place, move.getKey(), move.getValue()));
        });
    return all;
  }

  /// Places that something is moved to while another item is there and does not move.
  private List<Place> blocked(Map<Place, Place> moves) {
    return moves.entrySet().stream()
        .filter(move -> !moves.containsKey(move.getValue()))
        .filter(move -> {
          var holder = draft.at(move.getValue()).map(Item::id);
          return holder.isPresent() && !holder.equals(draft.at(move.getKey()).map(Item::id));
        })
        .map(Map.Entry::getValue)
        .toList();
  }

  /// What was here has been overwritten.
  private void vacate(Place place) {
    Optional<Item> holder = draft.at(place);
    if (holder.isEmpty()) return;
    gone(place);
    if (draft.at(place).isPresent()) bin.keep(draft.at(place).get());
  }
}
