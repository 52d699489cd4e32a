package dev.cairn.server.http;

import dev.cairn.indexer.care.Backup;
import dev.cairn.indexer.care.Care;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.sources.Source;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Keeping the data: checking, building anew, copying, putting back. For the admin.
final class CareRoutes {
  private static final String RESTORE = "/api/admin/restore";

  private final Rooms rooms;
  private final Works works;

  CareRoutes(Rooms rooms, Works works) {
    this.rooms = rooms;
    this.works = works;
  }

  List<Route> routes() {
    return List.of(
        begins(
            "/api/admin/verify",
            "Compares every original with its name and every item with graph and index, and mends"
                + " what can be mended. 202 with a work to follow.",
            ctx -> accepted(ctx, verify(ctx))),
        begins(
            "/api/admin/reindex",
            "Builds the index anew beside the one that answers, and puts it in its place. 202 with"
                + " a work to follow.",
            ctx -> accepted(ctx, reindex(ctx))),
        begins(
            "/api/admin/compact",
            "Rewrites the graph without what was deleted in it. 202 with a work to follow.",
            ctx -> accepted(ctx, compact(ctx))),
        Route.get(
                "/api/admin/care",
                "Running",
                "How the data is kept: what lies in the bin, what is being done, how far"
                    + " the reading for meaning has come, trouble.",
                List.of(),
                this::state)
            .admin(),
        Route.get(
                "/api/admin/works",
                "Running",
                "Long works that go on or have ended, newest first.",
                List.of(),
                this::list)
            .admin(),
        Route.get(
                "/api/admin/works/{id}",
                "Running",
                "One long work: how far it has come, and at the end what came of it.",
                List.of(),
                ctx -> Etags.write(ctx, WorkAnswer.of(find(ctx))))
            .admin(),
        Route.get(
                "/api/admin/works/{id}/events",
                "Running",
                "Progress of a long work as server-sent events: 'progress' while it goes on, 'done'"
                    + " at the end.",
                List.of(),
                this::events)
            .admin(),
        new Route(
            Route.Method.POST,
            "/api/admin/backup",
            Route.Access.ADMIN,
            "Running",
            "Everything that cannot be made again, as it stood at one moment, as one zip file. If"
                + " it cannot be finished the connection breaks off; a whole one ends with its"
                + " manifest.",
            List.of(
                Route.flag(
                    "derived",
                    "With the texts that were read, so that they need not be read again.")),
            Route.Body.NONE,
            this::backup),
        new Route(
                Route.Method.POST,
                RESTORE,
                Route.Access.ADMIN,
                "Running",
                "Puts a backup in the place of everything here: it is checked, then the server"
                    + " opens it at the same address. Follow with GET.",
                List.of(),
                Route.Body.BYTES,
                this::restore)
            .answering(202),
        Route.get(
                RESTORE,
                "Running",
                "The backup that was put in place since the server opened it; 'restored' is absent"
                    + " where there was none.",
                List.of(),
                ctx -> Json.write(ctx, new Restored(rooms.restoring().restored())))
            .admin());
  }

  private static Route begins(String path, String summary, Route.Handler handler) {
    return new Route(
            Route.Method.POST,
            path,
            Route.Access.ADMIN,
            "Running",
            summary,
            List.of(),
            Route.Body.NONE,
            handler)
        .answering(202);
  }

  /// @param wiping whether something destroyed still waits to be wiped from the disk
  /// @param working the long work that goes on now
  /// @param meaning absent where nothing is found by meaning
  record State(
      long binned,
      boolean wiping,
      Optional<Care.Work> working,
      Optional<MeaningShape> meaning,
      Optional<String> trouble) {}

  /// How far the reading for meaning has come.
  ///
  /// @param waiting items that are found by their words and not yet by their meaning
  /// @param aside items that the model could not read
  /// @param leftMillis absent where it is not known
  record MeaningShape(
      String model,
      long waiting,
      long aside,
      double perSecond,
      Optional<Long> leftMillis,
      Optional<String> trouble) {
    static Optional<MeaningShape> of(Ingest.Meaning meaning) {
      return meaning
          .model()
          .map(model ->
              new MeaningShape(
                  model,
                  meaning.waiting(),
                  meaning.aside(),
                  meaning.perSecond(),
                  meaning.left().map(Duration::toMillis),
                  meaning.trouble()));
    }
  }

  private void state(Context ctx) {
    Json.write(
        ctx,
        new State(
            rooms.catalogue().countBinned(Guard.caller(ctx)),
            rooms.care().wiping(),
            rooms.care().working(),
            MeaningShape.of(rooms.ingest().meaning()),
            rooms.trouble().get()));
  }

  record Restored(Optional<Backup> restored) {}

  record All(List<WorkAnswer> works) {}

