package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What two concepts have around them, in common and apart.
///
/// @param shared neighbours of both, in the order in which the first one has them
/// @param onlyA neighbours of the first one only, the second one itself left out
/// @param groups that both belong to
public record SideBySide(
    List<Shared> shared,
    List<Neighbour> onlyA,
    List<Neighbour> onlyB,
    List<ConceptView.Group> groups) {
  public SideBySide {
    shared = List.copyOf(shared);
    onlyA = List.copyOf(onlyA);
    onlyB = List.copyOf(onlyB);
    groups = List.copyOf(groups);
  }

  /// @param ofA how the first one stands to it
  public record Shared(Concept concept, Relation ofA, Relation ofB) {}

  public record Neighbour(Relation relation, Concept concept) {}

  /// From their links alone.
  public static SideBySide of(Concept a, Concept b, ConceptView view) {
    var ofA = relations(a);
    var ofB = relations(b);
    var shared = new ArrayList<Shared>();
    ofA.forEach((id, relation) -> {
      var other = ofB.get(id);
      if (other != null) view.byId(id).ifPresent(c -> shared.add(new Shared(c, relation, other)));
    });
    return new SideBySide(
        shared,
        apart(a, ofB, b, view),
        apart(b, ofA, a, view),
        view.groups().stream()
            .filter(g -> g.members().contains(a.id()) && g.members().contains(b.id()))
            .toList());
  }

  /// Of several links to the same concept the first one, which is the most specific direction.
  private static Map<String, Relation> relations(Concept concept) {
    var relations = new LinkedHashMap<String, Relation>();
    for (var link : concept.links()) relations.putIfAbsent(link.target(), link.relation());
    return relations;
  }

  private static List<Neighbour> apart(
      Concept of, Map<String, Relation> others, Concept other, ConceptView view) {
    return of.links().stream()
        .filter(l -> !others.containsKey(l.target()) && !l.target().equals(other.id()))
        .flatMap(l -> view.byId(l.target()).stream().map(c -> new Neighbour(l.relation(), c)))
        .toList();
  }
}
