package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.atlas.web.HttpException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.riot.WebContent;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.http.QueryExecutionHTTP;
import org.apache.jena.sparql.exec.http.UpdateExecutionHTTP;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions in SPARQL over real HTTP: as the protocol says, and never more than the caller may
/// see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparqlTest {
  private static final String ENDLESS =
      "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";

  private House house;

  /// Item that everybody sees.
  private String open = "";

  /// Item that admins see.
  private String hidden = "";

  /// Item in the bin.
  private String binned = "";

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data, Map.of("sparql.timeout", "PT1M", "sparql.max-rows", "400"), false);
    open =
        id(
            house.upload(
                Part.file(
                    "late.md",
                    "# Late deliveries\n\nCustomer churn follows late deliveries. Late deliveries"
                        + " cost much. Customer churn is the price."),
                Part.file("plan.md", "# Planning\n\nPlanning comes before leading.")));
    hidden =
        id(
            house.upload(
                Part.file(
                    "zanzibar.md",
                    "# Zanzibar\n\nThe takeover of Zanzibar. Customer churn after the takeover."
                        + " Late deliveries from Zanzibar. Customer churn, customer churn."),
                Part.field(
                    "metadata",
                    "{\"access\": [\"role:admin\", \"user:anna\", \"group:board\"], \"authors\":"
                        + " [\"Zoe Zander\"], \"tags\": [\"zebra\"]}")));
    binned =
        id(
            house.upload(
                Part.file(
                    "quagga.md",
                    "# Quagga\n\nThe quagga project. Late deliveries. Customer churn."),
                Part.field("metadata", "{\"tags\": [\"zebra\"]}")));
    delete(binned, "");
  }

  private static String id(tools.jackson.databind.JsonNode answer) {
    return answer.at("/documents/0/id").asString();
  }

  private void delete(String id, String how) throws Exception {
    var answer =
        house.send(house.asAdmin("/api/documents/" + id + how).header("If-Match", "*").DELETE());
    assertEquals(2, answer.statusCode() / 100, answer.body());
    house.assembly().awaitIdle();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> get(String query, String accept) throws Exception {
    return house.send(house.request("/sparql?query=" + encoded(query)).header("Accept", accept));
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    return house.send(posted(house.request("/sparql"), type, body));
  }

  private static HttpRequest.Builder posted(HttpRequest.Builder request, String type, String body) {
    return request.header("Content-Type", type).POST(BodyPublishers.ofString(body));
  }

  private QueryExecutionHTTP query(String text) {
    return QueryExecutionHTTP.create()
        .endpoint(house.at("/sparql").toString())
        .queryString(text)
        .build();
  }

  // ---- with another's client

  @Test
  void jenas_own_client_asks_in_every_way() {
    var rows = new ArrayList<String>();
    try (var asked = query("SELECT ?t { ?i a cairn:Document ; dcterms:title ?t } ORDER BY ?t")) {
      asked.execSelect().forEachRemaining(row -> rows.add(row.getLiteral("t").getString()));
    }
    assertEquals(List.of("Late deliveries", "Planning"), rows);
    try (var asked = query("ASK { concept:customer-churn a skos:Concept }")) {
      assertTrue(asked.execAsk());
    }
    try (var asked = query("ASK { ?i dcterms:title 'Zanzibar' }")) {
      assertFalse(asked.execAsk());
    }
    try (var asked = query("CONSTRUCT { ?c skos:broader ?b } { ?c skos:broader ?b } LIMIT 10")) {
      assertEquals(10, asked.execConstruct().size());
    }
    try (var asked = query("DESCRIBE concept:customer-churn")) {
      assertTrue(asked.execDescribe().size() > 5);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WebContent.contentTypeResultsJSON,
        WebContent.contentTypeResultsXML,
        WebContent.contentTypeTextCSV,
        WebContent.contentTypeTextTSV,
        WebContent.contentTypeJSON,
        WebContent.contentTypeXML
      })
  void jenas_own_client_reads_rows_in_every_format(String type) {
    for (boolean post : new boolean[] {false, true})
      try (QueryExecution asked =
          asked("SELECT ?t { ?i a cairn:Document ; dcterms:title ?t }", post, type)) {
        assertEquals(2, ResultSetFormatter.consume(asked.execSelect()), type);
      }
  }

  private QueryExecutionHTTP asked(String query, boolean post, String accept) {
    var builder =
        QueryExecutionHTTP.create()
            .endpoint(house.at("/sparql").toString())
            .queryString(query)
            .acceptHeader(accept);
    return (post
            ? builder.sendMode(org.apache.jena.sparql.exec.http.QuerySendMode.asPost)
            : builder.sendMode(org.apache.jena.sparql.exec.http.QuerySendMode.asGetAlways))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WebContent.contentTypeTurtle,
        WebContent.contentTypeNTriples,
        WebContent.contentTypeJSONLD,
        WebContent.contentTypeRDFXML
      })
  void jenas_own_client_reads_statements_in_every_format(String type) {
    var text = "CONSTRUCT WHERE { concept:customer-churn skos:broader ?b }";
    try (QueryExecution asked = asked(text, false, type)) {
      assertFalse(asked.execConstruct().isEmpty(), type);
    }
  }

  @Test
  void jenas_own_client_chooses_graphs_and_gets_faults_as_such() {
    var graph = "urn:cairn:item:" + open;
    try (var asked =
        QueryExecutionHTTP.create()
            .endpoint(house.at("/sparql").toString())
            .queryString(
                "SELECT DISTINCT ?g ?t { ?s a cairn:Document ; dcterms:title ?t GRAPH ?g { ?s ?p ?o"
                    + " } }")
            .addDefaultGraphURI(graph)
            .addNamedGraphURI(graph)
            .addNamedGraphURI("urn:cairn:item:" + hidden)
            .build()) {
      assertEquals(1, ResultSetFormatter.consume(asked.execSelect()));
    }
    try (var asked =
        QueryExecutionHTTP.create()
            .endpoint(house.at("/sparql").toString())
            .queryString(ENDLESS)
            .param("timeout", "0.2")
            .build()) {
      var fault =
          assertThrows(
              QueryExceptionHTTP.class, () -> ResultSetFormatter.consume(asked.execSelect()));
      assertEquals(400, fault.getStatusCode());
      assertTrue(fault.getResponse().contains("after 0.2 seconds"), fault.getResponse());
    }
    try (var asked = query("ASK {}")) {
      assertTrue(asked.execAsk(), "the server goes on");
    }
    assertThrows(
        HttpException.class,
        () ->
            UpdateExecutionHTTP.service(house.at("/sparql").toString())
                .update("INSERT DATA { <urn:x-test:a> <urn:x-test:b> 1 }")
                .execute());
  }

  // ---- the protocol

  @Test
  void the_protocol_is_kept() throws Exception {
    var text = "SELECT ?t { ?i a cairn:Document ; dcterms:title ?t } ORDER BY ?t";
    var form = post("application/x-www-form-urlencoded", "query=" + encoded(text));
    assertEquals("application/sparql-results+json", type(form));
    var direct = post("application/sparql-query; charset=utf-8", text);
    assertEquals(form.body(), direct.body());
    assertEquals(
        "Late deliveries", House.json(direct).at("/results/bindings/0/t/value").asString());
    assertEquals("Accept", direct.headers().firstValue("Vary").orElseThrow());
    assertEquals("text/turtle", type(get("DESCRIBE concept:planning", "*/*")));
    assertEquals("application/json", type(get("ASK {}", "application/json")));
    assertEquals("text/csv", type(get(text, "text/html;q=0.1, text/csv")));
    assertEquals(
        "text/csv", type(house.send(house.request("/sparql?format=csv&query=" + encoded(text)))));
    House.problem(406, get(text, "image/png"));
    House.problem(406, get("DESCRIBE concept:planning", "text/csv"));
    House.problem(415, post("text/plain", text));
    House.problem(400, post("application/x-www-form-urlencoded", "x=y"));
    House.problem(403, post("application/sparql-update", "DROP ALL"));
    House.problem(403, post("application/x-www-form-urlencoded", "update=DROP+ALL"));
    House.problem(403, house.send(house.request("/sparql?update=DROP+ALL")));
    House.problem(400, house.send(house.request("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")));
    House.problem(400, house.send(house.request("/sparql?query=ASK%7B%7D&format=pdf")));
    var fault = House.problem(400, get("SELECT ?x {\n ?x ?y\n}", "*/*"));
    assertEquals("Line 3, column 1: '}' cannot stand here.", fault.path("detail").asString());
    assertEquals("query", fault.at("/errors/0/pointer").asString());
    var description = house.send(house.request("/sparql").header("Accept", "text/turtle"));
    assertTrue(description.body().contains("sd:SPARQL11Query"), description.body());
    var head =
        house.send(
            house.request("/sparql?query=ASK%7B%7D").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals(
        403,
        house
            .send(
                posted(
                    house.request("/sparql").header("Origin", "http://evil.example"),
                    "application/sparql-query",
                    "ASK {}"))
            .statusCode());
  }

  private static String type(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
  }

  @Test
  void an_answer_that_was_cut_says_so() throws Exception {
    var answer = get("SELECT * { ?s ?p ?o }", "application/sparql-results+json");
    assertEquals(400, House.json(answer).at("/results/bindings").size());
    assertEquals("rows=400", answer.headers().firstValue("Cairn-Cut-Off").orElse(""));
  }

  @Test
  void nobody_ends_what_is_not_in_work() throws Exception {
    House.problem(404, house.send(house.request("/sparql/running/none-such").DELETE()));
  }

  // ---- words and graph

  @Test
  void a_question_looks_into_texts_and_graph_together() throws Exception {
    var rows =
        House.json(
                get(
                    """
                    SELECT ?title ?score ?passage {
                      (?item ?score ?passage) cairn:search ("late deliveries" 20 "lexical") .
                      ?item dcterms:title ?title ; dcterms:subject concept:customer-churn }
                    """,
                    "application/sparql-results+json"))
            .at("/results/bindings");
    assertEquals(1, rows.size());
    assertEquals("Late deliveries", rows.at("/0/title/value").asString());
    assertTrue(rows.at("/0/passage/value").asString().contains("cost much"), rows.toString());
    assertTrue(rows.at("/0/score/value").asDouble() > 0);
    var semantic = get("SELECT * { ?i cairn:search ('late' 5 'semantic') }", "*/*");
    House.problem(503, semantic);
    assertTrue(semantic.body().contains("switched off"), semantic.body());
  }

  // ---- the page

  @Test
  void the_page_answers_and_says_what_is_wrong_where() throws Exception {
    var empty = house.send(house.request("/sparql").header("Accept", "text/html"));
    assertEquals(200, empty.statusCode());
    assertTrue(empty.body().contains("<textarea"), empty.body());
    var answered = get("SELECT ?i { ?i a cairn:Document ; dcterms:title 'Planning' }", "text/html");
    assertTrue(answered.body().contains("1 row in"), answered.body());
    assertTrue(answered.body().contains(">Planning</a>"), answered.body());
    assertTrue(answered.body().contains("format=csv"), answered.body());
    var wrong = get("SELECT ?x {\n ?x <urn:a> ?y z", "text/html");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("<mark>"), wrong.body());
    var marked = get("SELECT ('<script>alert(1)</script>' AS ?x) {}", "text/html");
    assertFalse(marked.body().contains("<script>alert"), marked.body());
    var chart =
        house.send(
            house
                .request(
                    "/sparql?view=chart&query="
                        + encoded("SELECT ?a ?b { VALUES (?a ?b) { ('x' 1) ('y' 3) } }"))
                .header("Accept", "text/html"));
    assertTrue(chart.body().contains("class=\"bars\""), chart.body());
  }

  @Test
  void every_example_of_the_page_runs() throws Exception {
    var page = house.send(house.request("/sparql").header("Accept", "text/html")).body();
    var links =
        java.util.regex.Pattern.compile("href=\"(/sparql\\?query=[^\"#]+)")
            .matcher(page)
            .results()
            .map(found -> found.group(1).replace("&amp;", "&"))
            .toList();
    assertTrue(links.size() >= 8, page);
    for (var link : links) {
      var answer = house.send(house.request(link).header("Accept", "text/html"));
      assertEquals(200, answer.statusCode(), link + answer.body());
    }
  }

  // ---- what nobody may see

  /// Tries to learn of what is hidden; `%H` is the hidden item, `%B` the one in the bin, `%O` an
  /// open one.
  private static final List<String> ATTEMPTS =
      List.of(
          // by the default graph
          "SELECT * { ?s dcterms:title ?t }",
          "SELECT * { <%H> ?p ?o }",
          "SELECT * { <%B> ?p ?o }",
          "SELECT * { ?s ?p <%H> }",
          "SELECT * { <%H#version-1> ?p ?o }",
          "SELECT * { ?s cairn:version <%H#version-1> }",
          "SELECT * { ?s dcterms:creator 'Zoe Zander' }",
          "SELECT * { ?s cairn:keyword 'zebra' }",
          "SELECT * { ?s ?p 'Zanzibar' }",
          "SELECT ?s { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'Zanzibar') || CONTAINS(STR(?o),"
              + " 'Quagga')) }",
          "SELECT ?s { ?s ?p ?o FILTER(STRSTARTS(STR(?s), '%H')) }",
          "SELECT ?t { ?s dcterms:title ?t } ORDER BY DESC(?t)",
          "SELECT ?t { ?s dcterms:title ?t } ORDER BY ?t OFFSET 1",
          "SELECT DISTINCT ?p { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'urn:cairn:item:')) } ORDER BY"
              + " ?p",
          // who may see what, and numbers that others move
          "SELECT * { ?s cairn:reader ?r }",
          "SELECT * { ?s cairn:given cairn:reader }",
          "SELECT * { ?s cairn:changed ?n }",
          "SELECT (MAX(?n) AS ?most) { ?s cairn:changed ?n }",
          "SELECT * { ?s cairn:binned|cairn:binnedBy|cairn:binReason ?x }",
          "SELECT * { <urn:cairn:graph:sequence> ?p ?o }",
          "SELECT * { ?s a cairn:Tombstone }",
          "SELECT * { ?s cairn:last ?n }",
          // by graphs
          "SELECT ?g { GRAPH ?g { ?s dcterms:title ?t } } ORDER BY ?g",
          "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g",
          "SELECT * { GRAPH <%H> { ?s ?p ?o } }",
          "SELECT * { GRAPH <%B> { ?s ?p ?o } }",
          "ASK { GRAPH <%H> {} }",
          "SELECT * { GRAPH <urn:cairn:graph:sequence> { ?s ?p ?o } }",
          "SELECT * { GRAPH <urn:x-arq:UnionGraph> { ?s dcterms:title ?t } } ORDER BY ?s",
          "SELECT * { GRAPH <urn:x-arq:DefaultGraph> { ?s dcterms:title ?t } } ORDER BY ?s",
          "SELECT * { GRAPH <urn:x-arq:DefaultGraphNode> { ?s dcterms:title ?t } } ORDER BY ?s",
          "SELECT * { VALUES ?g { <%H> <%B> <%O> } GRAPH ?g { ?s dcterms:title ?t } }",
          "SELECT * FROM <%H> { ?s ?p ?o }",
          "SELECT * FROM <%B> FROM <%O> { ?s dcterms:title ?o }",
          "SELECT * FROM NAMED <%H> { GRAPH ?g { ?s ?p ?o } }",
          "SELECT * FROM NAMED <%H> FROM NAMED <%O> { GRAPH ?g {} }",
          "SELECT * FROM <urn:x-arq:UnionGraph> { ?s dcterms:title ?t }",
          "SELECT * FROM <urn:cairn:graph:sequence> { ?s ?p ?o }",
          // by counting
          "SELECT (COUNT(*) AS ?n) { ?s dcterms:title ?t }",
          "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
          "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
          "SELECT (COUNT(?i) AS ?n) { ?i dcterms:subject concept:customer-churn }",
          "SELECT ?c (COUNT(?i) AS ?n) { ?i dcterms:subject ?c } GROUP BY ?c ORDER BY ?c",
          "SELECT (GROUP_CONCAT(?t) AS ?all) { SELECT ?t { ?s dcterms:title ?t } ORDER BY ?t }",
          "SELECT (SUM(?b) AS ?n) { ?v cairn:bytes ?b }",
          "SELECT (MIN(?t) AS ?first) (MAX(?t) AS ?last) { ?s prov:generatedAtTime ?t }",
          "SELECT (SAMPLE(?s) AS ?one) { ?s cairn:keyword 'zebra' }",
          "SELECT ?k { ?s cairn:keyword ?k } GROUP BY ?k HAVING(COUNT(?s) > 1)",
          // by paths
          "SELECT ?x { concept:customer-churn ^dcterms:subject/dcterms:title ?x } ORDER BY ?x",
          "SELECT ?x { <%O> dcterms:subject/^dcterms:subject ?x } ORDER BY ?x",
          "SELECT ?x { <%H> dcterms:subject* ?x }",
          "SELECT ?x { <%H> (cairn:tag|cairn:version|dcterms:title)+ ?x }",
          "SELECT ?x { <%O> (!rdf:type/^!rdf:type)? ?x } ORDER BY ?x LIMIT 50",
          "SELECT ?x { ?x ^cairn:version ?y } ORDER BY ?x",
          "ASK { <%O> (dcterms:subject|^dcterms:subject)+ <%H> }",
          // by what is there or not
          "ASK { <%H> ?p ?o }",
          "ASK { ?s dcterms:title 'Zanzibar' }",
          "SELECT ?c { ?c a skos:Concept FILTER EXISTS { ?i dcterms:subject ?c } } ORDER BY ?c",
          "SELECT (COUNT(?c) AS ?n) { ?c a skos:Concept FILTER NOT EXISTS { ?i dcterms:subject ?c }"
              + " }",
          "SELECT ?i { ?i a cairn:Document MINUS { VALUES ?i { <%O> } } } ORDER BY ?i",
          "SELECT ?x { VALUES ?x { <%H> <%B> <%O> } FILTER EXISTS { ?x a cairn:Document } }",
          "SELECT ?x { VALUES ?x { <%H> <%B> <%O> } MINUS { ?x a cairn:Document } }",
          "SELECT ?x ?t { VALUES ?x { <%H> <%O> } OPTIONAL { ?x dcterms:title ?t } }",
          "SELECT ?t { BIND(<%H> AS ?x) ?x dcterms:title ?t }",
          "SELECT ?t { BIND(IRI(CONCAT('urn:cairn:', 'item:', SUBSTR('%H', 16))) AS ?x) ?x"
              + " dcterms:title ?t }",
          "SELECT (IF(EXISTS { <%H> ?p ?o }, 'there', 'not') AS ?x) {}",
          "SELECT (COALESCE(?t, 'none') AS ?x) { OPTIONAL { <%H> dcterms:title ?t } }",
          "SELECT ?t { { SELECT ?s { ?s cairn:keyword 'zebra' } } ?s dcterms:title ?t }",
          "SELECT ?t { { ?s dcterms:title ?t } UNION { GRAPH ?g { ?s dcterms:title ?t } } } ORDER"
              + " BY ?t",
          // by statements
          "DESCRIBE <%H>",
          "DESCRIBE <%B> <%O>",
          "DESCRIBE ?s { ?s cairn:keyword 'zebra' }",
          "DESCRIBE ?s { ?s dcterms:subject concept:customer-churn }",
          "DESCRIBE concept:customer-churn",
          "CONSTRUCT { <%H> ?p ?o } { <%H> ?p ?o }",
          "CONSTRUCT WHERE { ?s dcterms:title ?t }",
          "CONSTRUCT { ?g rdf:value ?t } { GRAPH ?g { ?s dcterms:title ?t } }",
          // by texts
          "SELECT ?i { ?i cairn:search ('Zanzibar' 50) }",
          "SELECT ?i ?p { (?i ?s ?p) cairn:search ('late deliveries' 50 'lexical') } ORDER BY ?i",
          "ASK { <%H> cairn:search ('Zanzibar' 50) }",
          "ASK { <%B> cairn:search ('quagga' 50) }",
          "SELECT ?t { VALUES ?i { <%H> <%O> } ?i cairn:search ('customer churn' 50) ;"
              + " dcterms:title ?t }",
          "SELECT (COUNT(*) AS ?n) { ?i cairn:search ('customer churn' 50) }",
          "SELECT ?i { ?i cairn:search ('author:Zander' 50) }",
          "SELECT ?i { ?i cairn:search ('title:Zanzibar OR quagga' 50) }",
          // by faults, and by ways out
          "SELECT * { <%H> ?p ?o FILTER(?o / 0 = 1) }",
          "SELECT (xsd:integer(?t) AS ?x) { <%H> dcterms:title ?t }",
          "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { <%H> ?p ?o } }",
          "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
          "SELECT * FROM <http://127.0.0.1:1/x.ttl> { ?s ?p ?o }",
          "LOAD <file:///etc/passwd>",
          "INSERT { <%O> cairn:reader 'everyone' } WHERE {}",
          "SELECT (<java:java.lang.System.exit>(1) AS ?x) {}",
          "SELECT (<http://jena.apache.org/ARQ/function#context>('x') AS ?x) {}",
          "SELECT * { ?s <http://jena.apache.org/ARQ/property#concat> ('a' 'b') }",
          "SELECT * { ?x <http://jena.apache.org/text#query> 'Zanzibar' }",
          "SELECT * { ?s ?p ?o . <%H> a ?t } ORDER BY ?o LIMIT 3");

  private String of(String attempt) {
    var item = "urn:cairn:item:";
    return attempt
        .replace("%H", item + hidden)
        .replace("%B", item + binned)
        .replace("%O", item + open);
  }

  /// What came back, without what differs from one asking to the next.
  private String told(HttpResponse<String> answer) {
    return answer.statusCode()
        + "\n"
        + answer.body().lines().sorted().collect(Collectors.joining("\n"));
  }

  private Map<String, String> answers(boolean admin) throws Exception {
    var all = new LinkedHashMap<String, String>();
    for (var attempt : ATTEMPTS) {
      var path = "/sparql?query=" + encoded(of(attempt));
      var request = admin ? house.asAdmin(path) : house.request(path);
      all.put(
          attempt,
          told(house.send(request.header("Accept", "text/csv, application/n-triples, */*;q=0.1"))));
    }
    for (var name : List.of("default-graph-uri", "named-graph-uri"))
      for (var graph : List.of(hidden, binned)) {
        var path =
            "/sparql?%s=urn:cairn:item:%s&query=%s"
                .formatted(
                    name,
                    graph,
                    encoded("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"));
        var request = admin ? house.asAdmin(path) : house.request(path);
        all.put(name + (graph.equals(hidden) ? " %H" : " %B"), told(house.send(request)));
      }
    return all;
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void no_attempt_tells_more_than_a_store_without_what_is_hidden() throws Exception {
    assertTrue(ATTEMPTS.size() >= 50 && new TreeSet<>(ATTEMPTS).size() == ATTEMPTS.size());
    var before = answers(false);
    var admins = answers(true);
    delete(hidden, "?permanently=true");
    delete(binned, "?permanently=true");
    var after = answers(false);
    int telling = 0;
    for (var attempt : before.keySet()) {
      assertEquals(after.get(attempt), before.get(attempt), attempt);
      var said = before.get(attempt).replaceAll("[^\n]*(cannot|not allowed|There is no)[^\n]*", "");
      for (var secret : List.of("Zanzibar", "Quagga", "zebra", "Zander"))
        assertFalse(said.contains(secret), attempt + " told " + said);
      if (!admins.get(attempt).equals(before.get(attempt))) telling++;
    }
    assertTrue(telling >= 40, "only " + telling + " attempts would have found something");
  }
}
