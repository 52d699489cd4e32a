package dev.cairn.indexer.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.Why;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// An index that checks its contract on every call: nothing after closing, no id twice, scores that
/// never rise down a list and are the sum of their parts, counts in order, highlights inside their
/// text, and views that at their end still answer as at their beginning.
public final class CheckedSearchIndex implements SearchIndex {
  private final SearchIndex index;
  private final AtomicBoolean closed = new AtomicBoolean();

  public CheckedSearchIndex(SearchIndex index) {
    this.index = index;
  }

  private SearchIndex open() {
    assertFalse(closed.get(), "the index was closed");
    return index;
  }

  @Override
  public void replace(Entry entry) {
    open().replace(entry);
  }

  @Override
  public void remove(String id) {
    open().remove(id);
  }

  @Override
  public void commit(long upTo) {
    assertTrue(upTo >= open().committed(), "numbers of commits do not fall");
    index.commit(upTo);
    assertEquals(upTo, index.committed());
  }

  @Override
  public void goesWith(String vocabulary) {
    index.goesWith(vocabulary);
    assertFalse(index.outdated(), "is for the vocabulary that it was said to be for");
  }

  @Override
  public long committed() {
    return open().committed();
  }

  @Override
  public boolean purge() {
    long before = open().committed();
    boolean done = index.purge();
    assertTrue(index.committed() >= before, "numbers of commits do not fall");
    return done;
  }

  @Override
  public boolean outdated() {
    return open().outdated();
  }

  @Override
  public SearchIndex beside() {
    return new CheckedSearchIndex(open().beside());
  }

  @Override
  public SearchIndex supposing() {
    return new CheckedSearchIndex(open().supposing());
  }

  @Override
  public void adopt(SearchIndex other) {
    if (!(other instanceof CheckedSearchIndex next))
      throw new IllegalArgumentException("was not made by this index");
    long number = next.open().committed();
    next.closed.set(true);
    open().adopt(next.index);
    assertEquals(number, index.committed());
    assertFalse(index.outdated());
  }

  @Override
  public void refresh() {
    open().refresh();
  }

  @Override
  public View view() {
    return new CheckedView(open().view());
  }

  @Override
  public Optional<String> trouble() {
    return index.trouble();
  }

  @Override
  public void close() {
    closed.set(true);
    index.close();
  }

  private record Asked(Question question, Found found) {}

  private static final class CheckedView implements View {
    private final View view;
    private final long state;
    private boolean closed;
    private Optional<Asked> first = Optional.empty();

    CheckedView(View view) {
      this.view = view;
      this.state = view.state();
    }

    private synchronized View open() {
      assertFalse(closed, "the view was closed");
      return view;
    }

    @Override
    public long state() {
      return state;
    }

    @Override
    public Found find(Question question) {
      var found = open().find(question);
      check(question, found);
      synchronized (this) {
        if (first.isEmpty()) first = Optional.of(new Asked(question, found));
      }
      return found;
    }

    @Override
    public Weighed weigh(Question question, Collection<String> also) {
      var weighed = open().weigh(question, also);
      check(question, weighed.found());
      assertTrue(weighed.deviation() >= 0);
      for (var one : weighed.also()) assertTrue(also.contains(one.id()), one.id());
      return weighed;
    }

    @Override
    public Map<String, Double> echoes(
        SequencedMap<String, Integer> leading,
        Collection<String> among,
        Set<String> principals,
        int words,
        Map<Query.Field, Double> weights) {
      var echoes = open().echoes(leading, among, principals, words, weights);
      assertTrue(among.containsAll(echoes.keySet()));
      for (var echo : echoes.values()) assertTrue(echo > 0);
      return echoes;
    }

    private static void check(Question question, Found found) {
      var ids = new HashSet<String>();
      double last = Double.POSITIVE_INFINITY;
      for (var ranked : found.ranked()) {
        assertTrue(ids.add(ranked.id()), ranked.id() + " stands there twice");
        assertTrue(ranked.score() <= last, "scores rise at " + ranked.id());
        last = ranked.score();
        if (question.explain())
          assertEquals(
              ranked.words(),
              ranked.terms().stream().mapToDouble(Why.Term::weight).reduce(0, Double::sum),
              "words of " + ranked.id() + " are the sum of their terms");
      }
      long left = Math.max(0, found.total() - question.offset());
      assertEquals(Math.min(left, question.limit()), found.ranked().size());
      assertEquals(
          question.facets().stream().map(Facet::name).toList(),
          List.copyOf(found.counts().keySet()));
      found.counts().values().forEach(CheckedView::checkCounts);
    }

    private static void checkCounts(Map<String, Long> counts) {
      long last = Long.MAX_VALUE;
      for (long count : counts.values()) {
        assertTrue(count > 0 && count <= last, "counts are out of order: " + counts);
        last = count;
      }
    }

    @Override
    public double rarity(String words, Wording wording, Set<String> principals) {
      double rarity = open().rarity(words, wording, principals);
      assertTrue(rarity >= 0);
      return rarity;
    }

    @Override
    public SequencedMap<String, Double> rarities(String question, Set<String> principals) {
      var rarities = open().rarities(question, principals);
      for (var rarity : rarities.values()) assertTrue(rarity > 0);
      return rarities;
    }

    @Override
    public List<String> stems(String text) {
      return open().stems(text);
    }

    @Override
    public List<Close> nearest(Direction direction, Set<String> principals, int limit) {
      var found = open().nearest(direction, principals, limit);
      assertTrue(found.size() <= limit);
      for (int i = 1; i < found.size(); i++)
        assertTrue(ORDER.compare(found.get(i - 1), found.get(i)) < 0, "order of " + found);
      return found;
    }

