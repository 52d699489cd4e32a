package dev.cairn.ontology.tdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.dboe.base.file.ProcessFileLock;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsCodec;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.apache.jena.tdb2.sys.DatabaseConnection;
import org.apache.jena.tdb2.sys.StoreConnection;
import org.apache.jena.tdb2.sys.SystemTDB;
import org.jspecify.annotations.Nullable;

/// Generations as folders `Data-0001`, `Data-0002` …, as TDB2's own tools expect them: the last one
/// counts. A draft has another name until it is whole.
final class FolderShelf implements Shelf {
  private static final String NAME = "Data-";
  private static final String DRAFT = "-tmp";

  /// Half of TDB2's memory for names, and less: it would go on growing for very long.
  private static final StoreParams FORMER =
      StoreParams.builder("former", StoreParams.getDftStoreParams())
          .node2NodeIdCacheSize(50_000)
          .nodeId2NodeCacheSize(50_000)
          .build();

  /// Four of TDB2's six orders. What begins with the object scatters over its file what is written
  /// together, and each block that is touched is written anew; who asks for an object knows the
  /// property.
  private static final StoreParams PRESENT =
      StoreParams.builder("present", FORMER)
          .quadIndexes(new String[] {"GSPO", "GPOS", "SPOG", "POSG"})
          .build();

  private final Path directory;
  private final ProcessFileLock lock;
  private final ChangeLog log;
  private volatile Optional<DatasetGraph> newest = Optional.empty();

  /// @throws IOException if the folder cannot be used
  /// @throws RuntimeException if somebody else uses it
  FolderShelf(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory);
    this.lock = DatabaseConnection.lockForLocation(location(directory));
    lock.lockEx();
    try {
      this.log = ChangeLog.open(directory);
    } catch (IOException | RuntimeException e) {
      unlock(lock);
      throw e;
    }
  }

  @Override
  public DatasetGraph open() {
    try {
      var all = generations();
      // What a crash left of a compaction, before its end or after it.
      for (var path : listed(DRAFT)) delete(path);
      for (var path : all) if (!path.equals(all.getLast())) delete(path);
      var last = all.isEmpty() ? directory.resolve(name(1)) : all.getLast();
      Files.createDirectories(last);
      return opened(connect(last, all.isEmpty()));
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
      return connect(path, true);
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
      return opened(connect(place, false));
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
  public Optional<ChangeLog> log() {
    return Optional.of(log);
  }

  @Override
  public long bytes() {
    var room = new AtomicLong();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              room.addAndGet(FileRoom.of(file));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              // Logs and old generations vanish while they are looked at.
              if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
      return room.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }

  @Override
  public void close() {
    newest.ifPresent(FolderShelf::disconnect);
    log.close();
    unlock(lock);
  }

  private DatasetGraph opened(DatasetGraph data) {
    newest = Optional.of(data);
    return data;
  }

  private static void unlock(ProcessFileLock lock) {
    lock.unlock();
    ProcessFileLock.release(lock);
  }

  /// @param fresh whether there are no files yet; what was made with other orders keeps them until
  ///   it is compacted
  private static DatasetGraph connect(Path path, boolean fresh) {
    var location = location(path);
    if (fresh) StoreParamsCodec.write(location, PRESENT);
    var params = Optional.ofNullable(StoreParamsCodec.read(location)).orElse(FORMER);
    return StoreConnection.connectCreate(location, params, SystemTDB.getDefaultReorderTransform())
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
  static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
