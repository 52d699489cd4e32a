package dev.cairn.server.http;

import dev.cairn.indexer.foretelling.Foretold;
import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.ontology.curating.Difference;
import dev.cairn.ontology.curating.Drafted;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a change of the concepts would do: begun, followed, ended.
final class PreviewRoutes {
  private static final String AT = "/api/concepts/preview";

  /// A reader of events is told this often at most.
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private final Rooms rooms;
  private final Preview preview;

  PreviewRoutes(Rooms rooms) {
    this.rooms = rooms;
    this.preview = new Preview(rooms);
  }

  List<Route> routes() {
    return List.of(
        change(
            Route.Method.POST,
            AT,
            "What edits would do: in words, to the tags of items and to the first five hits of"
                + " questions asked lately (exact where 'whole' is true, but for what 'notices'"
                + " say). Nothing is changed. What takes longer than a moment is answered with 202,"
                + " as far as it is, and followed at its 'location'. "
                + CuratingRoutes.EDITS,
            Route.Body.JSON,
            this::begin),
        change(
            Route.Method.POST,
            "/api/concepts/changes/{n}/preview",
            "What taking a change back would do, as POST /api/concepts/preview.",
            Route.Body.NONE,
            this::beginUndo),
        Route.get(
                AT,
                CuratingRoutes.TAG,
                "Previews that are kept, newest first. Each is kept for some minutes after its"
                    + " end.",
                List.of(),
                ctx ->
                    Json.write(
                        ctx,
                        new All(
                            rooms.curating().foretelling().all().stream()
                                .map(this::brief)
                                .toList())))
            .admin(),
        Route.get(
                AT + "/{id}",
                CuratingRoutes.TAG,
                "A preview, as far as it is.",
                List.of(),
                ctx -> Json.write(ctx, shape(preview.find(ctx.pathParam("id")))))
            .admin(),
        Route.get(
                AT + "/{id}/events",
                CuratingRoutes.TAG,
                "How far a preview is, as server-sent events: 'progress' while it runs, 'done' at"
                    + " the end.",
                List.of(),
                this::events)
            .admin(),
        change(
            Route.Method.DELETE,
            AT + "/{id}",
            "Ends a preview; what is known stays.",
            Route.Body.NONE,
            this::cancel));
  }

  private static Route change(
      Route.Method method, String path, String summary, Route.Body body, Route.Handler handler) {
    return new Route(
        method, path, Route.Access.ADMIN, CuratingRoutes.TAG, summary, List.of(), body, handler);
  }

  record All(List<Brief> previews) {}

  record Progress(long done, long total) {}

  /// @param version of the concepts that it starts from
  record Brief(
      String id,
      String location,
      String state,
      Progress progress,
      int version,
      Instant begun,
      Optional<Instant> ended,
      List<Difference> differences) {}

  /// @param notices what is not foretold, in sentences
  record Previewed(
      String id,
      String location,
      String state,
      Progress progress,
      int version,
      Instant begun,
      Optional<Instant> ended,
      List<Difference> differences,
      Forecast tags,
      boolean whole,
      Foretold.Questions questions,
      List<String> notices) {}

  private Brief brief(Foretold<Foresight> seen) {
    return new Brief(
        seen.id(),
        AT + "/" + seen.id(),
        Params.code(seen.state()),
        new Progress(seen.done(), seen.total()),
        seen.about().version(),
        seen.begun(),
        seen.ended(),
        seen.about().differences());
  }

  private Previewed shape(Foretold<Foresight> seen) {
    var brief = brief(seen);
    return new Previewed(
        brief.id(),
        brief.location(),
        brief.state(),
        brief.progress(),
        brief.version(),
        brief.begun(),
        brief.ended(),
        brief.differences(),
        seen.tags(),
        seen.state() == Foretold.State.DONE,
        seen.questions(),
        preview.notices(seen));
  }

  private void begin(Context ctx) throws InterruptedException {
    var body = CurationRoutes.body(ctx, Set.of("edits", "summary", "comment"));
    var edits = EditsJson.list(body.path("edits"), Optional.empty());
    int version = rooms.curating().curator().version();
    answer(
        ctx,
        rooms.curating().curator().draft(edits),
        version,
        Preview.Origin.of(Json.text(body.path("edits"))));
  }

  private void beginUndo(Context ctx) throws InterruptedException {
    int number = CuratingRoutes.revision(rooms, ctx).number();
    int version = rooms.curating().curator().version();
    switch (rooms.curating().curator().undoing(number)) {
      case Drafted.Refused(var faults) -> throw Refusal.conflict(faults.getFirst().detail());
      case Drafted.Sound sound ->
          answer(ctx, sound, version, new Preview.Origin("", number, "", "/concepts/changes", ""));
    }
  }

  private void answer(Context ctx, Drafted drafted, int version, Preview.Origin origin)
      throws InterruptedException {
    switch (drafted) {
      case Drafted.Refused(var faults) -> throw EditsJson.invalid(faults, false);
      case Drafted.Sound sound -> {
        var seen = shape(preview.begin(sound, version, origin, Guard.caller(ctx)));
        ctx.header("Location", seen.location());
        if (seen.ended().isEmpty()) ctx.status(202);
        Json.write(ctx, seen);
      }
    }
  }

  private void cancel(Context ctx) {
    var id = preview.find(ctx.pathParam("id")).id();
    rooms.curating().foretelling().cancel(id);
    Json.write(ctx, shape(preview.find(id)));
  }

  private void events(Context ctx) {
    var id = preview.find(ctx.pathParam("id")).id();
    Events.write(ctx, "preview-events", out -> tell(id, out));
  }

  private void tell(String id, Events.Out out) throws IOException, InterruptedException {
    var foretelling = rooms.curating().foretelling();
    long known = -1;
    while (true) {
      var seen = foretelling.next(id, known, Events.HEARTBEAT);
      if (seen.isEmpty()) return;
      if (seen.get().progress() == known) {
        out.heartbeat();
        continue;
      }
      known = seen.get().progress();
      boolean over = seen.get().state().over();
      out.send(over ? "done" : "progress", brief(seen.get()));
      if (over) return;
      foretelling.await(id, BETWEEN);
    }
  }
}
