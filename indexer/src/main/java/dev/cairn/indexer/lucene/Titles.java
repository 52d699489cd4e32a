package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Titled;
import dev.cairn.indexer.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum.SeekStatus;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// Finds titles by their words while somebody types.
final class Titles {
  private static final String FIELD = Fields.exact(Query.Field.TITLE);

  /// Of the titles of a leaf that hold the words, but do not begin with them, so many are compared.
  private static final int MOST_INSIDE = 500;

  private static final int MOST_WORDS = 16;

  private final Snapshot snapshot;
  private final Visible visible;

  Titles(Snapshot snapshot, Set<String> principals) throws IOException {
    this.snapshot = snapshot;
    this.visible = snapshot.visible(principals);
  }

  /// @param inside whether the title begins with other words
  private record Candidate(LeafReaderContext leaf, int doc, boolean inside, String key, String id) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparing(Candidate::inside)
            .thenComparingInt(c -> c.inside() ? c.key().length() : 0)
            .thenComparing(Candidate::key)
            .thenComparing(Candidate::id);
  }

  List<Titled> begun(String typed, boolean tolerant, int limit) throws IOException {
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
    var words =
        Analysis.tokens(typed).stream().map(Analysis.Token::word).limit(MOST_WORDS).toList();
    if (words.isEmpty()) return List.of();
    boolean open = Character.isLetterOrDigit(typed.codePointBefore(typed.length()));
    var wanted = new ArrayList<Wanted>();
    for (int i = 0; i < words.size(); i++)
      wanted.add(new Wanted(words.get(i), open && i == words.size() - 1, tolerant));
    var start = String.join(" ", words) + (open ? "" : " ");
    var best = new PriorityQueue<Candidate>(Candidate.ORDER.reversed());
    for (var leaf : snapshot.getLeafContexts()) {
      var docs = having(leaf, wanted);
      if (docs != null) collect(leaf, docs, start, limit, best);
    }
    var titles = new ArrayList<Titled>();
    for (var one : best.stream().sorted(Candidate.ORDER).toList()) {
      var stored = one.leaf().reader().storedFields().document(one.doc());
      titles.add(
          new Titled(
              one.id(),
              SearchRequest.Kind.valueOf(stored.get(Fields.STORED_KIND)),
              stored.get(Fields.STORED_TITLE)));
    }
    return titles;
  }

  /// A word that a title must have.
  ///
  /// @param begun whether it may go on
  private record Wanted(String word, boolean begun, boolean tolerant) {
    /// What all terms begin with that may be it.
    String start() {
      return tolerant && Near.steps(word) > 0
          ? word.substring(0, word.offsetByCodePoints(0, 1))
          : word;
    }

    boolean is(String term) {
      return tolerant && Near.steps(word) > 0
          ? Near.reaches(word, term, begun)
          : begun || term.equals(word);
    }
  }

  /// Items of the leaf whose titles have all that is wanted.
  private @Nullable FixedBitSet having(LeafReaderContext leaf, List<Wanted> wanted)
      throws IOException {
    var seen = visible.leaf(leaf);
    var terms = leaf.reader().terms(FIELD);
    if (seen.isEmpty() || terms == null) return null;
    var having = seen.get().clone();
    var concepts = leaf.reader().postings(new Term(Fields.value("kind"), "concept"));
    if (concepts != null)
      for (int doc = concepts.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = concepts.nextDoc()) having.clear(doc);
    for (var one : wanted) {
      var docs = new FixedBitSet(leaf.reader().maxDoc());
      var start = new BytesRef(one.start());
      var walk = terms.iterator();
      @Nullable PostingsEnum postings = null;
      // Walking over what begins alike is quicker than making an automaton for each key.
      boolean more = walk.seekCeil(start) != SeekStatus.END;
      while (more && StringHelper.startsWith(walk.term(), start)) {
        if (one.is(walk.term().utf8ToString())) {
          postings = walk.postings(postings, PostingsEnum.NONE);
          docs.or(postings);
        }
        more = (one.begun() || one.tolerant()) && walk.next() != null;
      }
      having.and(docs);
    }
    return having;
  }

  private static void collect(
      LeafReaderContext leaf,
      FixedBitSet docs,
      String start,
      int limit,
      PriorityQueue<Candidate> best)
      throws IOException {
    var keys = DocValues.getSorted(leaf.reader(), Fields.TITLE_KEY);
    var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
    int from = place(keys, start);
    int to = place(keys, start + Character.toString(Character.MAX_CODE_POINT));
    int inside = 0;
    var walk = new BitSetIterator(docs, 0);
    for (int doc = walk.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = walk.nextDoc()) {
      if (!keys.advanceExact(doc) || !ids.advanceExact(doc)) continue;
      boolean begins = keys.ordValue() >= from && keys.ordValue() < to;
      if (!begins && ++inside > MOST_INSIDE) continue;
      var candidate =
          new Candidate(
              leaf,
              doc,
              !begins,
              keys.lookupOrd(keys.ordValue()).utf8ToString(),
              ids.lookupOrd(ids.ordValue()).utf8ToString());
      best.add(candidate);
      if (best.size() > limit) best.poll();
    }
  }

  /// Number of the first value that does not lie before this one.
  private static int place(SortedDocValues values, String text) throws IOException {
    int at = values.lookupTerm(new BytesRef(text));
    return at >= 0 ? at : -at - 1;
  }
}
