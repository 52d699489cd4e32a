package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Concepts as a drawing, and the same as a table. Both are made of one picture, so they cannot
/// disagree; the drawing is whole before any script runs.
///
/// @param centre id of the concept in the middle; empty where the schemes are
/// @param label what the drawing shows, as in "Concepts around *label*"
/// @param large whether it is a page's one large thing
/// @param frame what of the plane is drawn on
/// @param legend the kinds of line that occur
/// @param said how many there are and how many were left out
public record GraphView(
    String centre,
    String label,
    boolean large,
    Frame frame,
    List<Node> nodes,
    List<Line> lines,
    List<Edge> edges,
    List<GraphFamily> legend,
    String said) {
  /// Free space around the drawing.
  private static final double MARGIN = 14;

  /// How many concepts fit beside a text.
  private static final int BESIDE = 20;

  /// How many a large drawing begins with, and how many it holds when it is opened further.
  private static final int LARGE = 60;

  private static final int BUDGET = 150;

  public GraphView {
    nodes = List.copyOf(nodes);
    lines = List.copyOf(lines);
    edges = List.copyOf(edges);
    legend = List.copyOf(legend);
  }

  /// A part of the plane.
  public record Frame(double x, double y, double width, double height) {
    /// As SVG says it.
    public String box() {
      return number(x) + " " + number(y) + " " + number(width) + " " + number(height);
    }
  }

  /// A concept or a scheme.
  ///
  /// @param id of a scheme after `scheme:`
  /// @param lines its name, broken
  /// @param said name, items and neighbours in one sentence
  /// @param radius of the dot, whose area grows with the number of items
  /// @param left neighbours that are not shown
  /// @param state classes of how it is shown: `centre`, `chosen`, `faded`, `way`
  /// @param page of the concept
  /// @param choose address of the drawing in which it is chosen; of the concept where it is small
  public record Node(
      String id,
      String label,
      List<String> lines,
      String said,
      long items,
      double x,
      double y,
      double radius,
      int left,
      String state,
      String page,
      String choose) {
    public Node {
      lines = List.copyOf(lines);
    }

    public String cx() {
      return number(x);
    }

    public String cy() {
      return number(y);
    }

    public String r() {
      return number(radius);
    }

    /// Where a line of the name stands.
    public String textY(int line) {
      return number(y + radius + 4 + GraphLetters.LINE * (line + 0.75));
    }

    /// Where the number of those that are left out stands.
    public String leftX() {
      return number(x + radius + 2);
    }

    public String leftY() {
      return number(y - radius + 4);
    }
  }

  /// What is drawn between two concepts, of one kind.
  ///
  /// @param path of the line, as SVG says it
  /// @param mark of what stands on it; empty for nothing
  /// @param state classes: `bright`, `faded`, `way`, `chosen`
  /// @param choose address of the drawing in which it is looked at; empty where it is small
  public record Line(
      String source,
      String target,
      GraphFamily family,
      String path,
      String mark,
      String state,
      String says,
      String choose) {}

  /// A relation in words.
  ///
  /// @param both address of the items that hold both; empty where none is known
  public record Edge(
      String source,
      String target,
      GraphFamily family,
      String sourceLabel,
      String words,
      String targetLabel,
      String both) {}

  /// What stands beside the text about a concept.
  static GraphView beside(Concept concept, ConceptView view, Map<String, Long> counts) {
    var picture =
        Surroundings.of(
            view,
            id -> counts.getOrDefault(id, 0L),
            Surroundings.Wish.around(concept.id(), 1, BESIDE));
    return new Drawing(view, counts, GraphWish.around(concept), picture, Set.of(), false).view();
  }

  /// The large drawing.
  ///
  /// @param way ids along the path to `wish.to()`
  static GraphView large(
      GraphWish wish, List<String> way, ConceptView view, Map<String, Long> counts) {
    var picture = picture(wish, way, view, counts);
    return new Drawing(view, counts, wish, picture, Set.copyOf(way), true).view();
  }

  private static Surroundings.Picture picture(
      GraphWish wish, List<String> way, ConceptView view, Map<String, Long> counts) {
    var centres = wish.centre().map(c -> List.of(c.id())).orElseGet(() -> tops(wish, view, counts));
    return Surroundings.of(
        view,
        id -> counts.getOrDefault(id, 0L),
        new Surroundings.Wish(
            centres,
            way,
            wish.centre().isPresent() ? wish.depth() : wish.depth() - 1,
            wish.centre().isEmpty(),
            LARGE,
            BUDGET,
            wish.relations(),
            wish.scheme(),
            wish.opened()));
  }

  /// The tops of the schemes, each scheme in its turn, so that none crowds out the others; those
  /// with the most items, then with the most below them, first.
  private static List<String> tops(GraphWish wish, ConceptView view, Map<String, Long> counts) {
    var byScheme = new LinkedHashMap<String, List<Concept>>();
    for (var root : Tree.roots(view))
      if (wish.scheme().isEmpty() || wish.scheme().get().equals(root.scheme()))
        byScheme.computeIfAbsent(root.scheme(), _ -> new ArrayList<>()).add(root);
    for (var roots : byScheme.values())
      roots.sort(
          java.util.Comparator.comparingLong((Concept c) -> counts.getOrDefault(c.id(), 0L))
              .thenComparingInt(c -> c.narrower().size())
              .reversed());
    var tops = new ArrayList<String>();
    for (int i = 0; tops.size() < LARGE / 2; i++) {
      boolean more = false;
      for (var roots : byScheme.values())
        if (i < roots.size() && tops.size() < LARGE / 2) {
          tops.add(roots.get(i).id());
          more = true;
        }
      if (!more) break;
    }
    return tops;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  /// The room that a dot with its name takes.
  static GraphLayout.Box box(
      String id, String from, GraphLayout.Side side, boolean opened, String label, double r) {
    var lines = GraphLetters.lines(label);
    double width = lines.stream().mapToDouble(GraphLetters::width).max().orElse(0);
    return new GraphLayout.Box(
        id,
        from,
        side,
        opened,
        Math.max(r + 3, width / 2),
        r + 3,
        r + 6 + GraphLetters.LINE * lines.size());
  }

  /// What is drawn between two.
  ///
  /// @param nth from 0: a second relation between the same two stands beside the first
  static Line line(Edge edge, int nth, Node source, Node target, String state) {
    double length = Math.max(1, Math.hypot(target.x() - source.x(), target.y() - source.y()));
    double ux = (target.x() - source.x()) / length;
    double uy = (target.y() - source.y()) / length;
    double x1 = source.x() + ux * (source.radius() + 2);
    double y1 = source.y() + uy * (source.radius() + 2);
    double x2 = target.x() - ux * (target.radius() + 3);
    double y2 = target.y() - uy * (target.radius() + 3);
    double bow = nth == 0 ? 0 : (nth % 2 == 1 ? 1 : -1) * 12.0 * ((nth + 1) / 2);
    double mx = (x1 + x2) / 2 - uy * 2 * bow;
    double my = (y1 + y2) / 2 + ux * 2 * bow;
    return new Line(
        edge.source(),
        edge.target(),
        edge.family(),
        "M"
            + number(x1)
            + " "
            + number(y1)
            + (bow == 0 ? "L" : "Q" + number(mx) + " " + number(my) + " ")
            + number(x2)
            + " "
            + number(y2),
        edge.family().mark(x1 - uy * bow, y1 + ux * bow, x2 - uy * bow, y2 + ux * bow),
        state,
        edge.sourceLabel() + " " + edge.words() + " " + edge.targetLabel(),
        edge.both());
  }

  /// What of the plane these take.
  static Frame frame(List<Node> nodes) {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    for (var node : nodes) {
      double half = node.radius();
      for (var line : node.lines()) half = Math.max(half, GraphLetters.width(line) / 2);
      left = Math.min(left, node.x() - half);
      right = Math.max(right, node.x() + half);
      top = Math.min(top, node.y() - node.radius());
      bottom =
          Math.max(bottom, node.y() + node.radius() + 6 + GraphLetters.LINE * node.lines().size());
    }
    return new Frame(
        Math.floor(left - MARGIN),
        Math.floor(top - MARGIN),
        Math.ceil(right - left + 2 * MARGIN),
        Math.ceil(bottom - top + 2 * MARGIN));
  }

  /// A picture on its way to the plane.
  private static final class Drawing {
    private final ConceptView view;
    private final Map<String, Long> counts;
    private final GraphWish wish;
    private final Surroundings.Picture picture;
    private final Set<String> way;
    private final boolean large;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, Set<String>> next = new HashMap<>();

    Drawing(
        ConceptView view,
        Map<String, Long> counts,
        GraphWish wish,
        Surroundings.Picture picture,
        Set<String> way,
        boolean large) {
      this.view = view;
      this.counts = counts;
      this.wish = wish;
      this.picture = picture;
      this.way = way;
      this.large = large;
      for (var place : picture.places()) labels.put(place.concept().id(), place.concept().label());
      for (var edge : picture.edges()) {
        next.computeIfAbsent(edge.source(), _ -> new HashSet<>()).add(edge.target());
        next.computeIfAbsent(edge.target(), _ -> new HashSet<>()).add(edge.source());
      }
    }

    GraphView view() {
      var points = GraphLayout.of(boxes());
      var nodes = new ArrayList<Node>();
      for (var scheme : schemes())
        nodes.add(
            node(scheme, points.getOrDefault(key(scheme.iri()), new GraphLayout.Point(0, 0))));
      for (var place : picture.places())
        nodes.add(
            node(place, points.getOrDefault(place.concept().id(), new GraphLayout.Point(0, 0))));
      var byId = new HashMap<String, Node>();
      for (var node : nodes) byId.put(node.id(), node);
      var edges = picture.edges().stream().map(this::edge).toList();
      return new GraphView(
          wish.centre().map(Concept::id).orElse(""),
          wish.centre().map(Concept::label).orElse("the tops"),
          large,
          frame(nodes),
          nodes,
          lines(edges, byId),
          edges,
          java.util.Arrays.stream(GraphFamily.values())
              .filter(f -> edges.stream().anyMatch(e -> e.family() == f))
              .toList(),
          said());
    }

    private String said() {
      return Words.count(picture.places().size(), "concept", "concepts")
          + (picture.leftOut() > 0
              ? ", " + Words.number(picture.leftOut()) + " more found no room"
              : "");
    }

    /// Schemes are drawn where they are the middle.
    private List<ConceptView.Scheme> schemes() {
      if (wish.centre().isPresent()) return List.of();
      var used = new HashSet<String>();
      for (var place : picture.places())
        if (place.from().isEmpty()) used.add(place.concept().scheme());
      return view.schemes().stream().filter(s -> used.contains(s.iri())).toList();
    }

    private static String key(String scheme) {
      return "scheme:" + scheme;
    }

    private List<GraphLayout.Box> boxes() {
      var boxes = new ArrayList<GraphLayout.Box>();
      for (var scheme : schemes())
        boxes.add(box(key(scheme.iri()), "", GraphLayout.Side.BELOW, false, Tree.title(scheme), 9));
      for (var place : picture.places()) {
        var id = place.concept().id();
        var from =
            place.from().isEmpty() && wish.centre().isEmpty()
                ? key(place.concept().scheme())
                : place.from();
        boxes.add(box(id, from, side(place), place.opened(), place.concept().label(), radius(id)));
      }
      return boxes;
    }

    private double radius(String id) {
      return Math.round(10 * (5.5 + 1.5 * Math.sqrt(Math.min(counts.getOrDefault(id, 0L), 140))))
          / 10.0;
    }

    private GraphLayout.Side side(Surroundings.Place place) {
      var from = view.byId(place.from());
      if (from.isEmpty()) return GraphLayout.Side.BELOW;
      var id = place.concept().id();
      if (from.get().broader().contains(id)) return GraphLayout.Side.ABOVE;
      return from.get().narrower().contains(id) ? GraphLayout.Side.BELOW : GraphLayout.Side.ASIDE;
    }

    private Node node(ConceptView.Scheme scheme, GraphLayout.Point at) {
      var title = Tree.title(scheme);
      return new Node(
          key(scheme.iri()),
          title,
          GraphLetters.lines(title),
          title + ", a scheme of " + Words.count(scheme.concepts(), "concept", "concepts"),
          0,
          at.x(),
          at.y(),
          9,
          0,
          "scheme",
          Address.of("/concepts").with("scheme", scheme.iri()).toString(),
          Address.of("/concepts/graph").with("scheme", scheme.iri()).toString());
    }

    private Node node(Surroundings.Place place, GraphLayout.Point at) {
      var concept = place.concept();
      var id = concept.id();
      long items = counts.getOrDefault(id, 0L);
      int left = picture.left().getOrDefault(id, 0);
      int near = next.getOrDefault(id, Set.of()).size();
      return new Node(
          id,
          concept.label(),
          GraphLetters.lines(concept.label()),
          concept.label()
              + ", "
              + (items == 0 ? "nothing about it yet" : Words.count(items, "item", "items"))
              + ", "
              + Words.count(near, "neighbour", "neighbours")
              + (left > 0 && large ? ", " + Words.number(left) + " more not shown" : ""),
          items,
          at.x(),
          at.y(),
          radius(id),
          large ? left : 0,
          state(id),
          Cards.href(id),
          large ? wish.choosing(id).address().toString() : Cards.href(id));
    }

    private String state(String id) {
      var states = new ArrayList<String>();
      if (id.equals(wish.centre().map(Concept::id).orElse(""))) states.add("centre");
      if (id.equals(wish.chosen())) states.add("chosen");
      if (way.contains(id)) states.add("way");
      if (isFaded(id)) states.add("faded");
      return String.join(" ", states);
    }

    /// Beside what is chosen only what it is linked to stays bright.
    private boolean isFaded(String id) {
      if (!large) return false;
      if (!wish.link().isEmpty()) return !wish.link().contains(id);
      if (!wish.chosen().isEmpty() && labels.containsKey(wish.chosen()))
        return !id.equals(wish.chosen())
            && !next.getOrDefault(wish.chosen(), Set.of()).contains(id);
      return !way.isEmpty() && !way.contains(id);
    }

    private Edge edge(Surroundings.Edge edge) {
      // Upward, so that an arrow leads to what is broader.
      boolean down = edge.relation().direction() == Relation.Direction.DOWN;
      var source = down ? edge.target() : edge.source();
      var target = down ? edge.source() : edge.target();
      var relation = down ? edge.relation().inverse() : edge.relation();
      return new Edge(
          source,
          target,
          GraphFamily.of(relation),
          labels.getOrDefault(source, source),
          relation.words(),
          labels.getOrDefault(target, target),
          large ? wish.looking(source, target).address().toString() : "");
    }

    private List<Line> lines(List<Edge> edges, Map<String, Node> nodes) {
      var lines = new ArrayList<Line>();
      if (wish.centre().isEmpty())
        for (var place : picture.places())
          if (place.from().isEmpty()) lines.add(toScheme(place.concept(), nodes));
      var between = new HashMap<Set<String>, Integer>();
      for (var edge : edges) {
        int nth = between.merge(Set.of(edge.source(), edge.target()), 1, Integer::sum) - 1;
        lines.add(line(edge, nth, nodes));
      }
      return lines;
    }

    private Line toScheme(Concept top, Map<String, Node> nodes) {
      return line(
          new Edge(
              top.id(),
              key(top.scheme()),
              GraphFamily.NEAR,
              top.label(),
              "stands at the top of",
              "",
              ""),
          0,
          nodes);
    }

    private Line line(Edge edge, int nth, Map<String, Node> nodes) {
      return GraphView.line(
          edge,
          nth,
          java.util.Objects.requireNonNull(nodes.get(edge.source())),
          java.util.Objects.requireNonNull(nodes.get(edge.target())),
          state(edge));
    }

    private String state(Edge edge) {
      if (!large) return "";
      var ends = Set.of(edge.source(), edge.target());
      if (!wish.link().isEmpty())
        return ends.equals(Set.copyOf(wish.link())) ? "chosen bright" : "faded";
      if (way.containsAll(ends)) return "way";
      if (!wish.chosen().isEmpty() && labels.containsKey(wish.chosen()))
        return ends.contains(wish.chosen()) ? "bright" : "faded";
      return way.isEmpty() ? "" : "faded";
    }
  }
}
