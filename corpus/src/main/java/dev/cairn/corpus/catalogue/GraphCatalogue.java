package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The catalogue over a graph store.
final class GraphCatalogue implements Catalogue {
  private final Clock clock;
  private final Committer committer;

  GraphCatalogue(GraphStore store, Clock clock) {
    this.clock = clock;
    this.committer = new Committer(store, Load.from(store));
  }

  @Override
  public Optional<Item> find(ItemId id, Caller caller) {
    return picture().items().get(id).filter(item -> item.access().admits(caller));
  }

  @Override
  public List<Item> list(Caller caller, Optional<Item.Kind> kind, int offset, int limit) {
    if (offset < 0) throw new IllegalArgumentException("offset must be >= 0, got " + offset);
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
    return picture().list(caller.principals(), kind, offset, limit);
  }

  @Override
  public long count(Caller caller, Optional<Item.Kind> kind) {
    long count = 0;
    for (var entry : picture().counts())
      if ((kind.isEmpty() || entry.getKey().kind() == kind.get())
          && entry.getValue().access().admits(caller)) count += entry.getValue().items();
    return count;
  }

  @Override
  public Optional<Item> at(Place place) {
    var now = picture();
    return now.places().get(place).flatMap(now.items()::get);
  }

  @Override
  public List<Receipt> receive(List<Arrival> arrivals, Caller caller) {
    requireAdmin(caller, "bring things in");
    var all = List.copyOf(arrivals);
    return committer.change(draft -> new Arrivals(draft, now()).receive(all));
  }

  @Override
  public void describe(List<Description> descriptions) {
    var all = List.copyOf(descriptions);
    committer.change(draft -> {
      var arrivals = new Arrivals(draft, now());
      all.forEach(arrivals::describe);
      return true;
    });
  }

  @Override
  public java.util.SortedMap<Place, Item> of(String source) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> parts(ItemId container, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> binned(int offset, int limit, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public long countBinned(Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public boolean refersTo(dev.cairn.corpus.ContentId content) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public java.util.Set<dev.cairn.corpus.ContentId> contents() {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public Optional<Item> amend(
      ItemId id,
      java.util.function.Function<Item, dev.cairn.corpus.Metadata> change,
      Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> rereading(java.util.Collection<ItemId> ids, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> follow(List<Movement> movements, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> bin(java.util.Collection<ItemId> ids, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> restore(java.util.Collection<ItemId> ids, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public List<Item> destroy(java.util.Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller, "destroy");
    return committer.change(draft -> {
      var gone = ids.stream().flatMap(id -> draft.find(id).stream()).toList();
      gone.forEach(draft::destroy);
      return gone;
    });
  }

  private static void requireAdmin(Caller caller, String what) {
    if (!caller.isAdmin())
      throw new IllegalArgumentException("only an admin may " + what + ", not " + caller.id());
  }

  /// Milliseconds are what every store keeps exactly.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public List<Item> waiting() {
    return picture().waiting().values().toList();
  }

  @Override
  public long lastChange() {
    return picture().last();
  }

  @Override
  public List<Change> changesSince(long number, int limit) {
    if (number < 0) throw new IllegalArgumentException("number must be >= 0, got " + number);
    if (limit < 1) throw new IllegalArgumentException("limit must be >= 1, got " + limit);
    return StreamSupport.stream(picture().changes().from(number + 1).spliterator(), false)
        .limit(limit)
        .map(Map.Entry::getValue)
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  @Override
  public void onCommit(Runnable listener) {
    committer.listen(listener);
  }

  @Override
  public void close() {
    committer.close();
  }

  private Picture picture() {
    return committer.picture();
  }
}
