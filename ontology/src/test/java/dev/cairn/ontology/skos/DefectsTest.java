package dev.cairn.ontology.skos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Views;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefectsTest {
  /// Two concepts and their scheme with nothing wrong.
  private static final String GOOD =
      """
      @prefix x: <https://v.example/> .
      @prefix y: <https://other.example/> .
      x:s a skos:ConceptScheme ; dcterms:title "S"@en ; skos:hasTopConcept x:a .
      x:a a skos:Concept ; skos:inScheme x:s ; skos:prefLabel "A"@en ; skos:definition "It."@en ;
        skos:narrower x:b ; skos:exactMatch y:a .
      x:b a skos:Concept ; skos:inScheme x:s ; skos:prefLabel "B"@en ; skos:note "That."@en ;
        skos:broader x:a ; skos:exactMatch y:b .
      """;

  private static final String MORE =
      GOOD
          + """
          x:c a skos:Concept ; skos:inScheme x:s ; skos:prefLabel "C"@en ; skos:note "This."@en ;
            skos:exactMatch y:c .
          """;

  private static Map<DefectKind, Defect> defects(String turtle) {
    return Defects.of(Views.graph(turtle)).stream()
        .collect(Collectors.toMap(Defect::kind, Function.identity()));
  }

  @Test
  void a_good_vocabulary_has_none() {
    assertEquals(List.of(), Defects.of(Views.graph(GOOD)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INCONSISTENT_PREFERRED_LABELS | 1 | x:a skos:prefLabel "Alpha"@en .
          DISJOINT_LABELS_VIOLATION | 1 | x:a skos:altLabel "A"@en .
          RELATION_CLASH | 1 | x:a skos:related x:b . x:b skos:related x:a .
          MAPPING_CLASH | 1 | x:a skos:broadMatch y:a .
          CYCLIC_HIERARCHY | 1 | x:a skos:broader x:b . x:b skos:narrower x:a .
          REFLEXIVE_RELATION | 1 | x:a skos:related x:a .
          MISSING_LABELS | 1 | x:t a skos:ConceptScheme ; skos:hasTopConcept x:a .
          EMPTY_LABELS | 1 | x:a skos:altLabel " "@en .
          UNDEFINED_SKOS_RESOURCE | 1 | x:a skos:preferredLabel "A"@en . x:b skos:preferredLabel "A"@en .
          UNDESCRIBED_CONCEPT | 1 | x:a skos:related x:nowhere .
          LANGUAGE_TAG | 2 | x:a skos:altLabel "Aleph" . x:b skos:scopeNote "Wrong."@xq .
          INCOMPLETE_LANGUAGE_COVERAGE | 1 | x:a skos:altLabel "Erstes"@de .
          OVERLAPPING_LABELS | 1 | x:a skos:altLabel "b"@en .
          UNPRINTABLE_CHARACTERS | 1 | x:a skos:altLabel "A\\n1"@en .
          AMBIGUOUS_NOTATION | 1 | x:a skos:notation "1" . x:b skos:notation "1" .
          OMITTED_TOP_CONCEPTS | 1 | x:t a skos:ConceptScheme ; dcterms:title "T"@en .
          TOP_CONCEPT_WITH_BROADER | 1 | x:b skos:topConceptOf x:s .
          MAPPING_MISUSE | 1 | x:a skos:closeMatch x:b .
          IRI_SCHEME | 1 | <urn:xx:c> a skos:Concept ; skos:prefLabel "C"@en ; skos:note "C."@en ; skos:related x:a ; skos:exactMatch y:c . x:a skos:related <urn:xx:c> .
          UNIDIRECTIONAL_RELATION | 1 | x:b iso-thes:broaderPartitive x:a .
          """)
  void finds_what_was_put_in(DefectKind kind, long count, String turtle) {
    var found = defects(GOOD + turtle);
    assertTrue(found.containsKey(kind), found.toString());
    assertEquals(count, found.get(kind).count(), found.toString());
    assertEquals(Math.min(count, 10), found.get(kind).examples().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ORPHAN_CONCEPT | 1 |
          SOLELY_TRANSITIVE | 1 | x:c skos:broaderTransitive x:a .
          HIERARCHICAL_REDUNDANCY | 1 | x:c skos:broader x:a, x:b .
          VALUELESS_ASSOCIATIVE | 1 | x:c skos:broader x:a ; skos:related x:b .
          DISCONNECTED_CLUSTERS | 2 | x:c skos:related x:d . x:d a skos:Concept .
          UNDOCUMENTED_CONCEPT | 1 | x:d a skos:Concept .
          MISSING_OUT_LINKS | 1 | x:d a skos:Concept .
          NO_COMMON_LANGUAGE | 1 | x:d a skos:Concept ; skos:prefLabel "Viertes"@de .
          """)
  void finds_what_three_concepts_have_between_them(DefectKind kind, long count, String turtle) {
    var found = defects(MORE + (turtle == null ? "" : turtle));
    assertTrue(found.containsKey(kind), found.toString());
    assertEquals(count, found.get(kind).count(), found.toString());
  }

  @Test
  void a_circle_of_many_is_one_and_ends() {
    var turtle = new StringBuilder("@prefix x: <https://v.example/> .\n");
    for (int i = 0; i < 3_000; i++)
      turtle.append("x:c%d a skos:Concept ; skos:broader x:c%d .\n".formatted(i, (i + 1) % 3_000));
    var found = Defects.of(Views.graph(turtle.toString()));
    var circle =
        found.stream()
            .filter(d -> d.kind() == DefectKind.CYCLIC_HIERARCHY)
            .findFirst()
            .orElseThrow();
    assertEquals(1, circle.count());
    assertTrue(circle.examples().getFirst().detail().startsWith("3000 concepts"));
  }

  @Test
  void every_kind_says_what_it_is_and_what_to_do() {
    for (var kind : DefectKind.values()) {
      assertTrue(kind.explanation().endsWith("."), kind.code());
      assertTrue(kind.remedy().endsWith("."), kind.code());
    }
  }
}
