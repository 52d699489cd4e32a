package dev.cairn.ontology.skos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkosFilesTest {
  private static final String PREFIXES =
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
      @prefix : <https://v.example/> .
      """;

  private static final String TURTLE =
      PREFIXES
          + """
          :s a skos:ConceptScheme ; skos:prefLabel "Fruit"@en ; skos:hasTopConcept :apple .
          :apple a skos:Concept ; skos:inScheme :s ; skos:prefLabel "Apple"@en, "Apfel"@de .
          """;

  private static final String N_TRIPLES =
      """
      <https://v.example/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#ConceptScheme> .
      <https://v.example/s> <http://www.w3.org/2004/02/skos/core#prefLabel> "Fruit"@en .
      <https://v.example/s> <http://www.w3.org/2004/02/skos/core#hasTopConcept> <https://v.example/apple> .
      <https://v.example/apple> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .
      <https://v.example/apple> <http://www.w3.org/2004/02/skos/core#inScheme> <https://v.example/s> .
      <https://v.example/apple> <http://www.w3.org/2004/02/skos/core#prefLabel> "Apple"@en .
      <https://v.example/apple> <http://www.w3.org/2004/02/skos/core#prefLabel> "Apfel"@de .
      """;

  private static final String XML_HEAD =
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:skos="http://www.w3.org/2004/02/skos/core#">
      """;

  private static final String RDF_XML =
      "<?xml version=\"1.0\"?>\n"
          + XML_HEAD
          + """
            <skos:ConceptScheme rdf:about="https://v.example/s">
              <skos:prefLabel xml:lang="en">Fruit</skos:prefLabel>
              <skos:hasTopConcept rdf:resource="https://v.example/apple"/>
            </skos:ConceptScheme>
            <skos:Concept rdf:about="https://v.example/apple">
              <skos:inScheme rdf:resource="https://v.example/s"/>
              <skos:prefLabel xml:lang="en">Apple</skos:prefLabel>
              <skos:prefLabel xml:lang="de">Apfel</skos:prefLabel>
            </skos:Concept>
          </rdf:RDF>
          """;

  private static final String JSON_LD =
      """
      {"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "@base": "https://v.example/"},
       "@graph": [
         {"@id": "s", "@type": "skos:ConceptScheme",
          "skos:prefLabel": {"@value": "Fruit", "@language": "en"},
          "skos:hasTopConcept": {"@id": "apple"}},
         {"@id": "apple", "@type": "skos:Concept", "skos:inScheme": {"@id": "s"},
          "skos:prefLabel": [{"@value": "Apple", "@language": "en"},
                             {"@value": "Apfel", "@language": "de"}]}]}
      """;

  private static SkosFile read(String text, String name) {
    return SkosFiles.read(text.getBytes(StandardCharsets.UTF_8), name);
  }

  private static SkosFile.Loaded loaded(String text, String name) {
    var file = read(text, name);
    return assertInstanceOf(SkosFile.Loaded.class, file, file.toString());
  }

  private static SkosFile.Refused refused(String text, String name) {
    return assertInstanceOf(SkosFile.Refused.class, read(text, name));
  }

  private static List<DefectKind> kinds(SkosFile.Loaded file) {
    return file.notes().stream().map(Defect::kind).toList();
  }

  @Test
  void the_same_vocabulary_comes_out_of_all_four_kinds_of_file() {
    var turtle = loaded(TURTLE, "fruit.ttl");
    assertEquals(RdfKind.TURTLE, turtle.kind());
    assertEquals("https://v.example/s", turtle.scheme());
    assertEquals("Fruit", turtle.title());
    assertEquals(1, turtle.concepts());
    assertEquals(Map.of("de", 1, "en", 1), turtle.labels());
    assertEquals(List.of(), turtle.notes());
    for (var other :
        List.of(
            loaded(N_TRIPLES, "fruit.nt"),
            loaded(N_TRIPLES, "no-ending"),
            loaded(RDF_XML, "fruit.rdf"),
            loaded(RDF_XML, "wrong.ttl"),
            loaded(JSON_LD, "fruit.jsonld"),
            loaded("\uFEFF " + JSON_LD.strip(), "wrong.ttl")))
      assertTrue(turtle.graph().isIsomorphicWith(other.graph()), other.kind().title());
  }

  @Test
  void labels_of_skos_xl_are_labels() {
    var file =
        loaded(
            PREFIXES
                + """
                :a a skos:Concept ; skosxl:prefLabel :l ; skos:altLabel "B"@en ; skosxl:altLabel :m .
                :l skosxl:literalForm "A"@en . :m skosxl:literalForm "B"@en .
                """,
            "xl.ttl");
    assertEquals(Map.of("en", 2), file.labels());
    assertTrue(kinds(file).contains(DefectKind.LABELS_OF_XL));
    assertEquals(1, file.notes().getLast().count());
  }

  @Test
  void what_is_used_as_a_concept_is_one_and_every_concept_has_a_scheme() {
    var file =
        loaded(
            PREFIXES
                + """
                @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
                :Descriptor rdfs:subClassOf skos:Concept .
                :a a :Descriptor ; skos:prefLabel "A"@en ; skos:broader :b .
                :b skos:prefLabel "B"@en .
                """,
            "implied.ttl");
    assertEquals(2, file.concepts());
    assertEquals("https://v.example/", file.scheme());
    assertEquals("implied", file.title());
    assertEquals(List.of(DefectKind.IMPLIED_CONCEPT, DefectKind.WITHOUT_SCHEME), kinds(file));
  }

  @Test
  void relative_names_get_a_base_and_it_is_said() {
    var file =
        loaded(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
                + " <#a> a skos:Concept ; skos:prefLabel \"A\"@en .",
            "relative.ttl");
    assertTrue(kinds(file).contains(DefectKind.RELATIVE_IRI));
  }

  @Test
  void what_cannot_be_kept_is_left_out_and_told() {
    var file =
        loaded(
            PREFIXES
                + """
                :a a skos:Concept ; skos:prefLabel "A"@en ; skos:definition "%s"@en ; skos:altLabel "%s"@en .
                <https://v.example/a b> a skos:Concept ; skos:prefLabel "Blank"@en .
                <urn:cairn:concept:customer-churn> a skos:Concept ; skos:prefLabel "Mine"@en .
                """
                    .formatted("x".repeat(1_000_000), "y".repeat(2_000)),
            "odd.ttl");
    assertEquals(1, file.concepts());
    assertEquals(
        List.of(
            DefectKind.UNUSABLE_IRI,
            DefectKind.OVERLONG_TEXT,
            DefectKind.OWN_NAMES,
            DefectKind.WITHOUT_SCHEME),
        kinds(file));
    assertTrue(file.graph().stream().noneMatch(t -> t.toString().length() > 2_000));
  }

  @Test
  void a_wrong_language_tag_is_mended_or_dropped() {
    var file =
        loaded(
            XML_HEAD
                + """
                <skos:Concept rdf:about="https://v.example/a">
                  <skos:prefLabel xml:lang="en_GB">Colour</skos:prefLabel>
                  <skos:altLabel xml:lang="(none)">Hue</skos:altLabel>
                </skos:Concept></rdf:RDF>
                """,
            "tags.rdf");
    assertEquals(Set.of("", "en-gb"), lower(file.labels().keySet()));
    assertTrue(kinds(file).contains(DefectKind.LANGUAGE_TAG));
  }

  private static Set<String> lower(Set<String> tags) {
    var lower = new TreeSet<String>();
    tags.forEach(tag -> lower.add(tag.toLowerCase(Locale.ROOT)));
    return lower;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          broken.ttl | 2 | 3 | Undefined prefix: skos
          broken.nt | 2 | 33 | Illegal object
          broken.rdf | 3 | | must be terminated by the matching end-tag
          broken.jsonld | 2 | | no JSON-LD that can be read
          """)
  void a_file_that_is_none_is_refused_with_the_place(
      String name, long line, String column, String words) {
    var text =
        Map.of(
                "broken.ttl", "<https://v.example/a>\n  skos:broader <https://v.example/b> .",
                "broken.nt", "\n<https://v.e/a> <https://v.e/b> c .",
                "broken.rdf", XML_HEAD + "<skos:Concept></rdf:RDF>",
                "broken.jsonld", "{\"@context\": {},\n \"@id\": \"a\",, }")
            .getOrDefault(name, "");
    var refusal = refused(text, name);
    assertEquals(OptionalLong.of(line), refusal.line(), refusal.because());
    if (column != null)
      assertEquals(OptionalLong.of(Long.parseLong(column)), refusal.column(), refusal.because());
    assertTrue(refusal.because().startsWith("Line " + line + ", column "), refusal.because());
    assertTrue(refusal.because().contains(words), refusal.because());
    assertFalse(refusal.because().contains("Exception"), refusal.because());
  }

  @Test
  void a_file_without_a_concept_says_so() {
    assertTrue(
        refused(PREFIXES + ":a :b :c .", "n.ttl")
            .because()
            .startsWith("There is no SKOS concept in the file"));
    assertEquals("The file is empty.", refused(" \n", "n.ttl").because());
    assertTrue(refused("<!DOCTYPE html><html></html>", "n.ttl").because().contains("web page"));
    assertTrue(
        refused("<urn:cairn:concept:x> a <http://www.w3.org/2004/02/skos/core#Concept> .", "o.ttl")
            .because()
            .contains("concepts of Cairn itself"));
    assertTrue(refused("PK\u0003\u0004", "n.zip").because().contains("archive"));
    var scheme = loaded(PREFIXES + ":s a skos:ConceptScheme .", "empty-scheme.ttl");
    assertEquals(List.of(DefectKind.NO_CONCEPTS), kinds(scheme));
  }

  @Test
  void a_file_in_another_encoding_is_refused_at_its_first_wrong_sign() {
    var bytes =
        (PREFIXES + ":a a skos:Concept ; skos:prefLabel \"Käse\"@de .")
            .getBytes(StandardCharsets.ISO_8859_1);
    var refusal = assertInstanceOf(SkosFile.Refused.class, SkosFiles.read(bytes, "latin.ttl"));
    assertEquals(OptionalLong.of(4), refusal.line());
    assertTrue(refusal.because().contains("UTF-8"));
  }

  @Test
  void no_context_is_fetched() {
    for (var context :
        List.of(
            "\"https://contexts.example/c.jsonld\"",
            "{\"@import\": \"https://contexts.example/c.jsonld\"}")) {
      var refusal =
          refused("{\n \"@context\": " + context + ",\n \"@id\": \"a\"}", "remote.jsonld");
      assertEquals(OptionalLong.of(2), refusal.line());
      assertTrue(refusal.because().contains("https://contexts.example/c.jsonld"));
      assertTrue(refusal.because().contains("Nothing is fetched"));
    }
  }

  @Test
  void entities_of_the_file_itself_are_read_and_external_ones_are_not() {
    var inside =
        loaded(
            "<!DOCTYPE rdf:RDF [<!ENTITY v 'https://v.example/'>]>\n"
                + XML_HEAD
                + "<skos:Concept rdf:about=\"&v;a\"/></rdf:RDF>",
            "entity.rdf");
    assertEquals(1, inside.concepts());
    var refusal =
        refused(
            "<?xml version=\"1.0\"?>\n"
                + "<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n"
                + XML_HEAD
                + "<skos:Concept"
                + " rdf:about=\"https://v.example/a\"><skos:prefLabel>&x;</skos:prefLabel></skos:Concept></rdf:RDF>",
            "entity.rdf");
    assertEquals(OptionalLong.of(2), refusal.line());
  }

  @Test
  void bombs_do_not_go_off() {
    var laughs = new StringBuilder("<!DOCTYPE rdf:RDF [<!ENTITY l0 'lol'>");
    for (int i = 1; i < 12; i++)
      laughs.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    refused(
        laughs
            + "]>"
            + XML_HEAD
            + "<skos:Concept"
            + " rdf:about=\"https://v.example/a\"><skos:prefLabel>&l11;</skos:prefLabel>"
            + "</skos:Concept></rdf:RDF>",
        "laughs.rdf");
    refused(
        PREFIXES + ":a :b " + "[ :b ".repeat(50_000) + "1" + " ]".repeat(50_000) + " .",
        "deep.ttl");
    refused(PREFIXES + ":a :b " + "( ".repeat(50_000) + ")".repeat(50_000) + " .", "deep.ttl");
    refused("[".repeat(100_000), "deep.jsonld");
    refused("{\"a\":".repeat(5_000), "deep.jsonld");
    refused(XML_HEAD + "<skos:a>".repeat(50_000), "deep.rdf");
  }
}
