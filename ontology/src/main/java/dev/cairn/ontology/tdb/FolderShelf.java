package dev.cairn.ontology.tdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.base.file.ProcessFileLock;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.StoreConnection;
import org.apache.jena.tdb2.sys.SystemTDB;

/// Generations as folders `Data-0001`, `Data-0002` …, as TDB2's own tools expect them: the last one
/// counts. A draft has another name until it is whole.
final class FolderShelf implements Shelf {
  private static final String NAME = "Data-";
  private static final String DRAFT = "-tmp";

  private final Path directory;
  private final ProcessFileLock lock;

  /// @throws IOException if the folder cannot be used
  /// @throws RuntimeException if somebody else uses it
  FolderShelf(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    this.lock = DatabaseConnection.lockForLocation(location(directory));
    lock.lockEx();
  }

  @Override
  public DatasetGraph open() {
    try {
      var all = generations();
      // What a crash left of a compaction, before its end or after it.
      for (var path : listed(DRAFT)) delete(path);
      for (var path : all) if (!path.equals(all.getLast())) delete(path);
      var newest = all.isEmpty() ? directory.resolve(name(1)) : all.getLast();
      Files.createDirectories(newest);
      return connect(newest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DatasetGraph draft() {
    try {
      var path = directory.resolve(name(number(generations().getLast()) + 1) + DRAFT);
      delete(path);
      Files.createDirectories(path);
      return connect(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DatasetGraph adopt(DatasetGraph draft) {
    try {
      var path = path(draft);
      disconnect(draft);
      force(path);
      var name = path.getFileName().toString();
      var place = path.resolveSibling(name.substring(0, name.length() - DRAFT.length()));
      Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
      force(directory);
      return connect(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void discard(DatasetGraph draft) {
    remove(draft);
  }

  @Override
  public void remove(DatasetGraph old) {
    try {
      var path = path(old);
      disconnect(old);
      delete(path);
      force(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long bytes() {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(FileRoom::of).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }

  @Override
  public void close(DatasetGraph newest) {
    disconnect(newest);
    unlock();
  }

  void unlock() {
    lock.unlock();
    ProcessFileLock.release(lock);
  }

  private static DatasetGraph connect(Path path) {
    return StoreConnection.connectCreate(
            location(path), null, SystemTDB.getDefaultReorderTransform())
        .getDatasetGraphTDB();
  }

  private static void disconnect(DatasetGraph data) {
    StoreConnection.internalExpel(((DatasetGraphTDB) data).getLocation(), true);
  }

  private static Path path(DatasetGraph data) {
    return Path.of(((DatasetGraphTDB) data).getLocation().getDirectoryPath());
  }

  private static Location location(Path path) {
    return Location.create(path.toString());
  }

  private static String name(int number) {
    return "%s%04d".formatted(NAME, number);
  }

  private static int number(Path generation) {
    return Integer.parseInt(generation.getFileName().toString().substring(NAME.length()));
  }

  private List<Path> generations() throws IOException {
    var all = listed("");
    all.sort(Comparator.comparingInt(FolderShelf::number));
    return all;
  }

  private List<Path> listed(String ending) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, NAME + "*")) {
      for (var path : paths)
        if (path.getFileName().toString().matches(NAME + "\\d+" + ending)) found.add(path);
    }
    return found;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }

  /// What stands in a folder survives loss of power only when the folder was forced too.
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
