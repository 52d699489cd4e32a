package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex.Closest;
import dev.cairn.indexer.SearchIndex.Placed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;

/// Reads the directions of entries back, as they came in.
final class Directions {
  /// Sums of 384 products in single precision stray by less.
  private static final double SINGLE = 1e-5;

  private Directions() {}

  static Map<String, List<Placed>> of(Collection<String> ids, Visible visible) throws IOException {
    Map<String, List<Placed>> all = new HashMap<>();
    each(
        ids,
        visible,
        (id, values, first, size) -> {
          var placed = new ArrayList<Placed>();
          for (int i = 0; i < size; i++)
            placed.add(new Placed(i, Direction.of(values.vectorValue(first + i))));
          all.put(id, List.copyOf(placed));
        });
    return all;
  }

  /// The passage of each entry that is nearest to a direction.
  static Map<String, Closest> closest(Collection<String> ids, Direction direction, Visible visible)
      throws IOException {
    Map<String, Closest> all = new HashMap<>();
    var target = direction.values();
    each(
        ids,
        visible,
        (id, values, first, size) -> {
          if (values.dimension() == target.length)
            all.put(id, closest(target, values, first, size));
        });
    return all;
  }

  private static Closest closest(float[] target, FloatVectorValues values, int first, int size)
      throws IOException {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      var value = values.vectorValue(first + i);
      // What single precision puts clearly lower need not be worked out exactly.
      if (VectorUtil.dotProduct(target, value) < most - SINGLE) continue;
      double similarity = Nearest.similarity(target, value);
      if (similarity > most) {
        most = similarity;
        best = i;
      }
    }
    return new Closest(best, most, Direction.of(values.vectorValue(first + best)));
  }

  /// The own documents of those that are in the leaf and visible, in order, with their ids.
  static TreeMap<Integer, String> entries(
      LeafReaderContext leaf, Collection<String> ids, Visible visible) throws IOException {
    var entries = new TreeMap<Integer, String>();
    var seen = visible.leaf(leaf);
    if (seen.isEmpty()) return entries;
    visible
        .snapshot()
        .places(ids)
        .forEach((id, place) -> {
          if (place.leaf() == leaf.ord && seen.get().get(place.doc())) entries.put(place.doc(), id);
        });
    return entries;
  }

  private interface Reading {
    /// @param first number of the entry's first direction
    /// @param size how many it has
    void read(String id, FloatVectorValues values, int first, int size) throws IOException;
  }

  private static void each(Collection<String> ids, Visible visible, Reading reading)
      throws IOException {
    for (var leaf : visible.snapshot().getLeafContexts()) {
      var directed = visible.directed().leaf(leaf);
      if (directed.isPresent()) each(leaf, entries(leaf, ids, visible), directed.get(), reading);
    }
  }

  private static void each(
      LeafReaderContext leaf,
      TreeMap<Integer, String> entries,
      FixedBitSet directed,
      Reading reading)
      throws IOException {
    var values = leaf.reader().getFloatVectorValues(Fields.DIRECTION);
    if (values == null) return;
    var places = values.iterator();
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    for (var entry : entries.entrySet()) {
      int item = entry.getKey();
      int size = sizes.advanceExact(item) ? (int) sizes.longValue() : 0;
      int first = item - size;
      if (!directed.get(first)) continue;
      // Those of an entry stand one after the other.
      places.advance(first);
      reading.read(entry.getValue(), values, places.index(), Math.max(1, size));
    }
  }
}
