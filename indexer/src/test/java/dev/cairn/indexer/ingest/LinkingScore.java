package dev.cairn.indexer.ingest;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How well links agree with what people judged. Counted are pairs of passage and concept.
final class LinkingScore {
  private LinkingScore() {}

  /// @param right demanded and linked
  /// @param wrong linked, and neither demanded nor free
  /// @param missed demanded and not linked
  record Counts(int right, int wrong, int missed) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /// 0..1; 1 if nothing was linked.
    double precision() {
      return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    /// 0..1; 1 if nothing was demanded.
    double recall() {
      return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    /// Harmonic mean of both, 0..1.
    double f1() {
      return right + wrong + missed == 0 ? 1 : 2.0 * right / (2.0 * right + wrong + missed);
    }
  }

  /// One judged passage and what a linker says of it.
  record Answer(LinkingGold.Judged judged, Set<String> linked) {
    Set<String> wrong(ConceptView concepts) {
      var wrong = new TreeSet<>(linked);
      var demanded = judged.demanded();
      wrong.removeAll(demanded);
      wrong.removeAll(judged.free());
      for (var concept : demanded)
        concepts.byId(concept).map(Concept::broader).ifPresent(wrong::removeAll);
      return wrong;
    }

    Counts counts(ConceptView concepts, Predicate<String> counted) {
      int right = 0;
      int missed = 0;
      for (var concept : judged.demanded())
        if (counted.test(concept)) {
          if (linked.contains(concept)) right++;
          else missed++;
        }
      int wrong = (int) wrong(concepts).stream().filter(counted).count();
      return new Counts(right, wrong, missed);
    }
  }

  static Counts micro(List<Answer> answers, ConceptView concepts) {
    return answers.stream()
        .map(answer -> answer.counts(concepts, _ -> true))
        .reduce(Counts.NONE, Counts::plus);
  }

  /// Mean F1 over the concepts that are demanded or wrongly linked.
  static double macro(List<Answer> answers, ConceptView concepts) {
    var all = new HashMap<String, Counts>();
    for (var answer : answers) {
      for (var concept : answer.judged().demanded())
        add(
            all,
            concept,
            answer.linked().contains(concept) ? new Counts(1, 0, 0) : new Counts(0, 0, 1));
      for (var concept : answer.wrong(concepts)) add(all, concept, new Counts(0, 1, 0));
    }
    return all.values().stream().mapToDouble(Counts::f1).average().orElse(1);
  }

  private static void add(Map<String, Counts> all, String concept, Counts more) {
    all.merge(concept, more, Counts::plus);
  }

  /// Where the F1 lies in 95 of 100 cases if other passages had been drawn: passages drawn anew
  /// from these, with replacement.
  static double[] interval(List<Answer> answers, ConceptView concepts, long seed, int rounds) {
    var each = answers.stream().map(it -> it.counts(concepts, _ -> true)).toList();
    if (each.isEmpty()) return new double[] {1, 1};
    var random = new Random(seed);
    var drawn = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      var sum = Counts.NONE;
      for (int i = 0; i < each.size(); i++) sum = sum.plus(each.get(random.nextInt(each.size())));
      drawn[round] = sum.f1();
    }
    Arrays.sort(drawn);
    return new double[] {drawn[(int) (rounds * 0.025)], drawn[(int) (rounds * 0.975)]};
  }

  /// Of the named concepts, each place counted: linked to the concept at words that overlap.
  static Counts places(LinkingGold.Judged judged, List<Placed> linked, ConceptView concepts) {
    int right = 0;
    int missed = 0;
    for (var named : judged.named().entrySet())
      for (var place : named.getValue())
        if (linked.stream()
            .anyMatch(it -> it.concept().equals(named.getKey()) && it.overlaps(place))) right++;
        else missed++;
    var wrong = new ArrayList<Placed>();
    var wrongConcepts =
        new Answer(judged, linked.stream().map(Placed::concept).collect(Collectors.toSet()))
            .wrong(concepts);
    for (var link : linked) {
      if (wrongConcepts.contains(link.concept())) wrong.add(link);
      else if (judged.named().containsKey(link.concept())
          && !judged.free().contains(link.concept())
          && !judged.meant().contains(link.concept())
          && judged.named().getOrDefault(link.concept(), List.of()).stream()
              .noneMatch(link::overlaps)) wrong.add(link);
    }
    return new Counts(right, wrong.size(), missed);
  }

  /// A link at a place of its passage.
  record Placed(String concept, int start, int end) {
    boolean overlaps(LinkingGold.Place place) {
      return start < place.end() && end > place.start();
    }
  }
}
