package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.GraphStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// What must be written so that the graph shows the later of two pictures.
final class Difference {
  private final List<GraphStore.Change> changes = new ArrayList<>();

  /// @param touched the items in which the pictures may differ
  static List<GraphStore.Change> between(
      Picture before, Picture after, Collection<ItemId> touched) {
    var difference = new Difference();
    for (var id : touched) difference.item(before, after, id);
    difference.sequence(before, after);
    return difference.changes;
  }

  private void item(Picture before, Picture after, ItemId id) {
    var old = before.items().get(id);
    var now = after.items().get(id);
    if (now.isEmpty()) {
      if (old.isPresent()) changes.add(new GraphStore.Change.Drop(id.iri()));
      return;
    }
    if (old.isEmpty()) insert(id.iri(), ItemGraph.write(now.get()));
    else {
      var step = ItemGraph.step(old.get(), now.get());
      delete(id.iri(), step.removed());
      insert(id.iri(), step.added());
    }
  }

  private void sequence(Picture before, Picture after) {
    if (before.last() == after.last()) return;
    delete(Terms.SEQUENCE, last(before.last()));
    var fresh = new ArrayList<>(last(after.last()));
    for (var change : after.changes().from(before.last() + 1))
      if (change.getValue().item().isEmpty()) fresh.addAll(tombstone(change.getValue()));
    insert(Terms.SEQUENCE, fresh);
  }

  private static List<Triple> last(long number) {
    var statements = new StatementWriter();
    statements.number(NodeFactory.createURI(Terms.SEQUENCE), Terms.LAST, number);
    return List.copyOf(statements.all());
  }

  private static Collection<Triple> tombstone(Catalogue.Change change) {
    var statements = new StatementWriter();
    var node = ItemGraph.node(change.id());
    statements.add(node, Terms.TYPE, Terms.TOMBSTONE);
    statements.number(node, Terms.CHANGED, change.number());
    return statements.all();
  }

  private void delete(String graph, Collection<Triple> statements) {
    if (!statements.isEmpty()) changes.add(new GraphStore.Change.Delete(graph, graph(statements)));
  }

  private void insert(String graph, Collection<Triple> statements) {
    if (!statements.isEmpty()) changes.add(new GraphStore.Change.Insert(graph, graph(statements)));
  }

  private static Graph graph(Collection<Triple> statements) {
    var graph = GraphMemFactory.createDefaultGraphSameTerm();
    statements.forEach(graph::add);
    return graph;
  }
}
