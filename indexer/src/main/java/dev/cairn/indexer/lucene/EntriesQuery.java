package dev.cairn.indexer.lucene;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Matches entries that were found before, in the same state of the index. Does not score.
final class EntriesQuery extends Query {
  private final Map<Integer, FixedBitSet> docs;

  /// @param hits of these the entries match
  EntriesQuery(Snapshot snapshot, Iterable<Nearest.Hit> hits) {
    this.docs = new HashMap<>();
    for (var hit : hits)
      docs.computeIfAbsent(
              hit.leaf(),
              leaf -> new FixedBitSet(snapshot.getLeafContexts().get(leaf).reader().maxDoc()))
          .set(hit.item());
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        var here = docs.get(leaf.ord);
        if (here == null) return null;
        int count = here.cardinality();
        return ConstantScoreScorerSupplier.fromIterator(
            new BitSetIterator(here, count), score(), mode, leaf.reader().maxDoc());
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String defaultField) {
    return "entries in " + docs.keySet();
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other) && other instanceof EntriesQuery that && docs.equals(that.docs);
  }

  @Override
  public int hashCode() {
    return 31 * classHash() + docs.hashCode();
  }
}
