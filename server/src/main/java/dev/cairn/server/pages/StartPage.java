package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page with the empty search box.
///
/// @param items how many lessons and documents there are, in words; empty where there are none
/// @param examples questions that find something
/// @param ways lists of ways in, each with counts
/// @param saved searches to do again
public record StartPage(
    Page page, String items, List<Choice> examples, List<Way> ways, List<Saved> saved) {
  private static final int VALUES = 8;

  /// Among so many concepts with the most items the telling ones are looked for.
  private static final int MOST_COUNTED = 120;

  /// Questions to try; a page offers those that find something.
  public static final List<String> QUESTIONS =
      List.of(
          "why do customers leave after a price rise",
          "control loop",
          "what to do when a storm cuts the lines",
          "onboarding of new managers",
          "customer experience management");

  public StartPage {
    examples = List.copyOf(examples);
    ways = List.copyOf(ways);
    saved = List.copyOf(saved);
  }

  /// @param mine whether the reader may remove it
  public record Saved(String id, String name, String href, boolean mine, boolean forEverybody) {}

  public record Way(String title, List<Choice> choices, Choice all) {
    public Way {
      choices = List.copyOf(choices);
    }
  }

  /// What has to be counted for this page: everything the caller may see.
  public static SearchRequest overview() {
    return SearchRequest.of("")
        .withMode(SearchRequest.Mode.LEXICAL)
        .withKinds(Set.of(SearchRequest.Kind.DOCUMENT, SearchRequest.Kind.LESSON))
        .sortedBy(SearchRequest.Sort.NEWEST)
        .counting(List.of("kind", "function", "lifecycle"))
        .withLimit(1);
  }

  /// @param all the answer to {@link #overview}
  /// @param questions those of {@link #QUESTIONS} that find something
  /// @param counts items per concept
  public static StartPage of(
      Answer all,
      List<String> questions,
      ConceptView concepts,
      Map<String, Long> counts,
      List<Saved> saved,
      Viewer viewer) {
    var ways = new ArrayList<Way>();
    add(
        ways,
        "By management function",
        "function",
        all.facets().getOrDefault("function", List.of()),
        concepts,
        Choice.of("All functions", Cards.href("management-function")));
    add(
        ways,
        "By stage of the customer's life",
        "lifecycle",
        all.facets().getOrDefault("lifecycle", List.of()),
        concepts,
        Choice.of("All stages", Cards.href("lifecycle-stage")));
    add(
        ways,
        "Written about most",
        "concept",
        telling(counts, concepts),
        concepts,
        Choice.of("All concepts", "/concepts"));
    return new StartPage(
        Page.of(viewer, "Search", Page.Section.SEARCH).with(List.of("search"), List.of()),
        items(all),
        questions.stream().map(q -> Choice.of(q, SearchAddress.words(q))).toList(),
        ways,
        saved);
  }

  public boolean empty() {
    return items.isEmpty();
  }

  /// Concepts that say something, with the most items first: not those whose items are mostly about
  /// something narrower, and not the ways to slice, which stand beside.
  private static List<Answer.FacetValue> telling(Map<String, Long> counts, ConceptView concepts) {
    var slices =
        concepts.slices().stream()
            .flatMap(s -> Stream.concat(Stream.of(s.root()), s.values().stream()))
            .collect(Collectors.toSet());
    return counts.entrySet().stream()
        .filter(e -> !slices.contains(e.getKey()))
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_COUNTED)
        .filter(e ->
            concepts.descendants(e.getKey()).stream()
                .noneMatch(d -> 2 * counts.getOrDefault(d, 0L) > e.getValue()))
        .map(e -> new Answer.FacetValue(e.getKey(), e.getKey(), e.getValue(), List.of()))
        .toList();
  }

  private static void add(
      List<Way> ways,
      String title,
      String facet,
      List<Answer.FacetValue> values,
      ConceptView concepts,
      Choice more) {
    var choices =
        values.stream()
            .filter(v -> v.count() > 0)
            .limit(VALUES)
            .map(v ->
                Choice.of(
                    concepts.find(v.value()).map(c -> c.label()).orElse(v.label()),
                    Address.of(SearchAddress.PATH).with(facet, v.value()),
                    v.count()))
            .toList();
    if (!choices.isEmpty()) ways.add(new Way(title, choices, more));
  }

  private static String items(Answer all) {
    var parts = new LinkedHashSet<String>();
    all.facets().getOrDefault("kind", List.of()).stream()
        .sorted(Comparator.comparing((Answer.FacetValue v) -> v.value()).reversed())
        .filter(v -> v.count() > 0 && !v.value().equals("concept"))
        .forEach(v -> parts.add(Words.count(v.count(), v.value(), v.value() + "s")));
    return Words.list(List.copyOf(parts));
  }
}
