package dev.cairn.ontology.imported;

import dev.cairn.ontology.concepts.Statements;
import dev.cairn.ontology.imported.Difference.Changed;
import dev.cairn.ontology.imported.Difference.Kind;
import dev.cairn.ontology.imported.Difference.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// Compares two editions of a vocabulary, concept by concept.
final class Editions {
  private final Graph before;
  private final Graph after;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Changed>> named = new EnumMap<>(Kind.class);

  private Editions(Graph before, Graph after) {
    this.before = before;
    this.after = after;
  }

  static Difference between(Graph before, Graph after) {
    return new Editions(before, after).compare();
  }

  private Difference compare() {
    var old = concepts(before);
    var now = concepts(after);
    now.forEach((iri, node) -> {
      if (!old.containsKey(iri)) add(Kind.NEW, after, node, "");
    });
    old.forEach((iri, node) -> {
      if (now.containsKey(iri)) both(node);
      else add(Kind.GONE, before, node, "");
    });
    return new Difference(
        Stream.of(Kind.values())
            .map(kind ->
                new Part(kind, counts.getOrDefault(kind, 0L), named.getOrDefault(kind, List.of())))
            .toList());
  }

  private void both(Node node) {
    changed(Kind.RENAMED, node, SKOS.prefLabel.asNode());
    changed(Kind.RELABELLED, node, SKOS.altLabel.asNode(), SKOS.hiddenLabel.asNode());
    var was = broader(before, node);
    var is = broader(after, node);
    if (!was.equals(is))
      add(Kind.MOVED, after, node, sentence(labels(before, was), labels(after, is)));
    if (!Statements.isDeprecated(before, node) && Statements.isDeprecated(after, node))
      add(Kind.DEPRECATED, after, node, "");
  }

  private void changed(Kind kind, Node node, Node... properties) {
    var was = texts(before, node, properties);
    var is = texts(after, node, properties);
    if (was.equals(is)) return;
    var gone = new TreeSet<>(was);
    gone.removeAll(is);
    var come = new TreeSet<>(is);
    come.removeAll(was);
    add(kind, after, node, sentence(gone, come));
  }

  private static String sentence(Set<String> gone, Set<String> come) {
    return (gone.isEmpty() ? "nothing" : some(gone))
        + " → "
        + (come.isEmpty() ? "nothing" : some(come));
  }

  private static String some(Set<String> texts) {
    return texts.stream().limit(4).collect(Collectors.joining(", "))
        + (texts.size() > 4 ? ", …" : "");
  }

  private static Set<String> texts(Graph graph, Node node, Node... properties) {
    var texts = new TreeSet<String>();
    for (var property : properties)
      for (var text : Statements.objects(graph, node, property))
        if (text.isLiteral())
          texts.add(
              text.getLiteralLexicalForm()
                  + (text.getLiteralLanguage().isEmpty() ? "" : "@" + text.getLiteralLanguage()));
    return texts;
  }

  private static Set<String> broader(Graph graph, Node node) {
    var iris = new TreeSet<String>();
    for (var other : Statements.objects(graph, node, SKOS.broader.asNode()))
      if (other.isURI()) iris.add(other.getURI());
    graph
        .find(Node.ANY, SKOS.narrower.asNode(), node)
        .forEachRemaining(t -> {
          if (t.getSubject().isURI()) iris.add(t.getSubject().getURI());
        });
    return iris;
  }

  private static Set<String> labels(Graph graph, Set<String> iris) {
    return iris.stream()
        .map(iri -> label(graph, NodeFactory.createURI(iri)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Node> concepts(Graph graph) {
    var concepts = new TreeMap<String, Node>();
    graph
        .find(Node.ANY, RDF.type.asNode(), SKOS.Concept.asNode())
        .forEachRemaining(t -> {
          if (t.getSubject().isURI()) concepts.put(t.getSubject().getURI(), t.getSubject());
        });
    return concepts;
  }

  private static String label(Graph graph, Node node) {
    return Statements.label(graph, node).orElseGet(node::getURI);
  }

  private void add(Kind kind, Graph graph, Node node, String detail) {
    counts.merge(kind, 1L, Long::sum);
    var list = named.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (list.size() < Difference.NAMED)
      list.add(new Changed(node.getURI(), label(graph, node), detail));
  }
}
