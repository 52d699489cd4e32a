package dev.cairn.ontology.concepts;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.vocabulary.SKOS;

/// Makes pictures of the concepts in a store.
public final class ConceptViews {
  private static final String GRAPHS_WITH_CONCEPTS =
      "SELECT DISTINCT ?graph { GRAPH ?graph { ?concept a <%s> } } ORDER BY ?graph"
          .formatted(SKOS.Concept.getURI());

  private ConceptViews() {}

  /// All concepts that the store holds now, of all vocabularies.
  ///
  /// @throws dev.cairn.ontology.GraphFailure if the store cannot be read
  public static ConceptView from(GraphStore store) {
    var names = new ArrayList<String>();
    store
        .select(GRAPHS_WITH_CONCEPTS, Duration.ofMinutes(1))
        .forEachRemaining(row -> names.add(row.getResource("graph").getURI()));
    Graph all = GraphMemFactory.createDefaultGraphSameTerm();
    names.forEach(name -> GraphUtil.addInto(all, store.graph(name)));
    return of(all);
  }

  /// All concepts of one graph.
  public static ConceptView of(Graph graph) {
    var reader = new SkosReader(graph);
    return new Snapshot(
        reader.concepts(), reader.slices(), reader.groups(), reader.schemes(), reader.dates());
  }
}
