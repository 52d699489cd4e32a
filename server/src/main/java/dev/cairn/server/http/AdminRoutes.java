package dev.cairn.server.http;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.corpus.lesson.Mapping;
import dev.cairn.indexer.Job;
import dev.cairn.server.pages.AdminPage;
import dev.cairn.server.pages.ImportPage;
import dev.cairn.server.pages.ItemPage;
import dev.cairn.server.pages.JobView;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.Viewer;
import dev.cairn.server.pages.Words;
import dev.cairn.server.security.Gate;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Signing in, and the pages that change something. Each is a form that works without scripts: what
/// was sent is answered by a way to the page that shows what became of it.
final class AdminRoutes {
  /// So many rows of an import are shown before it is made.
  private static final int ROWS = 40;

  private final Rooms rooms;
  private final Pages pages;
  private final DocumentRoutes documents;
  private final LessonRoutes lessons;
  private final JobRoutes jobs;

  AdminRoutes(Rooms rooms, Door.Asked asked, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
    this.documents = asked.documents();
    this.lessons = asked.lessons();
    this.jobs = asked.jobs();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/signin", ctx -> signIn(ctx, 200, ctx.queryParam("to"), "", false));
    routes.post("/signin", this::enter);
    routes.post("/signout", this::leave);
    routes.get("/admin", this::admin);
    routes.get("/jobs/{id}", this::job);
    routes.post("/jobs/{id}/cancel", this::cancel);
    routes.post("/jobs/{id}/retry", this::retry);
    routes.post("/admin/documents", this::receive);
    routes.post("/admin/lessons", this::tryLessons);
    routes.post("/admin/lessons/go", this::goLessons);
  }

  private void signIn(
      Context ctx,
      int status,
      @org.jspecify.annotations.Nullable String to,
      String wrong,
      boolean needed) {
    ctx.status(status);
    Viewers.show(ctx, pages.signIn(Plain.SignIn.of(ownAddress(to), wrong, needed, viewer(ctx))));
  }

  /// Only ways within this server, so that nobody is sent elsewhere after giving the token.
  private static String ownAddress(@org.jspecify.annotations.Nullable String to) {
    return to != null && to.matches("/([A-Za-z0-9][^\\\\\\p{Cntrl}]*)?") ? to : "/admin";
  }

  private void enter(Context ctx) {
    var token = Optional.ofNullable(ctx.formParam("token")).orElse("").strip();
    var to = ctx.formParam("to");
    switch (rooms.gate().check(token)) {
      case Gate.Check.Right() -> {
        var session = rooms.gate().sessions().open();
        var cookie = new Cookie(Guard.COOKIE, session.cookie());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setSecure(ctx.scheme().equals("https"));
        ctx.cookie(cookie);
        ctx.redirect(ownAddress(to), HttpStatus.SEE_OTHER);
      }
      case Gate.Check.Wrong() ->
          signIn(ctx, 401, to, "That is not the token. Check it, or make a new one.", false);
      case Gate.Check.Wait(var pause) ->
          signIn(
              ctx,
              429,
              to,
              "Too many wrong tokens. Wait "
                  + Math.max(1, pause.toSeconds())
                  + " seconds before the next try.",
              false);
    }
  }

