package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.Paths;
import dev.cairn.server.pages.GraphFamily;
import dev.cairn.server.pages.GraphMap;
import dev.cairn.server.pages.GraphPages;
import dev.cairn.server.pages.GraphView;
import dev.cairn.server.pages.GraphWish;
import dev.cairn.server.pages.MapPage;
import dev.cairn.server.pages.Meant;
import dev.cairn.server.pages.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The drawing of concepts. All that can be chosen on it stands in its address: `depth`, `line`
/// (kinds, repeatable), `scheme`, `open` (concepts around which more is shown, repeatable),
/// `chosen`, `edge` (two ids with a `~` between them), `to` (concept to which a path is shown, by
/// id or name). `depth=all` is the map of all that there is, with `scheme`, `chosen`, and `part`
/// for what changes on it.
final class GraphRoutes {
  /// More is no drawing that somebody made by hand.
  private static final int MOST_OPENED = 60;

  /// Maps that are asked for again need no places found anew.
  private static final int MOST_PLANS = 8;

  private final Rooms rooms;
  private final Pages pages;

  /// Asked for last stands first; guarded by itself.
  private final Deque<GraphMap.Plan> plans = new ArrayDeque<>();

  GraphRoutes(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/concepts/graph", this::page);
    routes.get("/concepts/graph.svg", this::picture);
    routes.get("/concepts/{id}/graph", this::page);
    routes.get("/concepts/{id}/graph.svg", this::picture);
  }

  private void page(Context ctx) {
    var view = rooms.concepts().get();
    if (wantsAll(ctx)) {
      var wish = whole(ctx, view);
      var map =
          MapPage.of(wish, plan(wish, view), view, counts(ctx), Viewers.of(ctx, rooms.clock()));
      boolean part = new Params(ctx).text("part").isPresent();
      Viewers.show(ctx, part ? pages.mapPart(map) : pages.map(map));
      return;
    }
    var target = target(ctx, view);
    var wish = wish(ctx, target, view);
    Viewers.show(
        ctx,
        pages.graph(
            GraphPages.of(
                wish,
                way(wish, target, view),
                both(wish, ctx),
                view,
                counts(ctx),
                Viewers.of(ctx, rooms.clock()))));
  }

  private void picture(Context ctx) {
    var view = rooms.concepts().get();
    var name = Optional.ofNullable(ctx.pathParamMap().get("id")).orElse("concepts");
    var target = target(ctx, view);
    var picture =
        wantsAll(ctx)
            ? map(whole(ctx, view), view, ctx)
            : pages.picture(drawing(wish(ctx, target, view), target, view, ctx));
    ctx.contentType("image/svg+xml");
    ctx.header(
        "Content-Disposition",
        "inline; filename=\"" + name.replaceAll("[^A-Za-z0-9_-]", "-") + ".svg\"");
    ctx.result(picture);
  }

  private String map(GraphMap.Wish wish, ConceptView view, Context ctx) {
    return pages.mapPicture(GraphPages.map(wish, plan(wish, view), view, counts(ctx)));
  }

  private GraphMap.Plan plan(GraphMap.Wish wish, ConceptView view) {
    // Whoever looks at another map need not wait until the places of this one are found.
    var plan = known(wish, view).orElseGet(() -> GraphMap.Plan.of(wish, view));
    synchronized (plans) {
      plans.removeIf(one -> one.view() != view || one.isOf(wish, view));
      plans.addFirst(plan);
      if (plans.size() > MOST_PLANS) plans.removeLast();
    }
    return plan;
  }

  private Optional<GraphMap.Plan> known(GraphMap.Wish wish, ConceptView view) {
    synchronized (plans) {
      return plans.stream().filter(plan -> plan.isOf(wish, view)).findFirst();
    }
  }

  private GraphView drawing(GraphWish wish, Optional<Meant> target, ConceptView view, Context ctx) {
    return GraphPages.drawing(wish, way(wish, target, view), view, counts(ctx));
  }

  private static boolean wantsAll(Context ctx) {
    return new Params(ctx).text("depth").equals(Optional.of("all"));
  }

  private static GraphMap.Wish whole(Context ctx, ConceptView view) {
    var params = new Params(ctx);
    return new GraphMap.Wish(
        centre(ctx, view),
        params.text("scheme").filter(iri -> !iri.isBlank()),
        params.text("chosen").orElse(""));
  }

  private static Optional<Concept> centre(Context ctx, ConceptView view) {
    return Optional.ofNullable(ctx.pathParamMap().get("id"))
        .map(id ->
            view.find(id).orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'.")));
  }

  private GraphWish wish(Context ctx, Optional<Meant> target, ConceptView view) {
    var params = new Params(ctx);
    var centre = centre(ctx, view);
    var opened = params.texts("open").stream().distinct().limit(MOST_OPENED).toList();
    return new GraphWish(
        centre,
        params.text("scheme").filter(iri -> !iri.isBlank()),
        params.number("depth", GraphWish.usualDepth(centre.isPresent()), 1, GraphWish.DEEPEST),
        families(params),
        opened,
        params.text("chosen").orElse(""),
        params
            .text("edge")
            .map(GraphWish::ends)
            .filter(ends -> ends.stream().allMatch(id -> view.byId(id).isPresent()))
            .orElse(List.of()),
        target.flatMap(Meant::concept).map(Concept::id).orElse(""));
  }

  /// All kinds are the same as none.
  private static Set<GraphFamily> families(Params params) {
    var families = params.choices("line", GraphFamily.class);
    return families.size() == GraphFamily.values().length || families.isEmpty()
        ? Set.of()
        : EnumSet.copyOf(families);
  }

  /// Who is meant by `to`; empty where nobody asks for a path.
  private static Optional<Meant> target(Context ctx, ConceptView view) {
    return new Params(ctx)
        .text("to")
        .filter(text -> !text.isBlank() && ctx.pathParamMap().containsKey("id"))
        .map(text -> Meant.by(text, view));
  }

  private static GraphPages.Way way(GraphWish wish, Optional<Meant> target, ConceptView view) {
    if (wish.to().isEmpty() || wish.centre().isEmpty())
      return new GraphPages.Way(List.of(), List.of(), target);
    var from = wish.centre().get().id();
    return Paths.between(view, from, wish.to()).stream()
        .findFirst()
        .map(path -> {
          var ids = new ArrayList<>(List.of(from));
          var sentences = new ArrayList<String>();
          for (var step : path.steps()) {
            ids.add(step.to());
            sentences.add(
                label(step.from(), view)
                    + " "
                    + step.relation().words()
                    + " "
                    + label(step.to(), view)
                    + ".");
          }
          return new GraphPages.Way(ids, sentences, target);
        })
        .orElseGet(() -> new GraphPages.Way(List.of(), List.of(), target));
  }

  private static String label(String id, ConceptView view) {
    return view.byId(id).map(Concept::label).orElse(id);
  }

  private Optional<Answer> both(GraphWish wish, Context ctx) {
    return wish.link().isEmpty()
        ? Optional.empty()
        : Optional.of(rooms.searcher().search(GraphPages.both(wish.link()), Guard.caller(ctx)));
  }

  private Map<String, Long> counts(Context ctx) {
    return rooms.searcher().conceptCounts(Guard.caller(ctx));
  }
}
