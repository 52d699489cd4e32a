package dev.cairn.ontology.tdb;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.sparql.core.DatasetGraph;

/// Where the generations of a store are.
interface Shelf extends AutoCloseable {
  /// The newest generation; the first one if there was none.
  DatasetGraph open();

  /// An empty one that takes no part yet: a crash leaves nothing of it.
  DatasetGraph draft();

  /// Makes the draft the newest generation, all at once.
  ///
  /// @return the same, opened where it stays
  DatasetGraph adopt(DatasetGraph draft);

  /// Throws the draft away.
  void discard(DatasetGraph draft);

  /// Closes a generation which is not the newest any more and deletes its files.
  void remove(DatasetGraph old);

  /// Where changes are kept until they are in the newest generation; empty where they need not be.
  Optional<ChangeLog> log();

  /// What the files hold, in bytes.
  long bytes();

  /// Empty: nowhere on a disk.
  Optional<Path> directory();

  /// Closes the newest one, if one is open, and leaves the place to others.
  @Override
  void close();
}
