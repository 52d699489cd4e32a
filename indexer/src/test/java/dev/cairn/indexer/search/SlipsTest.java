package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.ontology.Caller;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlipsTest {
  private final SearchHouse house = new SearchHouse();

  @BeforeEach
  void hold() {
    house.hold(
        entry("a").title("Customer retention").passage("customers stayed after the outage"),
        entry("b").passage("the outage of the controller"),
        entry("c").passage("falcon").readers("user:boss"));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Optional<String> meant(String question) {
    return house.search(question).didYouMean();
  }

  @Test
  void an_unknown_word_gives_way_to_a_near_one_and_the_rest_stays_as_typed() {
    assertEquals(Optional.of("customer retention"), meant("custmoer retention"));
    assertEquals(
        Optional.of("Customer  \"retention\" OR outage!"),
        meant("Custmer  \"retenton\" OR outege!"));
    assertEquals(Optional.of("title:retention"), meant("title:retenttion"));
  }

  @Test
  void what_is_known_in_any_form_left_out_a_name_or_a_number_is_no_slip() {
    for (var question :
        new String[] {
          "customer",
          "retained outages",
          "",
          "-custmoer outage",
          "author:custmoer",
          "outage 20255",
          "the otage of".replace("otage", "outage"),
          "xyzzyplugh",
          "out age"
        }) assertEquals(Optional.empty(), meant(question), question);
  }

  @Test
  void the_name_of_a_concept_is_no_slip_though_no_text_has_it() {
    house.hold(entry("d").passage("silent churns").tag("scheduling", 1));
    assertEquals(Optional.empty(), meant("scheduling"));
  }

  @Test
  void a_rare_word_is_a_slip_only_where_very_many_have_the_other_one() {
    house.hold(entry("rare").passage("lesion"), entry("once").passage("lesson"));
    assertEquals(Optional.empty(), meant("lesion"));
    for (int i = 0; i < 60; i++) house.index.replace(entry("l" + i).passage("lesson").made());
    house.hold(new Entries[0]);
    assertEquals(Optional.of("lesson"), meant("lesion"));
  }

  @Test
  void a_hidden_word_is_never_proposed() {
    assertEquals(Optional.empty(), meant("falcom"));
    assertEquals(
        Optional.of("falcon"),
        house
            .searcher
            .search(
                SearchRequest.of("falcom"),
                new Caller("boss", Set.of(Caller.Role.READER), Set.of()))
            .didYouMean());
  }

  @Test
  void further_pages_ask_no_more() {
    for (int i = 0; i < 20; i++) house.index.replace(entry("p" + i).passage("outage").made());
    house.hold(new Entries[0]);
    var request = SearchRequest.of("outege");
    var first = house.search(request);
    assertEquals(Optional.of("outage"), first.didYouMean());
    var next = house.search(request.withCursor(first.next().orElseThrow()));
    assertEquals(Optional.empty(), next.didYouMean());
  }
}
