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
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/// Reads the directions of entries back, as they came in.
final class Directions {
  private Directions() {}

  static Map<String, List<Placed>> of(Collection<String> ids, Visible visible) throws IOException {
    // In the order of the terms, so that their block is looked up once.
    var names = new TreeSet<BytesRef>();
    for (var id : ids) names.add(new BytesRef(id));
    Map<String, List<Placed>> all = new HashMap<>();
    for (var leaf : visible.snapshot().getLeafContexts()) {
      var seen = visible.leaf(leaf);
      var directed = visible.directed().leaf(leaf);
      if (seen.isPresent() && directed.isPresent())
        read(leaf, entries(leaf, names, seen.get()), directed.get(), all);
    }
    return all;
  }

  /// Their own documents, in order, with their ids.
  private static TreeMap<Integer, String> entries(
      LeafReaderContext leaf, Collection<BytesRef> names, FixedBitSet seen) throws IOException {
    var entries = new TreeMap<Integer, String>();
    var terms = leaf.reader().terms(Fields.ID);
    if (terms == null) return entries;
    var walk = terms.iterator();
    for (var name : names) {
      if (!walk.seekExact(name)) continue;
      var postings = walk.postings(null, PostingsEnum.NONE);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) if (seen.get(doc)) entries.put(doc, name.utf8ToString());
    }
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
