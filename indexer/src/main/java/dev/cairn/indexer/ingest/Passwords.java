package dev.cairn.indexer.ingest;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cairn.corpus.ContentId;
import dev.cairn.indexer.IndexFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Passwords that opened files, and those that running jobs try, in one file that only its owner
/// may read. Replaced whole at each change, which is seldom. Thread-safe.
final class Passwords {
  private static final System.Logger LOG = System.getLogger(Passwords.class.getName());
  private static final String CONTENT = "content";
  private static final String JOB = "job";

  private final Path file;
  private final Map<ContentId, String> opened = new LinkedHashMap<>();
  private final Map<String, List<String>> offered = new LinkedHashMap<>();

  Passwords(Path file) {
    this.file = file;
  }

  /// Reads the file, where there is one.
  ///
  /// @throws IndexFailure if it is there and cannot be read
  synchronized void load() {
    if (!Files.exists(file)) return;
    try {
      for (var line : Files.readAllLines(file)) {
        var words = line.split(" ", -1);
        if (words.length < 3) continue;
        var secrets = new ArrayList<String>();
        for (var word : List.of(words).subList(2, words.length)) secrets.add(plain(word));
        switch (words[0]) {
          case CONTENT -> opened.put(new ContentId(words[1]), secrets.getFirst());
          case JOB -> offered.put(words[1], List.copyOf(secrets));
          default -> LOG.log(System.Logger.Level.WARNING, "a line of passwords is left out");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE,
          "The passwords of files cannot be read. Look at the file of passwords in the data"
              + " folder.",
          e);
    }
  }

  /// To be tried for what a job brings, until it is finished.
  void offer(String job, List<String> passwords) {
    if (passwords.isEmpty()) return;
    synchronized (this) {
      offered.put(job, List.copyOf(passwords));
      write();
    }
  }

  /// The job is finished.
  synchronized void withdraw(String job) {
    if (offered.remove(job) != null) write();
  }

  /// Forgets what is offered for jobs other than these.
  synchronized void keepOffers(Collection<String> jobs) {
    if (offered.keySet().retainAll(jobs)) write();
  }

  /// What to try for a file: first what opened it before.
  synchronized List<String> toTry(ContentId content, Collection<String> jobs) {
    var all = new LinkedHashSet<String>();
    Optional.ofNullable(opened.get(content)).ifPresent(all::add);
    for (var job : jobs) all.addAll(offered.getOrDefault(job, List.of()));
    return List.copyOf(all);
  }

  /// This one opened the file.
  synchronized void opened(ContentId content, String password) {
    if (!password.equals(opened.put(content, password))) write();
  }

  synchronized void forget(Set<ContentId> contents) {
    if (opened.keySet().removeAll(contents)) write();
  }

  private void write() {
    var lines = new StringBuilder();
    opened.forEach((content, password) ->
        lines
            .append(CONTENT)
            .append(' ')
            .append(content.hex())
            .append(' ')
            .append(coded(password))
            .append('\n'));
    offered.forEach((job, passwords) -> {
      lines.append(JOB).append(' ').append(job);
      for (var password : passwords) lines.append(' ').append(coded(password));
      lines.append('\n');
    });
    var temporary = file.resolveSibling(file.getFileName() + ".part");
    try {
      var folder = file.getParent();
      if (folder != null) Files.createDirectories(folder);
      Files.deleteIfExists(temporary);
      try (var channel = created(temporary)) {
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) channel.write(bytes);
        channel.force(true);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
      if (folder != null)
        try (var channel = FileChannel.open(folder, READ)) {
          channel.force(true);
        }
    } catch (IOException e) {
      throw new IndexFailure(
          IndexFailure.Kind.UNAVAILABLE,
          "The passwords cannot be kept. Look at the disk of the server, then try again.",
          e);
    }
  }

  /// Nobody else may read it from its first byte on.
  private static FileChannel created(Path file) throws IOException {
    var options = Set.of(CREATE, WRITE, TRUNCATE_EXISTING);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(
            file,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(file, options);
  }

  /// Not against anybody who may read the file: a password may hold blanks.
  private static String coded(String password) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(password.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String coded) {
    return new String(Base64.getUrlDecoder().decode(coded), StandardCharsets.UTF_8);
  }
}
