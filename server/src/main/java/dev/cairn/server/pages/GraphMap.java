package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Thousands of concepts in one picture: of a whole scheme, or of all that is below a concept. Each
/// is a dot beside what it belongs to, larger where more is known about it, grey where nothing is.
/// Names stand where there is room for them. Where a dot stands depends on the vocabulary alone.
///
/// @param label what is shown, as in "All below *label*"
/// @param lines one path for each branch at the top, as SVG says it
/// @param names those that have room when all of it is seen
/// @param near what is linked to the chosen one
public record GraphMap(
    String label,
    GraphView.Frame frame,
    List<Dot> dots,
    List<String> lines,
    List<Name> names,
    List<Near> near,
    String said) {
  /// Browsers stay fluid with so many; figures stand in BENCHMARKS.md of the ontology.
  static final int MOST = 10_000;

  /// Around what names are found room for, as if the picture were so many pixels wide.
  private static final double SEEN = 1_000;

  private static final int MOST_NAMES = 40;
  private static final double MARGIN = 12;

  /// Radius of the largest dot; so much room all have.
  private static final double LARGEST = 8;

  private static final double SMALLEST = 2.8;

  public GraphMap {
    dots = List.copyOf(dots);
    lines = List.copyOf(lines);
    names = List.copyOf(names);
    near = List.copyOf(near);
  }

  /// @param href page of the concept, which names it
  /// @param kind class of how it is shown: `top`, `bare` where nothing is known about it
  public record Dot(String href, String label, Plan.Point at, double radius, String kind) {
    public String cx() {
      return at.cx();
    }

    public String cy() {
      return at.cy();
    }

    public String r() {
      return number(radius);
    }
  }

  /// @param size of the letters, in the unit of the picture
  public record Name(String text, String x, String y, String size) {}

  /// A line from the chosen dot to one that it is linked to.
  public record Near(String href, String path, GraphFamily family) {}

  /// @param centre all below it is shown; empty: the schemes
  /// @param scheme IRI of the only scheme shown, where no concept is the centre
  /// @param chosen id of the concept that is looked at; empty for none
  public record Wish(Optional<Concept> centre, Optional<String> scheme, String chosen) {
    Address address() {
      return Address.of(centre.map(c -> GraphWish.pathOf(c.id())).orElse("/concepts/graph"))
          .with("depth", "all")
          .with("scheme", scheme);
    }
  }

  /// Where all stands, which is the same for everybody.
  ///
  /// @param centre id of the concept that all is below; empty where none is
  public record Plan(
      ConceptView view,
      Optional<String> centre,
      Optional<String> scheme,
      List<Spread.Place> places,
      List<Point> points,
      List<String> lines,
      GraphView.Frame frame,
      int leftOut) {
    record Point(double x, double y, String cx, String cy) {}

    public Plan {
      places = List.copyOf(places);
      points = List.copyOf(points);
      lines = List.copyOf(lines);
    }

    /// Whether it is what this wish would be planned as.
    public boolean isOf(Wish wish, ConceptView other) {
      return view == other
          && centre.equals(wish.centre().map(Concept::id))
          && scheme.equals(wish.scheme());
    }

    public static Plan of(Wish wish, ConceptView view) {
      var spread = Spread.below(view, tops(wish, view), MOST);
      var places = spread.places();
      var points =
          GraphPacking.of(
                  places.stream().map(Spread.Place::above).toList(),
                  places.stream().mapToDouble(GraphMap::room).toArray())
              .stream()
              .map(disc -> new Point(disc.x(), disc.y(), number(disc.x()), number(disc.y())))
              .toList();
      return new Plan(
          view,
          wish.centre().map(Concept::id),
          wish.scheme(),
          places,
          points,
          GraphMap.lines(places, points),
          GraphMap.frame(points),
          spread.leftOut());
    }
  }

  static GraphMap of(Wish wish, Plan plan, ConceptView view, Map<String, Long> counts) {
    var places = plan.places();
    var dots = new ArrayList<Dot>();
    for (int i = 0; i < places.size(); i++)
      dots.add(dot(places.get(i), plan.points().get(i), counts));
    var frame = plan.frame();
    return new GraphMap(
        wish.centre().map(Concept::label).orElseGet(() -> title(wish, view)),
        frame,
        dots,
        plan.lines(),
        names(dots, frame),
        near(wish.chosen(), view, dots),
        Words.count(places.size(), "concept", "concepts")
            + (plan.leftOut() > 0
                ? ", " + Words.number(plan.leftOut()) + " more found no room"
                : ""));
  }

  private static String title(Wish wish, ConceptView view) {
    return view.schemes().stream()
        .filter(s -> wish.scheme().equals(Optional.of(s.iri())))
        .findFirst()
        .map(Tree::title)
        .orElse("all schemes");
  }

  private static List<Concept> tops(Wish wish, ConceptView view) {
    return wish.centre()
        .map(List::of)
        .orElseGet(() ->
            Tree.roots(view).stream()
                .filter(c -> wish.scheme().isEmpty() || wish.scheme().get().equals(c.scheme()))
                .toList());
  }

  /// Deeper ones have less room for their dot, so that what is above stands out.
  private static double room(Spread.Place place) {
    return place.all() > 1 ? LARGEST : LARGEST * 0.7;
  }

  private static Dot dot(Spread.Place place, Plan.Point at, Map<String, Long> counts) {
    var concept = place.concept();
    long items = counts.getOrDefault(concept.id(), 0L);
    double radius =
        items == 0 ? SMALLEST : Math.min(room(place), SMALLEST + 0.7 * Math.sqrt(items));
    var kind = place.level() == 0 ? "top" : "";
    return new Dot(
        Cards.href(concept.id()),
        concept.label(),
        at,
        radius,
        items == 0 ? (kind + " bare").strip() : kind);
  }

  private static GraphView.Frame frame(List<Plan.Point> points) {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    for (var dot : points) {
      left = Math.min(left, dot.x() - LARGEST);
      right = Math.max(right, dot.x() + LARGEST);
      top = Math.min(top, dot.y() - LARGEST);
      bottom = Math.max(bottom, dot.y() + LARGEST);
    }
    return new GraphView.Frame(
        Math.floor(left - MARGIN),
        Math.floor(top - MARGIN),
        Math.ceil(right - left + 2 * MARGIN),
        Math.ceil(bottom - top + 2 * MARGIN));
  }

  private static List<String> lines(List<Spread.Place> places, List<Plan.Point> points) {
    var branch = new int[places.size()];
    var lines = new LinkedHashMap<Integer, StringBuilder>();
    for (int i = 0; i < places.size(); i++) {
      int above = places.get(i).above();
      branch[i] = above < 0 || places.get(above).above() < 0 ? i : branch[above];
      if (above < 0) continue;
      lines
          .computeIfAbsent(branch[i], _ -> new StringBuilder())
          .append(line(points.get(above), points.get(i)));
    }
    return lines.values().stream().map(StringBuilder::toString).toList();
  }

  private static String line(Plan.Point a, Plan.Point b) {
    return "M" + a.cx() + " " + a.cy() + "L" + b.cx() + " " + b.cy();
  }

  private static List<Name> names(List<Dot> dots, GraphView.Frame frame) {
    double unit = Math.max(frame.width(), frame.height()) / SEEN;
    record Box(double left, double top, double right, double bottom) {
      boolean touches(Box o) {
        return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
      }
    }
    var taken = new ArrayList<Box>();
    var names = new ArrayList<Name>();
    for (var dot : dots) {
      if (names.size() == MOST_NAMES) break;
      double half = GraphLetters.width(dot.label()) * unit / 2;
      double top = dot.at().y() + dot.radius() + 2 * unit;
      var box =
          new Box(dot.at().x() - half, top, dot.at().x() + half, top + GraphLetters.LINE * unit);
      if (taken.stream().anyMatch(box::touches)) continue;
      taken.add(box);
      names.add(
          new Name(
              dot.label(),
              dot.cx(),
              number(top + GraphLetters.SIZE * unit),
              number(GraphLetters.SIZE * unit)));
    }
    return names;
  }

  /// Every link of the chosen one to another dot.
  private static List<Near> near(String chosen, ConceptView view, List<Dot> dots) {
    var concept = view.byId(chosen);
    if (concept.isEmpty()) return List.of();
    var byHref = dots.stream().collect(Collectors.toMap(Dot::href, Function.identity()));
    var from = byHref.get(Cards.href(chosen));
    if (from == null) return List.of();
    var near = new HashMap<String, Near>();
    for (var link : concept.get().links()) {
      var to = byHref.get(Cards.href(link.target()));
      if (to != null)
        near.putIfAbsent(
            to.href(),
            new Near(to.href(), line(from.at(), to.at()), GraphFamily.of(link.relation())));
    }
    return near.values().stream().sorted(Comparator.comparing(Near::href)).toList();
  }

  /// With one digit after the point; thousands are written, so without a format.
  static String number(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }
}
