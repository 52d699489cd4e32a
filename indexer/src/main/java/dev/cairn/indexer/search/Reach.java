package dev.cairn.indexer.search;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One concept that another one reaches in the graph.
///
/// @param path from the one to the other, both included
/// @param relation how the last step goes: `same`, or the code of a {@link Relation}
/// @param weight above 0, at most 1; how much of the one is in the other
record Reach(List<String> path, String relation, double weight) {
  private static final double PER_STEP_DOWN = 0.8;
  private static final double LEAST = 0.2;

  Reach {
    path = List.copyOf(path);
  }

  /// Itself and everything narrower, each by its shortest way. What lies deeper weighs less.
  static Map<String, Reach> downFrom(String concept, ConceptView view) {
    Map<String, Reach> reached = new LinkedHashMap<>();
    reached.put(concept, new Reach(List.of(concept), "same", 1));
    var next = List.of(concept);
    while (!next.isEmpty()) {
      var further = new ArrayList<String>();
      for (var at : next)
        for (var link : links(at, view))
          if (isDown(link.relation()) && !reached.containsKey(link.target())) {
            var from = reached.getOrDefault(at, new Reach(List.of(at), "same", 1));
            double weight = Math.max(LEAST, from.weight() * PER_STEP_DOWN);
            reached.put(link.target(), from.step(link, weight));
            further.add(link.target());
          }
      next = further;
    }
    return reached;
  }

  /// What is one step aside, neither broader nor narrower.
  static Map<String, Reach> asideFrom(String concept, ConceptView view) {
    Map<String, Reach> reached = new LinkedHashMap<>();
    var from = new Reach(List.of(concept), "same", 1);
    for (var link : links(concept, view)) {
      double weight = aside(link.relation());
      if (weight > 0) reached.putIfAbsent(link.target(), from.step(link, weight));
    }
    return reached;
  }

  private Reach step(Concept.Link link, double newWeight) {
    var longer = new ArrayList<>(path);
    longer.add(link.target());
    return new Reach(longer, link.relation().code(), newWeight);
  }

  private static List<Concept.Link> links(String concept, ConceptView view) {
    return view.byId(concept).map(Concept::links).orElse(List.of());
  }

  private static boolean isDown(Relation relation) {
    return relation.direction() == Relation.Direction.DOWN;
  }

  /// Chosen by judgement, not yet measured: two names of one thing are near, a cause or a measure
  /// of a thing says more about it than what merely comes to mind with it.
  private static double aside(Relation relation) {
    return switch (relation) {
      case CLOSE_MATCH -> 0.7;
      case MEASURES, MEASURED_BY, CAUSES, CAUSED_BY, AUTHOR_OF, HAS_AUTHOR -> 0.35;
      case RELATED,
          SUPPORTS,
          SUPPORTED_BY,
          REQUIRES,
          REQUIRED_BY,
          RESPONSIBLE_FOR,
          RESPONSIBILITY_OF ->
          0.25;
      case CONTRASTS_WITH, PRECEDES, FOLLOWS -> 0.15;
      case BROADER, NARROWER, PART_OF, HAS_PART, INSTANCE_OF, HAS_INSTANCE -> 0;
    };
  }
}
