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
    private final Optional<Shelved> replaces;

    /// @param replaces the edition that was here when the file was looked at
    Statements(Graph graph, Optional<Shelved> replaces) {
      this.graph = graph;
      this.replaces = replaces;
    }

    /// Whether the edition that is here now is the one that the file was compared with.
    boolean wasComparedWith(Optional<Shelved> now) {
      return edition(now).equals(edition(replaces));
    }

    /// What a switch does not change.
    private static Optional<Shelved> edition(Optional<Shelved> vocabulary) {
      return vocabulary.map(one -> one.withTagging(false));
    }

    Graph graph() {
      return graph;
    }
  }
}
