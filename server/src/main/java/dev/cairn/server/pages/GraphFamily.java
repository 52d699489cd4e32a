package dev.cairn.server.pages;

import dev.cairn.ontology.Relation;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Kinds of relation that are drawn alike. Each line differs from the others in its dashes and in
/// what stands on it, so that nobody needs to tell colours apart.
public enum GraphFamily {
  KIND("is a kind of", "", Tip.ARROW, Relation.BROADER),
  PART("is part of", "", Tip.DIAMOND, Relation.PART_OF),
  EXAMPLE("is an example of", "", Tip.RING, Relation.INSTANCE_OF),
  NEAR("is related to", "2 4", Tip.NONE, Relation.RELATED, Relation.CLOSE_MATCH),
  ORDER("comes before, builds on", "9 4", Tip.ARROW, Relation.PRECEDES, Relation.REQUIRES),
  EFFECT("brings about, supports", "9 3 2 3", Tip.ARROW, Relation.CAUSES, Relation.SUPPORTS),
  CONTRAST("is contrasted with", "4 4", Tip.BAR, Relation.CONTRASTS_WITH),
  OTHER(
      "measures, wrote, answers for",
      "14 4 2 4 2 4",
      Tip.ARROW,
      Relation.MEASURES,
      Relation.AUTHOR_OF,
      Relation.RESPONSIBLE_FOR);

  /// What stands in the middle of the line.
  enum Tip {
    NONE,
    ARROW,
    DIAMOND,
    RING,
    BAR
  }

  private final String words;
  private final String dashes;
  private final Tip tip;
  private final Set<Relation> relations;

  GraphFamily(String words, String dashes, Tip tip, Relation first, Relation... more) {
    this.words = words;
    this.dashes = dashes;
    this.tip = tip;
    this.relations = EnumSet.of(first, more);
  }

  /// As it stands in an address.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  /// As SVG says it; empty for a whole line.
  public String dashes() {
    return dashes;
  }

  /// What marks the line in the legend, on a line from 0 6 to 40 6.
  public String sample() {
    return mark(0, 6, 36, 6);
  }

  /// In their forward direction.
  Set<Relation> relations() {
    return relations;
  }

  static GraphFamily of(Relation relation) {
    for (var family : values())
      if (family.relations.contains(relation) || family.relations.contains(relation.inverse()))
        return family;
    return OTHER;
  }

  /// What marks the line, from `x1, y1` to `x2, y2`, as an SVG path; empty for nothing.
  String mark(double x1, double y1, double x2, double y2) {
    double length = Math.max(1e-6, Math.hypot(x2 - x1, y2 - y1));
    double ux = (x2 - x1) / length;
    double uy = (y2 - y1) / length;
    double x = x1 + (x2 - x1) * 0.55;
    double y = y1 + (y2 - y1) * 0.55;
    return switch (tip) {
      case NONE -> "";
      case ARROW -> path(x, y, ux, uy, new double[][] {{-5, -4}, {6, 0}, {-5, 4}}, true);
      case DIAMOND ->
          path(x, y, ux, uy, new double[][] {{-8, 0}, {0, -4.5}, {8, 0}, {0, 4.5}}, true);
      case BAR -> path(x, y, ux, uy, new double[][] {{0, -6}, {0, 6}}, false);
      case RING ->
          String.format(
              Locale.ROOT, "M%.1f %.1fa4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z", x - 4.5, y);
    };
  }

  private static String path(
      double x, double y, double ux, double uy, double[][] points, boolean closed) {
    var path = new StringBuilder();
    for (var point : points)
      path.append(path.length() == 0 ? "M" : "L")
          .append(
              String.format(
                  Locale.ROOT,
                  "%.1f %.1f",
                  x + point[0] * ux - point[1] * uy,
                  y + point[0] * uy + point[1] * ux));
    return closed ? path + "Z" : path.toString();
  }
}
