package dev.cairn.indexer.search;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Curated;
import dev.cairn.indexer.Answer.Recognised;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.query.Asked;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is to be done for one request in one state of index and concepts: what must match, what
/// cuts, what counts how much.
final class Plan {
  /// Of the weight of a short question's words an item must have so much.
  private static final double MOST_SHARE = 0.35;

  /// A concept that the question names counts as much as its words do at most.
  private static final double CONCEPT_WEIGHT = 1.0;

  static final Map<Query.Field, Double> FIELD_WEIGHTS =
      Map.of(
          Query.Field.TITLE, 3.0,
          Query.Field.HEADINGS, 1.0,
          Query.Field.BODY, 1.0,
          Query.Field.LABELS, 0.5);

  /// What is exact, or side by side, counts a little more. A word that stands for a slip of the pen
  /// counts half.
  private static final SearchIndex.Wording WORDING =
      new SearchIndex.Wording(Optional.empty(), 0.05, 0.1, 0.5);

  /// A synonym weighs so much beside the word that was typed.
  private static final double SYNONYM = 0.5;

  /// Text that reads as wholly spun has trust 1/2, and so loses a quarter of its score.
  private static final double DISTRUST = 0.5;

  private static final int MOST_CONCEPTS = 5;
  private static final int MOST_LABELS = 40;

  private final SearchRequest request;
  private final SearchIndex.View index;
  private final ConceptView view;
  private final Linker linker;
  private final Set<String> principals;

  private final Optional<Query.Near> near;
  private final Curated curated;
  private final Asked asked;
  private final Set<String> pinned;
  private final List<Recognised> recognised = new ArrayList<>();
  private final Map<String, List<Reach>> reaches = new HashMap<>();
  private final Query query;
  private final Map<String, Query> filters = new TreeMap<>();
  private final SearchIndex.Wording wording;
  private final double best;

  /// What the concepts of this question could score, at most.
  private double concepts;

  /// What stands for words of this question could score, at most.
  private double synonyms;

  Plan(
      SearchRequest request,
      SearchIndex.View index,
      ConceptView view,
      Linker linker,
      Curated curated,
      Set<String> principals,
      Optional<Query.Near> near) {
    this.request = request;
    this.near = near;
    this.index = index;
    this.view = view;
    this.linker = linker;
    this.principals = principals;
    this.asked = Asked.of(request.text());
    this.curated = curated;
    this.pinned = pinned(curated);
    this.wording = WORDING.in(request.language());
    addFilters();
    var wanted = asked.isEmpty() ? everything() : asked.query(this::widened);
    this.query =
        pinned.isEmpty() ? wanted : new Query.Any(List.of(wanted, new Query.Among(pinned)));
    double words = index.rarity(asked.wanted(), wording, principals);
    this.best = words * (1 + wording.most()) + concepts + synonyms;
  }

  /// Only a question of plain words is one that something is pinned to.
  private Set<String> pinned(Curated curated) {
    if (asked.sides().size() != 1) return Set.of();
    var side = asked.sides().getFirst();
    if (!side.strict().isEmpty() || !side.without().isEmpty()) return Set.of();
    return curated.pinned(side.words()).stream().map(ItemId::value).collect(Collectors.toSet());
  }

  /// Words match, or a concept that they name; what lies beside that concept only helps to rank.
  private Query widened(String words) {
    var others = others(words);
    var plain = new Query.Words(words, share(words), others);
    synonyms += most(others);
    List<Query> either = new ArrayList<>();
    List<Query> aside = new ArrayList<>();
    either.add(plain);
    for (var mention : linker.recognise(words)) {
      if (recognised.size() == MOST_CONCEPTS) break;
      var concept = view.byId(mention.concept());
      if (concept.isEmpty() || recognised.stream().anyMatch(r -> r.id().equals(mention.concept())))
        continue;
      var matched = words.substring(mention.start(), mention.end());
      recognised.add(
          new Recognised(mention.concept(), concept.get().label(), matched, mention.confidence()));
      double weight = CONCEPT_WEIGHT * mention.confidence() * index.rarity(matched, principals);
      // The name of a concept may be in no text at all, and yet items are about it.
      if (weight == 0) weight = CONCEPT_WEIGHT;
      about(Reach.downFrom(mention.concept(), view), weight).ifPresent(either::add);
      about(Reach.asideFrom(mention.concept(), view), weight).ifPresent(aside::add);
    }
    if (near.isPresent() && request.mode() == SearchRequest.Mode.SEMANTIC) return near.get();
    near.ifPresent(either::add);
    var match = either.size() == 1 ? plain : new Query.Any(either);
    return aside.isEmpty() ? match : new Query.Favouring(match, new Query.Any(aside));
  }

  /// What an admin said means the same as words of the question.
  private List<Query.Words.Other> others(String words) {
    return curated.meant(words).stream()
        .map(meant -> new Query.Words.Other(meant.typed(), meant.other(), SYNONYM))
        .toList();
  }

