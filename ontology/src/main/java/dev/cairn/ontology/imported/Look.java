package dev.cairn.ontology.imported;

import java.util.Optional;
import java.util.OptionalLong;
import org.apache.jena.graph.Graph;

/// What importing a file would do. Nothing is stored yet.
public sealed interface Look {
  /// It can be put in place.
  ///
  /// @param vocabulary as it would be on the shelf
  /// @param difference to the edition that is here; empty if none is
  record Ready(Shelved vocabulary, Optional<Difference> difference, Statements statements)
      implements Look {}

  /// It cannot.
  ///
  /// @param because one or two sentences for who gave the file, the place included
  record Refused(String because, OptionalLong line, OptionalLong column) implements Look {}

  /// What the file says, for {@link Shelf#put} only.
  final class Statements {
    private final Graph graph;

    Statements(Graph graph) {
      this.graph = graph;
    }

    Graph graph() {
      return graph;
    }
  }
}
