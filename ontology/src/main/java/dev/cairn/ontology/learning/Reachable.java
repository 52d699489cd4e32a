package dev.cairn.ontology.learning;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What can be reached by links of some kinds.
final class Reachable {
  private Reachable() {}

  /// Nearest first, without the starts.
  static List<String> from(ConceptView view, Set<String> starts, Relation... kinds) {
    var found = new LinkedHashSet<>(starts);
    var waiting = new ArrayDeque<>(starts);
    while (!waiting.isEmpty())
      view.byId(waiting.remove()).stream()
          .flatMap(concept -> concept.targets(kinds).stream())
          .filter(found::add)
          .forEach(waiting::add);
    found.removeAll(starts);
    return List.copyOf(found);
  }
}
