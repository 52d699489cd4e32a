package dev.cairn.indexer.lucene;

import dev.cairn.indexer.SearchIndex.ConceptPart;
import dev.cairn.indexer.SearchIndex.Found;
import dev.cairn.indexer.SearchIndex.Question;
import dev.cairn.indexer.SearchIndex.Ranked;
import dev.cairn.indexer.SearchIndex.Weighed;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Walks over everything that matches, once: what passes all filters is ranked and counted; what
/// fails exactly one of them is counted by the facet of that name.
final class Finding {
  private static final long UNDATED = Long.MIN_VALUE;

  /// Among so many of the best ranks by words are told, whatever part of the list is shown.
  private static final int COMPARED = 200;

  private static final double SLACK = 1e-9;
  private static final byte[] NO_RANKS = {};

  private static final Comparator<Candidate> BY_SCORE =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::id);
  private static final Comparator<Candidate> NEWEST =
      Comparator.comparingLong(Candidate::day).reversed().thenComparing(Candidate::id);
  private static final Comparator<Candidate> OLDEST =
      Comparator.<Candidate>comparingLong(c -> c.day() == UNDATED ? Long.MAX_VALUE : c.day())
          .thenComparing(Candidate::id);
  private static final Comparator<Candidate> BY_TITLE =
      Comparator.comparing(Candidate::title).thenComparing(Candidate::id);

  private final Snapshot snapshot;
  private final Question question;
  private final Visible visible;
  private final boolean byScore;
  private final int room;
  private final List<Part> parts;
  private final Weight match;
  private final List<String> filterNames = new ArrayList<>();
  private final List<Weight> filters = new ArrayList<>();
  private final List<Counting> facets;
  private final Comparator<Candidate> order;
  private final PriorityQueue<Candidate> best;
  private final Map<String, Double> doubts = new HashMap<>();
  private @Nullable Others others;
  private long total;

  /// What may be among the best. Its id is looked up when it decides: most candidates give way to
  /// better ones before.
  private final class Candidate {
    private final int leaf;
    private final int doc;
    private final Scored scored;
    private final long day;
    private final String title;
    private @Nullable String id;

    /// @param leaf number of the leaf
    /// @param day {@link #UNDATED} where there is no date, or where dates do not matter
    /// @param title empty where titles do not matter
    Candidate(int leaf, int doc, Scored scored, long day, String title) {
      this.leaf = leaf;
      this.doc = doc;
      this.scored = scored;
      this.day = day;
      this.title = title;
    }

    double score() {
      return scored.score();
    }

    long day() {
      return day;
    }

    String title() {
      return title;
    }

    String id() {
      if (id == null) id = snapshot.id(leaf, doc);
      return id;
    }
  }

  /// @param score the sum of all
  /// @param doubt share of its score that it loses
  private record Scored(
      double score, double words, List<ConceptPart> concepts, double trust, double doubt) {}

  Finding(Snapshot snapshot, Question question) throws IOException {
    this.snapshot = snapshot;
    this.question = question;
    this.visible = snapshot.visible(question.principals());
    this.byScore =
        switch (question.sort()) {
          // Ratings and reuses do not exist yet.
          case RELEVANCE, RATING, REUSE -> true;
          case NEWEST, OLDEST, TITLE -> false;
        };
    int wanted = question.offset() + question.limit();
    this.room = question.explain() && wanted > 0 ? Math.max(COMPARED, wanted) : wanted;
    var translation = new Translation(visible, question.weights(), question.wording());
    this.match = weight(translation.matching(question.query()));
    this.parts = translation.parts();
    for (var filter : question.filters().entrySet()) {
      filterNames.add(filter.getKey());
      filters.add(weight(translation.filter(filter.getValue())));
    }
    this.facets = question.facets().stream().map(Counting::new).toList();
    this.order = order(question.sort());
    this.best = new PriorityQueue<>(order.reversed());
  }

  private Weight weight(org.apache.lucene.search.Query query) throws IOException {
    return snapshot.createWeight(snapshot.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
  }

  private static Comparator<Candidate> order(SearchRequest.Sort sort) {
    return switch (sort) {
      case RELEVANCE, RATING, REUSE -> BY_SCORE;
      case NEWEST -> NEWEST;
      case OLDEST -> OLDEST;
      case TITLE -> BY_TITLE;
    };
  }

  Found found() throws IOException {
    return weighed(null).found();
  }

  /// @param also null where nothing is to be weighed
  Weighed weighed(@Nullable Collection<String> also) throws IOException {
    if (also != null) others = new Others(also);
    for (var leaf : snapshot.getLeafContexts()) {
      var seen = visible.leaf(leaf);
      var matches = match.scorer(leaf);
      if (seen.isPresent() && matches != null) walk(leaf, seen.get(), matches.iterator());
    }
    var counts = new LinkedHashMap<String, Map<String, Long>>();
    for (var facet : facets) counts.put(facet.name(), facet.result());
    var compared = best.stream().sorted(order).toList();
    var shown =
        compared.subList(
            Math.min(question.offset(), compared.size()),
            Math.min(question.offset() + question.limit(), compared.size()));
    var found = new Found(ranked(shown, compared), total, counts);
    if (others == null) return new Weighed(found, List.of(), 0, Map.of());
    var aside = ranked(others.found, compared);
    return new Weighed(found, aside, others.sample.deviation(visible.size()), doubts);
  }

  /// Those that were asked for, and how far scores spread.
  private final class Others {
    private final Map<Integer, FixedBitSet> wanted = new HashMap<>();
    private final List<Candidate> found = new ArrayList<>();
    private final Sample sample = new Sample();

    Others(Collection<String> ids) throws IOException {
      for (var leaf : snapshot.getLeafContexts())
        for (int doc : Directions.entries(leaf, ids, visible).keySet())
          wanted.computeIfAbsent(leaf.ord, _ -> new FixedBitSet(leaf.reader().maxDoc())).set(doc);
    }

    boolean wanted(int leaf, int doc) {
      var here = wanted.get(leaf);
      return here != null && here.get(doc);
    }
  }

  private void walk(LeafReaderContext leaf, FixedBitSet seen, DocIdSetIterator matches)
      throws IOException {
    for (var facet : facets) facet.enter(snapshot, leaf);
    var gates = gates(leaf);
    var ranking = new Ranking(leaf);
    for (int doc = matches.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = matches.nextDoc()) {
      if (!seen.get(doc)) continue;
      int failed = -1;
      boolean more = false;
      for (int i = 0; i < gates.length && !more; i++) {
        int at = gates[i].docID();
        if (at < doc) at = gates[i].advance(doc);
        if (at == doc) continue;
        more = failed >= 0;
        failed = i;
      }
      ranking.sample(doc);
      if (more) continue;
      if (failed < 0) {
        total++;
        ranking.take(doc);
        for (var facet : facets) facet.count(doc);
      } else {
        for (var facet : facets) if (facet.name().equals(filterNames.get(failed))) facet.count(doc);
      }
    }
    for (var facet : facets) facet.leave();
  }

  private DocIdSetIterator[] gates(LeafReaderContext leaf) throws IOException {
    var gates = new DocIdSetIterator[filters.size()];
    for (int i = 0; i < gates.length; i++) {
      var scorer = filters.get(i).scorer(leaf);
      gates[i] = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    }
    return gates;
  }

  /// Keeps the best entries, over all leaves.
  private final class Ranking {
    private final int leaf;
    private final Part.InLeaf scores;
    private final byte[] ranks;
    private final NumericDocValues days;
    private final SortedDocValues titles;
    private int weighed = -1;
    private double weighedWords;
    private double weighedAll;

    Ranking(LeafReaderContext leaf) throws IOException {
      this.leaf = leaf.ord;
      this.ranks = others == null ? NO_RANKS : snapshot.ranks(leaf);
      this.scores =
          Part.InLeaf.of(snapshot, leaf, byScore ? parts : List.of(), question.distrust());
      this.days = DocValues.getNumeric(leaf.reader(), Fields.DATE);
      this.titles = DocValues.getSorted(leaf.reader(), Fields.TITLE_KEY);
    }

    /// Whether a filter cuts it off or not: how far scores spread.
    void sample(int doc) throws IOException {
      if (others == null || !others.sample.takes(ranks[doc])) return;
      weigh(doc);
      others.sample.add(ranks[doc], weighedAll);
    }

    private void weigh(int doc) throws IOException {
      if (weighed == doc) return;
      weighedWords = scores.words(doc);
      weighedAll = scores.tagged(doc, weighedWords);
      weighed = doc;
    }

    void take(int doc) throws IOException {
      boolean wanted = others != null && others.wanted(leaf, doc);
      if (!wanted && outdone(doc)) return;
      weigh(doc);
      double trust = scores.trust().of(doc, weighedAll);
      double score = weighedAll + trust;
      if (wanted && others != null)
        others.found.add(new Candidate(leaf, doc, scored(score, trust), UNDATED, ""));
      var worst = best.size() < room ? null : best.peek();
      if (room == 0 || (byScore && worst != null && score < worst.score())) return;
      var candidate = candidate(doc, scored(score, trust));
      if (worst != null) {
        if (order.compare(candidate, worst) >= 0) return;
        best.poll();
      }
      best.add(candidate);
    }

    /// Whether it cannot be among the best, whatever it scores. Sums in another order stray by less
    /// than the slack.
    private boolean outdone(int doc) throws IOException {
      if (room == 0) return true;
      if (!byScore || weighed == doc || best.size() < room) return false;
      return scores.most(doc) * (1 + SLACK) < best.element().score();
    }

    private Scored scored(double score, double trust) throws IOException {
      double doubt = -scores.trust().of(weighed, 1);
      return new Scored(score, weighedWords, scores.parts(), trust, doubt);
    }

    private Candidate candidate(int doc, Scored scored) throws IOException {
      return switch (question.sort()) {
        case RELEVANCE, RATING, REUSE -> new Candidate(leaf, doc, scored, UNDATED, "");
        case NEWEST, OLDEST -> new Candidate(leaf, doc, scored, day(doc), "");
        case TITLE -> new Candidate(leaf, doc, scored, UNDATED, title(doc));
      };
    }

    private long day(int doc) throws IOException {
      return days.advanceExact(doc) ? days.longValue() : UNDATED;
    }

    private String title(int doc) throws IOException {
      return titles.advanceExact(doc) ? titles.lookupOrd(titles.ordValue()).utf8ToString() : "";
    }
  }

  /// @param compared among which they have their ranks
  private List<Ranked> ranked(List<Candidate> sorted, List<Candidate> compared) throws IOException {
    var terms = question.explain() && byScore ? terms(sorted) : Map.<Candidate, List<Why.Term>>of();
    var words = compared.stream().mapToDouble(c -> c.scored.words()).sorted().toArray();
    var ranked = new ArrayList<Ranked>();
    for (var candidate : sorted) {
      var scored = candidate.scored;
      snapshot.note(candidate.id(), candidate.leaf, candidate.doc);
      if (scored.doubt() > 0) doubts.put(candidate.id(), scored.doubt());
      ranked.add(
          new Ranked(
              candidate.id(),
              scored.words(),
              question.explain() && scored.words() > 0 ? rank(scored.words(), words) : 0,
              terms.getOrDefault(candidate, List.of()),
              scored.concepts(),
              scored.trust()));
    }
    return ranked;
  }

  /// What each word scores, only of those that are shown.
  private Map<Candidate, List<Why.Term>> terms(List<Candidate> sorted) throws IOException {
    Map<Candidate, List<Why.Term>> all = new IdentityHashMap<>();
    for (var leaf : snapshot.getLeafContexts()) {
      var here =
          sorted.stream()
              .filter(c -> c.leaf == leaf.ord)
              .sorted(Comparator.comparingInt(c -> c.doc))
              .toList();
      if (here.isEmpty()) continue;
      var scores = Part.InLeaf.of(snapshot, leaf, parts, question.distrust());
      for (var candidate : here) {
        var terms = new ArrayList<Why.Term>();
        double words = 0;
        for (var word : scores.words()) {
          words = word.addTo(words, candidate.doc);
          word.addTerms(terms);
        }
        all.put(candidate, terms);
      }
    }
    return all;
  }

  /// 1 and the number of higher ones; 0 below all of them.
  private static int rank(double score, double[] sorted) {
    if (sorted.length == 0 || score < sorted[0]) return 0;
    int at = Arrays.binarySearch(sorted, score);
    int higher = at < 0 ? -at - 1 : at;
    while (higher < sorted.length && sorted[higher] <= score) higher++;
    return 1 + sorted.length - higher;
  }
}
