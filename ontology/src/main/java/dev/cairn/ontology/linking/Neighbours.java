package dev.cairn.ontology.linking;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How near two concepts are, and which of several is the most general.
final class Neighbours {
  private static final double LINKED = 1;
  private static final double SAME_BROADER = 0.5;

  private final ConceptView view;
  private final Map<String, Set<String>> linked = new HashMap<>();
  private final Map<String, Set<String>> broader = new HashMap<>();
  private final Map<String, Integer> parts = new HashMap<>();

  Neighbours(ConceptView view) {
    this.view = view;
    for (var concept : view.all()) {
      var others = new HashSet<String>();
      concept.links().forEach(l -> others.add(l.target()));
      linked.put(concept.id(), Set.copyOf(others));
      broader.put(concept.id(), Set.copyOf(concept.broader()));
      for (var whole : broader.getOrDefault(concept.id(), Set.of()))
        parts.merge(whole, 1, Integer::sum);
    }
  }

  /// 1 for the same or a linked concept, 0.5 for one that shares a broader concept, else 0.
  double nearness(String one, String other) {
    if (one.equals(other)) return LINKED;
    var links = linked.getOrDefault(one, Set.of());
    if (links.contains(other) || linked.getOrDefault(other, Set.of()).contains(one)) return LINKED;
    var above = broader.getOrDefault(other, Set.of());
    for (var id : broader.getOrDefault(one, Set.of())) if (above.contains(id)) return SAME_BROADER;
    return 0;
  }

  /// What stands directly above the concept.
  Set<String> wholes(String concept) {
    return broader.getOrDefault(concept, Set.of());
  }

  /// How many concepts stand directly below this one.
  int parts(String whole) {
    return parts.getOrDefault(whole, 0);
  }

  /// The one that stands above all others; else the only one whose preferred label this is; else
  /// the only one nearest to a root; else none.
  Optional<Lexicon.Entry> mostGeneral(Collection<Lexicon.Entry> choices) {
    for (var choice : choices)
      if (choices.stream()
          .filter(c -> c != choice)
          .allMatch(c -> view.ancestors(c.concept().id()).contains(choice.concept().id())))
        return Optional.of(choice);
    var preferred = choices.stream().filter(c -> c.kind() == Concept.Label.Kind.PREFERRED).toList();
    if (preferred.size() == 1) return Optional.of(preferred.getFirst());
    List<Lexicon.Entry> left = new ArrayList<>(preferred.isEmpty() ? choices : preferred);
    left.sort(Comparator.comparingInt(this::depth));
    return depth(left.get(0)) < depth(left.get(1))
        ? Optional.of(left.getFirst())
        : Optional.empty();
  }

  private int depth(Lexicon.Entry entry) {
    return view.ancestors(entry.concept().id()).size();
  }
}
