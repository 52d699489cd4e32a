package dev.cairn.corpus.extract;

import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.jspecify.annotations.Nullable;

/// Where the files of one container go: each under a number, its name made safe and unique, number
/// and bytes bounded. For one thread; only `parts` may be asked from another.
final class Room {
  /// Gives the bytes of a file. What it throws is the outcome of this file.
  interface Source {
    void writeTo(OutputStream out) throws Exception;
  }

  private final Path folder;
  private final ExtractLimits limits;
  private final long bound;
  private final BooleanSupplier brokenOff;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();
  private int number;
  private long bytes;

  /// @param size of the container, in bytes
  Room(Path folder, ExtractLimits limits, long size, BooleanSupplier brokenOff) {
    this.folder = folder;
    this.limits = limits;
    this.brokenOff = brokenOff;
    bound = limits.roomFor(size);
  }

  synchronized List<Part> parts() {
    return List.copyOf(parts);
  }

  private synchronized void add(Part part) {
    parts.add(part);
  }

  /// Whether all that could be had is locked.
  synchronized boolean isLocked() {
    return !parts.isEmpty()
        && parts.stream()
            .allMatch(part ->
                part instanceof Part.Missed(_, Outcome outcome)
                    && outcome instanceof Outcome.Locked);
  }

  synchronized boolean misses() {
    return parts.stream().anyMatch(Part.Missed.class::isInstance);
  }

  /// Notes a file that is there and cannot be had.
  void miss(String name, Outcome outcome) throws StoppedException {
    refuseWhenFull();
    add(new Part.Missed(PartPaths.unique(PartPaths.safe(name, ++number), paths), outcome));
  }

  /// Takes back all parts, to begin again.
  void clear() {
    for (var part : parts()) if (part instanceof Part.Whole whole) delete(whole.bytes());
    synchronized (this) {
      parts.clear();
    }
    paths.clear();
    bytes = 0;
    number = 0;
  }

  private void refuseWhenFull() throws StoppedException {
    if (parts.size() >= limits.parts()) throw new StoppedException(Limits.parts(limits.parts()));
  }

  /// Makes a part of these bytes.
  ///
  /// @return whether the bytes were sound, as far as that shows
  /// @throws StoppedException if no more may come out of this container
  /// @throws RoomException if the room cannot be written to
  boolean take(String name, Metadata said, Source source)
      throws StoppedException, BrokenOffException {
    refuseWhenFull();
    var path = PartPaths.unique(PartPaths.safe(name, number + 1), paths);
    var file = folder.resolve(Integer.toString(++number));
    var sink = new Sink(file);
    Outcome missed = null;
    try (sink) {
      source.writeTo(sink);
    } catch (Exception thrown) {
      missed = outcome(thrown);
    }
    if (sink.failure != null) throw new RoomException(sink.failure);
    if (sink.refused != null) missed = sink.refused;
    if (missed == null) {
      add(new Part.Whole(path, file, said));
      return true;
    }
    delete(file);
    if (brokenOff.getAsBoolean()) throw new BrokenOffException();
    add(new Part.Missed(path, missed));
    if (missed instanceof Outcome.Stopped(Limit at, _) && at.kind() == Limit.Kind.EXPANSION)
      throw new StoppedException(at);
    return !(missed instanceof Outcome.Corrupt);
  }

  /// Tries to read bytes without making a part of them.
  boolean probe(Source source) throws StoppedException, BrokenOffException {
    var sink = new Sink(null);
    try (sink) {
      source.writeTo(sink);
      return true;
    } catch (Exception _) {
      if (brokenOff.getAsBoolean()) throw new BrokenOffException();
      if (sink.refused instanceof Outcome.Stopped(Limit at, _)) throw new StoppedException(at);
      return false;
    }
  }

  private static Outcome outcome(Exception thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof EncryptedDocumentException || t instanceof PasswordRequiredException)
        return new Outcome.Locked();
      if (t instanceof MemoryLimitException) return new Outcome.Stopped(Limits.memory(), false);
      if (t instanceof UnsupportedFormatException || t instanceof UnsupportedZipFeatureException)
        return new Outcome.Unsupported(Sentences.PACKED);
    }
    return new Outcome.Corrupt(Sentences.ENTRY, false);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new RoomException(e);
    }
  }

  /// Counts what passes, and refuses what is too much.
  private final class Sink extends OutputStream {
    private final @Nullable OutputStream out;
    private long length;
    @Nullable Outcome refused;
    @Nullable IOException failure;

    /// @param file absent: the bytes are only counted
    Sink(@Nullable Path file) {
      OutputStream opened = null;
      if (file != null) {
        try {
          opened = new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
          throw new RoomException(e);
        }
      }
      out = opened;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int count) throws IOException {
      if (brokenOff.getAsBoolean()) throw new IOException("broken off");
      length += count;
      bytes += count;
      if (bytes > bound) refused = new Outcome.Stopped(Limits.expansion(bound), false);
      else if (length > limits.partBytes()) refused = new Outcome.TooLarge(limits.partBytes());
      if (refused != null) throw new IOException("refused");
      try {
        if (out != null) out.write(from, start, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void close() {
      try {
        if (out != null) out.close();
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
