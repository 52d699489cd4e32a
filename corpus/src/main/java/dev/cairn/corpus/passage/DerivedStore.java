package dev.cairn.corpus.passage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.cairn.corpus.BlobFailure;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Meant;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Keeps what was made from originals, so that it need not be made again: one compressed file for
/// each content and kind, bearing the versions of what made it. Another version replaces it; a file
/// of another version, or one that is torn or damaged, counts as missing. May be deleted at any
/// time. Touches the disk only when used. Thread-safe.
public final class DerivedStore {
  private static final int FORMAT = 0xCA12_0002;
  private static final int BUFFER = 32 * 1024;

  /// What says more is damaged.
  private static final int LONGEST_VECTOR = 65_536;

  private static final String TEXT = "text";
  private static final String DERIVED = "derived";
  private static final String DIRECTIONS = "directions";
  private static final String MEANT = "meant";

  /// What belongs to no content, in a file of its own.
  private static final String VOCABULARY = "vocabulary.directions";

  private final Path root;
  private final AtomicLong number = new AtomicLong();

  public DerivedStore(Path root) {
    this.root = root;
  }

  /// What was read from the original.
  ///
  /// @param extractorVersion as {@link dev.cairn.corpus.Extractor#version()} has it
  public Optional<Extraction.Text> text(ContentId id, String extractorVersion) {
    return read(file(id, TEXT), extractorVersion, ExtractionForm::readText);
  }

  /// @throws BlobFailure if the disk is full or cannot be written
  public void putText(ContentId id, String extractorVersion, Extraction.Text text) {
    write(file(id, TEXT), extractorVersion, out -> ExtractionForm.write(out, text));
  }

  /// Passages and mentions.
  ///
  /// @param key names the versions of all that took part
  public Optional<Derived> derived(ContentId id, String key) {
    return read(file(id, DERIVED), key, DerivedForm::readDerived);
  }

  /// @throws BlobFailure if the disk is full or cannot be written
  public void putDerived(ContentId id, String key, Derived derived) {
    write(file(id, DERIVED), key, out -> DerivedForm.write(out, derived));
  }

  /// Vectors of meaning, one for each text that was made from the content.
  ///
  /// @param key names the model and what it was given
  public Optional<List<float[]>> directions(ContentId id, String key) {
    return read(file(id, DIRECTIONS), key, DerivedStore::readVectors);
  }

  /// @param vectors of equal length
  /// @throws BlobFailure if the disk is full or cannot be written
  public void putDirections(ContentId id, String key, List<float[]> vectors) {
    write(file(id, DIRECTIONS), key, out -> writeVectors(out, vectors));
  }

  /// Concepts that the passages mean.
  ///
  /// @param key names the vocabulary, the way of comparing, and the passages
  public Optional<Meant> meant(ContentId id, String key) {
    return read(file(id, MEANT), key, DerivedForm::readMeant);
  }

  /// @throws BlobFailure if the disk is full or cannot be written
  public void putMeant(ContentId id, String key, Meant meant) {
    write(file(id, MEANT), key, out -> DerivedForm.write(out, meant));
  }

  /// Vectors of meaning of the concepts of the vocabulary, all of them together.
  public Optional<List<float[]>> directions(String key) {
    return read(root.resolve(VOCABULARY), key, DerivedStore::readVectors);
  }

  /// @throws BlobFailure if the disk is full or cannot be written
  public void putDirections(String key, List<float[]> vectors) {
    write(root.resolve(VOCABULARY), key, out -> writeVectors(out, vectors));
  }

  private static void writeVectors(DataOutputStream out, List<float[]> vectors) throws IOException {
    out.writeInt(vectors.size());
    out.writeInt(vectors.isEmpty() ? 0 : vectors.getFirst().length);
    for (var vector : vectors) for (float value : vector) out.writeFloat(value);
  }

