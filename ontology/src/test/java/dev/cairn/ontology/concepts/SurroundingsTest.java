package dev.cairn.ontology.concepts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.concepts.Surroundings.Picture;
import dev.cairn.ontology.concepts.Surroundings.Wish;
import dev.cairn.ontology.testkit.Views;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        List.of(new Surroundings.Edge("b", "a", Relation.PRECEDES)), picture(order).edges());
    assertEquals(
        List.of("a", "b"),
        ids(picture(Wish.around("a", 2, 50).only(Set.of(Relation.FOLLOWS), Optional.empty()))));
    assertEquals(
        List.of("a", "a1"),
        ids(picture(Wish.around("a", 2, 50).only(Set.of(), Optional.of("urn:test:s")))));
  }

  @ParameterizedTest
  @MethodSource("dev.cairn.ontology.concepts.ConceptViewsTest#views")
  void without_filters_it_holds_what_is_near_and_every_link_once(ConceptView view) {
    var centre = view.all().iterator().next().id();
    for (int depth = 0; depth <= 4; depth++) {
      var near = distances(view, centre, depth);
      for (int limit : List.of(1, 2, 7, 500)) {
        var picture = Surroundings.of(view, _ -> 1, Wish.around(centre, depth, limit));
        var places = new LinkedHashMap<String, Integer>();
        for (var place : picture.places())
          assertNull(places.put(place.concept().id(), place.distance()));
        assertEquals(Math.min(limit, near.size()), places.size());
        assertEquals(near.size() - places.size(), picture.leftOut());
        assertEquals(centre, picture.places().getFirst().concept().id());
        if (limit >= near.size()) assertEquals(near, places);
        var links = new HashSet<>(picture.edges());
        assertEquals(links.size(), picture.edges().size());
        for (var edge : links)
          assertTrue(
              places.containsKey(edge.source())
                  && view.byId(edge.source())
                      .orElseThrow()
                      .links()
                      .contains(new Concept.Link(edge.relation(), edge.target())),
              edge.toString());
        long ends =
            picture.places().stream()
                .flatMap(place -> place.concept().links().stream())
                .filter(link -> places.containsKey(link.target()))
                .count();
        assertEquals(ends, 2L * links.size(), "each link once, not at both ends");
      }
    }
  }

  private static Map<String, Integer> distances(ConceptView view, String centre, int depth) {
    var found = new HashMap<>(Map.of(centre, 0));
    for (int distance = 1; distance <= depth; distance++)
      for (var id : List.copyOf(found.keySet()))
        for (var link : view.byId(id).orElseThrow().links())
          found.putIfAbsent(link.target(), distance);
    return found;
  }

  @Test
  void wrong_arguments_are_named() {
    assertThrows(IllegalArgumentException.class, () -> Wish.around("a", 5, 10));
    assertThrows(IllegalArgumentException.class, () -> Wish.around("a", 1, 501));
    assertThrows(IllegalArgumentException.class, () -> picture(Wish.around("nowhere", 1, 10)));
  }
}
