package dev.cairn.ontology.imported;

import dev.cairn.ontology.Match;
import dev.cairn.ontology.concepts.Names;
import dev.cairn.ontology.skos.RdfKind;
import dev.cairn.ontology.skos.RdfWriter;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/// Writes vocabularies and single things in the ways others read. Thread-safe.
public final class Export {
  private static final int MOST_BLANK = 1_000;

  private final Vocabularies vocabularies;
  private final Shelf shelf;

  public Export(Vocabularies vocabularies, Shelf shelf) {
    this.vocabularies = vocabularies;
    this.shelf = shelf;
  }

  /// Everything that is stated now: the built-in scheme and all others, as curators left them.
  public void all(RdfKind kind, OutputStream to) throws IOException {
    RdfWriter.write(vocabularies.now().graph(), kind, to);
  }

  /// A vocabulary as it was imported, or the built-in scheme as it came with the program.
  public void one(String id, RdfKind kind, OutputStream to) throws IOException {
    RdfWriter.write(shelf.statements(id), kind, to);
  }

  /// What is stated now about one concept, scheme or group: its own statements, with what hangs on
  /// them without a name, and its mappings, whichever end states them. Empty if nothing is.
  public Optional<byte[]> thing(String iri, RdfKind kind) {
    var all = vocabularies.now().graph();
    var its = about(all, NodeFactory.createURI(iri));
    return its.isEmpty() ? Optional.empty() : Optional.of(RdfWriter.bytes(its, kind));
  }

  private static Graph about(Graph all, Node thing) {
    Graph its = GraphMemFactory.createDefaultGraphSameTerm();
    var seen = new HashSet<Node>();
    var waiting = new ArrayDeque<>(List.of(thing));
    while (!waiting.isEmpty() && seen.size() < MOST_BLANK) {
      var node = waiting.remove();
      if (!seen.add(node)) continue;
      all.find(node, Node.ANY, Node.ANY)
          .forEachRemaining(t -> {
            its.add(t);
            if (t.getObject().isBlank()) waiting.add(t.getObject());
          });
    }
    for (var match : Match.values())
      all.find(Node.ANY, Names.property(match.inverse()), thing)
          .forEachRemaining(
              t -> its.add(Triple.create(thing, Names.property(match), t.getSubject())));
    return its;
  }
}
