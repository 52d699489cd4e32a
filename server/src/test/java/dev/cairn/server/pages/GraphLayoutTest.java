package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import dev.cairn.server.pages.GraphLayout.Box;
import dev.cairn.server.pages.GraphLayout.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
  private static List<Box> random(Random random, int size, int middles) {
    var boxes = new ArrayList<Box>();
    for (int i = 0; i < size; i++) {
      var from = i < middles ? "" : "n" + random.nextInt(i);
      var side = Side.values()[random.nextInt(3)];
      boxes.add(
          new Box(
              "n" + i,
              from,
              side,
              i > size * 3 / 4,
              10 + random.nextInt(80),
              8 + random.nextInt(20),
              20 + random.nextInt(60)));
    }
    return boxes;
  }

  @Test
  void no_two_names_touch_whatever_the_picture() {
    var random = Seed.random(GraphLayoutTest.class);
    for (int round = 0; round < 60; round++) {
      var boxes = random(random, 1 + random.nextInt(150), 1 + random.nextInt(3));
      var points = GraphLayout.of(boxes);
      assertEquals(boxes.size(), points.size());
      for (var a : boxes)
        for (var b : boxes) {
          if (a.id().equals(b.id())) continue;
          var p = points.get(a.id());
          var q = points.get(b.id());
          boolean apart =
              Math.abs(p.x() - q.x()) >= a.half() + b.half()
                  || p.y() + a.down() <= q.y() - b.up()
                  || q.y() + b.down() <= p.y() - a.up();
          assertTrue(apart, a + " touches " + b);
        }
    }
  }

  @Test
  void equal_pictures_have_equal_places_and_what_is_opened_moves_nothing() {
    var boxes = random(new Random(7), 80, 1);
    var before = GraphLayout.of(boxes);
    // In every process: the drawing is an address.
    assertEquals(
        List.of("Point[x=270.5, y=22.6]", "Point[x=478.1, y=-336.8]", "Point[x=-81.3, y=-214.1]"),
        boxes.stream()
            .filter(box -> List.of(3, 33, 77).contains(boxes.indexOf(box)))
            .map(box -> before.get(box.id()).toString())
            .toList());
    var more = new ArrayList<>(boxes);
    for (int i = 0; i < 20; i++) more.add(new Box("m" + i, "n" + i, Side.BELOW, true, 40, 10, 30));
    var after = GraphLayout.of(more);
    before.forEach((id, point) -> assertEquals(point, after.get(id)));
  }

  @Test
  void what_is_broader_stands_above_and_what_is_narrower_below() {
    var points =
        GraphLayout.of(
            List.of(
                box("centre", "", Side.ASIDE),
                box("above", "centre", Side.ABOVE),
                box("left", "centre", Side.ASIDE),
                box("below", "centre", Side.BELOW),
                box("right", "centre", Side.ASIDE)));
    assertEquals(new GraphLayout.Point(0, 0), points.get("centre"));
    assertTrue(points.get("above").y() < -40, points.toString());
    assertTrue(points.get("below").y() > 40, points.toString());
    assertTrue(points.get("left").x() > 40 && points.get("right").x() < -40, points.toString());
  }

  private static Box box(String id, String from, Side side) {
    return new Box(id, from, side, false, 40, 10, 30);
  }

  @Test
  void names_are_broken_between_words_and_never_endless() {
    assertEquals(List.of("Customer churn"), GraphLetters.lines("Customer churn"));
    var lines = GraphLetters.lines("Customer experience management in the public sector of a town");
    assertEquals(3, lines.size());
    assertTrue(lines.getLast().endsWith("…"), lines.toString());
    for (var name : List.of("", "Donaudampfschifffahrtsgesellschaftskapitänswitwe", "知".repeat(40)))
      for (var line : GraphLetters.lines(name)) assertFalse(GraphLetters.width(line) > 200, line);
  }
}