    private static final Comparator<Close> ORDER =
        Comparator.comparingDouble(Close::similarity)
            .reversed()
            .thenComparing(Close::id)
            .thenComparing(Close::passage);

    @Override
    public Map<String, List<Placed>> directions(Collection<String> ids, Set<String> principals) {
      var found = open().directions(ids, principals);
      assertTrue(ids.containsAll(found.keySet()));
      for (var placed : found.values())
        for (int i = 0; i < placed.size(); i++) assertEquals(i, placed.get(i).passage());
      return found;
    }

    @Override
    public Map<String, Closest> closest(
        Collection<String> ids, Direction direction, Set<String> principals) {
      var found = open().closest(ids, direction, principals);
      var all = open().directions(ids, principals);
      assertEquals(all.keySet(), found.keySet());
      all.forEach((id, placed) -> {
        var best =
            placed.stream()
                .max(
                    Comparator.comparingDouble((Placed p) -> p.direction().similarity(direction))
                        .thenComparing(Placed::passage, Comparator.reverseOrder()))
                .orElseThrow();
        assertEquals(
            new Closest(best.passage(), best.direction().similarity(direction), best.direction()),
            found.get(id));
      });
      return found;
    }

    @Override
    public double[] similarities(Direction direction, int sample) {
      var found = open().similarities(direction, sample);
      assertTrue(found.length <= sample);
      for (double one : found) assertTrue(Math.abs(one) <= 1.01, "no cosine: " + one);
      return found;
    }

    @Override
    public Directed directed(Set<String> principals) {
      var found = open().directed(principals);
      assertTrue(found.passages() >= 0 && found.passages() <= found.all(), found::toString);
      return found;
    }

    @Override
    public List<Shown> show(
        List<String> ids, Set<String> principals, Query words, Map<String, Integer> preferred) {
      var shown = open().show(ids, principals, words, preferred);
      assertEquals(
          ids.stream().filter(id -> shown.stream().anyMatch(s -> s.id().equals(id))).toList(),
          shown.stream().map(Shown::id).toList());
      for (var one : shown) one.best().ifPresent(CheckedView::checkBest);
      return shown;
    }

    private static void checkBest(Shown.Best best) {
      int last = 0;
      for (var range : best.highlights()) {
        assertTrue(range.start() >= last && range.end() > range.start(), best::toString);
        last = range.end();
      }
      assertTrue(last <= best.text().length(), best::toString);
    }

    @Override
    public Map<String, Long> numbers() {
      return open().numbers();
    }

    @Override
    public Set<String> undirected() {
      var undirected = open().undirected();
      assertTrue(open().numbers().keySet().containsAll(undirected), "only what is here");
      return undirected;
    }

    @Override
    public List<Alike> alike(String id, Set<String> principals, double atLeast, int limit) {
      var found = open().alike(id, principals, atLeast, limit);
      double last = 1;
      for (var one : found) {
        assertFalse(one.id().equals(id), id + " is alike to itself");
        assertTrue(one.likeness() >= atLeast && one.likeness() <= last, "order of " + found);
        last = one.likeness();
      }
      assertTrue(found.size() <= limit);
      return found;
    }

    @Override
    public List<Titled> titles(String typed, boolean tolerant, Set<String> principals, int limit) {
      var titles = open().titles(typed, tolerant, principals, limit);
      assertTrue(titles.size() <= limit);
      assertEquals(titles.size(), titles.stream().map(Titled::id).distinct().count());
      return titles;
    }

    @Override
    public List<Spelled> spelled(String word, Set<String> principals, int limit) {
      var words = open().spelled(word, principals, limit);
      assertTrue(words.size() <= limit);
      int steps = 0;
      for (var one : words) {
        assertTrue(one.entries() > 0 && one.steps() >= steps, "order of " + words);
        steps = one.steps();
      }
      return words;
    }

    @Override
    public long having(String word, Set<String> principals) {
      long entries = open().having(word, principals);
      assertTrue(entries >= 0);
      return entries;
    }

    @Override
    public List<Telling> telling(String id, Set<String> principals, int limit) {
      var words = open().telling(id, principals, limit);
      assertTrue(words.size() <= limit);
      double last = Double.POSITIVE_INFINITY;
      for (var one : words) {
        assertTrue(one.weight() > 0 && one.weight() <= last, "order of " + words);
        last = one.weight();
      }
      return words;
    }

    @Override
    public Map<Set<String>, Long> combinations(
        Query query, Set<String> principals, String field, Map<String, List<String>> groups) {
      var found = open().combinations(query, principals, field, groups);
      var names = new HashSet<String>();
      groups.values().forEach(names::addAll);
      found.forEach((together, count) -> {
        assertTrue(names.containsAll(together), () -> together + " are no groups");
        assertTrue(count > 0);
      });
      return found;
    }

    @Override
    public List<Used> words(Map<String, Integer> passages, Set<String> principals) {
      var words = open().words(passages, principals);
      var last = "";
      for (var one : words) {
        assertTrue(one.times() > 0 && one.term().compareTo(last) > 0, "order of " + words);
        last = one.term();
      }
      return words;
    }

    @Override
    public void close() {
      synchronized (this) {
        if (closed) return;
        closed = true;
      }
      assertEquals(state, view.state());
      first.ifPresent(asked -> assertEquals(asked.found(), view.find(asked.question())));
      view.close();
    }
  }
}
