package dev.cairn.ontology.imported;

import dev.cairn.ontology.skos.Defect;
import dev.cairn.ontology.skos.Defect.Example;
import dev.cairn.ontology.skos.DefectKind;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;

/// How the records of vocabularies are kept as statements, under the names of their graphs.
final class Records {
  private static final Node SCHEME = cairn("scheme");
  private static final Node FILE_NAME = cairn("fileName");
  private static final Node KIND = cairn("fileKind");
  private static final Node SHA256 = cairn("sha256");
  private static final Node CONCEPTS = cairn("concepts");
  private static final Node STATEMENTS = cairn("statements");
  private static final Node LABELS = cairn("labels");
  private static final Node DEFECT = cairn("defect");
  private static final Node COUNT = cairn("count");
  private static final Node EXAMPLE = cairn("example");
  private static final Node TAGGING = NodeFactory.createURI(Vocabularies.TAGGING);

  private Records() {}

  static Graph write(Collection<Shelved> all) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    all.forEach(vocabulary -> write(vocabulary, graph));
    return graph;
  }

  private static void write(Shelved it, Graph graph) {
    var node = NodeFactory.createURI(Vocabularies.IMPORTED + it.id());
    add(graph, node, SCHEME, it.scheme());
    add(graph, node, DCTerms.title.asNode(), it.title());
    add(graph, node, FILE_NAME, it.fileName());
    add(graph, node, KIND, it.kind().code());
    add(graph, node, SHA256, it.sha256());
    add(graph, node, CONCEPTS, Long.toString(it.concepts()));
    add(graph, node, STATEMENTS, Long.toString(it.statements()));
    add(graph, node, DCTerms.created.asNode(), it.imported().toString());
    add(graph, node, DCTerms.creator.asNode(), it.by());
    graph.add(
        Triple.create(
            node,
            TAGGING,
            NodeFactory.createLiteralDT(Boolean.toString(it.tagging()), XSDDatatype.XSDboolean)));
    it.labels().forEach((language, count) -> add(graph, node, LABELS, count + " " + language));
    for (var defect : it.defects()) {
      var its = NodeFactory.createURI(node.getURI() + ":" + defect.kind().code());
      graph.add(Triple.create(node, DEFECT, its));
      add(graph, its, COUNT, Long.toString(defect.count()));
      int number = 0;
      for (var example : defect.examples())
        add(
            graph,
            its,
            EXAMPLE,
            String.join(
                "\t",
                number++ + "",
                plain(example.iri()),
                plain(example.label()),
                plain(example.detail())));
    }
  }

  private static String plain(String text) {
    return text.replace('\t', ' ');
  }

  private static void add(Graph graph, Node subject, Node property, String text) {
    graph.add(Triple.create(subject, property, NodeFactory.createLiteralString(text)));
  }

  /// All records that can be read; one that cannot is left out.
  static List<Shelved> read(Graph graph) {
    var all = new ArrayList<Shelved>();
    for (var t : graph.find(Node.ANY, SCHEME, Node.ANY).toList())
      read(graph, t.getSubject()).ifPresent(all::add);
    return all;
  }

  private static Optional<Shelved> read(Graph graph, Node node) {
    if (!node.isURI() || !node.getURI().startsWith(Vocabularies.IMPORTED)) return Optional.empty();
    try {
      var labels = new TreeMap<String, Integer>();
      for (var text : texts(graph, node, LABELS)) {
        var parts = text.split(" ", 2);
        labels.put(parts.length > 1 ? parts[1] : "", Integer.parseInt(parts[0]));
      }
      return Optional.of(
          new Shelved(
              node.getURI().substring(Vocabularies.IMPORTED.length()),
              text(graph, node, SCHEME),
              text(graph, node, DCTerms.title.asNode()),
              text(graph, node, FILE_NAME),
              RdfKind.of(text(graph, node, KIND)).orElse(RdfKind.TURTLE),
              text(graph, node, SHA256),
              Long.parseLong(text(graph, node, CONCEPTS)),
              Long.parseLong(text(graph, node, STATEMENTS)),
              labels,
              Instant.parse(text(graph, node, DCTerms.created.asNode())),
              text(graph, node, DCTerms.creator.asNode()),
              text(graph, node, TAGGING).equals("true"),
              defects(graph, node)));
    } catch (NumberFormatException | DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static List<Defect> defects(Graph graph, Node node) {
    var defects = new ArrayList<Defect>();
    for (var kind : DefectKind.values()) {
      var its = NodeFactory.createURI(node.getURI() + ":" + kind.code());
      if (!graph.contains(node, DEFECT, its)) continue;
      var examples =
          texts(graph, its, EXAMPLE).stream()
              .sorted()
              .map(text -> text.split("\t", 4))
              .filter(parts -> parts.length == 4)
              .map(parts -> new Example(parts[2], parts[1], parts[3]))
              .toList();
      defects.add(new Defect(kind, Long.parseLong(text(graph, its, COUNT)), examples));
    }
    return defects;
  }

  private static String text(Graph graph, Node subject, Node property) {
    return texts(graph, subject, property).stream().findFirst().orElse("");
  }

  private static List<String> texts(Graph graph, Node subject, Node property) {
    return graph
        .find(subject, property, Node.ANY)
        .mapWith(Triple::getObject)
        .filterKeep(Node::isLiteral)
        .mapWith(Node::getLiteralLexicalForm)
        .toList();
  }

  private static Node cairn(String name) {
    return NodeFactory.createURI("urn:cairn:ns:" + name);
  }
}
