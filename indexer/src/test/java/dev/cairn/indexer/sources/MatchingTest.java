package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ContentId;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MatchingTest {
  private static ContentId content(int n) {
    return new ContentId(String.format(java.util.Locale.ROOT, "%064x", n));
  }

  /// Moves from one picture of a folder (path → content) to the next.
  private static List<Matching.Move> moves(
      Map<String, Integer> before, Map<String, Integer> after) {
    var olds = new ArrayList<Matching.Old>();
    var nows = new ArrayList<Matching.Now>();
    before.forEach((path, was) -> {
      if (!was.equals(after.get(path)))
        olds.add(new Matching.Old(path, content(was), Optional.empty(), !after.containsKey(path)));
    });
    after.forEach((path, is) -> {
      if (!is.equals(before.get(path)))
        nows.add(
            new Matching.Now(
                path, Optional.of(content(is)), Stamp.ofContent(1, 0), before.containsKey(path)));
    });
    return Matching.moves(olds, nows);
  }

  private static Set<String> said(List<Matching.Move> moves) {
    return moves.stream().map(m -> m.from() + ">" + m.to()).collect(Collectors.toSet());
  }

  @Test
  void a_ring_of_names_is_recognised() {
    assertEquals(
        Set.of("a>b", "b>c", "c>a"),
        said(moves(Map.of("a", 1, "b", 2, "c", 3), Map.of("b", 1, "c", 2, "a", 3))));
  }

  @Test
  void logs_that_are_rolled_keep_their_names() {
    assertEquals(Set.of(), said(moves(Map.of("log", 1, "log.1", 2), Map.of("log", 3, "log.1", 1))));
  }

  @Test
  void the_file_of_the_same_name_is_preferred() {
    assertEquals(
        Set.of("x/a>y/a", "x/b>y/b"),
        said(moves(Map.of("x/a", 1, "x/b", 1), Map.of("y/b", 1, "y/a", 1))));
  }

  @Test
  void moves_always_carry_content_from_a_place_that_was_left_to_one_that_has_it() {
    var random = Seed.random(MatchingTest.class);
    for (int round = 0; round < 20_000; round++) {
      var before = new HashMap<String, Integer>();
      var after = new HashMap<String, Integer>();
      for (int i = random.nextInt(7); i > 0; i--)
        before.put("p" + random.nextInt(7), random.nextInt(5));
      for (int i = random.nextInt(7); i > 0; i--)
        after.put("p" + random.nextInt(7), random.nextInt(5));
      var moves = moves(before, after);
      var told = before + " " + after + " " + moves;
      var from = new HashSet<String>();
      var to = new HashSet<String>();
      for (var move : moves) {
        assertEquals(before.get(move.from()), after.get(move.to()), told);
        assertTrue(from.add(move.from()) && to.add(move.to()), told);
      }
      for (var move : moves) {
        assertTrue(!after.containsKey(move.from()) || to.contains(move.from()), told);
        assertTrue(!before.containsKey(move.to()) || from.contains(move.to()), told);
      }
    }
  }
}
