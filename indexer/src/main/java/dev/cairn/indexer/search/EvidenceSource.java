package dev.cairn.indexer.search;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Passage;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.Mention;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where an item mentions a concept. Asked only for items that the caller may see.
@FunctionalInterface
public interface EvidenceSource {
  /// UTF-16 code units of a passage that are quoted.
  int LONGEST = 200;

  /// Each different wording once, the surest first, then the same wordings again; what only means
  /// the concept comes last, with the beginning of its passage as its text.
  ///
  /// @param item id of the item
  /// @param concept id of the concept
  /// @param limit at most so many
  List<Why.Evidence> evidence(String item, String concept, int limit);

  /// For an index without texts behind it.
  static EvidenceSource none() {
    return (_, _, _) -> List.of();
  }

  /// Looked up in what was made from each item's text.
  ///
  /// @param derived id of the item → what was made of it; empty where that is not at hand
  static EvidenceSource over(Function<String, Optional<Derived>> derived) {
    return (item, concept, limit) ->
        derived.apply(item).map(d -> surest(d, concept, limit)).orElse(List.of());
  }

  /// One place for each different wording comes before the same wording again, so that a few places
  /// show in how many ways the item names the concept.
  private static List<Why.Evidence> surest(Derived derived, String concept, int limit) {
    var first = new ArrayList<Mention>();
    var again = new ArrayList<Mention>();
    var wordings = new HashSet<String>();
    derived.mentions().stream()
        .filter(m -> m.concept().equals(concept))
        .sorted(
            Comparator.comparing((Mention m) -> m.method() == Mention.Method.VECTOR)
                .thenComparing(Comparator.comparingDouble(Mention::confidence).reversed()))
        .forEach(m -> (wordings.add(wording(derived, m)) ? first : again).add(m));
    return Stream.concat(first.stream(), again.stream())
        .limit(limit)
        .map(m -> evidence(derived, m))
        .toList();
  }

  private static String wording(Derived derived, Mention mention) {
    return derived
        .reading()
        .text()
        .substring(mention.start(), mention.end())
        .toLowerCase(Locale.ROOT);
  }

  /// Of a whole passage only how it begins.
  private static String said(Derived derived, Mention mention) {
    var said = derived.reading().text().substring(mention.start(), mention.end());
    if (mention.method() != Mention.Method.VECTOR || said.length() <= LONGEST) return said;
    int cut = said.lastIndexOf(' ', LONGEST);
    return said.substring(0, cut > 0 ? cut : LONGEST) + "…";
  }

  private static Why.Evidence evidence(Derived derived, Mention mention) {
    int passage =
        derived.passages().stream()
            .filter(p -> p.start() <= mention.start() && mention.start() < p.end())
            .mapToInt(Passage::ordinal)
            .findFirst()
            .orElse(0);
    return new Why.Evidence(
        passage,
        mention.start(),
        mention.end(),
        said(derived, mention),
        mention.label(),
        mention.method().code(),
        mention.confidence());
  }
}
