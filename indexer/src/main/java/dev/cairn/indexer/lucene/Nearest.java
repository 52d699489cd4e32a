package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex.Close;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.FloatHeap;
import org.jspecify.annotations.Nullable;

/// Finds the passages nearest to a direction among the visible ones. Where these are few, each is
/// compared, which is exact; else Lucene's graph of neighbours says which may be the nearest.
/// Either way similarities are worked out from the directions as they came in, in double precision.
final class Nearest {
  /// Up to so many visible passages each is compared. See BENCHMARKS.md for where the graph wins.
  static final int COMPARED = 20_000;

  /// Up to so many are compared by their numbers as they came in.
  private static final int COMPARED_AS_THEY_CAME = 1_000;

  /// Half of what seven bits a number may be wrong by in a similarity: they stray by some 0.001
  /// (384 numbers, each rounded to the 127th part of its range).
  private static final float ROUGHNESS = 0.005f;

  /// The graph of one leaf is walked only where more of its passages are visible.
  private static final int COMPARED_OF_LEAF = 2_000;

  /// So many are looked for in the graph at least: its width decides how many are missed.
  private static final int LEAST_WIDTH = 100;

  /// A leaf's share of the nearest strays by this many standard deviations at most; what is beyond
  /// is looked for again (as Lucene's own collector does it).
  private static final double DEVIATIONS = 16;

  private final Snapshot snapshot;
  private final Visible.Directed visible;
  private final float[] target;
  private final int compared;

  private Nearest(Snapshot snapshot, Visible.Directed visible, Direction direction, int compared) {
    this.snapshot = snapshot;
    this.visible = visible;
    this.target = direction.values();
    this.compared = compared;
  }

  /// @param leaf number of the leaf
  /// @param item the entry's own document
  record Hit(int leaf, int item, Close close) {}

  private record Candidate(int leaf, int doc) {}

  private static final Comparator<Hit> NEAREST_FIRST =
      Comparator.<Hit>comparingDouble(h -> h.close().similarity())
          .reversed()
          .thenComparing(h -> h.close().id())
          .thenComparing(h -> h.close().passage());

  /// @param limit 1..10,000
  static List<Hit> in(Snapshot snapshot, Visible visible, Direction direction, int limit)
      throws IOException {
    return in(snapshot, visible, direction, limit, COMPARED);
  }

  /// @param compared where so many passages are visible, or fewer, each is compared
  static List<Hit> in(
      Snapshot snapshot, Visible visible, Direction direction, int limit, int compared)
      throws IOException {
    return new Nearest(snapshot, visible.directed(), direction, compared).hits(limit);
  }

  private List<Hit> hits(int limit) throws IOException {
    var candidates = visible.count() <= compared ? compareAll(limit) : walkGraphs(limit);
    var hits = new ArrayList<Hit>();
    for (var leaf : snapshot.getLeafContexts()) {
      int[] docs =
          candidates.stream()
              .filter(c -> c.leaf() == leaf.ord)
              .mapToInt(Candidate::doc)
              .sorted()
              .toArray();
      if (docs.length > 0) addHits(leaf, docs, hits);
    }
    hits.sort(NEAREST_FIRST);
    return List.copyOf(hits.subList(0, Math.min(limit, hits.size())));
  }

  private void addHits(LeafReaderContext leaf, int[] docs, List<Hit> hits) throws IOException {
    var values = values(leaf);
    if (values == null) return;
    var places = values.iterator();
    var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    for (int doc : docs) {
      places.advance(doc);
      double similarity = similarity(target, values.vectorValue(places.index()));
      int item = ids.docID() < doc ? ids.advance(doc) : ids.docID();
      int size = sizes.advanceExact(item) ? (int) sizes.longValue() : 0;
      var id = ids.lookupOrd(ids.ordValue()).utf8ToString();
      snapshot.note(id, leaf.ord, item);
      hits.add(new Hit(leaf.ord, item, new Close(id, doc - (item - size), similarity)));
    }
  }

