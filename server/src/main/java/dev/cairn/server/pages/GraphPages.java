package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the page of the drawing.
public final class GraphPages {
  /// So many of the items that hold both concepts are named.
  private static final int NAMED = 6;

  private GraphPages() {}

  /// A path between two concepts.
  ///
  /// @param ids of all concepts along it, the first is the centre; empty where there is none
  /// @param sentences one for each step
  /// @param target what was meant by where it is to lead; empty where none was asked for
  public record Way(List<String> ids, List<String> sentences, Optional<Meant> target) {
    public Way {
      ids = List.copyOf(ids);
      sentences = List.copyOf(sentences);
    }
  }

  /// The question for items that hold both ends of a line.
  public static SearchRequest both(List<String> ends) {
    return SearchRequest.of("")
        .withConcepts(List.of(ends.getFirst()), false)
        .alsoAbout(List.of(ends.getLast()))
        .withLimit(NAMED);
  }

  /// @param both answer to {@link #both} where a line is looked at
  public static GraphPage of(
      GraphWish wish,
      Way way,
      Optional<Answer> both,
      ConceptView view,
      Map<String, Long> counts,
      Viewer viewer) {
    var graph = GraphView.large(wish, way.ids(), view, counts);
    var title = wish.centre().map(c -> "Around " + c.label()).orElse("The concepts at the top");
    var tree = new Tree(view, counts);
    return new GraphPage(
        Page.of(viewer, title, Page.Section.CONCEPTS)
            .with(List.of("search", "concepts", "graph"), List.of("tree.js", "graph/graph.js")),
        TreePane.of(
            wish.centre().map(c -> tree.openedAt(c.id())).orElseGet(tree::closed),
            "",
            TreePages.total(view),
            wish.centre(),
            TreePane.Large.GRAPH),
        crumbs(wish, tree),
        graph,
        controls(wish, way, view),
        new Address(wish.path() + ".svg", wish.address().choices(), "").toString(),
        panel(wish, way, both, graph, view));
  }

  /// The drawing alone.
  public static GraphView drawing(
      GraphWish wish, Way way, ConceptView view, Map<String, Long> counts) {
    return GraphView.large(wish, way.ids(), view, counts);
  }

  private static List<Choice> crumbs(GraphWish wish, Tree tree) {
    var crumbs = new ArrayList<Choice>();
    crumbs.add(Choice.of("Concepts", "/concepts"));
    wish.centre()
        .ifPresent(centre -> {
          for (var above : tree.path(centre.id()))
            crumbs.add(Choice.of(above.label(), wish.addressAround(above.id())));
          crumbs.add(Choice.of(centre.label(), Cards.href(centre.id())));
        });
    return crumbs;
  }

  /// How far a drawing may look; `href` holds the value of the address.
  ///
  /// @param chosen 0 for all that there is
  static List<Choice> depths(int chosen) {
    var depths = new ArrayList<Choice>();
    for (int depth = 1; depth <= GraphWish.DEEPEST; depth++)
      depths.add(
          new Choice(
              depth == 1 ? "One step" : depth == 2 ? "Two steps" : "Three steps",
              "" + depth,
              "",
              depth == chosen));
    depths.add(new Choice("All below", "all", "", chosen == 0));
    return depths;
  }

  /// The map alone.
  public static GraphMap map(
      GraphMap.Wish wish, GraphMap.Plan plan, ConceptView view, Map<String, Long> counts) {
    return GraphMap.of(wish, plan, view, counts);
  }

  private static GraphPage.Controls controls(GraphWish wish, Way way, ConceptView view) {
    var schemes = Tree.schemes(view, wish.scheme());
    return new GraphPage.Controls(
        wish.path(),
        depths(wish.depth()),
        Arrays.stream(GraphFamily.values())
            .map(f ->
                new GraphPage.Check(f, wish.families().isEmpty() || wish.families().contains(f)))
            .toList(),
        schemes,
        wish.opened(),
        wish.chosen(),
        way.target()
            .map(meant -> meant.concept().map(Concept::label).orElse(meant.typed()))
            .orElse(""),
        way.target().map(Meant::said).orElse(""),
        way.target().stream()
            .flatMap(meant -> meant.others().stream())
            .map(other -> Choice.of(other.label(), wish.withPathTo(other.id()).address()))
            .toList(),
        wish.centre().isPresent());
  }

