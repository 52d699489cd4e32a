package dev.cairn.ontology.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Surroundings.Picture;
import dev.cairn.ontology.concepts.Surroundings.Wish;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.Views;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static final ConceptView VIEW =
      Views.of(
          """
          :top a skos:Concept .
          :a a skos:Concept ; skos:broader :top .
          :b a skos:Concept ; skos:broader :top ; cairn:precedes :a .
          :c a skos:Concept ; skos:broader :top .
          :a1 a skos:Concept ; skos:broader :a ; skos:inScheme <urn:test:s> .
          :a2 a skos:Concept ; skos:broader :a .
          :a3 a skos:Concept ; skos:broader :a .
          """);

  private static final Map<String, Long> ITEMS = Map.of("c", 9L, "a3", 5L);

  private static Picture picture(Wish wish) {
    return Surroundings.of(VIEW, id -> ITEMS.getOrDefault(id, 0L), wish);
  }

  private static List<String> ids(Picture picture) {
    return picture.places().stream().map(p -> p.concept().id()).toList();
  }

  private static Wish wish(List<String> way, int limit, List<String> opened) {
    return new Wish(List.of("top"), way, 1, false, limit, 6, Set.of(), Optional.empty(), opened);
  }

  @Test
  void what_has_most_items_finds_room_and_the_rest_is_counted() {
    var picture = picture(wish(List.of(), 3, List.of()));
    assertEquals(List.of("top", "c", "a"), ids(picture));
    assertEquals(1, picture.leftOut());
    assertEquals(Map.of("top", 1, "a", 4), picture.left());
  }

  @Test
  void a_concept_is_opened_within_the_budget() {
    var picture = picture(wish(List.of(), 4, List.of("a", "nowhere")));
    assertEquals(List.of("top", "c", "a", "b", "a3", "a1"), ids(picture));
    assertTrue(picture.places().getLast().opened());
    assertEquals("a", picture.places().getLast().from());
    assertEquals(Map.of("a", 1), picture.left());
    assertEquals(0, picture.leftOut(), "what is deeper was not asked for");
  }

  @Test
  void a_path_is_shown_whatever_the_limit() {
    assertEquals(
        List.of("top", "a", "a2"), ids(picture(wish(List.of("top", "a", "a2"), 1, List.of()))));
  }

  @Test
  void only_the_kinds_of_link_and_the_scheme_that_were_asked_for_are_followed() {
    var order = Wish.around("a", 2, 50).only(Set.of(Relation.PRECEDES), Optional.empty());
    assertEquals(List.of("a", "b"), ids(picture(order)));
    assertEquals(
        List.of(new ConceptView.Neighbourhood.Edge("b", "a", Relation.PRECEDES)),
        picture(order).edges());
    assertEquals(
        List.of("a", "b"),
        ids(picture(Wish.around("a", 2, 50).only(Set.of(Relation.FOLLOWS), Optional.empty()))));
    assertEquals(
        List.of("a", "a1"),
        ids(picture(Wish.around("a", 2, 50).only(Set.of(), Optional.of("urn:test:s")))));
  }

  @Test
  void without_filters_it_holds_what_the_view_says_is_around() {
    var random = Seed.random(SurroundingsTest.class);
    var view = Views.builtIn();
    var all = view.all().stream().filter(c -> !c.deprecated()).toList();
    for (int i = 0; i < 60; i++) {
      var centre = all.get(random.nextInt(all.size())).id();
      int depth = random.nextInt(4);
      var whole = view.around(centre, depth, 500);
      if (whole.truncated()) continue;
      var picture = Surroundings.of(view, _ -> 1, Wish.around(centre, depth, 500));
      assertEquals(
          whole.nodes().stream().map(n -> n.concept().id() + n.distance()).sorted().toList(),
          picture.places().stream().map(p -> p.concept().id() + p.distance()).sorted().toList());
      assertEquals(Set.copyOf(whole.edges()), new HashSet<>(picture.edges()));
      assertEquals(0, picture.leftOut());
      int limit = 1 + random.nextInt(30);
      var cut = Surroundings.of(view, _ -> 1, Wish.around(centre, depth, limit));
      assertEquals(Math.min(limit, whole.nodes().size()), cut.places().size());
      assertEquals(whole.nodes().size() - cut.places().size(), cut.leftOut());
    }
  }

  @Test
  void wrong_arguments_are_named() {
    assertThrows(IllegalArgumentException.class, () -> Wish.around("a", 5, 10));
    assertThrows(IllegalArgumentException.class, () -> Wish.around("a", 1, 501));
    assertThrows(IllegalArgumentException.class, () -> picture(Wish.around("nowhere", 1, 10)));
  }
}
