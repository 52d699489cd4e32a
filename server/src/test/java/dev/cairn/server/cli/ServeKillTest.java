package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed in the middle of its work keeps what it acknowledged, once, and ends
/// where it would have ended without.
class ServeKillTest {
  private static final int FILES = 60;
  private static final int BATCH = 4;
  private static final String COMMON = "lighthouse";

  @TempDir Path scratch;

  @Test
  void what_was_acknowledged_is_there_once_after_a_kill() throws Exception {
    var random = Seed.random(ServeKillTest.class);
    var files = files(random);

    var data = scratch.resolve("killed");
    Map<String, String> acknowledged;
    int changes;
    try (var server = serve(data);
        var api = server.serving(data)) {
      acknowledged = send(api, files, 2 + random.nextInt(FILES / BATCH - 3));
      var curating = Curating.begin(api);
      try {
        curating.await(1 + random.nextInt(6));
        server.kill();
      } finally {
        curating.end();
      }
      changes = curating.acknowledged();
    }
    assertTrue(!acknowledged.isEmpty(), "nothing was sent before the kill");

    try (var server = serve(data);
        var api = server.serving(data)) {
      settle(api);
      for (var file : acknowledged.entrySet()) {
        assertTrue(api.get(new Api.Address("/api/documents/" + file.getValue())).ok(), file + "");
        assertEquals(1, total(api, "word" + number(file.getKey())), file + " is found once");
      }
      send(api, files, Integer.MAX_VALUE);
      settle(api);
      assertEquals(FILES, total(api, COMMON));
      for (var name : files.keySet()) assertEquals(1, total(api, "word" + number(name)), name);
      assertEquals(
          List.copyOf(new TreeSet<>(files.keySet())), titles(api), "each file is there once");
      assertEquals(0, server.stop(), "told to stop, it ends well");
    }
  }

  private Child serve(Path data) throws IOException {
    return Child.start(scratch, "serve", "--empty", "--port", "0", "--data", data.toString());
  }

  /// Texts with a word of their own and one that all share.
  private Map<String, Path> files(Random random) throws IOException {
    var folder = Files.createDirectories(scratch.resolve("files"));
    var files = new LinkedHashMap<String, Path>();
    for (int i = 0; i < FILES; i++) {
      var name = "note-" + i + ".txt";
      var text = new StringBuilder("Notes on the " + COMMON + ", word" + i + ".\n\n");
      for (int line = random.nextInt(40); line > 0; line--)
        text.append("Customers of region ").append(random.nextInt(90)).append(" waited.\n");
      files.put(name, Files.writeString(folder.resolve(name), text));
    }
    return files;
  }

  /// Sends batches until so many are acknowledged.
  ///
  /// @return name of each acknowledged file → id of its item
  private static Map<String, String> send(Api api, Map<String, Path> files, int batches)
      throws IOException {
    var acknowledged = new TreeMap<String, String>();
    var names = List.copyOf(files.keySet());
    for (int from = 0; from < names.size() && batches-- > 0; from += BATCH) {
      var body = new Multipart().field("source", "folder:notes@01234567");
      for (var name : names.subList(from, from + BATCH)) body.file("file", name, files.get(name));
      var answer = api.post(new Api.Address("/api/documents"), body).orFail();
      for (var document : answer.path("documents"))
        acknowledged.put(
            document.path("fileName").asString(), document.path("id").asString("no id"));
    }
    return acknowledged;
  }

  /// Waits until all that came in before is found: changes reach the index in their order, so a new
  /// file that is found comes after all of them.
  private void settle(Api api) throws IOException {
    var marker = Files.writeString(scratch.resolve("marker.txt"), "marker " + System.nanoTime());
    var body = new Multipart().file("file", "marker.txt", marker);
    api.post(new Api.Address("/api/documents"), body).orFail();
    for (var job : api.get(new Api.Address("/api/jobs").with("limit", 100)).orFail().path("jobs"))
      try (var follower = Follower.ofJob(api, job.path("id").asString(), _ -> {})) {
        follower.await();
      }
  }

  private static int number(String name) {
    return Integer.parseInt(name.replaceAll("\\D", ""));
  }

  private static long tagged(Api api) {
    return api.get(
            new Api.Address("/api/search")
                .with("concept", Curating.CONCEPT)
                .with("exact", "true")
                .with("facets", "none"))
        .orFail()
        .path("total")
        .path("value")
        .asLong(-1);
  }

  private static long total(Api api, String word) {
    return api.get(
            new Api.Address("/api/search")
                .with("q", word)
                .with("mode", "lexical")
                .with("facets", "none"))
        .orFail()
        .path("total")
        .path("value")
        .asLong(-1);
  }

  /// Titles of all documents, in their order, markers left out.
  private static List<String> titles(Api api) {
    var titles = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var address = new Api.Address("/api/documents").with("limit", 100);
      cursor.ifPresent(value -> address.with("cursor", value));
      var page = api.get(address).orFail();
      for (var document : page.path("items")) titles.add(document.path("title").asString(""));
      cursor = Follower.text(page, "next");
    } while (cursor.isPresent());
    return titles.stream().filter(title -> !title.contains("marker")).sorted().toList();
  }
}
