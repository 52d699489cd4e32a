package dev.cairn.indexer.mapping;

import dev.cairn.indexer.Direction;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Directions of texts that a model has read, in one file beside what is derived from originals. It
/// may be deleted; one that cannot be read is as good as none.
final class KnownTexts {
  private static final System.Logger LOG = System.getLogger(KnownTexts.class.getName());
  private static final int MAGIC = 0xCA12_0001;
  private static final int MOST = 1_000_000;
  private static final int LONGEST_VECTOR = 16_384;

  private KnownTexts() {}

  /// By text, those of this model.
  static Map<UUID, Direction> read(Path file, String model) {
    var known = new HashMap<UUID, Direction>();
    if (!Files.exists(file)) return known;
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(model)) return known;
      int count = in.readInt();
      int length = in.readInt();
      if (count < 0 || count > MOST || length < 1 || length > LONGEST_VECTOR)
        throw new IOException("no directions");
      for (int i = 0; i < count; i++) {
        var key = new UUID(in.readLong(), in.readLong());
        var values = new float[length];
        for (int k = 0; k < length; k++) values[k] = in.readFloat();
        known.put(key, Direction.of(values));
      }
      return known;
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "directions of concepts are read anew", e);
      return new HashMap<>();
    }
  }

  /// @param known at least one, all of equal length
  static void write(Path file, String model, Map<UUID, Direction> known) {
    var fresh = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
        out.writeInt(MAGIC);
        out.writeUTF(model);
        out.writeInt(known.size());
        out.writeInt(known.values().iterator().next().dimensions());
        for (var entry : known.entrySet()) {
          out.writeLong(entry.getKey().getMostSignificantBits());
          out.writeLong(entry.getKey().getLeastSignificantBits());
          for (float value : entry.getValue().values()) out.writeFloat(value);
        }
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "directions of concepts could not be kept", e);
    }
  }

  static UUID key(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
