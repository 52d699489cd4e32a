package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.jspecify.annotations.Nullable;

/// The terms of one leaf. For many terms it is cheaper than asking the leaf, which begins a walk
/// through a field's dictionary for each of them. Not thread-safe.
final class Dictionary {
  private final LeafReaderContext leaf;
  private final Map<String, TermsEnum> walks = new HashMap<>();

  Dictionary(LeafReaderContext leaf) {
    this.leaf = leaf;
  }

  LeafReaderContext leaf() {
    return leaf;
  }

  /// Of those terms that the leaf has.
  PostingsEnum[] all(List<Term> terms, int flags) throws IOException {
    var all = new ArrayList<PostingsEnum>(terms.size());
    for (var term : terms) {
      var postings = postings(term, flags);
      if (postings != null) all.add(postings);
    }
    return all.toArray(PostingsEnum[]::new);
  }

  /// Null where the leaf does not have the term.
  ///
  /// @param flags of {@link PostingsEnum}
  @Nullable PostingsEnum postings(Term term, int flags) throws IOException {
    return postings(term, null, flags);
  }

  /// @param former of the same field, is not used any more
  @Nullable PostingsEnum postings(Term term, @Nullable PostingsEnum former, int flags)
      throws IOException {
    var walk = walks.get(term.field());
    if (walk == null) {
      var terms = leaf.reader().terms(term.field());
      walk = terms == null ? TermsEnum.EMPTY : terms.iterator();
      walks.put(term.field(), walk);
    }
    return walk.seekExact(term.bytes()) ? walk.postings(former, flags) : null;
  }
}
