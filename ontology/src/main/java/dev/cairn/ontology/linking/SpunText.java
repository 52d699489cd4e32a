package dev.cairn.ontology.linking;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
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

  /// A label cut into folded words.
  private record Named(Concept concept, Label label, List<String> words) {
    boolean hidden() {
      return label.kind() == Kind.HIDDEN;
    }

    String phrase() {
      return String.join(" ", words);
    }
  }

  /// Odd collocations of all labels, in a stable order, without those that some label is anyway.
  static List<Odd> oddCollocations(ConceptView view) {
    var all = named(view.all());
    var swaps = swaps(all);
    if (swaps.isEmpty()) return List.of();
    var ordinary = ordinaryWords(all);
    var labels = new HashSet<String>();
    for (var named : all) labels.add(named.phrase());
    var odd = new LinkedHashMap<String, Odd>();
    for (var named : all) {
      int length = named.words().size();
      if (named.hidden() || named.label().kind() == Kind.CONTEXT) continue;
      if (length < 2 || length > LONGEST) continue;
      if (named.words().stream().noneMatch(swaps::containsKey)) continue;
      for (var variant : variants(named.words(), swaps)) {
        var phrase = String.join(" ", variant);
        if (!labels.contains(phrase) && !ordinary.containsAll(variant))
          odd.putIfAbsent(phrase, new Odd(named.concept(), phrase, named.label().text()));
      }
    }
    return List.copyOf(odd.values());
  }

  private static List<Named> named(Collection<Concept> concepts) {
    var all = new ArrayList<Named>();
    for (var concept : concepts)
      for (var label : concept.labels()) all.add(new Named(concept, label, words(label.text())));
    return all;
  }

  /// Words that ordinary labels have.
  static Set<String> ordinaryWords(Collection<Concept> concepts) {
    return ordinaryWords(named(concepts));
  }

  private static Set<String> ordinaryWords(List<Named> all) {
    var words = new HashSet<String>();
    for (var named : all) if (!named.hidden()) words.addAll(named.words());
    return words;
  }

  /// Which word gets replaced by which: a hidden label, word by word, against the concept's other
  /// label of as many words that differs from it in the fewest (the preferred one, if several do).
  private static Map<String, Set<String>> swaps(List<Named> all) {
    Map<Concept, List<Named>> ordinary = new IdentityHashMap<>();
    for (var named : all)
      if (!named.hidden())
        ordinary.computeIfAbsent(named.concept(), _ -> new ArrayList<>()).add(named);
    var swaps = new HashMap<String, Set<String>>();
    for (var hidden : all)
      if (hidden.hidden())
        ordinary.getOrDefault(hidden.concept(), List.of()).stream()
            .sorted(Comparator.comparing(n -> n.label().kind()))
            .map(Named::words)
            .filter(from -> from.size() == hidden.words().size())
            .min(Comparator.comparingInt(from -> differences(from, hidden.words())))
            .ifPresent(from -> note(swaps, from, hidden.words()));
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

  private static List<String> words(String text) {
    var tokens = Tokens.of(text);
    var words = new ArrayList<String>();
    for (int i = 0; i < tokens.size(); i++)
      if (!tokens.isMark(i)) words.add(tokens.word(i).folded());
    return words;
  }
}
