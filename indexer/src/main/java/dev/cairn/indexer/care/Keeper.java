package dev.cairn.indexer.care;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The one keeper of a data folder.
final class Keeper implements Care {
  Keeper(CareParts parts) {
    this.parts = parts;
  }

  private final CareParts parts;

  @Override
  public void start() {}

  @Override
  public List<Item> destroy(Collection<ItemId> ids, Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public boolean wiping() {
    return false;
  }

  @Override
  public void awaitWiped() throws InterruptedException {}

  @Override
  public Report verify(Consumer<Progress> watcher, Caller caller) throws InterruptedException {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void reindex(Consumer<Progress> watcher, Caller caller) throws InterruptedException {
    parts.ingest().reindex((done, total) -> watcher.accept(new Progress("index", done, total)));
  }

  @Override
  public Compaction compact(Caller caller) {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public void backup(OutputStream to, boolean derived, Consumer<Progress> watcher, Caller caller)
      throws IOException {
    throw new UnsupportedOperationException("in work");
  }

  @Override
  public Optional<Work> working() {
    return Optional.empty();
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
