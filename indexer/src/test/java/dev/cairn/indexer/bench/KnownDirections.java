package dev.cairn.indexer.bench;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Directions of passages and sentences, kept in a file beside the texts' hashes, so that a
/// measurement that is repeated reads nothing twice.
public final class KnownDirections implements Embedder {
  private static final int TOGETHER = 64;

  private final Path file;
  private final Embedder embedder;
  private final Map<String, Direction> known = new HashMap<>();

  public KnownDirections(Path file, Embedder embedder) throws IOException {
    this.file = file;
    this.embedder = embedder;
    if (!Files.exists(file)) return;
    var values = new float[embedder.model().dimensions()];
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        var hash = in.readUTF();
        for (int i = 0; i < values.length; i++) values[i] = in.readFloat();
        known.put(hash, Direction.along(values));
      }
    } catch (EOFException _) {
      // all was read
    }
  }

  @Override
  public Model model() {
    return embedder.model();
  }

  @Override
  public Direction question(String text) {
    return embedder.question(text);
  }

  @Override
  public Optional<String> trouble() {
    return embedder.trouble();
  }

  /// Closes nothing.
  @Override
  public void close() {}

  @Override
  public List<Direction> passages(List<String> texts) {
    try {
      return of(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Direction> of(List<String> texts) throws IOException {
    var missing = texts.stream().filter(text -> !known.containsKey(hash(text))).distinct().toList();
    for (int from = 0; from < missing.size(); from += TOGETHER) {
      var some = missing.subList(from, Math.min(missing.size(), from + TOGETHER));
      keep(some, embedder.passages(some));
      if (from / TOGETHER % 10 == 9)
        System.err.printf(Locale.ROOT, "read %d of %d%n", from, missing.size());
    }
    var all = new ArrayList<Direction>();
    for (var text : texts) {
      var direction = known.get(hash(text));
      if (direction == null) throw new IllegalStateException("not read: " + text);
      all.add(direction);
    }
    return all;
  }

  private void keep(List<String> texts, List<Direction> directions) throws IOException {
    try (var out =
        new DataOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)))) {
      for (int i = 0; i < texts.size(); i++) {
        var hash = hash(texts.get(i));
        out.writeUTF(hash);
        for (float value : directions.get(i).values()) out.writeFloat(value);
        known.put(hash, directions.get(i));
      }
    }
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
