package dev.cairn.corpus;

import dev.cairn.ontology.Mention;
import java.util.List;
import java.util.Set;

/// The concepts that passages of an item mean without naming them.
///
/// @param model by which the passages were compared with the concepts; empty if they were not
/// @param mentions whole passages, all of method {@link Mention.Method#VECTOR}, ordered by start
public record Meant(String model, List<Mention> mentions) {
  private static final Meant NOTHING = new Meant("", List.of());

  public Meant {
    mentions = List.copyOf(mentions);
    for (var mention : mentions)
      if (mention.method() != Mention.Method.VECTOR)
        throw new IllegalArgumentException(mention + " was not found by meaning");
  }

  /// The same without these concepts.
  ///
  /// @param concepts ids
  public Meant without(Set<String> concepts) {
    if (concepts.isEmpty()) return this;
    return new Meant(
        model, mentions.stream().filter(it -> !concepts.contains(it.concept())).toList());
  }

  /// Where nothing was compared.
  public static Meant nothing() {
    return NOTHING;
  }
}
