package dev.cairn.server.http;

import dev.cairn.indexer.care.Care;
import dev.cairn.ontology.imported.Difference;
import dev.cairn.ontology.imported.Look;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.imported.Shelved;
import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.SkosFiles;
import dev.cairn.server.pages.BuiltInScheme;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Vocabularies of others: looked at, imported, switched on and off, exported, removed.
final class VocabularyRoutes {
  private static final String TAG = "Vocabularies";
  private static final String PATH = "/api/vocabularies";
  private static final List<String> FORMATS =
      Stream.of(RdfKind.values()).map(RdfKind::code).toList();

  private final Rooms rooms;

  /// Larger files are read as a work that is followed.
  static final int SMALL = 1 << 20;

  private static final int MOST_PENDING = 2;

  /// So long a file that was looked at waits to be put in its place.
  private static final Duration WAITS = Duration.ofMinutes(15);

  private final Works works;

  /// A file in work takes ten times its size in memory.
  private final Semaphore reading = new Semaphore(1);

  /// The newest files that were looked at, so that they are sent once; guarded by itself.
  private final Map<String, Waiting> pending = new LinkedHashMap<>();

  /// A file that was looked at. It takes ten times its size in memory.
  private record Waiting(Look.Ready ready, Instant since) {}

  VocabularyRoutes(Rooms rooms, Works works) {
    this.rooms = rooms;
    this.works = works;
  }

