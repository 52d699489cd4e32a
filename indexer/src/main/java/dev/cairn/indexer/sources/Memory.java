package dev.cairn.indexer.sources;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.ItemId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/// What is remembered of the files of one source, under the hashes of their paths, in one file. It
/// spares reading; a file that is lost or torn costs reading everything once. For one thread at a
/// time.
final class Memory {
  private static final System.Logger LOG = System.getLogger(Memory.class.getName());
  private static final int FORMAT = 0x43534d31;

  private final Path file;
  private final String salt;
  private final Map<String, Row> rows = new HashMap<>();
  private @Nullable Stamp mark;
  private boolean changed;

  private Memory(Path file, String salt) {
    this.file = file;
    this.salt = salt;
  }

  /// @param salt makes the same path another one in another source
  static Memory open(Path file, String salt) {
    var memory = new Memory(file, salt);
    try {
      memory.load();
    } catch (NoSuchFileException _) {
      LOG.log(System.Logger.Level.DEBUG, "nothing is remembered yet");
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "what was remembered of a source cannot be read; its files are read again",
          e);
      memory.rows.clear();
      memory.mark = null;
    }
    return memory;
  }

  String key(String path) {
    return Hashing.hex((salt + "\n" + path).getBytes(StandardCharsets.UTF_8));
  }

  Optional<Row> of(String path) {
    return Optional.ofNullable(rows.get(key(path)));
  }

  void put(String path, Row row) {
    if (!row.equals(rows.put(key(path), row))) changed = true;
  }

  void forget(String path) {
    if (rows.remove(key(path)) != null) changed = true;
  }

  void keepOnly(Collection<String> keys) {
    changed |= rows.keySet().retainAll(keys);
  }

  /// Hash of a path → what is remembered.
  Map<String, Row> rows() {
    return java.util.Collections.unmodifiableMap(rows);
  }

  /// What the whole source looked like when it was looked through completely; for sources that are
  /// one file.
  Optional<Stamp> mark() {
    return Optional.ofNullable(mark);
  }

  void mark(@Nullable Stamp stamp) {
    if (!java.util.Objects.equals(stamp, mark)) changed = true;
    mark = stamp;
  }

  /// Writes it down if anything changed: after a crash either all of it or what was there before.
  void save() throws IOException {
    if (!changed) return;
    var temporary = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var sum = new CheckedOutputStream(Channels.newOutputStream(channel), new CRC32());
      var out = new DataOutputStream(new BufferedOutputStream(sum, 1 << 16));
      out.writeInt(FORMAT);
      out.writeBoolean(mark != null);
      if (mark != null) write(mark, out);
      out.writeInt(rows.size());
      for (var row : rows.entrySet()) {
        out.write(HexFormat.of().parseHex(row.getKey()));
        write(row.getValue(), out);
      }
      out.flush();
      out.writeLong(sum.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    changed = false;
  }

  private void load() throws IOException {
    try (var sum =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32());
        var in = new DataInputStream(sum)) {
      if (in.readInt() != FORMAT) throw new IOException("another form");
      if (in.readBoolean()) mark = readStamp(in);
      for (int left = in.readInt(); left > 0; left--) {
        var key = HexFormat.of().formatHex(in.readNBytes(32));
        rows.put(key, readRow(in));
      }
      long found = sum.getChecksum().getValue();
      if (in.readLong() != found) throw new IOException("the sum does not fit");
    }
  }

  private static void write(Stamp stamp, DataOutputStream out) throws IOException {
    out.writeLong(stamp.size());
    out.writeLong(stamp.modified());
    out.writeLong(stamp.inode());
    out.writeLong(stamp.born());
    out.writeLong(stamp.device());
  }

  private static Stamp readStamp(DataInputStream in) throws IOException {
    return new Stamp(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  private static void write(Row row, DataOutputStream out) throws IOException {
    write(row.stamp(), out);
    out.writeByte(row.fate().ordinal());
    out.writeBoolean(row.content().isPresent());
    if (row.content().isPresent()) out.write(HexFormat.of().parseHex(row.content().get().hex()));
    out.writeUTF(row.item().map(ItemId::toString).orElse(""));
    out.writeUTF(row.validator());
  }

  private static Row readRow(DataInputStream in) throws IOException {
    var stamp = readStamp(in);
    int fate = in.readByte();
    if (fate < 0 || fate >= Row.Fate.values().length) throw new IOException("no such fate");
    Optional<ContentId> content =
        in.readBoolean()
            ? Optional.of(new ContentId(HexFormat.of().formatHex(in.readNBytes(32))))
            : Optional.empty();
    var item = in.readUTF();
    return new Row(
        stamp,
        Row.Fate.values()[fate],
        content,
        item.isEmpty() ? Optional.empty() : Optional.of(new ItemId(item)),
        in.readUTF());
  }
}
