package dev.cairn.indexer.embed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Puts texts of like length together: in one run of the model all cost as much as the longest.
final class Batches {
  private Batches() {}

  /// Which texts run together, each once, shortest first.
  ///
  /// @param pieces how long each text is
  /// @param most at most so many texts together
  /// @param area at most so many pieces together, those included by which shorter texts are filled
  ///   up; one text alone may be longer
  static List<int[]> of(int[] pieces, int most, int area) {
    var order =
        IntStream.range(0, pieces.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> pieces[i]))
            .toList();
    var batches = new ArrayList<int[]>();
    int from = 0;
    for (int to = 1; to <= order.size(); to++) {
      boolean full =
          to == order.size() || to - from == most || (to + 1 - from) * pieces[order.get(to)] > area;
      if (!full) continue;
      batches.add(order.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
      from = to;
    }
    return batches;
  }
}