  private static List<float[]> readVectors(DataInputStream in) throws IOException {
    int count = in.readInt();
    int length = in.readInt();
    if (length < 0 || length > LONGEST_VECTOR) throw new IOException("no vectors");
    var vectors = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      var vector = new float[length];
      for (int k = 0; k < length; k++) vector[k] = in.readFloat();
      vectors.add(vector);
    }
    return vectors;
  }

  /// Deletes all that was made from the content.
  ///
  /// @throws BlobFailure if it cannot be deleted
  public void forget(ContentId id) {
    try {
      Files.deleteIfExists(file(id, TEXT));
      Files.deleteIfExists(file(id, DERIVED));
      Files.deleteIfExists(file(id, DIRECTIONS));
      Files.deleteIfExists(file(id, MEANT));
    } catch (IOException e) {
      throw new BlobFailure(
          BlobFailure.Kind.UNAVAILABLE, "deleting what was made from " + id + " failed", e);
    }
  }

  /// What {@link #sweep} met.
  ///
  /// @param whole could be read to its end
  /// @param damaged could not, and is gone
  /// @param strays belonged to nothing, and is gone
  public record Swept(long whole, long damaged, long strays) {}

  /// Deletes what cannot be read to its end, what belongs to no content that is wanted, and what a
  /// process left that was killed while writing.
  ///
  /// @throws BlobFailure if the folder cannot be read
  public Swept sweep(Predicate<ContentId> wanted) {
    long whole = 0;
    long damaged = 0;
    long strays = 0;
    if (!Files.isDirectory(root)) return new Swept(0, 0, 0);
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = file.getFileName().toString();
        boolean ofContent =
            name.matches(
                "[0-9a-f]{64}\\.(" + String.join("|", TEXT, DERIVED, DIRECTIONS, MEANT) + ")");
        boolean known = ofContent || name.equals(VOCABULARY);
        // A draft may be in work; it is no file of the store until it has its name.
        if (!known && !isAbandoned(file)) continue;
        if (!known || ofContent && !wanted.test(new ContentId(name.substring(0, 64)))) {
          if (Files.deleteIfExists(file)) strays++;
        } else if (isWhole(file)) whole++;
        else if (Files.deleteIfExists(file)) damaged++;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new BlobFailure(
          BlobFailure.Kind.UNAVAILABLE, "looking through what was made from originals failed", e);
    }
    return new Swept(whole, damaged, strays);
  }

  private boolean isAbandoned(Path draft) throws IOException {
    try {
      return Files.getLastModifiedTime(draft)
          .toInstant()
          .isBefore(ProcessHandle.current().info().startInstant().orElse(Instant.MIN));
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new InflaterInputStream(Files.newInputStream(file)), BUFFER))) {
      in.readInt();
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (NoSuchFileException _) {
      return true;
    } catch (EOFException | ZipException _) {
      return false;
    }
  }

  private Path file(ContentId id, String kind) {
    var hex = id.hex();
    return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex + "." + kind);
  }

  private interface Sink {
    void write(DataOutputStream out) throws IOException;
  }

  private static <T> Optional<T> read(Path file, String key, Form.Reader<T> reader) {
    try (var bytes = Files.newInputStream(file);
        var in =
            new DataInputStream(new BufferedInputStream(new InflaterInputStream(bytes), BUFFER))) {
      if (in.readInt() != FORMAT || !Form.readString(in).equals(key)) return Optional.empty();
      var value = reader.read(in);
      // Coming to the end makes the inflater compare its checksum.
      return in.read() < 0 ? Optional.of(value) : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | RuntimeException _) {
      // Written without forcing it to the disk, so it may be torn after a power failure: whatever
      // is wrong with it, it is made again.
      return Optional.empty();
    }
  }

  private void write(Path file, String key, Sink sink) {
    var directory = file.getParent();
    var temporary =
        file.resolveSibling(file.getFileName() + "." + number.incrementAndGet() + ".part");
    try {
      if (directory != null) Files.createDirectories(directory);
      try (var bytes = Files.newOutputStream(temporary)) {
        writeTo(bytes, key, sink);
      }
      Files.move(temporary, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new BlobFailure(
          BlobFailure.Kind.UNAVAILABLE, "keeping what was made from an original failed", e);
    }
  }

  private static void writeTo(OutputStream bytes, String key, Sink sink) throws IOException {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater, BUFFER))) {
      out.writeInt(FORMAT);
      Form.writeString(out, key);
      sink.write(out);
    } finally {
      deflater.end();
    }
  }
}
