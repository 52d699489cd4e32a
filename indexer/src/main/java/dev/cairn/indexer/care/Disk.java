package dev.cairn.indexer.care;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// Small files that survive power loss.
final class Disk {
  private Disk() {}

  static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /// The whole file or what was there before, and on the disk when this returns.
  static void replace(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    write(draft, text, StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncParent(file);
  }

  /// On the disk when this returns.
  static void append(Path file, String text) throws IOException {
    boolean fresh = !Files.exists(file);
    write(file, text, StandardOpenOption.APPEND);
    if (fresh) syncParent(file);
  }

  private static void write(Path file, String text, StandardOpenOption how) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }

  static void syncParent(Path file) throws IOException {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null) return;
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// A folder with all that is in it; nothing happens if it is not there.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }
}
