package dev.cairn.corpus.extract.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process takes of the machine's memory.
final class Memory {
  /// Every system that Java 25 runs on and that has /proc has pages of this size or larger ones.
  private static final long PAGE = 4096;

  private Memory() {}

  /// Bytes in memory now; 0 where the system does not tell.
  static long of(long pid) {
    try {
      var fields =
          new String(Files.readAllBytes(Path.of("/proc/" + pid + "/statm")), US_ASCII).split(" ");
      return Long.parseLong(fields[1]) * PAGE;
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }
}