  private void leave(Context ctx) {
    Guard.requireAdmin(ctx);
    Optional.ofNullable(ctx.cookie(Guard.COOKIE)).ifPresent(rooms.gate().sessions()::close);
    ctx.removeCookie(Guard.COOKIE);
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void admin(Context ctx) {
    if (turnedAway(ctx)) return;
    var caller = Guard.caller(ctx);
    Viewers.show(
        ctx,
        pages.admin(
            AdminPage.of(
                new AdminPage.Known(
                    rooms.catalogue().count(caller, Optional.of(Item.Kind.DOCUMENT)),
                    rooms.catalogue().count(caller, Optional.of(Item.Kind.LESSON)),
                    rooms.catalogue().countBinned(caller),
                    rooms.sources().all(caller),
                    rooms.ingest().jobs(),
                    rooms.trouble().get(),
                    rooms.care().working(),
                    rooms.care().wiping(),
                    rooms.ingest().meaning(),
                    rooms.settings().maxFileBytes()),
                viewer(ctx))));
  }

  private void job(Context ctx) {
    if (turnedAway(ctx)) return;
    var job = find(ctx);
    var now = rooms.clock().instant();
    var params = new Params(ctx);
    var wanted =
        new JobView.Wanted(
            params.text("outcome").orElse(""), params.number("from", 0, 0, Integer.MAX_VALUE));
    Viewers.show(
        ctx,
        pages.job(
            AdminPage.One.of(
                JobView.whole(job, now, wanted, id -> kind(id, ctx, job)), viewer(ctx))));
  }

  private Item.Kind kind(ItemId id, Context ctx, Job job) {
    if (job.kind().equals("lessons")) return Item.Kind.LESSON;
    return rooms.catalogue().find(id, Guard.caller(ctx)).map(Item::kind).orElse(Item.Kind.DOCUMENT);
  }

  private void cancel(Context ctx) {
    Guard.requireAdmin(ctx);
    var job = find(ctx);
    rooms.ingest().cancel(job.id());
    toJob(ctx, job);
  }

  private void retry(Context ctx) {
    Guard.requireAdmin(ctx);
    toJob(ctx, jobs.again(ctx));
  }

  private void receive(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    toJob(ctx, documents.accept(ctx));
  }

  /// Shows what an import would do. The bytes are kept by their name, so that the file need not be
  /// chosen again for the go-ahead.
  private void tryLessons(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    var file = Parts.of(ctx).files().getFirst();
    ContentId content;
    try (var bytes = file.content()) {
      content = rooms.ingest().store(bytes).id();
    } catch (BlobStore.TooLargeException e) {
      throw Refusal.tooLarge("The file has more than " + e.limitBytes() + " bytes.");
    }
    showDryRun(ctx, read(content, Optional.empty(), file.name()), content, file.name());
  }

  private void goLessons(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    var parts = Parts.of(ctx);
    var content = content(parts);
    var name = parts.text("fileName").orElse("lessons");
    var mapping = parts.text("mapping").map(LessonRoutes::mapping);
    var reading = read(content, mapping, name);
    if (parts.text("do").filter("import"::equals).isPresent())
      toJob(ctx, lessons.submit(reading, name, ctx));
    else showDryRun(ctx, reading, content, name);
  }

  private static ContentId content(Parts parts) {
    var name = parts.text("content").orElse("");
    if (!name.matches("[0-9a-f]{64}")) throw Refusal.badRequest("Choose the file again.");
    return new ContentId(name);
  }

  private LessonRoutes.Reading read(ContentId content, Optional<Mapping> mapping, String name)
      throws IOException {
    try (var bytes =
        rooms
            .originals()
            .open(content)
            .orElseThrow(
                () -> Refusal.notFound("The file is not here any more; choose it again."))) {
      var table = LessonImport.read(bytes);
      if (table.size() == 0)
        throw Refusal.invalid(
            "There is no row in '"
                + name
                + "'. It must be CSV with a line of column names, a JSON array, or JSON Lines.",
            List.of());
      return LessonRoutes.Reading.of(table, mapping, name);
    }
  }

  private void showDryRun(
      Context ctx, LessonRoutes.Reading reading, ContentId content, String name) {
    var would = lessons.dryRun(reading);
    var rows = new ArrayList<ImportPage.Row>();
    for (var row : would.rows()) {
      boolean bad = row.would().equals("unusable");
      if (rows.size() < ROWS || bad)
        rows.add(
            new ImportPage.Row(
                "" + row.row(),
                row.name(),
                ImportPage.would(row.would()),
                bad,
                row.reason().orElse("")));
    }
    var counts = new ArrayList<JobView.Count>();
    would
        .counts()
        .forEach((code, count) ->
            counts.add(
                new JobView.Count(
                    Words.number(count) + " " + ImportPage.would(code), code.equals("unusable"))));
    var meanings = new ArrayList<ItemPage.Fact>();
    reading
        .mapping()
        .columns()
        .forEach((target, columns) ->
            meanings.add(
                new ItemPage.Fact(ImportPage.part(target.code()), String.join(", ", columns))));
    Viewers.show(
        ctx,
        pages.dryRun(
            new ImportPage(
                dev.cairn.server.pages.Page.of(
                        viewer(ctx), "Import " + name, dev.cairn.server.pages.Page.Section.ADMIN)
                    .with(List.of("admin"), List.of()),
                name,
                counts,
                meanings,
                reading.unmapped(),
                reading.missing(),
                rows,
                content.hex(),
                reading.mapping().toJson())));
  }

  private Job find(Context ctx) {
    return rooms
        .ingest()
        .job(ctx.pathParam("id"))
        .orElseThrow(() ->
            Refusal.notFound(
                "There is no such job, or it ended long ago and was forgotten. What it brought"
                    + " in is kept."));
  }

  /// Asks for the token instead of showing the page.
  private boolean turnedAway(Context ctx) {
    if (Guard.caller(ctx).isAdmin()) return false;
    signIn(ctx, 401, viewer(ctx).address(), "", true);
    return true;
  }

  private static void toJob(Context ctx, Job job) {
    ctx.redirect("/jobs/" + job.id(), HttpStatus.SEE_OTHER);
  }

  private Viewer viewer(Context ctx) {
    return Viewers.of(ctx, rooms.clock());
  }
}
