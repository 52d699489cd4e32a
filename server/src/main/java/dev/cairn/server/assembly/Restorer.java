package dev.cairn.server.assembly;

import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.indexer.care.Backup;
import dev.cairn.indexer.care.Care;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.server.http.Restoring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Stages backups in the data folder while it is served, and asks for it to be opened again.
final class Restorer implements Restoring {
  private static final String GRAPH = "graph.nq";

  private final DataFolder folder;
  private final Clock clock;
  private final Runnable reopening;
  private final Swap swap;
  private final ReentrantLock one = new ReentrantLock();
  private Optional<Path> staged = Optional.empty();

  /// @param reopening lets the server close and open itself again; returns at once
  Restorer(DataFolder folder, Clock clock, Runnable reopening) {
    this.folder = folder;
    this.clock = clock;
    this.reopening = reopening;
    this.swap = new Swap(folder.root());
  }

  @Override
  public Backup stage(InputStream backup, Consumer<Care.Progress> watcher)
      throws IOException, Backup.RefusedException {
    if (!one.tryLock())
      throw new IllegalStateException(
          "Another backup is being read; try again when that is restored.");
    try {
      staged = Optional.empty();
      var place = swap.begin(String.valueOf(clock.millis()));
      boolean done = false;
      try {
        var told = Backup.unpack(backup, place, watcher);
        watcher.accept(new Care.Progress("reading the graph", 0, 0));
        load(place);
        staged = Optional.of(place);
        done = true;
        return told;
      } finally {
        if (!done) swap.drop();
      }
    } finally {
      one.unlock();
    }
  }

  /// As a server would open it.
  private void load(Path place) throws IOException, Backup.RefusedException {
    var statements = place.resolve(GRAPH);
    try (GraphStore graph = GraphStores.tdb2(place.resolve("graph"));
        var in = Files.newInputStream(statements)) {
      graph.load(in);
      Catalogues.open(graph, clock).close();
    } catch (GraphFailure | IllegalArgumentException e) {
      var refused =
          new Backup.RefusedException(
              "The backup is damaged: its graph cannot be read. Take another one.");
      refused.initCause(e);
      throw refused;
    }
    Files.delete(statements);
  }

  @Override
  public void begin() {
    one.lock();
    try {
      if (staged.isEmpty())
        throw new IllegalStateException("No backup was read; give one before it is restored.");
      swap.decide(staged.get());
    } catch (IOException e) {
      throw new UncheckedIOException("the backup cannot be put in place", e);
    } finally {
      one.unlock();
    }
    reopening.run();
  }

  @Override
  public Optional<Backup> restored() {
    return folder.restored();
  }
}
