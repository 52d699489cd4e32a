package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.ConceptView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Concepts whose names look like some words, tolerant of a slip of the finger.
final class Nearest {
  /// Below this share of common groups of three letters, two names are not alike. Chosen so that
  /// one wrong letter in a word of seven is forgiven.
  private static final double ALIKE = 0.22;

  private Nearest() {}

  private record Scored(Concept concept, double likeness) {}

  /// Most alike first, at most `limit`.
  static List<Concept> concepts(ConceptView view, String words, int limit) {
    var wanted = threes(words);
    if (wanted.isEmpty()) return List.of();
    return view.all().stream()
        .map(c -> new Scored(c, likeness(c, wanted)))
        .filter(s -> s.likeness() >= ALIKE)
        .sorted(
            Comparator.comparingDouble(Scored::likeness)
                .reversed()
                .thenComparing(s -> s.concept().id()))
        .limit(limit)
        .map(Scored::concept)
        .toList();
  }

  private static double likeness(Concept concept, Set<String> wanted) {
    return concept.labels().stream()
        .filter(l -> l.kind() != Label.Kind.HIDDEN)
        .mapToDouble(l -> likeness(threes(l.text()), wanted))
        .max()
        .orElse(0);
  }

  /// Dice's coefficient.
  private static double likeness(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) return 0;
    long common = a.stream().filter(b::contains).count();
    return 2.0 * common / (a.size() + b.size());
  }

  private static Set<String> threes(String text) {
    var all = new HashSet<String>();
    for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
      if (word.isEmpty()) continue;
      var padded = " " + word + " ";
      for (int i = 0; i + 3 <= padded.length(); i++) all.add(padded.substring(i, i + 3));
    }
    return all;
  }
}
