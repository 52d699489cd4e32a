package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Tree;
import dev.cairn.server.pages.TreeList;
import dev.cairn.server.pages.TreePages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The ways to a concept: the tree, its branches, and the lists beside it.
final class TreeRoutes {
  private final Rooms rooms;
  private final Pages pages;

  /// Of the view that was asked for last; sorting all names takes longer than a page should.
  private final AtomicReference<@Nullable TreeList> list = new AtomicReference<>();

  TreeRoutes(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  void addTo(RoutesConfig routes) {
    // `find`: part of a name; `at`: concept, `scheme`: scheme at which the tree is opened.
    routes.get("/concepts", this::overview);
    // The same tree as a part of a page: the ways to what is found, or what a scheme begins with.
    routes.get("/concepts/tree", this::tree);
    // `by`: letter, new, changed, deprecated; `letter`, `language`, `scheme`, `page`.
    routes.get("/concepts/list", this::list);
    routes.get("/concepts/{id}/branch", this::branch);
  }

  private void overview(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    Viewers.show(
        ctx,
        pages.concepts(
            TreePages.overview(
                new TreePages.Wish(
                    params.text("find").orElse(""),
                    params.text("at").map(id -> find(view, id)),
                    params.text("scheme")),
                view,
                counts(ctx),
                Viewers.of(ctx, rooms.clock()))));
  }

  private void tree(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var found = params.text("find").filter(text -> !text.isBlank());
    var scheme = params.text("scheme");
    var tree = new Tree(view, counts(ctx));
    Viewers.show(
        ctx,
        pages.branch(
            found
                .map(text -> TreePages.revealed(text, view, counts(ctx)))
                .or(() -> scheme.map(tree::belowScheme))
                .orElseGet(tree::closed)));
  }

  private void list(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var all = list.get();
    if (all == null || !all.isOf(view)) {
      all = new TreeList(view);
      list.set(all);
    }
    var wish =
        new TreeList.Wish(
            params.choice("by", TreeList.By.class).orElse(TreeList.By.LETTER),
            params.text("scheme"),
            params.text("language").filter(tag -> !tag.isBlank()),
            params.text("letter").orElse(""),
            params.number("page", 1, 1, 10_000));
    Viewers.show(
        ctx,
        pages.concepts(
            TreePages.list(wish, all, view, counts(ctx), Viewers.of(ctx, rooms.clock()))));
  }

  private void branch(Context ctx) {
    var view = rooms.concepts().get();
    var concept = find(view, ctx.pathParam("id"));
    Viewers.show(ctx, pages.branch(new Tree(view, counts(ctx)).below(concept)));
  }

  private Map<String, Long> counts(Context ctx) {
    return rooms.searcher().conceptCounts(Guard.caller(ctx));
  }

  private static Concept find(ConceptView view, String idOrIri) {
    return Optional.of(idOrIri)
        .flatMap(view::find)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + idOrIri + "'."));
  }
}
