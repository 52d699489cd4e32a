package dev.cairn.ontology.shapes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;

/// The rules that no single node can tell whether it keeps.
final class GraphRules {
  static final List<Node> PARTS =
      List.of(isoThes("broaderPartitive"), isoThes("broaderInstantial"));

  /// The kinds of `skos:related`; `precedes` and `requires` are none, see the scheme.
  static final List<Node> KINDS_OF_RELATED =
      Stream.of("contrastsWith", "measures", "authorOf", "causes", "supports", "responsibleFor")
          .map(GraphRules::cairn)
          .toList();

  static final Node BROADER = SKOS.broader.asNode();
  static final Node RELATED = SKOS.related.asNode();

  private final Graph graph;
  private final List<Fault> faults = new ArrayList<>();

  GraphRules(Graph graph) {
    this.graph = graph;
  }

  List<Fault> faults() {
    var broader = broader();
    noCircle("broader-without-circle", "is broader than itself", broader);
    noCircle("requires-without-circle", "builds on itself", links(cairn("requires")));
    noCircle("precedes-without-circle", "comes before itself", links(cairn("precedes")));
    relatedApartFromBroader(broader);
    PARTS.forEach(part -> implied("part-is-broader", part, BROADER));
    KINDS_OF_RELATED.forEach(kind -> implied("typed-is-related", kind, RELATED));
    preferredLabelsDiffer();
    membersDiffer();
    return faults;
  }

  private Map<Node, Set<Node>> broader() {
    var broader = links(BROADER);
    PARTS.forEach(part -> triples(part).forEach(t -> put(broader, t.getSubject(), t.getObject())));
    triples(SKOS.narrower.asNode()).forEach(t -> put(broader, t.getObject(), t.getSubject()));
    return broader;
  }

  private Map<Node, Set<Node>> links(Node property) {
    var links = new HashMap<Node, Set<Node>>();
    triples(property).forEach(t -> put(links, t.getSubject(), t.getObject()));
    return links;
  }

  private static void put(Map<Node, Set<Node>> links, Node source, Node target) {
    links.computeIfAbsent(source, _ -> new LinkedHashSet<>()).add(target);
  }

  private void noCircle(String rule, String what, Map<Node, Set<Node>> links) {
    for (Node start : links.keySet())
      if (reachable(start, links).contains(start)) fault(rule, start, "The concept " + what + ".");
  }

  private void relatedApartFromBroader(Map<Node, Set<Node>> broader) {
    var ancestors = new HashMap<Node, Set<Node>>();
    Stream.concat(Stream.of(RELATED), KINDS_OF_RELATED.stream())
        .flatMap(this::triples)
        .forEach(t -> {
          Node one = t.getSubject();
          Node other = t.getObject();
          if (one.equals(other)
              || ancestors.computeIfAbsent(one, n -> reachable(n, broader)).contains(other)
              || ancestors.computeIfAbsent(other, n -> reachable(n, broader)).contains(one))
            fault(
                "related-apart-from-broader",
                one,
                "The concept is related to " + other + ", which is above, below or the same.");
        });
  }

  private static Set<Node> reachable(Node start, Map<Node, Set<Node>> links) {
    var found = new HashSet<Node>();
    var waiting = new ArrayDeque<>(List.of(start));
    while (!waiting.isEmpty())
      links.getOrDefault(waiting.remove(), Set.of()).stream()
          .filter(found::add)
          .forEach(waiting::add);
    return found;
  }

  private void implied(String rule, Node special, Node general) {
    triples(special)
        .filter(t ->
            !graph.contains(t.getSubject(), general, t.getObject())
                && !(general.equals(RELATED)
                    && graph.contains(t.getObject(), general, t.getSubject())))
        .forEach(t ->
            fault(
                rule,
                t.getSubject(),
                "<%s> %s is stated without <%s>."
                    .formatted(special.getURI(), t.getObject(), general.getURI())));
  }

  /// No two concepts of a scheme have the same preferred label, whatever its case.
  private void preferredLabelsDiffer() {
    var owners = new HashMap<String, Node>();
    triples(SKOS.prefLabel.asNode())
        .filter(t -> t.getObject().isLiteral())
        .filter(t -> graph.contains(t.getSubject(), RDF.type.asNode(), SKOS.Concept.asNode()))
        .forEach(t -> {
          var label = t.getObject();
          for (Node scheme : objects(t.getSubject(), SKOS.inScheme.asNode())) {
            var key =
                scheme
                    + " "
                    + label.getLiteralLanguage()
                    + " "
                    + label.getLiteralLexicalForm().toLowerCase(Locale.ROOT);
            var owner = owners.putIfAbsent(key, t.getSubject());
            if (owner != null && !owner.equals(t.getSubject()))
              fault(
                  "preferred-labels-differ",
                  t.getSubject(),
                  "The label " + label + " belongs to " + owner + " too.");
          }
        });
  }

  private void membersDiffer() {
    triples(SKOS.memberList.asNode())
        .forEach(t -> {
          var members = new HashSet<Node>();
          for (Node place : places(t.getObject()))
            for (Node member : objects(place, RDF.first.asNode()))
              if (!members.add(member))
                fault("members-differ", t.getSubject(), member + " is a member twice.");
        });
  }

  /// The places of a list: its head and all that follows.
  private Set<Node> places(Node head) {
    var places = new LinkedHashSet<Node>();
    var waiting = new ArrayDeque<>(List.of(head));
    while (!waiting.isEmpty()) {
      var place = waiting.remove();
      if (places.add(place)) waiting.addAll(objects(place, RDF.rest.asNode()));
    }
    return places;
  }

  private List<Node> objects(Node subject, Node property) {
    return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList();
  }

  private Stream<Triple> triples(Node property) {
    return graph.find(Node.ANY, property, Node.ANY).toList().stream();
  }

  private void fault(String rule, Node where, String because) {
    faults.add(new Fault(rule, where.isURI() ? where.getURI() : where.toString(), because));
  }

  private static Node cairn(String name) {
    return NodeFactory.createURI("urn:cairn:ns:" + name);
  }

  private static Node isoThes(String name) {
    return NodeFactory.createURI("http://purl.org/iso25964/skos-thes#" + name);
  }
}
