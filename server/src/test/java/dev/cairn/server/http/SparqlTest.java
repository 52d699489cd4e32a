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
import org.junit.jupiter.api.Timeout;
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
    var comment =
        "\"edits\": [{\"edit\": \"addLabel\", \"concept\": \"planning\", \"text\": \"%s\"}],"
            + " \"comment\": \"As the xylophone players say\"}";
    for (var path : List.of("changes", "proposals"))
      House.json(
          house.send(
              posted(
                  house.asAdmin("/api/concepts/" + path),
                  "application/json",
                  "{" + comment.formatted("making " + path))));
    house.assembly().awaitIdle();
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
    for (var name : List.of("xml", "rdf+xml", "json-ld", "n3", "nt", "ttl"))
      assertEquals(
          200,
          house
              .send(
                  house.request(
                      "/sparql?output=" + encoded(name) + "&query=DESCRIBE+concept%3Aplanning"))
              .statusCode(),
          name);
    assertEquals(
        "application/sparql-results+xml",
        type(get(text, "text/turtle, application/sparql-results+xml;q=0.3, text/csv;q=0.2")));
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

  // ---- in work

  private java.net.Socket asking(String query, String run) throws Exception {
    var socket = new java.net.Socket(house.at("/").getHost(), house.at("/").getPort());
    socket
        .getOutputStream()
        .write(
            "GET /sparql?run=%s&query=%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                .formatted(run, encoded(query), socket.getPort())
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private List<String> running() throws Exception {
    var runs = new ArrayList<String>();
    for (var one : house.getAsAdmin("/sparql/running").path("running"))
      runs.add(one.path("run").asString());
    return runs;
  }

  private void awaitRunning(List<String> runs) throws Exception {
    while (!running().equals(runs)) Thread.onSpinWait();
  }

  @Test
  @Timeout(30)
  void a_client_that_goes_away_ends_its_question() throws Exception {
    try (var _ = asking(ENDLESS, "run-of-who-leaves")) {
      awaitRunning(List.of("run-of-who-leaves"));
    }
    awaitRunning(List.of());
  }

  @Test
  @Timeout(30)
  void a_client_that_asks_on_before_it_has_the_answer_gets_both() throws Exception {
    try (var socket = asking(ENDLESS, "run-of-who-stays")) {
      awaitRunning(List.of("run-of-who-stays"));
      socket
          .getOutputStream()
          .write(
              "GET /sparql?query=ASK%%7B%%7D&format=csv HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                  .formatted(socket.getPort())
                  .concat("Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) assertEquals(List.of("run-of-who-stays"), running());
      assertEquals(
          204, house.send(house.asAdmin("/sparql/running/run-of-who-stays").DELETE()).statusCode());
      var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answers.startsWith("HTTP/1.1 409"), answers);
      assertTrue(answers.contains("HTTP/1.1 200") && answers.contains("true"), answers);
    }
  }

  @Test
  @Timeout(30)
  void the_admin_sees_what_is_in_work_and_ends_it() throws Exception {
    House.problem(401, house.send(house.request("/sparql/running")));
    var question = "# Far too much\nPREFIX x: <urn:x:>\n" + ENDLESS;
    try (var _ = asking(question, "run-in-the-list")) {
      awaitRunning(List.of("run-in-the-list"));
      var one = house.getAsAdmin("/sparql/running").at("/running/0");
      assertEquals("anonymous", one.path("caller").asString());
      assertEquals(ENDLESS, one.path("line").asString());
      assertTrue(one.path("seconds").asDouble() >= 0);
      var page = house.send(house.asAdmin("/sparql").header("Accept", "text/html")).body();
      assertTrue(page.contains("/sparql/running/run-in-the-list/end"), page);
      var others = house.send(house.request("/sparql").header("Accept", "text/html")).body();
      assertFalse(others.contains("run-in-the-list"), others);
      House.problem(
          401,
          house.send(
              house.request("/sparql/running/run-in-the-list/end").POST(BodyPublishers.noBody())));
      assertEquals(
          303,
          house
              .send(
                  house
                      .asAdmin("/sparql/running/run-in-the-list/end")
                      .POST(BodyPublishers.noBody()))
              .statusCode());
      awaitRunning(List.of());
    }
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
  void statements_are_drawn_and_the_drawing_is_a_file_too() throws Exception {
    var text = "CONSTRUCT WHERE { ?c skos:broader concept:customer-churn ; skos:prefLabel ?l }";
    var page = get(text, "text/html").body();
    assertTrue(page.contains("<svg viewBox"), page);
    assertTrue(page.contains(">Customer churn</a>"), page);
    assertTrue(page.contains("is a kind of"), page);
    var rows = "SELECT ?s ?p ?o { VALUES ?p { dcterms:subject } ?s ?p ?o }";
    var wish = "/sparql?view=graph&query=" + encoded(rows);
    var drawn = house.send(house.request(wish).header("Accept", "text/html")).body();
    assertTrue(drawn.contains("dcterms:subject</li>"), drawn);
    var file = house.send(house.request("/sparql?format=svg&query=" + encoded(text)));
    assertEquals("image/svg+xml", type(file));
    assertTrue(file.body().startsWith("<svg") && file.body().contains("Customer churn"));
    var none = house.send(house.request("/sparql?format=svg&query=" + encoded("ASK {}")));
    assertTrue(House.problem(406, none).path("detail").asString().contains("drawn"));
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
          "SELECT * { ?s ?p ?o . <%H> a ?t } ORDER BY ?o LIMIT 3",
          // by what curators and others wrote down
          "SELECT * { GRAPH <urn:cairn:graph:changes> { ?s ?p ?o } }",
          "SELECT * { GRAPH <urn:cairn:graph:proposals> { ?s ?p ?o } }",
          "SELECT * FROM <urn:cairn:graph:proposals> { ?s ?p ?o }",
          "SELECT * FROM <urn:cairn:graph:changes> FROM <%O> { ?s ?p ?o } ORDER BY ?s ?p ?o",
          "SELECT * FROM NAMED <urn:cairn:graph:changes> { GRAPH ?g { ?s ?p ?o } }",
          "ASK { GRAPH <urn:cairn:graph:proposals> {} }",
          "SELECT ?s { ?s cairn:by ?who }",
          "SELECT ?s { { ?s cairn:edits ?e } UNION { GRAPH ?g { ?s cairn:edits ?e } } }",
          "SELECT ?c { GRAPH ?g { ?x cairn:comment|rdfs:comment ?c } FILTER(CONTAINS(?c,"
              + " 'xylophone')) }",
          "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a cairn:Proposal } }",
          "SELECT (COUNT(*) AS ?n) { { ?s a prov:Activity } UNION { GRAPH ?g { ?s a prov:Activity }"
              + " } }",
          "SELECT * { GRAPH <urn:cairn:graph:vocabularies> { ?s ?p ?o } }",
          "SELECT * { GRAPH <urn:cairn:graph:curated-away> { ?s ?p ?o } }",
          "SELECT * { GRAPH <urn:cairn:graph:mapping-rejections> { ?s ?p ?o } }",
          "SELECT * { VALUES ?g { <urn:cairn:graph:changes> <urn:cairn:graph:proposals> } GRAPH ?g"
              + " { ?s ?p ?o } }",
          "DESCRIBE <urn:cairn:graph:proposals> <urn:cairn:graph:changes>",
          "CONSTRUCT { ?s ?p ?o } FROM <urn:cairn:graph:proposals> WHERE { ?s ?p ?o }",
          // by order, and by what is at its ends
          "SELECT ?i { ?i a cairn:Document } ORDER BY DESC(?i) LIMIT 1",
          // Which pattern is matched first, and so which rows are cut off, depends on counts.
          "SELECT * { ?i a cairn:Document . ?c skos:topConceptOf ?s } LIMIT 2",
          "SELECT * { ?i dcterms:subject ?x . ?c skos:topConceptOf ?s } LIMIT 2",
          "SELECT * { ?i cairn:keyword ?k . ?j dcterms:title ?t . ?g a skos:OrderedCollection }"
              + " LIMIT 3",
          "SELECT ?t { ?s dcterms:title ?t } ORDER BY STRLEN(?t) LIMIT 1",
          "SELECT ?s { ?s prov:generatedAtTime ?t } ORDER BY DESC(?t) LIMIT 1",
          "SELECT ?s { ?s ?p ?o } ORDER BY DESC(STR(?s)) LIMIT 3",
          "SELECT ?t { ?s dcterms:title ?t } ORDER BY ?t OFFSET 2",
          // by graphs in other ways
          "SELECT (COUNT(*) AS ?n) { GRAPH ?g {} }",
          "SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
          "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o FILTER(isIRI(?o)) } } GROUP BY ?g ORDER"
              + " BY ?g",
          "SELECT ?x { GRAPH <%O> { ?s dcterms:subject ?c } GRAPH ?x { ?t dcterms:subject ?c } }"
              + " ORDER BY ?x",
          "SELECT ?t { GRAPH <%O> { ?s a cairn:Document } { SELECT ?t { GRAPH <%H> { ?s"
              + " dcterms:title ?t } } } }",
          "SELECT * FROM NAMED <%B> FROM NAMED <urn:cairn:graph:built-in> { GRAPH ?g { ?s"
              + " dcterms:title ?t } }",
          "SELECT ?o FROM <%O> FROM NAMED <%H> { ?s a cairn:Document OPTIONAL { GRAPH ?g { ?s2"
              + " dcterms:title ?o } } }",
          "ASK { GRAPH ?g { <%H> a ?t } }",
          "SELECT ?n { { SELECT (COUNT(*) AS ?n) { GRAPH <%B> { ?s ?p ?o } } } }",
          "SELECT * { GRAPH <%H#version-1> { ?s ?p ?o } }",
          // by paths over many steps
          "SELECT (COUNT(*) AS ?n) { <%O> (dcterms:subject/^dcterms:subject)* ?x }",
          "SELECT ?x { <%O> (!(rdf:type))* ?x FILTER(STRSTARTS(STR(?x), 'urn:cairn:item:')) } ORDER"
              + " BY ?x",
          "SELECT ?x { ?x (cairn:tag/dcterms:subject)+ concept:customer-churn } ORDER BY ?x",
          "SELECT ?x { concept:customer-churn (^dcterms:subject)/(cairn:version)* ?x } ORDER BY ?x",
          "SELECT ?x { ?x ^(dcterms:title) 'Zanzibar' }",
          "SELECT ?y { <%H> (^cairn:version|cairn:version)* ?y } ORDER BY ?y",
          "SELECT ?y { <%B#version-1> ^cairn:version/dcterms:title ?y }",
          "SELECT ?y { 'zebra' ^cairn:keyword ?y }",
          // by what is there or not, within something else
          "SELECT ?c { ?c a skos:Concept FILTER(EXISTS { ?i dcterms:subject ?c } && NOT EXISTS {"
              + " <%O> dcterms:subject ?c }) } ORDER BY ?c",
          "SELECT (COUNT(*) AS ?n) { ?c a skos:Concept MINUS { ?i dcterms:subject ?c } }",
          "SELECT ?c { ?c a skos:Concept FILTER(?n > 1) { SELECT ?c (COUNT(?i) AS ?n) { ?i"
              + " dcterms:subject ?c } GROUP BY ?c } } ORDER BY ?c",
          "SELECT ?c (EXISTS { <%H> dcterms:subject ?c } AS ?is) { VALUES ?c {"
              + " concept:customer-churn } }",
          "SELECT ?t { ?s dcterms:title ?t MINUS { <%O> dcterms:title ?t } } ORDER BY ?t",
          "SELECT (IF(BOUND(?t), 'there', 'not') AS ?x) { OPTIONAL { <%B> dcterms:title ?t } }",
          "SELECT ?s { ?s a cairn:Document FILTER(?s = <%H>) }",
          "SELECT ?s { ?s a cairn:Document FILTER(?s IN (<%H>, <%B>)) }",
          "SELECT ?s { FILTER(sameTerm(?s, <%H>)) ?s ?p ?o }",
          // by blank nodes, and names that are made
          "SELECT ?t { [] dcterms:title ?t } ORDER BY ?t",
          "SELECT ?k { [ cairn:keyword ?k ; dcterms:title ?t ] }",
          "SELECT ?t { [ cairn:tag [ dcterms:subject concept:customer-churn ] ; dcterms:title ?t ]"
              + " } ORDER BY ?t",
          "SELECT ?t { VALUES ?n { 1 2 3 } BIND(IRI(CONCAT('%H', '#version-', STR(?n))) AS ?v) ?v"
              + " dcterms:title ?t }",
          "SELECT ?t { BIND(URI(CONCAT(STR(<%H>), '')) AS ?x) GRAPH ?x { ?x dcterms:title ?t } }",
          "SELECT ?t { BIND(REPLACE('%Hx', 'x$', '') AS ?n) BIND(IRI(?n) AS ?x) OPTIONAL { ?x"
              + " dcterms:title ?t } }",
          // by what a search gives and how it ranks
          "SELECT ?i ?s { (?i ?s) cairn:search ('late deliveries' 50 'lexical') } ORDER BY ?i",
          "SELECT (MAX(?s) AS ?best) (MIN(?s) AS ?worst) { (?i ?s) cairn:search ('customer churn'"
              + " 50) }",
          "SELECT ?h ?p { (?i ?s ?t ?h ?p) cairn:search ('takeover of Zanzibar' 50) } ORDER BY ?h",
          "SELECT ?i { ?i cairn:search ('customer churn' 1) }",
          "SELECT ?i { ?i cairn:search ('\"takeover of\"' 50 'lexical') }",
          "SELECT ?i { GRAPH <%H> { ?i cairn:search ('Zanzibar' 50) } }",
          "SELECT ?i { VALUES ?q { 'Zanzibar' 'quagga' 'planning' } ?i cairn:search (?q 50) } ORDER"
              + " BY ?i",
          "SELECT ?i { ?i cairn:search ('tag:zebra OR keyword:zebra' 50) }",
          "SELECT (COUNT(*) AS ?n) { (?i ?s) cairn:search ('customer churn' 50) ; dcterms:subject"
              + " ?c }",
          "ASK { (<%H> ?s ?t) cairn:search ('customer churn' 50) FILTER(?s > 0) }",
          // by kinds of item and what hangs on them
          "SELECT ?w { ?t a ?nothing ; cairn:weight ?w } ORDER BY ?w",
          "SELECT ?w { ?t cairn:weight ?w ; dcterms:subject concept:customer-churn } ORDER BY ?w",
          "SELECT (SUM(?w) AS ?n) { ?t cairn:weight ?w }",
          "SELECT ?c { ?v cairn:content ?c } ORDER BY ?c",
          "SELECT ?m (COUNT(?v) AS ?n) { ?v dcterms:format ?m } GROUP BY ?m",
          "SELECT ?o (COUNT(?s) AS ?n) { ?s cairn:outcome|cairn:state ?o } GROUP BY ?o ORDER BY ?o",
          "SELECT ?g (COUNT(*) AS ?n) { ?s cairn:given ?g } GROUP BY ?g ORDER BY ?g");

  private String of(String attempt) {
    var item = "urn:cairn:item:";
    return attempt
        .replace("%H", item + hidden)
        .replace("%B", item + binned)
        .replace("%O", item + open);
  }

  /// What came back, without what differs from one asking to the next. In the order in which it was
  /// told, which would tell something, too.
  private String told(HttpResponse<String> answer) {
    return answer.statusCode() + "\n" + answer.body();
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

  /// Attempts at what is closed to admins, too: they are told the same as everybody.
  private static final List<String> CLOSED =
      List.of(
          "%B",
          "binned",
          "graph:sequence",
          "cairn:last",
          "Tombstone",
          "UnionGraph",
          "SERVICE",
          "LOAD",
          "INSERT",
          "FROM <file",
          "FROM <http",
          "java:",
          "jena.apache.org",
          "graph:vocabularies",
          "graph:curated-away",
          "graph:mapping-rejections",
          "DESCRIBE <urn:cairn:graph",
          "cairn:by",
          "cairn:edits",
          "cairn:comment",
          "cairn:Proposal",
          "#version-1> {");

  @Test
  @Order(Integer.MAX_VALUE)
  void no_attempt_tells_more_than_a_store_without_what_is_hidden() throws Exception {
    assertTrue(ATTEMPTS.size() >= 120 && new TreeSet<>(ATTEMPTS).size() == ATTEMPTS.size());
    var before = answers(false);
    var admins = answers(true);
    delete(hidden, "?permanently=true");
    delete(binned, "?permanently=true");
    var after = answers(false);
    var silent = new ArrayList<String>();
    for (var attempt : before.keySet()) {
      assertEquals(after.get(attempt), before.get(attempt), attempt);
      var said = before.get(attempt).replaceAll("[^\n]*(cannot|not allowed|There is no)[^\n]*", "");
      for (var secret : List.of("Zanzibar", "Quagga", "zebra", "Zander", "xylophone"))
        assertFalse(said.contains(secret), attempt + " told " + said);
      assertFalse(before.get(attempt).startsWith("400"), attempt + " is " + before.get(attempt));
      if (admins.get(attempt).equals(before.get(attempt))
          && CLOSED.stream().noneMatch(attempt::contains)) silent.add(attempt);
    }
    assertTrue(silent.size() <= 18, "nobody would have found anything by " + silent);
  }
}
