package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Two concepts side by side: which items are about the one, the other or both, and by which words
/// their passages differ. Everything of what the caller may see. Thread-safe; remembers what it
/// compared in the newest state of the index.
public final class Comparison {
  /// Of each concept the best passages of so many items are read for their words.
  private static final int READ = 40;

  private static final int WORDS = 14;
  private static final int FIRST = 3;

  private static final String A = "a";
  private static final String B = "b";

  private static final int REMEMBERED = 500;

  private final Searcher searcher;
  private final Map<Known, Compared> memory = new ConcurrentHashMap<>();

  private record Known(long state, String vocabulary, Set<String> principals, String a, String b) {}

  public Comparison(Searcher searcher) {
    this.searcher = searcher;
  }

  /// @param onlyA about the first concept or what is narrower, and not about the second one
  /// @param both about both
  /// @param wordsOfA by which passages about the first one are told from those about the second
  public record Compared(
      Part onlyA, Part both, Part onlyB, List<Word> wordsOfA, List<Word> wordsOfB) {
    public Compared {
      wordsOfA = List.copyOf(wordsOfA);
      wordsOfB = List.copyOf(wordsOfB);
    }
  }

  /// Items, counted exactly.
  ///
  /// @param first the best of them, at most three
  /// @param all the search that finds them all
  public record Part(long lessons, long documents, List<Answer.Hit> first, SearchRequest all) {
    public Part {
      first = List.copyOf(first);
    }

    public long count() {
      return lessons + documents;
    }
  }

  /// One word that stands in the passages of the one rather than of the other.
  ///
  /// @param word as it is written most often there, folded
  /// @param here how often it stands in the passages that it tells of, from 2
  /// @param there how often in the other ones
  /// @param deviations how sure it is, in standard deviations, at least 1.65
  public record Word(String word, long here, long there, double deviations) {}

  /// Compares the first with the second one.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public Compared of(Concept a, Concept b, Caller caller) {
    var concepts = searcher.concepts();
    var about = SearchRequest.of("").withMode(SearchRequest.Mode.LEXICAL);
    try (var view = searcher.index().view()) {
      var key = new Known(view.state(), concepts.version(), caller.principals(), a.id(), b.id());
      var known = memory.get(key);
      if (known != null) return known;
      var counts = counts(view, concepts, a, b, caller);
      var apart = apart(view, concepts, a, b, caller);
      var made =
          new Compared(
              part(
                  counts,
                  Set.of(A),
                  about.withConcepts(List.of(a.id()), false).notAbout(List.of(b.id())),
                  caller),
              part(
                  counts,
                  Set.of(A, B),
                  about.withConcepts(List.of(a.id()), false).alsoAbout(List.of(b.id())),
                  caller),
              part(
                  counts,
                  Set.of(B),
                  about.withConcepts(List.of(b.id()), false).notAbout(List.of(a.id())),
                  caller),
              apart.a(),
              apart.b());
      memory.keySet().removeIf(k -> k.state() != key.state());
      if (memory.size() >= REMEMBERED) memory.clear();
      memory.put(key, made);
      return made;
    }
  }

  private static Map<Kind, Map<Set<String>, Long>> counts(
      SearchIndex.View view, ConceptView concepts, Concept a, Concept b, Caller caller) {
    Map<String, List<String>> groups = new HashMap<>();
    addGroup(groups, concepts, a, A);
    addGroup(groups, concepts, b, B);
    Map<Kind, Map<Set<String>, Long>> counts = new EnumMap<>(Kind.class);
    for (var kind : List.of(Kind.LESSON, Kind.DOCUMENT))
      counts.put(
          kind,
          view.combinations(
              new Query.All(
                  List.of(
                      new Query.Value("kind", Set.of(Facets.code(kind))),
                      new Query.Value("concept", Set.copyOf(groups.keySet())))),
              caller.principals(),
              "concept",
              groups));
    return counts;
  }

  private static void addGroup(
      Map<String, List<String>> groups, ConceptView concepts, Concept concept, String name) {
    var all = new HashSet<>(concepts.descendants(concept.id()));
    all.add(concept.id());
    for (var id : all) groups.computeIfAbsent(id, _ -> new ArrayList<>()).add(name);
  }

  private Part part(
      Map<Kind, Map<Set<String>, Long>> counts,
      Set<String> sides,
      SearchRequest all,
      Caller caller) {
    long lessons = counts.getOrDefault(Kind.LESSON, Map.of()).getOrDefault(sides, 0L);
    long documents = counts.getOrDefault(Kind.DOCUMENT, Map.of()).getOrDefault(sides, 0L);
    return new Part(
        lessons,
        documents,
        lessons + documents == 0 ? List.of() : searcher.search(all.withLimit(FIRST), caller).hits(),
        all);
  }

  private static TellingApart.Apart apart(
      SearchIndex.View view, ConceptView concepts, Concept a, Concept b, Caller caller) {
    var names = new HashSet<String>();
    for (var concept : List.of(a, b))
      for (var label : concept.labels()) names.addAll(view.stems(label.text()));
    return TellingApart.of(
        said(view, concepts, a, caller), said(view, concepts, b, caller), names, WORDS);
  }

  /// Of each of the items that are most about it the passage that names it best.
  private static List<SearchIndex.Used> said(
      SearchIndex.View view, ConceptView concepts, Concept concept, Caller caller) {
    Map<String, Double> weights = new HashMap<>();
    Reach.downFrom(concept.id(), concepts).forEach((id, reach) -> weights.put(id, reach.weight()));
    var found =
        view.find(
            new SearchIndex.Question(
                new Query.About(weights),
                caller.principals(),
                Map.of("kind", new Query.Value("kind", Set.of("document", "lesson"))),
                Map.of(),
                0,
                SearchRequest.Sort.RELEVANCE,
                0,
                READ,
                List.of(),
                false));
    var ids = found.ranked().stream().map(SearchIndex.Ranked::id).toList();
    Map<String, Integer> passages = new LinkedHashMap<>();
    for (var shown : view.show(ids, caller.principals(), named(concept)))
      shown.best().ifPresent(best -> passages.put(shown.id(), best.ordinal()));
    return view.words(passages, caller.principals());
  }

  /// By its names, each as a phrase, passages are chosen.
  static Query named(Concept concept) {
    return new Query.Favouring(
        new Query.Any(List.of()),
        new Query.Any(
            names(concept).stream()
                .<Query>map(name -> new Query.Phrase(Optional.empty(), name))
                .toList()));
  }

  /// Preferred and alternative names; the others mean the concept only in some company.
  static List<String> names(Concept concept) {
    return concept.labels().stream()
        .filter(l ->
            switch (l.kind()) {
              case PREFERRED, ALTERNATIVE -> true;
              case CONTEXT, HIDDEN -> false;
            })
        .map(Concept.Label::text)
        .distinct()
        .toList();
  }
}
