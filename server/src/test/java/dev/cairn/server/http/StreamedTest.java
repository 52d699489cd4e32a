package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StreamedTest {
  private static HttpResponse<byte[]> get(Streamed.Maker maker) throws Exception {
    var server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.routes.get("/", ctx -> Streamed.write(ctx, "application/zip", maker));
          Problems.addTo(config.routes, (_, _, _, _) -> "");
        });
    server.start("127.0.0.1", 0);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } finally {
      server.stop();
    }
  }

  @Test
  void a_whole_answer_arrives_whole() throws Exception {
    var response =
        get(out -> {
          for (int i = 0; i < 100; i++) out.write(new byte[10_000]);
        });
    assertEquals(200, response.statusCode());
    assertEquals(1_000_000, response.body().length);
  }

  @Test
  void an_answer_that_cannot_be_finished_is_no_answer_for_the_client() {
    for (int chunks : new int[] {1, 100}) {
      var sent = new AtomicReference<>("");
      assertThrows(
          IOException.class,
          () ->
              get(out -> {
                for (int i = 0; i < chunks; i++) out.write(new byte[10_000]);
                out.flush();
                sent.set("something");
                throw new IOException("the disk is gone");
              }));
      assertEquals("something", sent.get());
    }
  }

  @Test
  void what_fails_before_the_first_byte_is_told() throws Exception {
    var response =
        get(out -> {
          out.flush();
          throw Refusal.conflict("Another one goes on.");
        });
    assertEquals(409, response.statusCode());
  }
}
