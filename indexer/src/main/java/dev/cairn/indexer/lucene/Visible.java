package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The entries that certain principals may see, in one state of the index. How rare a word is, is
/// counted among these only: what matches depends on rarity, and must not depend on what is hidden.
final class Visible {
  private static final int MOST_WORDS = 10_000;

  private final Snapshot snapshot;
  private final Set<String> principals;
  private final List<Optional<FixedBitSet>> leaves;
  private final long size;
  private final Map<Term, Integer> counts = new ConcurrentHashMap<>();
  private final Map<List<Term>, Integer> unions = new ConcurrentHashMap<>();
  private final Set<Language> languages = EnumSet.noneOf(Language.class);
  private volatile @Nullable Directed directed;
  private volatile SearchIndex.@Nullable Directed share;

  private Visible(Snapshot snapshot, Set<String> principals, List<Optional<FixedBitSet>> leaves) {
    this.snapshot = snapshot;
    this.principals = principals;
    this.leaves = leaves;
    this.size = leaves.stream().flatMap(Optional::stream).mapToLong(FixedBitSet::cardinality).sum();
  }

  static Visible in(Snapshot snapshot, Set<String> principals) throws IOException {
    var leaves = new ArrayList<Optional<FixedBitSet>>();
    for (var leaf : snapshot.getLeafContexts()) leaves.add(seen(leaf, principals));
    var visible = new Visible(snapshot, principals, leaves);
    for (var language : Language.values())
      if (visible.count(new Term(Fields.LANGUAGE, language.code())) > 0)
        visible.languages.add(language);
    return visible;
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

  /// The passages that have a direction (entries without passages by their own document).
  record Directed(List<Optional<FixedBitSet>> leaves, int[] counts, boolean[] complete, int count) {
    Optional<FixedBitSet> leaf(LeafReaderContext leaf) {
      return leaves.get(leaf.ord);
    }

    int count(LeafReaderContext leaf) {
      return counts[leaf.ord];
    }

    /// Whether no direction of the leaf is hidden or deleted.
    boolean everything(LeafReaderContext leaf) {
      return complete[leaf.ord];
    }
  }

  /// How many entries there are.
  long size() {
    return size;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /// The passages nearest to a direction among all that are visible.
  List<Nearest.Hit> nearest(Direction direction, int limit) throws IOException {
    return snapshot.nearest(direction, principals, limit);
  }

  /// Worked out when it is first asked for.
  Directed directed() throws IOException {
    var known = directed;
    if (known != null) return known;
    var made = collectDirected();
    directed = made;
    return made;
  }

  /// How many passages are visible, and how many of these have a direction.
  SearchIndex.Directed share() throws IOException {
    var known = share;
    if (known != null) return known;
    long passages = 0;
    for (var leaf : snapshot.getLeafContexts()) {
      var entries = leaf(leaf);
      if (entries.isPresent()) passages += passages(leaf, entries.get()).cardinality();
    }
    var made = new SearchIndex.Directed(directed().count(), passages);
    share = made;
    return made;
  }

  private Directed collectDirected() throws IOException {
    var all = new ArrayList<Optional<FixedBitSet>>();
    var each = new int[leaves.size()];
    var complete = new boolean[leaves.size()];
    int sum = 0;
    for (var leaf : snapshot.getLeafContexts()) {
      var values = leaf.reader().getFloatVectorValues(Fields.DIRECTION);
      var entries = leaf(leaf);
      if (values == null || entries.isEmpty() || !snapshot.directed()) {
        all.add(Optional.empty());
        continue;
      }
      var seen = passages(leaf, entries.get());
      var having = new FixedBitSet(leaf.reader().maxDoc());
      var walk = values.iterator();
      for (int doc = walk.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = walk.nextDoc())
        having.set(doc);
      seen.and(having);
      int count = seen.cardinality();
      each[leaf.ord] = count;
      complete[leaf.ord] = count == values.size();
      sum += count;
      all.add(count == 0 ? Optional.empty() : Optional.of(seen));
    }
    return new Directed(all, each, complete, sum);
  }

  /// The passages of these entries; of those that have none, the entry's own document.
  private static FixedBitSet passages(LeafReaderContext leaf, FixedBitSet entries)
      throws IOException {
    var passages = new FixedBitSet(leaf.reader().maxDoc());
    var sizes = DocValues.getNumeric(leaf.reader(), Fields.PASSAGES);
    var walk = new BitSetIterator(entries, 0);
    for (int doc = walk.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = walk.nextDoc()) {
      int size = sizes.advanceExact(doc) ? (int) sizes.longValue() : 0;
      if (size == 0) passages.set(doc);
      else passages.set(doc - size, doc);
    }
    return passages;
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

  /// Whether some entry is taken apart as a text of this language.
  boolean has(Language language) {
    return languages.contains(language);
  }

  /// Whether some entry is taken apart as a text of another language than English.
  boolean foreign() {
    return languages.stream().anyMatch(language -> language != Language.ENGLISH);
  }

  /// How many entries have at least one of these terms.
  int count(List<Term> terms) throws IOException {
    if (terms.size() == 1) return count(terms.getFirst());
    var known = unions.get(terms);
    if (known != null) return known;
    int count = 0;
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = leaf(leaf);
      if (seen.isEmpty()) continue;
      var having = new FixedBitSet(leaf.reader().maxDoc());
      for (var term : terms) {
        var postings = leaf.reader().postings(term, PostingsEnum.NONE);
        if (postings != null) having.or(postings);
      }
      count += (int) FixedBitSet.intersectionCount(having, seen.get());
    }
    if (unions.size() >= MOST_WORDS) unions.clear();
    unions.put(terms, count);
    return count;
  }

  double rarity(Term term) throws IOException {
    return rarity(List.of(term));
  }

  /// ln(1 + (N - n + 0.5) / (n + 0.5)) as in Lucene's BM25 (Robertson and Zaragoza 2009, kept above
  /// 0); 0 for terms of which nothing has any.
  double rarity(List<Term> terms) throws IOException {
    int count = terms.isEmpty() ? 0 : count(terms);
    return count == 0 ? 0 : Math.log1p((size - count + 0.5) / (count + 0.5));
  }
}
