package dev.cairn.ontology.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.Views;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That no concept is lost: neither in a spread nor in a circle.
class SpreadTest {
  private static final ConceptView VIEW =
      Views.of(
          """
          :top a skos:Concept .
          :a a skos:Concept ; skos:broader :top .
          :b a skos:Concept ; skos:broader :top .
          :b1 a skos:Concept ; skos:broader :b , :a .
          :b2 a skos:Concept ; skos:broader :b .
          :b3 a skos:Concept ; skos:broader :b .
          :round a skos:Concept ; skos:broader :about .
          :about a skos:Concept ; skos:broader :round .
          :below a skos:Concept ; skos:broader :round .
          """);

  private static List<String> ids(List<Concept> concepts) {
    return concepts.stream().map(Concept::id).toList();
  }

  @Test
  void each_concept_stands_once_below_the_nearest_and_the_largest_branch_first() {
    var spread = Spread.below(VIEW, VIEW.roots(), 100);
    assertEquals(
        List.of("a", "b", "b1", "b2", "b3", "top"),
        spread.places().stream().map(p -> p.concept().id()).sorted().toList());
    var b = spread.places().get(1);
    assertEquals("b", b.concept().id());
    assertEquals(3, b.all());
    assertEquals(0, b.above());
    assertEquals(1, b.level());
    assertEquals(2, spread.places().get(2).all(), "b1 was met below a first");
    var cut = Spread.below(VIEW, VIEW.roots(), 3);
    assertEquals(3, cut.places().size());
    assertEquals(3, cut.leftOut());
  }

  @Test
  void of_each_circle_one_leads_to_all_that_hangs_in_it() {
    assertEquals(List.of("about"), ids(VIEW.circles()));
  }

  @Test
  void from_roots_and_circles_everything_is_reached_and_from_no_fewer() {
    var random = Seed.random(SpreadTest.class);
    for (int round = 0; round < 40; round++) {
      int size = 1 + random.nextInt(12);
      var turtle = new StringBuilder();
      for (int i = 0; i < size; i++) turtle.append(":c" + i + " a skos:Concept .\n");
      for (int i = random.nextInt(2 * size); i > 0; i--)
        turtle.append(
            ":c%d skos:broader :c%d .\n".formatted(random.nextInt(size), random.nextInt(size)));
      var view = Views.of(turtle.toString());
      var tops = Stream.concat(view.roots().stream(), view.circles().stream()).toList();
      assertEquals(
          view.all().size(), Spread.below(view, tops, 100).places().size(), turtle::toString);
      for (var circle : view.circles()) {
        var reached = new HashSet<String>();
        for (var top : tops)
          if (!top.equals(circle)) {
            reached.add(top.id());
            reached.addAll(view.descendants(top.id()));
          }
        assertTrue(!reached.contains(circle.id()), () -> circle.id() + " in " + turtle);
      }
    }
  }
}
