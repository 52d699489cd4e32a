package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tree of concepts, opened along one path.
public final class Tree {
  private final ConceptView view;
  private final Map<String, Long> counts;

  /// @param counts items per concept
  public Tree(ConceptView view, Map<String, Long> counts) {
    this.view = view;
    this.counts = counts;
  }

  /// The whole tree, with every branch closed.
  public List<TreeNode> closed() {
    return view.roots().stream().map(c -> node(c, Set.of(), "")).toList();
  }

  /// The whole tree, opened where the concept stands, and below it.
  public List<TreeNode> openedAt(String concept) {
    var open = new HashSet<>(path(concept).stream().map(Concept::id).toList());
    open.add(concept);
    return view.roots().stream().map(c -> node(c, open, concept)).toList();
  }

  /// What is directly below the concept.
  public List<TreeNode> below(Concept concept) {
    return children(concept).stream().map(c -> node(c, Set.of(), "")).toList();
  }

  /// From a root down to what is directly above the concept, along the first broader one each time.
  List<Concept> path(String concept) {
    var path = new ArrayList<Concept>();
    var seen = new HashSet<>(Set.of(concept));
    var at = view.byId(concept).stream().flatMap(c -> c.broader().stream()).findFirst();
    while (at.isPresent() && seen.add(at.get())) {
      var above = view.byId(at.get());
      above.ifPresent(path::add);
      at = above.stream().flatMap(c -> c.broader().stream()).findFirst();
    }
    return path.reversed();
  }

  private TreeNode node(Concept concept, Set<String> open, String current) {
    // Taken out on the way down, so that a circle in a vocabulary ends and a concept with two
    // broader ones is opened once.
    var rest = new HashSet<>(open);
    boolean isOpen = rest.remove(concept.id());
    long count = counts.getOrDefault(concept.id(), 0L);
    return new TreeNode(
        concept.id(),
        concept.label(),
        count == 0 ? "" : Words.number(count),
        Cards.href(concept.id()),
        concept.id().equals(current),
        !concept.narrower().isEmpty(),
        isOpen ? children(concept).stream().map(c -> node(c, rest, current)).toList() : List.of());
  }

  /// Values of a way to slice in their own order, everything else by name.
  private List<Concept> children(Concept concept) {
    var order =
        view.slices().stream()
            .filter(s -> s.root().equals(concept.id()))
            .findFirst()
            .map(ConceptView.Slice::values)
            .orElse(List.of());
    return concept.narrower().stream()
        .distinct()
        .flatMap(id -> view.byId(id).stream())
        .sorted(
            Comparator.comparingInt((Concept c) ->
                    order.contains(c.id()) ? order.indexOf(c.id()) : Integer.MAX_VALUE)
                .thenComparing(Concept::label, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }
}
