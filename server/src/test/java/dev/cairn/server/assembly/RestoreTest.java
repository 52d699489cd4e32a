package dev.cairn.server.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.server.config.Settings;
import dev.cairn.server.testkit.House;
import dev.cairn.server.testkit.House.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RestoreTest {
  private static final List<String> QUESTIONS =
      List.of("storm", "customers leave", "planning", "title:review", "number 3", "calm", "gale");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  private static Serving serving(Path data) throws Exception {
    return Serving.open(
        Settings.from(data, Map.of("embed.model", "off")).withAddress("127.0.0.1", 0),
        false,
        Clock.systemUTC());
  }

  private static HttpRequest.Builder request(Serving serving, String path) {
    return HttpRequest.newBuilder(URI.create(serving.url() + path))
        .header("Authorization", "Bearer " + serving.runToken());
  }

  private JsonNode get(Serving serving, String path) throws Exception {
    return House.json(client.send(request(serving, path).build(), BodyHandlers.ofString()));
  }

  private void upload(Serving serving, Part... parts) throws Exception {
    var request = House.multipart(request(serving, "/api/documents"), List.of(parts));
    House.json(client.send(request.build(), BodyHandlers.ofString()));
    serving.awaitIdle();
  }

  private byte[] backup(Serving serving) throws Exception {
    var answer =
        client.send(
            request(serving, "/api/admin/backup?derived=true")
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode());
    return answer.body();
  }

  private HttpResponse<String> restore(Serving serving, byte[] backup) throws Exception {
    return client.send(
        request(serving, "/api/admin/restore")
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofByteArray(backup))
            .build(),
        BodyHandlers.ofString());
  }

  /// Asks again until the server has opened itself with the backup in place.
  private void awaitRestored(String url, String token) throws Exception {
    var ask =
        HttpRequest.newBuilder(URI.create(url + "/api/admin/restore"))
            .header("Authorization", "Bearer " + token)
            .build();
    while (true)
      try {
        var answer = client.send(ask, BodyHandlers.ofString());
        if (answer.statusCode() == 200 && House.json(answer).has("restored")) return;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
  }

  /// Ids, totals and scores in their order.
  private String answers(Serving serving) throws Exception {
    var all = new StringBuilder();
    for (var question : QUESTIONS) {
      var answer =
          get(serving, "/api/search?facets=none&limit=50&q=" + question.replace(" ", "%20"));
      all.append(question).append(answer.path("total"));
      for (var hit : answer.path("hits")) all.append(hit.path("id")).append(hit.path("score"));
    }
    return all.toString();
  }

  private static Part[] files() {
    var files = new Part[20];
    for (int i = 0; i < files.length; i++)
      files[i] =
          Part.file(
              "file-" + i + ".md",
              "# Review "
                  + i
                  + "\n\nThe storm number "
                  + i % 7
                  + " came; customers leave.\n"
                  + "Planning. ".repeat(i));
    return files;
  }

  /// A pin for a question that nothing else answers, synonyms, a saved search.
  private void curate(Serving serving) throws Exception {
    var item = get(serving, "/api/search?q=planning").at("/hits/0/id").asString();
    post(serving, "/api/admin/pins", "{\"question\": \"calm\", \"item\": \"" + item + "\"}");
    post(serving, "/api/admin/synonyms", "{\"words\": [\"gale\", \"storm\"]}");
    post(serving, "/api/searches", "{\"name\": \"Storms\", \"query\": \"q=storm\"}");
  }

  private void post(Serving serving, String path, String body) throws Exception {
    var answer =
        client.send(
            request(serving, path).POST(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer::body);
  }

  @Test
  void what_was_destroyed_as_a_whole_answers_the_same_after_restoring() throws Exception {
    byte[] backup;
    String before;
    var data = folder.resolve("data");
    try (var serving = serving(data)) {
      upload(serving, files());
      curate(serving);
      before = answers(serving);
      backup = backup(serving);
    }
    delete(data);
    try (var serving = serving(data)) {
      upload(serving, Part.file("other.md", "Calm.\n"));
      var url = serving.url();
      var token = serving.runToken();
      var hash = Files.readString(data.resolve("admin-token.sha256"));
      var answer = restore(serving, backup);
      assertEquals(202, answer.statusCode(), answer::body);
      awaitRestored(url, token);
      assertEquals(url, serving.url());
      assertEquals(token, serving.runToken());
      assertEquals(hash, Files.readString(data.resolve("admin-token.sha256")));
      serving.awaitIdle();
      assertEquals(before, answers(serving));
      assertEquals(1, get(serving, "/api/search?q=calm").at("/total/value").asInt(), "the pin");
      assertTrue(get(serving, "/api/search?q=gale").at("/total/value").asInt() > 10, "synonyms");
      assertEquals("Storms", get(serving, "/api/searches").at("/searches/0/name").asString());
      var work =
          House.json(
              client.send(
                  request(serving, "/api/admin/verify").POST(BodyPublishers.noBody()).build(),
                  BodyHandlers.ofString()));
      JsonNode end;
      do end = get(serving, "/api/admin/works/" + work.path("id").asString());
      while (end.path("state").asString().equals("running"));
      assertEquals("[]", end.findPath("faults").toString(), end::toString);
      assertEquals("[]", end.findPath("mended").toString(), end::toString);
      assertFalse(names(data).stream().anyMatch(n -> n.startsWith("before-restore")), "is kept");
    }
  }

  @Test
  void what_cannot_be_restored_is_refused_and_touches_nothing() throws Exception {
    var data = folder.resolve("data");
    try (var serving = serving(data)) {
      upload(serving, Part.file("one.md", "The storm.\n"));
      var before = answers(serving);
      var backup = backup(serving);
      backup[backup.length / 2] ^= 1;
      var problem = House.problem(422, restore(serving, backup));
      assertTrue(problem.path("detail").asString().contains("backup"), problem::toString);
      House.problem(422, restore(serving, new byte[10]));
      assertEquals(before, answers(serving));
      assertFalse(get(serving, "/api/admin/restore").has("restored"));
      assertFalse(Files.exists(data.resolve("restore")));
    }
  }

  /// The world ends after each move; the next opening goes on.
  @Test
  void a_swap_that_was_broken_off_anywhere_is_finished_by_the_next_opening() throws Exception {
    for (int moved = 0; moved <= Swap.PARTS.size(); moved++) {
      var data = folder.resolve("data-" + moved);
      DataFolder.open(data).close();
      for (var part : Swap.PARTS)
        Files.writeString(Files.createDirectories(data.resolve(part)).resolve("who"), "former");
      var swap = new Swap(data);
      var staged = swap.begin("7");
      for (var part : Swap.PARTS)
        Files.writeString(Files.createDirectories(staged.resolve(part)).resolve("who"), "new");
      Files.writeString(
          staged.resolve("backup.properties"),
          "when=2026-01-01T00:00:00Z\nchange=1\nitems=2\noriginals=3\nbytes=4\n");
      swap.decide(staged);
      var former = Files.createDirectories(data.resolve("before-restore-7"));
      for (var part : Swap.PARTS.subList(0, moved)) {
        Files.move(data.resolve(part), former.resolve(part));
        Files.move(staged.resolve(part), data.resolve(part));
      }
      if (moved < Swap.PARTS.size())
        Files.move(data.resolve(Swap.PARTS.get(moved)), former.resolve(Swap.PARTS.get(moved)));
      try (var opened = DataFolder.open(data)) {
        assertEquals(3, opened.restored().orElseThrow().originals());
        for (var part : Swap.PARTS) {
          assertEquals("new", Files.readString(data.resolve(part).resolve("who")));
          assertEquals("former", Files.readString(former.resolve(part).resolve("who")));
        }
        opened.forgetFormer();
      }
      try (var opened = DataFolder.open(data)) {
        assertTrue(opened.restored().isEmpty());
        assertFalse(names(data).contains("restore"));
        assertFalse(names(data).contains("before-restore-7"));
      }
    }
  }

  private static List<String> names(Path data) throws IOException {
    try (var files = Files.list(data)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }

  private static void delete(Path data) throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList())
        Files.delete(file);
    }
  }
}
