package dev.cairn.server.http;

import dev.cairn.corpus.Access;
import dev.cairn.indexer.sources.Source;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Places outside that are followed. For the admin.
final class SourceRoutes {
  /// So long between two sweeps unless said.
  static final Duration EVERY = Duration.ofMinutes(15);

  private static final Set<String> KNOWN =
      Set.of("title", "kind", "path", "url", "depth", "access", "everyMillis");
  private static final List<String> KINDS = List.of("folder", "mbox", "maildir", "web");

  private final Rooms rooms;
  private final CareRoutes care;

  SourceRoutes(Rooms rooms, CareRoutes care) {
    this.rooms = rooms;
    this.care = care;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/sources",
                "Sources",
                "Places that are followed, with schedule and last outcome.",
                List.of(),
                this::list)
            .admin(),
        new Route(
                Route.Method.POST,
                "/api/sources",
                Route.Access.ADMIN,
                "Sources",
                "Follows a place from now on: {\"kind\": \"folder\"|\"mbox\"|\"maildir\", \"path\"}"
                    + " or {\"kind\": \"web\", \"url\", \"depth\"}, with title, access,"
                    + " everyMillis.",
                List.of(),
                Route.Body.JSON,
                this::add)
            .answering(201),
        Route.get(
                "/api/sources/{id}",
                "Sources",
                "One place with schedule and last outcome.",
                List.of(),
                ctx -> {
                  var source = find(ctx);
                  Etags.write(ctx, state(source), SourceShape.of(source));
                })
            .admin(),
        new Route(
            Route.Method.DELETE,
            "/api/sources/{id}",
            Route.Access.ADMIN,
            "Sources",
            "Follows it no more; what came from it goes to the bin. Needs If-Match.",
            List.of(Route.flag("keep", "What came from it stays.")),
            Route.Body.NONE,
            this::remove),
        new Route(
                Route.Method.POST,
                "/api/sources/{id}/sweeps",
                Route.Access.ADMIN,
                "Sources",
                "Looks through it now. 202 with a work to follow, which names the job at its end.",
                List.of(),
                Route.Body.NONE,
                ctx -> CareRoutes.accepted(ctx, care.sweep(find(ctx), ctx)))
            .answering(202));
  }

  record All(List<SourceShape> sources) {}

  /// @param path of a folder or mailbox, on the server's machine
  /// @param access who may see what comes from it; absent: everyone
  record SourceShape(
      String id,
      String title,
      String kind,
      Optional<String> path,
      Optional<String> url,
      Optional<Integer> depth,
      Optional<List<String>> access,
      long everyMillis,
      boolean sweeping,
      Optional<SweepShape> last) {
    static SourceShape of(Source source) {
      var origin = source.origin();
      return new SourceShape(
          source.id(),
          source.title(),
          origin.code(),
          switch (origin) {
            case Source.Origin.Folder(var path) -> Optional.of(path.toString());
            case Source.Origin.Mbox(var path) -> Optional.of(path.toString());
            case Source.Origin.Maildir(var path) -> Optional.of(path.toString());
            case Source.Origin.Web(_, _) -> Optional.empty();
          },
          origin instanceof Source.Origin.Web web
              ? Optional.of(web.start().toString())
              : Optional.empty(),
          origin instanceof Source.Origin.Web web ? Optional.of(web.depth()) : Optional.empty(),
          source.access().map(access -> List.copyOf(access.readers())),
          source.every().toMillis(),
          source.sweeping(),
          source.last().map(SweepShape::of));
    }
  }

  /// @param job with the outcomes, if there was anything to do
  record SweepShape(
      Instant began,
      Instant ended,
      int seen,
      int fresh,
      int changed,
      int moved,
      int gone,
      Optional<String> job,
      Optional<String> trouble) {
    static SweepShape of(Source.Sweep sweep) {
      return new SweepShape(
          sweep.began(),
          sweep.ended(),
          sweep.seen(),
          sweep.fresh(),
          sweep.changed(),
          sweep.moved(),
          sweep.gone(),
          sweep.job(),
          sweep.trouble());
    }
  }

  private static String state(Source source) {
    return Secrets.hash(
            List.of(source.id(), source.title(), source.origin(), source.access(), source.every())
                .toString())
        .substring(0, 16);
  }

  private void list(Context ctx) {
    Json.write(
        ctx,
        new All(rooms.sources().all(Guard.caller(ctx)).stream().map(SourceShape::of).toList()));
  }

  private void add(Context ctx) {
    var wish = new Wish(Json.read(ctx.bodyInputStream(), "The body"));
    var source = add(wish.title(), wish.origin(), wish.access(), wish.every(), wish.faults, ctx);
    ctx.status(201).header("Location", "/api/sources/" + source.id());
    Etags.write(ctx, state(source), SourceShape.of(source));
  }

  /// @param faults found before; if there are any, nothing is added
  /// @throws Refusal 422 saying what is wrong
  Source add(
      Optional<String> title,
      Optional<Source.Origin> origin,
      Optional<Access> access,
      Duration every,
      List<Refusal.Fault> faults,
      Context ctx) {
    if (!faults.isEmpty() || origin.isEmpty())
      throw Refusal.invalid("The place cannot be followed.", faults);
    try {
      return rooms
          .sources()
          .add(
              title.orElseGet(() -> name(origin.get())),
              origin.get(),
              access,
              every,
              Guard.caller(ctx));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(
          String.valueOf(e.getMessage()),
          List.of(
              new Refusal.Fault(
                  origin.get() instanceof Source.Origin.Web ? "/url" : "/path",
                  String.valueOf(e.getMessage()))));
    }
  }

  private static String name(Source.Origin origin) {
    return switch (origin) {
      case Source.Origin.Folder(var path) -> last(path);
      case Source.Origin.Mbox(var path) -> last(path);
      case Source.Origin.Maildir(var path) -> last(path);
      case Source.Origin.Web(var start, _) -> String.valueOf(start.getHost());
    };
  }

  private static String last(Path path) {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  /// Reads where a place is; what is wrong goes to the faults.
  static Optional<Source.Origin> origin(
      String kind, String path, String url, int depth, List<Refusal.Fault> faults) {
    if (!KINDS.contains(kind)) {
      faults.add(new Refusal.Fault("/kind", "Must be one of " + String.join(", ", KINDS) + "."));
      return Optional.empty();
    }
    if (kind.equals("web")) return web(url, depth, faults);
    try {
      var place = Path.of(path.strip());
      if (!path.isBlank() && place.isAbsolute())
        return Optional.of(
            switch (kind) {
              case "mbox" -> new Source.Origin.Mbox(place);
              case "maildir" -> new Source.Origin.Maildir(place);
              default -> new Source.Origin.Folder(place);
            });
    } catch (InvalidPathException _) {
      // told below
    }
    faults.add(
        new Refusal.Fault("/path", "Must be the whole path of a place on the server's machine."));
    return Optional.empty();
  }

  private static Optional<Source.Origin> web(String url, int depth, List<Refusal.Fault> faults) {
    if (depth < 0 || depth > 5) faults.add(new Refusal.Fault("/depth", "Must be 0 to 5."));
    try {
      var start = URI.create(url.strip());
      if (List.of("http", "https").contains(String.valueOf(start.getScheme()))
          && start.getHost() != null
          && depth >= 0
          && depth <= 5) return Optional.of(new Source.Origin.Web(start, depth));
    } catch (IllegalArgumentException _) {
      // told below
    }
    faults.add(new Refusal.Fault("/url", "Must be an address such as https://www.example.org/."));
    return Optional.empty();
  }

  /// Reads how often; what is wrong goes to the faults.
  static Duration every(long millis, List<Refusal.Fault> faults) {
    if (millis >= 1000 && millis <= Duration.ofDays(366).toMillis())
      return Duration.ofMillis(millis);
    faults.add(new Refusal.Fault("/everyMillis", "Must be 1000 (a second) to a year."));
    return EVERY;
  }

  /// What a client asks for, as JSON.
  private static final class Wish {
    private final JsonNode json;
    private final List<Refusal.Fault> faults = new ArrayList<>();

    Wish(JsonNode json) {
      this.json = json;
      if (!json.isObject()) faults.add(new Refusal.Fault("", "Must be an object."));
      else
        for (var name : json.propertyNames())
          if (!KNOWN.contains(name))
            faults.add(new Refusal.Fault("/" + name, "There is no field '" + name + "'."));
    }

    Optional<String> title() {
      return Optional.of(json.path("title").asString("").strip()).filter(t -> !t.isEmpty());
    }

    Optional<Source.Origin> origin() {
      return SourceRoutes.origin(
          json.path("kind").asString(""),
          json.path("path").asString(""),
          json.path("url").asString(""),
          json.path("depth").asInt(0),
          faults);
    }

    Optional<Access> access() {
      var value = json.path("access");
      if (value.isMissingNode() || value.isNull()) return Optional.empty();
      var readers = new ArrayList<String>();
      for (var reader : value) readers.add(reader.asString(""));
      try {
        if (value.isArray()) return Optional.of(Access.of(readers));
        faults.add(new Refusal.Fault("/access", "Must be a list of texts."));
      } catch (IllegalArgumentException e) {
        faults.add(new Refusal.Fault("/access", String.valueOf(e.getMessage())));
      }
      return Optional.empty();
    }

    Duration every() {
      var value = json.path("everyMillis");
      return value.isMissingNode() ? EVERY : SourceRoutes.every(value.asLong(0), faults);
    }
  }

  private void remove(Context ctx) {
    var source = find(ctx);
    Etags.require(ctx, state(source));
    rooms.sources().remove(source.id(), new Params(ctx).flag("keep"), Guard.caller(ctx));
    ctx.status(204);
  }

  Source find(Context ctx) {
    var id = ctx.pathParam("id");
    return rooms
        .sources()
        .find(id, Guard.caller(ctx))
        .orElseThrow(() -> Refusal.notFound("There is no source '" + id + "'."));
  }
}
