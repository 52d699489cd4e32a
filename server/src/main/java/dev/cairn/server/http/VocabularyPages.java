package dev.cairn.server.http;

import dev.cairn.ontology.imported.Look;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.VocabularyPage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;

/// The admin's pages of vocabularies, and their forms, which work without scripts. What takes long
/// is begun, and followed on the list.
final class VocabularyPages {
  private static final String PATH = "/admin/vocabularies";

  /// More concepts take a while to be put in place.
  private static final int FEW = 2_000;

  private final Rooms rooms;
  private final VocabularyRoutes routes;
  private final Pages pages;

  VocabularyPages(Rooms rooms, VocabularyRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
  }

  void addTo(RoutesConfig config) {
    config.get(PATH, ctx -> list(ctx, ""));
    // A part `file`.
    config.post(PATH, this::look);
    // Field `pending`.
    config.post(PATH + "/put", this::put);
    config.get(PATH + "/read/{pending}", this::read);
    config.get(PATH + "/{id}", this::one);
    // Field `on`: `yes` or `no`.
    config.post(PATH + "/{id}/tagging", this::tag);
    config.post(PATH + "/{id}/remove", this::remove);
  }

  private Shelf shelf() {
    return rooms.imported().shelf();
  }

  private boolean signedIn(Context ctx) {
    if (Guard.caller(ctx).isAdmin()) return true;
    var viewer = Viewers.of(ctx, rooms.clock());
    ctx.status(401);
    Viewers.show(ctx, pages.signIn(Plain.SignIn.of(viewer.address(), "", true, viewer)));
    return false;
  }

  private void list(Context ctx, String wrong) {
    if (!signedIn(ctx)) return;
    if (!wrong.isEmpty()) ctx.status(422);
    var viewer = Viewers.of(ctx, rooms.clock());
    show(
        ctx,
        VocabularyPage.list(
            shelf().all(),
            routes.reading().stream()
                .map(work -> CarePages.work(work, routes::waits, viewer))
                .toList(),
            rooms.concepts().get(),
            wrong,
            viewer));
  }

  private void show(Context ctx, VocabularyPage page) {
    Viewers.show(ctx, pages.vocabularies(page));
  }

  private void one(Context ctx) {
    if (!signedIn(ctx)) return;
    var id = ctx.pathParam("id");
    var it =
        shelf()
            .find(id)
            .orElseThrow(() -> Refusal.notFound("There is no vocabulary '" + id + "'."));
    show(
        ctx,
        VocabularyPage.one(
            it,
            shelf().tagged(id, Tagged.byPeople(rooms.catalogue())),
            rooms.concepts().get(),
            Viewers.of(ctx, rooms.clock())));
  }

  /// A file that was read as a work and waits.
  private void read(Context ctx) {
    if (!signedIn(ctx)) return;
    var pending = ctx.pathParam("pending");
    look(
        ctx,
        routes
            .waiting(pending)
            .orElseThrow(
                () -> Refusal.notFound("The file is no longer in memory; give it once more.")),
        pending);
  }

  private void look(Context ctx, Look.Ready ready, String pending) {
    show(
        ctx,
        VocabularyPage.look(
            ready.vocabulary(),
            ready.difference(),
            rooms.concepts().get(),
            pending,
            Viewers.of(ctx, rooms.clock())));
  }

  private void look(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    try {
      var file = routes.file(ctx, "vocabulary");
      if (file.bytes().length > VocabularyRoutes.SMALL) {
        routes.begin(file, VocabularyRoutes.Then.KEEP, false, Guard.caller(ctx).id());
        ctx.redirect(PATH + "#works", HttpStatus.SEE_OTHER);
        return;
      }
      var ready = routes.look(file, ctx);
      look(ctx, ready, routes.keep(ready));
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      list(ctx, e.detail());
    }
  }

  private void put(Context ctx) {
    Guard.requireAdmin(ctx);
    var pending = Params.field(ctx, "pending");
    if (routes.waiting(pending).filter(it -> it.vocabulary().concepts() > FEW).isPresent()) {
      routes.begin(pending);
      ctx.redirect(PATH + "#works", HttpStatus.SEE_OTHER);
      return;
    }
    ctx.redirect(PATH + "/" + routes.put(routes.take(pending)).id(), HttpStatus.SEE_OTHER);
  }

  private void tag(Context ctx) {
    Guard.requireAdmin(ctx);
    var id = ctx.pathParam("id");
    if (shelf().find(id).isEmpty()) throw Refusal.notFound("There is no vocabulary '" + id + "'.");
    shelf().tag(id, Params.field(ctx, "on").equals("yes"));
    ctx.redirect(PATH, HttpStatus.SEE_OTHER);
  }

  private void remove(Context ctx) {
    Guard.requireAdmin(ctx);
    routes.remove(ctx.pathParam("id"));
    ctx.redirect(PATH, HttpStatus.SEE_OTHER);
  }
}
