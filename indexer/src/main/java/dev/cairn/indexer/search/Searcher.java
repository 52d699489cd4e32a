package dev.cairn.indexer.search;

import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers questions: what is found, in which order, and why. Thread-safe.
public final class Searcher implements AutoCloseable {
  private static final int MOST_CONCEPTS_OF_HIT = 8;
  private static final int MOST_EVIDENCE = 3;
  private static final int MOST_READS_AS = 3;
  private static final int MOST_ALIKE = 20;
  private static final int MOST_ALIKE_OF_HIT = 3;

  /// From this share of common shingles on two texts say nearly the same; see BENCHMARKS.md.
  private static final double ALIKE = 0.65;

  private static final String CONCEPT_PREFIX = "concept:";

  private static final Answer.Notice NO_VECTORS =
      new Answer.Notice(
          "no-vectors", "Searched by words and concepts; search by meaning is not available yet.");

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;
  private final EvidenceSource evidence;
  private final Snapshots snapshots;
  private final Slips slips = new Slips();
  private final Map<Counted, Map<String, Long>> counts = new ConcurrentHashMap<>();

  private record Counted(long state, String vocabulary, Set<String> principals) {}

  /// @param index stays open when the searcher is closed
  /// @param concepts the newest picture of the concepts
  /// @param linker the linker that belongs to it
  public Searcher(
      SearchIndex index,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      EvidenceSource evidence,
      Clock clock) {
    this.index = index;
    this.concepts = concepts;
    this.evidence = evidence;
    this.snapshots = new Snapshots(index, concepts, linker, clock);
  }

  /// One page of what was found among all that the caller may see.
  ///
  /// @throws IndexFailure of kind EXPIRED for a cursor that is not kept any more, NOT_READY for a
  ///   search by meaning alone, UNAVAILABLE if the index cannot be read
  /// @throws IllegalArgumentException if the cursor is none, or belongs to another question
  public Answer search(SearchRequest request, Caller caller) {
    if (request.mode() == SearchRequest.Mode.SEMANTIC)
      throw new IndexFailure(
          IndexFailure.Kind.NOT_READY, "Search by meaning alone is not available yet.", null);
    var mark = mark(request, caller);
    var cursor = request.cursor().map(Cursor::of);
    if (cursor.isPresent() && !cursor.get().question().equals(mark))
      throw new IllegalArgumentException("This cursor belongs to another question.");
    try (var snapshot =
        cursor.isPresent() ? snapshots.named(cursor.get().snapshot()) : snapshots.newest()) {
      var answer = answer(request, caller, snapshot, cursor.map(Cursor::offset).orElse(0), mark);
      return cursor.isPresent() ? answer : answer.meaning(meant(answer, caller, snapshot));
    }
  }

  /// The question without its slips, where it has any and finds something then.
  private Optional<String> meant(Answer answer, Caller caller, Snapshots.Snapshot snapshot) {
    return slips
        .corrected(answer.text(), answer.recognised(), snapshot.view(), caller.principals())
        .filter(text -> finds(text, caller, snapshot));
  }

  /// Whether a question has any answer by its words and concepts.
  boolean finds(String text, Caller caller) {
    try (var snapshot = snapshots.newest()) {
      return finds(text, caller, snapshot);
    }
  }

  /// One state, and what a request cuts off in it.
  ///
  /// @param filters name → what must match
  record Looking(
      SearchIndex.View view,
      ConceptView concepts,
      Map<String, Query> filters,
      SearchRequest request) {
    /// Ids of the concepts that a filter of this name was given.
    List<String> chosen(String name) {
      return name.equals("concept")
          ? request.concepts()
          : request.slices().getOrDefault(name, List.of());
    }

    String label(String concept) {
      return concepts.find(concept).map(Concept::label).orElse(concept);
    }
  }

  <T> T looking(SearchRequest request, Caller caller, Function<Looking, T> look) {
    try (var state = snapshots.newest()) {
      var plan =
          new Plan(request, state.view(), state.concepts(), state.linker(), caller.principals());
      return look.apply(
          new Looking(
              state.view(),
              state.concepts(),
              new TreeMap<>(plan.question(0, List.of()).filters()),
              request));
    }
  }

