package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// One state of the index, with what was worked out about it and is worth keeping.
final class Snapshot extends IndexSearcher {
  /// More sets of principals than this are not remembered.
  private static final int MOST_PRINCIPALS = 64;

  /// Fields with more values than this are looked up one by one.
  private static final int MOST_VALUES = 20_000;

  private final long state;
  private final Map<Set<String>, Visible> visible = new ConcurrentHashMap<>();
  private final Map<String, String[]> names = new ConcurrentHashMap<>();
  private final Map<String, Double> lengths = new ConcurrentHashMap<>();

  Snapshot(IndexReader reader, long state) {
    super(reader);
    this.state = state;
  }

  long state() {
    return state;
  }

  /// What these principals may see.
  Visible visible(Set<String> principals) throws IOException {
    var known = visible.get(principals);
    if (known != null) return known;
    var made = Visible.in(this, principals);
    if (visible.size() >= MOST_PRINCIPALS) visible.clear();
    visible.put(principals, made);
    return made;
  }

  /// Average number of words in this field, of the entries that have it.
  double averageLength(String field) throws IOException {
    var known = lengths.get(field);
    if (known != null) return known;
    long words = 0;
    long docs = 0;
    for (var leaf : getLeafContexts()) {
      var terms = leaf.reader().terms(field);
      if (terms == null) continue;
      words += terms.getSumTotalTermFreq();
      docs += terms.getDocCount();
    }
    double average = docs == 0 ? 1 : (double) words / docs;
    lengths.put(field, average);
    return average;
  }

  /// The values of a field in this leaf, by their numbers; null where there are too many to keep.
  String @Nullable [] valueNames(LeafReaderContext leaf, String field) throws IOException {
    var key = leaf.ord + " " + field;
    var known = names.get(key);
    if (known != null) return known;
    var values = leaf.reader().getSortedSetDocValues(field);
    if (values == null) return new String[0];
    if (values.getValueCount() > MOST_VALUES) return null;
    var made = new String[(int) values.getValueCount()];
    for (int i = 0; i < made.length; i++) made[i] = values.lookupOrd(i).utf8ToString();
    names.put(key, made);
    return made;
  }
}
