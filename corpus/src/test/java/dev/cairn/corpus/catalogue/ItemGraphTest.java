package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ItemGraphTest {
  @Test
  void an_item_comes_back_from_its_statements_as_it_was() {
    var random = Seed.random(getClass());
    for (int i = 0; i < 2_000; i++) {
      var item = Items.item(random);
      assertEquals(item, read(item, ItemGraph.write(item)));
    }
  }

  @Test
  void an_item_comes_back_from_a_store_as_it_was() {
    var random = Seed.random(getClass());
    try (var store = GraphStores.inMemory()) {
      for (int i = 0; i < 200; i++) {
        var item = Items.item(random);
        store.apply(
            List.of(new GraphStore.Change.Insert(item.id().iri(), graph(ItemGraph.write(item)))));
        assertEquals(item, read(item, store.graph(item.id().iri()).find().toList()));
      }
    }
  }

  @RepeatedTest(3)
  void the_difference_leads_from_one_item_to_the_other() {
    var random = Seed.random(getClass());
    for (int i = 0; i < 500; i++) {
      var before = Items.item(random);
      var after = later(Items.item(random), before, random);
      var statements = new HashSet<>(ItemGraph.write(before));
      var step = ItemGraph.step(before, after);
      statements.removeAll(step.removed());
      statements.addAll(step.added());
      assertEquals(after, read(after, statements));
    }
  }

  @Test
  void what_a_former_version_said_stays_as_history() {
    var before = lesson("before");
    var versions = new ArrayList<>(before.versions());
    var last = versions.getLast();
    versions.add(
        new Item.Version(last.number() + 1, last.content(), 0, "x/y", "", last.received()));
    var after = with(before, versions, lesson("after").lesson());
    var step = ItemGraph.step(before, after);
    assertTrue(step.removed().stream().noneMatch(t -> t.getObject().toString().contains("before")));
    assertTrue(step.added().stream().anyMatch(t -> t.getObject().toString().contains("after")));
  }

  private static Item lesson(String words) {
    var random = Seed.random(ItemGraphTest.class);
    var item = Items.item(random);
    while (item.lesson().isEmpty()) item = Items.item(random);
    var some = item.lesson().get();
    return with(
        item,
        item.versions(),
        Optional.of(
            new Lesson(
                Optional.of(words),
                some.lesson(),
                some.recommendation(),
                some.evidence(),
                some.applicability(),
                some.outcome(),
                some.eventDate(),
                some.priority(),
                some.status(),
                some.project(),
                some.loop(),
                some.readings(),
                some.slices(),
                some.supersededBy(),
                some.fields())));
  }

  @Test
  void statements_have_no_blank_nodes_and_stand_below_the_item() {
    var random = Seed.random(getClass());
    for (int i = 0; i < 200; i++) {
      var item = Items.item(random);
      for (var triple : ItemGraph.write(item)) {
        assertTrue(triple.getSubject().getURI().startsWith(item.id().iri()), triple::toString);
        assertTrue(!triple.getObject().isBlank(), triple::toString);
      }
    }
  }

  @Test
  void what_is_no_item_is_told_as_corrupt() {
    var item = Items.item(Seed.random(getClass()));
    var failure = assertThrows(GraphFailure.class, () -> read(item, List.of()));
    assertEquals(GraphFailure.Kind.CORRUPT, failure.kind());
  }

  /// What may become of an item: anything but its id and its former versions may be other.
  private static Item later(Item some, Item before, Random random) {
    var versions = new ArrayList<>(before.versions());
    var last = random.nextBoolean() ? versions.removeLast() : versions.getLast();
    var newest = some.version();
    versions.add(
        new Item.Version(
            versions.size() + 1,
            newest.content(),
            last.bytes(),
            newest.mediaType(),
            newest.extractor(),
            newest.received()));
    return new Item(
        before.id(),
        some.kind(),
        some.title(),
        some.given(),
        some.found(),
        some.lesson(),
        versions,
        some.places(),
        some.state(),
        some.outcome(),
        some.tags(),
        some.judgements(),
        some.spun(),
        some.change(),
        some.added(),
        some.partOf(),
        some.binned());
  }

  private static Item with(Item item, List<Item.Version> versions, Optional<Lesson> lesson) {
    return new Item(
        item.id(),
        item.kind(),
        item.title(),
        item.given(),
        item.found(),
        lesson,
        versions,
        item.places(),
        item.state(),
        item.outcome(),
        item.tags(),
        item.judgements(),
        item.spun(),
        item.change(),
        item.added(),
        item.partOf(),
        item.binned());
  }

  private static Item read(Item like, Collection<Triple> triples) {
    var statements = new StatementReader();
    triples.forEach(statements::add);
    return ItemGraph.read(like.id(), statements);
  }

  private static Graph graph(Collection<Triple> triples) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    triples.forEach(graph::add);
    return graph;
  }
}
