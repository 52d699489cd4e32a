package dev.cairn.server.http;

import dev.cairn.indexer.mapping.Mappings;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.curating.Curator.Reason;
import dev.cairn.ontology.curating.Edit;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.matching.Suggestion;
import dev.cairn.server.pages.BuiltInScheme;
import dev.cairn.server.pages.MappingWords;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Mappings between concepts of different vocabularies: suggested, confirmed, rejected.
final class MappingRoutes {
  private static final String TAG = "Mappings";
  private static final String PATH = "/api/mappings";
  private static final int MOST_TOGETHER = 200;

  private final Rooms rooms;
  private final Works works;
  private final CuratingRoutes curating;

  MappingRoutes(Rooms rooms, Works works, CuratingRoutes curating) {
    this.rooms = rooms;
    this.works = works;
    this.curating = curating;
  }

  List<Route> routes() {
    var property =
        Route.choice(
            "property",
            true,
            Stream.of(Match.values()).map(Match::code).toList(),
            "Only mappings of this kind, seen from the first concept.");
    var vocabulary =
        Route.texts(
            "vocabulary",
            "Id as /api/vocabularies tells; given twice, only between these two. 'built-in' is the"
                + " scheme that comes with the program.");
    var limit = Route.integer("limit", "1 to 100, 10 unless said.");
    var cursor = Route.text("cursor", "Where the page before ended.");
    return List.of(
        Route.get(
                PATH + "/suggestions",
                TAG,
                "Mappings that may be confirmed, surest first, each with why: which names agree,"
                    + " which neighbours, how near by meaning. What was confirmed or rejected is"
                    + " not among them. 'lookedAt' is absent before the first look.",
                List.of(
                    vocabulary,
                    property,
                    Route.text("concept", "Only of this concept, by id or IRI."),
                    Route.integer("least", "Least score in hundredths, 0 to 100."),
                    limit,
                    cursor),
                this::suggestions)
            .admin(),
        new Route(
                Route.Method.POST,
                PATH + "/suggestions",
                Route.Access.ADMIN,
                TAG,
                "Looks for suggestions in the background, by names and by meaning. 202 with a work"
                    + " to follow.",
                List.of(),
                Route.Body.NONE,
                ctx -> CareRoutes.accepted(ctx, look()))
            .answering(202),
        Route.get(
            PATH,
            TAG,
            "Mappings that are stated, of concepts that are here.",
            List.of(vocabulary, property, limit, cursor),
            this::stated),
        new Route(
                Route.Method.POST,
                PATH,
                Route.Access.ADMIN,
                TAG,
                "Confirms or adds mappings, all of them or none: {\"mappings\": [{\"concept\","
                    + " \"property\", \"other\"}], \"comment\"}; 'other' may be the IRI of a"
                    + " concept that is not here. They become one change, which can be undone.",
                List.of(),
                Route.Body.JSON,
                this::confirm)
            .answering(201),
        new Route(
            Route.Method.DELETE,
            PATH,
            Route.Access.ADMIN,
            TAG,
            "Takes a mapping away, as a change that can be undone.",
            List.of(
                Route.text("concept", "Id or IRI."),
                Route.text("other", "Id or IRI of what it is mapped to.")),
            Route.Body.NONE,
            this::unmap),
        Route.get(
                PATH + "/rejections",
                TAG,
                "Pairs that are not to be suggested again, the newest first.",
                List.of(limit, cursor),
                this::rejections)
            .admin(),
        new Route(
            Route.Method.POST,
            PATH + "/rejections",
            Route.Access.ADMIN,
            TAG,
            "Keeps that pairs are not to be mapped: {\"pairs\": [{\"concept\", \"other\"}]}.",
            List.of(),
            Route.Body.JSON,
            this::reject),
        new Route(
            Route.Method.DELETE,
            PATH + "/rejections",
            Route.Access.ADMIN,
            TAG,
            "Forgets that a pair was rejected.",
            List.of(Route.text("concept", "Id or IRI."), Route.text("other", "Id or IRI.")),
            Route.Body.NONE,
            204,
            this::takeBack));
  }

  /// @param vocabulary id of it
  record End(
      Optional<String> id,
      String iri,
      Optional<String> label,
      Optional<String> vocabulary,
      Optional<String> definition) {}

  record Name(String text, String kind, Optional<String> language) {
    static Name of(Concept.Label label) {
      return new Name(
          label.text(),
          Params.code(label.kind()),
          Optional.of(label.language()).filter(tag -> !tag.isEmpty()));
    }
  }

