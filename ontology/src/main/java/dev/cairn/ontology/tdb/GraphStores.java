package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.tdb2.DatabaseMgr;

/// The two places where the graph may live. The only public type of this package.
public final class GraphStores {
  private GraphStores() {}

  /// A durable store in a folder of its own, which is made if it is not there. A folder serves one
  /// store at a time.
  ///
  /// @throws GraphFailure of kind UNAVAILABLE if the folder cannot be used
  public static GraphStore tdb2(Path directory) {
    try {
      Files.createDirectories(directory);
      var location = Location.create(directory.toAbsolutePath().toString());
      return new Tdb2GraphStore(
          DatabaseMgr.connectDatasetGraph(location), Optional.of(directory.toAbsolutePath()));
    } catch (IOException | RuntimeException e) {
      throw new GraphFailure(GraphFailure.Kind.UNAVAILABLE, "opening the graph store failed", e);
    }
  }

  /// The same store without a folder: gone when it is closed. For tests and trials.
  public static GraphStore inMemory() {
    return new Tdb2GraphStore(DatabaseMgr.createDatasetGraph(), Optional.empty());
  }
}
