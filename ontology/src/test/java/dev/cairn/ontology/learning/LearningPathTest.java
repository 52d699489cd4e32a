package dev.cairn.ontology.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.learning.LearningPath.Reason;
import dev.cairn.ontology.learning.LearningPath.Step;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.SmallView;
import dev.cairn.ontology.testkit.Views;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningPathTest {
  private static final int HOURS = 60;

  private static LearningPath plan(ConceptView view, Level level, int minutes, String... chosen) {
    return LearningPath.plan(view, List.of(chosen), level, minutes, _ -> 10);
  }

  private static List<String> ids(LearningPath path) {
    return path.steps().stream().map(Step::concept).toList();
  }

  static Random random() {
    return Seed.random(LearningPathTest.class);
  }

  /// Concepts at random; what they require may run in circles.
  static ConceptView anyView(Random random, boolean circles) {
    int size = 2 + random.nextInt(30);
    var makings =
        IntStream.range(0, size)
            .mapToObj(i -> SmallView.concept("c" + i))
            .toArray(SmallView.Making[]::new);
    for (int links = random.nextInt(3 * size); links > 0; links--) {
      int from = random.nextInt(size);
      int to = random.nextInt(size);
      if (from == to) continue;
      var kind =
          List.of(
                  Relation.REQUIRES,
                  Relation.PRECEDES,
                  Relation.BROADER,
                  Relation.CONTRASTS_WITH,
                  Relation.MEASURES)
              .get(random.nextInt(5));
      if (kind == Relation.REQUIRES && !circles && to > from) continue;
      makings[from].to(kind, "c" + to);
    }
    return SmallView.of(makings);
  }

  private static List<String> some(ConceptView view, Random random) {
    var ids = new ArrayList<>(view.all().stream().map(Concept::id).toList());
    Collections.shuffle(ids, random);
    return ids.subList(0, 1 + random.nextInt(Math.min(ids.size(), 5)));
  }

  @Test
  void every_requirement_stands_before_what_builds_on_it() {
    var random = random();
    for (int i = 0; i < 200; i++) {
      var view = anyView(random, false);
      var chosen = some(view, random);
      int minutes = 1 + random.nextInt(400);
      var path =
          LearningPath.plan(view, chosen, Level.values()[random.nextInt(3)], minutes, _ -> 10);
      var order = ids(path);
      for (var id : order)
        for (var needed : view.byId(id).orElseThrow().targets(Relation.REQUIRES))
          if (order.contains(needed))
            assertTrue(order.indexOf(needed) < order.indexOf(id), needed + " before " + id);
          else
            assertTrue(
                chosen.contains(id)
                    || path.steps().stream()
                        .anyMatch(s -> s.concept().equals(id) && s.reason() == Reason.NEEDED),
                id + " was added without " + needed);
    }
  }

  @Test
  void nothing_chosen_is_missing_nothing_is_there_twice_and_the_time_is_kept() {
    var random = random();
    for (int i = 0; i < 200; i++) {
      var view = anyView(random, true);
      var chosen = some(view, random);
      int minutes = 1 + random.nextInt(400);
      Map<String, Integer> takes = new HashMap<>();
      view.all().forEach(c -> takes.put(c.id(), random.nextInt(30)));
      var path =
          LearningPath.plan(
              view,
              chosen,
              Level.values()[random.nextInt(3)],
              minutes,
              id -> takes.getOrDefault(id, 0));
      var order = ids(path);
      assertTrue(order.containsAll(chosen), order + " lacks some of " + chosen);
      assertEquals(order.stream().distinct().toList(), order);
      assertEquals(order.stream().mapToInt(id -> takes.getOrDefault(id, 0)).sum(), path.minutes());
      int chosenTake = chosen.stream().mapToInt(id -> takes.getOrDefault(id, 0)).sum();
      assertTrue(
          path.minutes() <= Math.max(minutes, chosenTake),
          path.minutes() + " of " + minutes + ", chosen " + chosenTake);
      path.leftOut().forEach(step -> assertTrue(!order.contains(step.concept()), step.toString()));
    }
  }

  /// Sets of the language are in another order in each process; a way that followed one would
  /// differ from this.
  @Test
  void the_order_is_the_same_in_every_process() {
    var view =
        Views.of(
            """
            :walk a skos:Concept ; cairn:requires :stand , :balance , :shoes .
            :stand a skos:Concept ; cairn:requires :balance , :legs .
            :balance a skos:Concept . :legs a skos:Concept . :shoes a skos:Concept .
            :run a skos:Concept ; cairn:requires :walk , :breath . :breath a skos:Concept .
            :sit a skos:Concept ; cairn:precedes :stand . :lie a skos:Concept ; cairn:precedes :sit .
            """);
    assertEquals(
        List.of("breath", "balance", "shoes", "legs", "lie", "sit", "stand", "walk", "run"),
        ids(LearningPath.plan(view, List.of("run", "sit"), Level.BEGINNER, 1_000, _ -> 10)));
  }

  @Test
  void with_time_enough_all_that_is_required_is_there() {
    var random = random();
    for (int i = 0; i < 200; i++) {
      var view = anyView(random, true);
      var chosen = some(view, random);
      var order = ids(LearningPath.plan(view, chosen, Level.BEGINNER, 1_000_000, _ -> 1));
      for (var id : chosen)
        assertTrue(order.containsAll(LearningPath.foundations(view, id)), order.toString());
    }
  }

  @Test
  void an_order_of_the_scheme_is_kept_and_its_beginning_is_learned_first() {
    var path = plan(Views.builtIn(), Level.ADVANCED, 8 * HOURS, "tactic", "vision", "goal");
    var order =
        ids(path).stream()
            .filter(List.of("vision", "mission", "objective", "goal", "tactic")::contains)
            .toList();
    assertEquals(List.of("vision", "mission", "objective", "goal", "tactic"), order);
    var last = plan(Views.builtIn(), Level.ADVANCED, 8 * HOURS, "manage-performance");
    assertTrue(
        last.steps().stream()
            .anyMatch(s ->
                s.why()
                    .equals(
                        "It comes before "
                            + "Manage performance in “Six leadership competencies”.")),
        last.steps().toString());
  }

  @Test
  void beginners_get_the_frame_and_experts_get_what_lies_below() {
    var beginner = plan(Views.builtIn(), Level.BEGINNER, 4 * HOURS, "customer-churn");
    var order = ids(beginner);
    for (var above : Views.builtIn().byId("customer-churn").orElseThrow().broader())
      assertTrue(
          order.indexOf(above) >= 0 && order.indexOf(above) < order.indexOf("customer-churn"));
    beginner.steps().forEach(step -> assertTrue(step.why().endsWith("."), step.toString()));
    var expert = plan(Views.builtIn(), Level.EXPERT, 20 * HOURS, "customer-experience-management");
    assertTrue(expert.steps().stream().anyMatch(s -> s.reason() == Reason.DEEPER));
    assertTrue(expert.steps().size() > beginner.steps().size());
  }

  @Test
  void every_concept_of_the_scheme_has_a_path_at_every_level() {
    var view = Views.builtIn();
    int number = 0;
    for (var concept : view.all())
      for (var level : Level.values()) {
        if (number++ % 10 != 0) continue;
        var path = plan(view, level, 4 * HOURS, concept.id());
        assertTrue(ids(path).contains(concept.id()));
        path.steps().forEach(s -> assertTrue(s.why().length() > 5, s.toString()));
      }
  }

  @Test
  void what_cannot_be_planned_is_refused() {
    var view = Views.builtIn();
    assertThrows(
        IllegalArgumentException.class, () -> plan(view, Level.BEGINNER, 60, "no-such-concept"));
    assertThrows(IllegalArgumentException.class, () -> plan(view, Level.BEGINNER, 60));
    assertThrows(
        IllegalArgumentException.class, () -> plan(view, Level.BEGINNER, 0, "customer-churn"));
  }
}
