package dev.cairn.server.http;

import dev.cairn.ontology.imported.Difference;
import dev.cairn.ontology.imported.Look;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.imported.Shelved;
import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.SkosFiles;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Vocabularies of others: looked at, imported, switched on and off, exported, removed.
final class VocabularyRoutes {
  private static final String TAG = "Vocabularies";
  private static final String PATH = "/api/vocabularies";
  private static final List<String> FORMATS =
      Stream.of(RdfKind.values()).map(RdfKind::code).toList();

  private final Rooms rooms;

  /// A file in work takes ten times its size in memory.
  private final Semaphore reading = new Semaphore(1);

  VocabularyRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    var format = Route.choice("format", false, FORMATS, "How it is written; turtle unless said.");
    return List.of(
        Route.get(
            PATH,
            TAG,
            "The imported vocabularies, by title, with counts and how many defects of which"
                + " severity were found.",
            List.of(),
            ctx -> Json.write(ctx, new All(shelf().all().stream().map(Brief::of).toList()))),
        new Route(
                Route.Method.POST,
                PATH,
                Route.Access.ADMIN,
                TAG,
                "Imports SKOS in Turtle, N-Triples, RDF/XML or JSON-LD, at most 128 MB and 100,000"
                    + " concepts; nothing is fetched. 201 with the report of defects; 422 says in"
                    + " which line and column it cannot be read. A new vocabulary is not used for"
                    + " tagging until it is switched on.",
                List.of(
                    Route.text("name", "Name of the file, where the body is the file itself."),
                    Route.flag(
                        "dryRun",
                        "Nothing is stored; the answer (200) is what would be, with the difference"
                            + " to the edition that is here."),
                    Route.flag("replace", "Puts it in the place of the edition that is here.")),
                Route.Body.BYTES,
                this::add)
            .answering(201),
        Route.get(
            PATH + "/export",
            TAG,
            "Everything that is stated about concepts now: the built-in scheme and all imported"
                + " vocabularies, with what curators changed.",
            List.of(format),
            this::exportAll),
        Route.get(
            PATH + "/{id}",
            TAG,
            "One vocabulary with its whole report of defects.",
            List.of(),
            ctx -> show(ctx, find(ctx))),
        new Route(
            Route.Method.PATCH,
            PATH + "/{id}",
            Route.Access.ADMIN,
            TAG,
            "Switches it on or off for tagging: {\"tagging\": true}. Texts are tagged anew in the"
                + " background. Needs If-Match.",
            List.of(),
            Route.Body.MERGE_PATCH,
            this::change),
        new Route(
            Route.Method.DELETE,
            PATH + "/{id}",
            Route.Access.ADMIN,
            TAG,
            "Takes it away. What people tagged with it keeps the names they gave. Needs If-Match.",
            List.of(),
            Route.Body.NONE,
            204,
            this::remove),
        Route.get(
            PATH + "/{id}/export",
            TAG,
            "One vocabulary as it was imported.",
            List.of(format),
            this::exportOne));
  }

  record All(List<Brief> vocabularies) {}

  /// @param labels how many labels there are in which language
  /// @param defects how many kinds of defects there are of which severity
  record Brief(
      String id,
      String scheme,
      String title,
      String fileName,
      long concepts,
      Map<String, Integer> labels,
      Instant imported,
      String by,
      boolean tagging,
      Map<String, Long> defects) {
    static Brief of(Shelved it) {
      return new Brief(
          it.id(),
          it.scheme(),
          it.title(),
          it.fileName(),
          it.concepts(),
          it.labels(),
          it.imported(),
          it.by(),
          it.tagging(),
          it.defects().stream()
              .collect(
                  Collectors.groupingBy(
                      d -> d.kind().severity().code(), TreeMap::new, Collectors.counting())));
    }
  }

  record DefectShape(
      String kind,
      String severity,
      String title,
      long count,
      String explanation,
      String remedy,
      List<Defect.Example> examples) {
    static DefectShape of(Defect defect) {
      return new DefectShape(
          defect.kind().code(),
          defect.kind().severity().code(),
          defect.kind().title(),
          defect.count(),
          defect.kind().explanation(),
          defect.kind().remedy(),
          defect.examples());
    }
  }

  record ChangeShape(String kind, long count, List<Difference.Changed> concepts) {
    static List<ChangeShape> of(Difference difference) {
      return difference.parts().stream()
          .map(part -> new ChangeShape(Params.code(part.kind()), part.count(), part.concepts()))
          .toList();
    }
  }

  /// @param edition `new` or `newer`; absent where it is here already
  /// @param difference to the edition that is here, in a dry run
  record Whole(
      String id,
      String scheme,
      String title,
      String fileName,
      String format,
      String sha256,
      long concepts,
      long statements,
      Map<String, Integer> labels,
      Instant imported,
      String by,
      boolean tagging,
      List<DefectShape> defects,
      Optional<String> edition,
      Optional<List<ChangeShape>> difference) {
    static Whole of(Shelved it, Optional<String> edition, Optional<Difference> difference) {
      return new Whole(
          it.id(),
          it.scheme(),
          it.title(),
          it.fileName(),
          it.kind().code(),
          it.sha256(),
          it.concepts(),
          it.statements(),
          it.labels(),
          it.imported(),
          it.by(),
          it.tagging(),
          it.defects().stream().map(DefectShape::of).toList(),
          edition,
          difference.map(ChangeShape::of));
    }
  }

  private Shelf shelf() {
    return rooms.imported().shelf();
  }

  /// Names all of it that a client can change.
  static String state(Shelved it) {
    return Secrets.hash(List.of(it.sha256(), it.imported(), it.tagging()).toString())
        .substring(0, 16);
  }

  private static void show(Context ctx, Shelved it) {
    Etags.write(ctx, state(it), Whole.of(it, Optional.empty(), Optional.empty()));
  }

  private Shelved find(Context ctx) {
    var id = ctx.pathParam("id");
    return shelf()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("There is no vocabulary '" + id + "'."));
  }

  private void add(Context ctx) throws IOException {
    var params = new Params(ctx);
    boolean dryRun = params.flag("dryRun");
    boolean replace = params.flag("replace");
    var ready = look(ctx, params.text("name").orElse("vocabulary"));
    var newer = ready.difference().isPresent();
    var edition = Optional.of(newer ? "newer" : "new");
    if (dryRun) {
      Json.write(ctx, Whole.of(ready.vocabulary(), edition, ready.difference()));
      return;
    }
    if (newer && !replace)
      throw Refusal.conflict(
          "'%s' is here already, in the edition of the file %s. Look at the difference with"
                  .formatted(ready.vocabulary().title(), here(ready).fileName())
              + " dryRun=true, and put the newer one in its place with replace=true.");
    var put = put(ready);
    ctx.status(201).header("Location", PATH + "/" + put.id());
    Etags.write(ctx, state(put), Whole.of(put, Optional.empty(), Optional.empty()));
  }

  private Shelved here(Look.Ready ready) {
    return shelf().find(ready.vocabulary().id()).orElse(ready.vocabulary());
  }

  /// Reads the file of the request, whether it is its body or a part.
  ///
  /// @param name of the file where the request does not tell
  /// @throws Refusal 422 with the place, 413 if it is too large, 409 while another one is read
  Look.Ready look(Context ctx, String name) throws IOException {
    if (!reading.tryAcquire())
      throw Refusal.conflict("Another vocabulary is being read; try again in a moment.");
    try {
      byte[] bytes;
      var named = name;
      if (ctx.isMultipartFormData()) {
        var file = Parts.of(ctx).files().getFirst();
        named = file.name().substring(file.name().lastIndexOf('/') + 1);
        try (var in = file.content()) {
          bytes = bytes(in);
        }
      } else
        try (var in = ctx.req().getInputStream()) {
          bytes = bytes(in);
        }
      return switch (shelf().look(bytes, named, Guard.caller(ctx).id())) {
        case Look.Ready ready -> ready;
        case Look.Refused(var because, _, _) ->
            throw Refusal.invalid(because, List.of(new Refusal.Fault("file", because)));
      };
    } finally {
      reading.release();
    }
  }

  private static byte[] bytes(InputStream in) throws IOException {
    var bytes = in.readNBytes(SkosFiles.MOST_BYTES + 1);
    if (bytes.length > SkosFiles.MOST_BYTES)
      throw Refusal.tooLarge(
          "The file has more than " + (SkosFiles.MOST_BYTES >> 20) + " MB; split it by scheme.");
    return bytes;
  }

  /// @throws Refusal 409 if somebody was quicker
  Shelved put(Look.Ready ready) {
    try {
      return shelf().put(ready);
    } catch (IllegalStateException e) {
      throw Refusal.conflict(String.valueOf(e.getMessage()));
    }
  }

  private void change(Context ctx) {
    var before = find(ctx);
    Etags.require(ctx, state(before));
    var body = CurationRoutes.body(ctx, Set.of("tagging"));
    if (!body.path("tagging").isBoolean())
      throw Refusal.invalid(
          "Say whether it is used for tagging.",
          List.of(new Refusal.Fault("/tagging", "This must be true or false.")));
    show(ctx, shelf().tag(before.id(), body.path("tagging").booleanValue()));
  }

  private void remove(Context ctx) {
    var before = find(ctx);
    Etags.require(ctx, state(before));
    shelf().remove(before.id());
    ctx.status(204);
  }

  private static RdfKind format(Context ctx) {
    var format = new Params(ctx).text("format").orElse(RdfKind.TURTLE.code());
    return RdfKind.of(format)
        .orElseThrow(() ->
            Refusal.badParameter(
                "format",
                "'" + format + "' is no format; there are " + String.join(", ", FORMATS) + "."));
  }

  private void exportAll(Context ctx) throws IOException {
    var kind = format(ctx);
    attach(ctx, "concepts", kind);
    Streamed.write(ctx, type(kind), to -> rooms.imported().export().all(kind, to));
  }

  private void exportOne(Context ctx) throws IOException {
    var kind = format(ctx);
    var id = find(ctx).id();
    attach(ctx, id, kind);
    Streamed.write(ctx, type(kind), to -> rooms.imported().export().one(id, kind, to));
  }

  private static void attach(Context ctx, String name, RdfKind kind) {
    ctx.header(
        "Content-Disposition", "attachment; filename=\"" + name + "." + kind.ending() + "\"");
  }

  static String type(RdfKind kind) {
    return kind == RdfKind.TURTLE ? kind.mediaType() + "; charset=utf-8" : kind.mediaType();
  }
}
