package dev.cairn.server.http;

import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the parameters of a search, for the interface and for the pages alike.
final class SearchRequests {
  private SearchRequests() {}

  /// The item that somebody misses, by its id or by the address of its page.
  static Optional<String> missed(Params params) {
    return params
        .text(WHY_NOT)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(SearchRequests::itemId);
  }

  /// What stands at the place of the id in the address of an item's page; an id is itself.
  static String itemId(String idOrAddress) {
    return idOrAddress
        .strip()
        .replaceFirst("^.*/(?:documents|lessons|items)/", "")
        .replaceFirst("[/?#].*$", "");
  }

  private static final String WHY_NOT = "whyNot";

  /// What `GET /api/search` takes.
  static final List<Route.Parameter> PARAMETERS = parameters();

  /// What `GET /api/search.csv` takes: one list, without pages, facets and reasons.
  static final List<Route.Parameter> LIST_PARAMETERS =
      PARAMETERS.stream()
          .filter(p -> !List.of("facets", "explain", "limit", "cursor", WHY_NOT).contains(p.name()))
          .toList();

  /// What `GET /api/answer` takes: what is asked, and what is left out.
  static final List<Route.Parameter> ANSWER_PARAMETERS =
      LIST_PARAMETERS.stream().filter(p -> !p.name().equals("sort")).toList();

  /// @throws Refusal 400 naming the parameter and value that cannot be used
  static SearchRequest from(Params params, ConceptView concepts) {
    var from = params.date("from");
    var to = params.date("to");
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get()))
      throw Refusal.badParameter("to", "'to' lies before 'from'.");
    Map<String, List<String>> slices = new LinkedHashMap<>();
    for (var slice : concepts.slices()) {
      var values = concepts(params, slice.name(), concepts);
      if (!values.isEmpty()) slices.put(slice.name(), values);
    }
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (var name : SearchRequest.FILTERS) {
      var values = params.texts(name);
      if (!values.isEmpty()) filters.put(name, values);
    }
    var kinds = EnumSet.noneOf(SearchRequest.Kind.class);
    kinds.addAll(params.choices("kind", SearchRequest.Kind.class));
    return new SearchRequest(
        params.text("q").orElse("").strip(),
        params.choice("mode", SearchRequest.Mode.class).orElse(SearchRequest.Mode.HYBRID),
        kinds,
        concepts(params, "concept", concepts),
        params.flag("exact"),
        concepts(params, "also", concepts),
        concepts(params, "without", concepts),
        slices,
        filters,
        from,
        to,
        params.choice("sort", SearchRequest.Sort.class).orElse(SearchRequest.Sort.RELEVANCE),
        facets(params),
        params.flag("explain"),
        params.number("limit", 10, 1, 100),
        params.text("cursor").filter(c -> !c.isBlank()),
        params.language());
  }

  private static List<String> concepts(Params params, String name, ConceptView concepts) {
    return params.texts(name).stream()
        .map(value ->
            concepts
                .find(value)
                .orElseThrow(() ->
                    Refusal.badParameter(
                        name, "There is no concept '" + value + "' for '" + name + "'."))
                .id())
        .toList();
  }

  private static List<String> facets(Params params) {
    var asked = params.text("facets");
    if (asked.isEmpty()) return SearchRequest.FACETS;
    var names = new ArrayList<String>();
    for (var part : asked.get().split(",")) {
      var name = part.strip();
      if (name.isEmpty() || name.equals("none")) continue;
      if (!SearchRequest.FACETS.contains(name))
        throw Refusal.badParameter(
            "facets",
            "There is no facet '%s'; there are %s."
                .formatted(name, String.join(", ", SearchRequest.FACETS)));
      if (!names.contains(name)) names.add(name);
    }
    return names;
  }

  private static List<Route.Parameter> parameters() {
    var all = new ArrayList<Route.Parameter>();
    all.add(
        Route.text(
            "q",
            "What is looked for: words, \"a phrase\", -without, title:, author:, OR. May be empty"
                + " when a filter is given."));
    all.add(
        Route.choice(
            "mode",
            false,
            Params.codes(SearchRequest.Mode.class),
            "By words and meaning (default), by words, or by meaning."));
    all.add(
        Route.choice(
            "kind",
            true,
            Params.codes(SearchRequest.Kind.class),
            "Kinds of hit; documents and lessons unless named."));
    all.add(Route.texts("concept", "Id or IRI of a concept; what is narrower counts too."));
    all.add(Route.flag("exact", "Leave out what is narrower than the concepts."));
    all.add(Route.texts("also", "Concept that the items must be about too; several: all of them."));
    all.add(
        Route.texts("without", "Concept that the items must not be about; several: none of them."));
    for (var slice : SearchRequest.SLICES)
      all.add(Route.texts(slice, "Concept of the slice '" + slice + "'."));
    for (var filter : SearchRequest.FILTERS)
      all.add(Route.texts(filter, "Only items with this value; several: any of them."));
    all.add(Route.date("from", "Dated on this day or later."));
    all.add(Route.date("to", "Dated on this day or earlier."));
    all.add(
        Route.choice("sort", false, Params.codes(SearchRequest.Sort.class), "What comes first."));
    all.add(
        Route.text(
            "facets",
            "Names to count, separated by commas, or 'none': "
                + String.join(", ", SearchRequest.FACETS)
                + "."));
    all.add(Route.flag("explain", "Say why each hit is there."));
    all.add(
        Route.text(
            WHY_NOT,
            "Id or address of an item: say at which rank it is, or why it is not among the hits."));
    all.add(Route.integer("limit", "Hits on a page, 1 to 100, 10 unless said."));
    all.add(Route.text("cursor", "Where the former page ended."));
    return List.copyOf(all);
  }
}
