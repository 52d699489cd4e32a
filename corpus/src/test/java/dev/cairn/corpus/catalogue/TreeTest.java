package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {
  @Test
  void does_what_a_tree_map_does_and_leaves_former_ones_alone() {
    var random = Seed.random(getClass());
    var model = new TreeMap<Integer, String>();
    var tree = Tree.<Integer, String>empty();
    var formerModel = new TreeMap<Integer, String>();
    var former = tree;
    for (int step = 0; step < 20_000; step++) {
      int key = random.nextInt(500);
      if (random.nextInt(5) < 3) {
        model.put(key, "v" + step);
        tree = tree.with(key, "v" + step);
      } else {
        model.remove(key);
        tree = tree.without(key);
      }
      assertEquals(Optional.ofNullable(model.get(key)), tree.get(key));
      if (step % 1000 == 0) {
        assertEquals(List.copyOf(formerModel.entrySet()), entries(former));
        formerModel = new TreeMap<>(model);
        former = tree;
      }
      if (step % 97 == 0) {
        int from = random.nextInt(500);
        assertEquals(List.copyOf(model.tailMap(from).entrySet()), entries(tree.from(from)));
        assertEquals(model.size(), tree.size());
      }
    }
    assertEquals(List.copyOf(model.entrySet()), entries(tree));
  }

  @Test
  void stays_low_enough_for_the_worst_order() {
    var tree = Tree.<Integer, Integer>empty();
    for (int i = 0; i < 200_000; i++) tree = tree.with(i, i);
    for (int i = 0; i < 199_999; i++) tree = tree.without(i);
    assertEquals(List.of(Map.entry(199_999, 199_999)), entries(tree));
  }

  @Test
  void is_built_from_sorted_entries_at_once() {
    var sorted = new TreeMap<Integer, String>();
    for (int i = 0; i < 1000; i++) sorted.put(i * 3, "v" + i);
    var tree = Tree.of(List.copyOf(sorted.entrySet()));
    assertEquals(List.copyOf(sorted.entrySet()), entries(tree));
    assertEquals("v5", tree.with(1, "x").get(15).orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () -> Tree.of(List.of(Map.entry(2, "b"), Map.entry(2, "a"))));
  }

  @Test
  void is_itself_without_what_is_not_there() {
    var tree = Tree.<Integer, String>empty().with(1, "a");
    assertSame(tree, tree.without(2));
  }

  private static <K, V> List<Map.Entry<K, V>> entries(Iterable<Map.Entry<K, V>> tree) {
    var all = new ArrayList<Map.Entry<K, V>>();
    tree.forEach(all::add);
    return all;
  }
}
