package dev.cairn.ontology.testkit;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.StringReader;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

/// Pictures of concepts for tests.
public final class Views {
  private static final String PREFIXES =
      """
      PREFIX : <urn:cairn:concept:>
      PREFIX cairn: <urn:cairn:ns:>
      PREFIX dcterms: <http://purl.org/dc/terms/>
      PREFIX iso-thes: <http://purl.org/iso25964/skos-thes#>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      """;

  private Views() {}

  /// The concepts that come with the program.
  public static ConceptView builtIn() {
    return Holder.BUILT_IN;
  }

  /// The concepts in this Turtle, in which the empty prefix is that of built-in concepts.
  public static ConceptView of(String turtle) {
    return ConceptViews.of(graph(turtle));
  }

  /// Statements in Turtle with the same prefixes.
  public static Graph graph(String turtle) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFDataMgr.read(graph, new StringReader(PREFIXES + turtle), null, Lang.TURTLE);
    return graph;
  }

  private static final class Holder {
    static final ConceptView BUILT_IN = ConceptViews.of(BuiltIn.load().graph());
  }
}
