package dev.cairn.ontology.tdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How much room a file takes. TDB2 lengthens its files by eight megabytes at a time; what it has
/// not written yet takes no room and reads as zeros.
final class FileRoom {
  private static final int STEP = 8 * 1024 * 1024;
  private static final int PAGE = 4096;

  private FileRoom() {}

  /// @return bytes, whole pages; 0 if the file has vanished
  static long of(Path file) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      if (length == 0 || length % STEP > 0) return pages(length);
      var part = ByteBuffer.allocate(1 << 20);
      for (long end = length; end > 0; end -= part.capacity()) {
        part.clear();
        for (int n = 0; n >= 0 && part.hasRemaining(); )
          n = channel.read(part, end - part.capacity() + part.position());
        int last = part.position() - 1;
        while (last >= 0 && part.get(last) == 0) last--;
        if (last >= 0) return pages(end - part.capacity() + last + 1);
      }
      return 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long pages(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}
