package dev.cairn.ontology.learning;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts concepts in the order in which they are learned.
final class Ordering {
  private final ConceptView view;
  private final List<String> chosen;
  private final Set<String> members;

  /// What stands before a concept, the strongest reasons first. Never in a circle.
  private final Map<String, Set<String>> before = new HashMap<>();

  Ordering(ConceptView view, List<String> chosen, Set<String> members) {
    this.view = view;
    this.chosen = chosen;
    this.members = members;
  }

  /// Depth first: what a concept needs is learned right before it, what goes deeper right behind.
  List<String> order() {
    relate();
    var order = new LinkedHashSet<String>();
    for (var id : chosen) {
      place(id, order);
      for (var other : members)
        if (!order.contains(other) && !chosen.contains(other) && near(other, id))
          place(other, order);
    }
    for (var other : members) place(other, order);
    return List.copyOf(order);
  }

  /// Reasons are taken one after another; one that contradicts those before it is left out.
  private void relate() {
    for (var id : members) for (var needed : targets(id, Relation.REQUIRES)) putBefore(needed, id);
    for (var group : view.groups()) {
      if (!group.ordered()) continue;
      var inside = group.members().stream().filter(members::contains).toList();
      for (int i = 1; i < inside.size(); i++) putBefore(inside.get(i - 1), inside.get(i));
    }
    for (var id : members) for (var earlier : targets(id, Relation.FOLLOWS)) putBefore(earlier, id);
    for (var id : members)
      view.byId(id).map(Concept::broader).orElse(List.of()).forEach(up -> putBefore(up, id));
  }

  private void putBefore(String earlier, String later) {
    if (!members.contains(earlier) || earlier.equals(later) || isBefore(later, earlier)) return;
    before.computeIfAbsent(later, _ -> new LinkedHashSet<>()).add(earlier);
  }

  private boolean isBefore(String earlier, String later) {
    var seen = new HashSet<>(Set.of(later));
    var waiting = new ArrayDeque<>(seen);
    while (!waiting.isEmpty())
      for (var one : before.getOrDefault(waiting.remove(), Set.of())) {
        if (one.equals(earlier)) return true;
        if (seen.add(one)) waiting.add(one);
      }
    return false;
  }

  /// At most as deep as there are members.
  private void place(String id, Set<String> order) {
    if (order.contains(id)) return;
    var first = new ArrayList<>(before.getOrDefault(id, Set.of()));
    first.sort(Comparator.comparing((String other) -> !isAbove(other, id)));
    for (var earlier : first) place(earlier, order);
    order.add(id);
  }

  private boolean isAbove(String other, String id) {
    return view.byId(id).map(Concept::broader).orElse(List.of()).contains(other);
  }

  /// Whether it hangs on this concept directly, or on what hangs on it.
  private boolean near(String other, String id) {
    return view.byId(other).stream()
        .flatMap(concept -> concept.links().stream())
        .anyMatch(link ->
            link.target().equals(id)
                || view.byId(link.target()).stream()
                    .flatMap(between -> between.broader().stream())
                    .anyMatch(id::equals));
  }

  private List<String> targets(String id, Relation relation) {
    return view.byId(id).map(concept -> concept.targets(relation)).orElse(List.of());
  }

  /// Sorted by their names, but members of an ordered group in its order, where the first of them
  /// stands.
  static List<String> inGroups(ConceptView view, List<String> ids) {
    var byName =
        ids.stream()
            .distinct()
            .sorted(
                Comparator.comparing(
                        (String id) -> LearningPath.label(view, id), String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(id -> id))
            .toList();
    var sorted = new LinkedHashMap<String, Boolean>();
    for (var id : byName) {
      view.groups().stream()
          .filter(group -> group.ordered() && group.members().contains(id))
          .findFirst()
          .ifPresent(group ->
              group.members().stream()
                  .filter(byName::contains)
                  .forEach(member -> sorted.put(member, true)));
      sorted.put(id, true);
    }
    return List.copyOf(sorted.keySet());
  }
}
