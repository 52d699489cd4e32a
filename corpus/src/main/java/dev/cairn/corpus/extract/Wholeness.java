package dev.cairn.corpus.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Whether a file goes to its end and holds what was written. A parser that is content with less
/// reads half a text without a word.
final class Wholeness {
  /// Readers of PDF look for its end in so many bytes.
  private static final int TAIL = 1_024;

  /// What text is read from in formats that are ZIP archives.
  private static final Pattern TEXT_ENTRY =
      Pattern.compile("(?i).*\\.(?:xml|rels|x?html?|iwa|ncx|opf)|.*\\.(?:xml|apxl)\\.gz");

  private static final long OLE = 0xE11AB1A1E011CFD0L;
  private static final int OLE_HEADER = 512;

  private Wholeness() {}

  /// @param boundary of a mail of several parts, as Tika says
  static boolean isDamaged(Path file, String mediaType, Optional<String> boundary) {
    try {
      if (isZip(mediaType)) return !isSoundZip(file);
      if (boundary.isPresent()) return !hasEndOfMail(file, boundary.get());
      return switch (mediaType) {
        case "application/pdf" -> !hasEndOfPdf(file);
        case "application/rtf" -> isOpenRtf(file);
        default -> isCutOle(file);
      };
    } catch (IOException _) {
      return true;
    }
  }

  private static boolean isZip(String mediaType) {
    return mediaType.startsWith("application/vnd.openxmlformats-officedocument")
        || mediaType.startsWith("application/vnd.oasis.opendocument") && !mediaType.contains("flat")
        || mediaType.startsWith("application/vnd.sun.xml")
        || mediaType.startsWith("application/vnd.apple.")
        || mediaType.startsWith("application/vnd.ms-") && mediaType.contains("macroenabled")
        || mediaType.startsWith("application/vnd.ms-visio.")
        || mediaType.equals("application/vnd.ms-xpsdocument")
        || mediaType.equals("application/epub+zip");
  }

  private static boolean isSoundZip(Path file) throws IOException {
    try (var head = Files.newInputStream(file)) {
      // What is locked, and a few in the old form, are OLE files of the same type.
      if (head.read() != 'P') return !isCutOle(file);
    }
    try (var zip = ZipFile.builder().setPath(file).get()) {
      var entries = Collections.list(zip.getEntries());
      for (var entry : entries) {
        boolean checked =
            TEXT_ENTRY.matcher(entry.getName()).matches()
                && entry.getCrc() >= 0
                && zip.canReadEntryData(entry);
        if (!checked) continue;
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
          in.transferTo(java.io.OutputStream.nullOutputStream());
          if (in.getChecksum().getValue() != entry.getCrc()) return false;
        }
      }
      return !entries.isEmpty();
    }
  }

  private static boolean hasEndOfPdf(Path path) throws IOException {
    return tail(path, TAIL).contains("%%EOF");
  }

  private static boolean hasEndOfMail(Path path, String boundary) throws IOException {
    var end = "--" + boundary + "--";
    // Whatever stands behind the end is small, as a rule.
    return tail(path, 64 * 1024).contains(end)
        || Files.readString(path, StandardCharsets.ISO_8859_1).contains(end);
  }

  private static String tail(Path path, int most) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      int length = (int) Math.min(most, file.length());
      file.seek(file.length() - length);
      var tail = new byte[length];
      file.readFully(tail);
      return new String(tail, StandardCharsets.ISO_8859_1);
    }
  }

  /// Whether more groups begin than end.
  private static boolean isOpenRtf(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 64 * 1024)) {
      long depth = 0;
      boolean closed = false;
      for (int c; (c = in.read()) >= 0; ) {
        switch (c) {
          case '\\' -> in.read();
          case '{' -> depth++;
          case '}' -> closed = --depth <= 0;
          default -> {}
        }
        if (closed) return false;
      }
      return true;
    }
  }

  /// Whether an OLE file uses sectors that lie behind its end.
  private static boolean isCutOle(Path path) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() < OLE_HEADER) return false;
      var header = read(file, 0, OLE_HEADER);
      if (header.getLong(0) != OLE) return false;
      int shift = header.getShort(30);
      if (shift < 7 || shift > 16) return true;
      int size = 1 << shift;
      long sectors = (file.length() - Math.max(OLE_HEADER, size) + size - 1) / size;
      int tables = Math.min(header.getInt(44), 109);
      for (int i = 0; i < tables; i++) {
        int at = header.getInt(76 + 4 * i);
        if (at < 0) continue;
        if (at >= sectors) return true;
        if (beyond(read(file, (at + 1L) << shift, size), (long) i * (size / 4), sectors))
          return true;
      }
      return false;
    }
  }

  /// Whether a sector leads on to one behind the end, or one behind the end leads on. That one ends
  /// there means nothing: some programs write this for sectors that they do not use.
  private static boolean beyond(ByteBuffer table, long first, long sectors) {
    for (int i = 0; i < table.limit() / 4; i++) {
      int next = table.getInt(4 * i);
      if (next >= sectors || next >= 0 && first + i >= sectors) return true;
    }
    return false;
  }

  private static ByteBuffer read(RandomAccessFile file, long at, int length) throws IOException {
    var bytes = new byte[(int) Math.max(0, Math.min(length, file.length() - at))];
    file.seek(at);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
