package dev.cairn.ontology.concepts;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.SKOS;

/// What statements say of one concept. Only for who reads and writes statements in this room.
public final class Statements {
  private Statements() {}

  public static List<Node> objects(Graph graph, Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  public static boolean isDeprecated(Graph graph, Node node) {
    return objects(graph, node, OWL2.deprecated.asNode()).stream()
        .anyMatch(o -> o.isLiteral() && o.getLiteralLexicalForm().matches("true|1"));
  }

  /// How people know it: by its English name, else another; empty if it has none.
  public static Optional<String> label(Graph graph, Node node) {
    return objects(graph, node, SKOS.prefLabel.asNode()).stream()
        .filter(Node::isLiteral)
        .min(
            comparing((Node l) -> !l.getLiteralLanguage().startsWith("en"))
                .thenComparing(Node::getLiteralLexicalForm))
        .map(Node::getLiteralLexicalForm);
  }

  /// The same in quotes, or the IRI.
  public static String name(Graph graph, Node node) {
    return label(graph, node).map(label -> "“" + label + "”").orElseGet(node::toString);
  }
}
