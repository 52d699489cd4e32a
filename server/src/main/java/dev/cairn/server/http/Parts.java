package dev.cairn.server.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parts of a multipart request.
record Parts(Context ctx) {
  /// @throws Refusal 415 if the request is not multipart
  static Parts of(Context ctx) {
    if (!ctx.isMultipartFormData())
      throw Refusal.unsupported("Send the files as multipart/form-data, in parts named 'file'.");
    return new Parts(ctx);
  }

  /// The parts named `file`, at least one.
  ///
  /// @throws Refusal 422 if there is none
  List<UploadedFile> files() {
    var files = ctx.uploadedFiles("file").stream().filter(f -> !f.filename().isEmpty()).toList();
    if (files.isEmpty())
      throw Refusal.invalid(
          "There is no file in the request.",
          List.of(new Refusal.Fault("file", "At least one part named 'file' is needed.")));
    return files;
  }

  /// The bytes of a part, whether it was sent as a field or as a file; empty if it is blank or
  /// absent.
  Optional<InputStream> stream(String name) throws IOException {
    var file = ctx.uploadedFile(name);
    if (file != null && !file.filename().isEmpty() && file.size() > 0)
      return Optional.of(file.content());
    return Optional.ofNullable(ctx.formParam(name))
        .filter(s -> !s.isBlank())
        .map(s -> new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8)));
  }

  /// The text of a part; empty if it is blank or absent.
  Optional<String> text(String name) throws IOException {
    var stream = stream(name);
    if (stream.isEmpty()) return Optional.empty();
    try (var in = stream.get()) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .filter(s -> !s.isBlank());
    }
  }

  /// What the file was called, with the folders above it where the client told them; never a way
  /// out of them.
  static String name(UploadedFile file) {
    var parts = new ArrayList<String>();
    for (var part : file.filename().replace('\\', '/').split("/")) {
      var clean = part.replaceAll("\\p{Cntrl}", "").strip();
      if (!clean.isEmpty() && !clean.equals(".") && !clean.equals("..")) parts.add(clean);
    }
    return parts.isEmpty() ? "unnamed" : String.join("/", parts);
  }
}
