package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue.Change;
import dev.cairn.corpus.Item;
import dev.cairn.ontology.GraphStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;

/// Reads the whole catalogue from the graph, holding the statements of one item at a time. Nearly
/// all of the time goes into the store's reading.
final class Load {
  private Load() {}

  static Picture from(GraphStore store) {
    var row = new Row();
    store.scan(Terms.ITEM, row::take);
    row.end();
    return sequence(store, row.items);
  }

  /// Makes an item of the statements whenever the next graph begins.
  private static final class Row {
    private final List<Item> items = new ArrayList<>();
    private StatementReader open = new StatementReader();
    private Node graph = Node.ANY;

    void take(Quad quad) {
      if (!quad.getGraph().equals(graph)) {
        end();
        graph = quad.getGraph();
      }
      open.add(quad.asTriple());
    }

    void end() {
      if (!graph.equals(Node.ANY)) items.add(ItemGraph.read(ItemGraph.id(graph.getURI()), open));
      open = new StatementReader();
      graph = Node.ANY;
    }
  }

  private static Picture sequence(GraphStore store, List<Item> items) {
    var from = new StatementReader();
    store.graph(Terms.SEQUENCE).find().forEachRemaining(from::add);
    var tombstones = new ArrayList<Change>();
    for (var subject : from.subjects())
      if (from.objects(subject, Terms.TYPE).contains(Terms.TOMBSTONE))
        tombstones.add(
            new Change(
                from.need(subject, Terms.CHANGED, Long::parseLong),
                ItemGraph.id(subject.getURI()),
                Optional.empty()));
    long last =
        from.read(NodeFactory.createURI(Terms.SEQUENCE), Terms.LAST, Long::parseLong).orElse(0L);
    return Picture.of(items, tombstones, last);
  }
}
