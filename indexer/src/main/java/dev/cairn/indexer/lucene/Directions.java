package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex.Placed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;

/// Reads the directions of entries back, as they came in.
final class Directions {
  private Directions() {}

  static Map<String, List<Placed>> of(Collection<String> ids, Visible visible) throws IOException {
    Map<String, List<Placed>> all = new HashMap<>();
    for (var leaf : visible.snapshot().getLeafContexts()) {
      var directed = visible.directed().leaf(leaf);
      if (directed.isPresent()) read(leaf, entries(leaf, ids, visible), directed.get(), all);
    }
    return all;
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

  private static void read(
      LeafReaderContext leaf,
      TreeMap<Integer, String> entries,
      FixedBitSet directed,
      Map<String, List<Placed>> all)
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
      var placed = new ArrayList<Placed>();
      for (int doc = first; doc < first + Math.max(1, size); doc++) {
        places.advance(doc);
        placed.add(new Placed(doc - first, Direction.of(values.vectorValue(places.index()))));
      }
      all.put(entry.getValue(), List.copyOf(placed));
    }
  }
}
