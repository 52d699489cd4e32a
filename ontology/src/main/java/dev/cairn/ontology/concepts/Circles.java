package dev.cairn.ontology.concepts;

import dev.cairn.ontology.Concept;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Circles of broader concepts above which there is nothing.
final class Circles {
  private final Map<String, Concept> byId;
  private final List<Concept> lost;

  /// @param roots concepts without anything broader
  Circles(Collection<Concept> all, Map<String, Concept> byId, List<Concept> roots) {
    this.byId = byId;
    var reached = new HashSet<String>();
    for (var root : roots) visit(root, reached, new ArrayList<>());
    this.lost =
        all.stream()
            .filter(c -> !reached.contains(c.id()))
            .sorted(
                Comparator.comparing(Concept::label, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Concept::id))
            .toList();
  }

  /// One concept of each circle that nothing else leads to, ordered by label. Of what is left
  /// behind last in a walk through all, nothing stands above but its own circle (as in Kosaraju's
  /// search for strongly connected parts).
  List<Concept> entrances() {
    var left = new ArrayList<Concept>();
    var walked = new HashSet<String>();
    for (var concept : lost) visit(concept, walked, left);
    var entrances = new HashSet<String>();
    var reached = new HashSet<String>();
    for (var concept : left.reversed())
      if (!reached.contains(concept.id())) {
        entrances.add(concept.id());
        visit(concept, reached, new ArrayList<>());
      }
    return lost.stream().filter(c -> entrances.contains(c.id())).toList();
  }

  /// Walks down from a concept over what was not seen yet.
  ///
  /// @param left gets each one when all below it was seen
  private void visit(Concept from, Set<String> seen, List<Concept> left) {
    if (!seen.add(from.id())) return;
    record At(Concept concept, Iterator<Concept> rest) {}
    var way = new ArrayDeque<At>();
    way.push(new At(from, below(from).iterator()));
    while (!way.isEmpty()) {
      var at = way.element();
      if (!at.rest().hasNext()) left.add(way.pop().concept());
      else {
        var next = at.rest().next();
        if (seen.add(next.id())) way.push(new At(next, below(next).iterator()));
      }
    }
  }

  private Stream<Concept> below(Concept concept) {
    return concept.narrower().stream().filter(byId::containsKey).map(byId::get);
  }
}
