package dev.cairn.ontology;

import java.util.Locale;

/// How one concept stands to another. Each kind knows its inverse and the words for both
/// directions.
public enum Relation {
  BROADER("is a kind of"),
  NARROWER("has the kind"),
  /// ISO 25964: the whole to which this belongs; implies broader.
  PART_OF("is part of"),
  HAS_PART("has the part"),
  /// ISO 25964: the class of which this is an individual; implies broader.
  INSTANCE_OF("is an example of"),
  HAS_INSTANCE("has the example"),
  RELATED("is related to"),
  CONTRASTS_WITH("is contrasted with"),
  PRECEDES("comes before"),
  FOLLOWS("comes after"),
  MEASURES("measures"),
  MEASURED_BY("is measured by"),
  AUTHOR_OF("is the author of"),
  HAS_AUTHOR("was described by"),
  CAUSES("brings about"),
  CAUSED_BY("is brought about by"),
  SUPPORTS("supports"),
  SUPPORTED_BY("is supported by"),
  REQUIRES("builds on"),
  REQUIRED_BY("is needed for"),
  RESPONSIBLE_FOR("is responsible for"),
  RESPONSIBILITY_OF("is in the hands of"),
  /// SKOS mapping to a concept of the same scheme, used where one scheme keeps two names.
  CLOSE_MATCH("is nearly the same as");

  private final String words;

  Relation(String words) {
    this.words = words;
  }

  /// A clause that reads "A *words* B".
  public String words() {
    return words;
  }

  /// The name in the interface: `broader`, `partOf`, …
  public String code() {
    var parts = name().toLowerCase(Locale.ROOT).split("_");
    var code = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++)
      code.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    return code.toString();
  }

  /// Where a link leads in the order of broader and narrower.
  public enum Direction {
    /// To what is broader: the kind, the whole, the class.
    UP,
    /// To what is narrower: kinds, parts, examples.
    DOWN,
    /// Anywhere else.
    ASIDE
  }

  /// Whether the link leads up, down or aside.
  public Direction direction() {
    return switch (this) {
      case BROADER, PART_OF, INSTANCE_OF -> Direction.UP;
      case NARROWER, HAS_PART, HAS_INSTANCE -> Direction.DOWN;
      case RELATED,
          CONTRASTS_WITH,
          PRECEDES,
          FOLLOWS,
          MEASURES,
          MEASURED_BY,
          AUTHOR_OF,
          HAS_AUTHOR,
          CAUSES,
          CAUSED_BY,
          SUPPORTS,
          SUPPORTED_BY,
          REQUIRES,
          REQUIRED_BY,
          RESPONSIBLE_FOR,
          RESPONSIBILITY_OF,
          CLOSE_MATCH ->
          Direction.ASIDE;
    };
  }

  /// The same link seen from its other end.
  public Relation inverse() {
    return switch (this) {
      case BROADER -> NARROWER;
      case NARROWER -> BROADER;
      case PART_OF -> HAS_PART;
      case HAS_PART -> PART_OF;
      case INSTANCE_OF -> HAS_INSTANCE;
      case HAS_INSTANCE -> INSTANCE_OF;
      case RELATED -> RELATED;
      case CONTRASTS_WITH -> CONTRASTS_WITH;
      case PRECEDES -> FOLLOWS;
      case FOLLOWS -> PRECEDES;
      case MEASURES -> MEASURED_BY;
      case MEASURED_BY -> MEASURES;
      case AUTHOR_OF -> HAS_AUTHOR;
      case HAS_AUTHOR -> AUTHOR_OF;
      case CAUSES -> CAUSED_BY;
      case CAUSED_BY -> CAUSES;
      case SUPPORTS -> SUPPORTED_BY;
      case SUPPORTED_BY -> SUPPORTS;
      case REQUIRES -> REQUIRED_BY;
      case REQUIRED_BY -> REQUIRES;
      case RESPONSIBLE_FOR -> RESPONSIBILITY_OF;
      case RESPONSIBILITY_OF -> RESPONSIBLE_FOR;
      case CLOSE_MATCH -> CLOSE_MATCH;
    };
  }
}
