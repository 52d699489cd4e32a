package dev.cairn.server.http;

import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.tagging.JudgedLabel;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// What curators say of items and concepts: this is about it, this is not. And what that tells of
/// the names by which they were linked.
final class JudgementRoutes {
  private static final String TAG = "Judging links";
  private static final int LONGEST_LABEL = 200;

  private final Rooms rooms;
  private final Items items;

  JudgementRoutes(Rooms rooms) {
    this.rooms = rooms;
    this.items = new Items(rooms);
  }

  List<Route> routes() {
    return List.of(
        new Route(
            Route.Method.PUT,
            "/api/items/{id}/concepts/{concept}",
            Route.Access.ADMIN,
            TAG,
            "Says whether an item is about a concept: {\"judgement\": \"confirmed\" or"
                + " \"rejected\", \"label\": the name by which it was found; unless it is said, the"
                + " names by which the item mentions it}. A confirmed one is a tag of the item, a"
                + " rejected one is none, whatever its text says, until it is taken back. Needs"
                + " If-Match with the ETag of the document or lesson, and answers with that.",
            List.of(),
            Route.Body.JSON,
            this::put),
        new Route(
            Route.Method.DELETE,
            "/api/items/{id}/concepts/{concept}",
            Route.Access.ADMIN,
            TAG,
            "Takes back what was said of an item and a concept. Needs If-Match with the ETag of the"
                + " document or lesson, and answers with that.",
            List.of(),
            Route.Body.NONE,
            this::delete),
        Route.get(
                "/api/concepts/judgements",
                TAG,
                "What was said of items and concepts, newest first, and for every name how often it"
                    + " was right. A name is doubtful where at least three links by it were"
                    + " rejected, and surely (95 %) more than half of those that were judged.",
                List.of(
                    Route.text("concept", "Only of this concept, by id or IRI."),
                    Route.integer("limit", "1 to 100, 10 unless said."),
                    Route.text("cursor", "Where the page before ended.")),
                this::list)
            .admin(),
        Route.get(
                "/api/concepts/judgements.csv",
                TAG,
                "The same as a table, all of it: item, kind, title, content (SHA-256 of the newest"
                    + " version), concept, iri, judgement, labels, at, by.",
                List.of(Route.text("concept", "Only of this concept, by id or IRI.")),
                this::table)
            .admin());
  }

  /// @param confirmed how many in all
  /// @param rejected likewise
  record All(
      long confirmed,
      long rejected,
      List<OfLabel> labels,
      List<One> judgements,
      Optional<String> next) {}

  /// @param precision 0..1, share of its judged links that were confirmed
  /// @param rejectedAtLeast 0..1, share of them that is surely rejected
  /// @param counts `always`, `inContext` (only near a neighbouring concept), or `never` where it is
  ///   no name of the concept any more
  /// @param rejectedIn addresses of items
  record OfLabel(
      ConceptName concept,
      String label,
      int confirmed,
      int rejected,
      double precision,
      double rejectedAtLeast,
      boolean doubtful,
      String counts,
      List<String> rejectedIn) {}

  record ConceptName(Optional<String> id, String iri, Optional<String> label) {}

  record One(
      ItemName item,
      ConceptName concept,
      String judgement,
      List<String> labels,
      Instant at,
      String by) {}

  record ItemName(String id, String kind, String title, String url) {}

  /// One judgement with its item.
  record Judged(Item item, Judgement judgement) {}

  /// What was said, newest first, as far as who asks may see the items.
  ///
  /// @param iri of the only concept that is wanted
  List<Judged> judged(Optional<String> iri, Context ctx) {
    return rooms.catalogue().judged(Guard.caller(ctx)).stream()
        .flatMap(item -> item.judgements().stream().map(it -> new Judged(item, it)))
        .filter(it -> iri.isEmpty() || it.judgement().concept().equals(iri.get()))
        .sorted(
            Comparator.comparing((Judged it) -> it.judgement().when())
                .reversed()
                .thenComparing(it -> it.item().id().value())
                .thenComparing(it -> it.judgement().concept()))
        .toList();
  }

  /// The names that were judged, the most doubtful first.
  List<JudgedLabel> labels(Optional<String> iri, Context ctx) {
    return JudgedLabel.of(rooms.catalogue().judged(Guard.caller(ctx))).stream()
        .filter(it -> iri.isEmpty() || it.concept().equals(iri.get()))
        .toList();
  }

  private void put(Context ctx) {
    var body = CurationRoutes.body(ctx, Set.of("judgement", "label"));
    var verdict =
        Verdict.fromCode(body.path("judgement").asString(""))
            .orElseThrow(
                () -> CurationRoutes.wrong("judgement", "Must be 'confirmed' or 'rejected'."));
    var concept =
        rooms
            .concepts()
            .get()
            .exactly(ctx.pathParam("concept"))
            .orElseThrow(
                () -> Refusal.notFound("There is no concept '" + ctx.pathParam("concept") + "'."));
    var item = items.find(ctx);
    Etags.require(ctx, Etags.state(item));
    items.write(
        ctx,
        judge(
            item,
            new Said(concept.iri(), Optional.of(verdict), label(body)),
            now -> Etags.require(ctx, Etags.state(now)),
            ctx));
  }

