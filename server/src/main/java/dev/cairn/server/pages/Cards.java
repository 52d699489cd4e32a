package dev.cairn.server.pages;

import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Concepts in a few lines, and their relations in words.
final class Cards {
  private static final int ROWS = 5;
  private static final int TARGETS = 4;

  private Cards() {}

  static SearchPage.Card of(Concept concept, ConceptView view, long items) {
    var rows =
        relations(concept, view).stream()
            .limit(ROWS)
            .map(row ->
                new SearchPage.Card.Row(
                    row.words(), row.targets().stream().limit(TARGETS).toList()))
            .toList();
    return new SearchPage.Card(
        concept.label(),
        href(concept.id()),
        concept.definition().orElse(""),
        rows,
        items == 0 ? "" : Words.count(items, "item", "items"),
        SearchAddress.about(concept.id()).toString());
  }

  /// Every kind of relation that starts here, in a helpful order.
  static List<SearchPage.Card.Row> relations(Concept concept, ConceptView view) {
    var byWords = new LinkedHashMap<String, List<Choice>>();
    for (var relation : Relation.values())
      for (var target : concept.targets(relation))
        view.byId(target)
            .ifPresent(other ->
                byWords
                    .computeIfAbsent(words(relation), _ -> new ArrayList<>())
                    .add(Choice.of(other.label(), href(other.id()))));
    return byWords.entrySet().stream()
        .map((Map.Entry<String, List<Choice>> e) ->
            new SearchPage.Card.Row(e.getKey(), e.getValue()))
        .toList();
  }

  static String href(String concept) {
    return "/concepts/" + Address.encode(concept);
  }

  /// As a heading before the names of the other concepts.
  static String words(Relation relation) {
    return switch (relation) {
      case BROADER -> "Broader";
      case NARROWER -> "Kinds of it";
      case RELATED -> "Related";
      case CLOSE_MATCH -> "Nearly the same";
      case HAS_PART -> "Its parts";
      case HAS_INSTANCE -> "Examples";
      default -> {
        var words = relation.words();
        var bare = words.startsWith("is ") ? words.substring(3) : words;
        yield Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
      }
    };
  }
}