  record Names(Name concept, Name other) {}

  /// @param side whether both stand `above`, `below` or `beside`
  /// @param stated whether a mapping of the two is confirmed; else their names agree
  record Neighbours(String concept, String other, Optional<String> side, boolean stated) {}

  /// @param similarity cosine
  /// @param margin by how much they are nearer than each is to its nearest ones there
  /// @param mutual whether each is the nearest to the other
  record Meaning(double similarity, double margin, boolean mutual) {}

  /// @param head name of the one with which the name of the other ends
  /// @param bearers how many concepts of one vocabulary bear the name
  /// @param words the same in sentences
  record Why(
      List<Names> names,
      Optional<String> head,
      int bearers,
      List<Neighbours> around,
      Optional<Meaning> meaning,
      List<String> words) {}

  record SuggestionShape(End concept, String property, End other, double score, Why why) {}

  /// @param outdated whether the vocabularies have changed since the look
  /// @param byMeaning whether the meaning counted
  /// @param work the look that goes on now
  record Suggestions(
      long total,
      List<SuggestionShape> suggestions,
      Optional<Instant> lookedAt,
      boolean outdated,
      boolean byMeaning,
      Optional<String> notice,
      Optional<CareRoutes.WorkAnswer> work,
      Optional<String> next) {}

  record Stated(End concept, String property, End other) {}

  record AllStated(long total, List<Stated> mappings, Optional<String> next) {}

  record Rejected(End concept, End other, Instant at, String by) {}

  record AllRejected(long total, List<Rejected> rejections, Optional<String> next) {}

  /// Titles of vocabularies by id.
  Map<String, String> titles() {
    var titles = new TreeMap<String, String>();
    titles.put(Shelf.BUILT_IN, BuiltInScheme.title(rooms.concepts().get()));
    rooms.imported().shelf().all().forEach(it -> titles.put(it.id(), it.title()));
    return titles;
  }

  Mappings mappings() {
    return rooms.imported().mappings();
  }

  String home(Concept concept) {
    return rooms.imported().shelf().home(concept);
  }

  /// Begins to look for suggestions.
  ///
  /// @throws Refusal 409 while another look goes on, or if there is no second vocabulary
  Works.Work look() {
    if (rooms.imported().shelf().all().isEmpty())
      throw Refusal.conflict("There is only one vocabulary; import another one first.");
    return works.start(
        Works.Kind.MAPPINGS,
        "",
        watcher -> new Works.Result.Looked(mappings().look(watcher).suggestions().size()));
  }

  /// The newest look, whether it goes on or has ended.
  Optional<Works.Work> looking() {
    return works.list().stream().filter(w -> w.kind() == Works.Kind.MAPPINGS).findFirst();
  }

  /// Which suggestions or mappings are wanted.
  ///
  /// @param vocabularies none: any; one: at either end; two: between these
  /// @param least score
  record Wish(
      List<String> vocabularies, Set<Match> matches, Optional<Concept> concept, double least) {
    boolean takes(String home, String otherHome) {
      var homes = Set.of(home, otherHome.equals(home) ? home + "'" : otherHome);
      return homes.containsAll(vocabularies);
    }

    boolean takes(Match match) {
      return matches.isEmpty() || matches.contains(match);
    }
  }

  Wish wish(Params params) {
    var vocabularies = params.texts("vocabulary").stream().distinct().toList();
    var known = rooms.imported().shelf().ids();
    for (var id : vocabularies)
      if (!known.contains(id))
        throw Refusal.badParameter("vocabulary", "There is no vocabulary '" + id + "'.");
    if (vocabularies.size() > 2)
      throw Refusal.badParameter("vocabulary", "'vocabulary' may be given twice at most.");
    var matches = new java.util.HashSet<Match>();
    for (var code : params.texts("property"))
      matches.add(
          Match.of(code)
              .orElseThrow(() ->
                  Refusal.badParameter(
                      "property",
                      "There is no mapping '" + code + "'; there are " + EditsJson.MATCHES + ".")));
    return new Wish(
        vocabularies,
        matches,
        params
            .text("concept")
            .filter(name -> !name.isBlank())
            .map(name -> concept(name, "concept")),
        params.number("least", 0, 0, 100) / 100.0);
  }

  private Concept concept(String name, String parameter) {
    return rooms
        .concepts()
        .get()
        .exactly(name)
        .orElseThrow(() -> Refusal.badParameter(parameter, "There is no concept '" + name + "'."));
  }

