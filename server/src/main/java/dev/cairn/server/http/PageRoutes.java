package dev.cairn.server.http;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.measure.Event;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Concept;
import dev.cairn.server.pages.AnswerPages;
import dev.cairn.server.pages.Choice;
import dev.cairn.server.pages.ConceptPages;
import dev.cairn.server.pages.CoursePage;
import dev.cairn.server.pages.ItemPages;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import dev.cairn.server.pages.SearchPages;
import dev.cairn.server.pages.StartPage;
import dev.cairn.server.pages.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The pages that everybody may read, by address. What they show comes from the same questions as
/// the interface's answers.
final class PageRoutes {
  /// Beside an item so many like it are shown, and none that says the same.
  private static final int SIMILAR = 8;

  private final Rooms rooms;
  private final Door.Asked asked;
  private final List<Route> table;
  private final Items items;
  private final Pages pages = new Pages();

  /// @param table what the page of the interface tells
  PageRoutes(Rooms rooms, Door.Asked asked, List<Route> table) {
    this.rooms = rooms;
    this.asked = asked;
    this.table = List.copyOf(table);
    this.items = new Items(rooms);
  }

  void addTo(RoutesConfig routes) {
    routes.get("/", this::start);
    routes.get("/search", this::search);
    routes.get("/answer", this::shortAnswer);
    routes.get("/search/sentences", this::sentences);
    routes.get("/lessons", this::lessons);
    routes.get("/documents/{id}", ctx -> item(ctx, Item.Kind.DOCUMENT));
    routes.get("/lessons/{id}", ctx -> item(ctx, Item.Kind.LESSON));
    new CubeRoutes(rooms).addTo(routes, pages);
    new CompareRoutes(rooms).addTo(routes, pages);
    new TreeRoutes(rooms, pages).addTo(routes);
    new GraphRoutes(rooms, pages).addTo(routes);
    new CuratingPages(rooms, asked.curating(), pages).addTo(routes);
    new JudgementPages(rooms, asked.judgements(), pages).addTo(routes);
    routes.get("/concepts/{id}", this::concept);
    routes.get(
        "/docs", ctx -> show(ctx, pages.interfaceFor(Plain.Interface.of(parts(), viewer(ctx)))));
    for (var whom : Pages.HelpFor.values())
      routes.get(
          whom.path(),
          ctx -> show(ctx, pages.help(whom, ctx.scheme() + "://" + ctx.host(), viewer(ctx))));
    new AdminRoutes(rooms, asked, pages).addTo(routes);
    new CarePages(rooms, asked, pages).addTo(routes);
    new CurationPages(rooms, asked.curation(), pages).addTo(routes);
    new VocabularyPages(rooms, asked.vocabularies(), pages).addTo(routes);
    new MappingPages(rooms, asked.mappings(), pages).addTo(routes);
    new CoursePages(rooms, asked.courses(), pages).addTo(routes);
    new ItemForms(rooms, asked).addTo(routes);
    asked.searches().addTo(routes);
    asked.sparql().addTo(routes);
    new Judging(rooms).addTo(routes);
  }

  /// A problem as a page.
  String problem(Context ctx, int status, String title, String detail) {
    return pages.problem(Plain.Problem.of(status, title, detail, viewer(ctx)));
  }

  private void start(Context ctx) {
    var caller = Guard.caller(ctx);
    var all = rooms.searcher().search(StartPage.overview(), caller);
    var questions =
        StartPage.QUESTIONS.stream()
            .filter(q ->
                all.total() > 0
                    && rooms.searcher().search(SearchRequest.of(q).withLimit(1), caller).total()
                        > 0)
            .toList();
    show(
        ctx,
        pages.start(
            StartPage.of(
                all,
                questions,
                rooms.concepts().get(),
                rooms.searcher().conceptCounts(caller),
                asked.searches().of(ctx).stream()
                    .map(s ->
                        new StartPage.Saved(
                            s.id(),
                            s.name(),
                            "/search?" + s.query(),
                            asked.searches().mine(s, ctx),
                            s.forEverybody()))
                    .toList(),
                viewer(ctx))));
  }

  private void search(Context ctx) {
    var concepts = rooms.concepts().get();
    var request = SearchRequests.from(new Params(ctx), concepts);
    if (request.text().isEmpty()
        && !ctx.queryParamMap().keySet().stream().anyMatch(FILTERS::contains)) {
      ctx.redirect("/");
      return;
    }
    // Without words there is no best; the newest is what a person expects first.
    if (request.text().isEmpty() && ctx.queryParam("sort") == null)
      request = request.sortedBy(SearchRequest.Sort.NEWEST);
    answer(ctx, request, false);
  }

  /// The short answer by itself; a script puts it above the list.
  private void shortAnswer(Context ctx) {
    var request = SearchRequests.from(new Params(ctx), rooms.concepts().get());
    if (request.text().isEmpty()) {
      ctx.redirect("/");
      return;
    }
    var excerpt = rooms.excerpt(request, Guard.caller(ctx));
    show(ctx, pages.answer(AnswerPages.of(request, excerpt, viewer(ctx))));
  }

