package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// A leaf in which some entries count as deleted.
final class Masked extends FilterLeafReader {
  private final FixedBitSet live;
  private final int count;

  private Masked(LeafReader leaf, FixedBitSet live) {
    super(leaf);
    this.live = live;
    this.count = live.cardinality();
  }

  /// The leaf itself where it has none of them.
  static LeafReader of(LeafReader leaf, Collection<String> gone) throws IOException {
    var before = leaf.getLiveDocs();
    @Nullable FixedBitSet live = null;
    for (var id : gone) {
      var postings = leaf.postings(new Term(Fields.BLOCK, id), PostingsEnum.NONE);
      if (postings == null) continue;
      if (live == null) live = all(leaf.maxDoc(), before);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) live.clear(doc);
    }
    return live == null ? leaf : new Masked(leaf, live);
  }

  private static FixedBitSet all(int size, @Nullable Bits live) {
    var all = new FixedBitSet(size);
    if (live == null) all.set(0, size);
    else for (int doc = 0; doc < size; doc++) if (live.get(doc)) all.set(doc);
    return all;
  }

  @Override
  public Bits getLiveDocs() {
    return live;
  }

  @Override
  public int numDocs() {
    return count;
  }

  @Override
  public CacheHelper getCoreCacheHelper() {
    return in.getCoreCacheHelper();
  }

  /// What is deleted here is not deleted in the leaf.
  @Override
  public @Nullable CacheHelper getReaderCacheHelper() {
    return null;
  }
}
