package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The entries that certain principals may see, in one state of the index. How rare a word is, is
/// counted among these only: what matches depends on rarity, and must not depend on what is hidden.
final class Visible {
  private static final int MOST_WORDS = 10_000;

  private final Snapshot snapshot;
  private final List<Optional<FixedBitSet>> leaves;
  private final long size;
  private final Map<Term, Integer> counts = new ConcurrentHashMap<>();

  private Visible(Snapshot snapshot, List<Optional<FixedBitSet>> leaves) {
    this.snapshot = snapshot;
    this.leaves = leaves;
    this.size = leaves.stream().flatMap(Optional::stream).mapToLong(FixedBitSet::cardinality).sum();
  }

  static Visible in(Snapshot snapshot, Set<String> principals) throws IOException {
    var leaves = new ArrayList<Optional<FixedBitSet>>();
    for (var leaf : snapshot.getLeafContexts()) leaves.add(seen(leaf, principals));
    return new Visible(snapshot, leaves);
  }

  private static Optional<FixedBitSet> seen(LeafReaderContext leaf, Set<String> principals)
      throws IOException {
    var reader = leaf.reader();
    var live = reader.getLiveDocs();
    @Nullable FixedBitSet seen = null;
    for (var principal : principals) {
      var postings = reader.postings(new Term(Fields.READER, principal), PostingsEnum.NONE);
      if (postings == null) continue;
      if (seen == null) seen = new FixedBitSet(reader.maxDoc());
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) if (live == null || live.get(doc)) seen.set(doc);
    }
    return Optional.ofNullable(seen);
  }

  /// Empty where nothing of the leaf is visible.
  Optional<FixedBitSet> leaf(LeafReaderContext leaf) {
    return leaves.get(leaf.ord);
  }

  /// The document of the entry with this id, if it is in the leaf and visible.
  OptionalInt find(LeafReaderContext leaf, String id) throws IOException {
    var seen = leaf(leaf);
    if (seen.isEmpty()) return OptionalInt.empty();
    var postings = leaf.reader().postings(new Term(Fields.ID, id), PostingsEnum.NONE);
    if (postings == null) return OptionalInt.empty();
    for (int doc = postings.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = postings.nextDoc()) if (seen.get().get(doc)) return OptionalInt.of(doc);
    return OptionalInt.empty();
  }

  /// How many entries have this term.
  int count(Term term) throws IOException {
    var known = counts.get(term);
    if (known != null) return known;
    int count = 0;
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = leaf(leaf);
      if (seen.isEmpty()) continue;
      var postings = leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings == null) continue;
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) if (seen.get().get(doc)) count++;
    }
    if (counts.size() >= MOST_WORDS) counts.clear();
    counts.put(term, count);
    return count;
  }

  /// ln(1 + (N - n + 0.5) / (n + 0.5)) as in Lucene's BM25 (Robertson and Zaragoza 2009, kept above
  /// 0); 0 for a term that nothing has.
  double rarity(Term term) throws IOException {
    int count = count(term);
    return count == 0 ? 0 : Math.log1p((size - count + 0.5) / (count + 0.5));
  }
}
