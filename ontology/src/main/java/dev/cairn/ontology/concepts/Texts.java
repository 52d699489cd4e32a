package dev.cairn.ontology.concepts;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/// Chooses among texts in several languages: English first, then texts that name no language, then
/// the others by their tag.
final class Texts {
  private Texts() {}

  /// Sorts language tags in the order of preference.
  static String languageOrder(String language) {
    if (language.equals("en")) return "0";
    if (language.startsWith("en")) return "1" + language;
    if (language.isEmpty()) return "2";
    return "3" + language;
  }

  /// @param literals sorted by {@link #languageOrder}
  static Optional<String> first(List<Node> literals) {
    return literals.stream().findFirst().map(Node::getLiteralLexicalForm);
  }

  /// All texts that are in the language of the first.
  ///
  /// @param literals sorted by {@link #languageOrder}
  static List<String> inFirstLanguage(List<Node> literals) {
    return literals.stream()
        .filter(l -> l.getLiteralLanguage().equals(literals.getFirst().getLiteralLanguage()))
        .map(Node::getLiteralLexicalForm)
        .toList();
  }
}
