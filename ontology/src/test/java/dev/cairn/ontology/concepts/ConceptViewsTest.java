package dev.cairn.ontology.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Link;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.Views;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConceptViewsTest {
  private static final String FOREIGN = "<http://zbw.example/stw/descriptor/12345-1>";

  /// The built-in scheme, and graphs that nobody would write: links at random, circles included.
  static Stream<ConceptView> views() {
    var random = Seed.random(ConceptViewsTest.class);
    return Stream.concat(
        Stream.of(Views.builtIn()), IntStream.range(0, 20).mapToObj(_ -> anyView(random)));
  }

  private static ConceptView anyView(Random random) {
    int size = 1 + random.nextInt(30);
    var properties =
        List.of(
            "skos:broader",
            "skos:narrower",
            "skos:related",
            "iso-thes:broaderPartitive",
            "cairn:precedes",
            "cairn:measures",
            "cairn:contrastsWith",
            "skos:closeMatch");
    var turtle = new StringBuilder();
    for (int i = 0; i < size; i++) turtle.append(":c%d a skos:Concept .\n".formatted(i));
    for (int i = 0; i < 2 * size; i++)
      turtle.append(
          ":c%d %s :c%d .\n"
              .formatted(
                  random.nextInt(size),
                  properties.get(random.nextInt(properties.size())),
                  random.nextInt(size)));
    return Views.of(turtle.toString());
  }

  @ParameterizedTest
  @MethodSource("views")
  void every_link_has_its_inverse_and_leads_to_a_concept(ConceptView view) {
    for (var concept : view.all())
      for (var link : concept.links()) {
        var other = view.byId(link.target()).orElseThrow();
        assertTrue(
            other.links().contains(new Link(link.relation().inverse(), concept.id())),
            () -> concept.id() + " " + link);
        assertNotEquals(concept.id(), link.target());
      }
  }

  @ParameterizedTest
  @MethodSource("views")
  void ancestors_and_descendants_are_mutual(ConceptView view) {
    for (var concept : view.all()) {
      for (var above : view.ancestors(concept.id()))
        assertTrue(view.descendants(above).contains(concept.id()), above + " " + concept.id());
      for (var below : view.descendants(concept.id()))
        assertTrue(view.ancestors(below).contains(concept.id()), below + " " + concept.id());
      assertFalse(view.ancestors(concept.id()).contains(concept.id()));
    }
  }

  @ParameterizedTest
  @MethodSource("views")
  void roots_have_nothing_above_and_everything_is_found_again(ConceptView view) {
    view.roots().forEach(root -> assertEquals(List.of(), root.broader()));
    for (var concept : view.all()) {
      assertEquals(Optional.of(concept), view.byId(concept.id()));
      assertEquals(Optional.of(concept), view.byIri(concept.iri()));
      assertEquals(Optional.of(concept), view.find(concept.iri()));
    }
  }

  @Test
  void the_order_of_statements_does_not_matter() {
    var one = ":a a skos:Concept ; skos:altLabel \"x\"@en , \"y\"@en ; skos:broader :b , :c .\n";
    var two = ":c a skos:Concept . :b a skos:Concept ; skos:prefLabel \"B\"@en .\n";
    assertEquals(Views.of(one + two).version(), Views.of(two + one).version());
    assertEquals(List.copyOf(Views.of(one + two).all()), List.copyOf(Views.of(two + one).all()));
  }

  @Test
  void the_most_telling_kind_of_link_wins() {
    var view =
        Views.of(
            """
            :a a skos:Concept ; skos:broader :b ; iso-thes:broaderPartitive :b ;
              skos:related :c ; cairn:measures :c .
            :b a skos:Concept .
            :c a skos:Concept ; cairn:requires :a .
            """);
    assertEquals(
        List.of(
            new Link(Relation.PART_OF, "b"),
            new Link(Relation.MEASURES, "c"),
            new Link(Relation.REQUIRED_BY, "c")),
        view.byId("a").orElseThrow().links());
    assertEquals(List.of(new Link(Relation.HAS_PART, "a")), view.byId("b").orElseThrow().links());
  }

  @Test
  void a_circle_in_broader_ends() {
    var view =
        Views.of(
            """
            :a a skos:Concept ; skos:broader :b . :b a skos:Concept ; skos:broader :c .
            :c a skos:Concept ; skos:broader :a , :c .
            """);
    assertEquals(List.of("b", "c"), List.copyOf(view.ancestors("a")));
    assertEquals(List.of("c", "b"), List.copyOf(view.descendants("a")));
    assertEquals(List.of(), view.roots());
  }

  @Test
  void links_to_what_is_no_concept_are_left_out() {
    var view = Views.of(":a a skos:Concept ; skos:broader :nowhere ; skos:related 5 .");
    assertEquals(List.of(), view.byId("a").orElseThrow().links());
  }

  @Test
  void a_concept_of_another_vocabulary_gets_a_stable_id_for_urls() {
    var concept = Views.of(FOREIGN + " a skos:Concept .").all().iterator().next();
    assertTrue(concept.id().matches("12345-1-[0-9a-f]{8}"), concept.id());
    var among = Views.of(":a a skos:Concept . " + FOREIGN + " a skos:Concept .");
    assertEquals(Optional.of(concept.id()), among.byIri(concept.iri()).map(Concept::id));
    assertEquals(concept.id(), concept.label(), "it has no other name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/päth/ÄÖ#Über uns?", "http://example.org/",
            "urn:cairn:concept:Odd%20One",
        "urn:cairn:concept:", "http://example.org/a#path", "urn:x:y/../compare"
      })
  void ids_are_url_safe_and_never_empty(String iri) {
    assertTrue(ShortIds.of(iri).matches("[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}"), ShortIds.of(iri));
  }

  @Test
  void english_is_preferred_and_other_languages_are_kept() {
    var concept =
        Views.of(
                """
                :a a skos:Concept ; skos:prefLabel "Kunde"@de , "Customer"@en ;
                  skos:definition "Wer kauft."@de , "Who buys."@en ;
                  skos:scopeNote "Nur hier."@de .
                """)
            .byId("a")
            .orElseThrow();
    assertEquals("Customer", concept.label());
    assertEquals(Optional.of("Who buys."), concept.definition());
    assertEquals(
        List.of(
            new Label(Label.Kind.PREFERRED, "Customer", "en"),
            new Label(Label.Kind.PREFERRED, "Kunde", "de")),
        concept.labels());
    assertEquals("Nur hier.", concept.notes().getFirst().text());
  }

  @Test
  void a_near_match_inside_a_scheme_is_a_link_and_beyond_it_a_mapping() {
    var view =
        Views.of(
            """
            :a a skos:Concept ; skos:inScheme :s ; skos:closeMatch :b , :other ;
              skos:exactMatch <http://example.org/x> .
            :b a skos:Concept ; skos:inScheme :s . :other a skos:Concept ; skos:inScheme :t .
            """);
    var a = view.byId("a").orElseThrow();
    assertEquals(List.of(new Link(Relation.CLOSE_MATCH, "b")), a.links());
    assertEquals(
        List.of(
            new Concept.Mapping("closeMatch", "urn:cairn:concept:other"),
            new Concept.Mapping("exactMatch", "http://example.org/x")),
        a.mappings());
  }

  @Test
  void groups_keep_the_order_of_their_list_even_if_it_runs_in_a_circle() {
    var view =
        Views.of(
            """
            :a a skos:Concept . :b a skos:Concept . :c a skos:Concept .
            :ordered a skos:OrderedCollection ; skos:prefLabel "1"@en ; skos:memberList ( :c :a ) .
            :loose a skos:Collection ; skos:prefLabel "2"@en ; skos:member :c , :a , :loose .
            :ring a skos:OrderedCollection ; skos:prefLabel "3"@en ; skos:memberList :place .
            :place rdf:first :b ;
              rdf:rest :place .
            """);
    assertEquals(
        List.of(List.of("c", "a"), List.of("a", "c"), List.of("b")),
        view.groups().stream().map(ConceptView.Group::members).toList());
    assertEquals(
        List.of(true, false, true),
        view.groups().stream().map(ConceptView.Group::ordered).toList());
  }

  @Test
  void a_new_narrower_concept_becomes_a_value_of_its_slice() {
    var view =
        Views.of(
            """
            <urn:cairn:slice:channel> a skos:OrderedCollection ; cairn:sliceOf :channel ;
              skos:memberList ( :phone :letter ) .
            :channel a skos:Concept . :phone a skos:Concept ; skos:broader :channel .
            :letter a skos:Concept ; skos:broader :channel .
            :fax a skos:Concept ; skos:broader :channel .
            :post a skos:Concept ; skos:broader :channel ; skos:closeMatch :letter .
            """);
    assertEquals(
        List.of(new ConceptView.Slice("channel", "channel", List.of("phone", "letter", "fax"))),
        view.slices());
  }

  @Test
  void schemes_have_titles_and_concepts_have_days() {
    var view =
        Views.of(
            """
            <urn:test:s> a skos:ConceptScheme ; dcterms:title "Wirtschaft"@de , "Economy"@en .
            <urn:test:a> a skos:Concept ; skos:inScheme <urn:test:s> ;
              dcterms:issued "2019-03-01" ; dcterms:modified "2020-01-02T10:00:00Z", "soon" .
            <urn:test:b> a skos:Concept ; skos:inScheme <urn:test:s> .
            :free a skos:Concept .
            """);
    assertEquals(
        List.of(
            new ConceptView.Scheme("urn:test:s", "Economy", 2), new ConceptView.Scheme("", "", 1)),
        view.schemes());
    var dated = view.byIri("urn:test:a").orElseThrow();
    assertEquals(
        new ConceptView.Dates(
            Optional.of(LocalDate.of(2019, 3, 1)), Optional.of(LocalDate.of(2020, 1, 2))),
        view.dates(dated.id()));
    assertEquals(ConceptView.Dates.NONE, view.dates("free"));
  }

  @Test
  void an_id_is_no_word_that_addresses_need() {
    var view = Views.of(":graph a skos:Concept . :graphs a skos:Concept .");
    assertTrue(view.byIri("urn:cairn:concept:graph").orElseThrow().id().startsWith("graph-"));
    assertTrue(view.byId("graphs").isPresent());
  }

  @Test
  void all_graphs_that_hold_concepts_are_read_and_no_others() {
    try (var store = GraphStores.inMemory()) {
      store.apply(
          List.of(
              new Change.Replace("urn:test:one", Views.graph(":a a skos:Concept .")),
              new Change.Replace(
                  "urn:test:two", Views.graph(FOREIGN + " a skos:Concept ; skos:related :a .")),
              new Change.Replace("urn:test:item", Views.graph(":a skos:prefLabel \"wrong\" ."))));
      var view = ConceptViews.from(store);
      assertEquals(2, view.all().size());
      assertEquals(1, view.byId("a").orElseThrow().targets(Relation.RELATED).size());
      assertEquals("a", view.byId("a").orElseThrow().label());
    }
  }

  @Test
  void nothing_is_above_or_below_what_is_unknown() {
    var view = Views.of(":a a skos:Concept .");
    assertTrue(view.ancestors("b").isEmpty() && view.descendants("b").isEmpty());
  }
}
