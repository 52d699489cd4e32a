package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Entered;
import dev.cairn.corpus.curation.Pin;
import dev.cairn.corpus.curation.Synonyms;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What admins set right in the search: pins and synonyms.
final class CurationRoutes {
  private static final String TAG = "Setting the search right";

  private final Rooms rooms;

  CurationRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/api/admin/pins",
                TAG,
                "Items that stand first for a question, oldest first, and whether they are there.",
                List.of(),
                ctx ->
                    Json.write(
                        ctx, new Pins(curation().pins().stream().map(p -> pin(p, ctx)).toList())))
            .admin(),
        change(
                Route.Method.POST,
                "/api/admin/pins",
                "Pins an item to a question: {\"question\", \"item\" (its id or address),"
                    + " \"note\"}. Who types these words, in any case and with any signs, gets it"
                    + " first, if he may see it.",
                this::addPin)
            .answering(201),
        Route.get(
                "/api/admin/pins/{id}", TAG, "One pin.", List.of(), ctx -> show(findPin(ctx), ctx))
            .admin(),
        change(
            Route.Method.PUT,
            "/api/admin/pins/{id}",
            "Says a pin anew. Needs If-Match.",
            this::changePin),
        remove("/api/admin/pins/{id}", "Takes a pin away. Needs If-Match.", this::removePin),
        Route.get(
                "/api/admin/synonyms",
                TAG,
                "Words that mean the same, oldest first.",
                List.of(),
                ctx ->
                    Json.write(
                        ctx,
                        new AllSynonyms(
                            curation().synonyms().stream().map(CurationRoutes::shape).toList())))
            .admin(),
        change(
                Route.Method.POST,
                "/api/admin/synonyms",
                "Says that words or short phrases mean the same: {\"words\": [2 to 20],"
                    + " \"oneWay\": true if only who types the first finds the others}.",
                this::addSynonyms)
            .answering(201),
        Route.get(
                "/api/admin/synonyms/{id}",
                TAG,
                "One set of synonyms.",
                List.of(),
                ctx -> show(findSynonyms(ctx), ctx))
            .admin(),
        change(
            Route.Method.PUT,
            "/api/admin/synonyms/{id}",
            "Says a set anew. Needs If-Match.",
            this::changeSynonyms),
        remove(
            "/api/admin/synonyms/{id}",
            "Takes a set of synonyms away. Needs If-Match.",
            this::removeSynonyms));
  }

  private static Route change(
      Route.Method method, String path, String summary, Route.Handler handler) {
    return new Route(
        method, path, Route.Access.ADMIN, TAG, summary, List.of(), Route.Body.JSON, handler);
  }

  private static Route remove(String path, String summary, Route.Handler handler) {
    return new Route(
        Route.Method.DELETE,
        path,
        Route.Access.ADMIN,
        TAG,
        summary,
        List.of(),
        Route.Body.NONE,
        204,
        handler);
  }

  record Pins(List<PinShape> pins) {}

  /// @param state `shown`, `binned` or `gone`; a pin has an effect only where it is `shown`
  record PinShape(
      String id,
      String question,
      String item,
      Optional<String> title,
      Optional<String> url,
      String state,
      Optional<String> note,
      Instant since) {}

  record AllSynonyms(List<SynonymsShape> synonyms) {}

  record SynonymsShape(String id, List<String> words, boolean oneWay, Instant since) {}

  private dev.cairn.corpus.curation.Curation curation() {
    return rooms.helping().curation();
  }

  private PinShape pin(Pin pin, Context ctx) {
    var item = rooms.catalogue().find(pin.item(), Guard.caller(ctx));
    return new PinShape(
        pin.id(),
        pin.question(),
        pin.item().value(),
        item.map(Item::title),
        item.map(ItemAnswer::url),
        item.map(i -> i.binned().isPresent() ? "binned" : "shown").orElse("gone"),
        Optional.of(pin.note()).filter(note -> !note.isEmpty()),
        pin.since());
  }

  private static SynonymsShape shape(Synonyms set) {
    return new SynonymsShape(set.id(), set.words(), set.oneWay(), set.since());
  }

  /// Names all of a thing that a client can change.
  static String state(Record thing) {
    return Secrets.hash(thing.toString()).substring(0, 16);
  }

  private void show(Pin pin, Context ctx) {
    Etags.write(ctx, state(pin), pin(pin, ctx));
  }

  private void show(Synonyms set, Context ctx) {
    Etags.write(ctx, state(set), shape(set));
  }

  private Pin findPin(Context ctx) {
    var id = ctx.pathParam("id");
    return curation().pins().stream()
        .filter(pin -> pin.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no pin '" + id + "'."));
  }

  private Synonyms findSynonyms(Context ctx) {
    var id = ctx.pathParam("id");
    return curation().synonyms().stream()
        .filter(set -> set.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("There are no synonyms '" + id + "'."));
  }

  private void addPin(Context ctx) {
    var pin = pin(Optional.empty(), ctx);
    ctx.status(201).header("Location", "/api/admin/pins/" + pin.id());
    show(pin, ctx);
  }

  private void changePin(Context ctx) {
    var pin = findPin(ctx);
    Etags.require(ctx, state(pin));
    show(pin(Optional.of(pin.id()), ctx), ctx);
  }

  private Pin pin(Optional<String> id, Context ctx) {
    var body = body(ctx, Set.of("question", "item", "note"));
    return pin(
        id,
        body.path("question").asString(""),
        body.path("item").asString(""),
        body.path("note").asString(""),
        ctx);
  }

  /// @param item its id, or the address of its page
  /// @throws Refusal 422 saying which field is wrong
  Pin pin(Optional<String> id, String question, String item, String note, Context ctx) {
    var known =
        Optional.of(SearchRequests.itemId(item))
            .filter(name -> name.matches("[A-Za-z0-9_-]{22}"))
            .flatMap(name -> rooms.catalogue().find(new ItemId(name), Guard.caller(ctx)));
    if (known.isEmpty())
      throw wrong("item", "There is no such item. Give its id, or the address of its page.");
    return kept(curation().pin(id, question, known.get().id(), note));
  }

  private void removePin(Context ctx) {
    var pin = findPin(ctx);
    Etags.require(ctx, state(pin));
    curation().removePin(pin.id());
    ctx.status(204);
  }

  private void addSynonyms(Context ctx) {
    var set = synonyms(Optional.empty(), ctx);
    ctx.status(201).header("Location", "/api/admin/synonyms/" + set.id());
    show(set, ctx);
  }

  private void changeSynonyms(Context ctx) {
    var set = findSynonyms(ctx);
    Etags.require(ctx, state(set));
    show(synonyms(Optional.of(set.id()), ctx), ctx);
  }

  private Synonyms synonyms(Optional<String> id, Context ctx) {
    var body = body(ctx, Set.of("words", "oneWay"));
    var words = new ArrayList<String>();
    if (!body.path("words").isArray()) throw wrong("words", "Must be a list of texts.");
    for (var word : body.path("words")) {
      if (!word.isString()) throw wrong("words", "Must be a list of texts.");
      words.add(word.asString());
    }
    var oneWay = body.path("oneWay");
    if (!oneWay.isMissingNode() && !oneWay.isBoolean())
      throw wrong("oneWay", "Must be true or false.");
    return kept(curation().synonyms(id, words, oneWay.asBoolean(false)));
  }

  private void removeSynonyms(Context ctx) {
    var set = findSynonyms(ctx);
    Etags.require(ctx, state(set));
    curation().removeSynonyms(set.id());
    ctx.status(204);
  }

  /// @throws Refusal 422 for a body that is no object, or has a field that nobody knows
  static JsonNode body(Context ctx, Set<String> known) {
    return body(ctx.bodyInputStream(), known);
  }

  static JsonNode body(InputStream sent, Set<String> known) {
    var body = Json.read(sent, "The body");
    if (!body.isObject()) throw wrong("", "Must be an object.");
    for (var name : body.propertyNames())
      if (!known.contains(name)) throw wrong(name, "There is no field '" + name + "'.");
    return body;
  }

  /// @throws Refusal 422 saying why it was refused
  static <T> T kept(Entered<T> entered) {
    return switch (entered) {
      case Entered.Kept<T>(var what) -> what;
      case Entered.Refused<T>(var field, var because) -> throw wrong(field, because);
    };
  }

  static Refusal wrong(String field, String because) {
    return Refusal.invalid(
        because, List.of(new Refusal.Fault(field.isEmpty() ? "" : "/" + field, because)));
  }
}
