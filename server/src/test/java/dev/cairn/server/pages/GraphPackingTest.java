package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphPackingTest {
  @Test
  void no_two_dots_touch_and_little_room_is_lost_whatever_the_tree() {
    var random = Seed.random(GraphPackingTest.class);
    for (int round = 0; round < 30; round++) {
      int size = 1 + random.nextInt(300);
      // Chains, bushes and all between: what is below what is near it in the list, or not.
      int reach = 1 + random.nextInt(size);
      var above = new ArrayList<Integer>();
      var radii = new double[size];
      for (int i = 0; i < size; i++) {
        above.add(i == 0 ? -1 : Math.max(0, i - 1 - random.nextInt(reach)));
        radii[i] = 2 + random.nextInt(8);
      }
      var discs = GraphPacking.of(above, radii);
      double far = 0;
      double area = 0;
      for (int i = 0; i < size; i++) {
        far = Math.max(far, Math.hypot(discs.get(i).x(), discs.get(i).y()) + radii[i]);
        area += radii[i] * radii[i];
        for (int j = 0; j < i; j++) {
          double apart =
              Math.hypot(discs.get(i).x() - discs.get(j).x(), discs.get(i).y() - discs.get(j).y());
          assertTrue(apart >= radii[i] + radii[j] - 1e-3, i + " and " + j + " touch");
        }
      }
      double span = size * (2 * 10 + 10);
      assertTrue(far <= span, "more room than a row of them would need: " + far + " of " + span);
    }
    assertEquals(List.of(), GraphPacking.of(List.of(), new double[0]));
  }
}
