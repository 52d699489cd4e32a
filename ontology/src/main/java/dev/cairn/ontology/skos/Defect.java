package dev.cairn.ontology.skos;

import java.util.List;

/// Something in a vocabulary that ought to be otherwise.
///
/// @param count how often it was found
/// @param examples the first places, ordered by IRI, at most {@link #EXAMPLES}
public record Defect(DefectKind kind, long count, List<Example> examples) {
  /// Most examples that are kept of one kind.
  public static final int EXAMPLES = 10;

  /// @param label name of the concept or scheme, empty if it has none
  /// @param iri its IRI; empty where it has none
  /// @param detail what is wrong there, as a clause or a quotation; may be empty
  public record Example(String label, String iri, String detail) {}

  public Defect {
    examples = List.copyOf(examples);
  }
}
