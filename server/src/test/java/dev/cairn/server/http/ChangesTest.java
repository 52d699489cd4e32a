package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an admin changes over real HTTP: documents, the bin, jobs; and that nobody else does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
  private House house;

  @BeforeAll
  void open(@TempDir Path data) throws Exception {
    house = House.over(data, Map.of("ingest.max-file-bytes", "100000"), false);
  }

  @AfterAll
  void close() {
    house.close();
  }

  private String bring(String name, String text) throws Exception {
    return house.upload(Part.file(name, text)).at("/documents/0/id").asString();
  }

  private static String document(String id) {
    return "/api/documents/" + id;
  }

  private HttpResponse<String> read(String path) throws Exception {
    return house.send(house.asAdmin(path));
  }

  private String tag(String path) throws Exception {
    return read(path).headers().firstValue("ETag").orElseThrow();
  }

  private HttpResponse<String> send(String method, String path, String tag, String body)
      throws Exception {
    var request =
        house
            .asAdmin(path)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/merge-patch+json");
    return house.send(tag.isEmpty() ? request : request.header("If-Match", tag));
  }

  private long found(String words) throws Exception {
    return house.get("/api/search?q=" + words).at("/total/value").asLong();
  }

  private static List<String> ids(JsonNode items) {
    return items.valueStream().map(item -> item.path("id").asString()).toList();
  }

  @Test
  void metadata_is_patched_and_null_deletes() throws Exception {
    var id = bring("patch.md", "# Found title\n\nWords about patching.");
    var tag = tag(document(id));
    var patched =
        send(
            "PATCH",
            document(id),
            tag,
            "{\"title\": \"Given title\", \"date\": \"2024-05-01\", \"authors\": [\"Ann\"],"
                + " \"concepts\": [\"customer-churn\"], \"tags\": [\"a\", \"b\"]}");
    var item = House.json(patched);
    assertEquals("Given title", item.path("title").asString());
    assertEquals("2024-05-01", item.path("date").asString());
    assertEquals("Ann", item.at("/authors/0").asString());
    assertEquals("customer-churn", item.at("/concepts/0/id").asString());
    assertEquals("person", item.at("/concepts/0/method").asString());
    var newTag = patched.headers().firstValue("ETag").orElseThrow();
    assertNotEquals(tag, newTag);
    House.problem(412, send("PATCH", document(id), tag, "{\"title\": \"Lost\"}"));
    var back =
        House.json(
            send(
                "PATCH",
                document(id),
                newTag,
                "{\"title\": null, \"authors\": null, \"concepts\": null}"));
    assertEquals("Found title", back.path("title").asString());
    assertEquals("2024-05-01", back.path("date").asString());
    assertEquals(0, back.path("authors").size());
    assertEquals(0, back.path("concepts").size());
  }

  @Test
  void a_change_of_access_counts_at_once() throws Exception {
    var id = bring("access.md", "# Open\n\nThe zanzibar paper.");
    assertEquals(1, found("zanzibar"));
    House.json(send("PATCH", document(id), tag(document(id)), "{\"access\": [\"group:board\"]}"));
    house.assembly().awaitIdle();
    assertEquals(0, found("zanzibar"));
    House.problem(404, house.send(house.request(document(id))));
    House.json(send("PATCH", document(id), tag(document(id)), "{\"access\": null}"));
    house.assembly().awaitIdle();
    assertEquals(1, found("zanzibar"));
  }

  @Test
  void a_change_needs_what_was_read_and_names_what_is_wrong() throws Exception {
    var id = bring("guarded.md", "# Guarded");
    for (var method : List.of("PATCH", "PUT", "DELETE")) {
      var path = method.equals("PUT") ? document(id) + "/content" : document(id);
      House.problem(428, send(method, path, "", "{}"));
      House.problem(412, send(method, path, "\"0123456789abcdef-0\"", "{}"));
    }
    var faulty =
        House.problem(
            422,
            send(
                "PATCH",
                document(id),
                "*",
                "{\"title\": 7, \"date\": \"soon\", \"access\": [\"me\"], \"size\": 1}"));
    var pointers =
        faulty.path("errors").valueStream().map(e -> e.path("pointer").asString()).sorted();
    assertEquals(List.of("/access", "/date", "/size", "/title"), pointers.toList());
    House.problem(400, send("PATCH", document(id), "*", "{\"title\""));
    House.problem(
        415,
        house.send(
            house
                .asAdmin(document(id))
                .header("If-Match", "*")
                .header("Content-Type", "text/plain")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}"))));
  }

  @Test
  void what_the_server_finds_out_meanwhile_stands_in_no_change_s_way() throws Exception {
    var id =
        bring("one-day.md", "# One\n\nA text that will be alike to another one, word for word.");
    var tag = tag(document(id));
    bring("patient.md", "# Other");
    House.json(send("PATCH", document(id), tag, "{\"title\": \"Mine\"}"));
  }

  @Test
  void new_bytes_are_the_next_version_and_the_old_ones_stay() throws Exception {
    var id = bring("versions.txt", "The first wording about armadillos.");
    var content = document(id) + "/content";
    var tag = tag(content);
    var refused =
        house.send(
            house
                .asAdmin(content)
                .header("If-Match", tag)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[100_001])));
    House.problem(413, refused);
    assertEquals("close", refused.headers().firstValue("Connection").orElse(""));
    var answer = send("PUT", content, tag, "The second wording about bandicoots.");
    assertEquals(202, answer.statusCode(), answer::body);
    House.problem(412, send("PUT", content, tag, "A third one that comes too late."));
    house.assembly().awaitIdle();
    var item = house.getAsAdmin(document(id));
    assertEquals(2, item.path("versions").size());
    assertEquals("indexed", item.at("/versions/1/outcome/code").asString());
    assertEquals(0, found("armadillos"));
    assertEquals(1, found("bandicoots"));
    assertEquals(
        "The first wording about armadillos.", read(document(id) + "/versions/1/content").body());
    assertEquals("The second wording about bandicoots.", read(content).body());
    assertEquals(1, house.get(document(id) + "/versions/1").path("number").asInt());
    House.problem(404, read(document(id) + "/versions/3"));
    var multipart =
        House.multipart(
            house.asAdmin(content).header("If-Match", "*"),
            List.of(Part.file("other.txt", "The third wording about capybaras.")));
    assertEquals(
        202,
        house
            .send(multipart.method("PUT", multipart.build().bodyPublisher().orElseThrow()))
            .statusCode());
    house.assembly().awaitIdle();
    assertEquals(1, found("capybaras"));
    assertEquals(3, house.getAsAdmin(document(id)).path("versions").size());
  }

  @Test
  void what_is_thrown_away_is_found_by_nobody_and_comes_back_whole() throws Exception {
    var id = bring("bin.md", "# Wastepaper\n\nWords about quokkas.");
    var binned = House.json(send("DELETE", document(id), tag(document(id)), ""));
    assertEquals(List.of(id), ids(binned.path("binned")));
    house.assembly().awaitIdle();
    assertEquals(0, found("quokkas"));
    House.problem(404, house.send(house.request(document(id))));
    assertFalse(ids(house.get("/api/documents?limit=100").path("items")).contains(id));
    var bin = house.getAsAdmin("/api/documents?binned=true&limit=100");
    assertTrue(ids(bin.path("items")).contains(id), bin::toString);
    assertEquals("deleted", house.getAsAdmin(document(id)).at("/binned/reason").asString());
    House.problem(409, send("POST", document(id) + "/reread", "", ""));
    var back = House.json(send("POST", document(id) + "/restore", "", ""));
    assertFalse(back.has("binned"));
    House.problem(409, send("POST", document(id) + "/restore", "", ""));
    house.assembly().awaitIdle();
    assertEquals(1, found("quokkas"));
  }

  @Test
  void an_employee_sees_and_changes_nothing_of_what_is_the_admin_s() throws Exception {
    var id = bring("right.md", "# Right");
    var operations = 0;
    for (var path : house.get("/openapi.json").path("paths").properties())
      for (var operation : path.getValue().properties()) {
        if (!operation.getValue().has("security")) continue;
        operations++;
        var address = path.getKey().replace("{id}", id).replaceAll("\\{[a-z]+}", "1");
        House.problem(
            401,
            house.send(
                house
                    .request(address)
                    .method(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT),
                        HttpRequest.BodyPublishers.noBody())));
      }
    assertTrue(operations > 25, () -> "only some operations are the admin's");
    House.problem(401, house.send(house.request("/api/documents?binned=true")));
    var item = house.get(document(id));
    for (var hidden : List.of("places", "access", "binned")) assertFalse(item.has(hidden), hidden);
  }

  @Test
  void a_job_is_paged_filtered_and_written_as_a_table() throws Exception {
    var answer =
        house.upload(
            Part.file("=1+1.md", "# Formula"),
            Part.file("plain, with comma.md", "# Plain"),
            Part.file("void.md", ""));
    var path = "/api/jobs/" + answer.path("job").asString();
    var job = house.getAsAdmin(path);
    assertEquals(3, job.path("files").size());
    assertEquals(3, job.at("/stages/done").asInt());
    assertEquals(1, job.path("needAttention").asInt());
    var page = house.getAsAdmin(path + "?limit=2");
    assertEquals(2, page.path("files").size());
    var next = house.getAsAdmin(path + "?limit=2&cursor=" + page.path("next").asString());
    assertEquals(1, next.path("files").size());
    assertFalse(next.has("next"));
    assertEquals(0, house.getAsAdmin(path + "?limit=0").path("files").size());
    var empty = house.getAsAdmin(path + "?outcome=empty");
    assertEquals("void.md", empty.at("/files/0/name").asString());
    assertEquals(1, house.getAsAdmin(path + "?needsAttention=true").path("files").size());
    House.problem(400, read(path + "?outcome=wonderful"));
    var csv = read(path + "/outcomes.csv");
    assertTrue(csv.headers().firstValue("Content-Type").orElse("").startsWith("text/csv"));
    var lines = csv.body().split("\r\n");
    assertEquals("file,outcome,reason,id", lines[0]);
    assertTrue(lines[1].startsWith("'=1+1.md,indexed,"), lines[1]);
    assertTrue(lines[2].startsWith("\"plain, with comma.md\",indexed,"), lines[2]);
  }

  @Test
  void documents_are_asked_for_by_what_became_of_them() throws Exception {
    house.upload(Part.file("nothing.md", "\n \n"), Part.file("something.md", "# Something"));
    house.upload(
        Part.file(
            "box.eml",
            """
            From: a@example.org\r
            Content-Type: multipart/mixed; boundary="m"\r
            \r
            --m\r
            Content-Type: text/plain; name="in.txt"\r
            Content-Disposition: attachment; filename="in.txt"\r
            \r
            What was attached.\r
            --m--\r
            """));
    var empty = house.getAsAdmin("/api/documents?outcome=empty&limit=100");
    assertTrue(titles(empty).contains("nothing.md"), empty::toString);
    assertFalse(titles(empty).contains("Something"), empty::toString);
    assertEquals(empty.path("total").asInt(), empty.path("items").size());
    var both = house.getAsAdmin("/api/documents?outcome=empty&outcome=indexed&limit=1");
    assertTrue(both.path("total").asInt() > empty.path("total").asInt(), both::toString);
    assertTrue(both.has("next"));
    var attention = titles(house.getAsAdmin("/api/documents?needsAttention=true&limit=100"));
    assertTrue(attention.contains("nothing.md"), attention::toString);
    assertFalse(attention.contains("Something"), attention::toString);
    assertFalse(attention.contains("box.eml"), attention::toString);
    var whole = house.getAsAdmin("/api/documents?outcome=container&limit=100");
    assertTrue(titles(whole).contains("box.eml"), whole::toString);
    House.problem(400, read("/api/documents?outcome=wonderful"));
    House.problem(400, read("/api/documents?binned=true&outcome=empty"));
  }

  private static List<String> titles(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("title").asString()).toList();
  }

  @Test
  void what_needs_attention_is_read_again() throws Exception {
    var path =
        "/api/jobs/"
            + house.upload(Part.file("again.pdf", "%PDF-1.4 and no more")).path("job").asString();
    var again = send("POST", path + "/retry", "", "");
    assertEquals(202, again.statusCode(), again::body);
    house.assembly().awaitIdle();
    var job = house.getAsAdmin("/api/jobs/" + House.json(again).path("job").asString());
    assertEquals("again.pdf", job.at("/files/0/name").asString());
    var good = house.upload(Part.file("good.md", "# Good")).path("job").asString();
    House.problem(409, send("POST", "/api/jobs/" + good + "/retry", "", ""));
  }

  @Test
  void a_job_grows_by_many_requests_until_it_is_complete() throws Exception {
    var begun =
        house.send(
            house
                .asAdmin("/api/jobs")
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"A share\"}")));
    assertEquals(201, begun.statusCode(), begun::body);
    var id = House.json(begun).path("id").asString();
    for (var name : List.of("grow1.md", "grow2.md"))
      assertEquals(
          202,
          house
              .send(
                  House.multipart(
                      house.asAdmin("/api/documents"),
                      List.of(Part.field("job", id), Part.file(name, "# " + name))))
              .statusCode());
    assertFalse(house.getAsAdmin("/api/jobs/" + id).has("finished"));
    House.json(send("POST", "/api/jobs/" + id + "/complete", "", ""));
    house.assembly().awaitIdle();
    var job = house.getAsAdmin("/api/jobs/" + id);
    assertEquals("A share", job.path("title").asString());
    assertEquals("done", job.path("state").asString());
    assertEquals(2, job.at("/counts/indexed").asInt(), job::toString);
    House.problem(
        409,
        house.send(
            House.multipart(
                house.asAdmin("/api/documents"),
                List.of(Part.field("job", id), Part.file("late.md", "# Late")))));
    House.problem(
        422,
        house.send(house.asAdmin("/api/jobs").POST(HttpRequest.BodyPublishers.ofString("{}"))));
  }
}