  private static boolean finds(String text, Caller caller, Snapshots.Snapshot state) {
    var plan =
        new Plan(
            SearchRequest.of(text).withLimit(1),
            state.view(),
            state.concepts(),
            state.linker(),
            caller.principals());
    return state.view().find(plan.question(0, List.of())).total() > 0;
  }

  private Answer answer(
      SearchRequest request, Caller caller, Snapshots.Snapshot snapshot, int offset, String mark) {
    var view = snapshot.view();
    var plan = new Plan(request, view, snapshot.concepts(), snapshot.linker(), caller.principals());
    var facets = new Facets(snapshot.concepts(), request.exact());
    var found =
        view.find(plan.question(offset, request.facets().stream().map(facets::counted).toList()));
    var shownFacets = new LinkedHashMap<String, List<Answer.FacetValue>>();
    for (var name : request.facets())
      shownFacets.put(name, facets.shown(name, found.counts().getOrDefault(name, Map.of())));
    return new Answer(
        request.text(),
        SearchRequest.Mode.LEXICAL,
        plan.recognised(),
        found.total(),
        hits(request, caller, snapshot, plan, found.ranked()),
        shownFacets,
        next(request, snapshot, offset, found, mark),
        request.mode() == SearchRequest.Mode.HYBRID ? List.of(NO_VECTORS) : List.of());
  }

  private static Optional<String> next(
      SearchRequest request,
      Snapshots.Snapshot snapshot,
      int offset,
      SearchIndex.Found found,
      String mark) {
    int shown = offset + found.ranked().size();
    boolean more = shown < Math.min(found.total(), SearchIndex.Question.REACH);
    if (!more || found.ranked().size() < request.limit()) return Optional.empty();
    snapshot.keep();
    return Optional.of(new Cursor(snapshot.name(), shown, mark).text());
  }

  private List<Answer.Hit> hits(
      SearchRequest request,
      Caller caller,
      Snapshots.Snapshot snapshot,
      Plan plan,
      List<SearchIndex.Ranked> ranked) {
    var foundBy = new LinkedHashSet<String>();
    for (var one : ranked) one.concepts().forEach(part -> foundBy.add(part.concept()));
    Map<String, SearchIndex.Shown> shown = new HashMap<>();
    snapshot
        .view()
        .show(
            ranked.stream().map(SearchIndex.Ranked::id).toList(),
            caller.principals(),
            plan.marked(foundBy))
        .forEach(s -> shown.put(s.id(), s));
    var hits = new ArrayList<Answer.Hit>();
    for (var one : ranked) {
      var what = shown.get(one.id());
      if (what != null)
        hits.add(
            hit(
                what,
                why(request, plan, one),
                alike(snapshot.view(), one.id(), caller, MOST_ALIKE_OF_HIT),
                snapshot.concepts()));
    }
    return hits;
  }

