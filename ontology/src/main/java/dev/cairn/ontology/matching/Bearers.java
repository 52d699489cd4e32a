package dev.cairn.ontology.matching;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.linking.LabelKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which concepts bear a name. Immutable once made.
final class Bearers {
  /// A name of a concept as it is compared.
  ///
  /// @param home vocabulary of the concept
  record Bearing(Concept concept, String home, Label label, LabelKey key) {
    /// Whether both names are of one language, as far as it is said.
    boolean comparable(Bearing other) {
      var mine = language(label);
      var its = language(other.label());
      return mine.isEmpty() || its.isEmpty() || mine.equals(its);
    }
  }

  private final Map<String, List<Bearing>> byText = new HashMap<>();
  private final Map<String, List<Bearing>> byConcept = new HashMap<>();

  void add(Concept concept, String home) {
    var all = new ArrayList<Bearing>();
    for (var label : concept.labels())
      switch (label.kind()) {
        case PREFERRED, ALTERNATIVE, CONTEXT ->
            LabelKey.of(label.text(), language(label))
                .map(key -> new Bearing(concept, home, label, key))
                .ifPresent(all::add);
        case HIDDEN -> {}
      }
    byConcept.put(concept.id(), all);
    for (var bearing : all)
      byText.computeIfAbsent(bearing.key().text(), _ -> new ArrayList<>()).add(bearing);
  }

  /// `en` for `en-GB`; empty where none is given.
  static String language(Label label) {
    int end = label.language().indexOf('-');
    return end < 0 ? label.language() : label.language().substring(0, end);
  }

  /// Names that several concepts bear, each with its bearers.
  Iterable<List<Bearing>> shared() {
    return byText.values().stream().filter(all -> all.size() > 1)::iterator;
  }

  List<Bearing> of(String id) {
    return byConcept.getOrDefault(id, List.of());
  }

  List<Bearing> of(LabelKey head) {
    return byText.getOrDefault(head.text(), List.of());
  }

  List<Bearing> ofText(String text) {
    return byText.getOrDefault(text, List.of());
  }

  /// How many concepts of a vocabulary bear this name as a label that counts at least as much.
  int count(Bearing like, String home) {
    var concepts = new LinkedHashSet<String>();
    for (var other : of(like.key()))
      if (other.home().equals(home)
          && other.comparable(like)
          && other.label().kind().compareTo(like.label().kind()) <= 0)
        concepts.add(other.concept().id());
    return Math.max(1, concepts.size());
  }

  /// The names of a concept, without those that are everyday words only.
  Set<String> texts(String id) {
    var texts = new LinkedHashSet<String>();
    for (var bearing : of(id))
      if (bearing.label().kind() != Label.Kind.CONTEXT) texts.add(bearing.key().text());
    return texts;
  }
}
