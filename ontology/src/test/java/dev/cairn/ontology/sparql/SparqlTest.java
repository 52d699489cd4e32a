package dev.cairn.ontology.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.sparql.PassageSearch.Found;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparqlTest {
  private static final Caller READER = Caller.anonymous();
  private static final String OPEN = "urn:cairn:item:open";
  private static final String SECRET = "urn:cairn:item:secret";
  private static final Limits LIMITS = Limits.defaults().withTime(Duration.ofSeconds(20));

  /// Counts far more pairs than can be counted.
  private static final String ENDLESS =
      "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";

  private GraphStore store;
  private Vocabularies vocabularies;
  private Sparql sparql;
  private int runs;

  private static final ItemStatements ITEMS =
      new ItemStatements() {
        @Override
        public String beginning() {
          return "urn:cairn:item:";
        }

        @Override
        public Set<Node> visible(Caller caller) {
          var open = NodeFactory.createURI(OPEN);
          return caller.isAdmin() ? Set.of(open, NodeFactory.createURI(SECRET)) : Set.of(open);
        }

        @Override
        public boolean shows(Triple statement, Caller caller) {
          return caller.isAdmin() || !statement.getPredicate().getURI().endsWith(":reader");
        }

        @Override
        public Set<Node> properties() {
          return Set.of(
              RDF.type.asNode(),
              DCTerms.title.asNode(),
              DCTerms.subject.asNode(),
              NodeFactory.createURI("urn:cairn:ns:reader"),
              NodeFactory.createURI("urn:cairn:ns:version"),
              NodeFactory.createURI("urn:cairn:ns:partOf"));
        }
      };

  private static final PassageSearch SEARCH =
      (text, mode, limit, caller) ->
          List.of(
                  new Found(OPEN, 2.5, "about " + text, "Top", 3),
                  new Found(SECRET, 1.5, "about " + text, "", 0))
              .subList(0, Math.min(limit, 2));

  @BeforeAll
  void open() {
    store = GraphStores.inMemory();
    store.apply(
        List.of(
            new Change.Replace(
                OPEN,
                graph(
                    """
                    <urn:cairn:item:open> a cairn:Lesson ; dcterms:title "Deliver in time" ;
                      dcterms:subject <urn:cairn:concept:leading> ; cairn:reader "everyone" ;
                      cairn:partOf <urn:cairn:item:secret> ;
                      cairn:version <urn:cairn:item:open#version-1> .
                    <urn:cairn:item:open#version-1> cairn:lesson "Call early." .
                    """)),
            new Change.Replace(
                SECRET,
                graph(
                    """
                    <urn:cairn:item:secret> a cairn:Document ; dcterms:title "Plan of the board" ;
                      dcterms:subject <urn:cairn:concept:leading> ; cairn:reader "role:admin" .
                    """)),
            new Change.Replace(
                "urn:cairn:graph:accounts", graph("<urn:x:user> a cairn:Account ."))));
    vocabularies = Vocabularies.open(store);
    sparql = Sparql.over(store, vocabularies, ITEMS, SEARCH, LIMITS);
  }

  @AfterAll
  void close() {
    store.close();
  }

  private static Graph graph(String turtle) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    var all = new StringBuilder();
    Sparql.PREFIXES.forEach((name, iri) -> all.append("PREFIX %s: <%s>\n".formatted(name, iri)));
    RDFDataMgr.read(graph, new StringReader(all + turtle), "urn:x:", Lang.TURTLE);
    return graph;
  }

  private Outcome outcome(String text, Caller caller) {
    return sparql.ask(question(text, "run-%05d".formatted(++runs)), caller);
  }

  private static Question question(String text, String run) {
    return new Question(text, run);
  }

  private Answer ask(String text, Caller caller) {
    return assertInstanceOf(Outcome.Found.class, outcome(text, caller)).answer();
  }

  private List<String> rows(String text, Caller caller) {
    return ask(text, caller).table(100).rows().stream()
        .map(row -> row.stream().map(Answer.Cell::text).collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  private List<String> rows(String text) {
    return rows(text, READER);
  }

  @Test
  void the_default_graph_is_the_vocabulary_and_the_items_that_are_open() {
    assertEquals(
        List.of("Deliver in time | Leading"),
        rows(
            """
            SELECT ?title ?label {
              ?item a cairn:Lesson ; dcterms:title ?title ; dcterms:subject ?concept .
              ?concept skos:prefLabel ?label FILTER(lang(?label) = "en") }
            """));
    assertEquals(List.of("1"), rows("SELECT (COUNT(?i) AS ?n) { ?i dcterms:subject ?c }"));
    assertEquals(
        List.of("2"), rows("SELECT (COUNT(?i) AS ?n) { ?i dcterms:subject ?c }", Caller.admin()));
  }

  @Test
  void an_item_leads_to_no_hidden_one_and_does_not_tell_who_reads_it() {
    var said = "SELECT ?o { <" + OPEN + "> cairn:partOf|cairn:reader ?o }";
    assertEquals(List.of(), rows(said));
    assertEquals(List.of("everyone", SECRET), rows(said, Caller.admin()));
    assertEquals(
        List.of(OPEN),
        rows("SELECT ?s { ?s ?p <urn:cairn:concept:leading> FILTER(?p = dcterms:subject) }"));
  }

  @Test
  void graphs_have_their_names_and_others_do_not_exist() {
    assertEquals(
        List.of("urn:cairn:graph:built-in", OPEN),
        rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"));
    assertEquals(List.of(), rows("SELECT * { GRAPH <urn:cairn:graph:accounts> { ?s ?p ?o } }"));
    assertEquals(List.of(), rows("SELECT * FROM <" + SECRET + "> { ?s ?p ?o }"));
    assertEquals(
        List.of("Deliver in time"),
        rows("SELECT ?t FROM <" + OPEN + "> FROM <" + SECRET + "> { ?s dcterms:title ?t }"));
    assertEquals(
        List.of(OPEN),
        rows("SELECT ?g FROM NAMED <" + OPEN + "> FROM NAMED <" + SECRET + "> { GRAPH ?g {} }"));
  }

  @Test
  void what_curators_changed_is_in_the_default_graph_and_in_the_graphs() {
    var gone = graph("<urn:cairn:concept:leading> skos:prefLabel \"Leading\"@en .");
    var fresh = graph("<urn:cairn:concept:leading> skos:prefLabel \"Leading on\"@en .");
    vocabularies.apply(
        List.of(
            new Change.Insert(Vocabularies.CURATED_AWAY, gone),
            new Change.Insert(Vocabularies.CURATED, fresh)));
    var english = "FILTER(lang(?l) = \"en\")";
    var asked = "<urn:cairn:concept:leading> skos:prefLabel ?l " + english;
    assertEquals(List.of("Leading on"), rows("SELECT ?l { " + asked + " }"));
    assertEquals(List.of("Leading on"), rows("SELECT ?l { GRAPH ?g { " + asked + " } }"));
    vocabularies.apply(
        List.of(new Change.Drop(Vocabularies.CURATED_AWAY), new Change.Drop(Vocabularies.CURATED)));
  }

  @Test
  void words_and_graph_are_one_question() {
    assertEquals(
        List.of("Deliver in time | 2.5 | about late | Top | 3"),
        rows(
            """
            SELECT ?title ?score ?text ?heading ?page {
              (?item ?score ?text ?heading ?page) cairn:search ("late" 20 "lexical") .
              ?item dcterms:title ?title }
            """));
    assertEquals(List.of(OPEN), rows("SELECT ?i { ?i cairn:search 'late' }"));
    assertEquals(List.of(OPEN), rows("SELECT ?i { ?i cairn:search ('late' 5) }"));
    assertTrue(ask("ASK { <" + OPEN + "> cairn:search ('late') }", READER).truth().orElseThrow());
    assertFalse(
        ask("ASK { <" + SECRET + "> cairn:search ('late') }", READER).truth().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * { ?i cairn:search () }",
        "SELECT * { ?i cairn:search ('' 5) }",
        "SELECT * { ?i cairn:search (?unknown 5) }",
        "SELECT * { ?i cairn:search ('late' 0) }",
        "SELECT * { ?i cairn:search ('late' 1.5) }",
        "SELECT * { ?i cairn:search ('late' 100000) }",
        "SELECT * { ?i cairn:search ('late' 5 'guess') }",
        "SELECT * { ?i cairn:search ('late' 5 'lexical' 7) }",
        "SELECT * { (?a ?b ?c ?d ?e ?f) cairn:search ('late') }",
        "SELECT * { ?i cairn:search <urn:x:late> }"
      })
  void a_search_that_is_written_wrong_is_told_how_to_write_it(String text) {
    var said = assertInstanceOf(Outcome.Unreadable.class, outcome(text, READER)).sentence();
    assertTrue(said.contains("cairn:search"), said);
  }

  @Test
  void a_fault_is_told_with_its_place() {
    var fault =
        assertInstanceOf(Outcome.Unreadable.class, outcome("SELECT ?x {\n ?x ?y\n}", READER));
    assertEquals(new Outcome.Unreadable("Line 3, column 1: '}' cannot stand here.", 3, 1), fault);
    assertEquals(
        "Line 1, column 16: Unresolved prefixed name: foo:bar.",
        assertInstanceOf(Outcome.Unreadable.class, outcome("SELECT ?x { ?x foo:bar ?y }", READER))
            .sentence());
    for (var wrong :
        List.of(
            "",
            "SELECT",
            "SELECT ?x { ?x ?p 'open }",
            "x".repeat(60_000),
            "(".repeat(20_000),
            "SELECT * {" + "{".repeat(20_000)))
      assertInstanceOf(Outcome.Unreadable.class, outcome(wrong, READER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT DATA { <urn:x:a> <urn:x:b> 1 }",
        "PREFIX x: <urn:x:>\n# so\nDELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT ?s { ?s ?p ?o } } }",
        "SELECT (<java:java.lang.System>(1) AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#wait>(1) AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#system-timezone>() AS ?x) {}",
        "SELECT (<http://www.w3.org/2005/xpath-functions#apply>(1) AS ?x) {}",
        "SELECT * { ?s ?p ?o . FILTER(<urn:x:f>(?s)) }",
        "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY <urn:x:f>(?s) } }",
        "SELECT ?p { ?s ?p ?o } GROUP BY ?p HAVING(<urn:x:f>(COUNT(?s)) > 1)",
        "SELECT * { ?s <http://jena.apache.org/ARQ/property#splitIRI> (?a ?b) }",
        "SELECT * { ?s <java:some.Type> ?o }"
      })
  void what_reaches_outside_or_changes_something_is_forbidden(String text) {
    assertInstanceOf(Outcome.Forbidden.class, outcome(text, READER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENDLESS,
        "SELECT * { ?a (skos:broader|^skos:broader|skos:related)* ?b . ?c (!rdf:type)* ?d . ?b ?p"
            + " ?c FILTER(?a = 1) }",
        "ASK { VALUES ?t { 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' } FILTER(REGEX(?t,"
            + " 'x*x*x*x*x*x*x*x*x*x*y')) }",
        "SELECT (REPLACE('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'x*x*x*x*x*x*x*x*x*x*y',"
            + " '') AS ?x) {}",
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "SELECT ?c ?f (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?c ?f",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "SELECT ?z { BIND('0123456789' AS ?a) BIND(CONCAT(?a,?a,?a,?a,?a,?a,?a,?a,?a,?a) AS ?b)"
            + " BIND(CONCAT(?b,?b,?b,?b,?b,?b,?b,?b,?b,?b) AS ?c)"
            + " BIND(CONCAT(?c,?c,?c,?c,?c,?c,?c,?c,?c,?c) AS ?d)"
            + " BIND(CONCAT(?d,?d,?d,?d,?d,?d,?d,?d,?d,?d) AS ?e) BIND(REPLACE(?e, '.', ?c) AS ?z)"
            + " }"
      })
  void what_would_take_too_much_is_stopped_with_a_sentence(String text) {
    var hasty =
        new Question(text, List.of(), List.of(), Optional.of(Duration.ofMillis(150)), "run-hasty");
    var outcome = sparql.ask(hasty, READER);
    var said = assertInstanceOf(Outcome.TooMuch.class, outcome).sentence();
    assertTrue(said.startsWith("The question was stopped"), said);
    assertEquals(1, rows("SELECT ?t { <" + OPEN + "> dcterms:title ?t }").size());
  }

  @Test
  void who_asked_can_end_it_and_nobody_else() throws Exception {
    var began = new CountDownLatch(1);
    PassageSearch telling =
        (text, mode, limit, caller) -> {
          began.countDown();
          return SEARCH.find(text, mode, limit, caller);
        };
    var patient =
        Sparql.over(
            store,
            vocabularies,
            ITEMS,
            telling,
            LIMITS.withTime(Duration.ofMinutes(5)).withAtOnce(1));
    var text = ENDLESS.replace("{ ?a", "{ ?x cairn:search 'late' . ?a");
    var outcome =
        CompletableFuture.supplyAsync(
            () -> patient.ask(question(text, "run-endless"), Caller.admin()));
    began.await();
    assertInstanceOf(
        Outcome.Unavailable.class, patient.ask(question("ASK {}", "run-another"), READER));
    assertFalse(patient.cancel("run-endless", READER));
    assertFalse(patient.cancel("run-unknown", Caller.admin()));
    assertTrue(patient.cancel("run-endless", Caller.admin()));
    assertInstanceOf(Outcome.Cancelled.class, outcome.get());
    assertInstanceOf(Outcome.Found.class, patient.ask(question("ASK {}", "run-another"), READER));
  }

  @Test
  void a_long_answer_is_cut_and_says_so() {
    var short_ = Sparql.over(store, vocabularies, ITEMS, SEARCH, LIMITS.withRows(5));
    for (var text :
        List.of(
            "SELECT * { ?s ?p ?o }",
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
            "DESCRIBE ?s { ?s ?p ?o }")) {
      var answer =
          assertInstanceOf(Outcome.Found.class, short_.ask(question(text, "run-short"), READER))
              .answer();
      assertTrue(answer.cut());
      assertEquals(5, answer.size());
    }
    assertFalse(
        assertInstanceOf(
                Outcome.Found.class,
                short_.ask(question("SELECT * { ?s ?p ?o } LIMIT 5", "run-short"), READER))
            .answer()
            .cut());
  }

  @Test
  void an_item_is_described_with_its_parts() throws IOException {
    var turtle = written(ask("DESCRIBE <" + OPEN + ">", READER), Format.N_TRIPLES);
    assertTrue(turtle.contains("Call early."), turtle);
    assertFalse(turtle.contains("everyone") || turtle.contains("secret"), turtle);
    assertEquals(0, ask("DESCRIBE <" + SECRET + ">", READER).size());
  }

  private static String written(Answer answer, Format format) throws IOException {
    var out = new ByteArrayOutputStream();
    answer.write(format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void every_format_can_be_written() throws IOException {
    var rows = ask("SELECT ?t ?none { <" + OPEN + "> dcterms:title ?t }", READER);
    var truth = ask("ASK {}", READER);
    var graph = ask("DESCRIBE <" + OPEN + ">", READER);
    var sizes = new ArrayList<Integer>();
    for (var format : Format.values())
      for (var answer : List.of(rows, truth, graph))
        if (answer.fits(format)) sizes.add(written(answer, format).length());
    assertEquals(12, sizes.size());
    assertTrue(sizes.stream().allMatch(size -> size > 3), sizes.toString());
    assertTrue(written(rows, Format.CSV).contains("Deliver in time"));
    assertTrue(written(graph, Format.JSON_LD).contains("Call early."));
  }

  @Test
  void relative_names_tell_nothing_of_the_machine() {
    assertEquals(List.of("https://cairn.invalid/x"), rows("SELECT (IRI('x') AS ?i) {}"));
    assertEquals(List.of("https://cairn.invalid/y"), rows("SELECT ?i { VALUES ?i { <y> } }"));
  }
}
