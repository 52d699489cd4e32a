package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Change;
import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/// Files come, change, swap names, leave and return at random, alone and inside containers; people
/// throw items away, take them back and destroy them. After each step the catalogue must agree with
/// a folder of files, with itself, and with what it would read from its graph.
class CatalogueLawTest {
  private static final Caller ADMIN = Caller.admin();
  private static final String SOURCE = "watch:1";

  private final Random random = Seed.random(getClass());
  private final GraphStore store = GraphStores.inMemory();
  private final Catalogue catalogue = Catalogues.open(store, Clock.systemUTC());

  /// What lies where, and who holds it.
  private final SortedMap<Place, String> files = new TreeMap<>();

  private final Map<Place, ItemId> holders = new HashMap<>();
  private int containers;
  private long last;

  @RepeatedTest(5)
  void the_catalogue_is_what_the_files_say() {
    try (store;
        catalogue) {
      for (int step = 0; step < 150; step++) {
        var what = step();
        try {
          agree();
        } catch (AssertionError e) {
          throw new AssertionError("after step " + step + ": " + what, e);
        }
      }
    }
  }

  private String step() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> arrive();
      case 4, 5 -> arriveInside();
      case 6 -> leave();
      case 7, 8 -> move();
      case 9 -> throwAway();
      case 10 -> takeBack();
      default -> random.nextInt(3) == 0 ? destroy() : describe();
    };
  }

  // ---- what happens

  private String arrive() {
    boolean container = random.nextInt(3) == 0;
    var place = container ? container() : file();
    // No two containers are alike, so that what lies in one lies nowhere else by being copied.
    return receive(place, container ? "container " + containers++ : content(), Optional.empty());
  }

  private String arriveInside() {
    var all = files.keySet().stream().filter(CatalogueLawTest::isContainer).toList();
    if (all.isEmpty()) return arrive();
    var container = any(all);
    var place =
        container.inside("part " + random.nextInt(3) + (random.nextInt(4) == 0 ? ".zip" : ""));
    var content = isContainer(place) ? "container " + containers++ : content();
    return receive(place, content, Optional.of(holders.get(container)));
  }

  private String receive(Place place, String content, Optional<ItemId> container) {
    var former = catalogue.at(place);
    var receipt =
        catalogue
            .receive(
                List.of(
                    new Arrival(
                        Item.Kind.DOCUMENT,
                        place,
                        Items.content(content),
                        1,
                        "x/y",
                        Metadata.none(),
                        Optional.empty(),
                        container)),
                ADMIN)
            .getFirst();
    files.put(place, content);
    holders.put(place, receipt.item().id());
    // Where one of several places changed, the others are held by somebody else now; and with what
    // comes back from the bin, all that went with it comes back.
    for (var other : former.stream().flatMap(item -> item.places().stream()).toList())
      if (files.containsKey(other)) holders.put(other, catalogue.at(other).orElseThrow().id());
    cameBack();
    return receipt.getClass().getSimpleName() + " at " + place + ": " + content;
  }

  private String leave() {
    if (files.isEmpty()) return arrive();
    var place = any(List.copyOf(files.keySet()));
    catalogue.follow(List.of(new Movement.Gone(place)), ADMIN);
    vanish(place);
    return "gone " + place;
  }

  private void vanish(Place place) {
    files.keySet().removeIf(p -> isWithin(p, place));
    holders.keySet().removeIf(p -> isWithin(p, place));
  }

  /// Renames some files at once: to each other's names, to free ones, over others.
  private String move() {
    var from = new ArrayList<>(files.keySet().stream().filter(p -> p.depth() == 0).toList());
    if (from.isEmpty()) return arrive();
    Collections.shuffle(from, random);
    var moving = from.subList(0, 1 + random.nextInt(Math.min(4, from.size())));
    var moves = new LinkedHashMap<Place, Place>();
    var used = new HashSet<Place>();
    for (var place : moving) {
      var to = random.nextInt(3) > 0 ? any(moving) : isContainer(place) ? container() : file();
      if (isContainer(place) == isContainer(to) && used.add(to)) moves.put(place, to);
    }
    catalogue.follow(
        moves.entrySet().stream()
            .<Movement>map(m -> new Movement.Moved(m.getKey(), m.getValue()))
            .toList(),
        ADMIN);
    var movedFiles = new HashMap<Place, String>();
    var movedHolders = new HashMap<Place, ItemId>();
    moves.forEach((place, to) -> {
      for (var inside : files.keySet())
        if (isWithin(inside, place)) {
          var there =
              new Place(to.source(), to.path() + inside.path().substring(place.path().length()));
          movedFiles.put(there, files.get(inside));
          movedHolders.put(there, holders.get(inside));
        }
    });
    moves.keySet().forEach(this::vanish);
    moves.values().forEach(this::vanish);
    files.putAll(movedFiles);
    holders.putAll(movedHolders);
    cameBack();
    return "moved " + moves;
  }

  private String throwAway() {
    if (files.isEmpty()) return arrive();
    var place = any(List.copyOf(files.keySet()));
    var ids = List.of(holders.get(place));
    var gone = catalogue.bin(ids, ADMIN);
    assertTrue(gone.stream().anyMatch(item -> item.id().equals(ids.getFirst())));
    for (var item : gone) item.places().forEach(this::forget);
    for (var container : gone)
      for (var inside : container.places())
        List.copyOf(files.keySet()).stream().filter(p -> isWithin(p, inside)).forEach(this::forget);
    return "thrown away " + place;
  }

  private void forget(Place place) {
    files.remove(place);
    holders.remove(place);
  }

  private String takeBack() {
    var bin = catalogue.binned(0, 100, ADMIN);
    if (bin.isEmpty()) return arrive();
    var item = any(bin);
    var back = catalogue.restore(List.of(item.id()), ADMIN);
    assertTrue(back.stream().anyMatch(b -> b.id().equals(item.id())));
    cameBack();
    return "taken back " + item;
  }

  /// What is out of the bin is at its places again; a part that was known elsewhere too, in its
  /// container.
  private void cameBack() {
    for (var held : catalogue.of(SOURCE).entrySet()) {
      var place = held.getKey();
      if (held.getValue().binned().isPresent() || files.containsKey(place)) continue;
      if (place.container().filter(c -> !files.containsKey(c)).isPresent()) continue;
      files.put(place, word(held.getValue()));
      holders.put(place, held.getValue().id());
    }
  }

  private String destroy() {
    var all = new ArrayList<>(catalogue.list(ADMIN, Optional.empty(), 0, 100));
    all.addAll(catalogue.binned(0, 100, ADMIN));
    if (all.isEmpty()) return arrive();
    var item = any(all);
    var gone = catalogue.destroy(List.of(item.id()), ADMIN);
    assertTrue(gone.contains(item));
    for (var one : gone) {
      assertEquals(Optional.empty(), catalogue.find(one.id(), ADMIN));
      assertFalse(store.graphNames().contains(one.id().iri()));
      one.places().forEach(this::vanish);
    }
    return "destroyed " + item;
  }

  private String describe() {
    var waiting = catalogue.waiting();
    catalogue.describe(
        waiting.stream()
            .filter(_ -> random.nextBoolean())
            .map(CatalogueContract::description)
            .toList());
    return "described";
  }

  // ---- what must hold

  private void agree() {
    var everything = everything(catalogue);
    try (var again = Catalogues.open(store, Clock.systemUTC())) {
      assertEquals(everything(again), everything, "what the graph says");
    }
    assertTrue(everything.last() >= last, "numbers never go back");
    last = everything.last();
    var all = new ArrayList<>(everything.shown());
    all.addAll(everything.bin());
    assertEquals(
        all.stream().map(Item::id).collect(Collectors.toSet()).size(), all.size(), "each once");
    assertEquals(everything.shown().size(), catalogue.count(ADMIN, Optional.empty()));
    assertEquals(everything.bin().size(), catalogue.countBinned(ADMIN));
    assertEquals(contents(all), catalogue.contents());
    for (var content : contents(all)) assertTrue(catalogue.refersTo(content));
    assertFalse(catalogue.refersTo(Items.content("nowhere")));
    assertEquals(
        all.stream().map(Item::change).filter(n -> n > 0).sorted().toList(),
        everything.changes().stream()
            .filter(c -> c.item().isPresent())
            .map(Change::number)
            .toList());
    for (var item : all) {
      for (var place : item.places()) assertEquals(Optional.of(item), catalogue.at(place));
      assertTrue(item.partOf().isEmpty() || catalogue.find(item.partOf().get(), ADMIN).isPresent());
    }
    files.forEach((place, content) -> {
      var item = catalogue.at(place).orElseThrow(() -> new AssertionError("nothing at " + place));
      assertEquals(Items.content(content), item.version().content(), place::toString);
      assertTrue(item.binned().isEmpty(), () -> "in the bin: " + place);
      assertEquals(holders.get(place), item.id(), place::toString);
    });
    for (var held : everything.places().entrySet()) {
      var place = held.getKey();
      boolean hidden =
          held.getValue().binned().isPresent()
              || place.container().filter(c -> !files.containsKey(c)).isPresent();
      assertTrue(files.containsKey(place) || hidden, () -> "not there: " + place);
    }
  }

  private static Set<ContentId> contents(List<Item> items) {
    return items.stream()
        .flatMap(item -> item.versions().stream())
        .map(Item.Version::content)
        .collect(Collectors.toSet());
  }

  private record Everything(
      List<Item> shown,
      List<Item> bin,
      SortedMap<Place, Item> places,
      List<Item> waiting,
      Set<ContentId> contents,
      List<Change> changes,
      long last) {}

  private static Everything everything(Catalogue catalogue) {
    return new Everything(
        catalogue.list(ADMIN, Optional.empty(), 0, 100),
        catalogue.binned(0, 100, ADMIN),
        catalogue.of(SOURCE),
        catalogue.waiting(),
        catalogue.contents(),
        catalogue.changesSince(0, 10_000),
        catalogue.lastChange());
  }

  // ---- at random

  private Place file() {
    return new Place(SOURCE, (random.nextBoolean() ? "a/" : "") + "file " + random.nextInt(5));
  }

  private Place container() {
    return new Place(SOURCE, "box " + random.nextInt(3) + ".zip");
  }

  private static boolean isContainer(Place place) {
    return place.path().endsWith(".zip");
  }

  private static boolean isWithin(Place place, Place container) {
    return place.equals(container) || place.path().startsWith(container.inside("").path());
  }

  private String content() {
    return "text " + random.nextInt(4);
  }

  private String word(Item item) {
    return IntStream.range(0, containers)
        .mapToObj(n -> "container " + n)
        .filter(c -> Items.content(c).equals(item.version().content()))
        .findFirst()
        .orElseGet(() ->
            IntStream.range(0, 4)
                .mapToObj(n -> "text " + n)
                .filter(c -> Items.content(c).equals(item.version().content()))
                .findFirst()
                .orElseThrow());
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
