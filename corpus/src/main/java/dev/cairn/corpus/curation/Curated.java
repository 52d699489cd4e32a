package dev.cairn.corpus.curation;

import dev.cairn.corpus.ItemId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// All that a search needs of what people set right by hand. Never changes.
public final class Curated {
  private static final Curated NOTHING = new Curated(List.of(), List.of());

  /// For one phrase of a question so many others are looked for, and for a question so many.
  private static final int MOST_OTHERS = 20;

  private static final int MOST_ALTOGETHER = 60;

  private final Map<List<String>, Set<ItemId>> pins = new HashMap<>();
  private final Map<List<String>, Set<String>> others = new HashMap<>();

  /// A phrase of a question, and another one that means the same.
  ///
  /// @param typed folded words, parted by single blanks
  /// @param other as it was entered
  public record Meant(String typed, String other) {}

  Curated(List<Pin> allPins, List<Synonyms> allSynonyms) {
    for (var pin : allPins)
      pins.computeIfAbsent(folded(pin.question()), _ -> new LinkedHashSet<>()).add(pin.item());
    for (var set : allSynonyms) {
      var askedFor = set.oneWay() ? set.words().subList(0, 1) : set.words();
      for (var asked : askedFor)
        for (var other : set.words())
          if (!folded(other).equals(folded(asked)))
            others.computeIfAbsent(folded(asked), _ -> new LinkedHashSet<>()).add(other);
    }
  }

  /// Where nobody set anything right.
  public static Curated nothing() {
    return NOTHING;
  }

  /// The words of a text, without case, accents and punctuation: by these questions are the same.
  public static List<String> folded(String text) {
    var plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replaceAll("['’]", "");
    var words = new ArrayList<String>();
    for (var word : plain.split("[^\\p{L}\\p{N}]+")) if (!word.isEmpty()) words.add(word);
    return words;
  }

  /// Items that stand first for this question; those that are gone, or hidden from who asks, may be
  /// among them.
  public Set<ItemId> pinned(String question) {
    return pins.isEmpty() ? Set.of() : Set.copyOf(pins.getOrDefault(folded(question), Set.of()));
  }

  /// What else to look for: at each place of the question the longest phrase that is known counts.
  /// One step only: what a synonym has for synonyms of its own is not looked for.
  public List<Meant> meant(String question) {
    if (others.isEmpty()) return List.of();
    var words = folded(question);
    var all = new LinkedHashSet<Meant>();
    for (int at = 0; at < words.size(); ) {
      int length = Math.min(Synonyms.LONGEST_PHRASE, words.size() - at);
      while (length > 0 && !others.containsKey(words.subList(at, at + length))) length--;
      var phrase = words.subList(at, at + length);
      others.getOrDefault(phrase, Set.of()).stream()
          .filter(other -> !has(words, folded(other)))
          .limit(MOST_OTHERS)
          .forEach(other -> all.add(new Meant(String.join(" ", phrase), other)));
      at += Math.max(1, length);
    }
    return all.stream().limit(MOST_ALTOGETHER).toList();
  }

  /// What was typed anyway need not be looked for once more.
  private static boolean has(List<String> words, List<String> phrase) {
    return Collections.indexOfSubList(words, phrase) >= 0;
  }
}
