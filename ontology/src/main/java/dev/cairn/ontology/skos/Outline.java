package dev.cairn.ontology.skos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// What the checks ask for again and again, gathered once: concepts in the order of their IRIs,
/// their schemes, their labels, what stands above them. Links lead to concepts only.
final class Outline {
  private final Graph graph;
  private final Map<Node, Integer> concepts = new LinkedHashMap<>();
  private final Map<Node, Set<Node>> schemes = new HashMap<>();
  private final Map<Node, Set<Node>> broader;
  private final Map<Node, Set<Node>> related;
  private final Map<Node, String> names = new HashMap<>();

  Outline(Graph graph) {
    this.graph = graph;
    var sorted = new TreeMap<String, Node>();
    for (var t : triples(RDF.type.asNode(), SKOS.Concept.asNode()))
      if (t.getSubject().isURI()) sorted.put(t.getSubject().getURI(), t.getSubject());
    sorted.values().forEach(node -> concepts.put(node, concepts.size()));
    for (var t : triples(SKOS.inScheme.asNode())) put(schemes, t.getSubject(), t.getObject());
    for (var t : triples(SKOS.topConceptOf.asNode())) put(schemes, t.getSubject(), t.getObject());
    for (var t : triples(SKOS.hasTopConcept.asNode())) put(schemes, t.getObject(), t.getSubject());
    broader = new HashMap<>();
    for (var property : Terms.UP)
      for (var t : triples(property)) link(broader, t.getSubject(), t.getObject());
    for (var property : Terms.DOWN)
      for (var t : triples(property)) link(broader, t.getObject(), t.getSubject());
    related = new HashMap<>();
    for (var t : triples(Terms.RELATED)) {
      link(related, t.getSubject(), t.getObject());
      link(related, t.getObject(), t.getSubject());
    }
    for (var t : triples(Terms.PREFERRED))
      if (t.getObject().isLiteral())
        names.merge(t.getSubject(), t.getObject().getLiteralLexicalForm(), Outline::first);
    // English where there is some, as everywhere else.
    for (var t : triples(Terms.PREFERRED))
      if (t.getObject().isLiteral() && t.getObject().getLiteralLanguage().equals("en"))
        names.put(t.getSubject(), t.getObject().getLiteralLexicalForm());
  }

  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static void put(Map<Node, Set<Node>> map, Node key, Node value) {
    map.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
  }

  private void link(Map<Node, Set<Node>> map, Node one, Node other) {
    if (!one.equals(other) && isConcept(one) && isConcept(other)) put(map, one, other);
  }

  Graph graph() {
    return graph;
  }

  /// All concepts that have an IRI, ordered by it.
  Set<Node> concepts() {
    return concepts.keySet();
  }

  boolean isConcept(Node node) {
    return concepts.containsKey(node);
  }

  /// Place in the order of IRIs, from 0.
  int number(Node concept) {
    return concepts.getOrDefault(concept, -1);
  }

  Set<Node> schemes(Node concept) {
    return schemes.getOrDefault(concept, Set.of());
  }

  /// The concepts directly above, without the concept itself, whichever end says so.
  Set<Node> broader(Node concept) {
    return broader.getOrDefault(concept, Set.of());
  }

  /// Those that it is related with, whichever end says so.
  Set<Node> related(Node concept) {
    return related.getOrDefault(concept, Set.of());
  }

  /// Everything above, without the concept itself unless it stands in a circle.
  Set<Node> ancestors(Node concept) {
    var found = new LinkedHashSet<Node>();
    var waiting = new ArrayList<>(broader(concept));
    while (!waiting.isEmpty()) {
      var node = waiting.removeLast();
      if (found.add(node)) waiting.addAll(broader(node));
    }
    return found;
  }

  String name(Node node) {
    return names.getOrDefault(node, "");
  }

  /// Literals of this property, sorted by language and text.
  List<Node> literals(Node subject, Node property) {
    var found = new ArrayList<Node>();
    graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .forEachRemaining(node -> {
          if (node.isLiteral()) found.add(node);
        });
    if (found.size() > 1)
      found.sort(
          Comparator.comparing(Node::getLiteralLanguage)
              .thenComparing(Node::getLiteralLexicalForm));
    return found;
  }

  List<Node> objects(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  /// All statements of the property.
  List<Triple> triples(Node property) {
    return triples(property, Node.ANY);
  }

  private List<Triple> triples(Node property, Node object) {
    return graph.find(Node.ANY, property, object).toList();
  }
}