  List<Route> routes() {
    var format = Route.choice("format", false, FORMATS, "How it is written; turtle unless said.");
    return List.of(
        Route.get(
            PATH,
            TAG,
            "The vocabularies: first the built-in scheme, which is always used for tagging, then"
                + " the imported ones by title, with counts and how many defects of which severity"
                + " were found.",
            List.of(),
            ctx -> Json.write(ctx, all())),
        new Route(
                Route.Method.POST,
                PATH,
                Route.Access.ADMIN,
                TAG,
                "Imports SKOS in Turtle, N-Triples, RDF/XML or JSON-LD, at most 128 MB and 100,000"
                    + " concepts; nothing is fetched. 201 with the report of defects; 422 says in"
                    + " which line and column it cannot be read. A new vocabulary is not used for"
                    + " tagging until it is switched on. For a file of more than 1 MB the answer is"
                    + " 202 with a work to follow at /api/admin/works/{id}, which ends with the"
                    + " same report as 'read'.",
                List.of(
                    Route.text("name", "Name of the file, where the body is the file itself."),
                    Route.flag(
                        "dryRun",
                        "Nothing is stored; the answer (200) is what would be, with the difference"
                            + " to the edition that is here."),
                    Route.flag("replace", "Puts it in the place of the edition that is here."),
                    Route.flag("follow", "Answers 202 with a work to follow, however small.")),
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
            this::one),
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
            "Takes it away. Where people tagged items with its concepts, these stay as deprecated"
                + " ones, so that the tags keep their names. Needs If-Match.",
            List.of(),
            Route.Body.NONE,
            204,
            this::remove),
        Route.get(
            PATH + "/{id}/export",
            TAG,
            "One vocabulary as it was imported; 'built-in' as it came with the program.",
            List.of(format),
            this::exportOne));
  }

  record All(List<Brief> vocabularies) {}

  private All all() {
    return new All(
        Stream.concat(
                Stream.of(Brief.of(BuiltInScheme.of(rooms.concepts().get()))),
                shelf().all().stream().map(Brief::of))
            .toList());
  }

  /// @param labels how many labels there are in which language
  /// @param builtIn present and true for the scheme that comes with the program
  /// @param defects how many kinds of defects there are of which severity
  record Brief(
      String id,
      String scheme,
      String title,
      Optional<String> fileName,
      long concepts,
      Map<String, Integer> labels,
      Optional<Instant> imported,
      Optional<String> by,
      boolean tagging,
      Optional<Boolean> builtIn,
      Map<String, Long> defects) {
    static Brief of(BuiltInScheme it) {
      return new Brief(
          Shelf.BUILT_IN,
          it.scheme(),
          it.title(),
          Optional.empty(),
          it.concepts(),
          it.labels(),
          Optional.empty(),
          Optional.empty(),
          true,
          Optional.of(true),
          Map.of());
    }

    static Brief of(Shelved it) {
      return new Brief(
          it.id(),
          it.scheme(),
          it.title(),
          Optional.of(it.fileName()),
          it.concepts(),
          it.labels(),
          Optional.of(it.imported()),
          Optional.of(it.by()),
          it.tagging(),
          Optional.empty(),
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

  /// What became of a file that was read as a work.
  ///
  /// @param vocabulary absent where it cannot be taken
  /// @param put whether it is in its place
  record ReadShape(Optional<Whole> vocabulary, boolean put, Optional<String> refused) {
    static ReadShape of(Works.Result.Read read) {
      return new ReadShape(
          read.vocabulary()
              .map(it ->
                  Whole.of(
                      it,
                      Optional.of(read.difference().isPresent() ? "newer" : "new"),
                      read.difference())),
          read.put(),
          Optional.of(read.refused()).filter(why -> !why.isEmpty()));
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

  private void one(Context ctx) {
    if (ctx.pathParam("id").equals(Shelf.BUILT_IN)) {
      var brief = Brief.of(BuiltInScheme.of(rooms.concepts().get()));
      Etags.write(ctx, Secrets.hash(brief.toString()).substring(0, 16), brief);
    } else show(ctx, find(ctx));
  }

  private Shelved find(Context ctx) {
    var id = ctx.pathParam("id");
    boolean reads = ctx.method() == HandlerType.GET;
    if (id.equals(Shelf.BUILT_IN) && !reads)
      throw Refusal.conflict(
          "The built-in scheme comes with the program: it is always used for tagging and cannot be"
              + " removed. Its concepts are changed by curating.");
    return shelf()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("There is no vocabulary '" + id + "'."));
  }

  private void add(Context ctx) throws IOException {
    var params = new Params(ctx);
    boolean dryRun = params.flag("dryRun");
    boolean replace = params.flag("replace");
    boolean follow = params.flag("follow");
    var file = file(ctx, params.text("name").orElse("vocabulary"));
    if (follow || file.bytes().length > SMALL) {
      var caller = Guard.caller(ctx).id();
      CareRoutes.accepted(ctx, begin(file, dryRun ? Then.LEAVE : Then.PUT, replace, caller));
      return;
    }
    var ready = look(file, ctx);
    var newer = ready.difference().isPresent();
    var edition = Optional.of(newer ? "newer" : "new");
    if (dryRun) {
      Json.write(ctx, Whole.of(ready.vocabulary(), edition, ready.difference()));
      return;
    }
    if (newer && !replace) throw Refusal.conflict(isHere(ready));
    var put = put(ready);
    ctx.status(201).header("Location", PATH + "/" + put.id());
    Etags.write(ctx, state(put), Whole.of(put, Optional.empty(), Optional.empty()));
  }

  private String isHere(Look.Ready ready) {
    return "'%s' is here already, in the edition of the file %s. Look at the difference with"
            .formatted(ready.vocabulary().title(), here(ready).fileName())
        + " dryRun=true, and put the newer one in its place with replace=true.";
  }

  private Shelved here(Look.Ready ready) {
    return shelf().find(ready.vocabulary().id()).orElse(ready.vocabulary());
  }

  /// A file as it was sent.
  record Sent(String name, byte[] bytes) {}

  /// The file of the request, whether it is its body or a part.
  ///
  /// @param name of the file where the request does not tell
  /// @throws Refusal 413 if it is too large
  Sent file(Context ctx, String name) throws IOException {
    if (!ctx.isMultipartFormData())
      try (var in = ctx.req().getInputStream()) {
        return new Sent(name, bytes(in));
      }
    var file = Parts.of(ctx).files().getFirst();
    try (var in = file.content()) {
      return new Sent(file.name().substring(file.name().lastIndexOf('/') + 1), bytes(in));
    }
  }

  /// What is in a small file.
  ///
  /// @throws Refusal 422 with the place, 409 while another one is read
  Look.Ready look(Sent file, Context ctx) {
    if (!reading.tryAcquire())
      throw Refusal.conflict("Another vocabulary is being read; try again in a moment.");
    try {
      return switch (shelf().look(file.bytes(), file.name(), Guard.caller(ctx).id())) {
        case Look.Ready ready -> ready;
        case Look.Refused(var because, _, _) ->
            throw Refusal.invalid(because, List.of(new Refusal.Fault("file", because)));
      };
    } finally {
      reading.release();
    }
  }

  /// What is done with a file after it was read.
  enum Then {
    /// Nothing.
    LEAVE,
    /// It waits until it is put in place by its name.
    KEEP,
    PUT
  }

  /// Begins to read a file.
  ///
  /// @param replace whether it takes the place of an edition that is here
  /// @throws Refusal 409 while another one is read
  Works.Work begin(Sent file, Then then, boolean replace, String by) {
    return works.start(
        Works.Kind.IMPORT,
        "",
        watcher -> {
          reading.acquire();
          try {
            return switch (shelf()
                .look(
                    file.bytes(),
                    file.name(),
                    by,
                    (stage, share) -> watcher.accept(progress(stage, share)))) {
              case Look.Refused(var because, _, _) -> refused(because);
              case Look.Ready ready ->
                  then == Then.PUT && ready.difference().isPresent() && !replace
                      ? refused(isHere(ready))
                      : done(ready, then, watcher);
            };
          } finally {
            reading.release();
          }
        });
  }

  /// Begins to put what was looked at in its place.
  ///
  /// @throws Refusal 409 if it waits no more, or while another one is read: then it goes on waiting
  Works.Work begin(String waiting) {
    synchronized (pending) {
      var ready = waiting(waiting).orElseThrow(VocabularyRoutes::gone);
      var work = works.start(Works.Kind.IMPORT, "", watcher -> done(ready, Then.PUT, watcher));
      pending.remove(waiting);
      return work;
    }
  }

  private static Works.Result refused(String because) {
    return new Works.Result.Read(Optional.empty(), Optional.empty(), "", false, because);
  }

  private Works.Result done(Look.Ready ready, Then then, Consumer<Care.Progress> watcher) {
    var difference = ready.difference();
    return switch (then) {
      case LEAVE ->
          new Works.Result.Read(Optional.of(ready.vocabulary()), difference, "", false, "");
      case KEEP ->
          new Works.Result.Read(
              Optional.of(ready.vocabulary()), difference, keep(ready), false, "");
      case PUT -> {
        watcher.accept(new Care.Progress("Putting it in its place", 80, 100));
        yield new Works.Result.Read(Optional.of(shelf().put(ready)), difference, "", true, "");
      }
    };
  }

  /// In hundredths of the whole, of which the storing is the last fifth.
  private static Care.Progress progress(Shelf.Stage stage, double share) {
    return switch (stage) {
      case READING -> new Care.Progress("Reading the file", Math.round(45 * share), 100);
      case CHECKING -> new Care.Progress("Looking for defects", 45, 100);
      case COMPARING -> new Care.Progress("Comparing with what is here", 75, 100);
    };
  }

  /// Lets a file that was looked at wait, in memory.
  ///
  /// @return the name under which it waits
  String keep(Look.Ready ready) {
    var name = Secrets.random();
    synchronized (pending) {
      forgetOld();
      pending.put(name, new Waiting(ready, rooms.clock().instant()));
      while (pending.size() > MOST_PENDING) pending.remove(pending.keySet().iterator().next());
    }
    return name;
  }

  /// A file that waits; it goes on waiting.
  Optional<Look.Ready> waiting(String name) {
    synchronized (pending) {
      forgetOld();
      return Optional.ofNullable(pending.get(name)).map(Waiting::ready);
    }
  }

  boolean waits(String name) {
    return waiting(name).isPresent();
  }

  private void forgetOld() {
    var oldest = rooms.clock().instant().minus(WAITS);
    pending.values().removeIf(waiting -> waiting.since().isBefore(oldest));
  }

  /// @throws Refusal 409 if it waits no more
  Look.Ready take(String name) {
    synchronized (pending) {
      forgetOld();
      return Optional.ofNullable(pending.remove(name))
          .map(Waiting::ready)
          .orElseThrow(VocabularyRoutes::gone);
    }
  }

  private static Refusal gone() {
    return Refusal.conflict("The file is no longer in memory; give it once more.");
  }

  /// Works that read a vocabulary, newest first.
  List<Works.Work> reading() {
    synchronized (pending) {
      forgetOld();
    }
    return works.list().stream().filter(work -> work.kind() == Works.Kind.IMPORT).toList();
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
    remove(before.id());
    ctx.status(204);
  }

  /// Takes a vocabulary away; where people tagged items with its concepts, these stay, deprecated.
  void remove(String id) {
    shelf().remove(id, Tagged.byPeople(rooms.catalogue()));
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
    var id = ctx.pathParam("id");
    if (!id.equals(Shelf.BUILT_IN)) find(ctx);
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
