package dev.cairn.server.http;

import dev.cairn.ontology.imported.Look;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.VocabularyPage;
import dev.cairn.server.security.Secrets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The admin's pages of vocabularies, and their forms, which work without scripts. A file that was
/// looked at waits in memory until it is put in place, so that it is sent once.
final class VocabularyPages {
  private static final String PATH = "/admin/vocabularies";
  private static final int MOST_PENDING = 2;

  private final Rooms rooms;
  private final VocabularyRoutes routes;
  private final Pages pages;

  /// The newest files that were looked at; guarded by itself.
  private final Map<String, Look.Ready> pending = new LinkedHashMap<>();

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
    show(
        ctx,
        VocabularyPage.list(
            shelf().all(), rooms.concepts().get(), wrong, Viewers.of(ctx, rooms.clock())));
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
    show(ctx, VocabularyPage.one(it, rooms.concepts().get(), Viewers.of(ctx, rooms.clock())));
  }

  private void look(Context ctx) throws IOException {
    Guard.requireAdmin(ctx);
    try {
      var ready = routes.look(ctx, "vocabulary");
      show(
          ctx,
          VocabularyPage.look(
              ready.vocabulary(),
              ready.difference(),
              rooms.concepts().get(),
              keep(ready),
              Viewers.of(ctx, rooms.clock())));
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      list(ctx, e.detail());
    }
  }

  private String keep(Look.Ready ready) {
    var name = Secrets.random();
    synchronized (pending) {
      pending.put(name, ready);
      while (pending.size() > MOST_PENDING) pending.remove(pending.keySet().iterator().next());
    }
    return name;
  }

  private void put(Context ctx) {
    Guard.requireAdmin(ctx);
    Optional<Look.Ready> ready;
    synchronized (pending) {
      ready = Optional.ofNullable(pending.remove(Params.field(ctx, "pending")));
    }
    var put =
        routes.put(
            ready.orElseThrow(
                () -> Refusal.conflict("The file is no longer in memory; give it once more.")));
    ctx.redirect(PATH + "/" + put.id(), HttpStatus.SEE_OTHER);
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
    shelf().remove(ctx.pathParam("id"));
    ctx.redirect(PATH, HttpStatus.SEE_OTHER);
  }
}
