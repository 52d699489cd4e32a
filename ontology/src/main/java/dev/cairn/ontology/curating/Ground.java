package dev.cairn.ontology.curating;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/// What edits start from.
///
/// @param statements all that is in force
/// @param iris what stands for the id of a concept whose IRI does not end in it
/// @param used whether an IRI named something at any time
/// @param now when the change is made
record Ground(
    Graph statements,
    Function<String, Optional<String>> iris,
    Predicate<String> used,
    Instant now) {
  /// The id for a new concept of this name.
  ///
  /// @param draft the statements as they are by now
  String free(String name, Graph draft) {
    var wanted = ConceptIds.of(name);
    var id = wanted;
    for (int n = 2; isUsed(id, draft); n++) id = wanted + "-" + n;
    return id;
  }

  /// Whether a concept has or had this id.
  boolean isUsed(String id, Graph draft) {
    var iri = Terms.CONCEPT + id;
    return draft.contains(Terms.uri(iri), Node.ANY, Node.ANY)
        || iris.apply(id).isPresent()
        || used.test(iri);
  }
}
