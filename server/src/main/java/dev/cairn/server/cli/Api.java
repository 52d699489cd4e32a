package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The interface of a server, as the commands use it. Thread-safe.
final class Api implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  private final String url;
  private final String token;
  private final HttpClient client;

  /// @param url address without a slash at the end
  Api(String url, String token) {
    this.url = url;
    this.token = token;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// What the server said.
  ///
  /// @param body missing node where it was no JSON
  /// @param tag the header ETag; empty where there was none
  record Reply(int status, JsonNode body, String tag) {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    /// One sentence that says what was wrong, with the fields where the server named some.
    String detail() {
      var said = new StringBuilder(body.path("detail").asString("The server said " + status + "."));
      for (var fault : body.path("errors")) {
        var sentence = fault.path("detail").asString("");
        if (said.indexOf(sentence) < 0) said.append(' ').append(sentence);
      }
      return said.toString();
    }

    /// The body.
    ///
    /// @throws Failure with the server's own sentence if it refused
    JsonNode orFail() {
      if (ok()) return body;
      throw switch (status) {
        case 400, 422 -> Failure.usage(detail());
        default -> Failure.failed(detail());
      };
    }
  }

  /// Builds an address with its parameters, encoded.
  static final class Address {
    private final String path;
    private final List<String> parameters = new ArrayList<>();

    Address(String path) {
      this.path = path;
    }

    Address with(String name, Object value) {
      parameters.add(encode(name) + "=" + encode(value.toString()));
      return this;
    }

    static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
      return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
  }

  String url() {
    return url;
  }

  Reply get(Address address) {
    return send(request(address).timeout(Duration.ofMinutes(2)).GET().build());
  }

  Reply post(Address address, Multipart body) {
    return send(
        request(address).header("Content-Type", body.contentType()).POST(body.publisher()).build());
  }

  /// Without a body.
  Reply post(Address address) {
    return send(request(address).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  Reply post(Address address, Map<String, ?> json) {
    return send(
        request(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(json)))
            .build());
  }

  /// A file as it is, read while it is sent.
  Reply post(Address address, Path file) throws FileNotFoundException {
    return send(
        request(address)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofFile(file))
            .build());
  }

  /// @param tag what was read of it last
  Reply delete(Address address, String tag) {
    return send(request(address).header("If-Match", tag).DELETE().build());
  }

  /// Without saying what was read.
  Reply delete(Address address) {
    return send(request(address).DELETE().build());
  }

  /// The text of an answer that is no JSON.
  ///
  /// @throws Failure with the server's own sentence if it refused
  String text(Address address) {
    try {
      var response =
          client.send(request(address).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 == 2)
        return new String(response.body(), StandardCharsets.UTF_8);
      new Reply(response.statusCode(), read(response.body()), "").orFail();
      return "";
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    }
  }

  /// @param cut whether there would have been more
  record Told(String text, boolean cut) {}

  /// Asks in SPARQL; rows come separated by tabs and statements as Turtle, unless the address names
  /// a format.
  ///
  /// @throws Failure with the server's own sentence if it refused
  Told ask(Address address, String query) {
    try {
      var response =
          client.send(
              request(address)
                  .setHeader("Accept", "text/tab-separated-values, text/turtle, */*;q=0.1")
                  .header("Content-Type", "application/sparql-query")
                  .POST(HttpRequest.BodyPublishers.ofString(query))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2)
        new Reply(response.statusCode(), read(response.body()), "").orFail();
      return new Told(
          new String(response.body(), StandardCharsets.UTF_8),
          response.headers().firstValue("Cairn-Cut-Off").isPresent());
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    }
  }

  /// Writes an answer into a file while it comes.
  ///
  /// @throws Failure with the server's own sentence if it refused; if the file cannot be written
  /// @throws Gone if the answer broke off
  void fetch(Address address, OutputStream to) {
    try {
      var response =
          client.send(
              request(address).POST(HttpRequest.BodyPublishers.noBody()).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() / 100 != 2)
          new Reply(response.statusCode(), read(body.readAllBytes()), "").orFail();
        copy(body, to);
      }
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[1 << 16];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer))
      try {
        to.write(buffer, 0, n);
      } catch (IOException e) {
        throw Failure.failed("The file cannot be written: " + e.getMessage() + ".");
      }
  }

  private Gone broken(IOException e) {
    return e instanceof ConnectException
        ? new Gone("The server at " + url + " does not answer any more.", e)
        : new Gone("The connection to the server at " + url + " broke off.", e);
  }

  private HttpRequest.Builder request(Address address) {
    return HttpRequest.newBuilder(URI.create(url + address))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) {
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(
          response.statusCode(),
          read(response.body()),
          response.headers().firstValue("ETag").orElse(""));
    } catch (IOException e) {
      throw broken(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    }
  }

  /// The request got no answer, so that it is unknown what came of it.
  static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone(String sentence, IOException cause) {
      super(sentence, cause);
    }
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
