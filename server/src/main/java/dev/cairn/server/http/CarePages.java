package dev.cairn.server.http;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.server.pages.BinPage;
import dev.cairn.server.pages.CarePage;
import dev.cairn.server.pages.Choice;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.SourcesPage;
import dev.cairn.server.pages.Viewer;
import dev.cairn.server.pages.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The admin's pages of sources, bin and care, and their forms.
final class CarePages {
  private static final List<String> FIELDS =
      List.of("kind", "place", "title", "minutes", "depth", "access");

  private final Rooms rooms;
  private final Door.Asked asked;
  private final Pages pages;

  CarePages(Rooms rooms, Door.Asked asked, Pages pages) {
    this.rooms = rooms;
    this.asked = asked;
    this.pages = pages;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/admin/sources", ctx -> sources(ctx, "", Map.of()));
    routes.post("/admin/sources", this::follow);
    routes.post("/admin/sources/{id}/sweep", this::sweep);
    routes.post("/admin/sources/{id}/remove", this::remove);
    routes.get("/admin/bin", this::bin);
    routes.post("/admin/bin", this::empty);
    routes.post("/admin/bin/destroy", this::destroy);
    routes.get("/admin/care", this::care);
    routes.post("/admin/care/backup", this::backup);
    routes.post("/admin/care/verify", ctx -> begin(ctx, asked.care()::verify));
    routes.post("/admin/care/reindex", ctx -> begin(ctx, asked.care()::reindex));
    routes.post("/admin/care/compact", ctx -> begin(ctx, asked.care()::compact));
    routes.post("/admin/restore", this::restore);
  }

  private void sources(Context ctx, String wrong, Map<String, String> typed) {
    if (turnedAway(ctx)) return;
    if (!wrong.isEmpty()) ctx.status(422);
    Viewers.show(
        ctx,
        pages.sources(
            SourcesPage.of(rooms.sources().all(Guard.caller(ctx)), wrong, typed, viewer(ctx))));
  }

