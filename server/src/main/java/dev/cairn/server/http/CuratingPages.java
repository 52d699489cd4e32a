package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.curating.Curator.Reason;
import dev.cairn.ontology.curating.Difference;
import dev.cairn.ontology.curating.Drafted;
import dev.cairn.ontology.curating.Proposal;
import dev.cairn.ontology.curating.Revision;
import dev.cairn.server.pages.Address;
import dev.cairn.server.pages.ChangePage;
import dev.cairn.server.pages.Choice;
import dev.cairn.server.pages.HistoryPage;
import dev.cairn.server.pages.Page;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.PreviewPage;
import dev.cairn.server.pages.ProposalsPage;
import dev.cairn.server.pages.Viewer;
import dev.cairn.server.pages.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The pages on which concepts are changed, previewed, proposed and undone. They work without
/// scripts; the forms bear `csrf`.
final class CuratingPages {
  private static final int SHOWN = 20;
  private static final int CONCEPTS_SHOWN = 30;

  private final Rooms rooms;
  private final CuratingRoutes routes;
  private final Pages pages;

  CuratingPages(Rooms rooms, CuratingRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
  }

  /// Before the pages of single concepts, whose addresses have an id where these have a word.
  void addTo(RoutesConfig config) {
    // `broader`: what the new one is to stand under.
    config.get("/concepts/new", this::fresh);
    config.get("/concepts/{id}/edit", this::edit);
    // Fields `concept`, `do` and those of the form; or `edits` and `proposal`.
    config.post("/concepts/preview", this::preview);
    config.post("/concepts/publish", this::publish);
    // `from` and `to`: versions to be compared; `concept`; `before`.
    config.get("/concepts/changes", ctx -> history(ctx, ""));
    config.post("/concepts/changes/{n}/undo", this::undo);
    config.get("/concepts/proposals", ctx -> proposals(ctx, ""));
    config.post("/concepts/proposals", this::propose);
    config.post("/concepts/proposals/{id}/reject", this::reject);
  }

  private Viewer viewer(Context ctx) {
    return Viewers.of(ctx, rooms.clock());
  }

  private void fresh(Context ctx) {
    var view = rooms.concepts().get();
    var broader =
        new Params(ctx).text("broader").flatMap(view::find).map(Concept::label).orElse("");
    show(ctx, Optional.empty(), List.of(), Map.of("broader", broader));
  }

  private void edit(Context ctx) {
    show(ctx, Optional.of(find(ctx.pathParam("id"))), List.of(), Map.of());
  }

  private Concept find(String id) {
    return rooms
        .concepts()
        .get()
        .exactly(id)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'."));
  }

  private void show(
      Context ctx, Optional<Concept> concept, List<String> wrong, Map<String, String> typed) {
    if (!wrong.isEmpty()) ctx.status(422);
    Viewers.show(
        ctx,
        pages.change(ChangePage.of(concept, rooms.concepts().get(), wrong, typed, viewer(ctx))));
  }

  // Seeing what a change does

  private void preview(Context ctx) {
    var edits = Params.field(ctx, "edits");
    if (!edits.isEmpty()) {
      shown(ctx, read(edits), "/concepts/proposals", List.of());
      return;
    }
    var id = Params.field(ctx, "concept");
    var concept = id.isEmpty() ? Optional.<Concept>empty() : Optional.of(find(id));
    var typed = new HashMap<String, String>();
    ctx.formParamMap()
        .forEach((name, values) -> typed.put(name, String.join(ChangePage.BETWEEN, values)));
    typed.remove("csrf");
    var json =
        ChangeForm.edits(
            concept,
            typed,
            rooms.concepts().get(),
            name -> rooms.curating().curator().freeId(name));
    var wrong = wrong(json);
    if (wrong.isEmpty())
      shown(ctx, json, concept.map(c -> "/concepts/" + c.id()).orElse("/concepts"), List.of());
    else show(ctx, concept, wrong, typed);
  }

  /// What is not right with edits, in sentences.
  private List<String> wrong(JsonNode edits) {
    if (edits.isEmpty()) return List.of("Nothing was changed in the form.");
    return switch (rooms.curating().curator().draft(EditsJson.list(edits, Optional.empty()))) {
      case Drafted.Refused(var faults) -> faults.stream().map(f -> f.detail()).distinct().toList();
      case Drafted.Sound _ -> List.of();
    };
  }

