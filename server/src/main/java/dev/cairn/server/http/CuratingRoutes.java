package dev.cairn.server.http;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.curating.Curator.Reason;
import dev.cairn.ontology.curating.Difference;
import dev.cairn.ontology.curating.Drafted;
import dev.cairn.ontology.curating.Edit;
import dev.cairn.ontology.curating.Proposal;
import dev.cairn.ontology.curating.Proposals;
import dev.cairn.ontology.curating.Publication;
import dev.cairn.ontology.curating.Revision;
import dev.cairn.server.pages.Address;
import dev.cairn.server.security.Secrets;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Changing the concepts: edits, their history, proposals, and what a change would do.
final class CuratingRoutes {
  static final String TAG = "Changing concepts";
  private static final Set<String> WORDS = Set.of("summary", "comment");
  static final String EDITS =
      "{\"edits\": [{\"edit\": one of "
          + EditsJson.KINDS
          + ", \"concept\": its id or IRI, and what the edit needs}], \"summary\", \"comment\"}";

  private final Rooms rooms;

  CuratingRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        admin(
                Route.Method.POST,
                "/api/concepts",
                "Creates a concept: {\"label\", \"labels\": [{\"kind\", \"text\", \"language\"}],"
                    + " \"definition\", \"language\", \"source\", \"broader\", \"relation\","
                    + " \"scheme\", \"id\", \"summary\", \"comment\"}. Its id is made from its"
                    + " name where none is given.",
                Route.Body.JSON,
                this::create)
            .answering(201),
        admin(
                Route.Method.POST,
                "/api/concepts/changes",
                "Makes a change of many edits, or of none if one of them is wrong: "
                    + EDITS
                    + ". With \"seen\", the number of the last change that you know, it is refused"
                    + " (412) if somebody changed the same concepts since.",
                Route.Body.JSON,
                this::change)
            .answering(201),
        Route.get(
            "/api/concepts/changes",
            TAG,
            "Who changed what in the concepts, newest first.",
            List.of(
                Route.text("concept", "Only changes of this concept, by id or IRI."),
                Route.integer("limit", "1 to 100, 10 unless said."),
                Route.text("cursor", "Where the page before ended.")),
            this::changes),
        Route.get(
            "/api/concepts/changes/{n}",
            TAG,
            "One change, with what became of each concept, in words.",
            List.of(),
            ctx -> Json.write(ctx, shape(revision(ctx), true))),
        admin(
                Route.Method.POST,
                "/api/concepts/changes/{n}/undo",
                "Takes a change back by a new one; 409 where later changes stand in its way. The"
                    + " body may be {\"comment\"}.",
                Route.Body.JSON,
                this::undo)
            .answering(201),
        admin(
            Route.Method.PUT,
            "/api/concepts/versions/{n}/name",
            "Gives the version after a change a name: {\"name\"}; an empty one takes it away.",
            Route.Body.JSON,
            this::name),
        Route.get(
            "/api/concepts/versions/diff",
            TAG,
            "What became of the concepts between two versions, in words. A version has the number"
                + " of the change that made it; 0 is what came with the program.",
            List.of(
                Route.integer("from", "0 to the last, 0 unless said."),
                Route.integer("to", "0 to the last, the last unless said.")),
            this::diff),
        Route.get(
            "/api/concepts/proposals",
            TAG,
            "What people would like to be changed: open proposals first, then decided ones.",
            List.of(),
            ctx ->
                Json.write(
                    ctx, new AllProposals(proposals().all().stream().map(this::shape).toList()))),
        new Route(
            Route.Method.POST,
            "/api/concepts/proposals",
            Route.Access.READ,
            TAG,
            "Proposes a change to the curators, as POST /api/concepts/changes; checked, and not"
                + " made. Names of people do not belong into the comment.",
            List.of(),
            Route.Body.JSON,
            201,
            this::propose),
        Route.get(
            "/api/concepts/proposals/{id}",
            TAG,
            "One proposal.",
            List.of(),
            ctx -> Json.write(ctx, shape(proposal(ctx)))),
        admin(
            Route.Method.POST,
            "/api/concepts/proposals/{id}/decision",
            "Decides: {\"decision\": \"accept\" or \"reject\", \"reason\", \"edits\": others"
                + " instead of the proposed ones}.",
            Route.Body.JSON,
            this::decide),
        admin(
            Route.Method.PATCH,
            "/api/concepts/{id}",
            "Changes a concept. Needs If-Match. " + EDITS,
            Route.Body.JSON,
            this::patch),
        new Route(
            Route.Method.DELETE,
            "/api/concepts/{id}",
            Route.Access.ADMIN,
            TAG,
            "Deprecates a concept; it stays, with what takes its place. Needs If-Match.",
            List.of(Route.text("replacedBy", "Id or IRI of the concept to be used instead.")),
            Route.Body.NONE,
            this::deprecate));
  }

  private static Route admin(
      Route.Method method, String path, String summary, Route.Body body, Route.Handler handler) {
    return new Route(method, path, Route.Access.ADMIN, TAG, summary, List.of(), body, handler);
  }

  record Change(
      int number,
      Instant at,
      String by,
      String summary,
      Optional<String> comment,
      Optional<Integer> undoes,
      Optional<Integer> undoneBy,
      Optional<String> proposal,
      Optional<String> name,
      List<Reference> concepts,
      Optional<List<Difference>> differences,
      Optional<List<String>> created) {}

  record Reference(Optional<String> id, String iri, Optional<String> label) {}

  record Changes(List<Change> changes, int version, Optional<String> next) {}

  record Diff(int from, int to, List<Difference> concepts) {}

  record AllProposals(List<ProposalShape> proposals) {}

  record ProposalShape(
      String id,
      Instant at,
      String by,
      String state,
      Optional<String> comment,
      JsonNode edits,
      Optional<Instant> decided,
      Optional<String> decidedBy,
      Optional<String> reason,
      Optional<Integer> change) {}

  private Rooms.Curating curating() {
    return rooms.curating();
  }

  private Proposals proposals() {
    return curating().proposals();
  }

  /// Names all that clients can change of a concept.
  static String state(Concept concept) {
    return Secrets.hash(concept.toString()).substring(0, 16);
  }

  private void create(Context ctx) {
    var body = Json.read(ctx.bodyInputStream(), "The body");
    if (!body.isObject()) throw CurationRoutes.wrong("", "Must be an object.");
    var edit = EditsJson.create(body, "", WORDS);
    var made = publish(List.of(edit), reason(body, Optional.empty()), true, ctx);
    ctx.status(201).header("Location", "/api/concepts/" + made.created().getFirst());
    Json.write(ctx, shape(made));
  }

  private void change(Context ctx) {
    var body = body(ctx, "seen");
    var seen = body.path("seen");
    if (!seen.isMissingNode() && !seen.isInt())
      throw CurationRoutes.wrong("seen", "Must be the number of a change.");
    var reason = reason(body, Optional.empty());
    var made =
        publish(
            EditsJson.list(body.path("edits"), Optional.empty()),
            seen.isMissingNode() ? reason : knowing(reason, seen.asInt()),
            false,
            ctx);
    ctx.status(201).header("Location", "/api/concepts/changes/" + made.revision().number());
    Json.write(ctx, shape(made));
  }

  private static Reason knowing(Reason reason, int seen) {
    return new Reason(reason.summary(), reason.comment(), reason.proposal(), Optional.of(seen));
  }

  private static JsonNode body(Context ctx, String... more) {
    var known = Stream.concat(Stream.of("edits", "summary", "comment"), Stream.of(more));
    return CurationRoutes.body(ctx, Set.copyOf(known.toList()));
  }

  private static Reason reason(JsonNode body, Optional<String> proposal) {
    for (var name : WORDS)
      if (body.has(name) && !body.path(name).isString())
        throw CurationRoutes.wrong(name, "Must be a text.");
    return new Reason(
        body.path("summary").asString(""),
        body.path("comment").asString(""),
        proposal,
        Optional.empty());
  }

  /// @throws Refusal 422 with every fault, 412 if others changed the same meanwhile
  Publication.Made publish(List<Edit> edits, Reason reason, boolean single, Context ctx) {
    return made(curating().curator().publish(edits, reason, Guard.caller(ctx)), single);
  }

  /// Tells of a change that was made.
  void made(Context ctx, Publication.Made made, int status) {
    ctx.status(status).header("Location", "/api/concepts/changes/" + made.revision().number());
    Json.write(ctx, shape(made));
  }

  private static Publication.Made made(Publication publication, boolean single) {
    return switch (publication) {
      case Publication.Made made -> made;
      case Publication.Refused(var faults) -> throw EditsJson.invalid(faults, single);
      case Publication.Stale _ -> throw Refusal.stale();
    };
  }

  private void patch(Context ctx) {
    int seen = curating().curator().version();
    var concept = found(ctx);
    Etags.require(ctx, state(concept));
    var body = body(ctx);
    var made =
        publish(
            EditsJson.list(body.path("edits"), Optional.of(concept.iri())),
            knowing(reason(body, Optional.empty()), seen),
            false,
            ctx);
    Json.write(ctx, shape(made));
  }

  private void deprecate(Context ctx) {
    int seen = curating().curator().version();
    var concept = found(ctx);
    Etags.require(ctx, state(concept));
    var replacedBy = new Params(ctx).text("replacedBy");
    Json.write(
        ctx,
        shape(
            publish(
                List.of(new Edit.Deprecate(concept.iri(), replacedBy)),
                knowing(Reason.NONE, seen),
                true,
                ctx)));
  }

  private Concept found(Context ctx) {
    var id = ctx.pathParam("id");
    return rooms
        .concepts()
        .get()
        .exactly(id)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'."));
  }

  // History

  private void changes(Context ctx) {
    var params = new Params(ctx);
    int limit = params.number("limit", 10, 1, 100);
    var curator = curating().curator();
    var concept =
        params
            .text("concept")
            .map(id -> rooms.concepts().get().exactly(id).map(Concept::iri).orElse(id));
    int before = params.text("cursor").map(CuratingRoutes::number).orElse(Integer.MAX_VALUE);
    var page =
        concept
            .map(iri -> curator.revisionsOf(iri, before, limit))
            .orElseGet(() -> curator.revisions(before, limit));
    var next =
        page.size() < limit || page.getLast().number() == 1
            ? Optional.<String>empty()
            : Optional.of(Integer.toString(page.getLast().number()));
    next.ifPresent(cursor ->
        ctx.header(
            "Link",
            "<"
                + Address.of("/api/concepts/changes")
                    .with("concept", concept)
                    .with("limit", Integer.toString(limit))
                    .with("cursor", cursor)
                + ">; rel=\"next\""));
    Json.write(
        ctx,
        new Changes(page.stream().map(r -> shape(r, false)).toList(), curator.version(), next));
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}"))
      throw Refusal.badParameter("cursor", "'cursor' is what an answer before gave as 'next'.");
    return Integer.parseInt(text);
  }

  /// The change that the address names.
  Revision revision(Context ctx) {
    return revision(rooms, ctx);
  }

  static Revision revision(Rooms rooms, Context ctx) {
    var n = ctx.pathParam("n");
    return Optional.of(n)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .flatMap(text -> rooms.curating().curator().revision(Integer.parseInt(text)))
        .orElseThrow(() -> Refusal.notFound("There is no change '" + n + "'."));
  }

  private void undo(Context ctx) {
    var revision = revision(ctx);
    var sent = ctx.bodyAsBytes();
    var comment =
        sent.length == 0
            ? ""
            : CurationRoutes.body(new ByteArrayInputStream(sent), Set.of("comment"))
                .path("comment")
                .asString("");
    var made = undo(revision.number(), comment, Guard.caller(ctx));
    ctx.status(201).header("Location", "/api/concepts/changes/" + made.revision().number());
    Json.write(ctx, shape(made));
  }

  /// @throws Refusal 409 saying what stands in its way
  Publication.Made undo(int number, String comment, Caller caller) {
    return switch (curating().curator().undo(number, comment, caller)) {
      case Publication.Made made -> made;
      case Publication.Refused(var faults) -> throw Refusal.conflict(faults.getFirst().detail());
      case Publication.Stale _ -> throw Refusal.stale();
    };
  }

  private void name(Context ctx) {
    var revision = revision(ctx);
    var name = CurationRoutes.body(ctx, Set.of("name")).path("name");
    if (!name.isString()) throw CurationRoutes.wrong("name", "Must be a text.");
    if (name.asString().strip().length() > dev.cairn.ontology.curating.Curator.LONGEST_NAME)
      throw CurationRoutes.wrong(
          "name",
          "Shorten it to %d letters.".formatted(dev.cairn.ontology.curating.Curator.LONGEST_NAME));
    Json.write(
        ctx,
        shape(
            curating().curator().name(revision.number(), name.asString(), Guard.caller(ctx)),
            false));
  }

  private void diff(Context ctx) {
    var params = new Params(ctx);
    var curator = curating().curator();
    int last = curator.version();
    int from = params.number("from", 0, 0, last);
    int to = params.number("to", last, 0, last);
    Json.write(ctx, new Diff(from, to, curator.differences(from, to)));
  }

  private Change shape(Publication.Made made) {
    var change = shape(made.revision(), true);
    return new Change(
        change.number(),
        change.at(),
        change.by(),
        change.summary(),
        change.comment(),
        change.undoes(),
        change.undoneBy(),
        change.proposal(),
        change.name(),
        change.concepts(),
        change.differences(),
        made.created().isEmpty() ? Optional.empty() : Optional.of(made.created()));
  }

  private Change shape(Revision revision, boolean whole) {
    var view = rooms.concepts().get();
    int number = revision.number();
    return new Change(
        number,
        revision.at(),
        revision.by(),
        revision.summary(),
        Optional.of(revision.comment()).filter(text -> !text.isEmpty()),
        revision.undoes(),
        revision.undoneBy(),
        revision.proposal(),
        revision.name(),
        revision.concepts().stream().map(iri -> reference(iri, view)).toList(),
        whole
            ? Optional.of(curating().curator().differences(number - 1, number))
            : Optional.empty(),
        Optional.empty());
  }

  private static Reference reference(String iri, ConceptView view) {
    var concept = view.byIri(iri);
    return new Reference(concept.map(Concept::id), iri, concept.map(Concept::label));
  }

  // Proposals

  private void propose(Context ctx) {
    Guard.requireOwnPage(ctx);
    var body = body(ctx);
    var proposal = propose(body.path("edits"), body.path("comment").asString(""), ctx);
    ctx.status(201).header("Location", "/api/concepts/proposals/" + proposal.id());
    Json.write(ctx, shape(proposal));
  }

  /// @throws Refusal 422 with every fault, 429 where too many were made
  Proposal propose(JsonNode edits, String comment, Context ctx) {
    if (curating().curator().draft(EditsJson.list(edits, Optional.empty()))
        instanceof Drafted.Refused(var faults)) throw EditsJson.invalid(faults, false);
    return switch (proposals().propose(Json.text(edits), comment, Guard.caller(ctx))) {
      case Proposals.Answer.Kept(var proposal) -> proposal;
      case Proposals.Answer.Refused(var field, var detail) ->
          throw field.isEmpty()
              ? Refusal.of(429, "Too many proposals", detail)
              : CurationRoutes.wrong(field, detail);
    };
  }

  /// The proposal that the address names.
  Proposal proposal(Context ctx) {
    var id = ctx.pathParam("id");
    return proposals()
        .find(id)
        .orElseThrow(() -> Refusal.notFound("There is no proposal '" + id + "'."));
  }

  private void decide(Context ctx) {
    var proposal = proposal(ctx);
    var body = CurationRoutes.body(ctx, Set.of("decision", "reason", "edits"));
    var reason = body.path("reason").asString("");
    switch (body.path("decision").asString("")) {
      case "accept" ->
          accept(proposal, body.has("edits") ? body.path("edits") : edits(proposal), reason, ctx);
      case "reject" -> reject(proposal, reason, ctx);
      default -> throw CurationRoutes.wrong("decision", "Must be 'accept' or 'reject'.");
    }
    Json.write(ctx, shape(proposal(ctx)));
  }

  /// @throws Refusal 409 if it is decided already, 422 if it can no longer be made
  void accept(Proposal proposal, JsonNode edits, String comment, Context ctx) {
    requireOpen(proposal);
    publish(
        EditsJson.list(edits, Optional.empty()),
        new Reason(
            "",
            Stream.of(proposal.comment(), comment)
                .filter(text -> !text.isBlank())
                .reduce((a, b) -> a + " / " + b)
                .orElse(""),
            Optional.of(proposal.id()),
            Optional.empty()),
        false,
        ctx);
  }

  /// @throws Refusal 409 if it is decided already, 422 without a reason
  void reject(Proposal proposal, String reason, Context ctx) {
    requireOpen(proposal);
    if (reason.isBlank() || reason.strip().length() > Proposals.LONGEST_REASON)
      throw CurationRoutes.wrong(
          "reason",
          "Say why, in at most %,d letters, so that whoever proposed it can learn from it."
              .formatted(Proposals.LONGEST_REASON));
    if (proposals().reject(proposal.id(), reason, Guard.caller(ctx)).isEmpty())
      throw Refusal.conflict("This proposal is decided already.");
  }

  /// @throws Refusal 404 if there is no such proposal, 409 if it is decided already
  void requireOpen(String id) {
    requireOpen(
        proposals()
            .find(id)
            .orElseThrow(() -> Refusal.notFound("There is no proposal '" + id + "'.")));
  }

  private static void requireOpen(Proposal proposal) {
    if (proposal.state() != Proposal.State.OPEN)
      throw Refusal.conflict("This proposal is decided already.");
  }

  /// The edits of a proposal.
  static JsonNode edits(Proposal proposal) {
    return Json.MAPPER.readTree(proposal.edits());
  }

  private ProposalShape shape(Proposal proposal) {
    return new ProposalShape(
        proposal.id(),
        proposal.at(),
        proposal.by(),
        Params.code(proposal.state()),
        Optional.of(proposal.comment()).filter(text -> !text.isEmpty()),
        edits(proposal),
        proposal.decided(),
        proposal.decidedBy(),
        Optional.of(proposal.reason()).filter(text -> !text.isEmpty()),
        proposal.change());
  }
}
