package dev.cairn.ontology.linking;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How much a text reads as if a program had replaced words by synonyms.
///
/// Evidence are phrases that hardly anybody writes of his own accord: hidden labels of several
/// words, and *odd collocations*, which are labels of several words with one or more words replaced
/// as the hidden labels show that they get replaced. From *chump acquaintance administration* for
/// *customer experience management* follows *chump loyalty* for *customer loyalty*. A collocation
/// needs a word that no ordinary label of the vocabulary has (*chump*, not *administration*).
///
/// **Formula.** Each different phrase that occurs, in exactly these words (so that *customers
/// suffer* is no *customer suffer*), adds 1 if it has such an odd word, else 0.25. With W their sum
/// and n the number of words, `r = max(0, W - 1) * 1000 / max(n, 100)`, and the score is `1 - 2^(-r
/// / 3)`: three odd phrases in a thousand words, beyond the first, make one half. One phrase alone
/// is chance and never counts.
final class SpunText {
  /// From here on hidden labels count.
  static final double THRESHOLD = 0.5;

  private static final double HALF_AT = 3;
  private static final int SHORTEST = 100;
  private static final int MOST_VARIANTS = 64;
  private static final int LONGEST = 4;

  private SpunText() {}

  /// @param text the odd phrase
  /// @param instead the label it stands for
  record Odd(Concept concept, String text, String instead) {}

  /// @param phrases the different phrases found → their weight
  static double score(Map<String, Double> phrases, int words) {
    double sum = 0;
    for (var weight : new TreeMap<>(phrases).values()) sum += weight;
    double rate = Math.max(0, sum - 1) * 1000 / Math.max(words, SHORTEST);
    return 1 - Math.pow(2, -rate / HALF_AT);
  }

  /// Odd collocations of all labels, in a stable order, without those that some label is anyway.
  static List<Odd> oddCollocations(ConceptView view) {
    var ordinary = ordinaryWords(view.all());
    var swaps = swaps(view.all());
    if (swaps.isEmpty()) return List.of();
    var labels = new LinkedHashSet<String>();
    for (var concept : view.all())
      for (var label : concept.labels()) labels.add(String.join(" ", words(label)));
    var odd = new LinkedHashMap<String, Odd>();
    for (var concept : view.all())
      for (var label : concept.labels()) {
        if (label.kind() == Kind.HIDDEN || label.kind() == Kind.CONTEXT) continue;
        var words = words(label);
        if (words.size() < 2 || words.size() > LONGEST) continue;
        for (var variant : variants(words, swaps)) {
          var phrase = String.join(" ", variant);
          if (!labels.contains(phrase) && variant.stream().anyMatch(w -> !ordinary.contains(w)))
            odd.putIfAbsent(phrase, new Odd(concept, phrase, label.text()));
        }
      }
    return List.copyOf(odd.values());
  }

  /// Words that ordinary labels have.
  static Set<String> ordinaryWords(Collection<Concept> concepts) {
    var words = new TreeSet<String>();
    for (var concept : concepts)
      for (var label : concept.labels())
        if (label.kind() != Kind.HIDDEN) words.addAll(words(label));
    return words;
  }

  /// Which word gets replaced by which: a hidden label, word by word, against the concept's other
  /// label of as many words that differs from it in the fewest (the preferred one, if several do).
  private static Map<String, Set<String>> swaps(Collection<Concept> concepts) {
    var swaps = new HashMap<String, Set<String>>();
    for (var concept : concepts)
      for (var hidden : concept.labels()) {
        if (hidden.kind() != Kind.HIDDEN) continue;
        var to = words(hidden);
        concept.labels().stream()
            .filter(l -> l.kind() != Kind.HIDDEN)
            .sorted(Comparator.comparing(Label::kind))
            .map(SpunText::words)
            .filter(from -> from.size() == to.size())
            .min(Comparator.comparingInt(from -> differences(from, to)))
            .ifPresent(from -> note(swaps, from, to));
      }
    return swaps;
  }

  private static int differences(List<String> from, List<String> to) {
    int count = 0;
    for (int i = 0; i < from.size(); i++) if (!from.get(i).equals(to.get(i))) count++;
    return count;
  }

  private static void note(Map<String, Set<String>> swaps, List<String> from, List<String> to) {
    for (int i = 0; i < from.size(); i++)
      if (!from.get(i).equals(to.get(i)) && from.get(i).length() > 3 && to.get(i).length() > 3)
        swaps.computeIfAbsent(from.get(i), _ -> new TreeSet<>()).add(to.get(i));
  }

  private static List<List<String>> variants(List<String> words, Map<String, Set<String>> swaps) {
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    for (var word : words) {
      var next = new ArrayList<List<String>>();
      for (var begun : all) {
        next.add(plus(begun, word));
        for (var other : swaps.getOrDefault(word, Set.of()))
          if (next.size() < MOST_VARIANTS) next.add(plus(begun, other));
      }
      all = next.size() > MOST_VARIANTS ? next.subList(0, MOST_VARIANTS) : next;
    }
    return all.stream().filter(v -> !v.equals(words)).toList();
  }

  private static List<String> plus(List<String> list, String last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private static List<String> words(Label label) {
    var tokens = Tokens.of(label.text(), _ -> -1);
    var words = new ArrayList<String>();
    for (int i = 0; i < tokens.size(); i++)
      if (!tokens.isMark(i)) words.add(tokens.word(i).folded());
    return words;
  }
}
