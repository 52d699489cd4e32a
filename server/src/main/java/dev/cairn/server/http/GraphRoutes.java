package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.Paths;
import dev.cairn.server.pages.GraphFamily;
import dev.cairn.server.pages.GraphPages;
import dev.cairn.server.pages.GraphWish;
import dev.cairn.server.pages.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The drawing of concepts. All that can be chosen on it stands in its address: `depth`, `line`
/// (kinds, repeatable), `scheme`, `open` (concepts around which more is shown, repeatable),
/// `chosen`, `edge` (two ids with a `~` between them), `to` (concept to which a path is shown, by
/// id or name).
final class GraphRoutes {
  /// More is no drawing that somebody made by hand.
  private static final int MOST_OPENED = 60;

  private final Rooms rooms;
  private final Pages pages;

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
    var wish = wish(ctx, view);
    Viewers.show(
        ctx,
        pages.graph(
            GraphPages.of(
                wish,
                way(wish, view),
                both(wish, ctx),
                view,
                counts(ctx),
                Viewers.of(ctx, rooms.clock()))));
  }

  private void picture(Context ctx) {
    var view = rooms.concepts().get();
    var wish = wish(ctx, view);
    var name = wish.centre().map(Concept::id).orElse("concepts");
    ctx.contentType("image/svg+xml");
    ctx.header("Content-Disposition", "inline; filename=\"" + name + ".svg\"");
    ctx.result(pages.picture(GraphPages.drawing(wish, way(wish, view), view, counts(ctx))));
  }

  private GraphWish wish(Context ctx, ConceptView view) {
    var params = new Params(ctx);
    var centre =
        Optional.ofNullable(ctx.pathParamMap().get("id"))
            .map(id ->
                view.find(id)
                    .orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'.")));
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
        centre.isPresent() ? target(params, view) : "");
  }

  /// All kinds are the same as none.
  private static Set<GraphFamily> families(Params params) {
    var families = params.choices("line", GraphFamily.class);
    return families.size() == GraphFamily.values().length || families.isEmpty()
        ? Set.of()
        : EnumSet.copyOf(families);
  }

  private static String target(Params params, ConceptView view) {
    var text = params.text("to").orElse("").strip();
    if (text.isEmpty()) return "";
    return view.find(text)
        .or(() -> GraphPages.named(text, view))
        .map(Concept::id)
        .orElseThrow(
            () -> Refusal.badParameter("to", "No concept has a name like '" + text + "'."));
  }

  private static GraphPages.Way way(GraphWish wish, ConceptView view) {
    if (wish.to().isEmpty() || wish.centre().isEmpty()) return GraphPages.Way.none();
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
          return new GraphPages.Way(ids, sentences);
        })
        .orElse(GraphPages.Way.none());
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
