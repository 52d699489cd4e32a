package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.io.IOException;
import java.nio.file.Path;

/// The two places where the graph may live. The only public type of this package.
public final class GraphStores {
  private GraphStores() {}

  /// A durable store in a folder of its own, which is made if it is not there. A folder serves one
  /// store at a time.
  ///
  /// @throws GraphFailure of kind UNAVAILABLE if the folder cannot be used
  public static GraphStore tdb2(Path directory) {
    return tdb2(directory, Pace.USUAL);
  }

  static GraphStore tdb2(Path directory, Pace pace) {
    try {
      return new Tdb2GraphStore(new FolderShelf(directory.toAbsolutePath()), pace);
    } catch (IOException | RuntimeException e) {
      throw new GraphFailure(GraphFailure.Kind.UNAVAILABLE, "opening the graph store failed", e);
    }
  }

  /// The same store without a folder: gone when it is closed. For tests and trials.
  public static GraphStore inMemory() {
    return new Tdb2GraphStore(new MemoryShelf(), Pace.USUAL);
  }
}
