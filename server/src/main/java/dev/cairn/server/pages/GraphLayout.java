package dev.cairn.server.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the concepts of a drawing stand: around what they came in over, and never on each other.
/// Without chance, and one after the other: equal pictures have equal places, and what is opened
/// later moves nothing that stands already.
///
/// Places are tried along a ray from the middle outward, a little to both sides, until one is free;
/// since every ray leaves the drawing, one is found.
final class GraphLayout {
  /// Free space between two boxes.
  private static final double GAP = 7;

  /// Names are wider than high, so rings are ellipses.
  private static final double WIDE = 1.3;

  private static final double FLAT = 0.8;
  private static final double STEP = 11;
  private static final double[] SIDEWAYS = {0, 0.06, -0.06, 0.13, -0.13, 0.21, -0.21};

  /// Which way a concept is seen from the one over which it came in.
  enum Side {
    ABOVE,
    ASIDE,
    BELOW
  }

  /// A dot with its name, as distances from the middle of the dot.
  ///
  /// @param from over which it came in; empty: it stands in the middle
  /// @param opened whether it was opened after all else stood
  record Box(
      String id, String from, Side side, boolean opened, double half, double up, double down) {}

  record Point(double x, double y) {}

  private record Sector(double start, double end) {
    double middle() {
      return (start + end) / 2;
    }
  }

  private record Placed(Box box, double x, double y) {
    boolean touches(Box other, double ox, double oy) {
      return Math.abs(x - ox) < box.half() + other.half() + GAP
          && y - box.up() < oy + other.down() + GAP
          && oy - other.up() < y + box.down() + GAP;
    }
  }

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<String, List<Box>> below = new HashMap<>();
  private final Map<String, Sector> sectors = new HashMap<>();
  private final Map<String, Integer> weights = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<String, Point> points = new LinkedHashMap<>();

  private GraphLayout(List<Box> all) {
    for (var box : all) {
      boxes.put(box.id(), box);
      if (!box.opened()) below.computeIfAbsent(box.from(), _ -> new ArrayList<>()).add(box);
    }
  }

  /// The middles of the dots.
  ///
  /// @param boxes each after the one over which it came in
  static Map<String, Point> of(List<Box> boxes) {
    return new GraphLayout(boxes).points();
  }

  private Map<String, Point> points() {
    var middle = below.getOrDefault("", List.of());
    for (var box : boxes.values()) if (!box.opened()) weight(box);
    if (middle.size() == 1) {
      put(middle.getFirst(), 0, 0);
      share(middle.getFirst().id(), new Sector(0, 2 * Math.PI));
    } else share("", new Sector(0, 2 * Math.PI));
    double radius = 0;
    var ring = middle.size() == 1 ? List.of(middle.getFirst().id()) : List.of("");
    while (!ring.isEmpty()) {
      var next = new ArrayList<Box>();
      for (var id : ring) next.addAll(arranged(id));
      radius += Math.clamp(60 + next.size() * 5.0, 105, 250);
      double reached = radius;
      for (var box : next) reached = Math.max(reached, place(box, radius));
      // The next ring begins where most of this one ends, not behind its last straggler.
      radius = (radius + reached) / 2;
      ring = next.stream().map(Box::id).toList();
    }
    for (var box : boxes.values()) if (box.opened()) beside(box);
    return points;
  }

  private int weight(Box box) {
    var known = weights.get(box.id());
    if (known != null) return known;
    int sum = 0;
    for (var child : below.getOrDefault(box.id(), List.of())) sum += weight(child);
    weights.put(box.id(), Math.max(1, sum));
    return Math.max(1, sum);
  }

  /// Around the middle what is broader has the top, what is narrower the bottom: clockwise.
  private List<Box> arranged(String id) {
    var all = below.getOrDefault(id, List.of());
    var middle = boxes.get(id);
    if (middle != null && !middle.from().isEmpty()) return all;
    var aside = all.stream().filter(b -> b.side() == Side.ASIDE).toList();
    int half = (aside.size() + 1) / 2;
    var arranged = new ArrayList<Box>();
    all.stream().filter(b -> b.side() == Side.ABOVE).forEach(arranged::add);
    arranged.addAll(aside.subList(0, half));
    all.stream().filter(b -> b.side() == Side.BELOW).forEach(arranged::add);
    arranged.addAll(aside.subList(half, aside.size()));
    return arranged;
  }

  private void share(String id, Sector sector) {
    var children = arranged(id);
    double all = children.stream().mapToInt(this::weight).sum();
    double above =
        children.stream().filter(b -> b.side() == Side.ABOVE).mapToInt(this::weight).sum();
    boolean around = sector.end() - sector.start() > 6;
    // Seen from the middle, the share of what is broader has the top for its own middle.
    double at = around ? -Math.PI / 2 - Math.PI * (above > 0 ? above : 1) / all : sector.start();
    for (var child : children) {
      double width = (sector.end() - sector.start()) * weight(child) / all;
      sectors.put(child.id(), new Sector(at, at + width));
      share(child.id(), new Sector(at, at + width));
      at += width;
    }
  }

  /// @return the radius at which it found room
  private double place(Box box, double radius) {
    var sector = sectors.getOrDefault(box.id(), new Sector(0, 0));
    for (double r = radius; ; r += STEP)
      for (double off : SIDEWAYS) {
        double angle = sector.middle() + off;
        double x = Math.cos(angle) * r * WIDE;
        double y = Math.sin(angle) * r * FLAT;
        if (!isFree(box, x, y)) continue;
        put(box, x, y);
        return r;
      }
  }

  /// Near the one that was opened, on the side that looks away from the middle, as far as there is
  /// room.
  private void beside(Box box) {
    var from = points.getOrDefault(box.from(), new Point(0, 0));
    double out = from.x() == 0 && from.y() == 0 ? Math.PI / 2 : Math.atan2(from.y(), from.x());
    for (double r = 70; ; r += STEP) {
      double turn = Math.max(0.12, 26 / r);
      for (double off = 0; off <= Math.PI; off += turn)
        for (double angle : new double[] {out + off, out - off}) {
          double x = from.x() + Math.cos(angle) * r * WIDE;
          double y = from.y() + Math.sin(angle) * r * FLAT;
          if (!isFree(box, x, y)) continue;
          put(box, x, y);
          return;
        }
    }
  }

  private boolean isFree(Box box, double x, double y) {
    for (var other : placed) if (other.touches(box, x, y)) return false;
    return true;
  }

  private void put(Box box, double x, double y) {
    double px = Math.round(x * 10) / 10.0;
    double py = Math.round(y * 10) / 10.0;
    placed.add(new Placed(box, px, py));
    points.put(box.id(), new Point(px, py));
  }
}
