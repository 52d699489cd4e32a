package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Vocabularies of others and names of things, over real HTTP.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VocabularyTest {
  private static final String HEAD =
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      """;

  private House house;
  private String open;
  private String secret;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
    open =
        house
            .upload(Part.file("rules.md", "# Staff handbook\n\nWho goes abroad asks the office."))
            .at("/documents/0/id")
            .asString();
    secret =
        house
            .upload(
                Part.file("board.md", "# Board retreat\n\nThe board decides."),
                Part.field("metadata", "{\"access\": [\"role:admin\"]}"))
            .at("/documents/0/id")
            .asString();
  }

  @AfterAll
  void close() {
    house.close();
  }

  /// A scheme of two concepts below its own name.
  private static String turtle(String name, String second) {
    return HEAD
        + """
        <https://%1$s.example/> a skos:ConceptScheme ; skos:prefLabel "%1$s"@en .
        <https://%1$s.example/a> a skos:Concept ; skos:inScheme <https://%1$s.example/> ;
          skos:prefLabel "First of %1$s"@en .
        <https://%1$s.example/b> a skos:Concept ; skos:inScheme <https://%1$s.example/> ;
          skos:prefLabel "%2$s"@en ; skos:broader <https://%1$s.example/a> .
        """
            .formatted(name, second);
  }

  private HttpResponse<String> post(String query, String body) throws Exception {
    return house.send(
        house
            .asAdmin("/api/vocabularies?name=x.ttl" + query)
            .header("Content-Type", "text/turtle")
            .POST(BodyPublishers.ofString(body)));
  }

  private JsonNode imported(String name) throws Exception {
    var answer = post("", turtle(name, "Second"));
    assertEquals(201, answer.statusCode(), answer.body());
    return House.json(answer);
  }

  private HttpResponse<String> change(String method, String path, String tag, String body)
      throws Exception {
    var request = house.asAdmin(path).method(method, BodyPublishers.ofString(body));
    if (!tag.isEmpty()) request.header("If-Match", tag);
    return house.send(request);
  }

  @Test
  void a_vocabulary_is_imported_listed_and_found_with_its_report() throws Exception {
    var answer = imported("birds");
    var id = answer.path("id").asString();
    assertEquals(2, answer.path("concepts").asInt());
    assertFalse(answer.path("tagging").asBoolean());
    var list = house.get("/api/vocabularies").path("vocabularies");
    assertTrue(list.valueStream().anyMatch(v -> v.path("id").asString().equals(id)));
    var whole = house.get("/api/vocabularies/" + id);
    var kinds = whole.path("defects").valueStream().map(d -> d.path("kind").asString()).toList();
    assertTrue(kinds.contains("omitted-top-concepts"), kinds.toString());
    assertTrue(whole.at("/defects/0/remedy").asString().endsWith("."));
    var concept = house.get("/api/concepts?iri=" + encoded("https://birds.example/b"));
    assertEquals("Second", concept.path("label").asString());
  }

  @Test
  void a_dry_run_stores_nothing_and_a_newer_edition_shows_its_difference() throws Exception {
    var dry = post("&dryRun=true", turtle("trees", "Second"));
    assertEquals(200, dry.statusCode(), dry.body());
    var id = House.json(dry).path("id").asString();
    assertEquals("new", House.json(dry).path("edition").asString());
    assertEquals(404, house.send(house.request("/api/vocabularies/" + id)).statusCode());
    imported("trees");
    var refused = post("", turtle("trees", "Renamed"));
    assertEquals(409, refused.statusCode());
    var difference =
        House.json(post("&dryRun=true", turtle("trees", "Renamed"))).path("difference");
    var renamed =
        difference
            .valueStream()
            .filter(d -> d.path("kind").asString().equals("renamed"))
            .findFirst();
    assertEquals(1, renamed.orElseThrow().path("count").asInt());
    assertEquals("Second@en → Renamed@en", renamed.get().at("/concepts/0/detail").asString());
    assertEquals(201, post("&replace=true", turtle("trees", "Renamed")).statusCode());
    var concept = house.get("/api/concepts?iri=" + encoded("https://trees.example/b"));
    assertEquals("Renamed", concept.path("label").asString());
  }

  @Test
  void what_cannot_be_read_is_422_with_its_place() throws Exception {
    var broken = post("", HEAD + "<https://x.example/a> skos:prefLabel \"open .");
    assertEquals(422, broken.statusCode());
    assertTrue(broken.body().contains("\"detail\":\"Line 2, column "), broken.body());
    assertTrue(broken.body().contains("\"pointer\":\"file\""), broken.body());
    assertEquals(422, post("", HEAD + "<https://x.example/a> skos:note \"x\" .").statusCode());
    assertEquals(
        401,
        house
            .send(house.request("/api/vocabularies").POST(BodyPublishers.ofString(HEAD)))
            .statusCode());
  }

  @Test
  void it_is_switched_on_and_removed_by_who_has_read_it() throws Exception {
    var id = imported("stones").path("id").asString();
    var path = "/api/vocabularies/" + id;
    assertEquals(428, change("PATCH", path, "", "{\"tagging\": true}").statusCode());
    var tag = house.send(house.request(path)).headers().firstValue("ETag").orElseThrow();
    assertEquals(422, change("PATCH", path, tag, "{\"tagging\": 1}").statusCode());
    var on = change("PATCH", path, tag, "{\"tagging\": true}");
    assertEquals(200, on.statusCode(), on.body());
    assertTrue(House.json(on).path("tagging").asBoolean());
    assertEquals(412, change("DELETE", path, tag, "").statusCode());
    var now = on.headers().firstValue("ETag").orElseThrow();
    assertEquals(204, change("DELETE", path, now, "").statusCode());
    assertEquals(404, house.send(house.request(path)).statusCode());
  }

  @Test
  void exports_come_in_four_formats() throws Exception {
    var id = imported("rivers").path("id").asString();
    for (var format : List.of("turtle", "ntriples", "rdfxml", "jsonld"))
      for (var path : List.of("/api/vocabularies/" + id + "/export", "/api/vocabularies/export")) {
        var answer = house.send(house.request(path + "?format=" + format));
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("First of rivers"), format + " " + path);
      }
    assertEquals(
        400, house.send(house.request("/api/vocabularies/export?format=word")).statusCode());
  }

  @Test
  void the_admin_looks_at_a_file_and_then_puts_it_in_place() throws Exception {
    assertEquals(401, house.send(house.request("/admin/vocabularies")).statusCode());
    var looked =
        house.send(
            House.multipart(
                house.asAdmin("/admin/vocabularies"),
                List.of(Part.file("moss.ttl", turtle("moss", "Second")))));
    assertEquals(200, looked.statusCode(), looked.body());
    assertTrue(looked.body().contains("Nothing has been changed yet"), looked.body());
    assertFalse(house.send(house.asAdmin("/admin/vocabularies")).body().contains("moss.ttl"));
    var pending = Pattern.compile("name=\"pending\" value=\"([^\"]+)\"").matcher(looked.body());
    assertTrue(pending.find());
    var put = form("/admin/vocabularies/put", "pending=" + pending.group(1));
    assertEquals(303, put.statusCode(), put.body());
    var page = house.send(house.asAdmin(put.headers().firstValue("Location").orElseThrow())).body();
    assertTrue(page.contains("Schemes without top concepts"), page);
    assertTrue(house.send(house.asAdmin("/admin/vocabularies")).body().contains("moss.ttl"));
    var wrong =
        house.send(
            House.multipart(
                house.asAdmin("/admin/vocabularies"), List.of(Part.file("x.ttl", "<a> b"))));
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("Line 1, column"), wrong.body());
    assertEquals(409, form("/admin/vocabularies/put", "pending=gone").statusCode());
  }

  private HttpResponse<String> form(String path, String fields) throws Exception {
    return house.send(
        house
            .asAdmin(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields)));
  }

  private HttpResponse<String> id(String path, String accept) throws Exception {
    return house.send(house.request(path).header("Accept", accept));
  }

  @Test
  void a_concept_s_name_leads_to_its_page_or_its_statements() throws Exception {
    var page = id("/id/concept/customer-churn", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertEquals(303, page.statusCode());
    assertEquals("/concepts/customer-churn", page.headers().firstValue("Location").orElseThrow());
    var turtle = id("/id/concept/customer-churn", "text/turtle");
    assertEquals(200, turtle.statusCode());
    assertTrue(turtle.headers().firstValue("Content-Type").orElseThrow().startsWith("text/turtle"));
    assertTrue(turtle.body().contains("skos:prefLabel"), turtle.body());
    var json = id("/id?iri=urn%3Acairn%3Aconcept%3Acustomer-churn", "application/ld+json");
    assertEquals(
        "http://www.w3.org/2004/02/skos/core#", House.json(json).at("/@context/skos").asString());
    assertTrue(
        id("/id/concept/customer-churn", "application/rdf+xml;q=0.9, text/html;q=0.1")
            .body()
            .contains("rdf:RDF"));
    assertEquals(406, id("/id/concept/customer-churn", "image/png").statusCode());
    assertEquals(404, id("/id/concept/no-such-thing", "text/turtle").statusCode());
    assertEquals(200, id("/id?iri=urn%3Acairn%3Ascheme%3Abuilt-in", "text/turtle").statusCode());
    var context = id("/id/context.jsonld", "application/ld+json");
    assertEquals("urn:cairn:ns:", House.json(context).at("/@context/cairn").asString());
  }

  @Test
  void an_item_s_name_tells_a_reader_only_what_he_may_see() throws Exception {
    assertEquals(
        "/documents/" + open,
        id("/id/item/" + open, "text/html").headers().firstValue("Location").orElseThrow());
    var statements = id("/id/item/" + open, "text/turtle").body();
    assertTrue(statements.contains("Staff handbook"), statements);
    for (var hidden : List.of("reader", "place", "rules.md", "outcome", "everyone"))
      assertFalse(statements.contains(hidden), hidden + " in " + statements);
    for (var path : List.of("/id/item/" + secret, "/id?iri=" + encoded("urn:cairn:item:" + secret)))
      for (var accept : List.of("text/html", "text/turtle", "application/ld+json"))
        assertEquals(404, id(path, accept).statusCode());
    var all =
        house.send(house.asAdmin("/id/item/" + secret).header("Accept", "text/turtle")).body();
    assertTrue(all.contains("role:admin"), all);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
