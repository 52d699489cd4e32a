package dev.cairn.indexer.embed;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A model that another server runs. What is refused for a while is asked again, a few times; what
/// is refused for its size is sent in smaller pieces.
final class HttpEmbedder implements Embedder {
  private static final System.Logger LOG = System.getLogger(HttpEmbedder.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  /// Beyond, no model reads; and no request gets larger than some megabytes.
  private static final int CHARACTERS = 32_000;

  /// A text that is still refused is refused for something else than its length.
  private static final int SHORT = 250;

  /// A number in an answer takes no more, with all that is around it.
  private static final int BYTES_A_NUMBER = 64;

  private static final int ATTEMPTS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpModel settings;
  private final Duration pause;
  private final Model model;
  private final HttpClient client;
  private final ExecutorService threads;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Optional<String> trouble = Optional.empty();

  HttpEmbedder(HttpModel settings) {
    this(settings, FIRST_PAUSE);
  }

  /// @param pause after the first refusal, where the server does not say how long
  HttpEmbedder(HttpModel settings, Duration pause) {
    this.settings = settings;
    this.pause = pause;
    var handedOver = (settings.beforePassage() + '\n' + settings.beforeQuestion()).hashCode();
    var handing = settings.beforePassage().isEmpty() && settings.beforeQuestion().isEmpty();
    this.model =
        new Model(
            "http "
                + settings.name()
                + (handing ? "" : " " + HexFormat.of().toHexDigits(handedOver)),
            settings.dimensions(),
            Set.of());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    var number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            settings.threads(),
            task ->
                Thread.ofPlatform()
                    .name("embed-http-" + number.incrementAndGet())
                    .daemon()
                    .unstarted(task));
  }

  @Override
  public Model model() {
    return model;
  }

  @Override
  public List<Direction> passages(List<String> texts) {
    var sent = texts.stream().map(it -> cut(settings.beforePassage() + it, CHARACTERS)).toList();
    var requests = new ArrayList<Callable<List<Direction>>>();
    for (int from = 0; from < sent.size(); from += settings.together()) {
      var batch = sent.subList(from, Math.min(sent.size(), from + settings.together()));
      requests.add(() -> directions(batch, settings.timeout(), ATTEMPTS));
    }
    try {
      var all = new ArrayList<Direction>();
      for (var answer : threads.invokeAll(requests)) all.addAll(answer.get());
      return List.copyOf(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The server is stopping; try again after.", e);
    } catch (RejectedExecutionException e) {
      throw unavailable("The server is stopping; try again after.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IndexFailure failure) throw failure;
      throw new IllegalStateException("the meaning of a text cannot be told", e.getCause());
    }
  }

  /// Somebody waits for it, so that it is not tried for long.
  @Override
  public Direction question(String text) {
    var sent = cut(settings.beforeQuestion() + text, CHARACTERS);
    try {
      return directions(List.of(sent), settings.timeout().dividedBy(5), 2).getFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The server is stopping; try again after.", e);
    }
  }

  private List<Direction> directions(List<String> texts, Duration timeout, int attempts)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      var answer = send(texts, timeout, attempt == attempts);
      if (answer.isPresent()) {
        int status = answer.get().status();
        if (status == 200) {
          var directions = read(answer.get().body(), texts.size());
          trouble = Optional.empty();
          return directions;
        }
        if (status == 400 || status == 413 || status == 422) return smaller(texts, timeout, status);
        if (!passing(status) || attempt == attempts) throw refused(status);
      }
      var after = answer.flatMap(Answer::after).orElse(pause.multipliedBy(1L << (attempt - 1)));
      if (closing.await(after.toMillis(), TimeUnit.MILLISECONDS))
        throw unavailable("The server is stopping; try again after.", null);
    }
  }

  private static boolean passing(int status) {
    return status == 408 || status == 429 || status >= 500 && status != 501 && status != 505;
  }

  /// The server says that it is too much, or does not say what is wrong.
  private List<Direction> smaller(List<String> texts, Duration timeout, int status)
      throws InterruptedException {
    var all = new ArrayList<Direction>();
    if (texts.size() > 1) {
      int half = texts.size() / 2;
      all.addAll(directions(texts.subList(0, half), timeout, ATTEMPTS));
      all.addAll(directions(texts.subList(half, texts.size()), timeout, ATTEMPTS));
      return all;
    }
    var text = texts.getFirst();
    if (text.length() <= SHORT) throw refused(status);
    return directions(List.of(cut(text, text.length() / 2)), timeout, ATTEMPTS);
  }

