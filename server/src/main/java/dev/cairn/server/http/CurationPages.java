package dev.cairn.server.http;

import dev.cairn.corpus.curation.Curation;
import dev.cairn.corpus.curation.Pin;
import dev.cairn.corpus.curation.Synonyms;
import dev.cairn.server.pages.CurationPage;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The admin's page of the search, and its forms, which work without scripts and bear `csrf`.
final class CurationPages {
  private static final List<String> FIELDS = List.of("id", "question", "item", "note", "words");
  private static final Pattern ARROW = Pattern.compile("→|⇒|[-=]>");

  private final Rooms rooms;
  private final CurationRoutes routes;
  private final Pages pages;

  CurationPages(Rooms rooms, CurationRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
  }

  void addTo(RoutesConfig config) {
    // `find`: words of what is shown; `pin` or `synonyms`: what is to be changed; `question`,
    // `item`: what is to be pinned.
    config.get("/admin/search", this::page);
    // Fields `id` (of what is changed, may be empty), `question`, `item`, `note`.
    config.post("/admin/search/pins", ctx -> enter(ctx, "pin", this::pin));
    config.post("/admin/search/pins/{id}/remove", ctx -> remove(ctx, curation()::removePin));
    // Fields `id`, `words`.
    config.post("/admin/search/synonyms", ctx -> enter(ctx, "synonyms", this::synonyms));
    config.post(
        "/admin/search/synonyms/{id}/remove", ctx -> remove(ctx, curation()::removeSynonyms));
    // Field `older`: `year` or `all`.
    config.post("/admin/search/searches/forget", this::forgetSearches);
  }

  private Curation curation() {
    return rooms.helping().curation();
  }

  private void page(Context ctx) {
    if (!Guard.caller(ctx).isAdmin()) {
      var viewer = Viewers.of(ctx, rooms.clock());
      ctx.status(401);
      Viewers.show(ctx, pages.signIn(Plain.SignIn.of(viewer.address(), "", true, viewer)));
      return;
    }
    var params = new Params(ctx);
    var typed = new HashMap<String, String>();
    params.text("find").ifPresent(f -> typed.put("find", f));
    params.text("question").ifPresent(q -> typed.put("question", q));
    params.text("item").ifPresent(i -> typed.put("item", i));
    params
        .text("pin")
        .flatMap(id -> curation().pins().stream().filter(p -> p.id().equals(id)).findFirst())
        .ifPresent(pin -> typed.putAll(typed(pin)));
    params
        .text("synonyms")
        .flatMap(id -> curation().synonyms().stream().filter(s -> s.id().equals(id)).findFirst())
        .ifPresent(set -> typed.putAll(typed(set)));
    show(ctx, new CurationPage.Wrong("", ""), typed);
  }

  private static Map<String, String> typed(Pin pin) {
    return Map.of(
        "id", pin.id(),
        "question", pin.question(),
        "item", pin.item().value(),
        "note", pin.note());
  }

  private static Map<String, String> typed(Synonyms set) {
    return Map.of("id", set.id(), "words", CurationPage.words(set));
  }

  private void show(Context ctx, CurationPage.Wrong wrong, Map<String, String> typed) {
    if (!wrong.because().isEmpty()) ctx.status(422);
    Viewers.show(
        ctx,
        pages.curation(
            CurationPage.of(
                curation(),
                id -> rooms.catalogue().find(id, Guard.caller(ctx)),
                SavedSearches.ADMIN,
                wrong,
                typed,
                Viewers.of(ctx, rooms.clock()))));
  }

  private interface Entering {
    void enter(Optional<String> id, Context ctx);
  }

  /// What is wrong is said in place, with all that was typed.
  private void enter(Context ctx, String form, Entering entering) {
    Guard.requireAdmin(ctx);
    try {
      entering.enter(Optional.of(Params.field(ctx, "id")).filter(id -> !id.isEmpty()), ctx);
      ctx.redirect("/admin/search", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      var typed = new HashMap<String, String>();
      for (var field : FIELDS) typed.put(field, Params.field(ctx, field));
      show(ctx, new CurationPage.Wrong(form, e.detail()), typed);
    }
  }

  private void pin(Optional<String> id, Context ctx) {
    routes.pin(
        id,
        Params.field(ctx, "question"),
        Params.field(ctx, "item"),
        Params.field(ctx, "note"),
        ctx);
  }

  /// `a = b = c`, or `a → b, c`.
  private void synonyms(Optional<String> id, Context ctx) {
    var text = Params.field(ctx, "words");
    var sides = ARROW.split(text, -1);
    if (sides.length > 2)
      throw CurationRoutes.wrong("words", "Only one arrow may stand there, behind the first word.");
    if (sides.length == 2 && parts(sides[0]).size() != 1)
      throw CurationRoutes.wrong(
          "words", "Before the arrow one word or phrase must stand: what people type.");
    CurationRoutes.kept(
        curation().synonyms(id, parts(ARROW.matcher(text).replaceFirst("=")), sides.length == 2));
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split("[=,;\\n]"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private void forgetSearches(Context ctx) {
    Guard.requireAdmin(ctx);
    var now = rooms.clock().instant();
    switch (Params.field(ctx, "older")) {
      case "year" ->
          curation().forgetSearches(SavedSearches.ADMIN, now.minus(Duration.ofDays(366)));
      case "all" -> curation().forgetSearches(SavedSearches.ADMIN, now.plus(Duration.ofDays(1)));
      default -> throw Refusal.badRequest("Nothing was forgotten: say which ones first.");
    }
    ctx.redirect("/admin/search", HttpStatus.SEE_OTHER);
  }

  private interface Removing {
    boolean remove(String id);
  }

  private static void remove(Context ctx, Removing removing) {
    Guard.requireAdmin(ctx);
    removing.remove(ctx.pathParam("id"));
    ctx.redirect("/admin/search", HttpStatus.SEE_OTHER);
  }
}
