package dev.cairn.ontology.tdb;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.sys.TDBInternal;

/// Generations without files.
final class MemoryShelf implements Shelf {
  private volatile Optional<DatasetGraph> newest = Optional.empty();

  @Override
  public DatasetGraph open() {
    return adopt(draft());
  }

  @Override
  public DatasetGraph draft() {
    return DatabaseMgr.createDatasetGraph();
  }

  @Override
  public DatasetGraph adopt(DatasetGraph draft) {
    newest = Optional.of(draft);
    return draft;
  }

  @Override
  public void discard(DatasetGraph draft) {
    TDBInternal.expel(draft);
  }

  @Override
  public void remove(DatasetGraph old) {
    TDBInternal.expel(old);
  }

  @Override
  public Optional<ChangeLog> log() {
    return Optional.empty();
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public Optional<Path> directory() {
    return Optional.empty();
  }

  @Override
  public void close() {
    newest.ifPresent(TDBInternal::expel);
  }
}
