package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.server.assembly.ServerFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while it takes a backup in has either all that it had before or all that
/// the backup holds: the latter as soon as it said that it restores it.
class RestoreKillTest {
  private static final int FILES = 5;

  @TempDir Path scratch;

  @Test
  void a_backup_is_restored_wholly_or_not_at_all() throws Exception {
    var data = scratch.resolve("data");
    var backup = scratch.resolve("backup.zip");
    Map<String, Long> before;
    Map<String, Long> now;
    try (var server = serve(data);
        var api = server.serving(data)) {
      for (int i = 0; i < FILES; i++) bring(api, "word" + i);
      before = found(api);
      try (var out = Files.newOutputStream(backup)) {
        api.fetch(new Api.Address("/api/admin/backup"), out);
      }
      bring(api, "later");
      now = found(api);
      assertFalse(now.equals(before), now::toString);
      killInTheMiddle(server, data, Files.readAllBytes(backup));
    }

    try (var server = serve(data);
        var api = server.serving(data)) {
      assertEquals(now, settled(api), "what was only half sent has done nothing");
      assertFalse(Files.exists(data.resolve("restore")), "nor left anything");
      assertEquals(202, api.post(new Api.Address("/api/admin/restore"), backup).status());
      server.kill();
    }

    try (var server = serve(data);
        var api = server.serving(data)) {
      assertEquals(before, settled(api), "what was promised is done");
      assertFalse(Files.exists(data.resolve("restore")), "and nothing is left to do");
    }
  }

  /// Sends half of the backup, and kills the server as soon as it has begun with it.
  private static void killInTheMiddle(Child server, Path data, byte[] backup) throws Exception {
    var over = new CountDownLatch(1);
    var announced = ServerFile.read(data).orElseThrow();
    var half = new ByteArrayInputStream(Arrays.copyOf(backup, backup.length / 2));
    var body = new SequenceInputStream(half, new Waiting(over));
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(announced.url() + "/api/admin/restore"))
                  .header("Authorization", "Bearer " + announced.token())
                  .header("Content-Type", "application/zip")
                  .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      while (!Files.exists(data.resolve("restore")))
        if (answer.isDone()) throw new AssertionError("answered half a backup: " + answer.get());
        else Thread.onSpinWait();
      server.kill();
      over.countDown();
      answer.cancel(true);
    }
  }

  /// Ends when it is told to.
  private static final class Waiting extends InputStream {
    private final CountDownLatch over;

    Waiting(CountDownLatch over) {
      this.over = over;
    }

    @Override
    public int read() throws IOException {
      try {
        over.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return -1;
    }
  }

  private Child serve(Path data) throws IOException {
    return Child.start(scratch, "serve", "--empty", "--port", "0", "--data", data.toString());
  }

  private void bring(Api api, String word) throws IOException {
    var name = word + ".txt";
    var file = Files.writeString(scratch.resolve(name), "Notes on the lighthouse, " + word + ".\n");
    var body = new Multipart().field("source", "notes").file("file", name, file);
    var answer = api.post(new Api.Address("/api/documents"), body).orFail();
    follow(api, answer.path("job").asString());
  }

  private static void follow(Api api, String job) throws IOException {
    try (var follower = Follower.ofJob(api, job, _ -> {})) {
      follower.await();
    }
  }

  /// What is found as soon as all changes of the past are: a file that comes after them is found
  /// after them, and left out here.
  private Map<String, Long> settled(Api api) throws IOException {
    bring(api, "last");
    var found = found(api);
    assertEquals(1, found.remove("last"), found::toString);
    found.merge("lighthouse", -1L, Long::sum);
    return found;
  }

  /// Word → how many items have it, where there are any.
  private static Map<String, Long> found(Api api) {
    var found = new TreeMap<String, Long>();
    for (var word : new String[] {"lighthouse", "later", "last"}) put(api, word, found);
    for (int i = 0; i < FILES; i++) put(api, "word" + i, found);
    return found;
  }

  private static void put(Api api, String word, Map<String, Long> found) {
    var address =
        new Api.Address("/api/search")
            .with("q", word)
            .with("mode", "lexical")
            .with("facets", "none");
    long total = api.get(address).orFail().path("total").path("value").asLong();
    if (total > 0) found.put(word, total);
  }
}
