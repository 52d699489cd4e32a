package dev.cairn.ontology.shapes;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;

/// Checks a vocabulary against the rules of the house. Immutable and thread-safe.
public final class SchemeCheck {
  private static final String SHAPE = "urn:cairn:shape:";

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
    return faults.stream()
        .distinct()
        .sorted(comparing(Fault::rule).thenComparing(Fault::where).thenComparing(Fault::because))
        .toList();
  }

  private static String rule(Node shape) {
    var name = name(shape);
    return name.startsWith(SHAPE) ? name.substring(SHAPE.length()) : name;
  }

  private static String name(Node node) {
    return node.isURI() ? node.getURI() : node.toString();
  }
}
