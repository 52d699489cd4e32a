package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Whether a file goes to its end. A parser that is content with less reads half a text without a
/// word.
final class Wholeness {
  /// Readers of PDF look for its end in so many bytes.
  private static final int TAIL = 1_024;

  private Wholeness() {}

  static boolean isCutOff(Path file, String mediaType) {
    try {
      if (isZip(mediaType)) {
        // The list of contents stands at the end.
        try (var zip = new ZipFile(file.toFile())) {
          return zip.size() == 0;
        } catch (ZipException _) {
          return true;
        }
      }
      return mediaType.equals("application/pdf") && !hasEndOfPdf(file);
    } catch (IOException _) {
      return true;
    }
  }

  private static boolean isZip(String mediaType) {
    return mediaType.startsWith("application/vnd.openxmlformats-officedocument")
        || mediaType.startsWith("application/vnd.oasis.opendocument") && !mediaType.contains("flat")
        || mediaType.startsWith("application/vnd.ms-") && mediaType.contains("macroenabled")
        || mediaType.equals("application/epub+zip");
  }

  private static boolean hasEndOfPdf(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      int length = (int) Math.min(TAIL, file.length());
      file.seek(file.length() - length);
      var tail = new byte[length];
      file.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF");
    }
  }
}
