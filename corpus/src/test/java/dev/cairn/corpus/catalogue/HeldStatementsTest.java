package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

class HeldStatementsTest {
  private static final Caller ADMIN = Caller.admin();

  private final Random random = Seed.random(HeldStatementsTest.class);

  @Test
  void what_is_held_is_what_stands_in_the_store_whatever_happens() {
    try (var store = GraphStores.inMemory();
        var catalogue = Catalogues.open(store, Clock.systemUTC())) {
      var ids = new ArrayList<ItemId>();
      for (int n = 0; n < 12; n++) ids.add(received(catalogue, n, "first").id());
      assertHeld(store, catalogue, 12);
      received(catalogue, 3, "second");
      received(catalogue, 3, "third");
      catalogue.amend(ids.get(5), _ -> Items.titled("Another title"), ADMIN);
      received(catalogue, 12, "first");
      assertHeld(store, catalogue, 13);
      catalogue.bin(ids.subList(7, 9), ADMIN);
      catalogue.destroy(ids.subList(8, 9), ADMIN);
      assertHeld(store, catalogue, 11);
    }
  }

  private Item received(Catalogue catalogue, int n, String text) {
    var arrival =
        new Arrival(
            n % 3 == 0 ? Item.Kind.LESSON : Item.Kind.DOCUMENT,
            new Place("folder:share", "note " + n + ".txt"),
            Items.content(n + text),
            1_000,
            "text/plain",
            n % 4 == 0 ? Items.readableBy("role:admin") : Metadata.none(),
            n % 3 == 0 ? Optional.of(Items.lesson(random)) : Optional.empty());
    var item = catalogue.receive(List.of(arrival), ADMIN).getFirst().item();
    catalogue.describe(
        List.of(
            new Description(
                item.id(),
                item.version().content(),
                "text/plain; charset=UTF-8",
                "tika",
                Items.metadata(random),
                new Outcome.Indexed(),
                List.of(new Tag("leading", 0.5 + n / 100.0, Tag.Method.HEADING)),
                0.01)));
    return item;
  }

  private void assertHeld(GraphStore store, Catalogue catalogue, int items) {
    store.look(data -> {
      var held = catalogue.statements().held(data).orElseThrow();
      var visible = catalogue.statements().visible(ADMIN);
      assertEquals(items, visible.size());
      var all = new ArrayList<Triple>();
      for (var graph : visible) {
        var stored = Iter.map(data.find(graph, Node.ANY, Node.ANY, Node.ANY), Quad::asTriple);
        var here = Iter.toList(held.in(graph, Node.ANY, Node.ANY, Node.ANY));
        assertEquals(values(stored), values(here.iterator()));
        assertEquals(new HashSet<>(here).size(), here.size(), "nothing twice");
        all.addAll(here);
      }
      for (int i = 0; i < 300; i++) {
        var one = all.get(random.nextInt(all.size()));
        var s = random.nextBoolean() ? Node.ANY : one.getSubject();
        var p = random.nextBoolean() ? Node.ANY : one.getPredicate();
        var o = random.nextBoolean() ? Node.ANY : one.getObject();
        var some = random.nextBoolean() ? visible : Set.copyOf(half(visible));
        var wanted = Triple.create(s, p, o);
        var expected =
            all.stream()
                .filter(wanted::matches)
                .filter(t -> some.stream().anyMatch(g -> isOf(t.getSubject(), g)));
        assertEquals(
            values(expected.iterator()), values(held.find(some::contains, s, p, o)), "" + wanted);
        assertTrue(!held.in(Node.ANY, s, p, o).hasNext());
      }
      return true;
    });
  }

  private static List<Node> half(Set<Node> all) {
    return all.stream().limit(all.size() / 2).toList();
  }

  private static boolean isOf(Node subject, Node graph) {
    return subject.equals(graph) || subject.getURI().startsWith(graph.getURI() + "#");
  }

  private static Set<List<Object>> values(Iterator<Triple> all) {
    var values = new HashSet<List<Object>>();
    Stream.<Triple>of(Iter.toList(all).toArray(Triple[]::new))
        .forEach(t ->
            values.add(
                List.of(t.getSubject(), t.getPredicate(), t.getObject().getIndexingValue())));
    return values;
  }
}
