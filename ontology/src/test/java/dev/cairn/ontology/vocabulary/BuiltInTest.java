package dev.cairn.ontology.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView.Slice;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInTest {
  private static Concept concept(String id) {
    return Views.builtIn().byId(id).orElseThrow(() -> new AssertionError("no concept " + id));
  }

  @Test
  void has_every_concept_of_the_inventory_and_no_other() throws IOException {
    try (var in = BuiltInTest.class.getResourceAsStream("/inventory-ids.txt")) {
      var expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(580, expected.size());
      assertEquals(expected, Views.builtIn().all().stream().map(Concept::id).sorted().toList());
    }
  }

  @Test
  void is_installed_once_and_again_only_when_it_differs() {
    var builtIn = BuiltIn.load();
    try (var store = GraphStores.inMemory()) {
      assertTrue(builtIn.installInto(store));
      assertFalse(builtIn.installInto(store));
      assertEquals(List.of(BuiltIn.GRAPH), store.graphNames());
      store.apply(List.of(new Change.Replace(BuiltIn.GRAPH, Views.graph(":old a skos:Concept ."))));
      assertTrue(builtIn.installInto(store));
      assertTrue(builtIn.graph().isIsomorphicWith(store.graph(BuiltIn.GRAPH)));
    }
  }

  @Test
  void the_view_over_the_store_equals_the_view_over_the_files() {
    try (var store = GraphStores.inMemory()) {
      BuiltIn.load().installInto(store);
      assertEquals(Views.builtIn().version(), ConceptViews.from(store).version());
    }
  }

  @Test
  void the_version_belongs_to_the_content() {
    assertEquals(BuiltIn.load().version(), BuiltIn.load().version());
    assertTrue(BuiltIn.load().version().matches("[0-9a-f]{16}"), BuiltIn.load().version());
    assertNotEquals(Views.builtIn().version(), Views.of(":a a skos:Concept .").version());
  }

  @Test
  void slices_have_their_values_in_their_order() {
    assertEquals(
        List.of("function", "channel", "touchpoint", "lifecycle"),
        Views.builtIn().slices().stream().map(Slice::name).toList());
    assertEquals(
        List.of("planning", "organizing", "staffing", "leading", "controlling"),
        Views.builtIn().slices().getFirst().values());
    assertEquals(
        List.of(
            "discovery-stage",
            "ordering-stage",
            "purchase-stage",
            "customer-onboarding-stage",
            "fulfillment-stage",
            "billing-stage",
            "support-stage",
            "renewal-stage"),
        Views.builtIn().slices().getLast().values());
    assertEquals(
        List.of(7, 7),
        Views.builtIn().slices().subList(1, 3).stream().map(s -> s.values().size()).toList());
  }

  @Test
  void actuating_is_a_near_match_of_leading_and_no_function_of_its_own() {
    assertEquals(List.of("actuating"), concept("leading").targets(Relation.CLOSE_MATCH));
    assertEquals(List.of("leading"), concept("actuating").targets(Relation.CLOSE_MATCH));
  }

  @Test
  void every_concept_is_filed_under_a_subject_with_a_name() {
    var subjects =
        Views.builtIn().groups().stream().filter(g -> g.iri().startsWith("urn:cairn:subject:"));
    assertEquals(580, subjects.mapToInt(g -> g.members().size()).sum());
    assertEquals(
        16, Views.builtIn().all().stream().filter(c -> c.subject().equals("lessons")).count());
  }

  @Test
  void the_spun_name_of_customer_experience_management_is_hidden() {
    var labels = concept("customer-experience-management").labels();
    assertTrue(
        labels.contains(
            new Concept.Label(
                Concept.Label.Kind.HIDDEN, "chump acquaintance administration", "en")));
  }

  @Test
  void a_name_that_is_an_everyday_word_is_a_context_label() {
    assertTrue(
        concept("specific")
            .labels()
            .contains(new Concept.Label(Concept.Label.Kind.CONTEXT, "specific", "en")));
    assertEquals("Specific (SMART)", concept("specific").label());
  }

  @Test
  void typed_links_stand_in_for_the_plain_ones() {
    var churn = concept("customer-churn");
    assertEquals(List.of("customer-retention"), churn.targets(Relation.CONTRASTS_WITH));
    assertFalse(churn.targets(Relation.RELATED).contains("customer-retention"));
    assertTrue(concept("sensor").targets(Relation.PART_OF).contains("four-elements-of-control"));
    assertFalse(concept("sensor").targets(Relation.BROADER).contains("four-elements-of-control"));
    assertTrue(
        concept("customer-loyalty").targets(Relation.MEASURED_BY).contains("net-promoter-score"));
  }
}
