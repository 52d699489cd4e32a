package dev.cairn.indexer.lucene;

import static dev.cairn.indexer.lucene.LuceneIndex.attempt;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;

/// One snapshot, until it is given back.
final class LuceneView implements SearchIndex.View {
  private static final int MOST_NEAREST = 10_000;
  private static final int MOST_IDS = 500;
  private static final int MOST_WEIGHED = 1_100;

  private final Snapshot snapshot;
  private final Release release;
  private final AtomicBoolean released = new AtomicBoolean();

  /// Gives a snapshot back.
  @FunctionalInterface
  interface Release {
    void run() throws IOException;
  }

  LuceneView(Snapshot snapshot, Release release) {
    this.snapshot = snapshot;
    this.release = release;
  }

  @Override
  public long state() {
    return snapshot.state();
  }

  @Override
  public SearchIndex.Found find(SearchIndex.Question question) {
    return attempt("The index cannot be searched.", () -> new Finding(snapshot, question).found());
  }

  @Override
  public SearchIndex.Weighed weigh(SearchIndex.Question question, Collection<String> also) {
    if (also.size() > MOST_WEIGHED)
      throw new IllegalArgumentException("at most " + MOST_WEIGHED + " ids, got " + also.size());
    return attempt(
        "The index cannot be searched.", () -> new Finding(snapshot, question).weighed(also));
  }

  @Override
  public Map<String, Double> echoes(
      SequencedMap<String, Integer> leading,
      Collection<String> among,
      Set<String> principals,
      int words,
      Map<Query.Field, Double> weights) {
    if (among.size() > MOST_IDS)
      throw new IllegalArgumentException("at most " + MOST_IDS + " ids, got " + among.size());
    if (words < 1 || words > 100)
      throw new IllegalArgumentException("words must be 1..100, got " + words);
    return attempt(
        "The index cannot be searched.",
        () ->
            new Echoes(snapshot, snapshot.visible(Set.copyOf(principals)), weights)
                .of(leading, among, words));
  }

  @Override
  public double rarity(String words, SearchIndex.Wording wording, Set<String> principals) {
    return attempt(
        "The index cannot be searched.",
        () -> {
          double sum = 0;
          for (var word : Sought.of(words, snapshot.visible(principals), wording, false))
            sum += word.weight();
          return sum;
        });
  }

  @Override
  public SequencedMap<String, Double> rarities(String question, Set<String> principals) {
    return attempt(
        "The index cannot be searched.",
        () -> {
          var visible = snapshot.visible(principals);
          var rarities = new LinkedHashMap<String, Double>();
          for (var word : Sought.of(question, visible, SearchIndex.Wording.plain(), true))
            for (var stem : word.anyhow())
              rarities.put(stem, word.rarity() > 0 ? word.rarity() : visible.rarest());
          return rarities;
        });
  }

  @Override
  public List<String> stems(String text) {
    return Analysis.tokens(text).stream()
        .map(Analysis.Token::stem)
        .filter(stem -> !stem.isEmpty())
        .toList();
  }

  @Override
  public List<SearchIndex.Shown> show(
      List<String> ids, Set<String> principals, Query words, Map<String, Integer> preferred) {
    return attempt(
        "The index cannot be read.",
        () -> new Showing(snapshot, principals, words, preferred).shown(ids));
  }

  @Override
  public Map<String, Long> numbers() {
    return attempt(
        "The index cannot be read.",
        () -> {
          Map<String, Long> numbers = new TreeMap<>();
          for (var leaf : snapshot.getLeafContexts()) {
            var live = leaf.reader().getLiveDocs();
            var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
            var changes = DocValues.getNumeric(leaf.reader(), Fields.CHANGE);
            for (int doc = ids.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = ids.nextDoc())
              if (live == null || live.get(doc))
                numbers.put(
                    ids.lookupOrd(ids.ordValue()).utf8ToString(),
                    changes.advanceExact(doc) ? changes.longValue() : 0);
          }
          return numbers;
        });
  }

  @Override
  public Set<String> undirected() {
    return attempt(
        "The index cannot be read.",
        () -> {
          Set<String> undirected = new TreeSet<>();
          for (var leaf : snapshot.getLeafContexts()) {
            var live = leaf.reader().getLiveDocs();
            var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
            var values =
                snapshot.directed() ? leaf.reader().getFloatVectorValues(Fields.DIRECTION) : null;
            var directed = values == null ? DocIdSetIterator.empty() : values.iterator();
            // A block begins after the end of the one before it.
            int begin = 0;
            for (int doc = ids.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = ids.nextDoc()) {
              if (directed.docID() < begin) directed.advance(begin);
              if (directed.docID() > doc && (live == null || live.get(doc)))
                undirected.add(ids.lookupOrd(ids.ordValue()).utf8ToString());
              begin = doc + 1;
            }
          }
          return undirected;
        });
  }

