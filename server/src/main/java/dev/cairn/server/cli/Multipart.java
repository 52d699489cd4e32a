package dev.cairn.server.cli;

import dev.cairn.server.security.Secrets;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A form with files (RFC 7578), sent as it is read: no file is held in memory.
final class Multipart {
  private final String boundary = "cairn-" + Secrets.random();
  private final List<BodyPublisher> parts = new ArrayList<>();

  Multipart field(String name, String value) {
    return head(name, "").text(value + "\r\n");
  }

  /// A text that travels as a file, so that its size is not that of a form field.
  Multipart document(String name, String fileName, String content) {
    return head(name, fileName).text(content + "\r\n");
  }

  /// @param fileName with the folders above it, parted by `/`
  /// @throws FileNotFoundException if it cannot be read
  Multipart file(String name, String fileName, Path file) throws FileNotFoundException {
    var bytes = BodyPublishers.ofFile(file);
    head(name, fileName);
    parts.add(bytes);
    return text("\r\n");
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    var all = new ArrayList<>(parts);
    all.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }

  private Multipart head(String name, String fileName) {
    var disposition = "form-data; name=\"" + name + "\"";
    var type = "";
    if (!fileName.isEmpty()) {
      disposition += "; filename=\"" + quoted(fileName) + "\"";
      type = "Content-Type: application/octet-stream\r\n";
    }
    return text(
        "--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n" + type + "\r\n");
  }

  /// As the WHATWG's standard for forms has it, because that is what browsers send.
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private Multipart text(String text) {
    parts.add(BodyPublishers.ofString(text, StandardCharsets.UTF_8));
    return this;
  }
}
