package dev.cairn.ontology.shapes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Views;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemeCheckTest {
  /// Three concepts and a group that keep all rules; each test below breaks one of them.
  private static final String GOOD =
      """
      :scheme a skos:ConceptScheme .
      :book dcterms:title "A book"@en .
      :work a cairn:Subject ; skos:prefLabel "Work"@en .
      :a a skos:Concept ; skos:prefLabel "A"@en , "Ah"@de ; skos:altLabel "ay"@en ;
        skos:definition "The first letter of the alphabet."@en ;
        skos:inScheme :scheme ; cairn:subject :work ; dcterms:source :book .
      :b a skos:Concept ; skos:prefLabel "B"@en ; skos:broader :a ; iso-thes:broaderPartitive :a ;
        skos:definition "The second letter of the alphabet."@en ;
        skos:related :c ; cairn:contrastsWith :c ; cairn:requires :a ;
        skos:inScheme :scheme ; dcterms:source :book .
      :c a skos:Concept ; skos:prefLabel "C"@en ; skos:hiddenLabel "cee"@en ;
        skos:definition "The third letter of the alphabet."@en ;
        skos:inScheme :scheme ; dcterms:source :book .
      :group a skos:OrderedCollection ; skos:prefLabel "Letters"@en ;
        skos:memberList ( :a :b :c ) .
      """;

  private static final SchemeCheck CHECK = SchemeCheck.load();

  private static TreeSet<String> broken(String turtle) {
    var rules = new TreeSet<String>();
    CHECK.faults(Views.graph(turtle)).forEach(fault -> rules.add(fault.rule()));
    return rules;
  }

  @Test
  void the_built_in_scheme_keeps_all_rules() {
    assertEquals(List.of(), CHECK.faults(BuiltIn.load().graph()));
  }

  @Test
  void the_good_example_keeps_all_rules() {
    assertEquals(List.of(), CHECK.faults(Views.graph(GOOD)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          preferred-label            | :a skos:prefLabel "Another"@en .
          preferred-label            | :a skos:prefLabel "without language" .
          preferred-labels-differ    | :a skos:prefLabel "b"@EN .
          labels-apart               | :a skos:altLabel "A"@en .
          hidden-labels-apart        | :a skos:hiddenLabel "ay"@en .
          context-labels-apart       | :a cairn:contextLabel "ay"@en .
          definition                 | :a skos:definition "Another one, which is too many."@en .
          notes-are-text             | :a skos:scopeNote :b .
          source                     | :a dcterms:source :untitled .
          scheme                     | :a skos:inScheme :other .
          subject                    | :b cairn:subject :a .
          links-lead-to-concepts     | :a skos:broader :nowhere .
          links-lead-to-concepts     | :a cairn:requires :book .
          broader-without-circle     | :a skos:broader :b .
          broader-without-circle     | :b skos:narrower :a .
          requires-without-circle    | :a cairn:requires :b .
          precedes-without-circle    | :a cairn:precedes :c . :c cairn:precedes :a .
          related-apart-from-broader | :a skos:related :b .
          related-apart-from-broader | :a skos:related :a .
          part-is-broader            | :c iso-thes:broaderPartitive :a .
          part-is-broader            | :c iso-thes:broaderInstantial :a .
          typed-is-related           | :a cairn:causes :c .
          one-list                   | :group skos:memberList ( :a :b ) .
          one-list                   | :g a skos:OrderedCollection ; skos:prefLabel "G"@en .
          list-ends                  | :g a skos:OrderedCollection ; skos:memberList :l . :l rdf:first :a .
          list-links                 | :g a skos:OrderedCollection ; skos:memberList :l . :l rdf:rest () .
          members                    | :g a skos:OrderedCollection ; skos:memberList ( :a ) .
          members                    | :g a skos:OrderedCollection ; skos:memberList ( :a :book ) .
          members-differ             | :g a skos:OrderedCollection ; skos:memberList ( :a :b :a ) .
          group-label                | :g a skos:OrderedCollection ; skos:memberList ( :a :b ) .
          """)
  void every_rule_bites(String rule, String addition) {
    assertTrue(broken(GOOD + addition).contains(rule), () -> broken(GOOD + addition).toString());
  }

  @Test
  void a_bare_concept_breaks_all_rules_that_ask_for_something() {
    assertEquals(
        new TreeSet<>(List.of("definition", "linked", "preferred-label", "scheme", "source")),
        broken(":lonely a skos:Concept ."));
  }

  @Test
  void a_concept_without_a_name_of_its_own_is_a_fault() {
    assertTrue(broken("[] a skos:Concept .").contains("concept"));
  }

  @Test
  void a_fault_says_where_and_why() {
    var fault = CHECK.faults(Views.graph(GOOD + ":c iso-thes:broaderPartitive :a .")).getFirst();
    assertEquals("urn:cairn:concept:c", fault.where());
    assertTrue(fault.because().contains("urn:cairn:concept:a"), fault.because());
  }
}
