package dev.cairn.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// Port: where originals live. Construction does no I/O, so the server starts while the store is
/// down. Thread-safe.
public interface BlobStore extends AutoCloseable {
  /// Stores the bytes and names them by their content; when this returns they survive power loss.
  /// The same bytes twice are stored once.
  ///
  /// @param limitBytes more than this is refused, and nothing is kept
  /// @throws TooLargeException if there are more bytes than that
  /// @throws IOException if `bytes` cannot be read to its end; nothing is kept
  /// @throws BlobFailure if the store is unavailable, full or refuses
  default Stored put(InputStream bytes, long limitBytes) throws IOException, TooLargeException {
    return put(bytes, limitBytes, _ -> {});
  }

  /// The same, and says the name as soon as it is known: before the store looks whether these bytes
  /// are there already. So whoever deletes can be kept from deleting them between the two.
  ///
  /// @param named is called once, unless this throws before
  Stored put(InputStream bytes, long limitBytes, Consumer<ContentId> named)
      throws IOException, TooLargeException;

  /// The original, or empty if it was never stored or was deleted. The caller closes the stream.
  Optional<InputStream> open(ContentId id);

  /// How many bytes; empty if it was never stored or was deleted.
  Optional<Long> size(ContentId id);

  /// Hands over the names of all originals that are stored, in their order.
  void each(Consumer<ContentId> reader);

  /// Takes what is stored under this name out of the store, and keeps it where a person can look at
  /// it, since it is not what its name says; the right bytes can be put in its place then. Nothing
  /// happens if it is not there.
  void setAside(ContentId id);

  /// Whether there was something to delete.
  boolean delete(ContentId id);

  /// Empty when operations are likely to succeed, otherwise one sentence for the operator. Cheap.
  Optional<String> trouble();

  /// Closes what this store opened itself. May be called twice.
  @Override
  void close();

  record Stored(ContentId id, long bytes) {}

  /// There were more bytes than are allowed.
  final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final long limitBytes;

    public TooLargeException(long limitBytes) {
      super("more than " + limitBytes + " bytes");
      this.limitBytes = limitBytes;
    }

    public long limitBytes() {
      return limitBytes;
    }
  }
}
