package dev.cairn.ontology.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.skos.DefectKind;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.SkosFile;
import dev.cairn.ontology.skos.SkosFiles;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Views;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShelfTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private static final String HEAD =
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix owl: <http://www.w3.org/2002/07/owl#> .
      @prefix : <https://fruit.example/> .
      : a skos:ConceptScheme ; skos:prefLabel "Fruit"@en ; skos:hasTopConcept :fruit .
      :fruit a skos:Concept ; skos:inScheme : ; skos:prefLabel "Fruit"@en .
      """;

  private static final String FIRST =
      HEAD
          + """
          :apple a skos:Concept ; skos:inScheme : ; skos:prefLabel "Apple"@en ; skos:broader :fruit .
          :pear a skos:Concept ; skos:inScheme : ; skos:prefLabel "Pear"@en ; skos:broader :fruit .
          :plum a skos:Concept ; skos:inScheme : ; skos:prefLabel "Plum"@en ; skos:altLabel "Plumb"@en .
          """;

  private static final String SECOND =
      HEAD
          + """
          :apple a skos:Concept ; skos:inScheme : ; skos:prefLabel "Apples"@en ; skos:broader :fruit .
          :plum a skos:Concept ; skos:inScheme : ; skos:prefLabel "Plum"@en ; skos:broader :fruit ;
            owl:deprecated true .
          :quince a skos:Concept ; skos:inScheme : ; skos:prefLabel "Quince"@en .
          """;

  private final GraphStore store = GraphStores.inMemory();
  private final Vocabularies vocabularies = Vocabularies.open(store);
  private final Shelf shelf = Shelf.open(vocabularies, store, CLOCK);

  @AfterEach
  void close() {
    store.close();
  }

  private Look.Ready look(String turtle) {
    return assertInstanceOf(
        Look.Ready.class,
        shelf.look(turtle.getBytes(StandardCharsets.UTF_8), "fruit.ttl", "admin"));
  }

  @Test
  void looking_stores_nothing() {
    var ready = look(FIRST);
    assertEquals(4, ready.vocabulary().concepts());
    assertTrue(ready.difference().isEmpty());
    assertEquals(List.of(), shelf.all());
    assertTrue(vocabularies.now().concepts().byIri("https://fruit.example/apple").isEmpty());
  }

  @Test
  void what_is_imported_can_be_seen_and_is_off_for_tagging_until_switched_on() {
    var put = shelf.put(look(FIRST));
    var apple = "https://fruit.example/apple";
    assertFalse(put.tagging());
    assertTrue(vocabularies.now().concepts().byIri(apple).isPresent());
    assertTrue(vocabularies.now().tagging().byIri(apple).isEmpty());
    assertTrue(shelf.tag(put.id(), true).tagging());
    assertTrue(vocabularies.now().tagging().byIri(apple).isPresent());
    shelf.tag(put.id(), false);
    assertTrue(vocabularies.now().tagging().byIri(apple).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> shelf.tag("nothing", true));
  }

  @Test
  void records_are_the_same_after_opening_again() {
    var put = shelf.tag(shelf.put(look(FIRST)).id(), true);
    assertTrue(put.defects().stream().anyMatch(d -> d.kind() == DefectKind.ORPHAN_CONCEPT));
    var again = Shelf.open(Vocabularies.open(store), store, CLOCK);
    assertEquals(List.of(put), again.all());
  }

  @Test
  void a_newer_edition_shows_its_difference_and_keeps_the_switch() {
    var id = shelf.tag(shelf.put(look(FIRST)).id(), true).id();
    var ready = look(SECOND);
    var counts =
        ready.difference().orElseThrow().parts().stream()
            .collect(Collectors.toMap(Difference.Part::kind, Difference.Part::count));
    assertEquals(
        Map.of(
            Difference.Kind.NEW, 1L,
            Difference.Kind.GONE, 1L,
            Difference.Kind.RENAMED, 1L,
            Difference.Kind.MOVED, 1L,
            Difference.Kind.RELABELLED, 1L,
            Difference.Kind.DEPRECATED, 1L),
        counts);
    var renamed = ready.difference().orElseThrow().parts().get(2).concepts().getFirst();
    assertEquals("Apple@en → Apples@en", renamed.detail());
    assertTrue(vocabularies.now().concepts().byIri("https://fruit.example/pear").isPresent());
    var put = shelf.put(ready);
    assertEquals(id, put.id());
    assertTrue(put.tagging());
    assertTrue(vocabularies.now().tagging().byIri("https://fruit.example/pear").isEmpty());
    assertTrue(look(SECOND).difference().orElseThrow().isEmpty());
  }

  @Test
  void what_was_looked_at_before_another_import_is_not_put_in_place() {
    var early = look(FIRST);
    shelf.put(look(SECOND));
    assertThrows(IllegalStateException.class, () -> shelf.put(early));
  }

  @Test
  void an_edition_that_nobody_compared_with_is_not_replaced() {
    var id = shelf.put(look(FIRST)).id();
    var second = look(SECOND);
    var again = look(FIRST);
    shelf.tag(id, true);
    shelf.put(second);
    assertThrows(IllegalStateException.class, () -> shelf.put(again));
    var third = look(FIRST);
    shelf.remove(id, List.of());
    shelf.put(look(FIRST));
    assertThrows(IllegalStateException.class, () -> shelf.put(third), "removed and come back");
  }

  @Test
  void a_vocabulary_can_be_removed() {
    var id = shelf.put(look(FIRST)).id();
    assertTrue(shelf.remove(id, List.of()));
    assertFalse(shelf.remove(id, List.of()));
    assertEquals(List.of(), shelf.all());
    assertTrue(vocabularies.now().concepts().byIri("https://fruit.example/apple").isEmpty());
    assertFalse(store.graphNames().contains(Vocabularies.IMPORTED + id));
  }

  private boolean isDeprecated(String name) {
    return vocabularies
        .now()
        .concepts()
        .byIri("https://fruit.example/" + name)
        .orElseThrow(() -> new AssertionError("no " + name))
        .deprecated();
  }

  @Test
  void what_stays_of_a_vocabulary_does_not_tell_which_concepts_were_tags() {
    var id = shelf.put(look(FIRST)).id();
    assertTrue(shelf.remove(id, List.of(Set.of("https://fruit.example/apple"))));
    for (var name : List.of("fruit", "apple", "pear", "plum")) assertTrue(isDeprecated(name), name);
  }

  @Test
  void what_another_vocabulary_has_as_well_stays_in_use() {
    var id = shelf.put(look(FIRST)).id();
    vocabularies.apply(
        List.of(
            new GraphStore.Change.Replace(
                Vocabularies.IMPORTED + "other",
                Views.graph(
                    "<https://fruit.example/apple> a skos:Concept ; skos:prefLabel"
                        + " \"Apple\"@en ."))));
    shelf.remove(id, List.of(Set.of("https://fruit.example/apple", "https://fruit.example/pear")));
    assertFalse(isDeprecated("apple"));
    assertTrue(isDeprecated("pear"));
  }

  @Test
  void nothing_stays_where_tags_name_only_what_another_vocabulary_has() {
    var id = shelf.put(look(FIRST)).id();
    shelf.remove(id, List.of(Set.of("planning", "no such concept")));
    assertTrue(store.graph(Vocabularies.LEFT).isEmpty());
  }

  @Test
  void exports_can_be_read_again_in_every_kind() throws IOException {
    var put = shelf.put(look(FIRST));
    var export = new Export(vocabularies, shelf);
    for (var kind : RdfKind.values()) {
      var bytes = new ByteArrayOutputStream();
      export.one(put.id(), kind, bytes);
      var read = SkosFiles.read(bytes.toByteArray(), "export." + kind.ending());
      var loaded = assertInstanceOf(SkosFile.Loaded.class, read, read.toString());
      assertEquals(kind, kind == RdfKind.N_TRIPLES ? RdfKind.N_TRIPLES : loaded.kind());
      assertTrue(loaded.graph().isIsomorphicWith(look(FIRST).statements().graph()), kind.title());
      var apple = export.thing("https://fruit.example/apple", kind).orElseThrow();
      assertTrue(new String(apple, StandardCharsets.UTF_8).contains("Apple"));
      assertFalse(new String(apple, StandardCharsets.UTF_8).contains("Pear"));
      assertTrue(export.thing("https://fruit.example/nothing", kind).isEmpty());
    }
  }
}
