package dev.cairn.indexer.search;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchIndex.Close;
import dev.cairn.indexer.SearchIndex.Closest;
import dev.cairn.indexer.SearchIndex.Ranked;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.rank.Candidate;
import dev.cairn.indexer.rank.Fused;
import dev.cairn.indexer.rank.Fusion;
import dev.cairn.indexer.rank.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One list by words, concepts and meaning.
///
/// The first by words and the nearest by meaning are the pool; of these both are known, and they
/// are fused. What comes after them by words follows with what its words are worth on the same
/// scale.
final class Blend {
  /// So many of the first by words are in the pool.
  private static final int POOL = 200;

  /// From so many passages is learnt how similar any passage is to the question.
  private static final int SAMPLE = 1_000;

  private static final int ECHOED_WORDS = 50;

  private final SearchIndex.View view;
  private final Plan plan;
  private final Query.Near near;
  private final Set<String> principals;
  private final Weights weights;

  private final Map<String, Ranked> reasons = new LinkedHashMap<>();
  private final Map<String, Close> closest = new LinkedHashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();

  /// The passages of items that are nearest to the question.
  private final Map<String, Closest> nearest = new HashMap<>();

  Blend(
      SearchIndex.View view, Plan plan, Query.Near near, Set<String> principals, Weights weights) {
    this.view = view;
    this.plan = plan;
    this.near = near;
    this.principals = principals;
    this.weights = weights;
  }

  /// One page of what was found.
  ///
  /// @param page in their order
  /// @param worded whether any word or concept of the question is in what was found
  record Blended(SearchIndex.Found found, List<Blended.One> page, boolean worded) {
    /// @param by what it scores by words and concepts, unscaled
    /// @param toScale what that is worth in this answer
    /// @param fused every part, already in the scale of this answer
    /// @param similar empty where it is not known
    /// @param passage the nearest one, -1 where it is not known
    /// @param lift what being pinned adds
    record One(
        Ranked by,
        double toScale,
        Fused fused,
        Optional<Why.Semantic> similar,
        int passage,
        double lift) {
      double score() {
        return fused.score() + lift;
      }

      static One byWords(Ranked by, double scale, double lift) {
        double words = 0;
        if (by.score() != 0) words = Blend.words(by) * scale;
        return new One(
            by,
            scale,
            new Fused(by.id(), words, 0, 0, 0, by.trust() * scale),
            Optional.empty(),
            -1,
            lift);
      }
    }
  }

  private void gather() {
    for (var close : view.nearest(near.direction(), principals, near.passages()))
      if (closest.putIfAbsent(close.id(), close) == null) ranks.put(close.id(), closest.size());
  }

  Blended page(int offset, int limit, List<SearchIndex.Facet> facets) {
    gather();
    int reach = Math.min(SearchIndex.Question.REACH, Math.max(POOL, offset + limit));
    var weighed = view.weigh(plan.question(0, reach, facets), alsoPinned());
    var pinning = Pinning.of(plan.lifted(), weighed.also());
    for (var one : weighed.found().ranked()) reasons.put(one.id(), one);
    var pool = new LinkedHashSet<>(reasons.keySet().stream().limit(POOL).toList());
    for (var one : weighed.also()) {
      reasons.putIfAbsent(one.id(), one);
      pool.add(one.id());
    }
    nearest.putAll(view.closest(pool, near.direction(), principals));
    var candidates = new ArrayList<Candidate>();
    for (var reason : reasons.values())
      candidates.add(candidate(reason, weighed.doubts().getOrDefault(reason.id(), 0.0)));
    var fusion =
        new Fusion(weights, weighed.deviation(), view.similarities(near.direction(), SAMPLE));
    var order = pinning.first(fusion.fuse(candidates, this::echoes), Fused::id);
    double scale = pinning.share() / fusion.best(plan.best());
    var page =
        order.stream()
            .skip(offset)
            .limit(limit)
            .map(fused -> one(fused, fusion, scale, pinning.lift(fused.id())))
            .toList();
    boolean worded = weighed.found().ranked().stream().anyMatch(one -> words(one) > 0);
    return new Blended(weighed.found(), page, worded);
  }

  private Set<String> alsoPinned() {
    var also = new LinkedHashSet<>(closest.keySet());
    also.addAll(plan.pinned());
    return also;
  }

  private Candidate candidate(Ranked reason, double doubt) {
    var its = Optional.ofNullable(nearest.get(reason.id()));
    return new Candidate(
        reason.id(),
        words(reason),
        its.map(Closest::similarity),
        its.map(Closest::direction),
        doubt);
  }

