package dev.cairn.ontology.tdb;

import dev.cairn.ontology.GraphStore.Change;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;

/// Changes that are durable and not yet in the files of a generation, one after another in files
/// `changes-1.log`, `changes-2.log` … A record is its length, a checksum and a {@link
/// ChangeRecord}; where the last one is torn, its change was never acknowledged. Used by one thread
/// at a time.
final class ChangeLog {
  private static final String NAME = "changes-";
  private static final String ENDING = ".log";
  private static final int HEAD = 8;

  private final Path directory;
  private long number;
  private FileChannel file;

  private ChangeLog(Path directory, long number, FileChannel file) {
    this.directory = directory;
    this.number = number;
    this.file = file;
  }

  /// Goes on after what is there.
  static ChangeLog open(Path directory) throws IOException {
    var files = files(directory);
    long number = files.isEmpty() ? 1 : number(files.getLast()) + 1;
    return new ChangeLog(directory, number, begin(directory, number));
  }

  private static FileChannel begin(Path directory, long number) throws IOException {
    var file =
        FileChannel.open(
            directory.resolve(NAME + number + ENDING),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE);
    FolderShelf.force(directory);
    return file;
  }

  /// What the files before this process hold, oldest first.
  List<List<Change>> left() throws IOException {
    var left = new ArrayList<List<Change>>();
    for (var path : files(directory)) if (number(path) < number) read(path, left);
    return left;
  }

  private static void read(Path path, List<List<Change>> to) throws IOException {
    try (var in = new DataInputStream(Files.newInputStream(path))) {
      while (true) {
        int length = in.readInt();
        int checksum = in.readInt();
        if (length < 0) return;
        var record = in.readNBytes(length);
        if (record.length < length) return;
        if (checksum(record) != checksum) {
          if (in.read() < 0) return;
          throw new IOException("damaged in the middle: " + path.getFileName());
        }
        to.add(ChangeRecord.read(record));
      }
    } catch (EOFException e) {
      // The end, or the torn beginning of a record.
    }
  }

  /// Appends, and returns when it survives loss of power. Where that fails nothing was appended.
  void append(List<Change> changes) {
    var record = ChangeRecord.write(changes);
    var bytes = ByteBuffer.allocate(HEAD + record.length);
    bytes.putInt(record.length).putInt(checksum(record)).put(record).flip();
    try {
      long end = file.position();
      try {
        while (bytes.hasRemaining()) file.write(bytes);
        file.force(false);
      } catch (IOException e) {
        takeBack(end, e);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeBack(long end, IOException reason) throws IOException {
    try {
      file.truncate(end);
      file.position(end);
      file.force(false);
    } catch (IOException e) {
      reason.addSuppressed(e);
      // What follows half a record would never be read again.
      file.close();
    }
  }

  private static int checksum(byte[] record) {
    var sum = new CRC32C();
    sum.update(record);
    return (int) sum.getValue();
  }

  /// Begins the next file.
  ///
  /// @return number of the one before
  long turn() {
    try {
      var next = begin(directory, number + 1);
      file.close();
      file = next;
      return number++;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes the files before this process, once what they hold is in a generation.
  void forgetFormer() {
    forget(number - 1);
  }

  /// Deletes the files up to this one: what stands there is in a generation now.
  void forget(long last) {
    try {
      for (var path : files(directory)) if (number(path) <= last) Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    var found = new ArrayList<Path>();
    try (var paths = Files.newDirectoryStream(directory, NAME + "*" + ENDING)) {
      paths.forEach(found::add);
    }
    found.sort(Comparator.comparingLong(ChangeLog::number));
    return found;
  }

  private static long number(Path file) {
    var name = file.getFileName().toString();
    return Long.parseLong(name.substring(NAME.length(), name.length() - ENDING.length()));
  }
}
