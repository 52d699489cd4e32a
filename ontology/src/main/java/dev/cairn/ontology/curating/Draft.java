package dev.cairn.ontology.curating;

import dev.cairn.ontology.vocabulary.Delta;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.GraphUtil;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.GraphBase;
import org.apache.jena.util.iterator.ExtendedIterator;

/// A graph that is not changed, and what is to be changed in it, seen as one graph. Costs as much
/// as the change is large. For one thread.
final class Draft extends GraphBase {
  private final Graph base;
  private final Graph added = GraphMemFactory.createDefaultGraphSameTerm();
  private final Graph removed = GraphMemFactory.createDefaultGraphSameTerm();

  Draft(Graph base) {
    this.base = base;
  }

  /// The graph with this changed in it.
  static Draft of(Graph base, Delta delta) {
    var draft = new Draft(base);
    delta.removed().find().forEachRemaining(draft::delete);
    delta.added().find().forEachRemaining(draft::add);
    return draft;
  }

  Graph base() {
    return base;
  }

  /// What has been changed so far, as a copy.
  Delta delta() {
    return new Delta(copy(added), copy(removed));
  }

  static Graph copy(Graph graph) {
    var copy = GraphMemFactory.createDefaultGraphSameTerm();
    GraphUtil.addInto(copy, graph);
    return copy;
  }

  @Override
  public void performAdd(Triple triple) {
    if (removed.contains(triple)) removed.delete(triple);
    else if (!base.contains(triple)) added.add(triple);
  }

  @Override
  public void performDelete(Triple triple) {
    if (added.contains(triple)) added.delete(triple);
    else if (base.contains(triple)) removed.add(triple);
  }

  @Override
  protected ExtendedIterator<Triple> graphBaseFind(Triple pattern) {
    return base.find(pattern).filterDrop(removed::contains).andThen(added.find(pattern));
  }
}
