package dev.cairn.server.bench;

import dev.cairn.server.testkit.House;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// How long the pages about concepts take over HTTP, each concept asked for the first time and then
/// once more.
///
/// Arguments: a data folder that is filled, and how many concepts. `-Dseed=` repeats a run.
public final class CentreOverHttp {
  private CentreOverHttp() {}

  public static void main(String[] arguments) throws Exception {
    long seed = Long.getLong("seed", 42);
    try (var house = House.over(Path.of(arguments[0]), Map.of(), false)) {
      house.assembly().awaitIdle();
      var ids = new ArrayList<String>();
      collect(house.get("/api/concepts").path("concepts"), ids);
      var all = new ArrayList<>(ids.stream().distinct().toList());
      Collections.shuffle(all, new Random(seed));
      int count = Math.min(Integer.parseInt(arguments[1]), all.size() / 2);
      System.out.printf(Locale.ROOT, "seed %d, %d concepts of %d%n", seed, count, all.size());
      for (var warm : all.subList(all.size() - count, all.size())) ask(house, warm, warm);
      var once = all.subList(0, count);
      run(house, "centre, first", once, "/api/concepts/%s/centre");
      run(house, "centre, again", once, "/api/concepts/%s/centre");
      run(house, "page, first", all.subList(count, all.size()), "/concepts/%s");
      var other = all.get(count);
      run(house, "compare", once, "/api/concepts/compare?a=%s&b=" + other);
      run(house, "path", once, "/api/concepts/path?from=%s&to=" + other);
      run(house, "cube", once, "/api/concepts/cube?kind=lesson");
    }
  }

  private static void collect(JsonNode branches, List<String> ids) {
    for (var branch : branches) {
      ids.add(branch.path("id").asString());
      collect(branch.path("narrower"), ids);
    }
  }

  private static void ask(House house, String a, String b) throws Exception {
    for (var address : List.of("/api/concepts/" + a + "/centre", "/concepts/" + b))
      if (house.send(house.request(address)).statusCode() != 200)
        throw new IllegalStateException(address);
  }

  private static void run(House house, String what, List<String> ids, String address)
      throws Exception {
    var nanos = new ArrayList<Long>();
    for (var id : ids) {
      long begun = System.nanoTime();
      var answer = house.send(house.request(address.formatted(id)));
      nanos.add(System.nanoTime() - begun);
      if (answer.statusCode() != 200) throw new IllegalStateException(answer.body());
    }
    Collections.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-16s p50 %7.2f ms   p90 %7.2f ms   p99 %7.2f ms%n",
        what,
        at(nanos, 0.5),
        at(nanos, 0.9),
        at(nanos, 0.99));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) ((sorted.size() - 1) * share)) / 1e6;
  }
}
