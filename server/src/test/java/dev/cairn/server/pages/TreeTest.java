package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.testkit.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TreeTest {
  private static final ConceptView TWO_SCHEMES =
      Views.of(
          """
          <urn:cairn:scheme:one> a skos:ConceptScheme ; dcterms:title "Ours"@en .
          <urn:test:two> a skos:ConceptScheme ; skos:prefLabel "Economy"@en .
          :top a skos:Concept ; skos:inScheme <urn:cairn:scheme:one> ; skos:prefLabel "Top"@en .
          :middle a skos:Concept ; skos:inScheme <urn:cairn:scheme:one> ; skos:broader :top ;
            skos:prefLabel "Middle"@en ; skos:altLabel "Centre"@en , "Ähre"@de ;
            dcterms:created "2024-05-06" .
          :low a skos:Concept ; skos:inScheme <urn:cairn:scheme:one> ; skos:broader :middle ;
            skos:prefLabel "Low"@en ; dcterms:created "2025-01-02" .
          :trade a skos:Concept ; skos:inScheme <urn:test:two> ; skos:prefLabel "Trade"@en .
          :round a skos:Concept ; skos:inScheme <urn:test:two> ; skos:broader :about ;
            skos:prefLabel "Round"@en .
          :about a skos:Concept ; skos:inScheme <urn:test:two> ; skos:broader :round ;
            skos:prefLabel "Round about"@en .
          :old a skos:Concept ; skos:prefLabel "Old"@en ;
            <http://www.w3.org/2002/07/owl#deprecated> true ;
            dcterms:isReplacedBy :low .
          """);

  private static Concept concept(String id) {
    return TWO_SCHEMES.byId(id).orElseThrow();
  }

  /// Labels of all that is there, with a mark on what is open.
  private static String told(List<TreeNode> nodes) {
    return nodes.stream()
        .map(n ->
            n.label()
                + (n.open() ? "(" + told(n.children()) + ")" : n.branch() ? "+" : "")
                + (n.hit() ? "!" : ""))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  @Test
  void schemes_stand_at_the_top_and_only_the_way_to_the_concept_is_made() {
    var tree = new Tree(TWO_SCHEMES, Map.of("middle", 3L));
    assertEquals("Economy+ Ours+", told(tree.closed()));
    assertEquals("Economy+ Ours(Top(Middle(Low)))", told(tree.openedAt("middle")));
    assertEquals(
        "Economy(Trade Round (in a circle)+) Ours+", told(tree.openedAtScheme("urn:test:two")));
    assertEquals("Middle+", told(tree.below(concept("top"))));
    assertEquals("Top+", told(tree.belowScheme("urn:cairn:scheme:one")));
    assertEquals(
        List.of("3", "/concepts/middle/branch"),
        Stream.of(tree.below(concept("top")).getFirst())
            .flatMap(n -> Stream.of(n.count(), n.branchHref()))
            .toList());
  }

  @Test
  void one_scheme_alone_is_no_step_of_its_own() {
    var view = Views.of(":a a skos:Concept . :b a skos:Concept ; skos:broader :a .");
    assertEquals("a+", told(new Tree(view, Map.of()).closed()));
  }

  @Test
  void what_is_found_is_shown_with_its_ways_and_nothing_else() {
    var tree = new Tree(TWO_SCHEMES, Map.of());
    assertEquals(
        "Economy(Trade!) Ours(Top(Middle(Low!)!))",
        told(tree.leadingTo(List.of(concept("low"), concept("trade"), concept("middle")))));
    assertEquals("", told(tree.leadingTo(List.of())));
    assertTrue(
        told(tree.leadingTo(List.of(concept("round"), concept("about")))).contains("Round"),
        "a circle ends");
  }

  @Test
  void what_is_found_begins_with_the_words_before_it_only_holds_them() {
    assertEquals(
        List.of("Round", "Round about"),
        TreePages.found("round", TWO_SCHEMES).stream().map(Concept::label).toList());
    assertEquals(
        List.of("Middle"),
        TreePages.found("entr", TWO_SCHEMES).stream().map(Concept::label).toList());
    assertEquals(
        List.of("Middle"),
        TreePages.found("Midle", TWO_SCHEMES).stream().map(Concept::label).toList());
  }

  @Test
  void every_name_stands_under_its_letter_and_leads_to_its_concept() {
    var list = new TreeList(TWO_SCHEMES);
    var first = list.shown(wish(TreeList.By.LETTER, ""));
    assertEquals(
        List.of("A", "C", "L", "M", "R", "T"),
        first.choices().stream().map(Choice::label).toList());
    assertEquals(
        List.of(new TreeList.Line("Ähre", "/concepts/middle", "Middle", "de", "German")),
        first.lines());
    assertEquals(
        "Centre see Middle",
        list.shown(wish(TreeList.By.LETTER, "C")).lines().stream()
            .map(line -> line.name() + " see " + line.see())
            .reduce("", String::concat));
    var ours =
        list.shown(
            new TreeList.Wish(
                TreeList.By.LETTER, Optional.of("urn:test:two"), Optional.of("en"), "", 1));
    assertEquals(List.of("R", "T"), ours.choices().stream().map(Choice::label).toList());
  }

  @Test
  void what_is_new_is_listed_by_day_and_what_nobody_dated_says_so() {
    var list = new TreeList(TWO_SCHEMES);
    assertEquals(
        List.of("Low 2 January 2025", "Middle 6 May 2024"),
        list.shown(wish(TreeList.By.NEW, "")).lines().stream()
            .map(line -> line.name() + " " + line.note())
            .toList());
    var changed = list.shown(wish(TreeList.By.CHANGED, ""));
    assertTrue(changed.lines().isEmpty());
    assertTrue(changed.said().contains("Nothing that is loaded says"), changed.said());
    assertEquals(
        List.of(new TreeList.Line("Old", "/concepts/old", "Low", "", "")),
        list.shown(wish(TreeList.By.DEPRECATED, "")).lines());
    assertTrue(list.isOf(TWO_SCHEMES));
    assertFalse(list.isOf(Views.builtIn()));
  }

  private static TreeList.Wish wish(TreeList.By by, String letter) {
    return new TreeList.Wish(by, Optional.empty(), Optional.empty(), letter, 1);
  }
}
