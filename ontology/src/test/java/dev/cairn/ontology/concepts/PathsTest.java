package dev.cairn.ontology.concepts;

import static dev.cairn.ontology.testkit.SmallView.concept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.testkit.SmallView;
import dev.cairn.ontology.testkit.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static List<String> words(ConceptView view, String from, String to) {
    return Paths.between(view, from, to).stream().map(PathsTest::words).toList();
  }

  private static String words(Paths.Path path) {
    var words = new StringBuilder();
    for (var step : path.steps())
      words.append(
          (words.isEmpty() ? step.from() : "") + " " + step.relation().words() + " " + step.to());
    return words.toString();
  }

  @Test
  void a_relation_that_says_something_is_preferred_to_one_that_says_little() {
    var view =
        SmallView.of(
            concept("a"),
            concept("c").related("a"),
            concept("b").to(Relation.CAUSES, "a").related("c"));
    assertEquals("a is brought about by b", words(view, "a", "b").getFirst());
  }

  @Test
  void what_is_related_in_two_steps_is_nearer_than_what_meets_at_the_root() {
    var view =
        SmallView.of(
            concept("root"),
            concept("a").broader("root"),
            concept("b").broader("root"),
            concept("c").related("a").related("b"));
    assertEquals("a is related to c is related to b", words(view, "a", "b").getFirst());
  }

  @Test
  void a_second_way_is_told_where_it_is_nearly_as_good() {
    var view =
        SmallView.of(
            concept("a"),
            concept("d"),
            concept("b").to(Relation.CAUSES, "a", "d"),
            concept("c").to(Relation.SUPPORTS, "a", "d"));
    assertEquals(
        List.of("a is brought about by b brings about d", "a is supported by c supports d"),
        words(view, "a", "d"));
  }

  @Test
  void where_no_way_leads_there_is_none_and_to_itself_it_is_no_way() {
    var view = SmallView.of(concept("a"), concept("b"));
    assertEquals(List.of(), Paths.between(view, "a", "b"));
    assertEquals(List.of(), Paths.between(view, "a", "a").getFirst().steps());
    assertThrows(IllegalArgumentException.class, () -> Paths.between(view, "a", "zzz"));
  }

  @Test
  void churn_and_retention_are_told_by_their_contrast() {
    assertEquals(
        "customer-churn is contrasted with customer-retention",
        words(Views.builtIn(), "customer-churn", "customer-retention").getFirst());
  }

  @Test
  void every_path_of_the_scheme_goes_along_its_links_and_costs_the_same_in_both_directions() {
    var view = Views.builtIn();
    var all = view.all().stream().map(Concept::id).toList();
    for (int i = 0; i < 200; i++) {
      var from = all.get(i * 7 % all.size());
      var to = all.get(i * 131 % all.size());
      for (var path : Paths.between(view, from, to)) {
        var at = from;
        for (var step : path.steps()) {
          assertEquals(at, step.from());
          assertTrue(
              view.byId(at).orElseThrow().targets(step.relation()).contains(step.to()),
              step::toString);
          at = step.to();
        }
        assertEquals(to, at);
      }
      var there = Paths.between(view, from, to);
      var back = Paths.between(view, to, from);
      assertEquals(there.isEmpty(), back.isEmpty());
      if (!there.isEmpty())
        assertEquals(there.getFirst().cost(), back.getFirst().cost(), 1e-9, from + " to " + to);
    }
  }
}