  private void follow(Context ctx) {
    Guard.requireAdmin(ctx);
    var typed = new HashMap<String, String>();
    for (var field : FIELDS) typed.put(field, Params.field(ctx, field));
    var faults = new ArrayList<Refusal.Fault>();
    try {
      var place = Params.field(ctx, "place");
      var origin =
          SourceRoutes.origin(
              Params.field(ctx, "kind"), place, place, number(ctx, "depth", 0), faults);
      var every =
          SourceRoutes.every(Duration.ofMinutes(number(ctx, "minutes", 15)).toMillis(), faults);
      asked
          .sources()
          .add(
              Optional.of(Params.field(ctx, "title")).filter(t -> !t.isEmpty()),
              origin,
              access(Params.field(ctx, "access")),
              every,
              faults,
              ctx);
      ctx.redirect("/admin/sources", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      sources(
          ctx,
          faults.isEmpty()
              ? e.detail()
              : String.join(" ", faults.stream().map(Refusal.Fault::detail).toList()),
          typed);
    } catch (IllegalArgumentException e) {
      sources(ctx, "Who may see it: " + e.getMessage() + ".", typed);
    }
  }

  private static Optional<Access> access(String typed) {
    var readers = new ArrayList<String>();
    for (var reader : typed.split(",")) if (!reader.isBlank()) readers.add(reader.strip());
    return readers.isEmpty() || readers.equals(List.of("everyone"))
        ? Optional.empty()
        : Optional.of(Access.of(readers));
  }

  private static int number(Context ctx, String name, int usual) {
    var typed = Params.field(ctx, name);
    return typed.isEmpty() ? usual : typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : -1;
  }

  private void sweep(Context ctx) {
    Guard.requireAdmin(ctx);
    asked.care().sweep(asked.sources().find(ctx), ctx);
    ctx.redirect("/admin/sources", HttpStatus.SEE_OTHER);
  }

  private void remove(Context ctx) {
    Guard.requireAdmin(ctx);
    var source = asked.sources().find(ctx);
    rooms.sources().remove(source.id(), !Params.field(ctx, "keep").equals("no"), Guard.caller(ctx));
    ctx.redirect("/admin/sources", HttpStatus.SEE_OTHER);
  }

  private void bin(Context ctx) {
    if (turnedAway(ctx)) return;
    var caller = Guard.caller(ctx);
    int from = new Params(ctx).number("from", 0, 0, Integer.MAX_VALUE);
    Viewers.show(
        ctx,
        pages.bin(
            BinPage.of(
                rooms.catalogue().binned(from, BinPage.PAGE, caller),
                rooms.catalogue().countBinned(caller),
                from,
                viewer(ctx))));
  }

  /// Takes the chosen ones out, or asks before they are destroyed.
  private void empty(Context ctx) {
    Guard.requireAdmin(ctx);
    var chosen = chosen(ctx);
    if (Params.field(ctx, "do").equals("destroy")) {
      Viewers.show(ctx, pages.bin(BinPage.asking(chosen, viewer(ctx))));
      return;
    }
    rooms.catalogue().restore(chosen.stream().map(Item::id).toList(), Guard.caller(ctx));
    ctx.redirect("/admin/bin", HttpStatus.SEE_OTHER);
  }

  private void destroy(Context ctx) {
    Guard.requireAdmin(ctx);
    var chosen = chosen(ctx);
    if (!Params.field(ctx, "sure").equals("yes"))
      throw Refusal.badRequest("Nothing was destroyed: say first that you are sure.");
    asked.changes().destroy(chosen.stream().map(Item::id).toList(), ctx);
    ctx.redirect("/admin/bin", HttpStatus.SEE_OTHER);
  }

  /// The items of the form that lie in the bin.
  ///
  /// @throws Refusal 400 if there are none
  private List<Item> chosen(Context ctx) {
    var items = new ArrayList<Item>();
    for (var id : ctx.formParams("id"))
      if (id.matches("[A-Za-z0-9_-]{22}"))
        rooms
            .catalogue()
            .find(new ItemId(id), Guard.caller(ctx))
            .filter(item -> item.binned().isPresent())
            .ifPresent(items::add);
    if (items.isEmpty())
      throw Refusal.badRequest("Nothing was chosen. Go back and tick what you mean.");
    return items;
  }

  private void care(Context ctx) {
    if (turnedAway(ctx)) return;
    var viewer = viewer(ctx);
    Viewers.show(
        ctx,
        pages.care(
            CarePage.of(
                rooms
                    .restoring()
                    .restored()
                    .map(b ->
                        "The backup of "
                            + Words.moment(b.when())
                            + " is in place, with "
                            + Words.count(b.items(), "item", "items")
                            + ".")
                    .orElse(""),
                rooms.care().wiping(),
                asked.works().list().stream()
                    .filter(work -> work.kind() != Works.Kind.SWEEP)
                    .map(work -> work(work, asked.vocabularies()::waits, viewer))
                    .toList(),
                viewer)));
  }

  /// @param waits whether a file that was read can still be put in place, by its name
  static CarePage.Work work(Works.Work work, Predicate<String> waits, Viewer viewer) {
    var moment = work.finished().orElse(work.started());
    boolean running = work.state() == Works.State.RUNNING;
    return new CarePage.Work(
        work.id(),
        work.kind().words(),
        running,
        work.state() == Works.State.FAILED || isRefused(work),
        work.progress().done(),
        work.progress().total(),
        said(work),
        (running ? "began " : "ended ") + Words.ago(moment, viewer.now()),
        moment.toString(),
        lines(work),
        next(work, waits));
  }

  private static boolean isRefused(Works.Work work) {
    return work.result()
        .filter(result -> result instanceof Works.Result.Read read && !read.refused().isEmpty())
        .isPresent();
  }

  private static Optional<Choice> next(Works.Work work, Predicate<String> waits) {
    if (work.result().isEmpty()) return Optional.empty();
    return switch (work.result().get()) {
      case Works.Result.Read read when waits.test(read.pending()) ->
          Optional.of(
              new Choice(
                  "See what is in it", "/admin/vocabularies/read/" + read.pending(), "", false));
      case Works.Result.Read read when read.put() ->
          read.vocabulary()
              .map(it -> new Choice("Its report", "/admin/vocabularies/" + it.id(), "", false));
      case Works.Result.Looked _ ->
          Optional.of(new Choice("Work through them", "/admin/mappings", "", false));
      case Works.Result.Read _,
          Works.Result.Checked _,
          Works.Result.Reindexed _,
          Works.Result.Compacted _,
          Works.Result.Swept _ ->
          Optional.empty();
    };
  }

  private static String said(Works.Work work) {
    if (work.trouble().isPresent()) return work.trouble().get();
    if (work.result().isEmpty()) {
      var progress = work.progress();
      var count =
          progress.total() > 0
              ? ": " + Words.number(progress.done()) + " of " + Words.number(progress.total())
              : "";
      return progress.step() + count + ".";
    }
    return switch (work.result().get()) {
      case Works.Result.Checked(var report) ->
          report.sound()
              ? "Nothing is missing."
              : Words.count(report.faults().size(), "thing", "things") + " cannot be mended.";
      case Works.Result.Reindexed() -> "The index is new, and in its place.";
      case Works.Result.Compacted(var sizes) ->
          "The graph took "
              + Words.size(sizes.bytesBefore())
              + " and takes "
              + Words.size(sizes.bytesAfter())
              + ".";
      case Works.Result.Swept(_) -> "Looked through.";
      case Works.Result.Read read ->
          read.vocabulary()
              .map(it ->
                  "“%s” %s, with %s."
                      .formatted(
                          it.title(),
                          read.put() ? "is in its place" : "was read and is not stored yet",
                          Words.count(it.concepts(), "concept", "concepts")))
              .orElse(read.refused());
      case Works.Result.Looked(var suggestions) ->
          suggestions == 0
              ? "Nothing was found that is not decided already."
              : Words.count(suggestions, "suggestion waits", "suggestions wait") + " for you.";
    };
  }

  private static List<CarePage.Lines> lines(Works.Work work) {
    var all = new ArrayList<CarePage.Lines>();
    if (work.result().isPresent() && work.result().get() instanceof Works.Result.Checked checked) {
      var report = checked.report();
      add(all, "Cannot be mended", true, report.faults());
      add(all, "Mended", false, report.mended());
      add(all, "Checked", false, report.checked());
    }
    return all;
  }

  private static void add(List<CarePage.Lines> all, String head, boolean bad, List<String> lines) {
    if (!lines.isEmpty()) all.add(new CarePage.Lines(head, bad, lines));
  }

  private interface Beginning {
    Works.Work of(Context ctx);
  }

  private static void begin(Context ctx, Beginning beginning) {
    Guard.requireAdmin(ctx);
    beginning.of(ctx);
    ctx.redirect("/admin/care#works", HttpStatus.SEE_OTHER);
  }

  private void backup(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    asked.care().backup(ctx, Params.field(ctx, "derived").equals("yes"));
  }

  private void restore(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    if (!Parts.of(ctx).text("sure").equals(Optional.of("yes")))
      throw Refusal.badRequest("Nothing was changed: say first that what is here now may go.");
    asked.care().stage(ctx);
    ctx.redirect("/admin/care", HttpStatus.SEE_OTHER);
    rooms.restoring().begin();
  }

  /// Asks for the token instead of showing the page.
  private boolean turnedAway(Context ctx) {
    if (Guard.caller(ctx).isAdmin()) return false;
    ctx.status(401);
    Viewers.show(ctx, pages.signIn(Plain.SignIn.of(viewer(ctx).address(), "", true, viewer(ctx))));
    return true;
  }

  private Viewer viewer(Context ctx) {
    return Viewers.of(ctx, rooms.clock());
  }
}
