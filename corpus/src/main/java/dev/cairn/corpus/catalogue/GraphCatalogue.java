package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.sparql.ItemStatements;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// The catalogue over a graph store.
final class GraphCatalogue implements Catalogue {
  private final Clock clock;
  private final Committer committer;
  private final ShownStatements statements = new ShownStatements(this::picture);

  GraphCatalogue(GraphStore store, Clock clock) {
    this.clock = clock;
    this.committer = new Committer(store, Load.from(store));
  }

  @Override
  public Optional<Item> find(ItemId id, Caller caller) {
    return picture().items().get(id).filter(item -> item.visibleTo(caller));
  }

  @Override
  public List<Item> list(Caller caller, Optional<Item.Kind> kind, int offset, int limit) {
    requirePage(offset, limit);
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
  public Chosen choose(
      Caller caller, Item.Kind kind, Predicate<Item> wanted, int offset, int limit) {
    requirePage(offset, limit);
    var all = picture().list(caller.principals(), kind).filter(wanted).toList();
    int from = Math.min(offset, all.size());
    return new Chosen(all.subList(from, Math.min(from + limit, all.size())), all.size());
  }

  @Override
  public Optional<Item> at(Place place) {
    return picture().at(place);
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
  public SortedMap<Place, Item> of(String source) {
    if (source.isBlank()) throw new IllegalArgumentException("a source needs a name");
    return Collections.unmodifiableSortedMap(picture().of(source));
  }

  @Override
  public SortedMap<Place, Item> inside(Place container) {
    var now = picture();
    var found = new TreeMap<Place, Item>();
    now.inside(container)
        .forEach((place, id) -> found.put(place, now.items().get(id).orElseThrow()));
    return Collections.unmodifiableSortedMap(found);
  }

  @Override
  public List<Item> parts(ItemId container, Caller caller) {
    var now = picture();
    return now.items().get(container).filter(item -> item.visibleTo(caller)).stream()
        .flatMap(item -> now.parts(item).values().stream())
        .distinct()
        .filter(item -> item.visibleTo(caller))
        .toList();
  }

  @Override
  public List<Item> binned(int offset, int limit, Caller caller) {
    requireAdmin(caller, "look into the bin");
    requirePage(offset, limit);
    return picture().binned().values().skip(offset).limit(limit).toList();
  }

  @Override
  public long countBinned(Caller caller) {
    requireAdmin(caller, "look into the bin");
    return picture().binned().size();
  }

  @Override
  public boolean refersTo(ContentId content) {
    return picture().referred().get(content).isPresent();
  }

  @Override
  public Set<ContentId> contents() {
    return picture().referred().keys();
  }

  @Override
  public Optional<Item> amend(
      ItemId id, Function<Item, Metadata> change, Function<Item, List<Tag>> about, Caller caller) {
    requireAdmin(caller, "change what is said of things");
    return committer.change(draft ->
        draft
            .find(id)
            .map(item -> new Arrivals(draft, now()).amended(item, change.apply(item)))
            .map(item -> draft.revise(Edit.of(item).tags(about.apply(item), item.spun()))));
  }

  @Override
  public Optional<Item> judge(
      ItemId id, Function<Item, Said> change, Function<Item, List<Tag>> about, Caller caller) {
    requireAdmin(caller, "say what things are about");
    return committer.change(draft ->
        draft
            .find(id)
            .map(item ->
                new Arrivals(draft, now()).judged(item, change.apply(item), about, caller.id())));
  }

  @Override
  public List<Item> judged(Caller caller) {
    return picture()
        .newest()
        .values()
        .filter(item -> !item.judgements().isEmpty() && item.visibleTo(caller))
        .toList();
  }

  @Override
  public List<Item> rereading(Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller, "let things be read again");
    var all = List.copyOf(ids);
    return committer.change(draft -> new Arrivals(draft, now()).rereading(all));
  }

  @Override
  public List<Item> follow(List<Movement> movements, Caller caller) {
    requireAdmin(caller, "move things");
    var all = List.copyOf(movements);
    return changed(draft -> new Following(draft, now()).follow(all));
  }

  @Override
  public List<Item> bin(Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller, "throw things away");
    var all = List.copyOf(ids);
    return turned(draft -> new Bin(draft, now()).bin(all, caller.id()));
  }

  @Override
  public List<Item> restore(Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller, "take things out of the bin");
    var all = List.copyOf(ids);
    return turned(draft -> new Bin(draft, now()).restore(all));
  }

  @Override
  public List<Item> destroy(Collection<ItemId> ids, Caller caller) {
    requireAdmin(caller, "destroy");
    var all = List.copyOf(ids);
    return committer.change(draft -> new Bin(draft, now()).destroy(all, caller.id()));
  }

  /// What is other after the change.
  private List<Item> changed(Consumer<Draft> change) {
    return committer.change(draft -> {
      change.accept(draft);
      return draft.touched().stream()
          .flatMap(id -> draft.find(id).stream())
          .filter(item -> !draft.former(item.id()).equals(Optional.of(item)))
          .toList();
    });
  }

  /// What is in the bin, or out of it, after the change and was not before.
  private List<Item> turned(Consumer<Draft> change) {
    return committer.change(draft -> {
      change.accept(draft);
      return draft.touched().stream()
          .flatMap(id -> draft.find(id).stream())
          .filter(item ->
              draft
                  .former(item.id())
                  .map(i -> i.binned().isPresent())
                  .filter(was -> was != item.binned().isPresent())
                  .isPresent())
          .toList();
    });
  }

  private static void requirePage(int offset, int limit) {
    if (offset < 0) throw new IllegalArgumentException("offset must be >= 0, got " + offset);
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
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
  public ItemStatements statements() {
    return statements;
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
