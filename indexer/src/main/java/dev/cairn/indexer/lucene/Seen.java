package dev.cairn.indexer.lucene;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// What certain principals may see of one leaf. It stays the same while the leaf does, which most
/// leaves do from one state of the index to the next.
final class Seen {
  private final Optional<FixedBitSet> entries;
  private final int size;
  private final Set<Language> languages;
  private volatile @Nullable Passages passages;

  private final boolean everything;

  private Seen(LeafReader leaf, Optional<FixedBitSet> entries, Set<Language> languages)
      throws IOException {
    this.entries = entries;
    this.size = entries.map(FixedBitSet::cardinality).orElse(0);
    this.languages = languages;
    var ids = leaf.terms(Fields.ID);
    this.everything = !leaf.hasDeletions() && ids != null && ids.getDocCount() == size;
  }

  /// The passages of the entries that are seen.
  ///
  /// @param directed those that have a direction (entries without passages by their own document);
  ///   empty where there are none
  /// @param count of these
  /// @param complete whether no direction of the leaf is hidden or deleted
  /// @param all an entry without passages counts as one
  record Passages(Optional<FixedBitSet> directed, int count, boolean complete, int all) {}

  /// What was worked out for leaves that are still open.
  static final class Memory {
    /// More sets of principals than this are not remembered.
    private static final int MOST_PRINCIPALS = 64;

    private final Map<CacheKey, Map<Set<String>, Seen>> known = new ConcurrentHashMap<>();
    private final Map<CacheKey, byte[]> ranks = new ConcurrentHashMap<>();

    /// See {@link Snapshot#ranks}. It is the same for all readers of one segment.
    byte[] ranks(LeafReader leaf) throws IOException {
      var helper = leaf.getCoreCacheHelper();
      if (helper == null) return Sampled.ranks(leaf);
      var before = ranks.get(helper.getKey());
      if (before != null) return before;
      var made = Sampled.ranks(leaf);
      if (ranks.put(helper.getKey(), made) == null) helper.addClosedListener(ranks::remove);
      return made;
    }

    Seen of(LeafReader leaf, Set<String> principals) throws IOException {
      var helper = leaf.getReaderCacheHelper();
      if (helper == null) return Seen.of(leaf, principals);
      var ofLeaf =
          known.computeIfAbsent(
              helper.getKey(),
              _ -> {
                helper.addClosedListener(known::remove);
                return new ConcurrentHashMap<>();
              });
      var before = ofLeaf.get(principals);
      if (before != null) return before;
      var made = Seen.of(leaf, principals);
      if (ofLeaf.size() >= MOST_PRINCIPALS) ofLeaf.clear();
      ofLeaf.put(principals, made);
      return made;
    }
  }

  private static Seen of(LeafReader leaf, Set<String> principals) throws IOException {
    var live = leaf.getLiveDocs();
    @Nullable FixedBitSet seen = null;
    for (var principal : principals) {
      var postings = leaf.postings(new Term(Fields.READER, principal), PostingsEnum.NONE);
      if (postings == null) continue;
      if (seen == null) seen = new FixedBitSet(leaf.maxDoc());
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) if (live == null || live.get(doc)) seen.set(doc);
    }
    return new Seen(leaf, Optional.ofNullable(seen), languages(leaf, seen));
  }

  private static Set<Language> languages(LeafReader leaf, @Nullable FixedBitSet seen)
      throws IOException {
    var languages = EnumSet.noneOf(Language.class);
    if (seen == null) return languages;
    for (var language : Language.values()) {
      var postings = leaf.postings(new Term(Fields.LANGUAGE, language.code()), PostingsEnum.NONE);
      if (postings == null) continue;
      int doc = postings.nextDoc();
      while (doc != DocIdSetIterator.NO_MORE_DOCS && !seen.get(doc)) doc = postings.nextDoc();
      if (doc != DocIdSetIterator.NO_MORE_DOCS) languages.add(language);
    }
    return languages;
  }

  /// The entries' own documents; empty where nothing is seen.
  Optional<FixedBitSet> entries() {
    return entries;
  }

  int size() {
    return size;
  }

  /// Whether no entry of the leaf is hidden or deleted.
  boolean everything() {
    return everything;
  }

  /// As texts of which the entries are taken apart.
  Set<Language> languages() {
    return languages;
  }

  /// Worked out when it is first asked for.
  ///
  /// @param leaf the one that this is of
  Passages passages(LeafReader leaf) throws IOException {
    var known = passages;
    if (known != null) return known;
    var made = entries.isEmpty() ? NO_PASSAGES : collect(leaf, entries.get());
    passages = made;
    return made;
  }

  private static final Passages NO_PASSAGES = new Passages(Optional.empty(), 0, false, 0);

  private static Passages collect(LeafReader leaf, FixedBitSet entries) throws IOException {
    var seen = new FixedBitSet(leaf.maxDoc());
    var sizes = DocValues.getNumeric(leaf, Fields.PASSAGES);
    var walk = new BitSetIterator(entries, 0);
    for (int doc = walk.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = walk.nextDoc()) {
      int size = sizes.advanceExact(doc) ? (int) sizes.longValue() : 0;
      if (size == 0) seen.set(doc);
      else seen.set(doc - size, doc);
    }
    int all = seen.cardinality();
    var values = leaf.getFloatVectorValues(Fields.DIRECTION);
    if (values == null) return new Passages(Optional.empty(), 0, false, all);
    var having = new FixedBitSet(leaf.maxDoc());
    having.or(values.iterator());
    seen.and(having);
    int count = seen.cardinality();
    return new Passages(
        count == 0 ? Optional.empty() : Optional.of(seen), count, count == values.size(), all);
  }
}
