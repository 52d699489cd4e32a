package dev.cairn.ontology;

import java.util.Optional;
import java.util.stream.Stream;

/// How a concept of one vocabulary stands to a concept of another: the mapping properties of SKOS.
public enum Match {
  /// Either may stand for the other everywhere.
  EXACT("exactMatch", "is the same as"),
  /// Either may stand for the other in some uses.
  CLOSE("closeMatch", "is nearly the same as"),
  /// The other means more.
  BROAD("broadMatch", "is narrower than"),
  /// The other means less.
  NARROW("narrowMatch", "is broader than"),
  RELATED("relatedMatch", "is related to");

  private final String code;
  private final String words;

  Match(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /// Local name of the property: `exactMatch`.
  public String code() {
    return code;
  }

  /// For a sentence: one *is narrower than* other.
  public String words() {
    return words;
  }

  /// The same, seen from the other end.
  public Match inverse() {
    return switch (this) {
      case EXACT -> EXACT;
      case CLOSE -> CLOSE;
      case BROAD -> NARROW;
      case NARROW -> BROAD;
      case RELATED -> RELATED;
    };
  }

  /// By its code; empty if there is none.
  public static Optional<Match> of(String code) {
    return Stream.of(values()).filter(match -> match.code.equals(code)).findFirst();
  }
}
