package dev.cairn.ontology.shapes;

import static java.util.Comparator.comparing;

import dev.cairn.ontology.concepts.Statements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.vocabulary.SKOS;

/// Checks a vocabulary against the rules of the house. Immutable and thread-safe.
public final class SchemeCheck {
  private static final String SHAPE = "urn:cairn:shape:";
  private static final Node OURS = NodeFactory.createURI("urn:cairn:scheme:built-in");

  /// Rules of SKOS itself; the others are those of our own scheme.
  private static final Set<String> OF_SKOS =
      Set.of(
          "preferred-label",
          "labels-apart",
          "hidden-labels-apart",
          "context-labels-apart",
          "links-lead-to-concepts");

  private final Shapes shapes;

  private SchemeCheck(Shapes shapes) {
    this.shapes = shapes;
  }

  /// Reads the shapes that come with the program.
  public static SchemeCheck load() {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFDataMgr.read(graph, SchemeCheck.class.getResourceAsStream("shapes.ttl"), Lang.TURTLE);
    return new SchemeCheck(Shapes.parse(graph));
  }

  /// All faults, ordered by rule and place; empty if the vocabulary keeps all rules.
  public List<Fault> faults(Graph vocabulary) {
    var faults = new ArrayList<Fault>();
    ShaclValidator.get()
        .validate(shapes, vocabulary)
        .getEntries()
        .forEach(e -> faults.add(new Fault(rule(e.source()), name(e.focusNode()), e.message())));
    faults.addAll(new GraphRules(vocabulary).faults());
    return sorted(faults);
  }

  private static List<Fault> sorted(List<Fault> faults) {
    return faults.stream()
        .distinct()
        .sorted(comparing(Fault::rule).thenComparing(Fault::where).thenComparing(Fault::because))
        .toList();
  }

  /// The faults that a change would bring and that were not there before, ordered as {@link
  /// #faults}. Costs as much as the change is large. To concepts of other schemes than ours only
  /// the rules of SKOS itself apply; deprecated ones need no links.
  ///
  /// @param after `before` with the change in it
  /// @param added what is in `after` only
  /// @param removed what is in `before` only
  public List<Fault> newFaults(Graph before, Graph after, Graph added, Graph removed) {
    var rules = new LocalRules(before, after, added, removed);
    var touched = rules.touched();
    var known = broken(before, touched).keySet();
    var fresh = broken(after, touched);
    fresh.keySet().removeAll(known);
    var faults = new ArrayList<>(fresh.values());
    faults.addAll(rules.faults());
    return sorted(faults);
  }

  /// What the shapes say of these nodes, each with what tells it from others.
  private Map<List<String>, Fault> broken(Graph graph, Set<Node> nodes) {
    var broken = new LinkedHashMap<List<String>, Fault>();
    for (var node : nodes)
      for (var entry : ShaclValidator.get().validate(shapes, graph, node).getEntries()) {
        var component = name(entry.sourceConstraintComponent());
        var rule = rule(entry.source());
        if (applies(rule, component, entry.focusNode(), graph))
          broken.put(
              List.of(
                  rule, component, name(entry.focusNode()), Objects.toString(entry.value(), "")),
              new Fault(rule, name(entry.focusNode()), entry.message()));
      }
    return broken;
  }

  private static boolean applies(String rule, String component, Node node, Graph graph) {
    if (Statements.isDeprecated(graph, node)) return rule.equals("preferred-label");
    return graph.contains(node, SKOS.inScheme.asNode(), OURS)
        || OF_SKOS.contains(rule) && !component.endsWith("DatatypeConstraintComponent");
  }

  private static String rule(Node shape) {
    var name = name(shape);
    return name.startsWith(SHAPE) ? name.substring(SHAPE.length()) : name;
  }

  private static String name(Node node) {
    return node.isURI() ? node.getURI() : node.toString();
  }
}