  List<Suggestion> wanted(List<Suggestion> all, Wish wish) {
    return all.stream()
        .filter(s -> s.score() >= wish.least() && wish.takes(s.match()))
        .filter(s ->
            wish.concept().isEmpty()
                || s.one().id().equals(wish.concept().get().id())
                || s.other().id().equals(wish.concept().get().id()))
        .filter(s -> wish.vocabularies().isEmpty() || wish.takes(home(s.one()), home(s.other())))
        .toList();
  }

  /// A part of a list, and where the next one begins.
  private record Part<T>(List<T> part, Optional<String> next) {
    static <T> Part<T> of(List<T> all, Params params) {
      int limit = params.number("limit", 10, 1, 100);
      int from = Math.min(all.size(), Links.offset(params));
      int to = Math.min(all.size(), from + limit);
      return new Part<>(
          all.subList(from, to),
          to < all.size() ? Optional.of(Links.cursor(to)) : Optional.empty());
    }

    /// Tells the client where the next part is.
    Part<T> linked(Context ctx) {
      next.ifPresent(cursor -> Links.next(ctx, cursor));
      return this;
    }
  }

  private void suggestions(Context ctx) {
    var params = new Params(ctx);
    var open = mappings().open();
    var wanted = wanted(open.suggestions(), wish(params));
    var part = Part.of(wanted, params).linked(ctx);
    Json.write(
        ctx,
        new Suggestions(
            wanted.size(),
            part.part().stream().map(this::shape).toList(),
            open.at(),
            open.outdated(),
            open.byMeaning(),
            open.notice(),
            looking()
                .filter(work -> work.state() == Works.State.RUNNING)
                .map(CareRoutes.WorkAnswer::of),
            part.next()));
  }

  private SuggestionShape shape(Suggestion it) {
    return new SuggestionShape(
        end(it.one()),
        it.match().code(),
        end(it.other()),
        it.score(),
        new Why(
            it.names().stream()
                .map(name -> new Names(Name.of(name.one()), Name.of(name.other())))
                .toList(),
            it.head(),
            it.bearers(),
            it.around().stream()
                .map(n -> new Neighbours(n.one().id(), n.other().id(), n.side(), n.mapped()))
                .toList(),
            it.near().map(n -> new Meaning(n.similarity(), n.margin(), n.mutual())),
            MappingWords.why(it)));
  }

  private End end(Concept concept) {
    return new End(
        Optional.of(concept.id()),
        concept.iri(),
        Optional.of(concept.label()),
        Optional.of(home(concept)),
        concept.definition());
  }

