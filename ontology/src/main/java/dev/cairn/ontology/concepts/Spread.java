package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparingInt;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// All that is below some concepts, each concept once: below that broader one over which it is
/// reached first, level by level. So thousands find room in one picture.
///
/// @param places each after the one it is below; those with most below them first on each level
/// @param leftOut concepts that had no room: the deepest
public record Spread(List<Place> places, int leftOut) {
  public Spread {
    places = List.copyOf(places);
  }

  /// @param level links from the top, from 0
  /// @param above index of the place it is below; -1 for a top
  /// @param all how many concepts are below it here, with itself
  public record Place(Concept concept, int level, int above, int all) {}

  /// @param tops that are not below each other, or of which only the first is kept
  /// @param limit most places, 1 or more
  public static Spread below(ConceptView view, List<Concept> tops, int limit) {
    if (limit < 1) throw new IllegalArgumentException("limit must be >= 1, got " + limit);
    var concepts = new ArrayList<Concept>();
    var above = new ArrayList<Integer>();
    var seen = new HashSet<String>();
    for (var top : tops)
      if (seen.add(top.id())) {
        concepts.add(top);
        above.add(-1);
      }
    for (int i = 0; i < concepts.size(); i++)
      for (var id : concepts.get(i).narrower()) {
        var below = view.byId(id);
        if (below.isEmpty() || below.get().deprecated() || !seen.add(id)) continue;
        concepts.add(below.get());
        above.add(i);
      }
    int kept = Math.min(limit, concepts.size());
    return new Spread(
        places(concepts.subList(0, kept), above.subList(0, kept)), concepts.size() - kept);
  }

  private static List<Place> places(List<Concept> concepts, List<Integer> above) {
    int size = concepts.size();
    var all = new int[size];
    for (int i = size - 1; i >= 0; i--) {
      all[i]++;
      if (above.get(i) >= 0) all[above.get(i)] += all[i];
    }
    var tops = new ArrayList<Integer>();
    var below = new ArrayList<List<Integer>>();
    for (int i = 0; i < size; i++) {
      below.add(new ArrayList<>());
      (above.get(i) < 0 ? tops : below.get(above.get(i))).add(i);
    }
    Comparator<Integer> order =
        comparingInt((Integer i) -> -all[i])
            .thenComparing(i -> concepts.get(i).label(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(i -> concepts.get(i).id());
    var places = new ArrayList<Place>();
    var waiting = new ArrayList<int[]>();
    tops.sort(order);
    for (int top : tops) waiting.add(new int[] {top, -1, 0});
    for (int next = 0; next < waiting.size(); next++) {
      int i = waiting.get(next)[0];
      int level = waiting.get(next)[2];
      places.add(new Place(concepts.get(i), level, waiting.get(next)[1], all[i]));
      below.get(i).sort(order);
      for (int one : below.get(i)) waiting.add(new int[] {one, next, level + 1});
    }
    return places;
  }
}
