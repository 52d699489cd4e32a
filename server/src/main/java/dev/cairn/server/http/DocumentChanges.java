package dev.cairn.server.http;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.ingest.Submission;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What an admin does to a document that is here: new bytes, other metadata, the bin and out of it,
/// a password, reading it again.
final class DocumentChanges {
  private static final int LONGEST_PASSWORD = 1_000;

  private final Rooms rooms;
  private final Items items;

  /// Between comparing what the client had read and changing it nobody else changes anything.
  private final Object changing = new Object();

  DocumentChanges(Rooms rooms) {
    this.rooms = rooms;
    this.items = new Items(rooms);
  }

  List<Route> routes() {
    return List.of(
        route(
            Route.Method.PUT,
            "/content",
            "New bytes, as the body or as the part 'file': the next version. Needs If-Match with"
                + " the ETag of the document or of its content.",
            Route.Body.BYTES,
            this::putContent),
        route(
            Route.Method.PATCH,
            "",
            "Changes what is said of it: title, summary, authors, organisation, date, tags,"
                + " concepts, language, access (JSON Merge Patch; null deletes). Needs If-Match.",
            Route.Body.MERGE_PATCH,
            this::patch),
        new Route(
            Route.Method.DELETE,
            "/api/documents/{id}",
            Route.Access.ADMIN,
            "Documents",
            "To the bin, with what lay in it and nowhere else. Needs If-Match.",
            List.of(
                Route.flag(
                    "permanently",
                    "Destroy it instead, so that nothing is left but a record that it was.")),
            Route.Body.NONE,
            this::delete),
        route(
            Route.Method.POST,
            "/restore",
            "Out of the bin, with what went there with it.",
            Route.Body.NONE,
            this::restore),
        route(
                Route.Method.POST,
                "/password",
                "Tries a password, {\"password\": …}, and keeps it if it opens the document. 202"
                    + " with the job.",
                Route.Body.JSON,
                this::password)
            .answering(202),
        route(
                Route.Method.POST,
                "/reread",
                "Has it read again from its original. 202 with the job.",
                Route.Body.NONE,
                this::reread)
            .answering(202));
  }

  private static Route route(
      Route.Method method, String below, String summary, Route.Body body, Route.Handler handler) {
    return new Route(
        method,
        "/api/documents/{id}" + below,
        Route.Access.ADMIN,
        "Documents",
        summary,
        List.of(),
        body,
        handler);
  }

  private void putContent(Context ctx) throws IOException {
    var item = find(ctx);
    Etags.require(ctx, Etags.state(item), item.version().content().hex());
    var job = newVersion(ctx, item, true);
    ctx.status(202);
    Accepted.write(ctx, job);
  }

  /// Takes new bytes for a document, from the part 'file' or the whole body.
  ///
  /// @param compare whether the client's If-Match must still hold when the bytes are there
  Job newVersion(Context ctx, Item item, boolean compare) throws IOException {
    var place = item.places().getFirst();
    BlobStore.Stored stored;
    String name;
    if (ctx.isMultipartFormData()) {
      var file = Parts.of(ctx).files().getFirst();
      name = file.name();
      try (var bytes = file.content()) {
        stored = store(bytes);
      }
    } else {
      name = place.fileName();
      if (ctx.req().getContentLengthLong() > rooms.settings().maxFileBytes())
        throw tooLarge(rooms.settings().maxFileBytes());
      stored = store(ctx.req().getInputStream());
    }
    synchronized (changing) {
      if (compare) {
        var now = find(ctx);
        Etags.require(ctx, Etags.state(now), now.version().content().hex());
      }
      return rooms
          .ingest()
          .submit(
              "documents",
              item.title(),
              List.of(
                  new Submission.Document(
                      Optional.of(place), name, stored.id(), stored.bytes(), item.given())),
              Guard.caller(ctx));
    }
  }

