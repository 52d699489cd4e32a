package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Originals must be kept to the byte. Thousands of small parts in one request meet every way in
/// which buffers of the network can cut a part's head and body.
class PartsTest {
  private static final int PARTS = 20_000;

  @Test
  void bytes_arrive_whole_wherever_buffers_cut_the_request(@TempDir Path folder) throws Exception {
    var wrong = new ConcurrentLinkedQueue<String>();
    var server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.jetty.host = "127.0.0.1";
          config.jetty.port = 0;
          config.routes.before(ctx -> Parts.limit(ctx, new Parts.Limits(folder, 1 << 20)));
          config.routes.after(Parts::release);
          config.routes.post(
              "/",
              ctx -> {
                var files = Parts.of(ctx).files();
                for (var file : files) check(file, wrong);
                ctx.result(String.valueOf(files.size()));
              });
        });
    server.start();
    try (var client = HttpClient.newHttpClient()) {
      for (var publisher : List.of(whole(), chunked())) {
        var response =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .header("Content-Type", "multipart/form-data; boundary=cut")
                    .POST(publisher)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(String.valueOf(PARTS), response.body());
      }
    } finally {
      server.stop();
    }
    assertEquals(List.of(), List.copyOf(wrong));
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count(), "nothing is left of a request that was answered");
    }
  }

  private static void check(Parts.File file, ConcurrentLinkedQueue<String> wrong)
      throws IOException {
    var content = new String(file.content().readAllBytes(), StandardCharsets.UTF_8);
    if (!content.equals(content(file.name()))) wrong.add(file.name() + ": " + content);
  }

  private static String content(String name) {
    return "content of " + name + "\n".repeat(name.length() % 3);
  }

  private static HttpRequest.BodyPublisher whole() {
    var all = new ByteArrayOutputStream();
    pieces().forEach(all::writeBytes);
    return HttpRequest.BodyPublishers.ofByteArray(all.toByteArray());
  }

  private static HttpRequest.BodyPublisher chunked() {
    return HttpRequest.BodyPublishers.ofByteArrays(pieces());
  }

  private static List<byte[]> pieces() {
    var pieces = new ArrayList<byte[]>();
    for (int i = 0; i < PARTS; i++) {
      var name = "file-" + i + ".md";
      var head =
          "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
              + name
              + "\"\r\nContent-Type: text/markdown\r\n\r\n";
      pieces.add(head.getBytes(StandardCharsets.UTF_8));
      pieces.add(content(name).getBytes(StandardCharsets.UTF_8));
      pieces.add("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    pieces.add("--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return pieces;
  }
}
