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
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The entries that certain principals may see, in one state of the index. How rare a word is, is
/// counted among these only: what matches depends on rarity, and must not depend on what is hidden.
final class Visible {
  private static final int MOST_WORDS = 10_000;

  private final Snapshot snapshot;
  private final Set<String> principals;
  private final List<Seen> leaves;
  private final long size;
  private final Map<Term, Integer> counts = new ConcurrentHashMap<>();
  private final Map<List<Term>, Integer> unions = new ConcurrentHashMap<>();
  private final Map<Query, Integer> matches = new ConcurrentHashMap<>();
  private final Set<Language> languages = EnumSet.noneOf(Language.class);
  private volatile @Nullable Directed directed;

  private Visible(Snapshot snapshot, Set<String> principals, List<Seen> leaves) {
    this.snapshot = snapshot;
    this.principals = principals;
    this.leaves = leaves;
    this.size = leaves.stream().mapToLong(Seen::size).sum();
    leaves.forEach(seen -> languages.addAll(seen.languages()));
  }

  static Visible in(Snapshot snapshot, Set<String> principals, Seen.Memory memory)
      throws IOException {
    var leaves = new ArrayList<Seen>();
    for (var leaf : snapshot.getLeafContexts()) leaves.add(memory.of(leaf.reader(), principals));
    return new Visible(snapshot, principals, leaves);
  }

  /// Empty where nothing of the leaf is visible.
  Optional<FixedBitSet> leaf(LeafReaderContext leaf) {
    return leaves.get(leaf.ord).entries();
  }

  /// The document of the entry with this id, if it is in the leaf and visible.
  OptionalInt find(LeafReaderContext leaf, String id) throws IOException {
    var seen = leaf(leaf);
    if (seen.isEmpty()) return OptionalInt.empty();
    var place = snapshot.places(List.of(id)).get(id);
    return place != null && place.leaf() == leaf.ord && seen.get().get(place.doc())
        ? OptionalInt.of(place.doc())
        : OptionalInt.empty();
  }

  /// The passages that have a direction, leaf by leaf.
  ///
  /// @param count of all
  record Directed(List<Seen.Passages> leaves, int count) {
    Optional<FixedBitSet> leaf(LeafReaderContext leaf) {
      return leaves.get(leaf.ord).directed();
    }

    int count(LeafReaderContext leaf) {
      return leaves.get(leaf.ord).count();
    }

    /// Whether no direction of the leaf is hidden or deleted.
    boolean everything(LeafReaderContext leaf) {
      return leaves.get(leaf.ord).complete();
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
    long passages = 0;
    for (var leaf : snapshot.getLeafContexts())
      passages += leaves.get(leaf.ord).passages(leaf.reader()).all();
    return new SearchIndex.Directed(directed().count(), passages);
  }

  private Directed collectDirected() throws IOException {
    var all = new ArrayList<Seen.Passages>();
    for (var leaf : snapshot.getLeafContexts()) {
      var passages = leaves.get(leaf.ord).passages(leaf.reader());
      all.add(
          snapshot.directed()
              ? passages
              : new Seen.Passages(Optional.empty(), 0, false, passages.all()));
    }
    return new Directed(List.copyOf(all), all.stream().mapToInt(Seen.Passages::count).sum());
  }

  /// How many entries have this term.
  int count(Term term) throws IOException {
    var known = counts.get(term);
    if (known != null) return known;
    int count = 0;
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = leaf(leaf);
      if (seen.isEmpty()) continue;
      if (leaves.get(leaf.ord).everything()) {
        count += leaf.reader().docFreq(term);
        continue;
      }
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

  /// How many entries match a query that does not score.
  int count(Query query) throws IOException {
    var known = matches.get(query);
    if (known != null) return known;
    int count = 0;
    var weight = snapshot.createWeight(snapshot.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = leaf(leaf);
      var scorer = weight.scorer(leaf);
      if (seen.isEmpty() || scorer == null) continue;
      var having = new FixedBitSet(leaf.reader().maxDoc());
      having.or(scorer.iterator());
      count += (int) FixedBitSet.intersectionCount(having, seen.get());
    }
    if (matches.size() >= MOST_WORDS) matches.clear();
    matches.put(query, count);
    return count;
  }

  double rarity(Query query) throws IOException {
    return rarity(count(query));
  }

  double rarity(Term term) throws IOException {
    return rarity(List.of(term));
  }

  /// ln(1 + (N - n + 0.5) / (n + 0.5)) as in Lucene's BM25 (Robertson and Zaragoza 2009, kept above
  /// 0); 0 for terms of which nothing has any.
  double rarity(List<Term> terms) throws IOException {
    return rarity(terms.isEmpty() ? 0 : count(terms));
  }

  private double rarity(int count) {
    return count == 0 ? 0 : Math.log1p((size - count + 0.5) / (count + 0.5));
  }

  /// The rarity that a term would have of which nothing has any.
  double rarest() {
    return Math.log1p((size + 0.5) / 0.5);
  }
}
