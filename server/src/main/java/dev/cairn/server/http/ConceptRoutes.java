package dev.cairn.server.http;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Surroundings;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The concept graph.
final class ConceptRoutes {
  private final Rooms rooms;
  private final WholeTree whole = new WholeTree();

  ConceptRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/concepts",
            "Concepts",
            "The tree of concepts with counts of items; with 'iri' the one concept of that name."
                + " Where nothing but a circle of broader ones is above concepts, one of them"
                + " stands among the roots as 'inCircle'.",
            List.of(
                Route.text("scheme", "IRI of a scheme; all unless named."),
                Route.text("root", "Id or IRI of the concept to begin at."),
                Route.integer("depth", "Levels below the roots, 0 to 12, 12 unless said."),
                Route.text("iri", "Full name of one concept.")),
            this::tree),
        Route.get(
            "/api/concepts/{id}",
            "Concepts",
            "One concept with its names, notes, relations and counts.",
            List.of(),
            this::one),
        Route.get(
            "/api/concepts/{id}/graph",
            "Concepts",
            "The concepts around one, as nodes and edges for drawing.",
            List.of(
                Route.integer("depth", "Links from the centre, 0 to 4, 1 unless said."),
                Route.integer("limit", "Most nodes, 1 to 500, 60 unless said."),
                Route.choice(
                    "relation",
                    true,
                    Arrays.stream(Relation.values()).map(Relation::code).toList(),
                    "Kind of relation that is followed, in either direction; all unless named."),
                Route.text("scheme", "IRI of the only scheme that is shown.")),
            this::graph));
  }

  record Label(String kind, String text, Optional<String> language) {}

  record Note(String kind, String text) {}

  record Link(String relation, String words, String id, String label) {}

  /// @param id of a concept that is here
  /// @param vocabulary id of the vocabulary it belongs to
  record Mapping(
      String property,
      String iri,
      Optional<String> id,
      Optional<String> label,
      Optional<String> vocabulary) {}

  record GroupOf(String label, boolean ordered, List<Reference> members) {}

  record Reference(String id, String label) {}

  record One(
      String id,
      String iri,
      String scheme,
      String label,
      List<Label> labels,
      Optional<String> definition,
      List<Note> notes,
      List<Reference> broader,
      List<Reference> narrower,
      List<Reference> related,
      List<Link> relations,
      List<GroupOf> groups,
      List<Mapping> mappings,
      List<String> sources,
      Optional<Boolean> deprecated,
      Optional<String> replacedBy,
      long items) {}

  /// @param leftOut concepts within the depth that found no room
  record Drawing(List<Node> nodes, List<Edge> edges, boolean truncated, int leftOut) {}

  /// @param left neighbours of it that are not among the nodes
  record Node(String id, String label, int distance, long items, int left) {}

  record Edge(String source, String target, String relation, String words) {}

  private void tree(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var iri = params.text("iri");
    if (iri.isPresent()) {
      var concept =
          view.byIri(iri.get())
              .orElseThrow(() -> Refusal.notFound("There is no concept '" + iri.get() + "'."));
      Etags.write(ctx, CuratingRoutes.state(concept), one(concept, view, ctx));
      return;
    }
    var counts = rooms.searcher().conceptCounts(Guard.caller(ctx));
    var wish =
        new WholeTree.Wish(
            params.number("depth", 12, 0, 12),
            params.text("scheme"),
            params.text("root").map(root -> find(view, root).id()));
    whole.write(ctx, view, counts, wish);
  }

  private void one(Context ctx) {
    var view = rooms.concepts().get();
    var id = ctx.pathParam("id");
    var concept =
        view.exactly(id).orElseThrow(() -> Refusal.notFound("There is no concept '" + id + "'."));
    Etags.write(ctx, CuratingRoutes.state(concept), one(concept, view, ctx));
  }

  private One one(Concept concept, ConceptView view, Context ctx) {
    var counts = rooms.searcher().conceptCounts(Guard.caller(ctx));
    return new One(
        concept.id(),
        concept.iri(),
        concept.scheme(),
        concept.label(),
        concept.labels().stream()
            .map(l ->
                new Label(
                    Params.code(l.kind()),
                    l.text(),
                    Optional.of(l.language()).filter(tag -> !tag.isEmpty())))
            .toList(),
        concept.definition(),
        concept.notes().stream().map(n -> new Note(Params.code(n.kind()), n.text())).toList(),
        references(concept.broader(), view),
        references(concept.narrower(), view),
        references(concept.related(), view),
        concept.links().stream()
            .flatMap(link ->
                view.byId(link.target()).stream()
                    .map(other ->
                        new Link(
                            link.relation().code(),
                            link.relation().words(),
                            other.id(),
                            other.label())))
            .toList(),
        view.groups().stream()
            .filter(g -> g.members().contains(concept.id()))
            .map(g -> new GroupOf(g.label(), g.ordered(), references(g.members(), view)))
            .toList(),
        concept.mappings().stream().map(m -> mapping(m, view)).toList(),
        concept.sources(),
        Optional.of(concept.deprecated()).filter(gone -> gone),
        concept.replacedBy(),
        counts.getOrDefault(concept.id(), 0L));
  }

  private Mapping mapping(Concept.Mapping mapping, ConceptView view) {
    var other = view.byIri(mapping.iri());
    return new Mapping(
        mapping.property(),
        mapping.iri(),
        other.map(Concept::id),
        other.map(Concept::label),
        other.map(rooms.imported().shelf()::home));
  }

  private static List<Reference> references(List<String> ids, ConceptView view) {
    var labels = new LinkedHashMap<String, String>();
    for (var id : ids) view.byId(id).ifPresent(c -> labels.put(id, c.label()));
    return labels.entrySet().stream().map(e -> new Reference(e.getKey(), e.getValue())).toList();
  }

  private void graph(Context ctx) {
    var params = new Params(ctx);
    var view = rooms.concepts().get();
    var centre = find(view, ctx.pathParam("id"));
    var counts = rooms.searcher().conceptCounts(Guard.caller(ctx));
    var picture =
        Surroundings.of(
            view,
            id -> counts.getOrDefault(id, 0L),
            Surroundings.Wish.around(
                    centre.id(),
                    params.number("depth", 1, 0, 4),
                    params.number("limit", 60, 1, 500))
                .only(
                    Set.copyOf(params.choices("relation", Relation.class)),
                    params.text("scheme").filter(iri -> !iri.isBlank())));
    Json.write(
        ctx,
        new Drawing(
            picture.places().stream()
                .map(p -> {
                  var id = p.concept().id();
                  return new Node(
                      id,
                      p.concept().label(),
                      p.distance(),
                      counts.getOrDefault(id, 0L),
                      picture.left().getOrDefault(id, 0));
                })
                .toList(),
            picture.edges().stream()
                .map(e ->
                    new Edge(e.source(), e.target(), e.relation().code(), e.relation().words()))
                .toList(),
            picture.leftOut() > 0,
            picture.leftOut()));
  }

  private static Concept find(ConceptView view, String idOrIri) {
    return view.find(idOrIri)
        .orElseThrow(() -> Refusal.notFound("There is no concept '" + idOrIri + "'."));
  }
}
