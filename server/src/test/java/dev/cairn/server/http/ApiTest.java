package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The interface over real HTTP, against the real rooms.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {
  private static final String CHURN =
      """
      ---
      title: Why households leave after a price rise
      date: 2025-05-02
      authors: [Billing team lead]
      ---
      # What we saw

      After the price rise was announced on the invoice, customer churn doubled within a quarter.

      ## What to do

      Announce a price change by letter, thirty days ahead, and let the contact centre know first:
      what lowers customer churn is the reason given, not the amount.
      """;
  private static final String SECRET =
      """
      # Merger plans

      Customer churn after the secret xylophone merger is expected to be high.
      """;

  private House house;
  private String churn;
  private String secret;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data, Map.of("ingest.max-file-bytes", "2000000"), false);
    churn = house.upload(Part.file("reports/churn.md", CHURN)).at("/documents/0/id").asString();
    secret =
        house
            .upload(
                Part.file("merger.md", SECRET),
                Part.field("metadata", "{\"access\": [\"role:admin\"]}"))
            .at("/documents/0/id")
            .asString();
  }

  @AfterAll
  void close() {
    house.close();
  }

  private static List<String> ids(JsonNode answer, String list) {
    return answer.path(list).valueStream().map(hit -> hit.path("id").asString()).toList();
  }

  @Test
  void what_was_uploaded_is_found_with_its_passage_and_reasons() throws Exception {
    var answer = house.get("/api/search?q=price+rise+households&explain=true");
    assertEquals(List.of(churn), ids(answer, "hits"));
    assertEquals(1, answer.at("/total/value").asInt());
    var hit = answer.at("/hits/0");
    assertEquals("Why households leave after a price rise", hit.path("title").asString());
    assertEquals("2025-05-02", hit.path("date").asString());
    assertEquals("/documents/" + churn, hit.path("url").asString());
    assertTrue(hit.at("/passage/highlights").size() > 0, hit::toString);
    double sum = hit.at("/why/lexical/contribution").asDouble();
    for (var concept : hit.at("/why/concepts")) sum += concept.path("contribution").asDouble();
    for (var other : hit.at("/why/other")) sum += other.asDouble();
    assertEquals(hit.path("score").asDouble(), sum, 1e-6);
  }

  @Test
  void a_concept_is_recognised_and_counted() throws Exception {
    var answer = house.get("/api/search?q=customer+churn");
    assertEquals("customer-churn", answer.at("/query/concepts/0/id").asString());
    assertTrue(ids(answer.at("/hits/0"), "concepts").contains("customer-churn"));
    var concept = house.get("/api/concepts/customer-churn");
    assertEquals(1, concept.path("items").asInt());
    assertEquals("Customer churn", concept.path("label").asString());
  }

  @Test
  void hybrid_says_that_it_answers_by_words_and_semantic_is_not_ready() throws Exception {
    var answer = house.get("/api/search?q=churn");
    assertEquals("lexical", answer.at("/query/mode").asString());
    assertEquals("no-vectors", answer.at("/notices/0/code").asString());
    var response = house.send(house.request("/api/search?q=churn&mode=semantic"));
    House.problem(503, response);
    assertTrue(response.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void what_may_not_be_seen_influences_nothing() throws Exception {
    for (var path :
        List.of(
            "/api/search?q=xylophone",
            "/api/search?q=merger",
            "/api/search?q=title:merger",
            "/api/search?q=%22secret+xylophone%22")) {
      var answer = house.get(path);
      assertEquals(0, answer.at("/total/value").asInt(), path);
      assertEquals(0, answer.path("hits").size(), path);
    }
    assertEquals(List.of(churn), ids(house.get("/api/search?q=customer+churn"), "hits"));
    assertFalse(ids(house.get("/api/documents?limit=100"), "items").contains(secret));
    assertEquals(
        house.getAsAdmin("/api/documents").path("total").asInt() - 1,
        house.get("/api/documents").path("total").asInt());
    for (var part : List.of("", "/content", "/text"))
      House.problem(404, house.send(house.request("/api/documents/" + secret + part)));
    var counted =
        house
            .get("/api/search?q=churn&facets=kind")
            .at("/facets/kind")
            .valueStream()
            .filter(value -> value.path("value").asString().equals("document"))
            .mapToInt(value -> value.path("count").asInt())
            .sum();
    assertEquals(1, counted);
  }

  @Test
  void the_admin_sees_what_only_admins_may_see() throws Exception {
    assertEquals(List.of(secret), ids(house.getAsAdmin("/api/search?q=xylophone"), "hits"));
    assertTrue(ids(house.getAsAdmin("/api/documents?limit=100"), "items").contains(secret));
    house.getAsAdmin("/api/documents/" + secret);
  }

  @Test
  void the_original_comes_back_byte_for_byte_and_in_parts() throws Exception {
    var path = "/api/documents/" + churn + "/content";
    var whole = house.bytes(house.request(path));
    assertArrayEquals(CHURN.getBytes(StandardCharsets.UTF_8), whole.body());
    assertTrue(
        whole.headers().firstValue("Content-Disposition").orElse("").contains("churn.md"),
        () -> whole.headers().toString());
    var part = house.send(house.request(path).header("Range", "bytes=4-8"));
    assertEquals(206, part.statusCode());
    assertEquals(CHURN.substring(4, 9), part.body());
    assertEquals(
        "bytes 4-8/" + whole.body().length, part.headers().firstValue("Content-Range").orElse(""));
    var tail = house.send(house.request(path).header("Range", "bytes=-5"));
    assertEquals(CHURN.substring(CHURN.length() - 5), tail.body());
    var beyond = house.send(house.request(path).header("Range", "bytes=999999-"));
    assertEquals(416, beyond.statusCode());
    var tag = whole.headers().firstValue("ETag").orElseThrow();
    assertEquals(304, house.send(house.request(path).header("If-None-Match", tag)).statusCode());
  }

  @Test
  void a_document_tells_its_concepts_with_evidence() throws Exception {
    var document = house.get("/api/documents/" + churn);
    var concept =
        document
            .path("concepts")
            .valueStream()
            .filter(c -> c.path("id").asString().equals("customer-churn"))
            .findFirst()
            .orElseThrow();
    assertEquals("customer churn", concept.at("/evidence/0/text").asString());
    assertEquals("label", concept.at("/evidence/0/method").asString());
    assertFalse(concept.at("/evidence/0/vocabulary").asString().isBlank());
    assertTrue(document.path("places").isMissingNode(), "places are for the admin");
    assertEquals("indexed", document.at("/status/outcome").asString());
    var text = house.get("/api/documents/" + churn + "/text");
    assertTrue(text.at("/passages/0/text").asString().contains("announced on the invoice"));
  }

  @Test
  void a_single_resource_is_not_sent_twice() throws Exception {
    for (var path : List.of("/api/documents/" + churn, "/api/concepts/customer-churn")) {
      var tag = house.send(house.request(path)).headers().firstValue("ETag").orElseThrow();
      var again = house.send(house.request(path).header("If-None-Match", tag));
      assertEquals(304, again.statusCode(), path);
      assertEquals("", again.body());
    }
  }

  @Test
  void wrong_parameters_are_named() throws Exception {
    for (var wrong :
        Map.of(
                "/api/search?query=churn", "query",
                "/api/search?q=churn&limit=0", "limit",
                "/api/search?q=churn&limit=ten", "limit",
                "/api/search?q=churn&mode=magic", "magic",
                "/api/search?q=churn&from=May", "May",
                "/api/search?q=churn&function=flying", "flying",
                "/api/search?q=churn&facets=colour", "colour",
                "/api/search?q=churn&cursor=x", "cursor",
                "/api/documents?cursor=-", "cursor",
                "/api/concepts/customer-churn/graph?depth=9", "depth")
            .entrySet()) {
      var problem = House.problem(400, house.send(house.request(wrong.getKey())));
      assertTrue(problem.path("detail").asString().contains(wrong.getValue()), problem::toString);
    }
  }

  @Test
  void nothing_that_a_person_types_is_an_error() throws Exception {
    for (var typed : List.of("%22", "-", "OR", "title:", "%28%29%5B%5D%5E~*%3F", "a%00b", "%C3%A4"))
      house.get("/api/search?q=" + typed);
  }

  @Test
  void unknown_addresses_and_methods_are_problems_too() throws Exception {
    House.problem(404, house.send(house.request("/api/nothing")));
    House.problem(404, house.send(house.request("/api/documents/../../etc/passwd")));
    House.problem(404, house.send(house.request("/api/concepts/no-such-concept")));
    House.problem(
        405, house.send(house.request("/api/search").POST(HttpRequest.BodyPublishers.noBody())));
  }

  @Test
  void changes_need_the_admin_and_say_how_to_become_one() throws Exception {
    var upload =
        House.multipart(house.request("/api/documents"), List.of(Part.file("a.md", "# A")));
    var response = house.send(upload);
    House.problem(401, response);
    assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElse(""));
    House.problem(401, house.send(house.request("/api/jobs")));
    House.problem(
        401,
        house.send(house.request("/api/search?q=a").header("Authorization", "Bearer nonsense")));
  }

  @Test
  void foreign_pages_cannot_change_anything() throws Exception {
    var upload =
        House.multipart(
            house.asAdmin("/api/documents").header("Origin", "http://evil.example"),
            List.of(Part.file("a.md", "# A")));
    House.problem(403, house.send(upload));
  }

  @Test
  void an_unusable_upload_says_what_is_wrong() throws Exception {
    House.problem(
        415,
        house.send(
            house.asAdmin("/api/documents").POST(HttpRequest.BodyPublishers.ofString("hello"))));
    House.problem(
        422,
        house.send(
            House.multipart(house.asAdmin("/api/documents"), List.of(Part.field("source", "x")))));
    var faulty =
        House.problem(
            422,
            house.send(
                House.multipart(
                    house.asAdmin("/api/documents"),
                    List.of(
                        Part.file("a.md", "# A"),
                        Part.field(
                            "metadata",
                            "{\"titel\": 1, \"date\": \"soon\", \"concepts\": [\"nonsense\"]}")))));
    assertEquals(
        new TreeSet<>(List.of("/titel", "/date", "/concepts")),
        new TreeSet<>(
            faulty.path("errors").valueStream().map(e -> e.path("pointer").asString()).toList()));
    House.problem(
        400,
        house.send(
            House.multipart(
                house.asAdmin("/api/documents"),
                List.of(Part.file("a.md", "# A"), Part.field("metadata", "{\"title\": ")))));
  }

  @Test
  void a_file_over_the_limit_is_413_and_nothing_is_kept() throws Exception {
    long before = house.getAsAdmin("/api/documents").path("total").asLong();
    House.problem(
        413,
        house.send(
            House.multipart(
                house.asAdmin("/api/documents"),
                List.of(Part.file("large.bin", new byte[2_000_001])))));
    assertEquals(before, house.getAsAdmin("/api/documents").path("total").asLong());
  }

  @Test
  void the_same_file_again_is_a_duplicate() throws Exception {
    long before = house.getAsAdmin("/api/documents").path("total").asLong();
    var again = house.upload(Part.file("copy.md", CHURN));
    assertEquals(churn, again.at("/documents/0/id").asString());
    var job = house.getAsAdmin("/api/jobs/" + again.path("job").asString());
    assertEquals("duplicate", job.at("/files/0/status").asString());
    assertEquals(before, house.getAsAdmin("/api/documents").path("total").asLong());
  }

  @Test
  void a_job_tells_its_progress_as_events() throws Exception {
    var answer =
        House.json(
            house.send(
                House.multipart(
                    house.asAdmin("/api/documents"),
                    List.of(
                        Part.file("one.md", "# One\n\nFirst of two."), Part.file("zero.md", "")))));
    var response =
        house.lines(
            house
                .asAdmin("/api/jobs/" + answer.path("job").asString() + "/events")
                .header("Accept", "text/event-stream"));
    assertTrue(
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
    var lines = response.body().toList();
    assertTrue(lines.contains("event: done"), lines::toString);
    var job = house.getAsAdmin("/api/jobs/" + answer.path("job").asString());
    assertEquals("done", job.path("state").asString());
    assertEquals(1, job.at("/counts/indexed").asInt());
    assertEquals(1, job.at("/counts/empty").asInt());
  }

  @Test
  void the_interface_describes_itself_and_every_route_answers() throws Exception {
    var document = house.get("/openapi.json");
    assertEquals("3.1.0", document.path("openapi").asString());
    var wanting =
        Map.of(
            "/api/concepts/path", "?from=planning&to=controlling",
            "/api/concepts/compare", "?a=planning&b=controlling",
            "/id", "?iri=urn:cairn:concept:planning");
    var wrong = new ArrayList<String>();
    for (var path : document.path("paths").properties()) {
      var name = path.getKey();
      if (path.getValue().path("get").isMissingNode() || name.endsWith("/events")) continue;
      var id =
          name.contains("proposals") || name.contains("preview")
              ? "unknown"
              : name.contains("concept")
                  ? "customer-churn"
                  : name.contains("documents") || name.startsWith("/id/") ? churn : "unknown";
      var address = name.replace("{id}", id).replace("{n}", "1") + wanting.getOrDefault(name, "");
      int status = house.send(house.asAdmin(address)).statusCode();
      boolean none = address.contains("unknown") || name.contains("/changes/");
      // The name of a thing leads to its page.
      int well = name.startsWith("/id") && !name.endsWith(".jsonld") ? 303 : 200;
      if (status != well && !(status == 404 && none)) wrong.add(address + ": " + status);
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void the_tree_and_the_graph_of_concepts_are_there() throws Exception {
    var tree = house.get("/api/concepts?depth=1");
    assertTrue(ids(tree, "concepts").contains("management"), tree::toString);
    var graph = house.get("/api/concepts/customer-churn/graph?depth=1");
    assertEquals("customer-churn", graph.at("/nodes/0/id").asString());
    assertTrue(graph.path("edges").size() > 0);
    assertEquals(
        "customer-churn",
        house.get("/api/concepts?iri=urn:cairn:concept:customer-churn").path("id").asString());
  }

  @Test
  void health_is_told() throws Exception {
    assertEquals("live", house.get("/health/live").path("status").asString());
    assertEquals("ready", house.get("/health/ready").path("status").asString());
  }

  @Test
  void every_answer_forbids_what_no_page_needs() throws Exception {
    var headers = house.send(house.request("/api/search?q=a")).headers();
    assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").orElse(""));
    var policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
  }
}
