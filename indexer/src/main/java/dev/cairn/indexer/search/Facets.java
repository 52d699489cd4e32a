package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.FacetValue;
import dev.cairn.indexer.SearchIndex.Facet;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is counted for each name, and how the counts are shown: with labels, in a sensible order,
/// with finer values beneath.
final class Facets {
  private static final int MOST_VALUES = 30;
  private static final int MOST_CONCEPTS = 20;
  private static final int MOST_CHILDREN = 10;
  private static final int ALL = Integer.MAX_VALUE;

  private static final Map<String, String> MEDIA =
      Map.ofEntries(
          Map.entry("application/pdf", "PDF"),
          Map.entry("application/msword", "Word"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
          Map.entry("application/vnd.ms-excel", "Excel"),
          Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
          Map.entry("application/vnd.ms-powerpoint", "PowerPoint"),
          Map.entry(
              "application/vnd.openxmlformats-officedocument.presentationml.presentation",
              "PowerPoint"),
          Map.entry("application/vnd.oasis.opendocument.text", "OpenDocument text"),
          Map.entry("application/rtf", "Rich text"),
          Map.entry("application/epub+zip", "EPUB"),
          Map.entry("message/rfc822", "E-mail"),
          Map.entry("text/html", "Web page"),
          Map.entry("application/xhtml+xml", "Web page"),
          Map.entry("text/markdown", "Markdown"),
          Map.entry("text/x-web-markdown", "Markdown"),
          Map.entry("text/csv", "CSV"),
          Map.entry("text/plain", "Plain text"));

  /// As the value `kind` of an entry.
  static String code(SearchRequest.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private final ConceptView view;
  private final Ancestors ancestors;
  private final boolean exact;

  /// @param exact whether what is narrower than a concept does not count for it
  Facets(ConceptView view, Ancestors ancestors, boolean exact) {
    this.view = view;
    this.ancestors = ancestors;
    this.exact = exact;
  }

  /// What the index is to count under this name.
  ///
  /// @param name one of {@link SearchRequest#FACETS}
  Facet counted(String name) {
    if (SearchRequest.SLICES.contains(name))
      return new Facet(name, "concept", exact ? ofValues(name) : ofSlice(name), ALL);
    return switch (name) {
      case "concept" -> new Facet(name, name, exact ? Map.of() : ancestors.of(view), ALL);
      case "year" -> new Facet(name, name, Map.of(), ALL);
      default -> new Facet(name, name, Map.of(), MOST_VALUES);
    };
  }

  private List<String> valuesOf(String slice) {
    return view.slices().stream()
        .filter(s -> s.name().equals(slice))
        .flatMap(s -> s.values().stream())
        .toList();
  }

  private Map<String, List<String>> ofValues(String slice) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    valuesOf(slice).forEach(value -> groups.put(value, List.of(value)));
    return groups.isEmpty() ? NOTHING : groups;
  }

  /// No concept counts: an empty map would count each under its own name.
  private static final Map<String, List<String>> NOTHING = Map.of("", List.of());

  /// What lies below a value counts for it, and for the value's child above it.
  private Map<String, List<String>> ofSlice(String slice) {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (var value : valuesOf(slice)) {
      countBelow(value, groups);
      childrenOf(value).forEach(child -> countBelow(child, groups));
    }
    if (groups.isEmpty()) return NOTHING;
    Map<String, List<String>> lists = new LinkedHashMap<>();
    groups.forEach((concept, names) -> lists.put(concept, List.copyOf(names)));
    return lists;
  }

  private void countBelow(String name, Map<String, Set<String>> groups) {
    groups.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(name);
    for (var below : view.descendants(name))
      groups.computeIfAbsent(below, _ -> new LinkedHashSet<>()).add(name);
  }

  private List<String> childrenOf(String concept) {
    return view.byId(concept).map(Concept::narrower).orElse(List.of());
  }

  /// How the counts are shown.
  List<FacetValue> shown(String name, Map<String, Long> counts) {
    if (SearchRequest.SLICES.contains(name))
      return valuesOf(name).stream()
          .filter(counts::containsKey)
          .map(value -> concept(value, counts))
          .toList();
    return switch (name) {
      case "concept" ->
          counts.keySet().stream()
              .filter(id -> view.byId(id).isPresent())
              .limit(MOST_CONCEPTS)
              .map(id -> concept(id, counts))
              .toList();
      case "year" ->
          counts.keySet().stream()
              .sorted(Comparator.comparingInt((String year) -> Integer.parseInt(year)).reversed())
              .map(year -> plain(year, year, counts))
              .toList();
      default ->
          counts.keySet().stream().map(value -> plain(value, label(name, value), counts)).toList();
    };
  }

  private FacetValue concept(String id, Map<String, Long> counts) {
    var children =
        exact
            ? List.<FacetValue>of()
            : childrenOf(id).stream()
                .distinct()
                .filter(child -> counts.getOrDefault(child, 0L) > 0)
                .map(child -> plain(child, label(child), counts))
                .sorted(
                    Comparator.comparingLong(FacetValue::count)
                        .reversed()
                        .thenComparing(FacetValue::label))
                .limit(MOST_CHILDREN)
                .toList();
    return new FacetValue(id, label(id), counts.getOrDefault(id, 0L), children);
  }

  private static FacetValue plain(String value, String label, Map<String, Long> counts) {
    return new FacetValue(value, label, counts.getOrDefault(value, 0L), List.of());
  }

  private String label(String concept) {
    return view.byId(concept).map(Concept::label).orElse(concept);
  }

  private static String label(String name, String value) {
    return switch (name) {
      case "kind", "status", "offers" -> words(value);
      case "language" -> {
        var language = Locale.forLanguageTag(value).getDisplayName(Locale.ENGLISH);
        yield language.isEmpty() ? value : language;
      }
      case "mediaType" -> MEDIA.getOrDefault(value, value);
      default -> value;
    };
  }

  /// `inReview` → `In review`
  private static String words(String code) {
    var words = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (i == 0) words.append(Character.toUpperCase(c));
      else if (Character.isUpperCase(c)) words.append(' ').append(Character.toLowerCase(c));
      else words.append(c);
    }
    return words.toString();
  }
}