  /// Passages of a list, from the sentence on that is nearest to the question.
  private void sentences(Context ctx) {
    var params = new Params(ctx);
    var places = new LinkedHashMap<String, Integer>();
    for (var place : params.texts("at")) {
      var parts = place.split(":", -1);
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}"))
        throw Refusal.badParameter("at", "'at' is the id of an item, a colon, and a passage.");
      places.put(parts[0], Integer.parseInt(parts[1]));
    }
    var near = rooms.searcher().nearest(params.text("q").orElse(""), places, Guard.caller(ctx));
    show(ctx, pages.near(AnswerPages.near(near, List.copyOf(places.keySet()))));
  }

  private static final Set<String> FILTERS = filters();

  private static Set<String> filters() {
    var names = new java.util.HashSet<>(SearchRequest.FILTERS);
    names.addAll(SearchRequest.SLICES);
    names.addAll(List.of("kind", "concept", "also", "without", "from", "to"));
    return Set.copyOf(names);
  }

  private void lessons(Context ctx) {
    var request = SearchRequests.from(new Params(ctx), rooms.concepts().get());
    var all =
        SearchRequest.of("")
            .withMode(request.mode())
            .withKinds(EnumSet.of(SearchRequest.Kind.LESSON))
            .sortedBy(SearchRequest.Sort.NEWEST)
            .withLimit(request.limit())
            .speaking(request.language());
    answer(ctx, request.cursor().map(all::withCursor).orElse(all), true);
  }

  private void answer(Context ctx, SearchRequest request, boolean lessons) {
    var concepts = rooms.concepts().get();
    var caller = Guard.caller(ctx);
    Answer answer;
    try {
      answer = rooms.asked(request.counting(SearchPages.facets()).explained(), caller);
    } catch (IndexFailure e) {
      // An old page of results is begun anew instead of telling the reader about cursors.
      if (e.kind() != IndexFailure.Kind.EXPIRED) throw e;
      ctx.redirect(Problems.withoutCursor(ctx));
      return;
    } catch (IllegalArgumentException e) {
      if (request.cursor().isEmpty()) throw e;
      ctx.redirect(Problems.withoutCursor(ctx));
      return;
    }
    var counts = rooms.searcher().conceptCounts(caller);
    var view =
        lessons
            ? SearchPages.lessons(request, answer, concepts, counts, viewer(ctx))
            : SearchPages.of(
                request,
                answer,
                concepts,
                counts,
                rooms.whyNot(request, SearchRequests.missed(new Params(ctx)), caller),
                new Params(ctx).text("noted").orElse(""),
                viewer(ctx));
    show(ctx, pages.search(view));
  }

  private void item(Context ctx, Item.Kind kind) {
    var item = items.find(ctx, kind);
    var around = ItemAnswer.Around.of(item, rooms, Guard.caller(ctx));
    var params = new Params(ctx);
    noteOpened(item, params, ctx);
    rooms.ingest().wanted(item.id());
    var opened =
        new ItemPages.Opened(
            params.number("p", -1, 0, Integer.MAX_VALUE),
            params.text("q").orElse(""),
            params.number("part", 0, 1, Integer.MAX_VALUE));
    show(
        ctx,
        pages.item(
            ItemPages.of(
                item,
                around.derived(),
                new ItemPages.Around(
                    around.partOf(),
                    around.parts(),
                    around.alike(),
                    rooms.helping().similar().to(item.id(), Guard.caller(ctx), SIMILAR),
                    around.meant()),
                opened,
                rooms.concepts().get(),
                viewer(ctx))));
  }

  /// Whoever comes from a question brings it with him.
  private void noteOpened(Item item, Params params, Context ctx) {
    params
        .text("q")
        .filter(q -> !q.isBlank())
        .ifPresent(question ->
            rooms
                .helping()
                .events()
                .note(
                    new Event.Opened(
                        rooms.clock().instant(), Guard.caller(ctx).id(), question, item.id(), 0)));
  }

  private void concept(Context ctx) {
    var caller = Guard.caller(ctx);
    var concept = find(ctx);
    show(
        ctx,
        pages.concept(
            ConceptPages.of(
                concept,
                rooms.concepts().get(),
                rooms.searcher().conceptCounts(caller),
                rooms.helping().knowing().centre().of(concept, caller),
                AskedFor.about(concept, rooms, caller),
                courses(concept, ctx),
                viewer(ctx))));
  }

  /// Courses that teach a concept, as far as who asks is told of them.
  private List<Choice> courses(Concept concept, Context ctx) {
    return CoursePage.about(
        concept.id(), rooms.helping().courses(), SavedSearches.owner(ctx).orElse(""));
  }

  private Concept find(Context ctx) {
    var id = ctx.pathParam("id");
    return rooms
        .concepts()
        .get()
        .exactly(id)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'."));
  }

  private List<Plain.Interface.Part> parts() {
    var byTag = new LinkedHashMap<String, List<Plain.Interface.Operation>>();
    for (var route : table)
      byTag.computeIfAbsent(route.tag(), _ -> new ArrayList<>()).add(operation(route));
    return byTag.entrySet().stream()
        .map(e -> new Plain.Interface.Part(e.getKey(), e.getValue()))
        .toList();
  }

  private static Plain.Interface.Operation operation(Route route) {
    boolean plain = route.method() == Route.Method.GET && !route.path().contains("{");
    var tryIt =
        !plain
            ? ""
            : route.path().equals("/api/search")
                ? "/api/search?q=customer+churn&explain=true&limit=3"
                : route.path();
    return new Plain.Interface.Operation(
        route.method().name(),
        route.path(),
        route.summary(),
        route.access() == Route.Access.ADMIN,
        route.parameters().stream()
            .map(p ->
                new Plain.Interface.Parameter(
                    p.name(),
                    (p.repeatable() ? "repeatable " : "")
                        + (p.values().isEmpty() ? p.type() : String.join(", ", p.values())),
                    p.description()))
            .toList(),
        tryIt);
  }

  private Viewer viewer(Context ctx) {
    return Viewers.of(ctx, rooms.clock());
  }

  private static void show(Context ctx, String html) {
    Viewers.show(ctx, html);
  }
}
