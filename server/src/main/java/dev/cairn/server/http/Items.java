package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// What documents and lessons have in common: lists and single ones, under the caller's rights.
final class Items {
  private final Rooms rooms;

  Items(Rooms rooms) {
    this.rooms = rooms;
  }

  void list(Context ctx, Item.Kind kind) {
    var params = new Params(ctx);
    var caller = Guard.caller(ctx);
    int offset = Links.offset(params);
    int limit = params.number("limit", 10, 1, 100);
    page(
        ctx,
        rooms.catalogue().list(caller, Optional.of(kind), offset, limit),
        rooms.catalogue().count(caller, Optional.of(kind)),
        offset,
        limit);
  }

  /// Those only of which that became which is wanted.
  void list(Context ctx, Item.Kind kind, OutcomeFilter wanted) {
    if (wanted.isNone()) {
      list(ctx, kind);
      return;
    }
    var params = new Params(ctx);
    int offset = Links.offset(params);
    int limit = params.number("limit", 10, 1, 100);
    var chosen = rooms.catalogue().choose(Guard.caller(ctx), kind, wanted::admits, offset, limit);
    page(ctx, chosen.items(), chosen.total(), offset, limit);
  }

  void one(Context ctx, Item.Kind kind) {
    write(ctx, find(ctx, kind));
  }

  /// One item with its tag, or 304 if the client has it.
  void write(Context ctx, Item item) {
    var caller = Guard.caller(ctx);
    Etags.write(
        ctx,
        Etags.state(item),
        ItemAnswer.of(
            item, ItemAnswer.Around.of(item, rooms, caller), rooms.concepts().get(), caller));
  }

  /// What lies in the bin, last thrown away first.
  void listBinned(Context ctx) {
    Guard.requireAdmin(ctx);
    var params = new Params(ctx);
    var caller = Guard.caller(ctx);
    int offset = Links.offset(params);
    int limit = params.number("limit", 10, 1, 100);
    page(
        ctx,
        rooms.catalogue().binned(offset, limit, caller),
        rooms.catalogue().countBinned(caller),
        offset,
        limit);
  }

  private void page(Context ctx, List<Item> items, long total, int offset, int limit) {
    var next =
        total > offset + limit
            ? Optional.of(Links.cursor(offset + limit))
            : Optional.<String>empty();
    next.ifPresent(cursor -> Links.next(ctx, cursor));
    Json.write(
        ctx,
        new ItemAnswer.Page(
            items.stream()
                .map(item -> ItemAnswer.line(item, rooms.ingest().findable(item)))
                .toList(),
            total,
            next));
  }

  /// The item of the path, or 404: whether it is missing or hidden is not told.
  Item find(Context ctx) {
    return known(ctx)
        .orElseThrow(() ->
            Refusal.notFound("There is no item '" + ctx.pathParam("id") + "' that you may see."));
  }

  private Optional<Item> known(Context ctx) {
    var id = ctx.pathParam("id");
    return id.matches("[A-Za-z0-9_-]{22}")
        ? rooms.catalogue().find(new ItemId(id), Guard.caller(ctx))
        : Optional.empty();
  }

  /// Likewise, if it is of this kind.
  Item find(Context ctx, Item.Kind kind) {
    var id = ctx.pathParam("id");
    return known(ctx)
        .filter(item -> item.kind() == kind)
        .orElseThrow(() ->
            Refusal.notFound("There is no " + kind.code() + " '" + id + "' that you may see."));
  }
}
