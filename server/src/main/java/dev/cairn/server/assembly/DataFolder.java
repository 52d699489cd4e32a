package dev.cairn.server.assembly;

import dev.cairn.indexer.care.Backup;
import dev.cairn.server.security.Secrets;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The folder that holds everything, locked by one program at a time.
public final class DataFolder implements AutoCloseable {
  /// Version of the layout of the folder.
  static final String FORMAT = "1";

  private final Path root;
  private final FileChannel channel;
  private final boolean fresh;
  private final Optional<Backup> restored;

  private DataFolder(Path root, FileChannel channel, boolean fresh, Optional<Backup> restored) {
    this.root = root;
    this.channel = channel;
    this.fresh = fresh;
    this.restored = restored;
  }

  /// Another program has the folder open.
  public static final class InUseException extends Exception {
    private static final long serialVersionUID = 1L;

    InUseException(String message) {
      super(message);
    }
  }

  /// Opens the folder, makes it if it is not there, and locks it until closed. A backup that was to
  /// be put in its place is put there.
  ///
  /// @throws InUseException naming the address of the server that has it open
  /// @throws IOException one sentence for the operator, if it cannot be used
  public static DataFolder open(Path root) throws IOException, InUseException {
    Files.createDirectories(root);
    var channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) throw inUse(root);
    } catch (OverlappingFileLockException | InUseException e) {
      channel.close();
      throw e instanceof InUseException known ? known : inUse(root);
    }
    try {
      boolean fresh = checkFormat(root);
      return new DataFolder(root, channel, fresh, new Swap(root).finish());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static InUseException inUse(Path root) throws IOException {
    var where = ServerFile.read(root).map(s -> " by the server at " + s.url()).orElse("");
    return new InUseException("The data folder is in use" + where + ". Stop it first.");
  }

  /// @return whether the folder was new
  private static boolean checkFormat(Path root) throws IOException {
    var file = root.resolve("format");
    if (Files.exists(file)) {
      var found = Files.readString(file).strip();
      if (!found.equals(FORMAT))
        throw new IOException(
            "The data folder has format "
                + found
                + "; this program reads format "
                + FORMAT
                + ". Use the version of Cairn that wrote it.");
      return false;
    }
    try (var inside = Files.list(root)) {
      var other =
          inside
              .map(p -> String.valueOf(p.getFileName()))
              .filter(name -> !name.equals("lock") && !name.equals("cairn.properties"))
              .findFirst();
      if (other.isPresent())
        throw new IOException(
            "The folder holds '"
                + other.get()
                + "' and no data of Cairn. Name an empty or new folder with --data.");
    }
    writeDurably(file, FORMAT + "\n");
    return true;
  }

  /// Whether this is the first time that the folder is opened.
  public boolean fresh() {
    return fresh;
  }

  /// The backup that was put in place by this opening.
  Optional<Backup> restored() {
    return restored;
  }

  /// What was here before a backup was restored is needed no more.
  void forgetFormer() throws IOException {
    new Swap(root).forgetFormer();
  }

  public Path graph() {
    return root.resolve("graph");
  }

  public Path originals() {
    return root.resolve("originals");
  }

  public Path derived() {
    return root.resolve("derived");
  }

  /// Where processes that read files leave what they need for a moment.
  public Path workers() {
    return root.resolve("workers");
  }

  /// What a library of machine code needs as files; can be deleted while nothing is open.
  public Path natives() {
    return root.resolve("native");
  }

  public Path index() {
    return root.resolve("index");
  }

  /// Where parts of an upload wait until they are stored; what a killed server left there goes.
  public Path incoming() throws IOException {
    var folder = Files.createDirectories(root.resolve("incoming"));
    try (var left = Files.list(folder)) {
      for (var file : left.toList()) Files.deleteIfExists(file);
    }
    return folder;
  }

  /// What has happened: jobs, what was destroyed, what people asked.
  public Path events() {
    return root.resolve("events");
  }

  public Path root() {
    return root;
  }

  /// Hash of the admin's token.
  ///
  /// @throws java.io.UncheckedIOException if it cannot be read
  public String adminHash() {
    try {
      return Files.readString(root.resolve("admin-token.sha256")).strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot read the admin's token", e);
    }
  }

  /// The token, if it had to be made because there was none.
  public Optional<String> ensureAdminToken() throws IOException {
    if (Files.exists(root.resolve("admin-token.sha256"))) return Optional.empty();
    return Optional.of(newAdminToken(root));
  }

  /// Makes a new token for the admin; the old one ceases to count.
  public static String newAdminToken(Path root) throws IOException {
    var token = Secrets.random();
    writeDurably(root.resolve("admin-token.sha256"), Secrets.hash(token) + "\n");
    return token;
  }

  /// Whether the starter corpus was handed over completely, or was not wanted when the folder was
  /// made, so that it is not handed over again.
  public boolean starterLoaded() {
    return Files.exists(root.resolve("starter-loaded"));
  }

  public void noteStarterLoaded() throws IOException {
    writeDurably(root.resolve("starter-loaded"), "1\n");
  }

  /// Says where this server is reached, for commands and for a second server.
  public void announce(ServerFile server) throws IOException {
    writeDurably(root.resolve(ServerFile.NAME), server.toJson());
  }

  /// Readable by its owner only; either the old content or the new is there after a crash.
  static void writeDurably(Path file, String content) throws IOException {
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix"))
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out =
        FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(content));
      out.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(root.resolve(ServerFile.NAME));
    }
  }
}
