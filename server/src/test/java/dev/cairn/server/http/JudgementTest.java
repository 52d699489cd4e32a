package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.Forms;
import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What curators say of links, over real HTTP, against the real rooms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgementTest {
  private static final String CHURN =
      "# Customer churn\n\nCustomer churn grew. We watch customer churn and ask why.\n";

  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data);
  }

  @AfterAll
  void close() {
    house.close();
  }

  private String bring(String name, String text, String... metadata) throws Exception {
    var parts = new ArrayList<Part>();
    parts.add(Part.file(name, text));
    for (var one : metadata) parts.add(Part.field("metadata", one));
    return house.upload(parts.toArray(Part[]::new)).at("/documents/0/id").asString();
  }

  private String tag(String item) throws Exception {
    return house
        .send(house.asAdmin("/api/documents/" + item))
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private HttpResponse<String> put(String item, String concept, String body) throws Exception {
    return house.send(
        house
            .asAdmin("/api/items/" + item + "/concepts/" + concept)
            .header("If-Match", tag(item))
            .PUT(BodyPublishers.ofString(body)));
  }

  private JsonNode judge(String item, String concept, String judgement) throws Exception {
    var answer = House.json(put(item, concept, "{\"judgement\": \"" + judgement + "\"}"));
    house.assembly().awaitIdle();
    return answer;
  }

  private static List<String> concepts(JsonNode item) {
    return item.path("concepts").valueStream().map(c -> c.path("id").asString()).toList();
  }

  private long count(String concept) throws Exception {
    return house.get("/api/concepts/" + concept).path("items").asLong();
  }

  @Test
  void a_rejected_link_is_gone_everywhere_until_it_is_taken_back() throws Exception {
    var item = bring("one.md", CHURN);
    assertTrue(concepts(house.get("/api/documents/" + item)).contains("customer-churn"));
    long before = count("customer-churn");
    var rejected = judge(item, "customer-churn", "rejected");
    assertFalse(concepts(rejected).contains("customer-churn"));
    var said = rejected.at("/judgements/0");
    assertEquals("customer-churn", said.path("id").asString());
    assertEquals("rejected", said.path("judgement").asString());
    assertEquals("admin", said.path("by").asString());
    assertEquals(1, said.path("labels").size());
    assertEquals(before - 1, count("customer-churn"));
    var query =
        "SELECT ?i WHERE { ?i dcterms:subject <urn:cairn:concept:customer-churn> . FILTER(?i ="
            + " <urn:cairn:item:"
            + item
            + ">) }";
    assertEquals(0, sparql("PREFIX dcterms: <http://purl.org/dc/terms/> " + query));
    var page = house.send(house.request("/documents/" + item)).body();
    assertFalse(page.contains("/concepts/customer-churn\""), page);
    var taken =
        house.send(
            house
                .asAdmin("/api/items/" + item + "/concepts/customer-churn")
                .header("If-Match", tag(item))
                .DELETE());
    assertTrue(concepts(House.json(taken)).contains("customer-churn"));
    house.assembly().awaitIdle();
    assertEquals(before, count("customer-churn"));
    assertEquals(1, sparql("PREFIX dcterms: <http://purl.org/dc/terms/> " + query));
  }

  private int sparql(String query) throws Exception {
    return house
        .get("/sparql?format=json&query=" + Problems.encode(query))
        .at("/results/bindings")
        .size();
  }

  @Test
  void a_confirmed_link_is_a_tag_by_a_person() throws Exception {
    var item = bring("two.md", "# A plan\n\nNothing is named here.\n");
    var confirmed = judge(item, "customer-loyalty", "confirmed");
    var first = confirmed.at("/concepts/0");
    assertEquals("customer-loyalty", first.path("id").asString());
    assertEquals("person", first.path("method").asString());
    assertEquals(1, confirmed.at("/judgements/0/labels").size() + 1, "nothing named it");
    var read = house.get("/api/documents/" + item);
    assertTrue(read.at("/judgements/0/by").isMissingNode(), "who said so is for admins");
    assertEquals("confirmed", read.at("/judgements/0/judgement").asString());
  }

  @Test
  void only_admins_judge_who_have_seen_what_is_there() throws Exception {
    var item = bring("three.md", CHURN.replace("grew", "fell"));
    var path = "/api/items/" + item + "/concepts/customer-churn";
    var body = "{\"judgement\": \"rejected\"}";
    House.problem(401, house.send(house.request(path).PUT(BodyPublishers.ofString(body))));
    House.problem(428, house.send(house.asAdmin(path).PUT(BodyPublishers.ofString(body))));
    var old = tag(item);
    judge(item, "customer-churn", "confirmed");
    House.problem(
        412,
        house.send(house.asAdmin(path).header("If-Match", old).PUT(BodyPublishers.ofString(body))));
    House.problem(422, put(item, "customer-churn", "{\"judgement\": \"perhaps\"}"));
    House.problem(422, put(item, "customer-churn", "{\"judgement\": \"rejected\", \"label\": 1}"));
    House.problem(404, put(item, "no-such-concept", body));
    House.problem(
        404,
        house.send(
            house
                .asAdmin("/api/items/" + item + "/concepts/planning")
                .header("If-Match", tag(item))
                .DELETE()));
    House.problem(401, house.send(house.request("/api/concepts/judgements")));
    House.problem(401, house.send(house.request("/api/concepts/judgements.csv")));
    assertEquals(401, house.send(house.request("/concepts/judgements")).statusCode());
  }

  @Test
  void what_is_hidden_stays_hidden() throws Exception {
    var secret =
        bring("secret.md", CHURN.replace("grew", "sank"), "{\"access\": [\"role:admin\"]}");
    judge(secret, "planning", "confirmed");
    House.problem(404, house.send(house.request("/api/documents/" + secret)));
    var query = "SELECT ?j WHERE { <urn:cairn:item:" + secret + "> <urn:cairn:ns:judgement> ?j }";
    assertEquals(0, sparql(query));
  }

  @Test
  void a_name_that_is_often_wrong_stands_among_the_doubts_with_what_mends_it() throws Exception {
    for (int i = 0; i < 3; i++) {
      var item =
          bring("nps" + i + ".md", "# Report " + i + "\n\nThe churn of customers " + i + ".");
      var answer = put(item, "brand", "{\"judgement\": \"rejected\", \"label\": \"brand name\"}");
      assertEquals(200, answer.statusCode(), answer.body());
    }
    var all = house.getAsAdmin("/api/concepts/judgements?concept=brand");
    assertEquals(3, all.path("rejected").asInt());
    var label = all.at("/labels/0");
    assertEquals("brand name", label.path("label").asString());
    assertTrue(label.path("doubtful").asBoolean());
    assertEquals(0, label.path("precision").asDouble());
    assertEquals(3, label.path("rejectedIn").size());
    assertEquals(3, all.path("judgements").size());
    var csv = house.send(house.asAdmin("/api/concepts/judgements.csv?concept=brand")).body();
    assertEquals(4, csv.lines().count(), csv);
    assertTrue(csv.startsWith("item,kind,title,content,concept,iri,judgement,labels,at,by"), csv);
  }

  @Test
  void a_name_without_a_language_is_mended_as_it_is() throws Exception {
    var text =
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://bare.example/> a skos:ConceptScheme ; skos:prefLabel "Bare"@en .
        <https://bare.example/a> a skos:Concept ; skos:inScheme <https://bare.example/> ;
          skos:prefLabel "Bare thing" ; skos:altLabel "plain word" .
        """;
    var imported = house.asAdmin("POST", "/api/vocabularies?name=bare.ttl", text);
    assertEquals(201, imported.statusCode(), imported.body());
    var concept =
        house.get("/api/concepts?iri=https%3A%2F%2Fbare.example%2Fa").path("id").asString();
    for (int i = 0; i < 3; i++) {
      var item = bring("bare" + i + ".md", "# Bare " + i + "\n\nA plain word " + i + ".");
      put(item, concept, "{\"judgement\": \"rejected\", \"label\": \"plain word\"}");
    }
    var page = house.send(house.signedIn("/concepts/judgements?concept=" + concept)).body();
    var form = Forms.fields(page, "/concepts/preview", "edits");
    var preview = house.send(House.form(house.signedIn("/concepts/preview"), form));
    assertTrue(preview.statusCode() < 400, preview.body());
  }

  @Test
  void the_forms_of_an_item_do_the_same() throws Exception {
    var item = bring("five.md", CHURN.replace("grew", "stood still"));
    var page = house.send(house.asAdmin("/documents/" + item)).body();
    assertTrue(page.contains("aria-label=\"Wrong, it is not about Customer churn\""), page);
    assertFalse(
        house.send(house.request("/documents/" + item)).body().contains("Right, it is about"));
    assertEquals(303, say(item, "urn:cairn:concept:customer-churn", "rejected"));
    assertEquals(303, say(item, "Customer loyalty", "confirmed"));
    var after = house.send(house.asAdmin("/documents/" + item)).body();
    assertTrue(after.contains("What it is not about"), after);
    assertTrue(after.contains("Take back what was said of Customer churn"), after);
    assertTrue(after.contains("Take back what was said of Customer loyalty"), after);
    assertEquals(303, say(item, "urn:cairn:concept:customer-churn", "none"));
    assertTrue(
        concepts(house.get("/api/documents/" + item))
            .containsAll(List.of("customer-churn", "customer-loyalty")));
    assertEquals(400, say(item, "nothing called so", "confirmed"));
    assertEquals(400, say(item, "Customer loyalty", "perhaps"));
  }

  private int say(String item, String concept, String judgement) throws Exception {
    return house
        .send(
            House.form(
                house.asAdmin("/items/" + item + "/concepts"),
                Map.of("concept", concept, "judgement", judgement)))
        .statusCode();
  }
}
