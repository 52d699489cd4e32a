package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Concepts in a few lines, and their relations in words.
final class Cards {
  private static final int ROWS = 5;
  private static final int TARGETS = 4;

  /// So many concepts of one name are shown.
  private static final int CARDS = 3;

  private static final double RATHER_SURE = 0.7;
  private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Cards() {}

  /// What a question names clearly: its surest concept, where the name is most of the question, or
  /// has two words and is rather sure; else nothing, since one word of a sentence seldom is what it
  /// is about. Several where more than one bears the name, for the reader to choose.
  static List<Concept> named(
      String question, List<Answer.Recognised> recognised, ConceptView concepts) {
    if (recognised.isEmpty()) return List.of();
    var surest = recognised.getFirst();
    var name = plain(surest.matched());
    boolean whole = 2 * name.length() > plain(question).length();
    boolean clear = whole || name.contains(" ") && surest.confidence() >= RATHER_SURE;
    if (!clear) return List.of();
    var same = concepts.all().stream().filter(concept -> isNamed(concept, name)).toList();
    return Stream.concat(concepts.byId(surest.id()).stream(), same.stream())
        .distinct()
        .limit(CARDS)
        .toList();
  }

  private static boolean isNamed(Concept concept, String name) {
    return concept.labels().stream()
        .anyMatch(label ->
            switch (label.kind()) {
              case PREFERRED, ALTERNATIVE -> plain(label.text()).equals(name);
              case CONTEXT, HIDDEN -> false;
            });
  }

  private static String plain(String text) {
    return SIGNS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

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
