package dev.cairn.indexer.care;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Consumer;

/// What a backup holds, as far as it is worth telling.
///
/// @param when its moment
/// @param change number of the last change in it
/// @param items documents and lessons, those in the bin included
/// @param originals how many originals
/// @param bytes of everything in it, before compression
public record Backup(Instant when, long change, long items, long originals, long bytes) {
  /// Version of the form of backups; a newer one is not read.
  static final int FORMAT = 1;

  /// Comes first, so that what cannot be read is refused at once.
  static final String MARK = "cairn-backup";

  static final String GRAPH = "graph.nq";
  static final String SETTINGS = "cairn.properties";
  static final String ORIGINALS = "originals";
  static final String DERIVED = "derived";

  /// One line for each entry before it, in the form that `sha256sum -c` reads.
  static final String SUMS = "SHA256SUMS";

  /// Comes last: a backup that has it is whole.
  static final String LAST = "backup.properties";

  /// It cannot be restored.
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /// @param sentence says what is wrong with it and what to do
    public RefusedException(String sentence) {
      super(sentence);
    }

    /// For the person who brought it.
    public String sentence() {
      return String.valueOf(getMessage());
    }
  }

  /// Unpacks a backup into an empty folder and checks all of it: `graph.nq`, `originals`, and so on
  /// lie there then, on the disk. Nothing outside of the folder is touched.
  ///
  /// @param bytes is read to its end and not closed
  /// @throws RefusedException if it is damaged, incomplete, newer than this program or no backup
  /// @throws IOException if `bytes` cannot be read or the folder cannot be written
  public static Backup unpack(InputStream bytes, Path folder, Consumer<Care.Progress> watcher)
      throws IOException, RefusedException {
    return new BackupReader(folder, watcher).read(bytes);
  }

  String text(String hashOfSums) {
    return "format=%d%nwhen=%s%nchange=%d%nitems=%d%noriginals=%d%nbytes=%d%nsums=%s%n"
        .formatted(FORMAT, when, change, items, originals, bytes, hashOfSums);
  }

  /// What the last entry of a backup says, wherever it was unpacked.
  ///
  /// @throws IllegalArgumentException if it is not what such an entry says
  public static Backup of(String text) {
    var lines = new Properties();
    try {
      lines.load(new StringReader(text));
      return new Backup(
          Instant.parse(lines.getProperty("when", "")),
          number(lines, "change"),
          number(lines, "items"),
          number(lines, "originals"),
          number(lines, "bytes"));
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException("not the end of a backup", e);
    }
  }

  private static long number(Properties lines, String key) {
    return Long.parseLong(lines.getProperty(key, ""));
  }
}