  private BlobStore.Stored store(InputStream bytes) throws IOException {
    try {
      return rooms.ingest().store(bytes);
    } catch (BlobStore.TooLargeException e) {
      throw tooLarge(e.limitBytes());
    }
  }

  private static Refusal tooLarge(long limit) {
    return Refusal.tooLarge(
        String.format(Locale.ROOT, "The file is larger than the limit of %,d bytes.", limit));
  }

  private void patch(Context ctx) {
    var type = String.valueOf(ctx.contentType()).split(";")[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals("application/merge-patch+json") && !type.equals("application/json"))
      throw Refusal.unsupported("Send the change as application/merge-patch+json (RFC 7396).");
    var item = find(ctx);
    Etags.require(ctx, Etags.state(item));
    var patch = MetadataForm.patch(body(ctx), rooms.concepts().get());
    var changed =
        rooms
            .ingest()
            .amend(
                item.id(),
                now -> {
                  Etags.require(ctx, Etags.state(now));
                  return patch.apply(now.given());
                },
                Guard.caller(ctx))
            .orElseThrow(() -> Refusal.notFound("The document was destroyed meanwhile."));
    items.write(ctx, changed);
  }

  private static JsonNode body(Context ctx) {
    return Json.read(ctx.bodyInputStream(), "The body");
  }

  /// What a deletion did.
  record Binned(List<Removed> binned) {}

  record Destroyed(List<Removed> destroyed) {}

  record Removed(String id, String title) {
    static List<Removed> of(List<Item> items) {
      return items.stream().map(i -> new Removed(i.id().value(), i.title())).toList();
    }
  }

  private void delete(Context ctx) {
    var caller = Guard.caller(ctx);
    boolean forGood = new Params(ctx).flag("permanently");
    synchronized (changing) {
      var item = find(ctx);
      Etags.require(ctx, Etags.state(item));
      var ids = List.of(item.id());
      Json.write(
          ctx,
          forGood
              ? new Destroyed(Removed.of(destroy(ids, ctx)))
              : new Binned(Removed.of(rooms.catalogue().bin(ids, caller))));
    }
  }

  /// @throws Refusal 409 while another long work goes on
  List<Item> destroy(List<ItemId> ids, Context ctx) {
    try {
      return rooms.care().destroy(ids, Guard.caller(ctx));
    } catch (IllegalStateException e) {
      throw Refusal.conflict(String.valueOf(e.getMessage()));
    }
  }

  private void restore(Context ctx) {
    var item = find(ctx);
    if (rooms.catalogue().restore(List.of(item.id()), Guard.caller(ctx)).isEmpty())
      throw Refusal.conflict("It is not in the bin.");
    items.write(ctx, find(ctx));
  }

  private void password(Context ctx) {
    var item = find(ctx);
    var given = body(ctx).path("password");
    if (!given.isString()
        || given.asString().isEmpty()
        || given.asString().length() > LONGEST_PASSWORD)
      throw Refusal.invalid(
          "There is no password to try.",
          List.of(
              new Refusal.Fault(
                  "/password", "A text of 1 to " + LONGEST_PASSWORD + " characters is needed.")));
    accepted(ctx, again(item, List.of(given.asString()), ctx));
  }

  private void reread(Context ctx) {
    accepted(ctx, again(find(ctx), List.of(), ctx));
  }

  /// Has a document read again, with passwords to try.
  Job again(Item item, List<String> passwords, Context ctx) {
    if (item.binned().isPresent())
      throw Refusal.conflict("It is in the bin; take it out first, then have it read.");
    return rooms.ingest().reread(item.title(), List.of(item.id()), passwords, Guard.caller(ctx));
  }

  private static void accepted(Context ctx, Job job) {
    ctx.status(202);
    Accepted.write(ctx, job);
  }

  private Item find(Context ctx) {
    return items.find(ctx, Item.Kind.DOCUMENT);
  }
}
