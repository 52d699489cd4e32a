package dev.cairn.indexer.search;

import dev.cairn.corpus.Lesson;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is read about concepts, and which lessons are discussed: passages of items, found among all
/// that the caller may see. Thread-safe.
public final class Materials {
  /// So many items are looked at for each one that is wanted, and some more.
  private static final int LOOKED_AT = 3;

  private static final int MORE = 6;
  private static final int MOST_WANTED = 20;

  /// A concept as a tag counts so much beside its words.
  private static final double TAGGED = 3;

  /// Names of a concept beside the preferred one that are looked for.
  private static final int MOST_NAMES = 6;

  /// Below so many words a passage tells little.
  private static final int SHORT = 30;

  /// From this share of common words on two passages say the same. Chosen by judgement.
  private static final double SAME_WORDS = 0.7;

  /// Between a name and this a definition begins.
  private static final String IS =
      "(?:is|are|means|refers to|describes|consists of|comprises|denotes|stands for"
          + "|(?:is|can be|was) (?:defined|understood|described) as)";

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Set<String> UNFINISHED =
      Stream.of(
              Lesson.Status.DRAFT,
              Lesson.Status.SUBMITTED,
              Lesson.Status.IN_REVIEW,
              Lesson.Status.RETURNED,
              Lesson.Status.SUPERSEDED,
              Lesson.Status.RETIRED)
          .map(Lesson.Status::code)
          .collect(Collectors.toSet());

  /// So many answers of the index are remembered; they hold some passages each.
  private static final int REMEMBERED = 600;

  private final SearchIndex index;
  private final Supplier<ConceptView> concepts;

  /// What could be read, before what is read already is left out: asked for twice by each plan that
  /// is made anew with what was learned of its length. As long as there is room for it.
  private final Map<Known, SoftReference<List<Candidate>>> memory = new ConcurrentHashMap<>();

  private record Known(
      long state,
      String vocabulary,
      Set<String> principals,
      String concept,
      SearchRequest.Kind kind,
      int limit) {}

  private record Candidate(Text text, double worth) {}

  public Materials(SearchIndex index, Supplier<ConceptView> concepts) {
    this.index = index;
    this.concepts = concepts;
  }

  /// @param item id
  /// @param passage of the item, from 0
  public record Place(String item, int passage) {}

  /// A passage as it stands in its item.
  ///
  /// @param mediaType of a document; empty for lessons
  /// @param heading above it, joined by ` › `; empty if there are none
  /// @param page from 1; 0 where there are none
  /// @param start first UTF-16 code unit in the item's text
  public record Text(
      Place place,
      SearchRequest.Kind kind,
      String title,
      String mediaType,
      String heading,
      int page,
      int start,
      String text) {
    public int end() {
      return start + text.length();
    }

    /// Parts between white space.
    public int words() {
      return text.isBlank() ? 0 : BLANKS.split(text.strip()).length;
    }
  }

  /// @param concept id
  /// @param passages at most so many, of documents, 0..20
  /// @param lessons at most so many, 0..20
  public record Wanted(String concept, int passages, int lessons) {
    public Wanted {
      if (passages < 0 || passages > MOST_WANTED || lessons < 0 || lessons > MOST_WANTED)
        throw new IllegalArgumentException(
            "0.." + MOST_WANTED + " are wanted, got " + passages + " and " + lessons);
    }
  }

  /// Best first; each from another item.
  public record Found(List<Text> passages, List<Text> lessons) {
    public Found {
      passages = List.copyOf(passages);
      lessons = List.copyOf(lessons);
    }
  }

  /// What is best read about these concepts, in their order. What reads like a definition comes
  /// first; no passage is there twice, nor one that says the same in nearly the same words. Lessons
  /// that are not published yet, or not any more, are left out.
  ///
  /// @param used passages that are read already
  /// @return as many as were wanted; of a concept that nobody knows nothing is found
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public List<Found> gather(List<Wanted> wanted, Collection<Place> used, Caller caller) {
    var now = concepts.get();
    try (var view = index.view()) {
      var gathering = new Gathering(view, now.version(), caller.principals(), used);
      return wanted.stream()
          .map(one ->
              now.byId(one.concept())
                  .map(concept -> gathering.about(concept, one))
                  .orElseGet(() -> new Found(List.of(), List.of())))
          .toList();
    }
  }

  /// The passages at these places, as far as they are there and the caller may see them.
  ///
  /// @throws IndexFailure of kind UNAVAILABLE if the index cannot be read
  public Map<Place, Text> at(Collection<Place> places, Caller caller) {
    var rounds = new ArrayList<LinkedHashMap<String, Integer>>();
    for (var place : new HashSet<>(places)) {
      var round = rounds.stream().filter(r -> !r.containsKey(place.item())).findFirst();
      if (round.isEmpty()) rounds.add(new LinkedHashMap<>());
      round.orElseGet(rounds::getLast).put(place.item(), place.passage());
    }
    Map<Place, Text> found = new HashMap<>();
    if (rounds.isEmpty()) return found;
    try (var view = index.view()) {
      for (var round : rounds)
        for (var shown :
            view.show(
                List.copyOf(round.keySet()), caller.principals(), new Query.Any(List.of()), round))
          text(shown)
              .filter(text -> places.contains(text.place()))
              .ifPresent(text -> found.put(text.place(), text));
    }
    return found;
  }

  /// The sentences of a text, in their order.
  public static List<String> sentences(String text) {
    return Sentences.of(text).stream()
        .map(range -> text.substring(range.start(), range.end()))
        .toList();
  }

  private static Optional<Text> text(SearchIndex.Shown shown) {
    return shown
        .best()
        .map(best ->
            new Text(
                new Place(shown.id(), best.ordinal()),
                shown.kind(),
                shown.title(),
                shown.values().getOrDefault("mediaType", List.of()).stream().findFirst().orElse(""),
                best.heading(),
                best.page(),
                best.start(),
                best.text()));
  }

