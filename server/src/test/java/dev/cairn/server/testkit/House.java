package dev.cairn.server.testkit;

import dev.cairn.server.assembly.Assembly;
import dev.cairn.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole server over a folder, on a free port, and a client that speaks to it as programs do.
public final class House implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Assembly assembly;
  private final HttpClient client = HttpClient.newHttpClient();
  private String session = "";

  private House(Assembly assembly) {
    this.assembly = assembly;
  }

  /// Without the starter corpus.
  public static House over(Path data) throws Exception {
    return over(data, Map.of(), false);
  }

  public static House over(Path data, Map<String, String> settings, boolean starter)
      throws Exception {
    // The model costs seconds, and few tests are about meaning.
    var all = new HashMap<>(Map.of("embed.model", "off"));
    all.putAll(settings);
    return new House(
        Assembly.open(
            Settings.from(data, all).withAddress("127.0.0.1", 0), starter, Clock.systemUTC()));
  }

  public Assembly assembly() {
    return assembly;
  }

  public URI at(String path) {
    return URI.create(assembly.url() + path);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path));
  }

  public HttpRequest.Builder asAdmin(String path) {
    return request(path).header("Authorization", "Bearer " + assembly.runToken());
  }

  /// Changes something as the admin.
  public HttpResponse<String> asAdmin(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(asAdmin(path).method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /// Asks for a page as a browser in which the admin has signed in.
  public HttpRequest.Builder signedIn(String path) throws IOException, InterruptedException {
    if (session.isEmpty())
      session =
          send(form(request("/signin"), Map.of("token", assembly.runToken())))
              .headers()
              .firstValue("Set-Cookie")
              .orElseThrow()
              .split(";")[0];
    return request(path).header("Cookie", session).header("Accept", "text/html");
  }

  /// What a form sends.
  public static HttpRequest.Builder form(HttpRequest.Builder request, Map<String, String> fields) {
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"))));
  }

  /// As it stands in an address.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> bytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public HttpResponse<java.util.stream.Stream<String>> lines(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
  }

  /// The JSON of an answer that must be 2xx.
  public JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(request(path)));
  }

  public JsonNode getAsAdmin(String path) throws IOException, InterruptedException {
    return json(send(asAdmin(path)));
  }

  public static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2)
      throw new AssertionError(
          response.uri() + " answered " + response.statusCode() + ": " + response.body());
    return JSON.readTree(response.body());
  }

  /// The JSON of a problem with this status.
  public static JsonNode problem(int status, HttpResponse<String> response) {
    var type = response.headers().firstValue("Content-Type").orElse("");
    if (response.statusCode() != status || !type.startsWith("application/problem+json"))
      throw new AssertionError(
          response.uri()
              + " answered "
              + response.statusCode()
              + " as "
              + type
              + ": "
              + response.body());
    var problem = JSON.readTree(response.body());
    if (problem.path("status").asInt() != status || problem.path("detail").asString().isBlank())
      throw new AssertionError("no proper problem: " + response.body());
    return problem;
  }

  /// @param fileName empty for a plain field
  public record Part(String name, String fileName, byte[] content) {
    public static Part field(String name, String value) {
      return new Part(name, "", value.getBytes(StandardCharsets.UTF_8));
    }

    public static Part file(String fileName, String content) {
      return new Part("file", fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Part file(String fileName, byte[] content) {
      return new Part("file", fileName, content);
    }
  }

  public static HttpRequest.Builder multipart(HttpRequest.Builder request, List<Part> parts) {
    var boundary = "----cairn-test-boundary";
    var body = new ByteArrayOutputStream();
    for (var part : parts) {
      body.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\""
                  + part.name()
                  + "\""
                  + (part.fileName().isEmpty() ? "" : "; filename=\"" + part.fileName() + "\"")
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(part.content());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return request
        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  /// Brings files in as the admin and waits until they are found.
  public JsonNode upload(Part... parts) throws IOException, InterruptedException {
    var answer = json(send(multipart(asAdmin("/api/documents"), List.of(parts))));
    assembly.awaitIdle();
    return answer;
  }

  @Override
  public void close() {
    assembly.close();
  }
}