  private static double words(Ranked reason) {
    double sum = reason.words();
    for (var part : reason.concepts()) sum += part.score();
    return sum;
  }

  private Map<String, Double> echoes(List<String> leading, List<String> among) {
    var passages = new LinkedHashMap<String, Integer>();
    for (var id : leading) {
      var known = nearest.get(id);
      passages.put(id, known == null ? 0 : known.passage());
    }
    return view.echoes(passages, among, principals, ECHOED_WORDS, Plan.FIELD_WEIGHTS);
  }

  private Blended.One one(Fused fused, Fusion fusion, double scale, double lift) {
    var reason = reasons.get(fused.id());
    if (reason == null) throw new IllegalStateException("no reasons for " + fused.id());
    var scaled =
        new Fused(
            fused.id(),
            fused.words() * scale,
            fused.meaning() * scale,
            fused.echo() * scale,
            fused.company() * scale,
            fused.trust() * scale);
    var known = nearest.get(fused.id());
    Optional<Why.Semantic> similar =
        known == null
            ? Optional.empty()
            : Optional.of(
                new Why.Semantic(
                    scaled.meaning(), ranks.getOrDefault(fused.id(), 0), known.similarity()));
    return new Blended.One(
        reason,
        fusion.ofWords(1) * scale,
        scaled,
        similar,
        known == null ? -1 : known.passage(),
        lift);
  }

  /// By meaning alone: the items of the nearest passages, as near as they are.
  Blended byMeaning(int offset, int limit, List<SearchIndex.Facet> facets) {
    gather();
    var question = plan.question(0, 0, facets);
    var weighed = view.weigh(question, alsoPinned());
    var pinning = Pinning.of(plan.lifted(), weighed.also());
    var matching = new HashMap<String, Ranked>();
    for (var one : weighed.also()) matching.put(one.id(), one);
    var page = new ArrayList<Blended.One>();
    for (var close : closest.values()) {
      var reason = matching.remove(close.id());
      if (reason == null) continue;
      double similarity = pinning.share() * Math.max(0, close.similarity());
      double loss = -weighed.doubts().getOrDefault(close.id(), 0.0) * similarity;
      page.add(
          new Blended.One(
              reason,
              0,
              new Fused(close.id(), 0, similarity, 0, 0, loss),
              Optional.of(
                  new Why.Semantic(
                      similarity, ranks.getOrDefault(close.id(), 0), close.similarity())),
              close.passage(),
              pinning.lift(close.id())));
    }
    // What is left was pinned, and is not near.
    for (var reason : matching.values())
      page.add(Blended.One.byWords(reason, 0, pinning.lift(reason.id())));
    page.sort(
        Comparator.<Blended.One>comparingDouble(Blended.One::score)
            .reversed()
            .thenComparing(one -> one.fused().id()));
    return new Blended(weighed.found(), page.stream().skip(offset).limit(limit).toList(), true);
  }

  /// By words and concepts alone.
  static Blended byWords(
      SearchIndex.View view, Plan plan, int offset, int limit, List<SearchIndex.Facet> facets) {
    if (plan.lifted().isEmpty()) {
      var found = view.find(plan.question(offset, limit, facets));
      return byWords(found, found.ranked(), plan, new Pinning(Set.of()));
    }
    var weighed = view.weigh(plan.question(0, offset + limit, facets), plan.lifted());
    var pinning = Pinning.of(plan.lifted(), weighed.also());
    var order = new ArrayList<>(weighed.also());
    order.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::id));
    for (var one : weighed.found().ranked()) if (pinning.lift(one.id()) == 0) order.add(one);
    return byWords(
        weighed.found(), order.stream().skip(offset).limit(limit).toList(), plan, pinning);
  }

  private static Blended byWords(
      SearchIndex.Found found, List<Ranked> page, Plan plan, Pinning pinning) {
    double scale = plan.scale() * pinning.share();
    return new Blended(
        found,
        page.stream().map(one -> Blended.One.byWords(one, scale, pinning.lift(one.id()))).toList(),
        true);
  }

  /// Whether the order is that of relevance, so that there is something to blend.
  static boolean orders(SearchRequest.Sort sort) {
    return switch (sort) {
      case RELEVANCE, RATING, REUSE -> true;
      case NEWEST, OLDEST, TITLE -> false;
    };
  }
}
