package dev.cairn.indexer.search;

import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static final Caller BOSS = new Caller("boss", Set.of(Caller.Role.READER), Set.of());

  private final SearchHouse house = new SearchHouse();
  private final Similar similar = new Similar(house.index, () -> SearchHouse.VIEW);

  @AfterEach
  void close() {
    house.close();
  }

  private static String id(String name) {
    return (name + "0".repeat(22)).substring(0, 22);
  }

  private List<Similar.Like> like(String name, Caller caller) {
    return similar.to(new ItemId(id(name)), caller, 10);
  }

  private static List<String> titles(List<Similar.Like> likes) {
    return likes.stream().map(Similar.Like::title).toList();
  }

  @Test
  void what_shares_words_and_concepts_is_alike_and_says_what_it_shares() {
    house.hold(
        entry(id("a")).title("A").passage("turbine blades cracked at the hub").tag("planning", 1),
        entry(id("b")).title("B").passage("cracked blades of a turbine").tag("planning", 0.5),
        entry(id("c")).title("C").passage("the hub of the wheel"),
        entry(id("d")).title("D").passage("letters to customers").tag("planning", 0.4),
        entry(id("e")).title("E").passage("the canteen menu"));
    var likes = like("a", Caller.anonymous());
    assertEquals("B", likes.getFirst().title());
    assertEquals(List.of("B", "C", "D"), titles(likes).stream().sorted().toList());
    assertEquals(Set.of("turbine", "blades", "cracked"), Set.copyOf(likes.getFirst().words()));
    assertEquals("planning", likes.getFirst().shared().getFirst().id());
    double last = 1;
    for (var like : likes) {
      assertTrue(like.score() > 0 && like.score() <= last);
      last = like.score();
    }
  }

  @Test
  void what_says_the_same_comes_first_and_is_marked() {
    var text =
        IntStream.range(0, 80).mapToObj(i -> "word" + i).collect(Collectors.joining(" ", "", "."));
    house.hold(
        entry(id("a")).title("Edition").passage(text).tag("planning", 1).sketched(),
        entry(id("b")).title("Other format").passage(text + " more").sketched(),
        entry(id("c")).title("Like").passage("other things").tag("planning", 1).sketched());
    var likes = like("a", Caller.anonymous());
    assertEquals(List.of("Other format", "Like"), titles(likes));
    assertTrue(likes.getFirst().same().orElseThrow() > 0.8);
    assertTrue(likes.getLast().same().isEmpty());
  }

  @Test
  void what_is_hidden_is_neither_alike_nor_does_it_move_anything() {
    house.hold(
        entry(id("a")).title("A").passage("turbine blades"),
        entry(id("b")).title("B").passage("turbine blades"),
        entry(id("c")).title("Hidden").passage("turbine blades secretly").readers("user:boss"));
    var before = like("a", Caller.anonymous());
    assertEquals(List.of("B"), titles(before));
    assertEquals(List.of("B", "Hidden"), titles(like("a", BOSS)).stream().sorted().toList());
    assertEquals(List.of(), like("c", Caller.anonymous()));
    assertEquals(List.of(), like("unknown", BOSS));
    house.hold(
        entry(id("d")).title("More").passage("turbine blades").readers("user:boss"),
        entry(id("c")).title("Hidden").passage("nothing").readers("user:boss"));
    assertEquals(before.getFirst().score(), like("a", Caller.anonymous()).getFirst().score(), 0.15);
  }
}
