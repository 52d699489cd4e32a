package dev.cairn.indexer.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.testkit.EmbedderContract;
import dev.cairn.indexer.testkit.HashedWords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Against a real server on this machine, which answers as OpenAI's does.
class HttpEmbedderTest extends EmbedderContract {
  private static final int LONGEST = 4_000;

  private final HashedWords words = new HashedWords();
  private final Deque<Integer> refusals = new ConcurrentLinkedDeque<>();
  private final Deque<String> spoiled = new ConcurrentLinkedDeque<>();
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Embedder embedder;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().name("model").daemon().unstarted(task)));
    server.start();
    embedder = another();
  }

  @AfterEach
  void close() {
    embedder.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = new JsonMapper().readTree(exchange.getRequestBody());
      var texts = new ArrayList<String>();
      asked.path("input").forEach(text -> texts.add(text.asString()));
      sizes.add(texts.size());
      seen.addAll(texts);
      keys.add(
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse(""));
      int status = Optional.ofNullable(refusals.poll()).orElse(200);
      if (texts.stream().anyMatch(text -> text.length() > LONGEST)) status = 413;
      exchange.getResponseHeaders().add("Retry-After", "0");
      var body = Optional.ofNullable(spoiled.poll()).orElseGet(() -> json(texts));
      var bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /// The last first: they are numbered.
  private String json(List<String> texts) {
    var data = new ArrayList<Map<String, Object>>();
    var directions = words.passages(texts);
    for (int i = 0; i < texts.size(); i++)
      data.add(
          Map.of(
              "object", "embedding", "index", i, "embedding", scaled(directions.get(i).values())));
    Collections.reverse(data);
    return new JsonMapper()
        .writeValueAsString(Map.of("object", "list", "data", data, "model", "words"));
  }

  /// Not every server makes them of length 1.
  private static float[] scaled(float[] values) {
    for (int i = 0; i < values.length; i++) values[i] *= 3;
    return values;
  }

  @Override
  protected Embedder embedder() {
    return embedder;
  }

  @Override
  protected Embedder another() {
    return asked("", 64);
  }

  private Embedder asked(String before, int dimensions) {
    return new Remembered(
        new HttpEmbedder(
            new HttpModel(
                address(), "sesame", "words", dimensions, before, "", 8, 2, Duration.ofMinutes(1)),
            Duration.ofMillis(1)),
        10);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/embeddings");
  }

  @Test
  void texts_go_in_batches_with_the_key() {
    embedder.passages(Collections.nCopies(20, "storm"));
    assertEquals(List.of(4, 8, 8), sizes.stream().sorted().toList());
    assertEquals(List.of("Bearer sesame"), keys.stream().distinct().toList());
  }

  @Test
  void a_question_asked_again_is_remembered() {
    embedder.question("storm");
    embedder.question("storm");
    assertEquals(List.of("storm"), seen);
  }

  @Test
  void what_the_model_wants_before_a_passage_is_part_of_its_name() {
    try (var other = asked("passage: ", 64)) {
      other.passages(List.of("storm"));
      assertEquals(List.of("passage: storm"), seen);
      assertTrue(!other.model().name().equals(embedder.model().name()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503, 500})
  void who_is_busy_is_asked_again(int status) {
    refusals.addAll(List.of(status, status));
    assertEquals(1, embedder.passages(List.of("storm")).size());
    assertEquals(3, sizes.size());
    assertEquals(Optional.empty(), embedder.trouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 503})
  void who_refuses_for_good_is_a_trouble_until_he_answers(int status) {
    refusals.addAll(Collections.nCopies(10, status));
    var failure = assertThrows(IndexFailure.class, () -> embedder.passages(List.of("storm")));
    assertEquals(IndexFailure.Kind.UNAVAILABLE, failure.kind());
    assertEquals(Optional.of(failure.getMessage()), embedder.trouble());
    refusals.clear();
    embedder.passages(List.of("storm"));
    assertEquals(Optional.empty(), embedder.trouble());
  }

  @Test
  void what_is_too_long_goes_in_smaller_pieces() {
    var texts = new ArrayList<>(Collections.nCopies(7, "storm"));
    texts.add("storm ".repeat(2_000));
    var directions = embedder.passages(texts);
    assertEquals(8, directions.size());
    assertTrue(directions.get(0).similarity(directions.get(7)) > 0.9);
  }

  @Test
  void answers_that_are_wrong_are_refused() {
    var wrong = new ArrayDeque<String>();
    wrong.add("no json");
    wrong.add("{}");
    wrong.add("{\"data\":[]}");
    wrong.add("{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}");
    wrong.add("{\"data\":[{\"index\":5,\"embedding\":" + List.of() + "}]}");
    wrong.add("{\"data\":[{\"index\":0,\"embedding\":" + Collections.nCopies(64, 0) + "}]}");
    wrong.add("{\"data\":[{\"index\":0,\"embedding\":" + Collections.nCopies(64, "\"a\"") + "}]}");
    while (!wrong.isEmpty()) {
      var body = wrong.remove();
      spoiled.add(body);
      assertThrows(IndexFailure.class, () -> embedder.passages(List.of("storm")), body);
      assertTrue(embedder.trouble().isPresent(), body);
    }
  }

  @Test
  void who_does_not_answer_is_a_trouble() {
    server.stop(0);
    assertThrows(IndexFailure.class, () -> embedder.question("storm"));
    assertTrue(embedder.trouble().isPresent());
  }

  @Test
  void a_model_that_cannot_be_asked_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HttpModel(URI.create("ftp://a/b"), "", "m", 1, "", "", 1));
    assertThrows(
        IllegalArgumentException.class, () -> new HttpModel(address(), "", "m", 0, "", "", 1));
    assertTrue(
        !new HttpModel(address(), "sesame", "m", 1, "", "", 1).toString().contains("sesame"));
  }
}
