package dev.cairn.ontology.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.testkit.Views;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatcherTest {
  private static final String SCHEMES =
      """
      @prefix a: <https://a.example/> .
      @prefix b: <https://b.example/> .
      """;

  private static ConceptView view(String turtle) {
    return Views.of(SCHEMES + turtle);
  }

  private static List<Suggestion> suggest(ConceptView view, Nearness nearness) {
    return Matcher.suggest(
        view,
        c -> c.iri().startsWith("https://a.example/") ? "a" : "b",
        List.of("a", "b"),
        nearness);
  }

  private static Optional<Suggestion> between(List<Suggestion> all, String one, String other) {
    return all.stream()
        .filter(s -> s.one().label().equals(one) && s.other().label().equals(other))
        .findFirst();
  }

  @Test
  void names_that_differ_in_writing_only_agree_and_neighbours_make_them_the_same() {
    var all =
        suggest(
            view(
                """
                a:1 a skos:Concept ; skos:prefLabel "Customer Centres"@en ; skos:broader a:2 .
                a:2 a skos:Concept ; skos:prefLabel "Organisation"@en .
                a:3 a skos:Concept ; skos:prefLabel "Bank"@en .
                b:1 a skos:Concept ; skos:prefLabel "customer center"@en ; skos:broader b:2 .
                b:2 a skos:Concept ; skos:prefLabel "organization"@en .
                b:3 a skos:Concept ; skos:prefLabel "bank"@en ; skos:broader b:4 .
                b:4 a skos:Concept ; skos:prefLabel "River"@en .
                """),
            Nearness.UNKNOWN);
    var centre = between(all, "Customer Centres", "customer center").orElseThrow();
    assertEquals(Match.EXACT, centre.match());
    assertEquals("Organisation", centre.around().getFirst().one().label());
    assertEquals(Optional.of("above"), centre.around().getFirst().side());
    // Nothing around the banks agrees.
    assertEquals(Match.CLOSE, between(all, "Bank", "bank").orElseThrow().match());
    assertTrue(centre.score() > between(all, "Bank", "bank").orElseThrow().score());
  }

  @Test
  void labels_of_different_languages_do_not_agree() {
    assertEquals(
        List.of(),
        suggest(
            view(
                """
                a:1 a skos:Concept ; skos:prefLabel "Gift"@en .
                b:1 a skos:Concept ; skos:prefLabel "Gift"@de .
                """),
            Nearness.UNKNOWN));
  }

  @Test
  void a_name_that_several_bear_is_doubtful_and_never_the_same() {
    var all =
        suggest(
            view(
                """
                a:1 a skos:Concept ; skos:prefLabel "Seal"@en ; skos:broader a:2 .
                a:2 a skos:Concept ; skos:prefLabel "Animal"@en .
                b:1 a skos:Concept ; skos:prefLabel "Seal (animal)"@en ; skos:broader b:2 .
                b:2 a skos:Concept ; skos:prefLabel "Animal"@en .
                b:3 a skos:Concept ; skos:prefLabel "Seal (stamp)"@en .
                """),
            Nearness.UNKNOWN);
    var animal = between(all, "Seal", "Seal (animal)").orElseThrow();
    var stamp = between(all, "Seal", "Seal (stamp)").orElseThrow();
    assertEquals(2, animal.bearers());
    assertEquals(List.of(Match.CLOSE, Match.CLOSE), List.of(animal.match(), stamp.match()));
    assertTrue(animal.score() > stamp.score());
  }

  @Test
  void what_ends_with_the_name_of_the_other_is_narrower() {
    var all =
        suggest(
            view(
                """
                a:1 a skos:Concept ; skos:prefLabel "Strategic marketing"@en .
                a:2 a skos:Concept ; skos:prefLabel "Price"@en .
                b:1 a skos:Concept ; skos:prefLabel "Marketing"@en .
                b:2 a skos:Concept ; skos:prefLabel "Share price"@en .
                """),
            Nearness.UNKNOWN);
    assertEquals(
        Match.BROAD, between(all, "Strategic marketing", "Marketing").orElseThrow().match());
    assertEquals(Match.NARROW, between(all, "Price", "Share price").orElseThrow().match());
  }

  @Test
  void what_is_stated_is_not_suggested_and_speaks_for_its_neighbours() {
    var text =
        """
        a:1 a skos:Concept ; skos:prefLabel "Churn"@en ; skos:broader a:2 .
        a:2 a skos:Concept ; skos:prefLabel "Loss of customers"@en .
        b:1 a skos:Concept ; skos:prefLabel "Churn"@en ; skos:broader b:2 .
        b:2 a skos:Concept ; skos:prefLabel "Customer defection"@en .
        """;
    var before = suggest(view(text), Nearness.UNKNOWN);
    var after = suggest(view(text + "b:2 skos:exactMatch a:2 ."), Nearness.UNKNOWN);
    assertEquals(Match.CLOSE, between(before, "Churn", "Churn").orElseThrow().match());
    var churn = between(after, "Churn", "Churn").orElseThrow();
    assertEquals(Match.EXACT, churn.match());
    assertTrue(churn.around().getFirst().mapped());
    assertFalse(
        after.stream().anyMatch(s -> s.other().label().equals("Customer defection")),
        "what has its equal is done");
  }

  @Test
  void what_is_only_near_in_meaning_is_suggested_as_nearly_the_same() {
    var view =
        view(
            """
            a:1 a skos:Concept ; skos:prefLabel "Customer churn"@en .
            b:1 a skos:Concept ; skos:prefLabel "Client attrition"@en .
            """);
    var one = view.byIri("https://a.example/1").orElseThrow().id();
    var other = view.byIri("https://b.example/1").orElseThrow().id();
    var near = new Nearness.Near(0.9, 0.2, true);
    var all =
        suggest(
            view,
            new Nearness() {
              @Override
              public Optional<Near> between(String first, String second) {
                return Optional.of(near);
              }

              @Override
              public List<Pair> nearest() {
                return List.of(new Pair(other, one));
              }
            });
    var suggestion = between(all, "Customer churn", "Client attrition").orElseThrow();
    assertEquals(Match.CLOSE, suggestion.match());
    assertEquals(Optional.of(near), suggestion.near());
    assertTrue(suggestion.score() < 0.7, "less sure than a name");
  }
}
