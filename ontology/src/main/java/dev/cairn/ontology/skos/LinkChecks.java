package dev.cairn.ontology.skos;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// Statements about single links: where they lead, and whether they may be.
final class LinkChecks {
  private static final Node EXACT = SKOS.exactMatch.asNode();
  private static final List<Node> NOT_EXACT =
      List.of(SKOS.broadMatch.asNode(), SKOS.narrowMatch.asNode(), SKOS.relatedMatch.asNode());

  private final Outline outline;
  private final Findings findings;

  LinkChecks(Outline outline, Findings findings) {
    this.outline = outline;
    this.findings = findings;
  }

  void run() {
    relations();
    mappings();
    terms();
    for (var concept : outline.concepts())
      if (!concept.getURI().startsWith("http:") && !concept.getURI().startsWith("https:"))
        found(DefectKind.IRI_SCHEME, concept, "");
  }

  /// Which property says the same from the other end.
  private static Map<Node, Node> inverses() {
    var inverses = new LinkedHashMap<Node, Node>();
    for (int i = 0; i < Terms.UP.size(); i++) {
      inverses.put(Terms.UP.get(i), Terms.DOWN.get(i));
      inverses.put(Terms.DOWN.get(i), Terms.UP.get(i));
    }
    inverses.put(Terms.RELATED, Terms.RELATED);
    return inverses;
  }

  private void relations() {
    var lost = new HashSet<List<Node>>();
    inverses()
        .forEach((property, inverse) -> {
          for (var t : sorted(outline.triples(property))) {
            var one = t.getSubject();
            var other = t.getObject();
            if (one.equals(other)) found(DefectKind.REFLEXIVE_RELATION, one, name(property));
            else if (outline.isConcept(one) && !outline.isConcept(other)) {
              if (lost.add(List.of(one, other)))
                found(
                    DefectKind.UNDESCRIBED_CONCEPT,
                    one,
                    name(property)
                        + " "
                        + (other.isURI()
                            ? other.getURI()
                            : other.isLiteral() ? other.toString() : "a node without IRI"));
            } else if (outline.isConcept(one) && !outline.graph().contains(other, inverse, one))
              found(
                  DefectKind.UNIDIRECTIONAL_RELATION,
                  one,
                  name(property) + " " + outline.name(other) + " <" + other.getURI() + ">");
          }
        });
  }

  private void mappings() {
    var mapped = new HashSet<Node>();
    for (var property : Terms.MAPPINGS)
      for (var t : sorted(outline.triples(property))) {
        mapped.add(t.getSubject());
        if (outline.isConcept(t.getSubject()) && sameScheme(t))
          found(
              DefectKind.MAPPING_MISUSE,
              t.getSubject(),
              name(property) + " " + outline.name(t.getObject()));
      }
    for (var t : sorted(outline.triples(EXACT)))
      for (var property : NOT_EXACT)
        if (outline.graph().contains(t.getSubject(), property, t.getObject()))
          found(
              DefectKind.MAPPING_CLASH,
              t.getSubject(),
              "exactMatch and " + name(property) + " " + t.getObject());
    for (var concept : outline.concepts())
      if (!mapped.contains(concept)) found(DefectKind.MISSING_OUT_LINKS, concept, "");
  }

  private boolean sameScheme(Triple t) {
    var schemes = outline.schemes(t.getSubject());
    return outline.isConcept(t.getObject())
        && outline.schemes(t.getObject()).stream().anyMatch(schemes::contains);
  }

  /// Names in the namespace of SKOS, as property or as class.
  private void terms() {
    var wrong = new LinkedHashMap<String, Set<String>>();
    var subjects = new LinkedHashMap<String, Node>();
    outline
        .graph()
        .find()
        .forEachRemaining(t -> {
          var type = t.getPredicate().equals(RDF.type.asNode()) ? t.getObject() : t.getPredicate();
          Stream.of(t.getPredicate(), type)
              .filter(n -> n.isURI() && n.getURI().startsWith(Terms.SKOS_NAMESPACE))
              .map(n -> n.getURI().substring(Terms.SKOS_NAMESPACE.length()))
              .filter(term -> !Terms.OF_SKOS.contains(term))
              .forEach(term -> {
                wrong.computeIfAbsent(term, _ -> new TreeSet<>()).add(t.getSubject().toString());
                subjects.merge(
                    term,
                    t.getSubject(),
                    (a, b) -> a.toString().compareTo(b.toString()) <= 0 ? a : b);
              });
        });
    new TreeMap<>(wrong)
        .forEach((term, at) -> {
          var first = subjects.getOrDefault(term, Node.ANY);
          findings.add(
              DefectKind.UNDEFINED_SKOS_RESOURCE,
              outline.name(first),
              first.isURI() ? first.getURI() : "",
              "skos:" + term + ", said of " + at.size() + (at.size() == 1 ? " thing" : " things"));
        });
  }

  private static List<Triple> sorted(List<Triple> triples) {
    return triples.stream()
        .sorted(
            Comparator.comparing((Triple t) -> t.getSubject().toString())
                .thenComparing(t -> t.getObject().toString()))
        .toList();
  }

  private static String name(Node property) {
    return property.getLocalName();
  }

  private void found(DefectKind kind, Node node, String detail) {
    findings.add(kind, outline.name(node), node.isURI() ? node.getURI() : "", detail);
  }
}