  @Override
  public List<SearchIndex.Alike> alike(
      String id, Set<String> principals, double atLeast, int limit) {
    return attempt(
        "The index cannot be read.",
        () -> new Resembling(snapshot, principals).alike(id, atLeast, limit));
  }

  @Override
  public List<SearchIndex.Titled> titles(
      String typed, boolean tolerant, Set<String> principals, int limit) {
    return attempt(
        "The index cannot be read.",
        () -> new Titles(snapshot, principals).begun(typed, tolerant, limit));
  }

  @Override
  public List<SearchIndex.Spelled> spelled(String word, Set<String> principals, int limit) {
    return attempt(
        "The index cannot be read.",
        () -> new Spellings(snapshot.visible(principals)).spelled(word, limit));
  }

  @Override
  public long having(String word, Set<String> principals) {
    return attempt(
        "The index cannot be read.",
        () -> {
          var tokens = Analysis.tokens(word);
          if (tokens.isEmpty()) return 0L;
          var token = tokens.getFirst();
          var visible = snapshot.visible(principals);
          // As it is written too: texts in other languages have other stems.
          long written = visible.count(new Term(Fields.ALL_EXACT, token.word()));
          return token.stem().isEmpty()
              ? written
              : Math.max(written, visible.count(new Term(Fields.ALL, token.stem())));
        });
  }

  @Override
  public List<SearchIndex.Telling> telling(String id, Set<String> principals, int limit) {
    return attempt(
        "The index cannot be read.", () -> new TellingWords(snapshot, principals).of(id, limit));
  }

  @Override
  public Map<Set<String>, Long> combinations(
      Query query, Set<String> principals, String field, Map<String, List<String>> groups) {
    return attempt(
        "The index cannot be searched.",
        () -> new Combining(snapshot.visible(Set.copyOf(principals)), field, groups).of(query));
  }

  @Override
  public List<SearchIndex.Used> words(Map<String, Integer> passages, Set<String> principals) {
    if (passages.size() > MOST_IDS)
      throw new IllegalArgumentException("at most " + MOST_IDS + " ids, got " + passages.size());
    return attempt(
        "The index cannot be read.", () -> new TellingWords(snapshot, principals).in(passages));
  }

  @Override
  public List<SearchIndex.Close> nearest(Direction direction, Set<String> principals, int limit) {
    if (limit < 1 || limit > MOST_NEAREST)
      throw new IllegalArgumentException("limit must be 1.." + MOST_NEAREST + ", got " + limit);
    return attempt(
        "The index cannot be searched.",
        () ->
            snapshot.nearest(direction, Set.copyOf(principals), limit).stream()
                .map(Nearest.Hit::close)
                .toList());
  }

  @Override
  public Map<String, List<SearchIndex.Placed>> directions(
      Collection<String> ids, Set<String> principals) {
    if (ids.size() > MOST_IDS)
      throw new IllegalArgumentException("at most " + MOST_IDS + " ids, got " + ids.size());
    return attempt(
        "The index cannot be read.",
        () -> Directions.of(ids, snapshot.visible(Set.copyOf(principals))));
  }

  @Override
  public Map<String, SearchIndex.Closest> closest(
      Collection<String> ids, Direction direction, Set<String> principals) {
    if (ids.size() > MOST_IDS)
      throw new IllegalArgumentException("at most " + MOST_IDS + " ids, got " + ids.size());
    return attempt(
        "The index cannot be read.",
        () -> Directions.closest(ids, direction, snapshot.visible(Set.copyOf(principals))));
  }

  @Override
  public double[] similarities(Direction direction, int sample) {
    if (sample < 1 || sample > MOST_NEAREST)
      throw new IllegalArgumentException("sample must be 1.." + MOST_NEAREST + ", got " + sample);
    return attempt(
        "The index cannot be read.", () -> snapshot.sampled(sample).similarities(direction));
  }

  @Override
  public SearchIndex.Directed directed(Set<String> principals) {
    return attempt(
        "The index cannot be read.", () -> snapshot.visible(Set.copyOf(principals)).share());
  }

  @Override
  public void close() {
    if (released.compareAndSet(false, true))
      attempt(
          "The index cannot let go of a state.",
          () -> {
            release.run();
            return 0;
          });
  }
}
