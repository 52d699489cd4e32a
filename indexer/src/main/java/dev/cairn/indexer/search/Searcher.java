package dev.cairn.indexer.search;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Curated;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.query.Asked;
import dev.cairn.indexer.rank.Weights;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers questions: what is found, in which order, and why. Thread-safe.
public final class Searcher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Searcher.class.getName());

  private static final int MOST_CONCEPTS_OF_HIT = 8;
  private static final int MOST_EVIDENCE = 3;
  private static final int MOST_READS_AS = 3;
  private static final int MOST_ALIKE = 20;
  private static final int MOST_PLACES = 10;
  private static final int MOST_ALIKE_OF_HIT = 3;

  /// From this share of common shingles on two texts say nearly the same; see BENCHMARKS.md.
  private static final double ALIKE = 0.65;

  private static final String CONCEPT_PREFIX = "concept:";

  /// So many passages nearest in meaning belong to a result beside what words find.
  private static final int NEAREST = 100;

  /// So many are the result of a search by meaning alone.
  private static final int NEAREST_ALONE = 1_000;

  private static final String OFF =
      "Searched by words and concepts; finding by meaning is switched off.";
  private static final String DOWN =
      "Searched by words and concepts; finding by meaning does not answer at the moment.";
  private static final String UNREAD =
      "Searched by words and concepts; nothing has been read for its meaning yet.";

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;
  private final EvidenceSource evidence;
  private final Optional<Embedder> embedder;
  private final Weights weights;
  private final Snapshots snapshots;
  private final Slips slips = new Slips();
  private final SentenceDirections sentences;
  private final Ancestors ancestors = new Ancestors();
  private final Map<Counted, Map<String, Long>> counts = new ConcurrentHashMap<>();

  private record Counted(long state, String vocabulary, Set<String> principals) {}

  /// @param index stays open when the searcher is closed
  /// @param concepts the newest picture of the concepts
  /// @param linker the linker that belongs to it
  /// @param embedder of the same model as the directions in the index; stays open when the searcher
  ///   is closed; empty: nothing is found by meaning
  public Searcher(
      SearchIndex index,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      EvidenceSource evidence,
      Optional<Embedder> embedder,
      Clock clock) {
    this(index, concepts, linker, evidence, embedder, Weights.defaults(), Curated::nothing, clock);
  }

  /// @param weights of words and meaning in one list
  /// @param curated the newest of what people set right by hand
  public Searcher(
      SearchIndex index,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      EvidenceSource evidence,
      Optional<Embedder> embedder,
      Weights weights,
      Supplier<Curated> curated,
      Clock clock) {
    this.index = index;
    this.concepts = concepts;
    this.evidence = evidence;
    this.embedder = embedder;
    this.weights = weights;
    this.sentences = new SentenceDirections(embedder);
    this.snapshots = new Snapshots(index, concepts, linker, curated, clock);
  }

  /// So many passages nearest in meaning belong to what is found in this mode; 0 where none do.
  public static int nearest(SearchRequest.Mode mode) {
    return switch (mode) {
      case HYBRID -> NEAREST;
      case SEMANTIC -> NEAREST_ALONE;
      case LEXICAL -> 0;
    };
  }

  /// One page of what was found among all that the caller may see.
  ///
  /// @throws IndexFailure of kind EXPIRED for a cursor that is not kept any more, NOT_READY for a
  ///   search by meaning alone, UNAVAILABLE if the index cannot be read
  /// @throws IllegalArgumentException if the cursor is none, or belongs to another question
  public Answer search(SearchRequest request, Caller caller) {
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
        .corrected(
            answer.text(),
            answer.recognised(),
            snapshot.curated().meant(answer.text()).stream()
                .flatMap(meant -> Stream.of(meant.typed().split(" ")))
                .collect(Collectors.toSet()),
            snapshot.view(),
            caller.principals())
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
          new Plan(
              request,
              state.view(),
              state.concepts(),
              state.linker(),
              state.curated(),
              caller.principals(),
              Optional.empty());
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
            state.curated(),
            caller.principals(),
            Optional.empty());
    return state.view().find(plan.question(0, List.of())).total() > 0;
  }

  private Answer answer(
      SearchRequest request, Caller caller, Snapshots.Snapshot snapshot, int offset, String mark) {
    var view = snapshot.view();
    var understood = understand(request, view, caller);
    var plan =
        new Plan(
            request,
            view,
            snapshot.concepts(),
            snapshot.linker(),
            snapshot.curated(),
            caller.principals(),
            understood.near());
    var facets = new Facets(snapshot.concepts(), ancestors, request.exact());
    var counted = request.facets().stream().map(facets::counted).toList();
    var page = page(request, caller, view, plan, understood, offset, counted);
    var shownFacets = new LinkedHashMap<String, List<Answer.FacetValue>>();
    for (var name : request.facets())
      shownFacets.put(name, facets.shown(name, page.found().counts().getOrDefault(name, Map.of())));
    var notices = new ArrayList<>(understood.notices());
    if (understood.near().isPresent() && !page.worded() && page.found().total() > 0)
      notices.add(
          new Answer.Notice(
              "only-meaning", "Nothing has these words; this is what is nearest in meaning."));
    return new Answer(
        request.text(),
        understood.mode(),
        plan.recognised(),
        page.found().total(),
        hits(request, caller, snapshot, plan, page, understood.near()),
        shownFacets,
        next(request, snapshot, offset, page, mark),
        notices);
  }

  /// What a question means, and how it is answered therefore.
  private record Understood(
      SearchRequest.Mode mode, Optional<Query.Near> near, List<Answer.Notice> notices) {}

  private Understood understand(SearchRequest request, SearchIndex.View view, Caller caller) {
    boolean alone = request.mode() == SearchRequest.Mode.SEMANTIC;
    var wanted = Asked.of(request.text()).wanted();
    if (request.mode() == SearchRequest.Mode.LEXICAL || wanted.isEmpty())
      return new Understood(SearchRequest.Mode.LEXICAL, Optional.empty(), List.of());
    if (embedder.isEmpty()) return without(alone, OFF);
    var directed = view.directed(caller.principals());
    if (directed.passages() == 0) return without(alone && directed.all() > 0, UNREAD);
    Direction direction;
    try {
      direction = embedder.get().question(wanted);
    } catch (IndexFailure e) {
      LOG.log(System.Logger.Level.WARNING, "the meaning of a question could not be told", e);
      return without(alone, DOWN);
    }
    var near = new Query.Near(direction, nearest(request.mode()));
    List<Answer.Notice> notices =
        directed.passages() == directed.all()
            ? List.of()
            : List.of(
                new Answer.Notice(
                    "meaning-behind",
                    "%,d of %,d passages have been read for their meaning; the others are found by"
                            .formatted(directed.passages(), directed.all())
                        + " their words."));
    return new Understood(request.mode(), Optional.of(near), notices);
  }

  private static Understood without(boolean alone, String why) {
    if (alone) throw new IndexFailure(IndexFailure.Kind.NOT_READY, why, null);
    return new Understood(
        SearchRequest.Mode.LEXICAL,
        Optional.empty(),
        List.of(new Answer.Notice("no-vectors", why)));
  }

  private Blend.Blended page(
      SearchRequest request,
      Caller caller,
      SearchIndex.View view,
      Plan plan,
      Understood understood,
      int offset,
      List<SearchIndex.Facet> facets) {
    int limit = Math.min(request.limit(), SearchIndex.Question.REACH - offset);
    if (understood.near().isEmpty() || !Blend.orders(plan.sort()))
      return Blend.byWords(view, plan, offset, limit, facets);
    var blend = new Blend(view, plan, understood.near().get(), caller.principals(), weights);
    return understood.mode() == SearchRequest.Mode.SEMANTIC
        ? blend.byMeaning(offset, limit, facets)
        : blend.page(offset, limit, facets);
  }

  private static Optional<String> next(
      SearchRequest request,
      Snapshots.Snapshot snapshot,
      int offset,
      Blend.Blended page,
      String mark) {
    int shown = offset + page.page().size();
    boolean more = shown < Math.min(page.found().total(), SearchIndex.Question.REACH);
    if (!more || page.page().size() < request.limit()) return Optional.empty();
    snapshot.keep();
    return Optional.of(new Cursor(snapshot.name(), shown, mark).text());
  }

  private List<Answer.Hit> hits(
      SearchRequest request,
      Caller caller,
      Snapshots.Snapshot snapshot,
      Plan plan,
      Blend.Blended page,
      Optional<Query.Near> near) {
    var foundBy = new LinkedHashSet<String>();
    Map<String, Integer> nearest = new HashMap<>();
    for (var one : page.page()) {
      one.by().concepts().forEach(part -> foundBy.add(part.concept()));
      if (one.passage() >= 0) nearest.put(one.by().id(), one.passage());
    }
    Map<String, SearchIndex.Shown> shown = new HashMap<>();
    snapshot
        .view()
        .show(
            page.page().stream().map(one -> one.by().id()).toList(),
            caller.principals(),
            plan.marked(foundBy),
            nearest)
        .forEach(s -> shown.put(s.id(), s));
    var chosen =
        near.map(n -> near(snapshot.view(), request.text(), n.direction(), caller))
            .map(choice -> choice.known(shown.values()))
            .orElse(Map.of());
    var hits = new ArrayList<Answer.Hit>();
    for (var one : page.page()) {
      var what = shown.get(one.by().id());
      if (what != null)
        hits.add(
            hit(
                what,
                Optional.ofNullable(chosen.get(what.id())),
                why(request, plan, one),
                alike(snapshot.view(), one.by().id(), caller, MOST_ALIKE_OF_HIT),
                snapshot.concepts(),
                plan.pinned().contains(one.by().id())));
    }
    return hits;
  }

  private NearSentences near(
      SearchIndex.View view, String question, Direction direction, Caller caller) {
    return new NearSentences(
        view,
        view.rarities(Asked.of(question).wanted(), caller.principals()),
        direction,
        sentences);
  }

  /// The passages at these places, each shown from the sentence that is nearest to the question.
  /// Reads sentences for their meaning, which takes some tenths of a second for a page of places.
  /// Empty where nothing can be told of meaning now.
  ///
  /// @param places id of an item → passage, from 0; at most 10 count
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public Map<String, Answer.Snippet> nearest(
      String question, Map<String, Integer> places, Caller caller) {
    var wanted = Asked.of(question).wanted();
    if (embedder.isEmpty() || wanted.isEmpty()) return Map.of();
    try (var view = index.view()) {
      var ids = places.keySet().stream().limit(MOST_PLACES).toList();
      var page = view.show(ids, caller.principals(), new Query.Any(List.of()), places);
      var chosen = near(view, question, embedder.get().question(wanted), caller).read(page);
      Map<String, Answer.Snippet> snippets = new HashMap<>();
      for (var shown : page)
        shown
            .best()
            .filter(best -> best.ordinal() == places.getOrDefault(shown.id(), -1))
            .ifPresent(best ->
                snippets.put(
                    shown.id(), Snippets.of(best, Optional.ofNullable(chosen.get(shown.id())))));
      return snippets;
    } catch (IndexFailure e) {
      if (e.kind() != IndexFailure.Kind.UNAVAILABLE) throw e;
      LOG.log(System.Logger.Level.WARNING, "the meaning of sentences could not be told", e);
      return Map.of();
    }
  }

  SearchIndex index() {
    return index;
  }

  /// Where an item that the caller was shown names a concept.
  List<Why.Evidence> evidence(String item, String concept) {
    return evidence.evidence(item, concept, MOST_EVIDENCE);
  }

  ConceptView concepts() {
    return concepts.get();
  }

  Optional<Embedder> embedder() {
    return embedder;
  }

  SentenceDirections sentences() {
    return sentences;
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
      SearchIndex.Shown shown,
      Optional<NearSentences.Beginning> beginning,
      Why why,
      List<Answer.Alike> alike,
      ConceptView view,
      boolean pinned) {
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
        shown.best().map(best -> Snippets.of(best, beginning)),
        labelled(shown.tags(), view, MOST_CONCEPTS_OF_HIT),
        labelled(shown.values().getOrDefault("readsAs", List.of()), view, MOST_READS_AS),
        alike,
        why,
        pinned);
  }

  private static Optional<String> first(SearchIndex.Shown shown, String field) {
    return shown.values().getOrDefault(field, List.of()).stream().findFirst();
  }

  private Why why(SearchRequest request, Plan plan, Blend.Blended.One one) {
    if (one.fused().score() == 0 && one.lift() == 0) return Why.nothing();
    double scale = one.toScale();
    var by = one.by();
    Optional<Why.Lexical> lexical =
        by.words() > 0 && scale > 0
            ? Optional.of(
                new Why.Lexical(by.words() * scale, by.wordsRank(), by.words(), by.terms()))
            : Optional.empty();
    Map<String, Integer> times = new HashMap<>();
    var byConcept = new ArrayList<Why.ByConcept>();
    for (var part : by.concepts()) {
      if (scale == 0) continue;
      int nth = times.merge(part.concept(), 1, Integer::sum) - 1;
      var reach = plan.reach(part.concept(), nth);
      byConcept.add(
          new Why.ByConcept(
              reach.path(),
              reach.relation(),
              part.score() * scale,
              request.explain() && !by.id().startsWith(CONCEPT_PREFIX)
                  ? evidence.evidence(by.id(), part.concept(), MOST_EVIDENCE)
                  : List.of()));
    }
    var other = new ArrayList<Why.Other>();
    if (one.fused().echo() != 0) other.add(new Why.Other("echo", one.fused().echo()));
    if (one.fused().company() != 0) other.add(new Why.Other("company", one.fused().company()));
    if (one.fused().trust() != 0) other.add(new Why.Other("trust", one.fused().trust()));
    if (one.lift() != 0) other.add(new Why.Other("pinned", one.lift()));
    return new Why(lexical, one.similar(), byConcept, other);
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

  private Map<String, Long> count(SearchIndex.View state, ConceptView view, Caller caller) {
    var facet = new SearchIndex.Facet("concept", "concept", ancestors.of(view), Integer.MAX_VALUE);
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
            request.mode(),
            request.kinds().stream().sorted().toList(),
            request.concepts(),
            request.exact(),
            request.also(),
            request.without(),
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
    sentences.forget();
  }

  /// Lets go of all states that are kept for next pages.
  @Override
  public void close() {
    snapshots.close();
  }
}
