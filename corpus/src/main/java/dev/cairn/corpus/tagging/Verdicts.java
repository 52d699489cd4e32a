package dev.cairn.corpus.tagging;

import dev.cairn.corpus.Judgement;
import dev.cairn.ontology.ConceptView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What people said of an item, in the concepts of now: ids, none of them in both. What was said of
/// a concept that another has taken the place of holds for that one, unless something was said of
/// that one itself; of several such, what was said last.
public record Verdicts(Set<String> confirmed, Set<String> rejected) {
  private static final Verdicts NONE = new Verdicts(Set.of(), Set.of());

  /// @param view what it does not know is left out
  public static Verdicts of(List<Judgement> judgements, ConceptView view) {
    if (judgements.isEmpty()) return NONE;
    record Held(String concept, boolean itself, Judgement judgement) {}
    var last = new HashMap<String, Judgement>();
    judgements.stream()
        .flatMap(it ->
            view.find(it.concept()).stream()
                .map(c -> new Held(c.id(), c.iri().equals(it.concept()), it)))
        .sorted(
            Comparator.comparing(Held::itself)
                .thenComparing(held -> held.judgement().when())
                .thenComparing(held -> held.judgement().concept()))
        .forEach(held -> last.put(held.concept(), held.judgement()));
    return new Verdicts(
        ids(last, Judgement.Verdict.CONFIRMED), ids(last, Judgement.Verdict.REJECTED));
  }

  private static Set<String> ids(HashMap<String, Judgement> all, Judgement.Verdict verdict) {
    return all.entrySet().stream()
        .filter(it -> it.getValue().verdict() == verdict)
        .map(it -> it.getKey())
        .collect(Collectors.toUnmodifiableSet());
  }
}
