package dev.cairn.indexer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody wants to find. Valid by construction: names and values were checked.
///
/// @param text what the person typed, may be empty
/// @param mode how to search
/// @param kinds kinds of hit, empty: documents and lessons
/// @param concepts ids of concepts the item must be about, any of them
/// @param exact whether what is narrower than `concepts` is left out
/// @param slices `function`, `channel`, `touchpoint`, `lifecycle` → ids, any of them
/// @param filters `author`, `organisation`, `language`, `mediaType`, `status`, `tag` → values, any
///   of them
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
          "tag",
          "year");

  /// Names of `slices`.
  public static final List<String> SLICES =
      List.of("function", "channel", "touchpoint", "lifecycle");

  /// Names of `filters`.
  public static final List<String> FILTERS =
      List.of("author", "organisation", "language", "mediaType", "status", "tag");

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

  /// Asked in English.
  public SearchRequest(
      String text,
      Mode mode,
      Set<Kind> kinds,
      List<String> concepts,
      boolean exact,
      Map<String, List<String>> slices,
      Map<String, List<String>> filters,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      Sort sort,
      List<String> facets,
      boolean explain,
      int limit,
      Optional<String> cursor) {
    this(
        text,
        mode,
        kinds,
        concepts,
        exact,
        slices,
        filters,
        from,
        to,
        sort,
        facets,
        explain,
        limit,
        cursor,
        Optional.empty());
  }

  /// Words and defaults for all else.
  public static SearchRequest of(String text) {
    return new SearchRequest(
        text,
        Mode.HYBRID,
        Set.of(),
        List.of(),
        false,
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Sort.RELEVANCE,
        List.of(),
        false,
        10,
        Optional.empty());
  }

  public SearchRequest withLimit(int newLimit) {
    return new SearchRequest(
        text, mode, kinds, concepts, exact, slices, filters, from, to, sort, facets, explain,
        newLimit, cursor, language);
  }

  public SearchRequest withCursor(String newCursor) {
    return new SearchRequest(
        text,
        mode,
        kinds,
        concepts,
        exact,
        slices,
        filters,
        from,
        to,
        sort,
        facets,
        explain,
        limit,
        Optional.of(newCursor),
        language);
  }

  /// From its first page.
  public SearchRequest fromStart() {
    return new SearchRequest(
        text,
        mode,
        kinds,
        concepts,
        exact,
        slices,
        filters,
        from,
        to,
        sort,
        facets,
        explain,
        limit,
        Optional.empty());
  }

  public SearchRequest explained() {
    return new SearchRequest(
        text, mode, kinds, concepts, exact, slices, filters, from, to, sort, facets, true, limit,
        cursor, language);
  }

  public SearchRequest counting(List<String> newFacets) {
    return new SearchRequest(
        text, mode, kinds, concepts, exact, slices, filters, from, to, sort, newFacets, explain,
        limit, cursor, language);
  }

  public SearchRequest speaking(Optional<String> newLanguage) {
    return new SearchRequest(
        text,
        mode,
        kinds,
        concepts,
        exact,
        slices,
        filters,
        from,
        to,
        sort,
        facets,
        explain,
        limit,
        cursor,
        newLanguage);
  }
}
