package dev.cairn.server.http;

import dev.cairn.corpus.curation.Curation;
import dev.cairn.corpus.curation.SavedSearch;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.security.Secrets;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Searches that somebody wants to do again: by the interface, and by forms that work without
/// scripts. They belong to the admin, or to a reader's notebook, which is a random key in a cookie;
/// kept is its hash only.
final class SavedSearches {
  static final String COOKIE = "cairn-notebook";

  private static final String TAG = "Saved searches";

  /// Owner of what admins save.
  static final String ADMIN = "admin";

  /// Browsers keep no cookie longer.
  private static final Duration KEPT = Duration.ofDays(400);

  private final Rooms rooms;

  SavedSearches(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/searches",
            TAG,
            "Searches saved by who asks, and those for everybody, oldest first. A reader is known"
                + " by the cookie 'cairn-notebook', which saving sets.",
            List.of(),
            ctx ->
                Json.write(
                    ctx, new All(of(ctx).stream().map(s -> shape(s, mine(s, ctx))).toList()))),
        new Route(
            Route.Method.POST,
            "/api/searches",
            Route.Access.READ,
            TAG,
            "Saves a search: {\"name\", \"query\": parameters of /api/search as in an address,"
                + " \"forEverybody\" (admins only)}.",
            List.of(),
            Route.Body.JSON,
            201,
            this::add),
        Route.get(
            "/api/searches/{id}", TAG, "One saved search.", List.of(), ctx -> show(find(ctx), ctx)),
        new Route(
            Route.Method.PUT,
            "/api/searches/{id}",
            Route.Access.READ,
            TAG,
            "Says a saved search anew. Needs If-Match.",
            List.of(),
            Route.Body.JSON,
            this::change),
        new Route(
            Route.Method.DELETE,
            "/api/searches/{id}",
            Route.Access.READ,
            TAG,
            "Forgets a saved search. Needs If-Match.",
            List.of(),
            Route.Body.NONE,
            204,
            this::remove));
  }

  void addTo(RoutesConfig config) {
    // Fields `name`, `query`, `everybody`; leads back to the hits.
    config.post("/searches", this::save);
    // Leads to the first page.
    config.post("/searches/{id}/remove", this::forget);
  }

  record All(List<Shape> searches) {}

  /// @param url where it is done again
  /// @param mine whether who asks may change it
  record Shape(
      String id,
      String name,
      String query,
      String url,
      boolean mine,
      boolean forEverybody,
      Instant since) {}

  private Curation curation() {
    return rooms.helping().curation();
  }

  /// Those that who asks has saved, and those for everybody.
  List<SavedSearch> of(Context ctx) {
    return curation().searches(owner(ctx).orElse(""));
  }

  /// Whether who asks may change it.
  boolean mine(SavedSearch search, Context ctx) {
    return owner(ctx).equals(Optional.of(search.owner()));
  }

  /// Empty for a reader without a notebook.
  static Optional<String> owner(Context ctx) {
    if (Guard.caller(ctx).isAdmin()) return Optional.of(ADMIN);
    return Optional.ofNullable(ctx.cookie(COOKIE))
        .filter(key -> key.matches("[A-Za-z0-9_-]{22}"))
        .map(SavedSearches::notebook);
  }

  private static String notebook(String key) {
    return "notebook:" + Secrets.hash(key);
  }

  /// Sets the cookie of a new notebook.
  static String begunNotebook(Context ctx) {
    var key = Secrets.random();
    var cookie = new Cookie(COOKIE, key);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.LAX);
    cookie.setSecure(ctx.scheme().equals("https"));
    cookie.setMaxAge(Math.toIntExact(KEPT.toSeconds()));
    ctx.cookie(cookie);
    return notebook(key);
  }

  private static Shape shape(SavedSearch search, boolean mine) {
    return new Shape(
        search.id(),
        search.name(),
        search.query(),
        "/search?" + search.query(),
        mine,
        search.forEverybody(),
        search.since());
  }

  private void show(SavedSearch search, Context ctx) {
    Etags.write(ctx, CurationRoutes.state(search), shape(search, mine(search, ctx)));
  }

  private SavedSearch find(Context ctx) {
    var id = ctx.pathParam("id");
    return of(ctx).stream()
        .filter(search -> search.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound("There is no saved search '" + id + "'."));
  }

  private SavedSearch own(Context ctx) {
    var search = find(ctx);
    if (!mine(search, ctx))
      throw Refusal.forbidden("This search is there for everybody; only an admin changes it.");
    return search;
  }

  private void add(Context ctx) {
    Guard.requireOwnPage(ctx);
    var search = fromBody(Optional.empty(), ctx);
    ctx.status(201).header("Location", "/api/searches/" + search.id());
    Etags.write(ctx, CurationRoutes.state(search), shape(search, true));
  }

  private void change(Context ctx) {
    Guard.requireOwnPage(ctx);
    var search = own(ctx);
    Etags.require(ctx, CurationRoutes.state(search));
    show(fromBody(Optional.of(search.id()), ctx), ctx);
  }

  private SavedSearch fromBody(Optional<String> id, Context ctx) {
    var body = CurationRoutes.body(ctx, Set.of("name", "query", "forEverybody"));
    var everybody = body.path("forEverybody");
    if (!everybody.isMissingNode() && !everybody.isBoolean())
      throw CurationRoutes.wrong("forEverybody", "Must be true or false.");
    return save(
        id,
        body.path("name").asString(""),
        body.path("query").asString(""),
        everybody.asBoolean(false),
        ctx);
  }

  private SavedSearch save(
      Optional<String> id, String name, String query, boolean forEverybody, Context ctx) {
    if (forEverybody && !Guard.caller(ctx).isAdmin())
      throw Refusal.forbidden("Only an admin saves a search for everybody.");
    var checked = checked(query, rooms.concepts().get());
    var owner = owner(ctx);
    return CurationRoutes.kept(
        curation()
            .search(id, owner.orElseGet(() -> begunNotebook(ctx)), name, checked, forEverybody));
  }

  /// The parameters of a search, in one order, as they stand in an address.
  ///
  /// @throws Refusal 422 for anything that is no search
  static String checked(String query, ConceptView concepts) {
    if (query.length() > SavedSearch.LONGEST_QUERY)
      throw CurationRoutes.wrong("query", "This search is too long to be saved.");
    var known = SearchRequests.LIST_PARAMETERS.stream().map(Route.Parameter::name).toList();
    var all = parameters(query);
    for (var name : all.keySet())
      if (!known.contains(name))
        throw CurationRoutes.wrong("query", "There is no parameter '" + name + "' in a search.");
    try {
      SearchRequests.from(
          new Params(name -> all.getOrDefault(name, List.of()), Optional.empty()), concepts);
    } catch (Refusal e) {
      throw CurationRoutes.wrong("query", e.detail());
    }
    var text = new ArrayList<String>();
    for (var name : known)
      for (var value : all.getOrDefault(name, List.of()))
        if (!value.isBlank())
          text.add(name + "=" + URLEncoder.encode(value.strip(), StandardCharsets.UTF_8));
    if (text.stream().allMatch(one -> one.matches("(mode|sort|exact)=.*")))
      throw CurationRoutes.wrong("query", "Say what is looked for, in words or by a filter.");
    return String.join("&", text);
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    try {
      for (var part : query.strip().replaceFirst("^(/search)?\\?", "").split("&")) {
        if (part.isEmpty()) continue;
        var sides = part.split("=", 2);
        all.computeIfAbsent(
                URLDecoder.decode(sides[0], StandardCharsets.UTF_8), _ -> new ArrayList<>())
            .add(sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException _) {
      throw CurationRoutes.wrong(
          "query", "This is no query of an address, such as q=storm&kind=lesson.");
    }
    return all;
  }

  private void remove(Context ctx) {
    Guard.requireOwnPage(ctx);
    var search = own(ctx);
    Etags.require(ctx, CurationRoutes.state(search));
    curation().removeSearch(search.id());
    ctx.status(204);
  }

  private void save(Context ctx) {
    Guard.requireOwnPage(ctx);
    var search =
        save(
            Optional.empty(),
            Params.field(ctx, "name"),
            Params.field(ctx, "query"),
            Params.field(ctx, "everybody").equals("yes"),
            ctx);
    ctx.redirect("/search?" + search.query() + "&noted=saved#save", HttpStatus.SEE_OTHER);
  }

  private void forget(Context ctx) {
    Guard.requireOwnPage(ctx);
    curation().removeSearch(own(ctx).id());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