  private static JsonNode read(String edits) {
    return Json.read(
        new java.io.ByteArrayInputStream(edits.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        "The change");
  }

  /// @param back where it is changed again
  /// @param wrong why it could not be made
  private void shown(Context ctx, JsonNode edits, String back, List<String> wrong) {
    switch (rooms.curating().curator().draft(EditsJson.list(edits, Optional.empty()))) {
      case Drafted.Refused(var faults) -> throw EditsJson.invalid(faults, false);
      case Drafted.Sound sound -> {
        if (!wrong.isEmpty()) ctx.status(422);
        Viewers.show(ctx, pages.preview(page(ctx, sound, edits, back, wrong)));
      }
    }
  }

  private PreviewPage page(
      Context ctx, Drafted.Sound sound, JsonNode edits, String back, List<String> wrong) {
    var viewer = viewer(ctx);
    boolean curator = viewer.signedIn();
    var page =
        Page.of(viewer, curator ? "What this change does" : "Your proposal", Page.Section.CONCEPTS)
            .with(List.of("admin", "concepts", "curating"), List.of());
    var view = rooms.concepts().get();
    int seen = rooms.curating().curator().version();
    var proposal = Params.field(ctx, "proposal");
    var comment = Params.field(ctx, "comment");
    var json = Json.text(edits);
    if (!curator)
      return new PreviewPage(
          page,
          changes(rooms.curating().curator().inWords(sound.delta()), view),
          json,
          seen,
          "",
          back,
          comment,
          wrong,
          "",
          List.of(),
          List.of(),
          "",
          List.of(),
          List.of());
    var seenBefore = routes.previewed(sound, viewer.caller());
    return new PreviewPage(
        page,
        changes(seenBefore.differences(), view),
        json,
        seen,
        proposal,
        back,
        comment,
        wrong,
        PreviewWords.tags(seenBefore.tags()),
        seenBefore.tags().concepts().stream()
            .limit(CONCEPTS_SHOWN)
            .map(c ->
                new PreviewPage.OfConcept(
                    label(c.concept(), view, seenBefore.differences()),
                    Words.number(c.gains()),
                    Words.number(c.losses())))
            .toList(),
        seenBefore.tags().samples().stream()
            .map(s ->
                new PreviewPage.OfItem(
                    s.title(),
                    "/id/item/" + s.item(),
                    (s.gained() ? "gains " : "loses ")
                        + label(s.concept(), view, seenBefore.differences()),
                    s.passage()))
            .toList(),
        PreviewWords.questions(seenBefore.questions()),
        seenBefore.questions().changed().stream()
            .map(q ->
                new PreviewPage.Question(
                    q.question(),
                    q.before().stream().map(Preview.Hit::title).toList(),
                    q.after().stream().map(Preview.Hit::title).toList()))
            .toList(),
        seenBefore.notices());
  }

  private static String label(String id, ConceptView view, List<Difference> differences) {
    return view.byId(id)
        .map(Concept::label)
        .or(() ->
            differences.stream().filter(d -> d.id().equals(id)).map(Difference::label).findFirst())
        .orElse(id);
  }

  private static List<PreviewPage.Change> changes(List<Difference> all, ConceptView view) {
    return all.stream()
        .map(d ->
            new PreviewPage.Change(
                d.label(), view.byId(d.id()).map(c -> "/concepts/" + c.id()).orElse(""), d.words()))
        .toList();
  }

  private void publish(Context ctx) {
    Guard.requireAdmin(ctx);
    var edits = read(Params.field(ctx, "edits"));
    var proposal = Params.field(ctx, "proposal");
    var seen = Params.field(ctx, "seen");
    try {
      if (!proposal.isEmpty()) routes.requireOpen(proposal);
      var made =
          routes.publish(
              EditsJson.list(edits, Optional.empty()),
              new Reason(
                  "",
                  Params.field(ctx, "comment"),
                  Optional.of(proposal).filter(id -> !id.isEmpty()),
                  seen.matches("[0-9]{1,9}")
                      ? Optional.of(Integer.parseInt(seen))
                      : Optional.empty()),
              false,
              ctx);
      ctx.redirect(
          made.created().isEmpty() ? "/concepts/changes" : "/concepts/" + made.created().getFirst(),
          HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422 && e.status() != 412) throw e;
      var sentences =
          e.status() == 412
              ? List.of(
                  "Somebody else has changed the same meanwhile. This is what your change does now;"
                      + " publish it, or leave it.")
              : e.faults().stream().map(Refusal.Fault::detail).toList();
      shown(ctx, edits, back(ctx), sentences);
    }
  }

  private static String back(Context ctx) {
    var back = Params.field(ctx, "back");
    return back.matches("/concepts(/[a-z0-9-]+)?") ? back : "/concepts";
  }

  // History

  private void history(Context ctx, String wrong) {
    var params = new Params(ctx);
    var curator = rooms.curating().curator();
    var view = rooms.concepts().get();
    int last = curator.version();
    boolean compares = ctx.queryParam("from") != null || ctx.queryParam("to") != null;
    int from = params.number("from", Math.max(0, last - 1), 0, last);
    int to = params.number("to", last, 0, last);
    var concept = params.text("concept").flatMap(view::exactly);
    int before = params.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    var rows =
        concept
            .map(c -> curator.revisionsOf(c.iri(), before, SHOWN))
            .orElseGet(() -> curator.revisions(before, SHOWN));
    var next =
        rows.size() < SHOWN || rows.getLast().number() == 1
            ? ""
            : Address.of("/concepts/changes")
                .with("concept", concept.map(Concept::id))
                .with("before", Integer.toString(rows.getLast().number()))
                .toString();
    if (!wrong.isEmpty()) ctx.status(409);
    Viewers.show(
        ctx,
        pages.history(
            new HistoryPage(
                Page.of(viewer(ctx), "What was changed", Page.Section.CONCEPTS)
                    .with(List.of("admin", "concepts", "curating"), List.of()),
                concept
                    .map(c -> "What was changed of “" + c.label() + "”")
                    .orElse("What was changed"),
                rows.stream().map(r -> row(r, view)).toList(),
                compares ? "From version " + from + " to version " + to : "",
                compares ? changes(curator.differences(from, to), view) : List.of(),
                from,
                to,
                last,
                next,
                wrong)));
  }

  private static HistoryPage.Row row(Revision revision, ConceptView view) {
    var concepts =
        revision.concepts().stream()
            .flatMap(iri -> view.byIri(iri).stream())
            .limit(CONCEPTS_SHOWN)
            .map(c -> new Choice(c.label(), "/concepts/" + c.id(), "", false))
            .toList();
    var state =
        revision
            .undoneBy()
            .map(n -> "undone by change " + n)
            .or(() -> revision.undoes().map(n -> "undoes change " + n))
            .or(() -> revision.proposal().map(_ -> "from a proposal"))
            .orElse("");
    return new HistoryPage.Row(
        revision.number(),
        revision.summary(),
        Words.moment(revision.at()),
        revision.at().toString(),
        revision.by(),
        revision.comment(),
        revision.name().orElse(""),
        concepts,
        state,
        revision.undoneBy().isEmpty());
  }

  private void undo(Context ctx) {
    Guard.requireAdmin(ctx);
    var revision = routes.revision(ctx);
    try {
      routes.undo(revision.number(), "", Guard.caller(ctx));
      ctx.redirect("/concepts/changes", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 409) throw e;
      history(ctx, e.detail());
    }
  }

  // Proposals

  private void proposals(Context ctx, String wrong) {
    boolean noted = new Params(ctx).text("noted").isPresent();
    var states =
        rooms.curating().proposals().all().stream()
            .collect(Collectors.partitioningBy(p -> p.state() == Proposal.State.OPEN));
    Viewers.show(
        ctx,
        pages.proposals(
            new ProposalsPage(
                Page.of(viewer(ctx), "Proposals", Page.Section.CONCEPTS)
                    .with(List.of("admin", "concepts", "curating"), List.of()),
                states.getOrDefault(true, List.of()).stream().map(this::row).toList(),
                states.getOrDefault(false, List.of()).stream()
                    .limit(CONCEPTS_SHOWN)
                    .map(this::row)
                    .toList(),
                noted,
                wrong)));
  }

  private ProposalsPage.Row row(Proposal proposal) {
    var view = rooms.concepts().get();
    boolean open = proposal.state() == Proposal.State.OPEN;
    var changes = List.<PreviewPage.Change>of();
    var trouble = "";
    if (open) {
      var edits = EditsJson.list(CuratingRoutes.edits(proposal), Optional.empty());
      switch (rooms.curating().curator().draft(edits)) {
        case Drafted.Refused(var faults) -> trouble = faults.getFirst().detail();
        case Drafted.Sound(var delta, _) ->
            changes = changes(rooms.curating().curator().inWords(delta), view);
      }
    }
    var title =
        changes.isEmpty()
            ? "Proposal of " + Words.moment(proposal.at())
            : changes.stream().map(PreviewPage.Change::label).collect(Collectors.joining(", "));
    var when = proposal.decided().map(Words::moment).orElse("");
    return new ProposalsPage.Row(
        proposal.id(),
        title,
        Words.moment(proposal.at()),
        proposal.by().equals("anonymous") ? "a reader" : proposal.by(),
        proposal.comment(),
        changes,
        trouble,
        proposal.edits(),
        switch (proposal.state()) {
          case OPEN -> "";
          case ACCEPTED ->
              "Accepted on "
                  + when
                  + proposal.change().map(n -> ", as change " + n).orElse("")
                  + ".";
          case REJECTED -> "Rejected on " + when + ".";
        },
        proposal.reason());
  }

  private void propose(Context ctx) {
    Guard.requireOwnPage(ctx);
    var edits = read(Params.field(ctx, "edits"));
    try {
      routes.propose(edits, Params.field(ctx, "comment"), ctx);
      ctx.redirect("/concepts/proposals?noted=sent", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      shown(ctx, edits, back(ctx), List.of(e.detail()));
    }
  }

  private void reject(Context ctx) {
    Guard.requireAdmin(ctx);
    try {
      routes.reject(routes.proposal(ctx), Params.field(ctx, "reason"), ctx);
      ctx.redirect("/concepts/proposals", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422 && e.status() != 409) throw e;
      ctx.status(e.status());
      proposals(ctx, e.detail());
    }
  }
}