  private record Answer(int status, byte[] body, Optional<Duration> after) {}

  /// @param last whether nobody will try again
  /// @return empty if it did not come through
  private Optional<Answer> send(List<String> texts, Duration timeout, boolean last)
      throws InterruptedException {
    var body = JSON.writeValueAsBytes(Map.of("model", settings.name(), "input", texts));
    var request =
        HttpRequest.newBuilder(settings.url())
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!settings.key().isEmpty()) request.header("Authorization", "Bearer " + settings.key());
    int most = 100_000 + texts.size() * settings.dimensions() * BYTES_A_NUMBER;
    try {
      var response = client.send(request.build(), BodyHandlers.ofInputStream());
      try (var in = response.body()) {
        var bytes = in.readNBytes(most + 1);
        if (bytes.length > most) throw unreadable("is longer than any answer can be", null);
        return Optional.of(new Answer(response.statusCode(), bytes, after(response)));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "no answer from " + settings, e);
      if (!last) return Optional.empty();
      throw troubled(
          "The server of the model of meaning (embed.url) does not answer. See whether it runs"
              + " and can be reached.",
          e);
    }
  }

  /// Seconds only; a date would need a clock on which both agree.
  private static Optional<Duration> after(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private List<Direction> read(byte[] body, int texts) {
    try {
      var data = JSON.readTree(body).path("data");
      if (!data.isArray() || data.size() != texts)
        throw unreadable("has " + data.size() + " vectors for " + texts + " texts", null);
      var directions = new Direction[texts];
      for (int i = 0; i < texts; i++) {
        int index = data.get(i).path("index").asInt(i);
        if (index < 0 || index >= texts || directions[index] != null)
          throw unreadable("numbers its vectors wrongly", null);
        directions[index] = direction(data.get(i).path("embedding"));
      }
      return Arrays.asList(directions);
    } catch (JacksonException e) {
      throw unreadable("is not JSON as expected", e);
    }
  }

  private Direction direction(JsonNode vector) {
    if (!vector.isArray() || vector.size() != model.dimensions())
      throw unreadable(
          "has vectors of " + vector.size() + " dimensions instead of " + model.dimensions(), null);
    var values = new float[model.dimensions()];
    for (int i = 0; i < values.length; i++) {
      if (!vector.get(i).isNumber()) throw unreadable("has a vector that is not of numbers", null);
      values[i] = vector.get(i).floatValue();
    }
    try {
      return Direction.along(values);
    } catch (IllegalArgumentException e) {
      throw unreadable("has a vector without direction", e);
    }
  }

  private IndexFailure refused(int status) {
    var reason =
        switch (status) {
          case 401, 403 -> "does not accept the key (embed.key).";
          case 404 -> "does not know this address or model (embed.url, embed.http-model).";
          case 429 -> "is asked too often; it is tried again later.";
          default -> "answers with status " + status + ". Look at its log.";
        };
    return troubled("The server of the model of meaning " + reason, null);
  }

  private IndexFailure unreadable(String what, @Nullable Throwable cause) {
    return troubled(
        "The answer of the server of the model of meaning "
            + what
            + ". See whether embed.url, embed.http-model and embed.dimensions are right.",
        cause);
  }

  private IndexFailure troubled(String sentence, @Nullable Throwable cause) {
    trouble = Optional.of(sentence);
    return unavailable(sentence, cause);
  }

  private static IndexFailure unavailable(String sentence, @Nullable Throwable cause) {
    return new IndexFailure(IndexFailure.Kind.UNAVAILABLE, sentence, cause);
  }

  /// Not in the middle of a character; halves of characters that are there already go, since none
  /// can be sent.
  private static String cut(String text, int length) {
    var cut = text.length() <= length ? text : text.substring(0, length);
    if (cut.codePoints().noneMatch(HttpEmbedder::isHalf)) return cut;
    var whole = new StringBuilder();
    cut.codePoints().filter(c -> !isHalf(c)).forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closing.countDown();
    threads.shutdown();
    client.shutdownNow();
    client.close();
  }
}
