package dev.cairn.corpus.testkit;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.ContentId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Originals in memory, for tests that need no disk.
public final class MemoryBlobStore implements BlobStore {
  private final Map<ContentId, byte[]> blobs = new ConcurrentHashMap<>();

  @Override
  public Stored put(InputStream bytes, long limitBytes, Consumer<ContentId> named)
      throws IOException, TooLargeException {
    if (limitBytes < 0)
      throw new IllegalArgumentException("limitBytes must be >= 0, got " + limitBytes);
    var all = new ByteArrayOutputStream();
    var chunk = new byte[8192];
    for (int n; (n = bytes.read(chunk)) >= 0; ) {
      all.write(chunk, 0, n);
      if (all.size() > limitBytes) throw new TooLargeException(limitBytes);
    }
    var content = all.toByteArray();
    var id = name(content);
    named.accept(id);
    blobs.putIfAbsent(id, content);
    return new Stored(id, content.length);
  }

  /// The name that these bytes have in every store.
  public static ContentId name(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new ContentId(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public Optional<InputStream> open(ContentId id) {
    return Optional.ofNullable(blobs.get(id)).map(ByteArrayInputStream::new);
  }

  @Override
  public Optional<Long> size(ContentId id) {
    return Optional.ofNullable(blobs.get(id)).map(content -> (long) content.length);
  }

  @Override
  public void each(Consumer<ContentId> reader) {
    blobs.keySet().stream().sorted().forEach(reader);
  }

  @Override
  public void setAside(ContentId id) {
    blobs.remove(id);
  }

  @Override
  public boolean delete(ContentId id) {
    return blobs.remove(id) != null;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
