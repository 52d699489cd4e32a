package dev.cairn.corpus.catalogue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.RdfWriter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;

/// What of an item's statements is for its readers: what {@link ShownStatements} shows them,
/// without the other items it hangs on, which they may not see.
final class ReadableStatements {
  private ReadableStatements() {}

  static byte[] write(Item item, Caller caller, RdfKind kind) {
    var self = ItemGraph.node(item.id()).getURI();
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    for (var triple : ItemGraph.write(item))
      if (caller.isAdmin()
          || ShownStatements.isForReaders(triple) && !isOther(triple.getObject(), self))
        graph.add(triple);
    return RdfWriter.bytes(graph, kind);
  }

  private static boolean isOther(Node node, String self) {
    return node.isURI() && node.getURI().startsWith(Terms.ITEM) && !node.getURI().startsWith(self);
  }
}
