package dev.cairn.server.http;

import dev.cairn.indexer.search.Comparison;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.Paths;
import dev.cairn.server.pages.ComparePages;
import dev.cairn.server.pages.Meant;
import dev.cairn.server.pages.Pages;
import dev.cairn.server.pages.SideBySide;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two concepts: the way from one to the other in words, and both side by side.
final class CompareRoutes {
  private final Rooms rooms;

  CompareRoutes(Rooms rooms) {
    this.rooms = rooms;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/api/concepts/path",
            "Concepts",
            "The shortest meaningful path from one concept to another, in words, and a second one"
                + " where it is nearly as good.",
            List.of(
                Route.text("from", "Id, IRI or name of the concept where it begins."),
                Route.text("to", "Id, IRI or name of the concept where it ends.")),
            this::path),
        Route.get(
            "/api/concepts/compare",
            "Concepts",
            "What two concepts share and where they differ: definitions, neighbours, path, items,"
                + " and the words that tell their passages apart.",
            List.of(
                Route.text("a", "Id, IRI or name of the one."),
                Route.text("b", "Id, IRI or name of the other.")),
            this::compare));
  }

  void addTo(RoutesConfig routes, Pages pages) {
    // `a`, `b`: name, id or IRI of a concept; none for the form alone.
    routes.get(
        "/concepts/compare",
        ctx -> {
          var params = new Params(ctx);
          var view = rooms.concepts().get();
          var page =
              ComparePages.of(
                  params.text("a").orElse(""),
                  params.text("b").orElse(""),
                  view,
                  rooms.searcher().conceptCounts(Guard.caller(ctx)),
                  (a, b) -> compared(a, b, ctx),
                  Viewers.of(ctx, rooms.clock()));
          Viewers.show(ctx, pages.compare(page));
        });
    // The page that compares shows the path, too.
    routes.get(
        "/concepts/path",
        ctx -> {
          var params = new Params(ctx);
          ctx.redirect(
              ComparePages.address(params.text("from").orElse(""), params.text("to").orElse(""))
                  + "#path");
        });
  }

  record Reference(String id, String label) {}

  record StepShape(Reference from, String relation, String words, Reference to) {}

  /// @param words the whole path as a sentence
  record PathShape(List<StepShape> steps, double cost, String words) {}

  /// @param path absent where no path leads from one to the other
  record PathAnswer(
      Reference from, Reference to, Optional<PathShape> path, List<PathShape> alternatives) {}

  record SideShape(
      String id, String label, Optional<String> definition, List<String> sources, long items) {}

  record NeighbourShape(Reference concept, String relationOfA, String relationOfB) {}

  record LinkShape(String relation, String words, Reference concept) {}

  record GroupShape(String label, boolean ordered) {}

  record PartShape(long lessons, long documents, List<ItemShape> first, String url) {}

  record ItemShape(String id, String kind, String title, String url) {}

  record Compared(
      SideShape a,
      SideShape b,
      List<NeighbourShape> sharedNeighbours,
      List<LinkShape> onlyA,
      List<LinkShape> onlyB,
      List<GroupShape> sharedGroups,
      PathAnswer path,
      List<Comparison.Word> wordsOfA,
      List<Comparison.Word> wordsOfB,
      PartShape itemsOnlyA,
      PartShape itemsOfBoth,
      PartShape itemsOnlyB) {}

  private void path(Context ctx) {
    var view = rooms.concepts().get();
    Json.write(ctx, path(wanted(ctx, "from", view), wanted(ctx, "to", view), view));
  }

  private void compare(Context ctx) {
    var view = rooms.concepts().get();
    var a = wanted(ctx, "a", view);
    var b = wanted(ctx, "b", view);
    if (a.id().equals(b.id()))
      throw Refusal.badParameter("b", "'a' and 'b' are the same concept; name two.");
    var counts = rooms.searcher().conceptCounts(Guard.caller(ctx));
    var sides = SideBySide.of(a, b, view);
    var compared = compared(a, b, ctx);
    Json.write(
        ctx,
        new Compared(
            side(a, counts.getOrDefault(a.id(), 0L)),
            side(b, counts.getOrDefault(b.id(), 0L)),
            sides.shared().stream()
                .map(
                    s -> new NeighbourShape(reference(s.concept()), s.ofA().code(), s.ofB().code()))
                .toList(),
            links(sides.onlyA()),
            links(sides.onlyB()),
            sides.groups().stream().map(g -> new GroupShape(g.label(), g.ordered())).toList(),
            path(a, b, view),
            compared.wordsOfA(),
            compared.wordsOfB(),
            part(compared.onlyA()),
            part(compared.both()),
            part(compared.onlyB())));
  }

  private Comparison.Compared compared(Concept a, Concept b, Context ctx) {
    return rooms.helping().knowing().comparison().of(a, b, Guard.caller(ctx));
  }

  private static Concept wanted(Context ctx, String name, ConceptView view) {
    var given =
        new Params(ctx)
            .text(name)
            .filter(v -> !v.isBlank())
            .orElseThrow(() ->
                Refusal.badParameter(
                    name, "'" + name + "' must be the id, IRI or name of a concept."));
    var meant = Meant.by(given, view);
    if (meant.named()) return meant.concept().orElseThrow();
    // A program that is given another concept than it named would not notice.
    var others = Stream.concat(meant.concept().stream(), meant.others().stream()).toList();
    throw Refusal.notFound(
        "No concept is called '%s'%s"
            .formatted(
                meant.typed(),
                others.isEmpty()
                    ? "."
                    : "; did you mean "
                        + others.stream()
                            .map(c -> "'%s' (%s)".formatted(c.label(), c.id()))
                            .collect(Collectors.joining(", "))
                        + "?"));
  }

  private static SideShape side(Concept concept, long items) {
    return new SideShape(
        concept.id(), concept.label(), concept.definition(), concept.sources(), items);
  }

  private static Reference reference(Concept concept) {
    return new Reference(concept.id(), concept.label());
  }

  private static List<LinkShape> links(List<SideBySide.Neighbour> neighbours) {
    return neighbours.stream()
        .map(n -> new LinkShape(n.relation().code(), n.relation().words(), reference(n.concept())))
        .toList();
  }

  private static PartShape part(Comparison.Part part) {
    return new PartShape(
        part.lessons(),
        part.documents(),
        part.first().stream()
            .map(h ->
                new ItemShape(
                    h.id(), Params.code(h.kind()), h.title(), SearchAnswer.url(h.kind(), h.id())))
            .toList(),
        ComparePages.search(part));
  }

  private static PathAnswer path(Concept from, Concept to, ConceptView view) {
    var paths = Paths.between(view, from.id(), to.id());
    var shapes = paths.stream().map(p -> shape(p, from, view)).toList();
    return new PathAnswer(
        reference(from),
        reference(to),
        shapes.stream().findFirst(),
        shapes.stream().skip(1).toList());
  }

  private static PathShape shape(Paths.Path path, Concept from, ConceptView view) {
    var steps =
        path.steps().stream()
            .map(s ->
                new StepShape(
                    reference(s.from(), view),
                    s.relation().code(),
                    s.relation().words(),
                    reference(s.to(), view)))
            .toList();
    return new PathShape(steps, path.cost(), sentence(from, steps));
  }

  private static Reference reference(String id, ConceptView view) {
    return new Reference(id, view.byId(id).map(Concept::label).orElse(id));
  }

  private static String sentence(Concept from, List<StepShape> steps) {
    if (steps.isEmpty()) return from.label() + " is the same concept.";
    var words = new StringBuilder(from.label());
    for (int i = 0; i < steps.size(); i++)
      words
          .append(i == 0 ? " " : ", which ")
          .append(steps.get(i).words())
          .append(' ')
          .append(steps.get(i).to().label());
    return words.append('.').toString();
  }
}
