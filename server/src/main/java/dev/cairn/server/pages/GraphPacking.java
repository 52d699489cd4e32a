package dev.cairn.server.pages;

import java.util.ArrayList;
import java.util.List;

/// Where thousands of dots stand, when each branch of a tree has a disc of its own: what is below a
/// dot lies close around it, and no two discs touch. Without chance: equal trees have equal places.
///
/// Discs are put one by one where the front of those that stand already comes nearest to the middle
/// (Wang et al. 2006, "Visualization of large hierarchical data by circle packing"); the time is
/// about proportional to their number.
final class GraphPacking {
  /// Free space between two discs.
  private static final double GAP = 2.5;

  /// Steps towards the disc that sticks out most, when the disc around others is sought. The radius
  /// is within one hundredth of the smallest possible one.
  private static final int STEPS = 60;

  private static final double EXACT = 1e-6;

  private GraphPacking() {}

  /// A disc, at first around 0, 0.
  static final class Disc {
    private final double radius;
    private double x;
    private double y;

    Disc(double radius) {
      this.radius = radius;
    }

    double x() {
      return x;
    }

    double y() {
      return y;
    }

    double radius() {
      return radius;
    }
  }

  /// The dots, in the order of the tree.
  ///
  /// @param above of each the index of the dot it is below, which comes earlier; -1 for none
  /// @param radii of the dots
  static List<Disc> of(List<Integer> above, double[] radii) {
    int size = radii.length;
    var below = new ArrayList<List<Integer>>();
    var tops = new ArrayList<Integer>();
    for (int i = 0; i < size; i++) {
      below.add(new ArrayList<>());
      (above.get(i) < 0 ? tops : below.get(above.get(i))).add(i);
    }
    var dots = new ArrayList<Disc>();
    for (double radius : radii) dots.add(new Disc(radius + GAP));
    var branches = new ArrayList<Disc>(dots);
    for (int i = size - 1; i >= 0; i--)
      if (!below.get(i).isEmpty()) {
        var inside = new ArrayList<>(List.of(dots.get(i)));
        inside.addAll(largestFirst(below.get(i), branches));
        branches.set(i, new Disc(pack(inside) + GAP));
      }
    pack(largestFirst(tops, branches));
    for (int i = 0; i < size; i++) {
      var branch = branches.get(i);
      // Until now the places below are told from the middle of the branch.
      for (int one : below.get(i)) {
        branches.get(one).x += branch.x;
        branches.get(one).y += branch.y;
      }
      if (dots.get(i) != branch) {
        dots.get(i).x += branch.x;
        dots.get(i).y += branch.y;
      }
    }
    return dots;
  }

  private static List<Disc> largestFirst(List<Integer> which, List<Disc> discs) {
    return which.stream()
        .map(discs::get)
        .sorted((a, b) -> Double.compare(b.radius, a.radius))
        .toList();
  }

  /// A disc on the front.
  private static final class Front {
    private final Disc disc;
    private Front next = this;
    private Front before = this;

    Front(Disc disc) {
      this.disc = disc;
    }

    void link(Front other) {
      next = other;
      other.before = this;
    }

    /// How far from the middle the next one would touch this one and its neighbour.
    double distance() {
      double both = disc.radius + next.disc.radius;
      return Math.hypot(
          (disc.x * next.disc.radius + next.disc.x * disc.radius) / both,
          (disc.y * next.disc.radius + next.disc.y * disc.radius) / both);
    }
  }

  /// Puts discs beside each other, around 0, 0.
  ///
  /// @return the radius of the disc that holds them all
  private static double pack(List<Disc> discs) {
    if (discs.isEmpty()) return 0;
    if (discs.size() > 1) {
      discs.get(0).x = -discs.get(1).radius;
      discs.get(1).x = discs.get(0).radius;
    }
    if (discs.size() > 2) packMore(discs);
    return centred(discs);
  }

  private static void packMore(List<Disc> discs) {
    touch(discs.get(1), discs.get(0), discs.get(2));
    var a = new Front(discs.get(0));
    var b = new Front(discs.get(1));
    var c = new Front(discs.get(2));
    a.link(b);
    b.link(c);
    c.link(a);
    for (int i = 3; i < discs.size(); ) {
      touch(a.disc, b.disc, discs.get(i));
      var hit = hit(a, b, discs.get(i));
      if (hit.on() != null) {
        if (hit.after()) b = hit.on();
        else a = hit.on();
        a.link(b);
        continue;
      }
      var put = new Front(discs.get(i));
      a.link(put);
      put.link(b);
      a = nearest(put);
      b = a.next;
      i++;
    }
  }

  private static Front nearest(Front from) {
    var nearest = from;
    double least = from.distance();
    for (var at = from.next; at != from; at = at.next) {
      double distance = at.distance();
      if (distance < least) {
        least = distance;
        nearest = at;
      }
    }
    return nearest;
  }

  /// @param on the disc of the front that is in the way; null for none
  /// @param after whether it was met going on, not going back
  private record Hit(@org.jspecify.annotations.Nullable Front on, boolean after) {}

  private static Hit hit(Front a, Front b, Disc put) {
    var on = b.next;
    var back = a.before;
    double ahead = b.disc.radius;
    double behind = a.disc.radius;
    do {
      if (ahead <= behind) {
        if (overlap(on.disc, put)) return new Hit(on, true);
        ahead += on.disc.radius;
        on = on.next;
      } else {
        if (overlap(back.disc, put)) return new Hit(back, false);
        behind += back.disc.radius;
        back = back.before;
      }
    } while (on != back.next);
    return new Hit(null, false);
  }

  private static boolean overlap(Disc a, Disc b) {
    return Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius - EXACT;
  }

  /// Puts `c` where it touches both, on the outer side.
  private static void touch(Disc b, Disc a, Disc c) {
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double square = dx * dx + dy * dy;
    if (square == 0) {
      c.x = a.x + c.radius;
      c.y = a.y;
      return;
    }
    double toA = (a.radius + c.radius) * (a.radius + c.radius);
    double toB = (b.radius + c.radius) * (b.radius + c.radius);
    boolean fromB = toA > toB;
    double along = (square + (fromB ? toB - toA : toA - toB)) / (2 * square);
    double aside = Math.sqrt(Math.max(0, (fromB ? toB : toA) / square - along * along));
    if (fromB) {
      c.x = b.x - along * dx - aside * dy;
      c.y = b.y - along * dy + aside * dx;
    } else {
      c.x = a.x + along * dx - aside * dy;
      c.y = a.y + along * dy + aside * dx;
    }
  }

  /// Moves them so that the disc around them has its middle at 0, 0 (Bădoiu and Clarkson 2003).
  private static double centred(List<Disc> discs) {
    double x = 0;
    double y = 0;
    for (int step = 1; step <= STEPS; step++) {
      var far = discs.getFirst();
      double most = -1;
      for (var disc : discs) {
        double reach = Math.hypot(disc.x - x, disc.y - y) + disc.radius;
        if (reach > most) {
          most = reach;
          far = disc;
        }
      }
      double away = Math.hypot(far.x - x, far.y - y);
      if (away == 0) break;
      // The point of the disc that sticks out, not its middle.
      double share = (away + far.radius) / away / (step + 1);
      x += (far.x - x) * share;
      y += (far.y - y) * share;
    }
    double most = 0;
    for (var disc : discs) {
      disc.x -= x;
      disc.y -= y;
      most = Math.max(most, Math.hypot(disc.x, disc.y) + disc.radius);
    }
    return most;
  }
}
