package dev.cairn.ontology.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.matching.Rejections.Pair;
import dev.cairn.ontology.tdb.GraphStores;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionsTest {
  private static final Pair PAIR = new Pair("urn:x:b", "urn:x:a");

  @Test
  void a_rejection_is_kept_whichever_end_comes_first_until_it_is_taken_back() {
    try (var store = GraphStores.inMemory()) {
      var rejections = Rejections.open(store, Clock.systemUTC());
      assertEquals(1, rejections.reject(List.of(PAIR, PAIR), Caller.admin()));
      assertEquals(0, rejections.reject(List.of(PAIR), Caller.admin()));
      var again = Rejections.open(store, Clock.systemUTC());
      assertTrue(again.contains("urn:x:a", "urn:x:b"));
      assertTrue(again.contains("urn:x:b", "urn:x:a"));
      assertEquals(rejections.all(), again.all());
      assertEquals(1, again.takeBack(List.of(PAIR), Caller.admin()));
      assertFalse(Rejections.open(store, Clock.systemUTC()).contains("urn:x:a", "urn:x:b"));
    }
  }

  @Test
  void only_admins_decide() {
    try (var store = GraphStores.inMemory()) {
      var rejections = Rejections.open(store, Clock.systemUTC());
      assertThrows(
          IllegalArgumentException.class,
          () -> rejections.reject(List.of(PAIR), Caller.anonymous()));
      assertFalse(rejections.contains("urn:x:a", "urn:x:b"));
    }
  }
}