  private End end(String iri, ConceptView view) {
    return view.byIri(iri)
        .map(this::end)
        .orElseGet(() ->
            new End(Optional.empty(), iri, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /// A mapping that is stated, from the end that comes first.
  record Pair(Concept one, Match match, String other) {}

  /// What is stated of concepts that are here, by the name of the first concept.
  List<Pair> stated(Wish wish) {
    var view = rooms.concepts().get();
    var all = new ArrayList<Pair>();
    var order = rooms.imported().shelf().ids();
    for (var concept : view.all())
      for (var mapping : concept.mappings()) {
        var match = Match.of(mapping.property());
        if (match.isEmpty() || !wish.takes(match.get())) continue;
        var other = view.byIri(mapping.iri());
        if (other.isPresent() && comesAfter(concept, other.get(), order)) continue;
        boolean takes =
            wish.vocabularies().isEmpty()
                || wish.takes(home(concept), other.map(this::home).orElse(""));
        if (takes) all.add(new Pair(concept, match.get(), mapping.iri()));
      }
    all.sort(
        java.util.Comparator.comparing(
                (Pair pair) -> pair.one().label(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(pair -> pair.one().id())
            .thenComparing(Pair::other));
    return all;
  }

  private boolean comesAfter(Concept one, Concept other, List<String> order) {
    int first = order.indexOf(home(one));
    int second = order.indexOf(home(other));
    return first != second ? first > second : one.id().compareTo(other.id()) > 0;
  }

  private void stated(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var all = stated(wish(params));
    var part = Part.of(all, params).linked(ctx);
    Json.write(
        ctx,
        new AllStated(
            all.size(),
            part.part().stream()
                .map(p -> new Stated(end(p.one()), p.match().code(), end(p.other(), view)))
                .toList(),
            part.next()));
  }

  // Deciding

  private void confirm(Context ctx) {
    var body = CurationRoutes.body(ctx, Set.of("mappings", "comment"));
    var edits = new ArrayList<Edit>();
    for (var mapping : list(body, "mappings")) {
      var at = "/mappings/" + edits.size();
      only(mapping, at, Set.of("concept", "property", "other"));
      var code = text(mapping, "property", at);
      edits.add(
          new Edit.Map(
              text(mapping, "concept", at),
              Match.of(code)
                  .orElseThrow(() ->
                      EditsJson.wrong(
                          at + "/property",
                          "There is no mapping '"
                              + code
                              + "'; there are "
                              + EditsJson.MATCHES
                              + ".")),
              text(mapping, "other", at)));
    }
    var made =
        curating.publish(
            edits, Reason.NONE.withComment(body.path("comment").asString("")), false, ctx);
    curating.made(ctx, made, 201);
  }

  /// Makes mappings, all or none.
  ///
  /// @return the number of the change
  /// @throws Refusal 422 with what is wrong
  int confirm(List<Edit> edits, Context ctx) {
    return curating.publish(edits, Reason.NONE, false, ctx).revision().number();
  }

  private static List<JsonNode> list(JsonNode body, String name) {
    var list = body.path(name);
    if (!list.isArray() || list.isEmpty())
      throw CurationRoutes.wrong(name, "Must be a list with something in it.");
    if (list.size() > MOST_TOGETHER)
      throw CurationRoutes.wrong(name, "Decide about %d at once at most.".formatted(MOST_TOGETHER));
    var all = new ArrayList<JsonNode>();
    for (var one : list) all.add(one);
    return all;
  }

  private static void only(JsonNode json, String at, Set<String> known) {
    if (!json.isObject()) throw EditsJson.wrong(at, "Must be an object.");
    for (var name : json.propertyNames())
      if (!known.contains(name))
        throw EditsJson.wrong(at + "/" + name, "There is no field '" + name + "' here.");
  }

  private static String text(JsonNode json, String name, String at) {
    if (!json.path(name).isString()) throw EditsJson.wrong(at + "/" + name, "Must be a text.");
    return json.path(name).asString();
  }

  private void unmap(Context ctx) {
    var params = new Params(ctx);
    var edit = new Edit.Unmap(params.text("concept").orElse(""), params.text("other").orElse(""));
    curating.made(ctx, curating.publish(List.of(edit), Reason.NONE, true, ctx), 200);
  }

  private void reject(Context ctx) {
    var body = CurationRoutes.body(ctx, Set.of("pairs"));
    var pairs = new ArrayList<Rejections.Pair>();
    for (var pair : list(body, "pairs")) {
      var at = "/pairs/" + pairs.size();
      only(pair, at, Set.of("concept", "other"));
      pairs.add(
          new Rejections.Pair(
              iri(text(pair, "concept", at), at + "/concept"),
              iri(text(pair, "other", at), at + "/other")));
    }
    rooms.imported().rejections().reject(pairs, Guard.caller(ctx));
    Json.write(ctx, rejected(new Params(ctx)));
  }

  private String iri(String name, String pointer) {
    return rooms
        .concepts()
        .get()
        .exactly(name)
        .map(Concept::iri)
        .orElseThrow(() -> EditsJson.wrong(pointer, "There is no concept '" + name + "'."));
  }

  private void rejections(Context ctx) {
    var answer = rejected(new Params(ctx));
    answer.next().ifPresent(cursor -> Links.next(ctx, cursor));
    Json.write(ctx, answer);
  }

  private AllRejected rejected(Params params) {
    var view = rooms.concepts().get();
    var all = rooms.imported().rejections().all();
    var part = Part.of(all, params);
    return new AllRejected(
        all.size(),
        part.part().stream()
            .map(r ->
                new Rejected(
                    end(r.pair().one(), view), end(r.pair().other(), view), r.at(), r.by()))
            .toList(),
        part.next());
  }

  private void takeBack(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var one = params.text("concept").orElse("");
    var other = params.text("other").orElse("");
    var pair =
        new Rejections.Pair(
            view.exactly(one).map(Concept::iri).orElse(one),
            view.exactly(other).map(Concept::iri).orElse(other));
    if (rooms.imported().rejections().takeBack(List.of(pair), Guard.caller(ctx)) == 0)
      throw Refusal.notFound("These two were not rejected.");
    ctx.status(204);
  }
}
