package dev.cairn.indexer.search;

import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Items like another one: by the words that tell most of it, by what it is about, and by its
/// direction of meaning where that is known. Thread-safe.
public final class Similar {
  private static final int TELLING = 25;

  /// So much of the weight of these words a like item has, or it is about the same.
  private static final double SHARE = 0.15;

  private static final int CANDIDATES = 60;
  private static final int NEAREST = 300;

  /// Parts of the likeness; without directions the last one goes to the words. Chosen by judgement.
  private static final double WORDS = 0.35;

  private static final double CONCEPTS = 0.15;
  private static final double MEANING = 0.5;

  private static final int MOST_CONCEPTS = 5;
  private static final int MOST_WORDS = 6;

  /// As for what says nearly the same in answers.
  private static final double SAME = 0.65;

  private static final Map<Query.Field, Double> WEIGHTS = Plan.FIELD_WEIGHTS;

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;

  public Similar(SearchIndex index, Supplier<ConceptView> concepts) {
    this.index = index;
    this.concepts = concepts;
  }

  /// One item that is like another.
  ///
  /// @param mediaType of a document; empty for others
  /// @param score 0..1, comparable within one answer
  /// @param same share of what both texts have in common, where that is nearly all
  /// @param shared concepts that both are about, and words that tell of both
  public record Like(
      String id,
      SearchRequest.Kind kind,
      String title,
      Optional<LocalDate> date,
      String mediaType,
      double score,
      Optional<Double> same,
      List<Answer.Labelled> shared,
      List<String> words) {
    public Like {
      shared = List.copyOf(shared);
      words = List.copyOf(words);
    }
  }

  /// What is being added up for one candidate.
  private static final class Parts {
    double words;
    double concepts;
    double meaning;
    Set<String> terms = Set.of();
  }

  /// What says the same first, then most alike first; ties by id. Empty where the item is not in
  /// the index or not for the caller.
  ///
  /// @param limit 1..50
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public List<Like> to(ItemId item, Caller caller, int limit) {
    if (limit < 1 || limit > 50)
      throw new IllegalArgumentException("limit must be 1..50, got " + limit);
    try (var view = index.view()) {
      return to(item.value(), view, caller.principals(), limit);
    }
  }

  private List<Like> to(String id, SearchIndex.View view, Set<String> principals, int limit) {
    var itself = shown(List.of(id), view, principals).get(id);
    if (itself == null) return List.of();
    var telling = view.telling(id, principals, TELLING);
    Map<String, Parts> all = new HashMap<>();
    addWords(id, itself, telling, view, principals, all);
    boolean directed = addMeaning(id, view, principals, all);
    Map<String, Double> same = new LinkedHashMap<>();
    for (var alike : view.alike(id, principals, SAME, Math.min(limit, 50)))
      same.put(alike.id(), alike.likeness());
    same.keySet().forEach(other -> all.computeIfAbsent(other, _ -> new Parts()));
    all.remove(id);
    var best =
        all.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, Parts>>comparingDouble(
                        e -> same.getOrDefault(e.getKey(), 0.0))
                    .reversed()
                    .thenComparing(
                        Comparator.<Map.Entry<String, Parts>>comparingDouble(
                                e -> score(e.getValue(), directed))
                            .reversed())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(limit)
            .toList();
    var shown = shown(best.stream().map(Map.Entry::getKey).toList(), view, principals);
    var likes = new ArrayList<Like>();
    for (var one : best) {
      var what = shown.get(one.getKey());
      if (what != null)
        likes.add(
            like(
                what,
                Math.max(score(one.getValue(), directed), same.getOrDefault(one.getKey(), 0.0)),
                Optional.ofNullable(same.get(one.getKey())),
                shared(itself, what),
                words(telling, one.getValue().terms)));
    }
    return likes;
  }

  private static Map<String, SearchIndex.Shown> shown(
      List<String> ids, SearchIndex.View view, Set<String> principals) {
    return view.show(ids, principals, new Query.Any(List.of())).stream()
        .collect(Collectors.toMap(SearchIndex.Shown::id, s -> s));
  }

