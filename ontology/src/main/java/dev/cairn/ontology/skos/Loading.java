package dev.cairn.ontology.skos;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.cairn.ontology.skos.SkosFile.Loaded;
import dev.cairn.ontology.skos.SkosFile.Refused;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DC;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;

/// Makes a vocabulary out of statements: adds what SKOS implies and readers rely on (plain labels,
/// types, a scheme for every concept), and finds out what it is called.
final class Loading {
  private static final Node TYPE = RDF.type.asNode();
  private static final Node CONCEPT = SKOS.Concept.asNode();
  private static final Node IN_SCHEME = SKOS.inScheme.asNode();
  private static final Node TOP_OF = SKOS.topConceptOf.asNode();
  private static final Node HAS_TOP = SKOS.hasTopConcept.asNode();

  private final Graph graph;
  private final Findings notes;

  private Loading(Graph graph, Findings notes) {
    this.graph = graph;
    this.notes = notes;
  }

  static SkosFile of(Graph graph, String name, RdfKind kind, Findings notes) {
    return new Loading(graph, notes).load(name, kind);
  }

  private SkosFile load(String name, RdfKind kind) {
    plainLabels();
    impliedConcepts();
    var concepts = concepts();
    var perScheme = schemes(concepts);
    if (concepts.isEmpty()) {
      if (notes.has(DefectKind.OWN_NAMES))
        return refused(
            "The file describes concepts of Cairn itself (their names begin with urn:cairn:). These"
                + " are changed by curating, not by importing.");
      if (perScheme.isEmpty()) return refused("There is no SKOS concept in the file" + instead());
      note(DefectKind.NO_CONCEPTS, NodeFactory.createURI(perScheme.firstKey()), "");
    }
    if (concepts.size() > SkosFiles.MOST_CONCEPTS)
      return refused(
          "The file holds %,d concepts; at most %,d are taken. Split it by scheme."
              .formatted(concepts.size(), SkosFiles.MOST_CONCEPTS));
    var scheme =
        perScheme.entrySet().stream()
            .max(
                comparingInt((Map.Entry<String, Integer> e) -> e.getValue())
                    .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
            .map(Map.Entry::getKey)
            .orElseGet(() -> sharedBeginning(concepts));
    schemeForAll(concepts, NodeFactory.createURI(scheme));
    relativeNames(concepts);
    return new Loaded(
        kind,
        graph,
        scheme,
        title(NodeFactory.createURI(scheme)).orElseGet(() -> bare(name)),
        concepts.size(),
        languages(concepts),
        notes.all());
  }

  private static Refused refused(String because) {
    return new Refused(because, OptionalLong.empty(), OptionalLong.empty());
  }

  private String instead() {
    if (graph.isEmpty()) return "; it says nothing at all.";
    boolean classes =
        Stream.of("http://www.w3.org/2002/07/owl#Class", RDFS.Class.getURI())
            .anyMatch(type -> graph.contains(Node.ANY, TYPE, NodeFactory.createURI(type)));
    var first =
        graph.find().mapWith(t -> t.getSubject().toString()).toList().stream()
            .min(String::compareTo)
            .orElse("");
    return (classes ? "; it describes classes or properties (an ontology)" : "")
        + ": nothing has the type skos:Concept. What it speaks of begins with <"
        + Findings.cut(first)
        + ">.";
  }

  private void plainLabels() {
    Terms.LABELS_OF_XL.forEach((xl, plain) -> {
      for (var t : triples(Node.ANY, xl, Node.ANY))
        for (var form : triples(t.getObject(), Terms.LITERAL_FORM, Node.ANY)) {
          var label = Triple.create(t.getSubject(), plain, form.getObject());
          if (!form.getObject().isLiteral() || graph.contains(label)) continue;
          graph.add(label);
          note(DefectKind.LABELS_OF_XL, t.getSubject(), form.getObject().toString());
        }
    });
  }

  /// What is used as a concept is one (SKOS S4, S19), as far as the file says anything of it.
  private void impliedConcepts() {
    var used = new TreeSet<Node>(comparing((Node n) -> n.toString()));
    for (var kind : classesOfConcepts())
      for (var t : triples(Node.ANY, TYPE, kind)) used.add(t.getSubject());
    for (var t : triples(Node.ANY, HAS_TOP, Node.ANY)) used.add(t.getObject());
    for (var t : triples(Node.ANY, TOP_OF, Node.ANY)) used.add(t.getSubject());
    Stream.of(Terms.UP, Terms.DOWN, List.of(Terms.RELATED))
        .flatMap(List::stream)
        .forEach(property -> {
          for (var t : triples(Node.ANY, property, Node.ANY)) {
            used.add(t.getSubject());
            used.add(t.getObject());
          }
        });
    for (var node : used)
      if (node.isURI()
          && !graph.contains(node, TYPE, CONCEPT)
          && !graph.contains(node, TYPE, SKOS.Collection.asNode())
          && !graph.contains(node, TYPE, SKOS.ConceptScheme.asNode())
          && Terms.LABELS.stream().anyMatch(label -> graph.contains(node, label, Node.ANY))) {
        graph.add(Triple.create(node, TYPE, CONCEPT));
        note(DefectKind.IMPLIED_CONCEPT, node, "");
      }
  }

  /// The classes below SKOS's own; empty in most files.
  private Set<Node> classesOfConcepts() {
    var found = new LinkedHashSet<Node>();
    var waiting = new ArrayDeque<>(List.of(CONCEPT));
    while (!waiting.isEmpty())
      for (var t : triples(Node.ANY, RDFS.subClassOf.asNode(), waiting.remove()))
        if (found.add(t.getSubject())) waiting.add(t.getSubject());
    return found;
  }

  private List<Node> concepts() {
    var concepts = new TreeMap<String, Node>();
    for (var t : triples(Node.ANY, TYPE, CONCEPT))
      if (t.getSubject().isURI()) concepts.put(t.getSubject().getURI(), t.getSubject());
      else note(DefectKind.IRI_SCHEME, t.getSubject(), "a concept without an IRI");
    return List.copyOf(concepts.values());
  }

  /// All schemes with how many of the concepts each has.
  private TreeMap<String, Integer> schemes(List<Node> concepts) {
    var schemes = new TreeMap<String, Integer>();
    for (var t : triples(Node.ANY, TYPE, SKOS.ConceptScheme.asNode()))
      if (t.getSubject().isURI()) schemes.put(t.getSubject().getURI(), 0);
    for (var concept : concepts)
      for (var scheme : schemesOf(concept))
        if (scheme.isURI()) schemes.merge(scheme.getURI(), 1, Integer::sum);
    return schemes;
  }

  private Set<Node> schemesOf(Node concept) {
    var schemes = new HashSet<Node>();
    for (var t : triples(concept, IN_SCHEME, Node.ANY)) schemes.add(t.getObject());
    for (var t : triples(concept, TOP_OF, Node.ANY)) schemes.add(t.getObject());
    for (var t : triples(Node.ANY, HAS_TOP, concept)) schemes.add(t.getSubject());
    return schemes;
  }

  private void schemeForAll(List<Node> concepts, Node scheme) {
    for (var concept : concepts)
      if (schemesOf(concept).stream().noneMatch(Node::isURI)) {
        graph.add(Triple.create(concept, IN_SCHEME, scheme));
        note(DefectKind.WITHOUT_SCHEME, concept, "");
      }
  }

  private static String sharedBeginning(List<Node> concepts) {
    var shared = concepts.getFirst().getURI();
    for (var concept : concepts) {
      var iri = concept.getURI();
      int same = 0;
      while (same < shared.length()
          && same < iri.length()
          && shared.charAt(same) == iri.charAt(same)) same++;
      shared = shared.substring(0, same);
    }
    int end =
        Math.max(
            shared.lastIndexOf('/'), Math.max(shared.lastIndexOf('#'), shared.lastIndexOf(':')));
    return end < 0 ? "urn:vocabulary" : shared.substring(0, end + 1);
  }

  private void relativeNames(List<Node> concepts) {
    for (var concept : concepts)
      if (concept.getURI().startsWith(SkosFiles.BASE)) note(DefectKind.RELATIVE_IRI, concept, "");
  }

  private Optional<String> title(Node scheme) {
    return Stream.of(
            SKOS.prefLabel.asNode(), DCTerms.title.asNode(), DC.title.asNode(), RDFS.label.asNode())
        .flatMap(property -> triples(scheme, property, Node.ANY).stream())
        .map(Triple::getObject)
        .filter(Node::isLiteral)
        .min(
            comparingInt((Node n) -> n.getLiteralLanguage().startsWith("en") ? 0 : 1)
                .thenComparing(Node::getLiteralLanguage)
                .thenComparing(Node::getLiteralLexicalForm))
        .map(n -> Findings.cut(n.getLiteralLexicalForm().replaceAll("\\s+", " ").strip()))
        .filter(title -> !title.isEmpty());
  }

  private static String bare(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name.isEmpty() ? "Vocabulary" : name;
  }

  private TreeMap<String, Integer> languages(List<Node> concepts) {
    var languages = new HashMap<String, Integer>();
    var known = new HashSet<>(concepts);
    for (var property : Terms.LABELS)
      for (var t : triples(Node.ANY, property, Node.ANY))
        if (t.getObject().isLiteral() && known.contains(t.getSubject()))
          languages.merge(t.getObject().getLiteralLanguage(), 1, Integer::sum);
    return new TreeMap<>(languages);
  }

  private List<Triple> triples(Node subject, Node property, Node object) {
    return graph.find(subject, property, object).toList();
  }

  private void note(DefectKind kind, Node subject, String detail) {
    var label =
        triples(subject, Terms.PREFERRED, Node.ANY).stream()
            .map(Triple::getObject)
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm)
            .min(String::compareTo)
            .orElse("");
    notes.add(kind, label, subject.isURI() ? subject.getURI() : "", detail);
  }
}
