package dev.cairn.server.bench;

import dev.cairn.server.testkit.House;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// How long it takes to plan a course, about one concept each time that no course was planned about
/// before, and once more; with the starter corpus.
///
/// Arguments: an empty folder, and how many courses. `-Dseed=` repeats a run.
public final class CoursesOverHttp {
  private CoursesOverHttp() {}

  public static void main(String[] arguments) throws Exception {
    long seed = Long.getLong("seed", 42);
    int courses = Integer.parseInt(arguments[1]);
    try (var house = House.over(Path.of(arguments[0]), Map.of(), true)) {
      house.assembly().awaitIdle();
      var ids = new ArrayList<String>();
      collect(house.get("/api/concepts").path("concepts"), ids);
      var all = new ArrayList<>(ids.stream().distinct().toList());
      Collections.shuffle(all, new Random(seed));
      System.out.printf(Locale.ROOT, "seed %d, %d courses%n", seed, courses);
      // The first ones wait for classes to be loaded and compiled.
      run(house, "the first ten", all.subList(0, 10));
      run(house, "cold", all.subList(10, 10 + courses));
      run(house, "again", all.subList(10, 10 + courses));
    }
  }

  private static void collect(JsonNode branches, List<String> ids) {
    for (var branch : branches) {
      if (branch.path("items").asLong() > 0) ids.add(branch.path("id").asString());
      collect(branch.path("narrower"), ids);
    }
  }

  private static void run(House house, String what, List<String> ids) throws Exception {
    var nanos = new ArrayList<Long>();
    long steps = 0;
    for (var id : ids) {
      var body = "{\"concepts\": [\"" + id + "\"], \"level\": \"advanced\", \"hours\": 8}";
      long begun = System.nanoTime();
      var answer =
          house.send(
              house
                  .asAdmin("/api/courses/plan")
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body)));
      nanos.add(System.nanoTime() - begun);
      steps += House.json(answer).path("steps").size();
    }
    Collections.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-14s p50 %6.1f ms   p95 %6.1f ms   most %6.1f ms   %.1f steps%n",
        what,
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 95 / 100) / 1e6,
        nanos.getLast() / 1e6,
        steps / (double) ids.size());
  }
}
