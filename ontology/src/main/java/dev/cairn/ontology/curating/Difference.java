package dev.cairn.ontology.curating;

import java.util.List;

/// What became of one concept between two versions.
///
/// @param id of the concept, as pages name it
/// @param iri of the concept, or of what else was changed
/// @param label how people know it
/// @param words what became of it, a clause each: `is also called “churn rate” (en)`
public record Difference(String id, String iri, String label, List<String> words) {
  public Difference {
    words = List.copyOf(words);
  }
}
