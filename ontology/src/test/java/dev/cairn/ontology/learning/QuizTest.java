package dev.cairn.ontology.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.learning.Quiz.Kind;
import dev.cairn.ontology.learning.Quiz.Question;
import dev.cairn.ontology.testkit.Views;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuizTest {
  private static final ConceptView VIEW = Views.builtIn();

  private static List<Question> all(long seed) {
    var ids = new ArrayList<>(VIEW.all().stream().map(Concept::id).toList());
    Collections.shuffle(ids, new Random(seed));
    return Quiz.of(VIEW, ids.subList(0, 150), List.of(), 10_000, seed).questions();
  }

  private static Concept named(String label) {
    return VIEW.all().stream().filter(c -> c.label().equals(label)).findFirst().orElseThrow();
  }

  private static boolean isLine(String one, String other) {
    return one.equals(other)
        || VIEW.ancestors(one).contains(other)
        || VIEW.descendants(one).contains(other);
  }

  /// Said again, slowly: whether an alternative could be defended as right.
  private static boolean isRight(Question question, String alternative) {
    var concept = VIEW.byId(question.concept()).orElseThrow();
    return switch (question.kind()) {
      case DEFINITION, PASSAGE -> throw new AssertionError("judged elsewhere");
      case ORDER ->
          VIEW.groups().stream()
              .filter(g -> g.ordered() && g.members().contains(concept.id()))
              .map(g ->
                  String.join(
                      " → ",
                      g.members().stream().map(id -> VIEW.byId(id).orElseThrow().label()).toList()))
              .anyMatch(order -> order.contains(alternative));
      case ODD_ONE -> !isLine(concept.id(), named(alternative).id());
      case CONTRAST -> stands(concept, Relation.CONTRASTS_WITH, alternative);
      case MEASURE -> stands(concept, Relation.MEASURED_BY, alternative);
      case FOUNDATION -> stands(concept, Relation.REQUIRES, alternative);
    };
  }

  private static boolean stands(Concept concept, Relation relation, String alternative) {
    var other = named(alternative).id();
    var family = new HashSet<>(VIEW.ancestors(concept.id()));
    family.addAll(VIEW.descendants(concept.id()));
    family.add(concept.id());
    var direct = concept.targets(relation);
    return family.stream()
        .flatMap(id -> VIEW.byId(id).orElseThrow().targets(relation).stream())
        .filter(target -> direct.contains(target) || !family.contains(target))
        .anyMatch(target -> isLine(target, other));
  }

  @Test
  void exactly_one_alternative_is_right_whatever_is_inherited() {
    long seed = LearningPathTest.random().nextLong();
    var counts = new EnumMap<Kind, Integer>(Kind.class);
    for (var question : all(seed)) {
      counts.merge(question.kind(), 1, Integer::sum);
      if (question.kind() == Kind.DEFINITION) continue;
      for (int i = 0; i < question.alternatives().size(); i++)
        assertEquals(
            i == question.right(),
            isRight(question, question.alternatives().get(i)),
            question + ", alternative " + i);
    }
    for (var kind : Kind.values())
      if (kind != Kind.PASSAGE)
        assertTrue(counts.getOrDefault(kind, 0) >= 1, kind + " in " + counts);
  }

  @Test
  void a_definition_belongs_to_its_concept_and_does_not_give_it_away() {
    for (var question : all(7))
      if (question.kind() == Kind.DEFINITION) {
        var concept = VIEW.byId(question.concept()).orElseThrow();
        var right = question.alternatives().get(question.right());
        assertFalse(
            (" " + right.toLowerCase(java.util.Locale.ROOT) + " ")
                .contains(" " + concept.label().toLowerCase(java.util.Locale.ROOT) + " "),
            question.toString());
        assertTrue(question.because().contains(concept.definition().orElseThrow()));
      }
  }

  @Test
  void the_same_course_has_the_same_quiz_and_another_has_another() {
    // In every process: answers are sent back by key, perhaps after a restart.
    assertEquals(
        List.of(
            "649a638e45fc 1",
            "dc0ab4301cc2 2",
            "1fd788c69a59 0",
            "b33daa99f7af 1",
            "5c4b0fd757ac 1"),
        all(5).stream().limit(5).map(question -> question.key() + " " + question.right()).toList());
    assertNotEquals(all(5), all(6));
    var keys = all(5).stream().map(Question::key).toList();
    assertEquals(keys.size(), Set.copyOf(keys).size());
  }

  @Test
  void a_passage_is_asked_about_without_the_name_and_without_others_that_it_names() {
    var text = "Customer churn rose after the price rise, while customer loyalty fell.";
    var quiz =
        Quiz.of(
            VIEW,
            List.of("customer-churn"),
            List.of(
                new Quiz.Cited(
                    "lesson-1",
                    "customer-churn",
                    text,
                    Set.of("customer-churn", "customer-loyalty"))),
            50,
            3);
    var question =
        quiz.questions().stream().filter(q -> q.kind() == Kind.PASSAGE).findFirst().orElseThrow();
    assertEquals("… rose after the price rise, while customer loyalty fell.", question.passage());
    assertEquals(Optional.of("lesson-1"), question.source());
    assertEquals("Customer churn", question.alternatives().get(question.right()));
    assertFalse(question.alternatives().contains("Customer loyalty"), question.toString());
  }

  @Test
  void questions_are_spread_over_the_concepts() {
    var concepts = List.of("vision", "goal", "customer-churn", "customer-loyalty", "sensor");
    var quiz = Quiz.of(VIEW, concepts, List.of(), 5, 1);
    assertEquals(concepts, quiz.questions().stream().map(Question::concept).toList());
    assertTrue(
        quiz.questions().stream().map(Question::kind).distinct().count() > 2, quiz.toString());
  }
}
