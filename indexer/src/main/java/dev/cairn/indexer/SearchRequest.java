package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What somebody wants to find. Valid by construction: names and values were checked.
///
/// @param text what the person typed, may be empty
/// @param mode how to search
/// @param kinds kinds of hit, empty: documents and lessons
/// @param concepts ids of concepts the item must be about, any of them
/// @param exact whether what is narrower than `concepts` is left out
/// @param also ids of concepts the item must be about too, each of them; what is narrower counts
/// @param without ids of concepts the item must not be about, nor about what is narrower
/// @param slices `function`, `channel`, `touchpoint`, `lifecycle` → ids, any of them
/// @param filters `author`, `organisation`, `language`, `mediaType`, `status`, `offers` (`advice`,
///   `bestPractice`: of lessons), `tag` → values, any of them
/// @param facets names to count, in this order; any of {@link #FACETS}
/// @param limit hits on a page, 1..100
/// @param cursor where a former answer ended
/// @param language of who asks, ISO 639: words are found in its forms too; empty: in English ones
public record SearchRequest(
    String text,
    Mode mode,
    Set<Kind> kinds,
    List<String> concepts,
    boolean exact,
    List<String> also,
    List<String> without,
    Map<String, List<String>> slices,
    Map<String, List<String>> filters,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Sort sort,
    List<String> facets,
    boolean explain,
    int limit,
    Optional<String> cursor,
    Optional<String> language) {

  /// What may be counted.
  public static final List<String> FACETS =
      List.of(
          "kind",
          "function",
          "channel",
          "touchpoint",
          "lifecycle",
          "concept",
          "author",
          "organisation",
          "language",
          "mediaType",
          "status",
          "offers",
          "tag",
          "year");

  /// Names of `slices`.
  public static final List<String> SLICES =
      List.of("function", "channel", "touchpoint", "lifecycle");

  /// Names of `filters`.
  public static final List<String> FILTERS =
      List.of("author", "organisation", "language", "mediaType", "status", "offers", "tag");

  /// By words, by meaning, or both.
  public enum Mode {
    HYBRID,
    LEXICAL,
    SEMANTIC
  }

  /// What a hit may be.
  public enum Kind {
    DOCUMENT,
    LESSON,
    CONCEPT
  }

  /// What comes first.
  public enum Sort {
    RELEVANCE,
    NEWEST,
    OLDEST,
    RATING,
    REUSE,
    TITLE
  }

  public SearchRequest {
    kinds = Set.copyOf(kinds);
    concepts = List.copyOf(concepts);
    also = List.copyOf(also);
    without = List.copyOf(without);
    slices = Map.copyOf(slices);
    filters = Map.copyOf(filters);
    facets = List.copyOf(facets);
    if (limit < 1 || limit > 100)
      throw new IllegalArgumentException("limit must be 1..100, got " + limit);
    for (var facet : facets)
      if (!FACETS.contains(facet)) throw new IllegalArgumentException("no facet: " + facet);
    for (var slice : slices.keySet())
      if (!SLICES.contains(slice)) throw new IllegalArgumentException("no slice: " + slice);
    for (var filter : filters.keySet())
      if (!FILTERS.contains(filter)) throw new IllegalArgumentException("no filter: " + filter);
  }

  /// Words and defaults for all else: hybrid, documents and lessons, the ten most relevant.
  public static SearchRequest of(String text) {
    return new SearchRequest(
        text,
        Mode.HYBRID,
        Set.of(),
        List.of(),
        false,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Sort.RELEVANCE,
        List.of(),
        false,
        10,
        Optional.empty(),
        Optional.empty());
  }

  public SearchRequest withMode(Mode newMode) {
    return with(draft -> draft.mode = newMode);
  }

  public SearchRequest withKinds(Set<Kind> newKinds) {
    return with(draft -> draft.kinds = newKinds);
  }

  /// @param exactly whether what is narrower is left out
  public SearchRequest withConcepts(List<String> newConcepts, boolean exactly) {
    return with(draft -> {
      draft.concepts = newConcepts;
      draft.exact = exactly;
    });
  }

  /// Only what is about these, too.
  public SearchRequest alsoAbout(List<String> others) {
    return with(draft -> draft.also = others);
  }

  /// Only what is not about any of these.
  public SearchRequest notAbout(List<String> others) {
    return with(draft -> draft.without = others);
  }

  public SearchRequest withSlices(Map<String, List<String>> newSlices) {
    return with(draft -> draft.slices = newSlices);
  }

  public SearchRequest withFilters(Map<String, List<String>> newFilters) {
    return with(draft -> draft.filters = newFilters);
  }

  public SearchRequest withDates(Optional<LocalDate> newFrom, Optional<LocalDate> newTo) {
    return with(draft -> {
      draft.from = newFrom;
      draft.to = newTo;
    });
  }

  public SearchRequest sortedBy(Sort newSort) {
    return with(draft -> draft.sort = newSort);
  }

  public SearchRequest withLimit(int newLimit) {
    return with(draft -> draft.limit = newLimit);
  }

  public SearchRequest withCursor(String newCursor) {
    return with(draft -> draft.cursor = Optional.of(newCursor));
  }

  /// From its first page.
  public SearchRequest fromStart() {
    return with(draft -> draft.cursor = Optional.empty());
  }

  public SearchRequest explained() {
    return with(draft -> draft.explain = true);
  }

  public SearchRequest counting(List<String> newFacets) {
    return with(draft -> draft.facets = newFacets);
  }

  public SearchRequest speaking(Optional<String> newLanguage) {
    return with(draft -> draft.language = newLanguage);
  }

  private SearchRequest with(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.made();
  }

  /// A request while it is changed.
  private static final class Draft {
    private final String text;
    private Mode mode;
    private Set<Kind> kinds;
    private List<String> concepts;
    private boolean exact;
    private List<String> also;
    private List<String> without;
    private Map<String, List<String>> slices;
    private Map<String, List<String>> filters;
    private Optional<LocalDate> from;
    private Optional<LocalDate> to;
    private Sort sort;
    private List<String> facets;
    private boolean explain;
    private int limit;
    private Optional<String> cursor;
    private Optional<String> language;

    Draft(SearchRequest request) {
      text = request.text;
      mode = request.mode;
      kinds = request.kinds;
      concepts = request.concepts;
      exact = request.exact;
      also = request.also;
      without = request.without;
      slices = request.slices;
      filters = request.filters;
      from = request.from;
      to = request.to;
      sort = request.sort;
      facets = request.facets;
      explain = request.explain;
      limit = request.limit;
      cursor = request.cursor;
      language = request.language;
    }

    SearchRequest made() {
      return new SearchRequest(
          text, mode, kinds, concepts, exact, also, without, slices, filters, from, to, sort,
          facets, explain, limit, cursor, language);
    }
  }
}
