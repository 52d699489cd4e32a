package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/// One state of the index, with what was worked out about it and is worth keeping.
final class Snapshot extends IndexSearcher {
  /// More sets of principals than this are not remembered.
  private static final int MOST_PRINCIPALS = 64;

  /// Questions whose nearest passages are remembered.
  private static final int MOST_NEAREST = 64;

  private static final int MOST_SAMPLES = 4;

  /// Entries whose places are remembered.
  private static final int MOST_PLACES = 50_000;

  private static final int MOST_RARITIES = 50_000;

  /// Fields with more values than this are looked up one by one.
  private static final int MOST_VALUES = 20_000;

  private final long state;
  private final boolean directed;
  private final Seen.Memory seen;
  private final Map<Set<String>, Visible> visible = new ConcurrentHashMap<>();
  private final Map<Near, List<Nearest.Hit>> nearest = new ConcurrentHashMap<>();
  private final Map<Integer, Sampled> samples = new ConcurrentHashMap<>();
  private final Map<String, Place> places = new ConcurrentHashMap<>();
  private final Map<String, String[]> names = new ConcurrentHashMap<>();
  private final Map<Term, Double> rarities = new ConcurrentHashMap<>();
  private final Map<String, Double> lengths = new ConcurrentHashMap<>();

  private record Near(Direction direction, Set<String> principals, int limit) {}

  /// @param directed whether its directions are of the model of now
  /// @param seen what was worked out in former states about leaves that are still the same
  Snapshot(IndexReader reader, long state, boolean directed, Seen.Memory seen) {
    super(reader);
    this.state = state;
    this.directed = directed;
    this.seen = seen;
  }

  boolean directed() {
    return directed;
  }

  long state() {
    return state;
  }

  /// What these principals may see.
  Visible visible(Set<String> principals) throws IOException {
    var known = visible.get(principals);
    if (known != null) return known;
    var made = Visible.in(this, principals, seen);
    if (visible.size() >= MOST_PRINCIPALS) visible.clear();
    visible.put(principals, made);
    return made;
  }

  /// The passages nearest to a direction; asked again, as list, total and next pages do, the same.
  List<Nearest.Hit> nearest(Direction direction, Set<String> principals, int limit)
      throws IOException {
    var key = new Near(direction, principals, limit);
    var known = nearest.get(key);
    if (known != null) return known;
    var made = Nearest.in(this, visible(principals), direction, limit);
    if (nearest.size() >= MOST_NEAREST) nearest.clear();
    nearest.put(key, made);
    return made;
  }

  /// A sample of all directions, at most so many; none where they are of another model.
  Sampled sampled(int most) throws IOException {
    var known = samples.get(most);
    if (known != null) return known;
    var made = Sampled.of(this, most);
    if (samples.size() >= MOST_SAMPLES) samples.clear();
    samples.put(most, made);
    return made;
  }

  /// ln(1 + (N - n + 0.5) / (n + 0.5)), over all entries, visible or not, those that were deleted
  /// and are not merged away yet included.
  double rarity(Term term) throws IOException {
    var known = rarities.get(term);
    if (known != null) return known;
    double made = countRarity(term);
    if (rarities.size() >= MOST_RARITIES) rarities.clear();
    rarities.put(term, made);
    return made;
  }

  private double countRarity(Term term) throws IOException {
    long all = 0;
    long having = 0;
    for (var leaf : getLeafContexts()) {
      var ids = leaf.reader().terms(Fields.ID);
      if (ids != null) all += ids.getDocCount();
      having += leaf.reader().docFreq(term);
    }
    return Math.log1p((all - having + 0.5) / (having + 0.5));
  }

  /// @param leaf number of the leaf
  record Place(int leaf, int doc) {}

  /// The id of the entry whose own document this is.
  ///
  /// @throws UncheckedIOException if the index cannot be read
  String id(int leaf, int doc) {
    try {
      var ids = DocValues.getSorted(getLeafContexts().get(leaf).reader(), Fields.ID);
      if (!ids.advanceExact(doc)) throw new IllegalArgumentException("no entry at " + doc);
      return ids.lookupOrd(ids.ordValue()).utf8ToString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A rank for each document of a leaf, drawn from its id: 0 for half of them, 1 for a quarter.
  byte[] ranks(LeafReaderContext leaf) throws IOException {
    return seen.ranks(leaf.reader());
  }

  /// Remembers where an entry's own document is: what was found is looked up next.
  void note(String id, int leaf, int doc) {
    if (places.size() >= MOST_PLACES) places.clear();
    places.put(id, new Place(leaf, doc));
  }

  /// Where the own documents of these entries are; those that are not here are left out.
  Map<String, Place> places(Collection<String> ids) throws IOException {
    Map<String, Place> found = new HashMap<>();
    // In the order of the terms, so that their block is looked up once.
    var unknown = new TreeMap<BytesRef, String>();
    for (var id : ids) {
      var known = places.get(id);
      if (known != null) found.put(id, known);
      else unknown.put(new BytesRef(id), id);
    }
    for (var leaf : getLeafContexts()) {
      if (unknown.isEmpty()) break;
      var terms = leaf.reader().terms(Fields.ID);
      if (terms == null) continue;
      var live = leaf.reader().getLiveDocs();
      var walk = terms.iterator();
      for (var id : List.copyOf(unknown.keySet())) {
        if (!walk.seekExact(id)) continue;
        var postings = walk.postings(null, PostingsEnum.NONE);
        for (int doc = postings.nextDoc();
            doc != DocIdSetIterator.NO_MORE_DOCS;
            doc = postings.nextDoc()) {
          if (live != null && !live.get(doc)) continue;
          var name = id.utf8ToString();
          found.put(name, new Place(leaf.ord, doc));
          note(name, leaf.ord, doc);
          unknown.remove(id);
        }
      }
    }
    return found;
  }

  /// Average number of words in this field, of the entries that have it, as precisely as lengths
  /// are kept. What was deleted does not count, so that equal entries score the same in every
  /// build.
  double averageLength(String field) throws IOException {
    var known = lengths.get(field);
    if (known != null) return known;
    long words = 0;
    long docs = 0;
    for (var leaf : getLeafContexts()) {
      var norms = leaf.reader().getNormValues(field);
      if (norms == null) continue;
      var live = leaf.reader().getLiveDocs();
      for (int doc = norms.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = norms.nextDoc()) {
        if (live != null && !live.get(doc)) continue;
        words += SmallFloat.byte4ToInt((byte) norms.longValue());
        docs++;
      }
    }
    double average = docs == 0 ? 1 : Math.max((double) words / docs, 1e-6);
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
