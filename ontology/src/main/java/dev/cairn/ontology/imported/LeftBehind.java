package dev.cairn.ontology.imported;

import java.util.List;
import java.util.function.Predicate;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.OWL2;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// What stays of concepts whose vocabulary goes: that they were concepts, their names, and that
/// they are no longer to be used.
final class LeftBehind {
  private static final List<Node> KEPT =
      List.of(RDF.type.asNode(), SKOS.prefLabel.asNode(), SKOS.inScheme.asNode());

  private LeftBehind() {}

  static boolean isIn(Graph vocabulary, String iri) {
    return vocabulary.contains(
        NodeFactory.createURI(iri), RDF.type.asNode(), SKOS.Concept.asNode());
  }

  /// @param goes whether the concept of an IRI goes with the vocabulary
  static Graph of(Graph vocabulary, Predicate<String> goes) {
    var left = GraphMemFactory.createDefaultGraphSameTerm();
    for (var type : vocabulary.find(Node.ANY, RDF.type.asNode(), SKOS.Concept.asNode()).toList()) {
      var node = type.getSubject();
      if (!node.isURI() || !goes.test(node.getURI())) continue;
      for (var property : KEPT)
        vocabulary.find(node, property, Node.ANY).toList().stream()
            .filter(t -> !t.getObject().isBlank())
            .forEach(left::add);
      left.add(
          Triple.create(
              node,
              OWL2.deprecated.asNode(),
              NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean)));
    }
    return left;
  }

  /// What is said of those that this vocabulary has.
  static Graph comingBack(Graph left, Graph vocabulary) {
    var back = GraphMemFactory.createDefaultGraphSameTerm();
    left.find()
        .toList()
        .forEach(t -> {
          if (t.getSubject().isURI() && isIn(vocabulary, t.getSubject().getURI())) back.add(t);
        });
    return back;
  }
}
