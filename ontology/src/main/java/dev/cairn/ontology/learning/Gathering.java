package dev.cairn.ontology.learning;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.learning.LearningPath.Reason;
import dev.cairn.ontology.learning.LearningPath.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/// Decides which concepts a path takes, and why each.
final class Gathering {
  /// More than these would be no help for who decides what to leave out.
  private static final int MOST_LEFT_OUT = 20;

  private final ConceptView view;
  private final List<String> chosen;
  private final Level level;
  private final ToIntFunction<String> estimate;
  private final Map<String, Step> taken = new LinkedHashMap<>();
  private final Map<String, Step> leftOut = new LinkedHashMap<>();
  private int left;

  Gathering(
      ConceptView view,
      List<String> chosen,
      Level level,
      int minutes,
      ToIntFunction<String> estimate) {
    this.view = view;
    this.chosen = chosen;
    this.level = level;
    this.estimate = estimate;
    this.left = minutes;
  }

  void gather() {
    for (var id : chosen) take(new Step(id, Reason.CHOSEN, "It was chosen."));
    for (var id : chosen) offerFoundations(id);
    for (var id : chosen) before(id);
    switch (level) {
      case BEGINNER -> chosen.forEach(this::frame);
      case ADVANCED -> chosen.forEach(id -> deeper(id, 1));
      case EXPERT -> chosen.forEach(id -> deeper(id, 2));
    }
  }

  Set<String> taken() {
    return new LinkedHashSet<>(taken.keySet());
  }

  Step step(String id) {
    var step = taken.get(id);
    if (step == null) throw new IllegalArgumentException("'" + id + "' was not taken");
    return step;
  }

  List<Step> leftOut() {
    return leftOut.values().stream()
        .filter(step -> !taken.containsKey(step.concept()))
        .limit(MOST_LEFT_OUT)
        .toList();
  }

  private void take(Step step) {
    if (taken.putIfAbsent(step.concept(), step) == null)
      left -= estimate.applyAsInt(step.concept());
  }

  /// Takes all of these, or none if they have no room together. The last one is what is offered,
  /// the others are its foundations.
  private void offer(List<Step> together) {
    var missing = together.stream().filter(step -> !taken.containsKey(step.concept())).toList();
    int time = missing.stream().mapToInt(step -> estimate.applyAsInt(step.concept())).sum();
    if (time <= left && taken.size() + missing.size() <= LearningPath.MOST_STEPS)
      missing.forEach(this::take);
    else {
      var last = together.getLast();
      leftOut.putIfAbsent(last.concept(), last);
    }
  }

  /// Nearest first; what only something builds on that has no room is not asked for.
  private void offerFoundations(String id) {
    var seen = new LinkedHashSet<>(Set.of(id));
    var waiting = new ArrayDeque<>(seen);
    while (!waiting.isEmpty()) {
      var by = waiting.remove();
      for (var needed : targets(by, Relation.REQUIRES)) {
        if (!seen.add(needed)) continue;
        offer(List.of(new Step(needed, Reason.NEEDED, label(by) + " builds on it.")));
        if (taken.containsKey(needed)) waiting.add(needed);
      }
    }
  }

  /// What a concept builds on, nearest first.
  private List<Step> foundations(String id) {
    var steps = new ArrayList<Step>();
    var inside = new LinkedHashSet<>(Set.of(id));
    for (var needed : LearningPath.foundations(view, id)) {
      var by =
          inside.stream()
              .filter(other -> targets(other, Relation.REQUIRES).contains(needed))
              .findFirst()
              .orElse(id);
      inside.add(needed);
      steps.add(new Step(needed, Reason.NEEDED, label(by) + " builds on it."));
    }
    return steps;
  }

  /// With its own foundations, the farthest of them first.
  private void offerWhole(Step step) {
    if (taken.containsKey(step.concept())) return;
    var together = new ArrayList<>(foundations(step.concept()).reversed());
    together.add(step);
    offer(together);
  }

  private void before(String id) {
    for (var earlier : Reachable.from(view, Set.of(id), Relation.FOLLOWS)) {
      var group =
          view.groups().stream()
              .filter(g -> g.ordered() && g.members().contains(id) && g.members().contains(earlier))
              .findFirst();
      offerWhole(
          new Step(
              earlier,
              Reason.BEFORE,
              "It comes before "
                  + label(id)
                  + group.map(g -> " in “" + g.label() + "”.").orElse(".")));
    }
  }

  private void frame(String id) {
    for (var above : sorted(broader(id)))
      offerWhole(
          new Step(
              above,
              Reason.FRAME,
              "It is the frame: " + label(id) + " " + words(id, above) + " it."));
  }

  private void deeper(String id, int depth) {
    for (var aside : sorted(targets(id, Relation.CONTRASTS_WITH)))
      offerWhole(
          new Step(
              aside,
              Reason.DEEPER,
              "It is contrasted with " + label(id) + ", which helps to tell both apart."));
    if (level == Level.EXPERT)
      for (var measure : sorted(targets(id, Relation.MEASURED_BY)))
        offerWhole(new Step(measure, Reason.DEEPER, "It measures " + label(id) + "."));
    var above = Set.of(id);
    var seen = new LinkedHashSet<>(above);
    for (int down = 0; down < depth; down++) {
      var below = new LinkedHashSet<String>();
      for (var one : above)
        for (var narrower : sorted(narrower(one)))
          if (seen.add(narrower)) {
            below.add(narrower);
            offerWhole(
                new Step(
                    narrower,
                    Reason.DEEPER,
                    "It " + words(narrower, one) + " " + label(one) + "."));
          }
      above = below;
    }
  }

  private List<String> broader(String id) {
    return view.byId(id).map(Concept::broader).orElse(List.of());
  }

  private List<String> narrower(String id) {
    return view.byId(id).map(Concept::narrower).orElse(List.of());
  }

  /// How the narrower one stands to the broader.
  private String words(String narrower, String broader) {
    return view.byId(narrower).stream()
        .flatMap(concept -> concept.links().stream())
        .filter(link -> link.target().equals(broader))
        .filter(link -> link.relation().direction() == Relation.Direction.UP)
        .map(link -> link.relation().words())
        .findFirst()
        .orElse(Relation.BROADER.words());
  }

  /// In the order of a group that has several of them, else by their names.
  private List<String> sorted(List<String> ids) {
    return Ordering.inGroups(view, ids);
  }

  private List<String> targets(String id, Relation relation) {
    return view.byId(id).map(concept -> concept.targets(relation)).orElse(List.of());
  }

  private String label(String id) {
    return LearningPath.label(view, id);
  }
}
