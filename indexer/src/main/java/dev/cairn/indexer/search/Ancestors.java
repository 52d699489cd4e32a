package dev.cairn.indexer.search;

import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// For what else each concept counts: everything broader. Thousands of concepts take tens of
/// milliseconds, and every search asks, so that what was made last is remembered. Thread-safe.
final class Ancestors {
  private record Known(ConceptView view, Map<String, List<String>> groups) {}

  private volatile @Nullable Known last;

  /// Each concept → itself and what stands above it.
  Map<String, List<String>> of(ConceptView view) {
    var known = last;
    if (known == null || known.view() != view) {
      known = new Known(view, groups(view));
      last = known;
    }
    return known.groups();
  }

  private static Map<String, List<String>> groups(ConceptView view) {
    Map<String, List<String>> groups = new HashMap<>();
    for (var concept : view.all()) {
      var names = new ArrayList<String>();
      names.add(concept.id());
      names.addAll(view.ancestors(concept.id()));
      groups.put(concept.id(), List.copyOf(names));
    }
    return Map.copyOf(groups);
  }
}
