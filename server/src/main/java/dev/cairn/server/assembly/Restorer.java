package dev.cairn.server.assembly;

import dev.cairn.indexer.care.Backup;
import dev.cairn.indexer.care.Care;
import dev.cairn.server.http.Restoring;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// Stages backups in the data folder while it is served, and asks for it to be opened again.
final class Restorer implements Restoring {
  private final DataFolder folder;
  private final Runnable reopening;

  /// @param reopening lets the server close and open itself again
  Restorer(DataFolder folder, Runnable reopening) {
    this.folder = folder;
    this.reopening = reopening;
  }

  @Override
  public Backup stage(InputStream backup, Consumer<Care.Progress> watcher)
      throws IOException, Backup.RefusedException {
    throw new UnsupportedOperationException("in work " + folder.root());
  }

  @Override
  public void begin() {
    reopening.run();
  }

  @Override
  public Optional<Backup> restored() {
    return Optional.empty();
  }
}
