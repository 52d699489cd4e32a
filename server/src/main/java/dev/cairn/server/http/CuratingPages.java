package dev.cairn.server.http;

import dev.cairn.indexer.foretelling.Foretold;
import dev.cairn.indexer.ingest.Forecast;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.curating.Curator.Reason;
import dev.cairn.ontology.curating.Difference;
import dev.cairn.ontology.curating.Drafted;
import dev.cairn.ontology.curating.Proposal;
import dev.cairn.ontology.curating.Proposals;
import dev.cairn.ontology.curating.Revision;
import dev.cairn.server.pages.Address;
import dev.cairn.server.pages.ChangePage;
import dev.cairn.server.pages.Choice;
import dev.cairn.server.pages.HistoryPage;
import dev.cairn.server.pages.Page;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.PreviewPage;
import dev.cairn.server.pages.ProposalPage;
import dev.cairn.server.pages.ProposalsPage;
import dev.cairn.server.pages.Viewer;
import dev.cairn.server.pages.Words;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The pages on which concepts are changed, previewed, proposed and undone. They work without
/// scripts; the forms bear `csrf`.
final class CuratingPages {
  private static final int SHOWN = 20;
  private static final int CONCEPTS_SHOWN = 30;

  /// What each would do is worked out for the page.
  private static final int PROPOSALS_SHOWN = 20;

  private final Rooms rooms;
  private final CuratingRoutes routes;
  private final Pages pages;
  private final Preview preview;

  CuratingPages(Rooms rooms, CuratingRoutes routes, Pages pages) {
    this.rooms = rooms;
    this.routes = routes;
    this.pages = pages;
    this.preview = new Preview(rooms);
  }

