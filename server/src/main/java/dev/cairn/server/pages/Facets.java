package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The filters beside the results, and the ones that are on.
final class Facets {
  /// How many values of one facet are shown at once.
  private static final int AT_ONCE = 6;

  private static final Map<String, String> TITLES = new LinkedHashMap<>();
  private static final Set<String> OPEN =
      Set.of("kind", "function", "lifecycle", "channel", "touchpoint");

  static {
    TITLES.put("kind", "Kind");
    TITLES.put("function", "Management function");
    TITLES.put("lifecycle", "Lifecycle stage");
    TITLES.put("channel", "Channel");
    TITLES.put("touchpoint", "Touchpoint");
    TITLES.put("concept", "Concept");
    TITLES.put("year", "Year");
    TITLES.put("status", "Status of the lesson");
    TITLES.put("offers", "What the lesson offers");
    TITLES.put("organisation", "Organisation");
    TITLES.put("author", "Author");
    TITLES.put("mediaType", "Type of file");
    TITLES.put("language", "Language");
    TITLES.put("tag", "Keyword");
  }

  private final ConceptView concepts;
  private final Address address;

  Facets(ConceptView concepts, Address address) {
    this.concepts = concepts;
    this.address = address;
  }

  /// What the page asks to be counted, in the order in which it is shown.
  static List<String> names() {
    return List.copyOf(TITLES.keySet());
  }

  List<SearchPage.Facet> of(Answer answer) {
    var all = new ArrayList<SearchPage.Facet>();
    TITLES.forEach((name, title) -> {
      var values =
          answer.facets().getOrDefault(name, List.of()).stream()
              .map(value -> value(name, value))
              .toList();
      boolean chosen = values.stream().anyMatch(Facets::anyOn);
      if (values.size() < 2 && !chosen) return;
      int shown = Math.min(values.size(), values.size() <= AT_ONCE + 2 ? AT_ONCE + 2 : AT_ONCE);
      all.add(
          new SearchPage.Facet(
              title,
              values.subList(0, shown),
              values.subList(shown, values.size()),
              !OPEN.contains(name) && !chosen,
              chosen));
    });
    return all;
  }

  private static boolean anyOn(SearchPage.Facet.Value value) {
    return value.on() || value.children().stream().anyMatch(Facets::anyOn);
  }

  private SearchPage.Facet.Value value(String name, Answer.FacetValue value) {
    final boolean on;
    Address target;
    if (name.equals("year")) {
      var from = value.value() + "-01-01";
      var to = value.value() + "-12-31";
      on = address.has("from", from) && address.has("to", to);
      var rest = address.without("from").without("to");
      target = on ? rest : rest.with("from", from).with("to", to);
    } else {
      on = address.has(name, value.value());
      target = on ? address.without(name, value.value()) : address.with(name, value.value());
    }
    return new SearchPage.Facet.Value(
        label(name, value.value(), value.label()),
        Words.number(value.count()),
        target.toString(),
        on,
        // Finer values appear where a coarser one is chosen; before, they would only be noise.
        value.children().stream()
            .map(child -> value(name, child))
            .filter(child -> on || anyOn(child))
            .toList());
  }

  List<SearchPage.Chip> chips(SearchRequest request) {
    var all = new ArrayList<SearchPage.Chip>();
    for (var choice : address.choices()) {
      var name = choice.name();
      if (name.equals("also") || name.equals("without")) {
        var label = concepts.find(choice.value()).map(Concept::label).orElse(choice.value());
        all.add(
            new SearchPage.Chip(
                "Concept",
                name.equals("also") ? "also " + label : "not " + label,
                address.without(name, choice.value()).toString()));
      }
      if (!TITLES.containsKey(name)) continue;
      all.add(
          new SearchPage.Chip(
              TITLES.getOrDefault(name, name),
              label(name, choice.value(), choice.value()),
              address.without(name, choice.value()).toString()));
    }
    if (request.exact() && !request.concepts().isEmpty())
      all.add(
          new SearchPage.Chip(
              "Concept", "without narrower ones", address.without("exact").toString()));
    if (request.from().isPresent() || request.to().isPresent())
      all.add(
          new SearchPage.Chip(
              "Date", dates(request), address.without("from").without("to").toString()));
    return all;
  }

  /// The address with no filter on.
  Address clear() {
    var clear =
        address.without("exact").without("from").without("to").without("also").without("without");
    for (var name : TITLES.keySet()) clear = clear.without(name);
    return clear;
  }

  private static String dates(SearchRequest request) {
    var from = request.from();
    var to = request.to();
    if (from.isPresent() && to.isPresent()) {
      boolean year =
          from.get().getDayOfYear() == 1 && to.get().equals(from.get().plusYears(1).minusDays(1));
      return year
          ? "" + from.get().getYear()
          : Words.day(from.get()) + " to " + Words.day(to.get());
    }
    return from.map(d -> "since " + Words.day(d))
        .or(() -> to.map(d -> "up to " + Words.day(d)))
        .orElse("");
  }

  private String label(String name, String value, String given) {
    return switch (name) {
      case "kind" ->
          dev.cairn.corpus.Lesson.fromCode(SearchRequest.Kind.class, value)
              .map(Words::kinds)
              .orElse(given);
      case "offers" -> value.equals("bestPractice") ? "Best practice" : capital(given);
      case "status" -> capital(Words.status(value));
      case "mediaType" -> Words.mediaType(value);
      case "language" -> Words.language(value);
      case "function", "lifecycle", "channel", "touchpoint", "concept" ->
          concepts.find(value).map(Concept::label).orElse(given);
      default -> given;
    };
  }

  private static String capital(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