  /// Items that say nearly the same as this one, as far as the caller may see them, most alike
  /// first, at most 20. Empty where the item is not in the index, has too little text, or is not
  /// for the caller.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public List<Answer.Alike> alike(ItemId item, Caller caller) {
    try (var view = index.view()) {
      return alike(view, item.value(), caller, MOST_ALIKE);
    }
  }

  private static List<Answer.Alike> alike(
      SearchIndex.View view, String id, Caller caller, int limit) {
    var found = view.alike(id, caller.principals(), ALIKE, limit);
    if (found.isEmpty()) return List.of();
    Map<String, SearchIndex.Shown> shown = new HashMap<>();
    view.show(
            found.stream().map(SearchIndex.Alike::id).toList(),
            caller.principals(),
            new Query.Any(List.of()))
        .forEach(s -> shown.put(s.id(), s));
    var alike = new ArrayList<Answer.Alike>();
    for (var one : found) {
      var what = shown.get(one.id());
      if (what != null)
        alike.add(
            new Answer.Alike(
                what.id(),
                what.kind(),
                what.title(),
                first(what, "mediaType").orElse(""),
                one.likeness()));
    }
    return alike;
  }

  private static List<Answer.Labelled> labelled(List<String> ids, ConceptView view, int limit) {
    return ids.stream()
        .map(view::byId)
        .flatMap(Optional::stream)
        .limit(limit)
        .map(c -> new Answer.Labelled(c.id(), c.label()))
        .toList();
  }

  private static Answer.Hit hit(
      SearchIndex.Shown shown, Why why, List<Answer.Alike> alike, ConceptView view) {
    var id =
        switch (shown.kind()) {
          case DOCUMENT, LESSON -> shown.id();
          case CONCEPT -> shown.id().substring(CONCEPT_PREFIX.length());
        };
    return new Answer.Hit(
        id,
        shown.kind(),
        shown.title(),
        shown.date(),
        shown.values().getOrDefault("author", List.of()),
        first(shown, "organisation"),
        first(shown, "status").orElse(""),
        first(shown, "mediaType").orElse(""),
        shown.best().map(Snippets::of),
        labelled(shown.tags(), view, MOST_CONCEPTS_OF_HIT),
        labelled(shown.values().getOrDefault("readsAs", List.of()), view, MOST_READS_AS),
        alike,
        why);
  }

  private static Optional<String> first(SearchIndex.Shown shown, String field) {
    return shown.values().getOrDefault(field, List.of()).stream().findFirst();
  }

  private Why why(SearchRequest request, Plan plan, SearchIndex.Ranked ranked) {
    if (ranked.score() == 0) return Why.nothing();
    double scale = plan.scale();
    Optional<Why.Lexical> lexical =
        ranked.words() > 0
            ? Optional.of(
                new Why.Lexical(
                    ranked.words() * scale, ranked.wordsRank(), ranked.words(), ranked.terms()))
            : Optional.empty();
    Map<String, Integer> times = new HashMap<>();
    var byConcept = new ArrayList<Why.ByConcept>();
    for (var part : ranked.concepts()) {
      int nth = times.merge(part.concept(), 1, Integer::sum) - 1;
      var reach = plan.reach(part.concept(), nth);
      byConcept.add(
          new Why.ByConcept(
              reach.path(),
              reach.relation(),
              part.score() * scale,
              request.explain() && !ranked.id().startsWith(CONCEPT_PREFIX)
                  ? evidence.evidence(ranked.id(), part.concept(), MOST_EVIDENCE)
                  : List.of()));
    }
    List<Why.Other> other =
        ranked.trust() < 0 ? List.of(new Why.Other("trust", ranked.trust() * scale)) : List.of();
    return new Why(lexical, byConcept, other);
  }

  /// Items (documents and lessons) per concept that the caller may see, those of narrower concepts
  /// included; concepts without any are left out.
  public Map<String, Long> conceptCounts(Caller caller) {
    var view = concepts.get();
    try (var state = index.view()) {
      var key = new Counted(state.state(), view.version(), caller.principals());
      var known = counts.get(key);
      if (known != null) return known;
      var made = Map.copyOf(count(state, view, caller));
      counts.keySet().removeIf(k -> k.state() != key.state());
      counts.put(key, made);
      return made;
    }
  }

  private static Map<String, Long> count(SearchIndex.View state, ConceptView view, Caller caller) {
    var facet =
        new SearchIndex.Facet("concept", "concept", Facets.everyAncestor(view), Integer.MAX_VALUE);
    var found =
        state.find(
            new SearchIndex.Question(
                new Query.Value("kind", Set.of("document", "lesson")),
                caller.principals(),
                Map.of(),
                Map.of(),
                0,
                SearchRequest.Sort.RELEVANCE,
                0,
                0,
                List.of(facet),
                false));
    return found.counts().getOrDefault("concept", Map.of());
  }

  /// Equal for requests whose lists are the same, whatever part of them is shown and how.
  private static String mark(SearchRequest request, Caller caller) {
    var asked =
        List.of(
            request.text(),
            request.kinds().stream().sorted().toList(),
            request.concepts(),
            request.exact(),
            new TreeMap<>(request.slices()),
            new TreeMap<>(request.filters()),
            request.from(),
            request.to(),
            request.sort(),
            request.language(),
            List.copyOf(caller.principals()));
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(asked.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Lets go of the states that answers were begun with: their next pages are expired. For what
  /// must not be shown any more, not even to those who had seen the page before.
  public void forgetStates() {
    snapshots.close();
  }

  /// Lets go of all states that are kept for next pages.
  @Override
  public void close() {
    snapshots.close();
  }
}
