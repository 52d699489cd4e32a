package dev.cairn.indexer.mapping;

import dev.cairn.indexer.Direction;
import dev.cairn.ontology.matching.Nearness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Which concepts of two vocabularies lie nearest to one another. Some concepts are near to
/// everything; so what counts is by how much two are nearer than each is to its nearest ones in the
/// other vocabulary on average (cross-domain similarity local scaling, Conneau et al. 2018,
/// halved). Immutable once made.
final class NearConcepts implements Nearness {
  /// So many nearest ones are averaged.
  private static final int NEAREST = 10;

  /// Below this margin two concepts are not nearer than any two.
  private static final double LEAST_MARGIN = 0.02;

  private final Map<String, float[]> directions = new HashMap<>();
  private final Map<String, String> homes = new HashMap<>();

  /// By id and vocabulary: mean similarity to the nearest ones there, and which is nearest.
  private final Map<String, Double> means = new HashMap<>();

  private final Map<String, String> best = new HashMap<>();
  private final List<Pair> nearest = new ArrayList<>();

  /// Told how many concepts are compared.
  interface Progress {
    void at(long done, long total) throws InterruptedException;
  }

  /// @param homes vocabulary of each concept that has a direction
  static NearConcepts of(
      Map<String, Direction> directions, Map<String, String> homes, Progress progress)
      throws InterruptedException {
    var near = new NearConcepts();
    directions.forEach((id, direction) -> near.directions.put(id, direction.values()));
    near.homes.putAll(homes);
    var members = new HashMap<String, List<String>>();
    directions.keySet().stream()
        .sorted()
        .forEach(id ->
            members.computeIfAbsent(homes.getOrDefault(id, ""), _ -> new ArrayList<>()).add(id));
    var names = members.keySet().stream().sorted().toList();
    long total = 0;
    for (int i = 0; i < names.size(); i++)
      for (int k = i + 1; k < names.size(); k++) total += smaller(members, names, i, k).size();
    long done = 0;
    for (int i = 0; i < names.size(); i++)
      for (int k = i + 1; k < names.size(); k++) {
        near.compare(
            members.getOrDefault(names.get(i), List.of()),
            names.get(i),
            members.getOrDefault(names.get(k), List.of()),
            names.get(k),
            done,
            total,
            progress);
        done += smaller(members, names, i, k).size();
      }
    return near;
  }

  private static List<String> smaller(
      Map<String, List<String>> members, List<String> names, int i, int k) {
    var one = members.getOrDefault(names.get(i), List.of());
    var other = members.getOrDefault(names.get(k), List.of());
    return one.size() <= other.size() ? one : other;
  }

  /// The nearest few of something.
  private static final class Few {
    private final double[] similarities = new double[NEAREST];
    private final int[] places = new int[NEAREST];
    private int size;

    void add(double similarity, int place) {
      if (size == NEAREST && similarity <= similarities[NEAREST - 1]) return;
      int at = size < NEAREST ? size++ : NEAREST - 1;
      while (at > 0 && similarities[at - 1] < similarity) {
        similarities[at] = similarities[at - 1];
        places[at] = places[at - 1];
        at--;
      }
      similarities[at] = similarity;
      places[at] = place;
    }

    double mean() {
      return size == 0 ? 0 : Arrays.stream(similarities, 0, size).average().orElse(0);
    }
  }

  private void compare(
      List<String> some,
      String someHome,
      List<String> others,
      String otherHome,
      long before,
      long total,
      Progress progress)
      throws InterruptedException {
    if (some.size() > others.size()) {
      compare(others, otherHome, some, someHome, before, total, progress);
      return;
    }
    var rows = values(some);
    var columns = values(others);
    var mine = new Few[some.size()];
    var theirs = new Few[columns.length];
    for (int k = 0; k < theirs.length; k++) theirs[k] = new Few();
    for (int i = 0; i < mine.length; i++) {
      if (i % 64 == 0) progress.at(before + i, total);
      mine[i] = new Few();
      for (int k = 0; k < columns.length; k++) {
        double similarity = Direction.product(rows[i], columns[k]);
        mine[i].add(similarity, k);
        theirs[k].add(similarity, i);
      }
    }
    for (int i = 0; i < mine.length; i++) keep(some.get(i), otherHome, mine[i], others, theirs);
    for (int k = 0; k < theirs.length; k++) keep(others.get(k), someHome, theirs[k], some, mine);
    for (var id : some) {
      var other = best.get(id + " " + otherHome);
      if (other != null
          && id.equals(best.get(other + " " + someHome))
          && between(id, other).filter(near -> near.margin() >= LEAST_MARGIN).isPresent())
        nearest.add(new Pair(id, other));
    }
  }

  private float[][] values(List<String> ids) {
    return ids.stream().map(directions::get).filter(Objects::nonNull).toArray(float[][]::new);
  }

  private void keep(String id, String home, Few few, List<String> others, Few[] theirs) {
    var key = id + " " + home;
    means.put(key, few.mean());
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < few.size; i++) {
      int place = few.places[i];
      double margin = few.similarities[i] - theirs[place].mean() / 2;
      if (margin > most) {
        most = margin;
        best.put(key, others.get(place));
      }
    }
  }

  @Override
  public Optional<Near> between(String one, String other) {
    var first = directions.get(one);
    var second = directions.get(other);
    if (first == null || second == null) return Optional.empty();
    var there = one + " " + homes.get(other);
    var back = other + " " + homes.get(one);
    double similarity = Direction.product(first, second);
    double usual = (means.getOrDefault(there, 0.0) + means.getOrDefault(back, 0.0)) / 2;
    return Optional.of(
        new Near(
            similarity,
            similarity - usual,
            other.equals(best.get(there)) && one.equals(best.get(back))));
  }

  @Override
  public List<Pair> nearest() {
    return List.copyOf(nearest);
  }
}
