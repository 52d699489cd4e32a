package dev.cairn.corpus;

import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was made from an item's newest version: its text, cut into passages, and the concepts in
/// it.
///
/// @param mentions with offsets into `reading.text()`, ordered by start
/// @param spun 0..1, see {@link dev.cairn.ontology.Linker.Linked}
public record Derived(
    Reading reading,
    List<Passage> passages,
    List<Mention> mentions,
    double spun,
    boolean hiddenLabelsApplied) {
  public Derived {
    passages = List.copyOf(passages);
    mentions = List.copyOf(mentions);
  }

  /// The same with the concepts that were found by meaning.
  public Derived with(Meant meant) {
    if (meant.mentions().isEmpty()) return this;
    var all = new ArrayList<>(mentions);
    all.addAll(meant.mentions());
    all.sort(Comparator.comparingInt(Mention::start));
    return new Derived(reading, passages, all, spun, hiddenLabelsApplied);
  }

  /// The same without the places of these concepts.
  ///
  /// @param concepts ids
  public Derived without(Set<String> concepts) {
    if (concepts.isEmpty()) return this;
    var left = mentions.stream().filter(it -> !concepts.contains(it.concept())).toList();
    return new Derived(reading, passages, left, spun, hiddenLabelsApplied);
  }

  /// Ids of the concepts as which spun text reads: those found by hidden labels, the ones that the
  /// text names most often by whatever label first, ties by the first place. Empty for plain text.
  public List<String> readsAs() {
    if (!hiddenLabelsApplied) return List.of();
    var times = new LinkedHashMap<String, Integer>();
    var hidden = new HashSet<String>();
    for (var mention : mentions) {
      if (mention.method() == Mention.Method.VECTOR) continue;
      times.merge(mention.concept(), 1, Integer::sum);
      if (mention.method() == Mention.Method.HIDDEN_LABEL) hidden.add(mention.concept());
    }
    times.keySet().retainAll(hidden);
    return times.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
