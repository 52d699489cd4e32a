package dev.cairn.server.pages;

import dev.cairn.corpus.curation.SavedSearch;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Sort;
import dev.cairn.indexer.search.WhyNot;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the search page out of an answer.
public final class SearchPages {
  private static final Map<Sort, String> ORDERS = new LinkedHashMap<>();

  static {
    ORDERS.put(Sort.RELEVANCE, "best first");
    ORDERS.put(Sort.NEWEST, "newest first");
    ORDERS.put(Sort.OLDEST, "oldest first");
    ORDERS.put(Sort.TITLE, "by title");
  }

  private SearchPages() {}

  /// What a search page wants counted.
  public static List<String> facets() {
    return Facets.names();
  }

  /// @param counts items per concept, for the cards
  public static SearchPage of(
      SearchRequest request,
      Answer answer,
      ConceptView concepts,
      Map<String, Long> counts,
      Viewer viewer) {
    return of(request, answer, concepts, counts, Optional.empty(), "", viewer);
  }

  /// @param counts items per concept, for the cards
  /// @param whyNot what is to be said of an item that was missed
  /// @param noted id of the item of which the reader has just said whether it was needed
  public static SearchPage of(
      SearchRequest request,
      Answer answer,
      ConceptView concepts,
      Map<String, Long> counts,
      Optional<WhyNot.Verdict> whyNot,
      String noted,
      Viewer viewer) {
    return of(request, answer, concepts, counts, whyNot, noted, viewer, Page.Section.SEARCH);
  }

  /// All lessons, as a search for everything of that kind.
  public static SearchPage lessons(
      SearchRequest request,
      Answer answer,
      ConceptView concepts,
      Map<String, Long> counts,
      Viewer viewer) {
    return of(
        request, answer, concepts, counts, Optional.empty(), "", viewer, Page.Section.LESSONS);
  }

  private static SearchPage of(
      SearchRequest request,
      Answer answer,
      ConceptView concepts,
      Map<String, Long> counts,
      Optional<WhyNot.Verdict> whyNot,
      String noted,
      Viewer viewer,
      Page.Section section) {
    var address = SearchAddress.of(request);
    var facets = new Facets(concepts, address);
    var text = request.text().strip();
    var chips =
        section == Page.Section.LESSONS ? List.<SearchPage.Chip>of() : facets.chips(request);
    var title = section == Page.Section.LESSONS ? "Lessons" : text.isEmpty() ? "Search" : text;
    boolean about = namesWhole(answer);
    return new SearchPage(
        Page.of(viewer, title, section)
            .asking(request.text())
            .with(List.of("search"), List.of("search.js", "answer.js")),
        heading(request, answer, about, section),
        about ? List.of() : meant(answer),
        answer.didYouMean().map(q -> Choice.of(q, address.set("q", q))),
        chips,
        chips.isEmpty() ? "" : facets.clear().toString(),
        shortAnswer(request, answer, section),
        answer.total() > 1 ? orders(request, address) : List.of(),
        facets.of(answer),
        Hits.of(
            answer,
            concepts,
            request.sort() == Sort.RELEVANCE,
            request.text().isBlank()
                ? Optional.empty()
                : Optional.of(
                    new Hits.Judging(
                        SearchAddress.code(answer.mode()),
                        request.cursor().isPresent(),
                        noted,
                        viewer.signedIn()))),
        section == Page.Section.LESSONS || answer.total() == 0 ? "" : table(address),
        request.cursor().isPresent()
            ? List.of()
            : Cards.named(text, answer.recognised(), concepts).stream()
                .map(c -> Cards.of(c, concepts, counts.getOrDefault(c.id(), 0L)))
                .toList(),
        answer.notices().stream().map(Answer.Notice::text).toList(),
        request.cursor().isPresent() ? address.toString() : "",
        answer.next().map(next -> address.with("cursor", next).toString()).orElse(""),
        section == Page.Section.LESSONS
            ? Optional.empty()
            : Optional.of(save(address, text, chips, noted)),
        section == Page.Section.LESSONS ? Optional.empty() : Optional.of(missing(address, whyNot)),
        answer.total() > 0
            ? Optional.empty()
            : Optional.of(
                new SearchPage.Nothing(
                    counts.isEmpty() || section == Page.Section.LESSONS,
                    tips(request, facets, chips),
                    nearest(concepts, text))));
  }