  private static String label(String id, ConceptView view) {
    return id.isEmpty() ? "" : view.byId(id).map(Concept::label).orElse(id);
  }

  private static GraphPage.Panel panel(
      GraphWish wish, Way way, Optional<Answer> both, GraphView graph, ConceptView view) {
    if (wish.link().size() == 2) return link(wish, both, graph, view);
    if (!wish.chosen().isEmpty() && view.byId(wish.chosen()).isPresent())
      return one(wish, graph, view.byId(wish.chosen()).get());
    var to = way.target().flatMap(Meant::concept);
    if (to.isPresent()) return path(wish, way, to.get());
    return wish.centre().map(c -> one(wish, graph, c)).orElseGet(GraphPage.Panel::none);
  }

  private static GraphPage.Panel link(
      GraphWish wish, Optional<Answer> both, GraphView graph, ConceptView view) {
    var from = wish.link().getFirst();
    var to = wish.link().getLast();
    long total = both.map(Answer::total).orElse(0L);
    var all = Address.of("/search").with("concept", from).with("also", to).toString();
    return new GraphPage.Panel(
        label(from, view) + " and " + label(to, view),
        "",
        "",
        graph.edges().stream()
            .filter(e ->
                List.of(from, to).equals(List.of(e.source(), e.target()))
                    || List.of(from, to).equals(List.of(e.target(), e.source())))
            .map(e -> e.sourceLabel() + " " + e.words() + " " + e.targetLabel() + ".")
            .toList(),
        List.of(
            Choice.of(label(from, view), Cards.href(from)),
            Choice.of(label(to, view), Cards.href(to))),
        total == 0
            ? "No item is about both yet."
            : Words.count(total, "item is", "items are") + " about both.",
        both.map(answer ->
                answer.hits().stream()
                    .map(hit -> Choice.of(hit.title(), Hits.href(hit, "", -1)))
                    .toList())
            .orElse(List.of()),
        total > 0 ? all : "");
  }

  private static GraphPage.Panel one(GraphWish wish, GraphView graph, Concept concept) {
    var id = concept.id();
    var node = graph.nodes().stream().filter(n -> n.id().equals(id)).findFirst();
    var actions = new ArrayList<Choice>();
    node.filter(n -> n.items() > 0)
        .ifPresent(n ->
            actions.add(
                Choice.of(
                    Words.count(n.items(), "item", "items"), SearchAddress.about(id).toString())));
    if (wish.opened().contains(id))
      actions.add(Choice.of("Fold what it opened", wish.closing(id).address()));
    node.filter(n -> n.left() > 0)
        .filter(_ -> !wish.opened().contains(id))
        .ifPresent(n ->
            actions.add(
                Choice.of(
                    "Open " + Words.count(n.left(), "neighbour", "neighbours") + " more",
                    wish.opening(id).address())));
    if (!wish.centre().map(c -> c.id().equals(id)).orElse(false)) {
      actions.add(Choice.of("Put it in the middle", wish.addressAround(id)));
      wish.centre()
          .ifPresent(c ->
              actions.add(
                  Choice.of("Path to it from " + c.label(), wish.withPathTo(id).address())));
    }
    return new GraphPage.Panel(
        concept.label(),
        Cards.href(id),
        concept.definition().orElse(""),
        List.of(),
        actions,
        "",
        List.of(),
        "");
  }

  private static GraphPage.Panel path(GraphWish wish, Way way, Concept to) {
    var from = wish.centre().map(Concept::label).orElse("");
    return new GraphPage.Panel(
        "From " + from + " to " + to.label(),
        "",
        way.ids().isEmpty() ? "No way leads from one to the other." : "",
        way.sentences(),
        List.of(Choice.of("Without the path", wish.withoutPath().address())),
        "",
        List.of(),
        "");
  }
}