  /// Of those that stand for the same words the best one scores.
  private double most(List<Query.Words.Other> others) {
    Map<String, Double> most = new HashMap<>();
    for (var other : others)
      most.merge(
          other.typed(),
          other.weight() * index.rarity(other.phrase(), wording, principals),
          Math::max);
    return most.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// Of long questions about the weight of one word is enough: whole sentences are full of words
  /// that no answer has. On four collections of long questions this lost nothing against no
  /// threshold at all; two words' weight lost recall on three of them.
  private static double share(String words) {
    return Math.min(MOST_SHARE, 1.0 / words.split(" ").length);
  }

  private Optional<Query> about(Map<String, Reach> reached, double weight) {
    if (reached.isEmpty()) return Optional.empty();
    Map<String, Double> weights = new LinkedHashMap<>();
    reached.forEach((concept, reach) -> {
      weights.put(concept, weight * reach.weight());
      reaches.computeIfAbsent(concept, _ -> new ArrayList<>()).add(reach);
    });
    concepts += weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return Optional.of(new Query.About(weights));
  }

  /// Where nothing is asked but concepts are chosen, what is most about them comes first.
  private Query everything() {
    List<Query> chosen = new ArrayList<>();
    for (var concept : chosenConcepts())
      about(
              request.exact()
                  ? Map.of(concept, new Reach(List.of(concept), "same", 1))
                  : Reach.downFrom(concept, view),
              1)
          .ifPresent(chosen::add);
    return chosen.isEmpty()
        ? new Query.Everything()
        : new Query.Favouring(new Query.Everything(), new Query.Any(chosen));
  }

  private List<String> chosenConcepts() {
    var chosen = new LinkedHashSet<String>();
    request.concepts().forEach(c -> chosen.add(id(c)));
    for (var slice : SearchRequest.SLICES)
      request.slices().getOrDefault(slice, List.of()).forEach(c -> chosen.add(id(c)));
    return List.copyOf(chosen);
  }

  private String id(String idOrIri) {
    return view.find(idOrIri).map(Concept::id).orElse(idOrIri);
  }

  private void addFilters() {
    var kinds =
        request.kinds().isEmpty()
            ? Set.of(SearchRequest.Kind.DOCUMENT, SearchRequest.Kind.LESSON)
            : request.kinds();
    filters.put(
        "kind",
        new Query.Value("kind", kinds.stream().map(Facets::code).collect(Collectors.toSet())));
    if (!request.concepts().isEmpty())
      filters.put("concept", tagged(request.concepts(), request.exact()));
    if (!request.also().isEmpty())
      filters.put(
          "also",
          new Query.All(request.also().stream().map(c -> tagged(List.of(c), false)).toList()));
    if (!request.without().isEmpty())
      filters.put("without", new Query.Not(tagged(request.without(), false)));
    request
        .slices()
        .forEach((name, values) -> {
          if (!values.isEmpty()) filters.put(name, tagged(values, request.exact()));
        });
    request
        .filters()
        .forEach((name, values) -> {
          if (!values.isEmpty()) filters.put(name, new Query.Value(name, Set.copyOf(values)));
        });
    if (request.from().isPresent() || request.to().isPresent())
      filters.put("year", new Query.Dated(request.from(), request.to()));
  }

  private Query tagged(List<String> concepts, boolean exact) {
    var all = new LinkedHashSet<String>();
    for (var concept : concepts) {
      all.add(id(concept));
      if (!exact) all.addAll(view.descendants(id(concept)));
    }
    return new Query.Value("concept", all);
  }

  List<Recognised> recognised() {
    return recognised;
  }

  /// Without anything to be relevant to, the newest come first.
  SearchRequest.Sort sort() {
    boolean unranked = asked.wanted().isEmpty() && reaches.isEmpty();
    return unranked && request.sort() == SearchRequest.Sort.RELEVANCE
        ? SearchRequest.Sort.NEWEST
        : request.sort();
  }

  /// Items that an admin pinned to this question, whether they are here or not.
  Set<String> pinned() {
    return pinned;
  }

  /// Those of them that are to stand first.
  Set<String> lifted() {
    return sort() == SearchRequest.Sort.RELEVANCE ? pinned : Set.of();
  }

  SearchIndex.Question question(int offset, List<SearchIndex.Facet> facets) {
    return question(offset, Math.min(request.limit(), SearchIndex.Question.REACH - offset), facets);
  }

  SearchIndex.Question question(int offset, int limit, List<SearchIndex.Facet> facets) {
    return new SearchIndex.Question(
        query,
        principals,
        filters,
        FIELD_WEIGHTS,
        DISTRUST,
        sort(),
        offset,
        limit,
        facets,
        request.explain(),
        wording);
  }

  /// What words and concepts score at most.
  double best() {
    return best;
  }

  /// By this all scores of the question are multiplied, so that 1 is what nothing can surpass.
  double scale() {
    return best > 0 ? 1 / best : 1;
  }

  /// How the question leads to this concept.
  ///
  /// @param nth from 0: several concepts of the question may lead to it
  Reach reach(String concept, int nth) {
    var known = reaches.getOrDefault(concept, List.of());
    return known.isEmpty()
        ? new Reach(List.of(concept), "same", 1)
        : known.get(Math.min(nth, known.size() - 1));
  }

  /// By these words passages are chosen and marked: those of the question, and the names of the
  /// concepts by which something was found.
  Query marked(Set<String> found) {
    var labels = new LinkedHashSet<String>();
    var named = new LinkedHashSet<String>();
    recognised.forEach(r -> named.add(r.id()));
    named.addAll(found);
    named.stream()
        .map(view::byId)
        .flatMap(Optional::stream)
        .flatMap(c -> c.labels().stream())
        .filter(l ->
            switch (l.kind()) {
              case PREFERRED, ALTERNATIVE -> true;
              case CONTEXT, HIDDEN -> false;
            })
        .sorted(Comparator.comparing(Concept.Label::kind))
        .limit(MOST_LABELS)
        .forEach(l -> labels.add(l.text()));
    Query words = asked.isEmpty() ? new Query.Any(List.of()) : asked.query(this::wordsAlone);
    if (labels.isEmpty()) return words;
    List<Query> names = new ArrayList<>();
    for (var label : labels) names.add(new Query.Phrase(Optional.empty(), label));
    return new Query.Favouring(words, new Query.Any(names));
  }

  private Query wordsAlone(String words) {
    return new Query.Words(words, share(words), others(words));
  }
}
