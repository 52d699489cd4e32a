package dev.cairn.corpus;

import java.util.Locale;

/// What an item is about.
///
/// @param concept id of the concept
/// @param weight 0..1, how much the item is about it
public record Tag(String concept, double weight, Method method) {
  /// Why the item is held to be about the concept.
  public enum Method {
    /// A person said so.
    PERSON,
    /// It is named in the title.
    TITLE,
    /// It is named in a heading.
    HEADING,
    /// It is among the strongest few by frequency and rarity.
    FREQUENCY,
    /// Its passages mean it, though they do not name it.
    MEANING;

    /// The name in the interface: `person`, `title`, `heading`, `frequency`, `meaning`.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Tag {
    if (!(weight >= 0 && weight <= 1))
      throw new IllegalArgumentException("weight must be 0..1, got " + weight);
  }
}
