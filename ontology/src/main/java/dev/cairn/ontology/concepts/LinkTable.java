package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.Concept.Link;
import dev.cairn.ontology.Relation;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects links between concepts, adds their inverses, and keeps of those between the same two
/// concepts the ones that say most.
final class LinkTable {
  private final Map<String, Map<String, Set<Relation>>> table = new HashMap<>();

  /// Notes that source stands in this relation to target, and the inverse. A concept is not linked
  /// to itself.
  void add(String source, Relation relation, String target) {
    if (source.equals(target)) return;
    put(source, relation, target);
    put(target, relation.inverse(), source);
  }

  private void put(String source, Relation relation, String target) {
    table
        .computeIfAbsent(source, _ -> new HashMap<>())
        .computeIfAbsent(target, _ -> EnumSet.noneOf(Relation.class))
        .add(relation);
  }

  /// The links that start here, by kind, then by the other's id.
  List<Link> from(String source) {
    return table.getOrDefault(source, Map.of()).entrySet().stream()
        .flatMap(e -> mostSpecific(e.getValue()).stream().map(kind -> new Link(kind, e.getKey())))
        .sorted(comparing(Link::relation).thenComparing(Link::target))
        .toList();
  }

  private static Set<Relation> mostSpecific(Set<Relation> kinds) {
    var kept = EnumSet.copyOf(kinds);
    if (kinds.contains(Relation.PART_OF) || kinds.contains(Relation.INSTANCE_OF))
      kept.remove(Relation.BROADER);
    if (kinds.contains(Relation.HAS_PART) || kinds.contains(Relation.HAS_INSTANCE))
      kept.remove(Relation.NARROWER);
    if (kinds.size() > 1) kept.remove(Relation.RELATED);
    return kept;
  }
}
