package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.VectorUtil;

/// A fixed sample of all directions: those whose names have the smallest hashes. It stays the same
/// while the index does, and changes little while it grows. How small a hash is stands in the index
/// (by its leading zeros, a rank), so that the sample is found without walking through everything.
final class Sampled {
  private static final int HIGHEST_RANK = 40;

  private final float[][] directions;

  private Sampled(float[][] directions) {
    this.directions = directions;
  }

  /// As it stands in the index.
  static String rank(String id, int passage) {
    return name(Math.min(HIGHEST_RANK, Long.numberOfLeadingZeros(hash(id, passage))));
  }

  /// How many zeros the hash of each entry's id begins with, by its own document.
  static byte[] ranks(LeafReader leaf) throws IOException {
    var ranks = new byte[leaf.maxDoc()];
    var ids = DocValues.getSorted(leaf, Fields.ID);
    for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc()) {
      long hash = StringHelper.murmurhash3_x64_128(ids.lookupOrd(ids.ordValue()))[0];
      ranks[doc] = (byte) Long.numberOfLeadingZeros(hash);
    }
    return ranks;
  }

  private static String name(int rank) {
    return String.format(Locale.ROOT, "%02d", rank);
  }

  private static long hash(String id, int passage) {
    return StringHelper.murmurhash3_x64_128(new BytesRef(id + " " + passage))[0];
  }

  /// @param leaf number of the leaf
  /// @param hash without sign
  private record Candidate(long hash, String id, int passage, int leaf, int doc) {}

  private static final Comparator<Candidate> SMALLEST_FIRST =
      Comparator.comparing(Candidate::hash, Long::compareUnsigned)
          .thenComparing(Candidate::id)
          .thenComparing(Candidate::passage);

  /// @param most at most so many
  static Sampled of(Snapshot snapshot, int most) throws IOException {
    var candidates = new ArrayList<Candidate>();
    if (!snapshot.directed()) return new Sampled(new float[0][]);
    for (int rank = HIGHEST_RANK; rank >= 0 && candidates.size() < most; rank--)
      for (var leaf : snapshot.getLeafContexts()) add(leaf, name(rank), candidates);
    candidates.sort(SMALLEST_FIRST);
    var chosen = candidates.subList(0, Math.min(most, candidates.size()));
    var directions = new float[chosen.size()][];
    for (var leaf : snapshot.getLeafContexts()) {
      var values = leaf.reader().getFloatVectorValues(Fields.DIRECTION);
      if (values == null) continue;
      var here = new ArrayList<Integer>();
      for (int i = 0; i < chosen.size(); i++) if (chosen.get(i).leaf() == leaf.ord) here.add(i);
      here.sort(Comparator.comparing(i -> chosen.get(i).doc()));
      var places = values.iterator();
      for (int i : here) {
        places.advance(chosen.get(i).doc());
        directions[i] = values.vectorValue(places.index()).clone();
      }
    }
    return new Sampled(directions);
  }

  private static void add(LeafReaderContext leaf, String rank, List<Candidate> candidates)
      throws IOException {
    var postings = leaf.reader().postings(new Term(Fields.SAMPLE, rank), PostingsEnum.NONE);
    if (postings == null) return;
    var live = leaf.reader().getLiveDocs();
    var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) {
      if (live != null && !live.get(doc)) continue;
      int item = ids.docID() < doc ? ids.advance(doc) : ids.docID();
      int size = sizes.advanceExact(item) ? (int) sizes.longValue() : 0;
      var id = ids.lookupOrd(ids.ordValue()).utf8ToString();
      int passage = doc - (item - size);
      candidates.add(new Candidate(hash(id, passage), id, passage, leaf.ord, doc));
    }
  }

  /// In the order of the hashes.
  double[] similarities(Direction direction) {
    var target = direction.values();
    return Arrays.stream(directions)
        .filter(other -> other.length == target.length)
        .mapToDouble(other -> VectorUtil.dotProduct(target, other))
        .toArray();
  }
}
