package dev.cairn.ontology;

/// A place in a text where a concept occurs, and how it was recognised. Derived, never truth.
///
/// @param concept id of the concept
/// @param start first UTF-16 code unit, inclusive, from 0
/// @param end last UTF-16 code unit, exclusive
/// @param label the label that matched, as the vocabulary spells it; for one found by meaning the
///   preferred one
/// @param method how it was found
/// @param confidence 0..1, how sure it is that the concept is meant
public record Mention(
    String concept, int start, int end, String label, Method method, double confidence) {
  /// How a mention was found.
  public enum Method {
    /// By a preferred or alternative label.
    LABEL,
    /// By an everyday word that a neighbouring concept nearby confirms.
    CONTEXT,
    /// By a hidden label, in text that reads as spun.
    HIDDEN_LABEL,
    /// By the meaning of a passage, in which no label of it stands.
    VECTOR,
    /// Said by a person.
    PERSON;

    /// The name in the interface: `label`, `context`, `hiddenLabel`, `vector`, `person`.
    public String code() {
      return switch (this) {
        case LABEL -> "label";
        case CONTEXT -> "context";
        case HIDDEN_LABEL -> "hiddenLabel";
        case VECTOR -> "vector";
        case PERSON -> "person";
      };
    }
  }

  public Mention {
    if (start < 0 || end <= start)
      throw new IllegalArgumentException("[" + start + "," + end + ") is no stretch of text");
    if (!(confidence >= 0 && confidence <= 1))
      throw new IllegalArgumentException("confidence must be 0..1, got " + confidence);
  }
}
