package dev.cairn.server.http;

import dev.cairn.server.security.Secrets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Styles, scripts and pictures from the class path, below `/web/`. Read once, checked by their
/// tags, so that a new version is seen at once.
final class StaticFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

  private record File(byte[] bytes, String type, String tag) {}

  void addTo(RoutesConfig routes) {
    routes.get("/web/<path>", ctx -> serve(ctx, "web/" + ctx.pathParam("path")));
    routes.get("/favicon.ico", ctx -> serve(ctx, "web/icon.svg"));
  }

  private void serve(Context ctx, String resource) {
    var file =
        resource.contains("..")
            ? Optional.<File>empty()
            : Optional.ofNullable(files.get(resource)).orElseGet(() -> remember(resource));
    if (file.isEmpty()) throw Refusal.notFound("There is nothing at this address.");
    if (Etags.unchanged(ctx, file.get().tag())) return;
    ctx.contentType(file.get().type()).result(file.get().bytes());
  }

  /// Only what exists is remembered, so that asking for nonsense fills no memory.
  private Optional<File> remember(String resource) {
    var type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    if (type == null) return Optional.empty();
    try (var in = StaticFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) return Optional.empty();
      var bytes = in.readAllBytes();
      var tag = Secrets.hash(new String(bytes, StandardCharsets.ISO_8859_1)).substring(0, 32);
      var file = Optional.of(new File(bytes, type, tag));
      files.put(resource, file);
      return file;
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
