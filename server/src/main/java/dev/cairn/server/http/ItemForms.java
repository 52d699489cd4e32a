package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.indexer.Job;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The forms of a document's page: a password, reading it again, new bytes, the bin, and out of it.
/// Each works without scripts and is answered by a way to the page that shows what became of it. A
/// form bears the field `csrf`.
final class ItemForms {
  private final Rooms rooms;
  private final DocumentChanges changes;
  private final DocumentRoutes documents;
  private final Items items;

  ItemForms(Rooms rooms, Door.Asked asked) {
    this.rooms = rooms;
    this.changes = asked.changes();
    this.documents = asked.documents();
    this.items = new Items(rooms);
  }

  void addTo(RoutesConfig routes) {
    // Field `password`; leads to the job.
    routes.post("/documents/{id}/password", this::password);
    // Leads to the job.
    routes.post(
        "/documents/{id}/reread", ctx -> toJob(ctx, changes.again(own(ctx), List.of(), ctx)));
    // Multipart with the field `file`; leads to the job.
    routes.post("/documents/{id}/content", this::newVersion);
    // To the bin; leads to the document's page, which admins go on seeing.
    routes.post("/documents/{id}/bin", this::bin);
    // Out of the bin; leads to the document's page.
    routes.post("/documents/{id}/restore", this::restore);
    // For good; field `sure`. Leads to the bin.
    routes.post("/documents/{id}/destroy", this::destroy);
    // The bytes of a former version; for everybody who may see the document.
    routes.get("/documents/{id}/versions/{n}", ctx -> documents.versionContent(ctx));
  }

  private void password(Context ctx) {
    var item = own(ctx);
    var password = Optional.ofNullable(ctx.formParam("password")).orElse("");
    if (password.isEmpty())
      throw Refusal.badRequest("There was no password in the form. Go back and give one.");
    toJob(ctx, changes.again(item, List.of(password), ctx));
  }

  private void newVersion(Context ctx) throws IOException {
    toJob(ctx, changes.newVersion(ctx, own(ctx), false));
  }

  private void bin(Context ctx) {
    var item = own(ctx);
    rooms.catalogue().bin(List.of(item.id()), Guard.caller(ctx));
    toItem(ctx, item);
  }

  private void restore(Context ctx) {
    var item = own(ctx);
    rooms.catalogue().restore(List.of(item.id()), Guard.caller(ctx));
    toItem(ctx, item);
  }

  private void destroy(Context ctx) {
    var item = own(ctx);
    if (!"yes".equals(ctx.formParam("sure")))
      throw Refusal.badRequest(
          "Nothing was destroyed. Go back and confirm that it is to be destroyed for good.");
    changes.destroy(List.of(item.id()), ctx);
    ctx.redirect("/admin/bin", HttpStatus.SEE_OTHER);
  }

  /// The document of the path, for an admin on our own page only.
  private Item own(Context ctx) {
    Guard.requireAdmin(ctx);
    return items.find(ctx, Item.Kind.DOCUMENT);
  }

  private static void toItem(Context ctx, Item item) {
    ctx.redirect("/documents/" + item.id(), HttpStatus.SEE_OTHER);
  }

  private static void toJob(Context ctx, Job job) {
    ctx.redirect("/jobs/" + job.id(), HttpStatus.SEE_OTHER);
  }
}
