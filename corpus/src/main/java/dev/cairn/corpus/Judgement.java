package dev.cairn.corpus;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person said of an item and a concept. It is truth: it stays whatever is found in the
/// text, and counts before what was found and before what was given with the item.
///
/// @param concept IRI of the concept, which outlives its short id
/// @param labels names of the concept by which the item mentioned it when this was said, the most
///   frequent first; empty where it did not
/// @param by id of the caller who said it
public record Judgement(
    String concept, Verdict verdict, List<String> labels, Instant when, String by) {
  /// What was said.
  public enum Verdict {
    /// The item is about the concept.
    CONFIRMED,
    /// It is not.
    REJECTED;

    /// The name in the interface: `confirmed`, `rejected`.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verdict> fromCode(String code) {
      for (var verdict : values()) if (verdict.code().equals(code)) return Optional.of(verdict);
      return Optional.empty();
    }
  }

  public Judgement {
    labels = List.copyOf(labels);
    if (concept.indexOf(':') < 1 || concept.chars().anyMatch(Character::isWhitespace))
      throw new IllegalArgumentException("'" + concept + "' is no IRI");
  }
}
