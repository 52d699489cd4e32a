package dev.cairn.server.http;

import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.tagging.JudgedLabel;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.server.pages.JudgementsPage;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.Plain;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The page of judged links, and the forms beside the concepts of an item, which work without
/// scripts and bear `csrf`.
final class JudgementPages {
  private final Rooms rooms;
  private final JudgementRoutes routes;
  private final Pages pages;
  private final Items items;

  JudgementPages(Rooms rooms, JudgementRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
    this.items = new Items(rooms);
  }

  /// Before the pages of single concepts, whose addresses have an id where this has a word.
  void addTo(RoutesConfig config) {
    // `concept`: the only one that is wanted.
    config.get("/concepts/judgements", this::page);
    // Fields `concept` (IRI, id or name) and `judgement` (`confirmed`, `rejected`, or `none` to
    // take
    // it back); leads to the item's page.
    config.post("/items/{id}/concepts", this::judge);
  }

  private void page(Context ctx) {
    var viewer = Viewers.of(ctx, rooms.clock());
    if (!viewer.signedIn()) {
      ctx.status(401);
      Viewers.show(ctx, pages.signIn(Plain.SignIn.of(viewer.address(), "", true, viewer)));
      return;
    }
    var view = rooms.concepts().get();
    var iri = routes.wanted(ctx);
    Viewers.show(
        ctx,
        pages.judgements(
            JudgementsPage.of(
                iri.flatMap(view::byIri),
                routes.judged(iri, ctx).stream()
                    .map(it -> new JudgementsPage.Judged(it.item(), it.judgement()))
                    .toList(),
                routes.labels(iri, ctx).stream().map(it -> mended(it, view)).toList(),
                view,
                viewer)));
  }

  private static JudgementsPage.Named mended(JudgedLabel label, ConceptView view) {
    var edits =
        view.byIri(label.concept())
            .map(concept -> ContextLabel.edits(concept, label.label()))
            .filter(it -> !it.isEmpty())
            .map(JsonNode::toString)
            .orElse("");
    return new JudgementsPage.Named(
        label,
        edits,
        switch (ContextLabel.counts(label, view)) {
          case ALWAYS -> "";
          case IN_CONTEXT -> "counts only near a neighbouring concept";
          case NEVER -> "is no name of it any more";
        });
  }

  private void judge(Context ctx) {
    Guard.requireAdmin(ctx);
    var item = items.find(ctx);
    var typed = Params.field(ctx, "concept");
    var judgement = Params.field(ctx, "judgement");
    var verdict = Verdict.fromCode(judgement);
    if (verdict.isEmpty() && !judgement.equals("none"))
      throw Refusal.badRequest("Nothing was said. Go back and choose one of the buttons.");
    var iri = ChangeForm.called(typed, rooms.concepts().get()).map(Concept::iri);
    // What was said of a concept that is gone can still be taken back.
    if (iri.isEmpty() && verdict.isPresent())
      throw Refusal.badRequest(
          "There is no concept “%s”, or several have this name. Go back and give its whole name."
              .formatted(typed));
    routes.judge(item, new Said(iri.orElse(typed), verdict, List.of()), _ -> {}, ctx);
    ctx.redirect(ItemAnswer.url(item) + "#is-about", HttpStatus.SEE_OTHER);
  }
}