  /// The JSON shape of a long work.
  ///
  /// @param source id of the source that is looked through
  /// @param step what is being done, in words
  /// @param total absent where it is not known
  record WorkAnswer(
      String id,
      String kind,
      Optional<String> source,
      String state,
      String step,
      long done,
      Optional<Long> total,
      Instant started,
      Optional<Instant> finished,
      Optional<ReportShape> report,
      Optional<Care.Compaction> compaction,
      Optional<SourceRoutes.SweepShape> sweep,
      Optional<VocabularyRoutes.ReadShape> read,
      Optional<Integer> suggestions,
      Optional<String> trouble) {
    static WorkAnswer of(Works.Work work) {
      return new WorkAnswer(
          work.id(),
          Params.code(work.kind()),
          Optional.of(work.about()).filter(about -> !about.isEmpty()),
          Params.code(work.state()),
          work.progress().step(),
          work.progress().done(),
          Optional.of(work.progress().total()).filter(total -> total > 0),
          work.started(),
          work.finished(),
          result(work, Works.Result.Checked.class).map(r -> ReportShape.of(r.report())),
          result(work, Works.Result.Compacted.class).map(Works.Result.Compacted::compaction),
          result(work, Works.Result.Swept.class).map(r -> SourceRoutes.SweepShape.of(r.sweep())),
          result(work, Works.Result.Read.class).map(VocabularyRoutes.ReadShape::of),
          result(work, Works.Result.Looked.class).map(Works.Result.Looked::suggestions),
          work.trouble());
    }

    private static <R> Optional<R> result(Works.Work work, Class<R> kind) {
      return work.result().filter(kind::isInstance).map(kind::cast);
    }
  }

  record ReportShape(
      boolean sound, List<String> checked, List<String> mended, List<String> faults) {
    static ReportShape of(Care.Report report) {
      return new ReportShape(report.sound(), report.checked(), report.mended(), report.faults());
    }
  }

  Works.Work verify(Context ctx) {
    var caller = Guard.caller(ctx);
    return start(
        Works.Kind.VERIFY,
        watcher -> new Works.Result.Checked(rooms.care().verify(watcher, caller)));
  }

  Works.Work reindex(Context ctx) {
    var caller = Guard.caller(ctx);
    return start(
        Works.Kind.REINDEX,
        watcher -> {
          rooms.care().reindex(watcher, caller);
          return new Works.Result.Reindexed();
        });
  }

  Works.Work compact(Context ctx) {
    var caller = Guard.caller(ctx);
    return start(Works.Kind.COMPACT, _ -> new Works.Result.Compacted(rooms.care().compact(caller)));
  }

  private Works.Work start(Works.Kind kind, Works.Task task) {
    var other = rooms.care().working();
    if (other.isPresent() && !other.get().name().equals("wiping"))
      throw Refusal.conflict(
          "Another long work goes on (" + other.get().name() + "); begin this when it has ended.");
    return works.start(kind, "", task);
  }

  /// Looks through a source.
  Works.Work sweep(Source source, Context ctx) {
    var caller = Guard.caller(ctx);
    return works.start(
        Works.Kind.SWEEP,
        source.id(),
        _ -> new Works.Result.Swept(rooms.sources().sweep(source.id(), caller)));
  }

  static void accepted(Context ctx, Works.Work work) {
    ctx.status(202).header("Location", "/api/admin/works/" + work.id());
    Json.write(ctx, WorkAnswer.of(work));
  }

  private void list(Context ctx) {
    Json.write(ctx, new All(works.list().stream().map(WorkAnswer::of).toList()));
  }

  Works.Work find(Context ctx) {
    var id = ctx.pathParam("id");
    return works
        .find(id)
        .orElseThrow(() ->
            Refusal.notFound(
                "There is no work '" + id + "', or it ended long ago and was forgotten."));
  }

  private void events(Context ctx) {
    var first = find(ctx);
    Events.write(
        ctx,
        "work-events",
        out -> {
          Optional<Works.Work> seen = Optional.empty();
          while (true) {
            var now = works.next(first.id(), seen, Events.HEARTBEAT);
            if (now.isEmpty()) return;
            if (now.equals(seen)) {
              out.heartbeat();
              continue;
            }
            boolean over = now.get().state() != Works.State.RUNNING;
            out.send(over ? "done" : "progress", WorkAnswer.of(now.get()));
            if (over) return;
            seen = now;
          }
        });
  }

  private void backup(Context ctx) throws IOException {
    backup(ctx, new Params(ctx).flag("derived"));
  }

  /// @param derived whether texts that were read go along
  void backup(Context ctx, boolean derived) throws IOException {
    var caller = Guard.caller(ctx);
    var name = "cairn-" + LocalDate.ofInstant(rooms.clock().instant(), ZoneOffset.UTC) + ".zip";
    ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    ctx.header("Cache-Control", "no-store");
    Streamed.write(
        ctx,
        "application/zip",
        out -> {
          try {
            rooms.care().backup(out, derived, _ -> {}, caller);
          } catch (IllegalStateException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
          }
        });
  }

  private void restore(Context ctx) throws IOException {
    var backup = stage(ctx);
    ctx.status(202).header("Location", RESTORE);
    Json.write(ctx, backup);
    rooms.restoring().begin();
  }

  /// Reads and checks the backup in the request.
  ///
  /// @throws Refusal 422 if it cannot be restored, 409 while another is being read
  Backup stage(Context ctx) throws IOException {
    try (var bytes = bytes(ctx)) {
      return rooms.restoring().stage(bytes, _ -> {});
    } catch (Backup.RefusedException e) {
      throw Refusal.invalid(e.sentence(), List.of());
    } catch (IllegalStateException e) {
      throw Refusal.conflict(String.valueOf(e.getMessage()));
    }
  }

  private static InputStream bytes(Context ctx) throws IOException {
    return ctx.isMultipartFormData()
        ? Parts.of(ctx).files().getFirst().content()
        : ctx.req().getInputStream();
  }
}
