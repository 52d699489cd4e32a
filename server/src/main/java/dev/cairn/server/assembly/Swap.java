package dev.cairn.server.assembly;

import dev.cairn.indexer.care.Backup;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Puts what was staged in the place of what is here, folder by folder, while nobody has the data
/// open. A crash in the middle is finished at the next opening: what still lies in the staged
/// folder is not in its place yet.
final class Swap {
  /// The folders of which a backup says everything, and the index, which is built anew.
  static final List<String> PARTS =
      List.of("graph", "originals", "derived", "index", "events", "curated", "sources", "secrets");

  private static final String FORMER = "before-restore-";
  private static final String SETTINGS = "cairn.properties";
  private static final String RECORD = "destroyed.jsonl";

  private final Path root;
  private final Path restore;
  private final Path ready;

  Swap(Path root) {
    this.root = root;
    this.restore = root.resolve("restore");
    this.ready = restore.resolve("ready");
  }

  /// An empty folder to unpack into; what was staged before goes.
  Path begin(String name) throws IOException {
    Files.deleteIfExists(ready);
    delete(restore);
    return Files.createDirectories(restore.resolve(name));
  }

  /// What was staged goes.
  void drop() throws IOException {
    delete(restore);
  }

  /// From now on the next opening of the data folder puts this in place.
  void decide(Path staged) throws IOException {
    for (var part : PARTS) Files.createDirectories(staged.resolve(part));
    sync(staged);
    sync(restore);
    DataFolder.writeDurably(ready, staged.getFileName() + "\n");
    sync(restore);
    sync(root);
  }

  /// Finishes what was decided, however often it was begun.
  ///
  /// @return what is in place now
  Optional<Backup> finish() throws IOException {
    String name;
    try {
      name = Files.readString(ready).strip();
    } catch (NoSuchFileException _) {
      delete(restore);
      return Optional.empty();
    }
    var staged = restore.resolve(name);
    var former = Files.createDirectories(root.resolve(FORMER + name));
    sync(root);
    for (var part : PARTS) exchange(staged.resolve(part), root.resolve(part), former.resolve(part));
    var settings = staged.resolve(SETTINGS);
    if (Files.exists(settings) && !Files.exists(root.resolve(SETTINGS)))
      Files.move(settings, root.resolve(SETTINGS), StandardCopyOption.ATOMIC_MOVE);
    keepRecord(former.resolve("events").resolve(RECORD), root.resolve("events").resolve(RECORD));
    DataFolder.writeDurably(root.resolve("starter-loaded"), "1\n");
    var told = Backup.of(Files.readString(staged.resolve("backup.properties")));
    sync(root);
    Files.delete(ready);
    sync(restore);
    delete(restore);
    return Optional.of(told);
  }

  private void exchange(Path fresh, Path here, Path former) throws IOException {
    if (!Files.exists(fresh)) return;
    if (Files.exists(here)) Files.move(here, former, StandardCopyOption.ATOMIC_MOVE);
    Files.move(fresh, here, StandardCopyOption.ATOMIC_MOVE);
    sync(root);
  }

  /// That something was destroyed stays noted, also where the backup is older than that.
  private static void keepRecord(Path former, Path here) throws IOException {
    if (!Files.exists(former)) return;
    var lines = new LinkedHashSet<String>();
    if (Files.exists(here)) lines.addAll(Files.readAllLines(here));
    if (lines.addAll(Files.readAllLines(former)))
      DataFolder.writeDurably(here, String.join("\n", lines) + "\n");
  }

  /// Deletes what was here before, now that what took its place has opened.
  void forgetFormer() throws IOException {
    var all = new ArrayList<Path>();
    try (var files = Files.newDirectoryStream(root, FORMER + "*")) {
      files.forEach(all::add);
    }
    for (var former : all) delete(former);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
