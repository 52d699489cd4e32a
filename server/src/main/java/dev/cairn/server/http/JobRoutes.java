package dev.cairn.server.http;

import dev.cairn.indexer.Job;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What is being brought in, and what became of it. For the admin, because names of files may tell
/// more than readers may know.
final class JobRoutes {
  private static final long HEARTBEAT_SECONDS = 15;

  private final Rooms rooms;

  JobRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/jobs",
                "Documents",
                "Jobs, newest first, with their progress.",
                List.of(
                    Route.integer("limit", "Jobs on a page, 1 to 100, 10 unless said."),
                    Route.text("cursor", "Where the former page ended.")),
                this::list)
            .admin(),
        Route.get(
                "/api/jobs/{id}",
                "Documents",
                "One job with the outcome of each file.",
                List.of(),
                this::one)
            .admin(),
        Route.get(
                "/api/jobs/{id}/events",
                "Documents",
                "Progress of a job as server-sent events: 'progress' while it runs, 'done' at the"
                    + " end.",
                List.of(),
                this::events)
            .admin(),
        new Route(
            Route.Method.DELETE,
            "/api/jobs/{id}",
            Route.Access.ADMIN,
            "Documents",
            "Stops what the job has not begun.",
            List.of(),
            Route.Body.NONE,
            this::cancel));
  }

  record Jobs(List<JobAnswer> jobs, java.util.Optional<String> next) {}

  private void list(Context ctx) {
    var params = new Params(ctx);
    int offset = Links.offset(params);
    int limit = params.number("limit", 10, 1, 100);
    var all = rooms.ingest().jobs();
    var next =
        all.size() > offset + limit
            ? java.util.Optional.of(Links.cursor(offset + limit))
            : java.util.Optional.<String>empty();
    next.ifPresent(cursor -> Links.next(ctx, cursor));
    Json.write(
        ctx,
        new Jobs(
            all.stream()
                .skip(offset)
                .limit(limit)
                .map(job -> JobAnswer.of(job, rooms.clock(), false))
                .toList(),
            next));
  }

  private void one(Context ctx) {
    Etags.write(ctx, JobAnswer.of(find(ctx), rooms.clock(), true));
  }

  private void cancel(Context ctx) {
    var job = find(ctx);
    rooms.ingest().cancel(job.id());
    Json.write(ctx, JobAnswer.of(find(ctx), rooms.clock(), true));
  }

  private Job find(Context ctx) {
    var id = ctx.pathParam("id");
    return rooms
        .ingest()
        .job(id)
        .orElseThrow(() ->
            Refusal.notFound(
                "There is no job '" + id + "', or it ended long ago and was forgotten."));
  }

  /// Waits on a virtual thread, so that many watchers cost no thread of the pool.
  private void events(Context ctx) {
    var job = find(ctx);
    ctx.contentType("text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Accel-Buffering", "no");
    ctx.disableCompression();
    ctx.future(() -> {
      var over = new CompletableFuture<Void>();
      Thread.ofVirtual()
          .name("job-events")
          .start(() -> {
            try {
              tell(job.id(), ctx.outputStream());
              over.complete(null);
            } catch (IOException _) {
              over.complete(null); // the reader has gone
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
              over.complete(null);
            } catch (RuntimeException e) {
              over.completeExceptionally(e);
            }
          });
      return over;
    });
  }

  private Job whole(Job summary) {
    return rooms.ingest().job(summary.id()).orElse(summary);
  }

  private void tell(String id, OutputStream out) throws IOException, InterruptedException {
    var news = new LinkedBlockingQueue<Job>();
    try (var _ = rooms.ingest().watch(id, news::add)) {
      while (true) {
        var job = news.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        if (job == null) {
          out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          continue;
        }
        boolean over = job.finished().isPresent();
        var event =
            "event: "
                + (over ? "done" : "progress")
                + "\ndata: "
                + Json.text(JobAnswer.of(over ? whole(job) : job, rooms.clock(), over))
                + "\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (over) return;
      }
    }
  }
}