  /// One reading of one state of the index.
  private final class Gathering {
    private final SearchIndex.View view;
    private final String vocabulary;
    private final Set<String> principals;
    private final Set<Place> used;
    private final List<Set<String>> said = new ArrayList<>();

    Gathering(
        SearchIndex.View view, String vocabulary, Set<String> principals, Collection<Place> used) {
      this.view = view;
      this.vocabulary = vocabulary;
      this.principals = principals;
      this.used = new HashSet<>(used);
    }

    Found about(Concept concept, Wanted wanted) {
      return new Found(
          best(concept, SearchRequest.Kind.DOCUMENT, wanted.passages()),
          best(concept, SearchRequest.Kind.LESSON, wanted.lessons()));
    }

    private List<Text> best(Concept concept, SearchRequest.Kind kind, int limit) {
      if (limit == 0) return List.of();
      var chosen = new ArrayList<Text>();
      for (var candidate : candidates(concept, kind, limit)) {
        if (chosen.size() == limit) break;
        var text = candidate.text();
        if (used.contains(text.place())) continue;
        var stems = Set.copyOf(view.stems(text.text()));
        if (!isNew(stems)) continue;
        said.add(stems);
        used.add(text.place());
        chosen.add(text);
      }
      return chosen;
    }

    private List<Candidate> candidates(Concept concept, SearchRequest.Kind kind, int limit) {
      var key = new Known(view.state(), vocabulary, principals, concept.id(), kind, limit);
      var known = memory.get(key);
      var before = known == null ? null : known.get();
      if (before != null) return before;
      var words = words(concept);
      var ids =
          view
              .find(
                  new SearchIndex.Question(
                      new Query.Any(List.of(new Query.About(Map.of(concept.id(), TAGGED)), words)),
                      principals,
                      Map.of("kind", only(kind)),
                      Plan.FIELD_WEIGHTS,
                      0,
                      SearchRequest.Sort.RELEVANCE,
                      0,
                      LOOKED_AT * limit + MORE,
                      List.of(),
                      false))
              .ranked()
              .stream()
              .map(SearchIndex.Ranked::id)
              .toList();
      var made = List.copyOf(candidates(concept, kind, view.show(ids, principals, words)));
      memory.keySet().removeIf(k -> k.state() != key.state());
      if (memory.size() >= REMEMBERED) memory.clear();
      memory.put(key, new SoftReference<>(made));
      return made;
    }

    private static Query only(SearchRequest.Kind kind) {
      var those = new Query.Value("kind", Set.of(Facets.code(kind)));
      return switch (kind) {
        case DOCUMENT, CONCEPT -> those;
        case LESSON ->
            new Query.All(List.of(those, new Query.Not(new Query.Value("status", UNFINISHED))));
      };
    }

    private static Query.Words words(Concept concept) {
      var label = concept.label();
      return new Query.Words(
          label,
          1,
          Comparison.names(concept).stream()
              .filter(name -> !name.equalsIgnoreCase(label))
              .limit(MOST_NAMES)
              .map(name -> new Query.Words.Other(label, name, 0.9))
              .toList());
    }

    /// Best first. A passage to read names the concept, or its headings do; a case need not.
    private List<Candidate> candidates(
        Concept concept, SearchRequest.Kind kind, List<SearchIndex.Shown> shown) {
      var names = Comparison.names(concept);
      var stemmed = names.stream().map(name -> Set.copyOf(view.stems(name))).toList();
      var defines = defines(names);
      var candidates = new ArrayList<Candidate>();
      int rank = 0;
      for (var one : shown) {
        double worth = 1 / (1 + 0.15 * rank++);
        var found = text(one);
        if (found.isEmpty()) continue;
        var text = found.get();
        var stems = Set.copyOf(view.stems(text.text()));
        var above = Set.copyOf(view.stems(text.title() + "\n" + text.heading()));
        boolean inText = has(stems, stemmed);
        boolean inHeading = has(above, stemmed);
        boolean tagged = one.tags().contains(concept.id());
        if (kind == SearchRequest.Kind.DOCUMENT ? !inText && !inHeading : !inText && !tagged)
          continue;
        if (defines.matcher(text.text()).find()) worth += 1.5;
        if (inHeading) worth += 0.5;
        if (tagged) worth += 0.5;
        if (!inText) worth -= 0.5;
        if (text.words() < SHORT) worth -= 0.7;
        if (!one.values().getOrDefault("readsAs", List.of()).isEmpty()) worth -= 2;
        candidates.add(new Candidate(text, worth));
      }
      candidates.sort(
          Comparator.comparingDouble(Candidate::worth)
              .reversed()
              .thenComparing(c -> c.text().place().item()));
      return candidates;
    }

    private static boolean has(Set<String> stems, List<Set<String>> names) {
      return names.stream().anyMatch(name -> !name.isEmpty() && stems.containsAll(name));
    }

    private static Pattern defines(List<String> names) {
      var any =
          names.stream()
              .map(name ->
                  Arrays.stream(BLANKS.split(name.strip()))
                      .map(Pattern::quote)
                      .collect(Collectors.joining("\\s+")))
              .collect(Collectors.joining("|"));
      return Pattern.compile(
          "(?:^|[.!?:\\n]\\s*|\\b(?:an?|the)\\s+)(?:"
              + any
              + ")s?(?:\\s+\\([^)]{1,20}\\))?\\s+"
              + IS
              + "\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private boolean isNew(Set<String> stems) {
      return said.stream().noneMatch(other -> Citable.same(stems, other, SAME_WORDS));
    }
  }
}