  private static SearchPage.Save save(
      Address address, String text, List<SearchPage.Chip> chips, String noted) {
    var filters = Words.list(chips.stream().map(SearchPage.Chip::label).toList());
    var name = text.isEmpty() ? filters : filters.isEmpty() ? text : text + ", " + filters;
    return new SearchPage.Save(
        new Address("", address.without("limit").choices(), "").toString(),
        name.length() > SavedSearch.LONGEST_NAME
            ? name.substring(0, SavedSearch.LONGEST_NAME)
            : name,
        noted.equals("saved"));
  }

  private static SearchPage.Missing missing(Address address, Optional<WhyNot.Verdict> whyNot) {
    return new SearchPage.Missing(
        address.choices(),
        whyNot.map(WhyNot.Verdict::id).orElse(""),
        whyNot.map(v -> v.reasons().stream().map(WhyNot.Reason::text).toList()).orElse(List.of()));
  }

  private static Optional<SearchPage.Short> shortAnswer(
      SearchRequest request, Answer answer, Page.Section section) {
    if (section == Page.Section.LESSONS
        || request.text().isBlank()
        || request.cursor().isPresent()
        || answer.total() == 0) return Optional.empty();
    return Optional.of(
        new SearchPage.Short(
            AnswerPages.address(request).toString(), AnswerPages.readsAsQuestion(request.text())));
  }

  private static String table(Address address) {
    return new Address("/api/search.csv", address.without("limit").choices(), "").toString();
  }

  /// Whether the question is the name of a concept and hardly more.
  private static boolean namesWhole(Answer answer) {
    int named =
        answer.recognised().stream().mapToInt(r -> r.matched().strip().length()).max().orElse(0);
    return named > 0 && named >= answer.text().strip().length();
  }

  private static List<Segment> heading(
      SearchRequest request, Answer answer, boolean about, Page.Section section) {
    var text = request.text().strip();
    var one = new ArrayList<Segment>();
    var what =
        request.kinds().size() == 1
            ? Words.kind(request.kinds().iterator().next()).toLowerCase(Locale.ROOT)
            : "item";
    one.add(
        Segment.marked(
            answer.total() == 0
                ? section == Page.Section.LESSONS ? "No lessons yet" : "Nothing found"
                : Words.count(answer.total(), what, what + "s")));
    if (about) {
      one.add(Segment.plain(" about "));
      one.add(
          Segment.marked(
              Words.list(answer.recognised().stream().limit(1).map(r -> r.label()).toList())));
    } else if (!text.isEmpty()) {
      one.add(Segment.plain(" for "));
      one.add(Segment.marked("“" + text + "”"));
    } else if (section == Page.Section.SEARCH && answer.total() > 0) {
      one.add(Segment.plain(" within the filters"));
    }
    if (answer.total() > 1)
      one.add(Segment.plain(", " + ORDERS.getOrDefault(request.sort(), "in order")));
    return one;
  }

  private static List<Choice> meant(Answer answer) {
    return answer.recognised().stream()
        .collect(Collectors.toMap(r -> r.id(), r -> r, (a, _) -> a, LinkedHashMap::new))
        .values()
        .stream()
        .limit(4)
        .map(r -> Choice.of(r.label(), "/concepts/" + Address.encode(r.id())))
        .toList();
  }

  private static List<Choice> orders(SearchRequest request, Address address) {
    var all = new ArrayList<Choice>();
    ORDERS.forEach((sort, words) -> {
      if (sort == Sort.RELEVANCE && request.text().isBlank()) return;
      var target = address.without("sort");
      if (sort != Sort.RELEVANCE) target = target.with("sort", SearchAddress.code(sort));
      all.add(
          new Choice(
              Character.toUpperCase(words.charAt(0)) + words.substring(1),
              target.toString(),
              "",
              sort == request.sort()));
    });
    return all;
  }

  private static List<String> tips(
      SearchRequest request, Facets facets, List<SearchPage.Chip> chips) {
    var tips = new ArrayList<String>();
    var text = request.text();
    if (!chips.isEmpty())
      tips.add(
          "Take filters away: " + (chips.size() == 1 ? "one is" : chips.size() + " are") + " on.");
    if (text.contains("\""))
      tips.add("Words in quotation marks must stand side by side; try without them.");
    if (text.matches("(?s)(.*\\s)?-\\S.*"))
      tips.add("A word after a minus sign is left out; try without it.");
    if (text.strip().split("\\s+").length > 4)
      tips.add("Try fewer words: the two or three that matter most.");
    tips.add("Check the spelling, or say it in other words.");
    return tips;
  }

  private static List<Choice> nearest(ConceptView concepts, String text) {
    return Nearest.concepts(concepts, text, 6).stream()
        .map(c -> Choice.of(c.label(), "/concepts/" + Address.encode(c.id())))
        .toList();
  }
}
