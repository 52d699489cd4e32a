package dev.cairn.corpus.blob;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Files named `aa/bb/<sha-256>` below a root; `incoming/` holds what is being written, `damaged/`
/// what was set aside.
final class DirectoryBlobStore implements BlobStore {
  private static final int CHUNK = 64 * 1024;

  /// Below this an upload is likely to fail before long.
  private static final long LITTLE_SPACE = 64L * 1024 * 1024;

  private static final String DAMAGED = "damaged";
  private static final String TWO_DIGITS = "[0-9a-f]{2}";
  private static final String REST = "[0-9a-f]{60}";

  private final Path root;
  private final Path incoming;

  /// Directories whose own entry in their parent was forced to disk by this process. What an
  /// earlier process made is forced once more, since nobody knows whether it came to that.
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  private final AtomicLong number = new AtomicLong();
  private volatile boolean open;

  DirectoryBlobStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.incoming = this.root.resolve("incoming");
  }

  @Override
  public Stored put(InputStream bytes, long limitBytes, Consumer<ContentId> named)
      throws IOException, TooLargeException {
    if (limitBytes < 0)
      throw new IllegalArgumentException("limitBytes must be >= 0, got " + limitBytes);
    Path temporary;
    try {
      prepare();
      temporary = incoming.resolve(Long.toString(number.incrementAndGet()));
    } catch (IOException e) {
      throw unavailable("storing an original", e);
    }
    try {
      var stored = write(bytes, limitBytes, temporary);
      named.accept(stored.id());
      keep(temporary, stored);
      return stored;
    } finally {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException _) {
        // The next opening sweeps it away; the outcome of this call is decided already.
      }
    }
  }

  private Stored write(InputStream bytes, long limitBytes, Path temporary)
      throws IOException, TooLargeException {
    var digest = sha256();
    var chunk = new byte[CHUNK];
    long total = 0;
    try (var file = created(temporary)) {
      for (int n; (n = bytes.read(chunk)) >= 0; ) {
        total += n;
        if (total > limitBytes) throw new TooLargeException(limitBytes);
        digest.update(chunk, 0, n);
        writeFully(file, ByteBuffer.wrap(chunk, 0, n));
      }
      force(file);
    }
    return new Stored(new ContentId(HexFormat.of().formatHex(digest.digest())), total);
  }

  private static FileChannel created(Path file) {
    try {
      return FileChannel.open(file, CREATE_NEW, WRITE);
    } catch (IOException e) {
      throw unavailable("storing an original", e);
    }
  }

  // A failure of this disk and a failure of the sender are different outcomes, though both are
  // IOExceptions: the former are wrapped where they happen.
  private static void writeFully(FileChannel file, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) file.write(bytes);
    } catch (IOException e) {
      throw unavailable("storing an original", e);
    }
  }

  private static void force(FileChannel file) {
    try {
      file.force(true);
    } catch (IOException e) {
      throw unavailable("storing an original", e);
    }
  }

  private void keep(Path temporary, Stored stored) {
    try {
      var target = fileOf(stored.id());
      var directory = makeDurable(parent(target));
      // Equal names are equal bytes, so what is there stays; unless its length shows that the disk
      // damaged it.
      if (!Files.exists(target) || Files.size(target) != stored.bytes())
        Files.move(temporary, target, ATOMIC_MOVE);
      // Also for bytes that were there: whoever put them may not have come to this line.
      sync(directory);
    } catch (IOException e) {
      throw unavailable("storing original " + stored.id(), e);
    }
  }

  @Override
  public Optional<InputStream> open(ContentId id) {
    try {
      return Optional.of(Files.newInputStream(fileOf(id)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("opening original " + id, e);
    }
  }

  @Override
  public Optional<Long> size(ContentId id) {
    try {
      return Optional.of(Files.size(fileOf(id)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("looking for original " + id, e);
    }
  }

  @Override
  public void each(Consumer<ContentId> reader) {
    try {
      for (var first : inside(root, TWO_DIGITS))
        for (var second : inside(first, TWO_DIGITS))
          for (var file : inside(second, first.getFileName() + "" + second.getFileName() + REST))
            reader.accept(new ContentId(file.getFileName().toString()));
    } catch (IOException e) {
      throw unavailable("listing the originals", e);
    }
  }

  /// What has such a name, in the order of names; nothing if the folder is not there.
  private static List<Path> inside(Path folder, String name) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().matches(name)).sorted().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  @Override
  public void setAside(ContentId id) {
    var file = fileOf(id);
    try {
      if (!Files.exists(file)) return;
      var aside = makeDurable(root.resolve(DAMAGED));
      Files.move(file, aside.resolve(id.hex()), ATOMIC_MOVE);
      sync(aside);
      sync(parent(file));
    } catch (IOException e) {
      throw unavailable("setting original " + id + " aside", e);
    }
  }

  @Override
  public boolean delete(ContentId id) {
    try {
      Files.deleteIfExists(root.resolve(DAMAGED).resolve(id.hex()));
      var file = fileOf(id);
      if (!Files.deleteIfExists(file)) return false;
      sync(parent(file));
      return true;
    } catch (IOException e) {
      throw unavailable("deleting original " + id, e);
    }
  }

  @Override
  public Optional<String> trouble() {
    try {
      prepare();
      if (!Files.isWritable(incoming))
        return Optional.of("The folder of originals cannot be written to.");
      if (Files.getFileStore(root).getUsableSpace() < LITTLE_SPACE)
        return Optional.of("The disk that holds the originals is nearly full.");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("The folder of originals cannot be used.");
    }
  }

  @Override
  public void close() {
    // Nothing stays open between calls.
  }

  private void prepare() throws IOException {
    if (open) return;
    synchronized (this) {
      if (open) return;
      Files.createDirectories(root);
      if (root.getParent() != null) sync(root.getParent());
      Files.createDirectories(incoming);
      try (var leftOvers = Files.newDirectoryStream(incoming)) {
        for (var leftOver : leftOvers) Files.delete(leftOver);
      }
      open = true;
    }
  }

  /// Makes sure that the directory and those between it and the root survive power loss.
  private Path makeDurable(Path directory) throws IOException {
    if (directory.equals(root) || durable.contains(directory)) return directory;
    var parent = makeDurable(parent(directory));
    Files.createDirectories(directory);
    sync(parent);
    durable.add(directory);
    return directory;
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  private Path fileOf(ContentId id) {
    var hex = id.hex();
    return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  private static Path parent(Path path) {
    var parent = path.getParent();
    if (parent == null) throw new IllegalArgumentException("'" + path + "' has no parent");
    return parent;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static BlobFailure unavailable(String attempt, IOException cause) {
    return new BlobFailure(BlobFailure.Kind.UNAVAILABLE, attempt + " failed", cause);
  }
}
