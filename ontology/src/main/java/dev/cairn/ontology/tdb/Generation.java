package dev.cairn.ontology.tdb;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.jena.sparql.core.DatasetGraph;

/// One run of the store's files, from one compaction to the next. Whoever works in it keeps it from
/// being closed.
final class Generation {
  private final DatasetGraph data;
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  Generation(DatasetGraph data) {
    this.data = data;
  }

  DatasetGraph data() {
    return data;
  }

  /// @return whether it may be used; then {@link #leave} follows on the same thread
  boolean enter() {
    // Tried, not waited for: only who retires it holds the other lock, and then it is the past.
    return use.readLock().tryLock();
  }

  void leave() {
    use.readLock().unlock();
  }

  /// Waits until nobody works in it; nobody will again.
  void retire() {
    use.writeLock().lock();
  }
}
