package dev.cairn.indexer.ingest;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One file for each job, which is only appended to, or replaced whole. Keeps no file open, since
/// there may be thousands of running jobs.
final class JobLogs {
  private static final String ENDING = ".log";
  private static final String TEMPORARY = ".part";

  private final Path folder;

  JobLogs(Path folder) {
    this.folder = folder;
  }

  /// @param durable whether it has to survive power loss when this returns; it survives the end of
  ///   the process in any case
  void append(String job, String lines, boolean durable) throws IOException {
    var file = file(job);
    boolean fresh = !Files.exists(file);
    if (fresh) Files.createDirectories(folder);
    try (var channel = FileChannel.open(file, CREATE, WRITE, APPEND)) {
      write(channel, lines);
      if (durable) channel.force(true);
    }
    if (fresh && durable) force(folder);
  }

  /// Puts these lines in the place of all that was there; durable when this returns.
  void replace(String job, String lines) throws IOException {
    Files.createDirectories(folder);
    var temporary = folder.resolve(job + TEMPORARY);
    try (var channel = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
      write(channel, lines);
      channel.force(true);
    }
    Files.move(temporary, file(job), ATOMIC_MOVE);
    force(folder);
  }

  private static void write(FileChannel channel, String lines) throws IOException {
    var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  private static void force(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  /// Hands over what can be read of a log, line by line.
  void read(String job, Consumer<JobForm.Record> reader) throws IOException {
    // Not Files.lines, which throws at the first byte that is no UTF-8: a crash may leave any.
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file(job)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine())
        JobForm.read(line).ifPresent(reader);
    }
  }

  void delete(String job) throws IOException {
    Files.deleteIfExists(file(job));
  }

  /// Ids of all jobs that have a log; sweeps away what a crash left half written.
  List<String> all() throws IOException {
    var all = new ArrayList<String>();
    if (!Files.isDirectory(folder)) return all;
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        if (name.endsWith(TEMPORARY)) Files.deleteIfExists(file);
        else if (name.endsWith(ENDING)) all.add(name.substring(0, name.length() - ENDING.length()));
      }
    }
    return all;
  }

  private Path file(String job) {
    return folder.resolve(job + ENDING);
  }
}