  /// Before the pages of single concepts, whose addresses have an id where these have a word.
  void addTo(RoutesConfig config) {
    // `broader`: what the new one is to stand under.
    config.get("/concepts/new", this::fresh);
    config.get("/concepts/{id}/edit", this::edit);
    // Fields `concept`, `do` and those of the form; or `edits` and `proposal`.
    config.post("/concepts/preview", this::preview);
    config.get("/concepts/preview/{id}", this::begun);
    config.post("/concepts/preview/{id}/cancel", this::cancel);
    config.post("/concepts/publish", this::publish);
    // `from` and `to`: versions to be compared; `concept`; `before`.
    config.get("/concepts/changes", ctx -> history(ctx, ""));
    config.post("/concepts/changes/{n}/preview", this::previewUndo);
    config.post("/concepts/changes/{n}/undo", this::undo);
    config.get("/concepts/proposals", ctx -> proposals(ctx, ""));
    config.get("/concepts/proposals/{id}", ctx -> proposal(ctx, List.of(), Optional.empty()));
    config.post("/concepts/proposals", this::propose);
    config.post("/concepts/proposals/{id}/preview", this::edited);
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

  private void preview(Context ctx) throws InterruptedException {
    var edits = Params.field(ctx, "edits");
    if (!edits.isEmpty()) {
      shown(ctx, read(edits), origin(ctx, edits), List.of());
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
    var back = concept.map(c -> "/concepts/" + c.id()).orElse("/concepts");
    if (wrong.isEmpty())
      shown(ctx, json, new Preview.Origin(Json.text(json), 0, "", back, ""), List.of());
    else show(ctx, concept, wrong, typed);
  }

  private static Preview.Origin origin(Context ctx, String edits) {
    var proposal = Params.field(ctx, "proposal");
    return new Preview.Origin(
        edits,
        0,
        proposal.matches("[0-9a-f]{0,16}") ? proposal : "",
        proposal.isEmpty() ? back(ctx) : "/concepts/proposals",
        Params.field(ctx, "comment"));
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

  /// @param wrong why it could not be made
  private void shown(Context ctx, JsonNode edits, Preview.Origin origin, List<String> wrong)
      throws InterruptedException {
    int version = rooms.curating().curator().version();
    switch (rooms.curating().curator().draft(EditsJson.list(edits, Optional.empty()))) {
      case Drafted.Refused(var faults) -> throw EditsJson.invalid(faults, false);
      case Drafted.Sound sound -> shown(ctx, sound, version, origin, wrong);
    }
  }

  /// @param version of the concepts, read before it was drafted
  private void shown(
      Context ctx, Drafted.Sound sound, int version, Preview.Origin origin, List<String> wrong)
      throws InterruptedException {
    if (!wrong.isEmpty()) ctx.status(422);
    if (!viewer(ctx).signedIn()) {
      var curator = rooms.curating().curator();
      Viewers.show(
          ctx,
          pages.preview(
              PreviewPage.proposing(
                  page(ctx, "Your proposal"),
                  changes(curator.inWords(sound.delta()), rooms.concepts().get()),
                  new PreviewPage.Origin(origin.edits(), 0, version, "", origin.back()),
                  origin.comment(),
                  wrong)));
      return;
    }
    var seen = preview.begin(sound, version, origin, Guard.caller(ctx));
    if (seen.state().over() || !wrong.isEmpty()) show(ctx, seen, wrong);
    else ctx.redirect("/concepts/preview/" + seen.id(), HttpStatus.SEE_OTHER);
  }

  private void begun(Context ctx) {
    Guard.requireAdmin(ctx);
    show(ctx, preview.find(ctx.pathParam("id")), List.of());
  }

  private void cancel(Context ctx) {
    Guard.requireAdmin(ctx);
    var id = preview.find(ctx.pathParam("id")).id();
    rooms.curating().foretelling().cancel(id);
    ctx.redirect("/concepts/preview/" + id, HttpStatus.SEE_OTHER);
  }

  private void previewUndo(Context ctx) throws InterruptedException {
    Guard.requireAdmin(ctx);
    int number = routes.revision(ctx).number();
    int version = rooms.curating().curator().version();
    switch (rooms.curating().curator().undoing(number)) {
      case Drafted.Refused(var faults) -> history(ctx, faults.getFirst().detail());
      case Drafted.Sound sound ->
          shown(
              ctx,
              sound,
              version,
              new Preview.Origin("", number, "", "/concepts/changes", ""),
              List.of());
    }
  }

  private Page page(Context ctx, String title) {
    return Page.of(viewer(ctx), title, Page.Section.CONCEPTS)
        .with(List.of("admin", "concepts", "curating"), List.of("jobs.js"));
  }

  private void show(Context ctx, Foretold<Foresight> seen, List<String> wrong) {
    var about = seen.about();
    var view = rooms.concepts().get();
    var title =
        about.undoes() > 0
            ? "What undoing change " + about.undoes() + " does"
            : "What this change does";
    Viewers.show(
        ctx,
        pages.preview(
            new PreviewPage(
                page(ctx, title),
                changes(about.differences(), view),
                new PreviewPage.Origin(
                    about.edits(), about.undoes(), about.version(), about.proposal(), about.back()),
                about.comment(),
                wrong,
                Optional.of(
                    new PreviewPage.Run(
                        seen.id(),
                        seen.state().over(),
                        seen.done(),
                        seen.total(),
                        PreviewWords.said(seen),
                        seen.state().over()
                            && (seen.state() != Foretold.State.DONE || preview.outdated(seen)))),
                PreviewWords.tags(seen),
                seen.tags().concepts().stream()
                    .limit(CONCEPTS_SHOWN)
                    .map(c ->
                        new PreviewPage.OfConcept(
                            label(c.concept(), view, about.differences()),
                            Words.number(c.gains()),
                            Words.number(c.losses())))
                    .toList(),
                items(seen, view),
                PreviewWords.questions(seen),
                seen.questions().changed().stream()
                    .map(q ->
                        new PreviewPage.Question(
                            q.question(),
                            q.before().stream().map(Foretold.Hit::title).toList(),
                            q.after().stream().map(Foretold.Hit::title).toList()))
                    .toList(),
                preview.notices(seen))));
  }

  /// Each item once, with all that it gains and loses.
  private static List<PreviewPage.OfItem> items(Foretold<Foresight> seen, ConceptView view) {
    var byItem = new LinkedHashMap<String, List<Forecast.Sample>>();
    for (var sample : seen.tags().samples())
      byItem.computeIfAbsent(sample.item(), _ -> new ArrayList<>()).add(sample);
    return byItem.entrySet().stream()
        .map(e ->
            new PreviewPage.OfItem(
                e.getValue().getFirst().title(),
                "/id/item/" + e.getKey(),
                e.getValue().stream()
                    .map(s ->
                        (s.gained() ? "gains " : "loses ")
                            + label(s.concept(), view, seen.about().differences()))
                    .collect(Collectors.joining(", ")),
                e.getValue().stream()
                    .map(Forecast.Sample::passage)
                    .filter(passage -> !passage.isEmpty())
                    .findFirst()
                    .orElse("")))
        .toList();
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

  private void publish(Context ctx) throws InterruptedException {
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
      shown(ctx, edits, origin(ctx, Params.field(ctx, "edits")), sentences);
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
      routes.undo(revision.number(), Params.field(ctx, "comment"), Guard.caller(ctx));
      ctx.redirect("/concepts/changes", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 409) throw e;
      history(ctx, e.detail());
    }
  }

  // Proposals

  private void proposals(Context ctx, String wrong) {
    int from = new Params(ctx).number("from", 0, 0, Proposals.MOST_OPEN);
    var states =
        rooms.curating().proposals().all().stream()
            .collect(Collectors.partitioningBy(p -> p.state() == Proposal.State.OPEN));
    var open = states.getOrDefault(true, List.of());
    int rest = from + PROPOSALS_SHOWN;
    Viewers.show(
        ctx,
        pages.proposals(
            new ProposalsPage(
                page(ctx, "Proposals"),
                open.stream().skip(from).limit(PROPOSALS_SHOWN).map(p -> row(p, false)).toList(),
                states.getOrDefault(false, List.of()).stream()
                    .limit(CONCEPTS_SHOWN)
                    .map(p -> row(p, false))
                    .toList(),
                rest < open.size() ? "/concepts/proposals?from=" + rest : "",
                wrong)));
  }

  /// @param whole whether what came of it is wanted, too
  private ProposalsPage.Row row(Proposal proposal, boolean whole) {
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
    } else if (whole && proposal.change().isPresent()) {
      int made = proposal.change().get();
      changes = changes(rooms.curating().curator().differences(made - 1, made), view);
    }
    var title = ProposalForm.title(CuratingRoutes.edits(proposal), view);
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
          case ACCEPTED -> "Accepted on " + when + ".";
          case REJECTED -> "Rejected on " + when + ".";
        },
        proposal
            .change()
            .filter(_ -> whole)
            .flatMap(n -> rooms.curating().curator().revision(n))
            .map(Revision::comment)
            .orElse(proposal.reason()),
        proposal.change().map(n -> "/concepts/changes?from=" + (n - 1) + "&to=" + n).orElse(""));
  }

