package dev.cairn.server.http;

import dev.cairn.indexer.Job;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is being brought in, and what became of it. For the admin, because names of files may tell
/// more than readers may know.
final class JobRoutes {
  private static final int LONGEST_TITLE = 200;

  private final Rooms rooms;
  private final Growing growing;

  JobRoutes(Rooms rooms, Growing growing) {
    this.rooms = rooms;
    this.growing = growing;
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
        change(
                Route.Method.POST,
                "/api/jobs",
                "Begins a job to be filled by many requests: {\"title\", \"passwords\": []}. Name"
                    + " it in the part 'job' of POST /api/documents, and complete it at the end.",
                Route.Body.JSON,
                this::begin)
            .answering(201),
        Route.get(
                "/api/jobs/{id}",
                "Documents",
                "One job with the outcome of each file; of all files unless 'limit' is given.",
                Stream.concat(
                        OutcomeFilter.PARAMETERS.stream(),
                        Stream.of(
                            Route.integer(
                                "limit", "Files on a page, 0 to 100; without it all of them."),
                            Route.text("cursor", "Where the former page ended.")))
                    .toList(),
                this::one)
            .admin(),
        Route.get(
                "/api/jobs/{id}/outcomes.csv",
                "Documents",
                "The outcome of each file as CSV (RFC 4180): file, outcome, reason, id.",
                List.of(),
                this::csv)
            .admin(),
        Route.get(
                "/api/jobs/{id}/events",
                "Documents",
                "Progress of a job, without its files, as server-sent events: 'progress' while it"
                    + " runs, 'done' at the end.",
                List.of(),
                this::events)
            .admin(),
        change(
            Route.Method.POST,
            "/api/jobs/{id}/complete",
            "Nothing more comes into the job that was begun.",
            Route.Body.NONE,
            this::complete),
        change(
                Route.Method.POST,
                "/api/jobs/{id}/retry",
                "Reads those files again that need attention. 202 with the new job.",
                Route.Body.NONE,
                this::retry)
            .answering(202),
        change(
            Route.Method.DELETE,
            "/api/jobs/{id}",
            "Stops what the job has not begun.",
            Route.Body.NONE,
            this::cancel));
  }

  private static Route change(
      Route.Method method, String path, String summary, Route.Body body, Route.Handler handler) {
    return new Route(
        method, path, Route.Access.ADMIN, "Documents", summary, List.of(), body, handler);
  }

  record Jobs(List<JobAnswer> jobs, Optional<String> next) {}

  private void list(Context ctx) {
    var params = new Params(ctx);
    int offset = Links.offset(params);
    int limit = params.number("limit", 10, 1, 100);
    var all = rooms.ingest().jobs();
    var next =
        all.size() > offset + limit
            ? Optional.of(Links.cursor(offset + limit))
            : Optional.<String>empty();
    next.ifPresent(cursor -> Links.next(ctx, cursor));
    Json.write(
        ctx,
        new Jobs(all.stream().skip(offset).limit(limit).map(JobAnswer::summary).toList(), next));
  }

  private void one(Context ctx) {
    var params = new Params(ctx);
    var limit = params.text("limit").map(_ -> params.number("limit", 10, 0, 100));
    int offset = Links.offset(params);
    var wanted = OutcomeFilter.of(params);
    var job = find(ctx);
    var files = job.files().stream().filter(file -> wanted.admits(file.outcome())).skip(offset);
    if (limit.isEmpty()) {
      Etags.write(ctx, JobAnswer.with(job, files.toList(), Optional.empty()));
      return;
    }
    var some = files.limit(limit.get() + 1L).toList();
    Optional<String> next =
        some.size() > limit.get() && limit.get() > 0
            ? Optional.of(Links.cursor(offset + limit.get()))
            : Optional.empty();
    next.ifPresent(cursor -> Links.next(ctx, cursor));
    Etags.write(
        ctx, JobAnswer.with(job, some.subList(0, Math.min(limit.get(), some.size())), next));
  }

  private void begin(Context ctx) {
    var json = Json.read(ctx.bodyInputStream(), "The body");
    var title = json.path("title").asString("").strip();
    if (title.isEmpty() || title.length() > LONGEST_TITLE)
      throw Refusal.invalid(
          "The job needs a title.",
          List.of(
              new Refusal.Fault(
                  "/title", "A text of 1 to " + LONGEST_TITLE + " characters is needed.")));
    var passwords = new ArrayList<String>();
    for (var password : json.path("passwords"))
      if (password.isString() && !password.asString().isEmpty()) passwords.add(password.asString());
      else
        throw Refusal.invalid(
            "A password cannot be used.",
            List.of(new Refusal.Fault("/passwords", "Each must be a text, and not empty.")));
    var id = growing.begin(title, passwords, Guard.caller(ctx));
    ctx.status(201).header("Location", "/api/jobs/" + id);
    Json.write(ctx, JobAnswer.summary(rooms.ingest().summary(id).orElseThrow()));
  }

  private void complete(Context ctx) {
    var job = find(ctx);
    growing.complete(job.id());
    Json.write(ctx, JobAnswer.summary(summary(ctx)));
  }

  private void retry(Context ctx) {
    Accepted.write(ctx, again(ctx));
  }

  /// Has those files of the path's job read again that need attention.
  ///
  /// @throws Refusal 409 if there are none
  Job again(Context ctx) {
    var job = summary(ctx);
    try {
      return rooms.ingest().retry(job.id(), Guard.caller(ctx));
    } catch (IllegalArgumentException _) {
      throw Refusal.conflict("There is no file in this job that could be read again.");
    }
  }

  private void csv(Context ctx) throws IOException {
    OutcomesCsv.write(ctx, find(ctx));
  }

  private void cancel(Context ctx) {
    var job = summary(ctx);
    growing.complete(job.id());
    rooms.ingest().cancel(job.id());
    Json.write(ctx, JobAnswer.with(find(ctx), find(ctx).files(), Optional.empty()));
  }

  private Job summary(Context ctx) {
    return known(ctx, rooms.ingest().summary(ctx.pathParam("id")));
  }

  private Job find(Context ctx) {
    return known(ctx, rooms.ingest().job(ctx.pathParam("id")));
  }

  private static Job known(Context ctx, Optional<Job> job) {
    return job.orElseThrow(() ->
        Refusal.notFound(
            "There is no job '"
                + ctx.pathParam("id")
                + "', or it ended long ago and was forgotten."));
  }

  private void events(Context ctx) {
    var job = summary(ctx);
    Events.write(ctx, "job-events", out -> tell(job.id(), out));
  }

  /// A reader who is slow is told the newest only.
  private void tell(String id, Events.Out out) throws IOException, InterruptedException {
    var news = new AtomicReference<@Nullable Job>();
    var arrived = new Semaphore(0);
    try (var _ =
        rooms
            .ingest()
            .watch(
                id,
                job -> {
                  if (news.getAndSet(job) == null) arrived.release();
                })) {
      while (true) {
        if (!arrived.tryAcquire(Events.HEARTBEAT.toSeconds(), TimeUnit.SECONDS)) {
          out.heartbeat();
          continue;
        }
        var job = news.getAndSet(null);
        if (job == null) continue;
        boolean over = job.finished().isPresent();
        out.send(over ? "done" : "progress", JobAnswer.summary(job));
        if (over) return;
      }
    }
  }
}
