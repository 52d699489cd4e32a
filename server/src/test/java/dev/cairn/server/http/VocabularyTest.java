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

  @Test
  void a_large_file_is_offered_while_it_waits_and_no_longer() throws Exception {
    var large = turtle("lichens", "Second") + ("# " + "-".repeat(1 << 10) + "\n").repeat(1 << 10);
    var sent =
        house.send(
            House.multipart(
                house.asAdmin("/admin/vocabularies"), List.of(Part.file("lichens.ttl", large))));
    assertEquals(303, sent.statusCode(), sent.body());
    var work = house.getAsAdmin("/api/admin/works").at("/works/0/id").asString();
    house.lines(house.asAdmin("/api/admin/works/" + work + "/events")).body().toList();
    for (var page : List.of("/admin/vocabularies", "/admin/care"))
      assertTrue(house.send(house.asAdmin(page)).body().contains("See what is in it"), page);
    var list = house.send(house.asAdmin("/admin/vocabularies")).body();
    var offered = Pattern.compile("/admin/vocabularies/read/([^\"]+)").matcher(list);
    assertTrue(offered.find());
    assertEquals(200, house.send(house.asAdmin(offered.group())).statusCode());
    assertEquals(303, form("/admin/vocabularies/put", "pending=" + offered.group(1)).statusCode());
    for (var page : List.of("/admin/vocabularies", "/admin/care"))
      assertFalse(house.send(house.asAdmin(page)).body().contains("See what is in it"), page);
  }

  @Test
  void a_name_that_several_concepts_bear_is_answered_with_their_ids() throws Exception {
    imported("reeds");
    imported("rushes");
    var wrong = form("/admin/mappings/add", "concept=planning&property=exactMatch&other=Second");
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("Several concepts are called “Second”: give the id ("));
    assertTrue(wrong.body().contains("value=\"Second\""), "what was typed stays");
    var listed = house.send(house.asAdmin("/admin/mappings?concept=Second")).body();
    assertTrue(listed.contains("Several concepts are called “Second”"), listed);
    assertFalse(listed.contains("There is no concept"), listed);
  }

  /// What a work ends with.
  private JsonNode followed(HttpResponse<String> begun) throws Exception {
    assertEquals(202, begun.statusCode(), begun.body());
    var path = begun.headers().firstValue("Location").orElseThrow();
    // The stream of its events ends with it.
    house.lines(house.asAdmin(path + "/events")).body().toList();
    return house.getAsAdmin(path);
  }

  @Test
  void an_import_is_followed_to_its_report_or_refusal() throws Exception {
    var done = followed(post("&follow=true", turtle("ferns", "Second")));
    assertEquals("done", done.path("state").asString(), done.toString());
    assertEquals("import", done.path("kind").asString());
    assertTrue(done.at("/read/put").asBoolean());
    assertEquals(2, done.at("/read/vocabulary/concepts").asInt());
    assertFalse(done.at("/read/vocabulary/defects").isEmpty());
    var again = followed(post("&follow=true", turtle("ferns", "Renamed"))).path("read");
    assertTrue(again.path("refused").asString().contains("is here already"), again.toString());
    var dry = followed(post("&follow=true&dryRun=true", turtle("ferns", "Renamed"))).path("read");
    assertFalse(dry.path("put").asBoolean());
    assertEquals("newer", dry.at("/vocabulary/edition").asString());
    var broken = followed(post("&follow=true", HEAD + "<https://x.example/a> a \"open ."));
    assertTrue(broken.at("/read/refused").asString().startsWith("Line 2, column "));
    assertTrue(house.send(house.asAdmin("/admin/vocabularies")).body().contains("is in its place"));
  }

  @Test
  void the_built_in_scheme_is_a_vocabulary_that_stays() throws Exception {
    var first = house.get("/api/vocabularies").at("/vocabularies/0");
    assertEquals("built-in", first.path("id").asString());
    assertTrue(first.path("builtIn").asBoolean());
    assertTrue(first.path("tagging").asBoolean());
    assertTrue(first.path("concepts").asInt() >= 580);
    assertTrue(house.get("/api/vocabularies/built-in").path("builtIn").asBoolean());
    assertTrue(
        house
            .send(house.request("/api/vocabularies/built-in/export?format=ntriples"))
            .body()
            .contains("<urn:cairn:concept:planning>"));
    for (var method : List.of("PATCH", "DELETE"))
      assertEquals(409, change(method, "/api/vocabularies/built-in", "\"x\"", "{}").statusCode());
    assertTrue(
        house
            .send(house.asAdmin("/admin/vocabularies"))
            .body()
            .contains("always used for tagging"));
  }

  @Test
  void a_tag_of_a_person_keeps_its_name_when_the_vocabulary_goes() throws Exception {
    var id = imported("moths").path("id").asString();
    var concept = house.get("/api/concepts?iri=" + encoded("https://moths.example/b"));
    var item =
        house
            .upload(
                Part.file("moth.md", "# Light\n\nThey come to the lamp."),
                Part.field(
                    "metadata", "{\"concepts\": [\"" + concept.path("id").asString() + "\"]}"))
            .at("/documents/0/id")
            .asString();
    house.assembly().awaitIdle();
    confirm(item, "https://moths.example/b");
    var page = house.send(house.asAdmin("/admin/vocabularies/" + id)).body();
    assertTrue(page.contains("1 item is tagged with them by people"), page);
    removed(id);
    assertEquals("Second", house.get("/api/documents/" + item).at("/concepts/0/label").asString());
    var left = house.get("/api/concepts/" + concept.path("id").asString());
    assertTrue(left.path("deprecated").asBoolean());
    assertTrue(
        house
            .get("/api/concepts?iri=" + encoded("https://moths.example/a"))
            .path("deprecated")
            .asBoolean(),
        "which of them are tags is told to nobody");
    imported("moths");
    assertFalse(
        house.get("/api/concepts/" + concept.path("id").asString()).has("deprecated"),
        "what comes back is in use again");
  }

  @Test
  void what_a_person_confirmed_keeps_its_name_when_the_vocabulary_goes() throws Exception {
    var id = imported("owls").path("id").asString();
    var item =
        house
            .upload(Part.file("owl.md", "# Night\n\nThey hear the mouse."))
            .at("/documents/0/id")
            .asString();
    house.assembly().awaitIdle();
    confirm(item, "https://owls.example/a");
    confirm(item, "https://owls.example/b");
    var page = house.send(house.asAdmin("/admin/vocabularies/" + id)).body();
    assertTrue(page.contains("1 item is tagged with them by people"), page);
    removed(id);
    var kept = house.get("/api/concepts?iri=" + encoded("https://owls.example/b"));
    assertEquals("Second", kept.path("label").asString());
    assertTrue(kept.path("deprecated").asBoolean());
  }

  private String etag(String path) throws Exception {
    return house.send(house.asAdmin(path)).headers().firstValue("ETag").orElseThrow();
  }

  private void confirm(String item, String iri) throws Exception {
    var concept = house.get("/api/concepts?iri=" + encoded(iri)).path("id").asString();
    var answer =
        house.send(
            house
                .asAdmin("/api/items/" + item + "/concepts/" + concept)
                .header("If-Match", etag("/api/documents/" + item))
                .PUT(BodyPublishers.ofString("{\"judgement\": \"confirmed\"}")));
    assertEquals(200, answer.statusCode(), answer.body());
    house.assembly().awaitIdle();
  }

  private void removed(String id) throws Exception {
    var path = "/api/vocabularies/" + id;
    assertEquals(204, change("DELETE", path, etag(path), "").statusCode());
    house.assembly().awaitIdle();
  }

  private HttpResponse<String> posted(String path, String body) throws Exception {
    return house.send(
        house
            .asAdmin(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /// A vocabulary whose concepts bear names of ours.
  private String markets(String... names) throws Exception {
    var text = new StringBuilder(HEAD);
    text.append("<https://markets.example/> a skos:ConceptScheme ; skos:prefLabel \"M\"@en .\n");
    for (int i = 0; i < names.length; i++)
      text.append(
          "<https://markets.example/%d> a skos:Concept ; skos:inScheme <https://markets.example/> ; skos:prefLabel \"%s\"@en .%n"
              .formatted(i, names[i]));
    var answer = post("&replace=true", text.toString());
    assertEquals(201, answer.statusCode(), answer.body());
    return House.json(answer).path("id").asString();
  }

  @Test
  void mappings_are_suggested_with_reasons_confirmed_rejected_and_undone() throws Exception {
    var id = markets("Customer churns", "Customer loyalty", "Customer Satisfaction");
    assertEquals(401, house.send(house.request("/api/mappings/suggestions")).statusCode());
    var done = followed(posted("/api/mappings/suggestions", ""));
    assertTrue(done.path("suggestions").asInt() >= 3, done.toString());
    var between = "?vocabulary=built-in&vocabulary=" + id;
    var path = "/api/mappings/suggestions" + between + "&limit=100";
    var open = house.getAsAdmin(path);
    assertTrue(open.path("notice").asString().contains("names alone"), open.toString());
    var first = house.send(house.asAdmin("/api/mappings/suggestions" + between + "&limit=1"));
    var link = first.headers().firstValue("Link").orElseThrow();
    assertTrue(link.endsWith("; rel=\"next\""), link);
    assertEquals(
        open.at("/suggestions/1"),
        house.getAsAdmin(link.substring(1, link.indexOf('>'))).at("/suggestions/0"));
    var churn = of(open, "customer-churn");
    assertEquals("https://markets.example/0", churn.at("/other/iri").asString());
    assertEquals(
        "“Customer churn” is called “Customer churns” there, in English.",
        churn.at("/why/words/0").asString());
    assertEquals("closeMatch", churn.path("property").asString());

    var confirmed =
        posted(
            "/api/mappings",
            "{\"mappings\": [{\"concept\": \"customer-churn\", \"property\": \"exactMatch\","
                + " \"other\": \"https://markets.example/0\"}]}");
    assertEquals(201, confirmed.statusCode(), confirmed.body());
    var mapping = house.get("/api/concepts/customer-churn").at("/mappings/0");
    assertEquals("Customer churns", mapping.path("label").asString());
    assertEquals(id, mapping.path("vocabulary").asString());
    var back = house.get("/api/concepts?iri=" + encoded("https://markets.example/0"));
    assertEquals("customer-churn", back.at("/mappings/0/id").asString());
    assertTrue(of(house.getAsAdmin(path), "customer-churn").isMissingNode());
    assertEquals(1, house.get("/api/mappings" + between).path("total").asInt());
    assertTrue(
        house
            .send(house.request("/concepts/customer-churn"))
            .body()
            .contains("Customer churns (M)"));
    for (var address :
        List.of("/id/concept/customer-churn", "/id?iri=" + encoded("https://markets.example/0")))
      assertTrue(id(address, "text/turtle").body().contains("skos:exactMatch"), address);
    assertEquals(
        422,
        posted(
                "/api/mappings",
                "{\"mappings\": [{\"concept\": \"customer-loyalty\", \"property\":"
                    + " \"exactMatch\", \"other\": \"https://markets.example/0\"}]}")
            .statusCode());

    var rejected =
        posted(
            "/api/mappings/rejections",
            "{\"pairs\": [{\"concept\": \"customer-loyalty\", \"other\":"
                + " \"https://markets.example/1\"}]}");
    assertEquals(200, rejected.statusCode(), rejected.body());
    assertTrue(of(house.getAsAdmin(path), "customer-loyalty").isMissingNode());
    followed(posted("/api/mappings/suggestions", ""));
    assertTrue(of(house.getAsAdmin(path), "customer-loyalty").isMissingNode(), "kept");
    var number = House.json(confirmed).path("number").asInt();
    assertEquals(201, posted("/api/concepts/changes/" + number + "/undo", "").statusCode());
    assertTrue(house.get("/api/concepts/customer-churn").path("mappings").isEmpty());
    followed(posted("/api/mappings/suggestions", ""));
    assertFalse(of(house.getAsAdmin(path), "customer-churn").isMissingNode());

    // The page does the same without scripts.
    var page = house.send(house.asAdmin("/admin/mappings" + between)).body();
    assertTrue(page.contains("“Customer churn” is called “Customer churns” there"), page);
    var other = of(house.getAsAdmin(path), "customer-satisfaction").at("/other/id").asString();
    var pair = "customer-satisfaction " + other;
    var sent =
        form(
            "/admin/mappings",
            "all=confirm&pair=%s&as+%s=exactMatch&back=%s"
                .formatted(encoded(pair), encoded(pair), encoded("/admin/mappings" + between)));
    assertEquals(303, sent.statusCode(), sent.body());
    var after = house.send(house.asAdmin(sent.headers().firstValue("Location").orElseThrow()));
    assertTrue(after.body().contains("1 mapping is stated now, as change"), after.body());
    assertEquals(
        "exactMatch",
        house.get("/api/concepts/customer-satisfaction").at("/mappings/0/property").asString());
    var wrong =
        form("/admin/mappings/add", "concept=planning&property=exactMatch&other=nothing+such");
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("There is no concept"), wrong.body());
    for (var list : List.of("stated", "rejected"))
      assertEquals(200, house.send(house.asAdmin("/admin/mappings?show=" + list)).statusCode());
  }

  private static JsonNode of(JsonNode suggestions, String concept) {
    return suggestions
        .path("suggestions")
        .valueStream()
        .filter(s -> s.at("/concept/id").asString().equals(concept))
        .findFirst()
        .orElse(tools.jackson.databind.node.MissingNode.getInstance());
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
    for (var hidden : List.of("reader", "place", "rules.md", "everyone"))
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
