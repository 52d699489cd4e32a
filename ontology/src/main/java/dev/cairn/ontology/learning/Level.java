package dev.cairn.ontology.learning;

import java.util.Locale;
import java.util.Optional;

/// For whom a course is made. Each level takes the concepts that were chosen, all that they build
/// on, and what comes before them in an order; beside these it differs.
public enum Level {
  /// Who hears of it for the first time: what is directly broader stands before it as its frame.
  BEGINNER(2, 1),
  /// Who knows the field: the direct kinds, parts and examples follow, and what it is contrasted
  /// with.
  ADVANCED(3, 1),
  /// Who is to decide or teach: as for the advanced, two steps down, and what it is measured by.
  EXPERT(4, 2);

  private final int passages;
  private final int lessons;

  Level(int passages, int lessons) {
    this.passages = passages;
    this.lessons = lessons;
  }

  /// At most so many passages are read for one concept.
  public int passages() {
    return passages;
  }

  /// At most so many lessons are discussed for one concept.
  public int lessons() {
    return lessons;
  }

  /// `beginner`, `advanced`, `expert`
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The level with this code; empty if there is none.
  public static Optional<Level> fromCode(String code) {
    for (var level : values()) if (level.code().equals(code)) return Optional.of(level);
    return Optional.empty();
  }
}