  /// The same number as {@link Direction#similarity}.
  static double similarity(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) sum += (double) one[i] * other[i];
    return sum;
  }

  /// Null where the leaf has no directions, or other ones than what is looked for.
  private @Nullable FloatVectorValues values(LeafReaderContext leaf) throws IOException {
    var values = leaf.reader().getFloatVectorValues(Fields.DIRECTION);
    return values == null || values.dimension() != target.length ? null : values;
  }

  /// All that may be among the nearest. Where there are many, they are compared by the seven bits a
  /// number that the index keeps beside, which takes a fraction of the time, and all that come so
  /// close to the nearest that these bits cannot tell are kept.
  private List<Candidate> compareAll(int limit) throws IOException {
    boolean roughly = visible.count() > COMPARED_AS_THEY_CAME;
    var compared = new Compared(limit);
    for (var leaf : snapshot.getLeafContexts()) compareAll(leaf, compared, roughly);
    return compared.best(roughly ? ROUGHNESS : target.length * Math.ulp(1f));
  }

  private void compareAll(LeafReaderContext leaf, Compared compared, boolean roughly)
      throws IOException {
    var seen = visible.leaf(leaf);
    var values = values(leaf);
    if (seen.isEmpty() || values == null) return;
    var scorer = roughly ? values.scorer(target) : values.rescorer(target);
    if (scorer == null) return;
    var some = scorer.bulk(new BitSetIterator(seen.get(), visible.count(leaf)));
    var buffer = new DocAndFloatFeatureBuffer();
    do {
      some.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, buffer);
      for (int i = 0; i < buffer.size; i++)
        compared.add(leaf.ord, buffer.docs[i], buffer.features[i]);
    } while (buffer.size > 0);
  }

  /// Everything that was compared, with its score: half of 1 + similarity.
  private static final class Compared {
    private final FloatHeap best;
    private int[] leaves = new int[1024];
    private int[] docs = new int[1024];
    private float[] scores = new float[1024];
    private int size;

    Compared(int limit) {
      this.best = new FloatHeap(limit);
    }

    void add(int leaf, int doc, float score) {
      if (size == docs.length) {
        leaves = Arrays.copyOf(leaves, 2 * size);
        docs = Arrays.copyOf(docs, 2 * size);
        scores = Arrays.copyOf(scores, 2 * size);
      }
      leaves[size] = leaf;
      docs[size] = doc;
      scores[size++] = score;
      best.offer(score);
    }

    List<Candidate> best(float slack) {
      if (size == 0) return List.of();
      float least = best.peek() - slack;
      var candidates = new ArrayList<Candidate>();
      for (int i = 0; i < size; i++)
        if (scores[i] >= least) candidates.add(new Candidate(leaves[i], docs[i]));
      return candidates;
    }
  }

  /// Each leaf is asked for its share of the nearest first, and again for all of them where its
  /// last one is still among the nearest.
  private List<Candidate> walkGraphs(int limit) throws IOException {
    int width = Math.max(LEAST_WIDTH, limit);
    var found = new ArrayList<Found>();
    var best = new FloatHeap(width);
    for (var leaf : snapshot.getLeafContexts()) {
      int share = share(width, (double) visible.count(leaf) / visible.count());
      if (share > 0) found.add(walk(leaf, share));
    }
    for (var one : found) for (float score : one.scores()) best.offer(score);
    var candidates = new ArrayList<Candidate>();
    for (var one : found) {
      boolean more =
          one.scores().length >= one.asked()
              && one.asked() < width
              && one.scores()[one.scores().length - 1] >= best.peek();
      var whole = more ? walk(one.leaf(), width) : one;
      for (int doc : whole.docs()) candidates.add(new Candidate(whole.leaf().ord, doc));
    }
    return candidates;
  }

  /// How many of the `width` nearest a leaf with this part of all passages may have.
  private static int share(int width, double part) {
    if (part == 0) return 0;
    double stray = DEVIATIONS * Math.sqrt(width * part * (1 - part));
    return (int) Math.min(width, Math.ceil(width * part + stray));
  }

  /// @param scores falling
  private record Found(LeafReaderContext leaf, int asked, int[] docs, float[] scores) {}

  private Found walk(LeafReaderContext leaf, int asked) throws IOException {
    if (values(leaf) == null) return new Found(leaf, asked, new int[0], new float[0]);
    if (visible.count(leaf) <= COMPARED_OF_LEAF) {
      var compared = new Compared(asked);
      compareAll(leaf, compared, true);
      int[] docs = compared.best(0).stream().mapToInt(Candidate::doc).toArray();
      // All of its best are here already.
      return new Found(leaf, Integer.MAX_VALUE, docs, compared.best.getHeap());
    }
    var collector = new TopKnnCollector(asked, Integer.MAX_VALUE, KnnSearchStrategy.Hnsw.DEFAULT);
    leaf.reader().searchNearestVectors(Fields.DIRECTION, target, collector, accepted(leaf));
    var top = collector.topDocs().scoreDocs;
    var docs = new int[top.length];
    var scores = new float[top.length];
    for (int i = 0; i < top.length; i++) {
      docs[i] = top[i].doc;
      scores[i] = top[i].score;
    }
    return new Found(leaf, asked, docs, scores);
  }

  private AcceptDocs accepted(LeafReaderContext leaf) {
    var seen = visible.leaf(leaf);
    int max = leaf.reader().maxDoc();
    return seen.isEmpty() || visible.everything(leaf)
        ? AcceptDocs.fromLiveDocs(null, max)
        : new Accepted(seen.get(), visible.count(leaf));
  }

  /// What was collected before, so that nothing is gathered anew for each question.
  private static final class Accepted extends AcceptDocs {
    private final FixedBitSet seen;
    private final int count;

    Accepted(FixedBitSet seen, int count) {
      this.seen = seen;
      this.count = count;
    }

    @Override
    public Bits bits() {
      return seen;
    }

    @Override
    public DocIdSetIterator iterator() {
      return new BitSetIterator(seen, count);
    }

    @Override
    public int cost() {
      return count;
    }
  }
}