  private static List<String> label(JsonNode body) {
    var label = body.path("label");
    if (label.isMissingNode()) return List.of();
    var text = label.isString() ? label.asString().strip() : "";
    if (text.isEmpty() || text.length() > LONGEST_LABEL)
      throw CurationRoutes.wrong(
          "label", "Must be a text of 1 to " + LONGEST_LABEL + " characters.");
    return List.of(text);
  }

  private void delete(Context ctx) {
    var item = items.find(ctx);
    Etags.require(ctx, Etags.state(item));
    var name = ctx.pathParam("concept");
    var iri = rooms.concepts().get().exactly(name).map(Concept::iri).orElse(name);
    if (item.judgements().stream().noneMatch(it -> it.concept().equals(iri)))
      throw Refusal.notFound("Nothing was said of this item and '" + name + "'.");
    items.write(
        ctx,
        judge(
            item,
            new Said(iri, Optional.empty(), List.of()),
            now -> Etags.require(ctx, Etags.state(now)),
            ctx));
  }

  /// @throws Refusal 404 if it was destroyed meanwhile
  Item judge(Item item, Said said, Consumer<Item> check, Context ctx) {
    return rooms
        .ingest()
        .judge(item.id(), said, check, Guard.caller(ctx))
        .orElseThrow(() -> Refusal.notFound("The item was destroyed meanwhile."));
  }

  /// The IRI that the parameter `concept` means.
  Optional<String> wanted(Context ctx) {
    return new Params(ctx)
        .text("concept")
        .map(name ->
            rooms
                .concepts()
                .get()
                .exactly(name)
                .map(Concept::iri)
                .orElseThrow(
                    () -> Refusal.badParameter("concept", "There is no concept '" + name + "'.")));
  }

  private void list(Context ctx) {
    var params = new Params(ctx);
    int limit = params.number("limit", 10, 1, 100);
    int offset = Links.offset(params);
    var iri = wanted(ctx);
    var view = rooms.concepts().get();
    var all = judged(iri, ctx);
    int from = Math.min(offset, all.size());
    int to = Math.min(from + limit, all.size());
    var next = to < all.size() ? Optional.of(Links.cursor(to)) : Optional.<String>empty();
    next.ifPresent(cursor -> Links.next(ctx, cursor));
    long confirmed =
        all.stream().filter(it -> it.judgement().verdict() == Verdict.CONFIRMED).count();
    Json.write(
        ctx,
        new All(
            confirmed,
            all.size() - confirmed,
            labels(iri, ctx).stream().map(it -> shape(it, view)).toList(),
            all.subList(from, to).stream().map(it -> shape(it, view)).toList(),
            next));
  }

  private static OfLabel shape(JudgedLabel label, ConceptView view) {
    return new OfLabel(
        name(label.concept(), view),
        label.label(),
        label.confirmed().size(),
        label.rejected().size(),
        label.precision(),
        label.rejectedAtLeast(),
        label.doubtful(),
        Params.code(ContextLabel.counts(label, view)),
        label.rejected().stream().map(ItemAnswer::url).toList());
  }

  private static ConceptName name(String iri, ConceptView view) {
    var concept = view.byIri(iri);
    return new ConceptName(concept.map(Concept::id), iri, concept.map(Concept::label));
  }

  private static One shape(Judged one, ConceptView view) {
    var item = one.item();
    return new One(
        new ItemName(item.id().value(), item.kind().code(), item.title(), ItemAnswer.url(item)),
        name(one.judgement().concept(), view),
        one.judgement().verdict().code(),
        one.judgement().labels(),
        one.judgement().when(),
        one.judgement().by());
  }

  private void table(Context ctx) throws IOException {
    var view = rooms.concepts().get();
    var all = judged(wanted(ctx), ctx);
    ctx.contentType("text/csv; charset=utf-8; header=present");
    ctx.header("Content-Disposition", "attachment; filename=\"judgements.csv\"");
    ctx.header("Cache-Control", "private, no-cache");
    var out =
        new BufferedWriter(new OutputStreamWriter(ctx.outputStream(), StandardCharsets.UTF_8));
    OutcomesCsv.line(
        out,
        "item",
        "kind",
        "title",
        "content",
        "concept",
        "iri",
        "judgement",
        "labels",
        "at",
        "by");
    for (var one : all) {
      var item = one.item();
      var said = one.judgement();
      OutcomesCsv.line(
          out,
          item.id().value(),
          item.kind().code(),
          item.title(),
          item.version().content().hex(),
          view.byIri(said.concept()).map(Concept::id).orElse(""),
          said.concept(),
          said.verdict().code(),
          String.join("; ", said.labels()),
          said.when().toString(),
          said.by());
    }
    out.flush();
  }
}
