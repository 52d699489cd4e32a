package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.SearchIndex.Used;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final SearchHouse house = new SearchHouse();
  private final Comparison comparison = new Comparison(house.searcher);

  @AfterEach
  void close() {
    house.close();
  }

  private Comparison.Compared compared() {
    return comparison.of(
        SearchHouse.VIEW.byId("customer-churn").orElseThrow(),
        SearchHouse.VIEW.byId("customer-loyalty").orElseThrow(),
        Caller.anonymous());
  }

  private void someItems() {
    for (int i = 0; i < 6; i++)
      house.hold(
          entry("churn" + i)
              .kind(Kind.LESSON)
              .tag("customer-churn", 1)
              .passage("Nothing of that.")
              .passage("Customer churn: invoice cancelled, invoice late, company said."),
          entry("loyal" + i)
              .tag("customer-loyalty", 1)
              .passage("Customer loyalty: reward points, rewards for years, company said."));
    house.hold(
        entry("both").tag("silent-churn", 1).tag("customer-loyalty", 1).passage("Both of them."),
        entry("hidden")
            .tag("customer-churn", 1)
            .passage("Customer churn secret secret secret secret secret secret secret")
            .readers("group:a"));
  }

  @Test
  void items_are_counted_on_the_one_both_and_the_other_as_their_searches_find_them() {
    someItems();
    var compared = compared();
    assertEquals(6, compared.onlyA().lessons());
    assertEquals(0, compared.onlyA().documents());
    assertEquals(1, compared.both().documents());
    assertEquals(6, compared.onlyB().documents());
    assertEquals("both", compared.both().first().getFirst().id());
    for (var part : List.of(compared.onlyA(), compared.both(), compared.onlyB()))
      assertEquals(part.count(), house.search(part.all()).total());
  }

  @Test
  void words_tell_the_passages_apart_and_nothing_hidden_adds_any() {
    someItems();
    var compared = compared();
    assertEquals("invoice", compared.wordsOfA().getFirst().word());
    assertEquals(12, compared.wordsOfA().getFirst().here());
    assertTrue(
        compared.wordsOfB().stream().anyMatch(w -> w.word().startsWith("reward")),
        compared::toString);
    for (var words : List.of(compared.wordsOfA(), compared.wordsOfB()))
      for (var word : words)
        assertFalse(
            Set.of("secret", "company", "customer", "churn", "loyalty").contains(word.word()),
            word::toString);
  }

  @Test
  void what_is_as_frequent_on_both_sides_tells_nothing() {
    var words = List.of(new Used("compani", "company", 40), new Used("late", "late", 3));
    var apart = TellingApart.of(words, words, Set.of(), 10);
    assertEquals(List.of(), apart.a());
    assertEquals(List.of(), apart.b());
    assertEquals(List.of(), TellingApart.of(List.of(), List.of(), Set.of(), 10).a());
  }

  @Test
  void filters_of_concepts_can_be_joined_and_left_out() {
    someItems();
    var about = SearchRequest.of("").withConcepts(List.of("customer-loyalty"), false);
    assertEquals(7, house.search(about).total());
    assertEquals(1, house.search(about.alsoAbout(List.of("customer-churn"))).total());
    assertEquals(6, house.search(about.notAbout(List.of("customer-churn"))).total());
    assertEquals(Map.of(), house.search(about.notAbout(List.of("customer-loyalty"))).facets());
  }
}