  /// What it scores for the question that it is itself is 1.
  private static void addWords(
      String id,
      SearchIndex.Shown itself,
      List<SearchIndex.Telling> telling,
      SearchIndex.View view,
      Set<String> principals,
      Map<String, Parts> all) {
    var either = new ArrayList<Query>();
    if (!telling.isEmpty())
      either.add(
          new Query.Words(
              telling.stream().map(SearchIndex.Telling::word).collect(Collectors.joining(" ")),
              SHARE));
    for (var tag : itself.tags().stream().limit(MOST_CONCEPTS).toList())
      either.add(new Query.About(Map.of(tag, 1.0)));
    if (either.isEmpty()) return;
    var found =
        view.find(
            new SearchIndex.Question(
                new Query.Any(either),
                principals,
                Map.of("kind", new Query.Value("kind", Set.of("document", "lesson"))),
                WEIGHTS,
                0,
                SearchRequest.Sort.RELEVANCE,
                0,
                CANDIDATES + 1,
                List.of(),
                true));
    var own = found.ranked().stream().filter(r -> r.id().equals(id)).findFirst();
    double words =
        own.map(SearchIndex.Ranked::words)
            .filter(w -> w > 0)
            .orElseGet(() ->
                found.ranked().stream().mapToDouble(SearchIndex.Ranked::words).max().orElse(1));
    double about = Math.min(MOST_CONCEPTS, Math.max(1, itself.tags().size()));
    for (var ranked : found.ranked()) {
      var parts = all.computeIfAbsent(ranked.id(), _ -> new Parts());
      parts.words = words > 0 ? Math.min(1, ranked.words() / words) : 0;
      parts.concepts = Math.min(1, ranked.concepts().size() / about);
      var terms = new HashSet<String>();
      ranked.terms().forEach(t -> terms.add(t.term()));
      parts.terms = terms;
    }
  }

  /// @return whether the item's direction is known
  private static boolean addMeaning(
      String id, SearchIndex.View view, Set<String> principals, Map<String, Parts> all) {
    var placed = view.directions(List.of(id), principals).getOrDefault(id, List.of());
    if (placed.isEmpty()) return false;
    Direction middle;
    try {
      middle = middle(placed);
    } catch (IllegalArgumentException _) {
      return false; // its passages point away from each other, so it has no direction as a whole
    }
    var near = view.nearest(middle, principals, NEAREST);
    if (near.isEmpty()) return false;
    Map<String, Double> best = new LinkedHashMap<>();
    near.forEach(c -> best.merge(c.id(), c.similarity(), Math::max));
    // Unrelated texts lie at 0.3 to 0.5 already: the farthest of the nearest counts as nothing.
    double floor = near.getLast().similarity();
    double top = best.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (top <= floor) floor = 0;
    for (var one : best.entrySet())
      all.computeIfAbsent(one.getKey(), _ -> new Parts()).meaning =
          Math.max(0, (one.getValue() - floor) / (1 - floor));
    return true;
  }

  private static Direction middle(List<SearchIndex.Placed> placed) {
    var sum = new float[placed.getFirst().direction().dimensions()];
    for (var one : placed) {
      var values = one.direction().values();
      for (int i = 0; i < sum.length; i++) sum[i] += values[i];
    }
    return Direction.along(sum);
  }

  private static double score(Parts parts, boolean directed) {
    return directed
        ? WORDS * parts.words + CONCEPTS * parts.concepts + MEANING * parts.meaning
        : (WORDS + MEANING) * parts.words + CONCEPTS * parts.concepts;
  }

  /// In the order of the one that is compared, strongest first.
  private List<Answer.Labelled> shared(SearchIndex.Shown one, SearchIndex.Shown other) {
    var both = new LinkedHashSet<>(one.tags());
    both.retainAll(other.tags());
    return both.stream()
        .flatMap(c -> concepts.get().byId(c).stream())
        .limit(MOST_CONCEPTS)
        .map(c -> new Answer.Labelled(c.id(), c.label()))
        .toList();
  }

  private static List<String> words(List<SearchIndex.Telling> telling, Set<String> terms) {
    return telling.stream()
        .filter(t -> terms.contains(t.term()))
        .limit(MOST_WORDS)
        .map(SearchIndex.Telling::word)
        .toList();
  }

  private static Like like(
      SearchIndex.Shown shown,
      double score,
      Optional<Double> same,
      List<Answer.Labelled> shared,
      List<String> words) {
    return new Like(
        shown.id(),
        shown.kind(),
        shown.title(),
        shown.date(),
        shown.values().getOrDefault("mediaType", List.of()).stream().findFirst().orElse(""),
        Math.min(1, score),
        same,
        shared,
        words);
  }
}