  /// One proposal, for whoever sent it and for the curator who decides.
  ///
  /// @param typed what stands in the form, by the names of its fields
  private void proposal(Context ctx, List<String> wrong, Optional<UnaryOperator<String>> typed) {
    var proposal = routes.proposal(ctx);
    var row = row(proposal, true);
    boolean open = proposal.state() == Proposal.State.OPEN;
    if (!wrong.isEmpty()) ctx.status(422);
    var edits = ProposalForm.of(CuratingRoutes.edits(proposal), typed, rooms.concepts().get());
    Viewers.show(
        ctx,
        pages.proposal(
            new ProposalPage(
                page(ctx, "Proposal"),
                row,
                open && viewer(ctx).signedIn() ? edits : List.of(),
                open && ctx.queryParam("noted") != null,
                wrong)));
  }

  /// A curator has changed what is proposed.
  private void edited(Context ctx) throws InterruptedException {
    Guard.requireAdmin(ctx);
    var proposal = routes.proposal(ctx);
    routes.requireOpen(proposal.id());
    UnaryOperator<String> typed = name -> Params.field(ctx, name);
    var edits = ProposalForm.changed(CuratingRoutes.edits(proposal), typed, rooms.concepts().get());
    var wrong = wrong(edits);
    if (wrong.isEmpty())
      shown(
          ctx,
          edits,
          new Preview.Origin(
              Json.text(edits),
              0,
              proposal.id(),
              "/concepts/proposals",
              Params.field(ctx, "comment")),
          List.of());
    else proposal(ctx, wrong, Optional.of(typed));
  }

  private void propose(Context ctx) throws InterruptedException {
    Guard.requireOwnPage(ctx);
    var edits = read(Params.field(ctx, "edits"));
    try {
      var made = routes.propose(edits, Params.field(ctx, "comment"), ctx);
      ctx.redirect("/concepts/proposals/" + made.id() + "?noted=sent", HttpStatus.SEE_OTHER);
    } catch (Refusal e) {
      if (e.status() != 422) throw e;
      shown(ctx, edits, origin(ctx, Params.field(ctx, "edits")), List.of(e.detail()));
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
