package dev.cairn.ontology.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shared.AddDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VocabulariesTest {
  private static final String BEES = Vocabularies.IMPORTED + "bees";

  private final GraphStore store = GraphStores.inMemory();
  private final Vocabularies all = Vocabularies.open(store);

  @AfterEach
  void close() {
    store.close();
  }

  private static Graph turtle(String text) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFDataMgr.read(
        graph,
        new StringReader(
            """
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix cairn: <urn:cairn:ns:> .
            @prefix concept: <urn:cairn:concept:> .
            @prefix bees: <https://example.org/bees/> .
            """
                + text),
        null,
        Lang.TURTLE);
    return graph;
  }

  private static final Graph SWARM =
      turtle("bees:swarm a skos:Concept ; skos:prefLabel \"Bee swarm\"@en .");

  @Test
  void a_new_store_knows_the_built_in_scheme() {
    assertEquals(580, all.now().concepts().all().size());
    assertSame(all.now().concepts(), all.now().tagging());
  }

  @Test
  void what_is_added_is_there_at_once_and_after_opening_again() {
    var told = new AtomicInteger();
    all.onChange(told::incrementAndGet);
    var before = all.now();
    var after = all.apply(List.of(new Change.Replace(BEES, SWARM)));
    assertSame(after, all.now());
    assertTrue(after.concepts().byIri("https://example.org/bees/swarm").isPresent());
    assertTrue(before.concepts().byIri("https://example.org/bees/swarm").isEmpty());
    assertNotEquals(before.concepts().version(), after.concepts().version());
    assertEquals(after.concepts().version(), Vocabularies.open(store).now().concepts().version());
    assertEquals(1, told.get());
  }

  @Test
  void what_curators_took_away_is_stated_no_more_and_what_they_added_is() {
    var label = turtle("concept:planning skos:prefLabel \"Planning\"@en .");
    var other = turtle("concept:planning skos:prefLabel \"Making plans\"@en .");
    var foreseen = all.now().with(new Delta(other, label));
    assertEquals("Planning", label(all.now()));
    assertEquals("Making plans", label(foreseen));
    var now =
        all.apply(
            List.of(
                new Change.Insert(Vocabularies.CURATED_AWAY, label),
                new Change.Insert(Vocabularies.CURATED, other)));
    assertEquals("Making plans", label(now));
    assertEquals(foreseen.concepts().version(), now.concepts().version());
    var back =
        all.apply(
            List.of(
                new Change.Delete(Vocabularies.CURATED_AWAY, label),
                new Change.Drop(Vocabularies.CURATED)));
    assertEquals("Planning", label(back));
  }

  private static String label(Vocabulary vocabulary) {
    return vocabulary.concepts().byId("planning").orElseThrow().label();
  }

  @Test
  void a_vocabulary_that_is_switched_off_is_known_and_not_linked() {
    var linker = Linkers.following(() -> all.now().tagging(), LinkerSettings.defaults());
    all.apply(List.of(new Change.Replace(BEES, SWARM), switched(false)));
    assertEquals(581, all.now().concepts().all().size());
    assertEquals(580, all.now().tagging().all().size());
    assertEquals(List.of(), linker.get().link("We saw a bee swarm.").mentions());
    var known = linker.get();
    assertSame(known, linker.get());
    all.apply(List.of(switched(true)));
    assertEquals(581, all.now().tagging().all().size());
    assertEquals(1, linker.get().link("We saw a bee swarm.").mentions().size());
    assertNotEquals(known.version(), linker.get().version());
  }

  private static Change switched(boolean on) {
    return new Change.Replace(
        Vocabularies.RECORDS,
        turtle("<urn:cairn:graph:vocabulary:bees> cairn:tagging " + on + " ."));
  }

  @Test
  void a_note_changes_the_concepts_and_leaves_what_texts_are_linked_with() {
    var linker = Linkers.following(() -> all.now().tagging(), LinkerSettings.defaults());
    var before = all.now().concepts().version();
    var links = linker.get().version();
    all.apply(
        List.of(
            new Change.Insert(
                Vocabularies.CURATED,
                turtle("concept:planning skos:scopeNote \"Of work, not of towns.\"@en ."))));
    assertNotEquals(before, all.now().concepts().version());
    assertEquals(links, linker.get().version());
    all.apply(
        List.of(
            new Change.Insert(
                Vocabularies.CURATED,
                turtle("concept:planning skos:altLabel \"laying out work\"@en ."))));
    assertNotEquals(links, linker.get().version());
  }

  @Test
  void a_decision_is_made_on_what_is_stated_and_may_be_to_change_nothing() {
    var told = new AtomicInteger();
    all.onChange(told::incrementAndGet);
    var now = all.now();
    assertSame(
        now,
        all.revise(stated -> {
          assertSame(now, stated);
          return List.of();
        }));
    all.apply(List.of(new Change.Insert("urn:cairn:graph:of-somebody-else", SWARM)));
    assertSame(now, all.now());
    assertEquals(0, told.get());
    assertFalse(store.graph("urn:cairn:graph:of-somebody-else").isEmpty());
  }

  @Test
  void nobody_changes_the_graph_that_others_read() {
    assertThrows(
        AddDeniedException.class, () -> SWARM.find().forEachRemaining(all.now().graph()::add));
  }
}
