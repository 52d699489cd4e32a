package dev.cairn.server.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  record Reply(int status, JsonNode body) {
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

  private HttpRequest.Builder request(Address address) {
    return HttpRequest.newBuilder(URI.create(url + address))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest request) {
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), read(response.body()));
    } catch (ConnectException e) {
      throw new Gone("The server at " + url + " does not answer any more.", e);
    } catch (IOException e) {
      throw new Gone("The connection to the server at " + url + " broke off.", e);
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
