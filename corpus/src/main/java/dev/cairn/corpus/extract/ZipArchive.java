package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import net.lingala.zip4j.model.FileHeader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.tika.exception.EncryptedDocumentException;
import org.xml.sax.SAXException;

/// A ZIP archive, by its list of contents, and where that was cut off, from its start.
final class ZipArchive {
  /// What names are written in where nothing is said, by the specification.
  private static final Charset OLD = Charset.forName("IBM437");

  private static final byte[] ENTRY = {'P', 'K', 3, 4};

  private final Path file;
  private final SequencedSet<String> passwords;
  private final LocalDate today;
  private final Room room;

  ZipArchive(Path file, List<String> passwords, LocalDate today, Room room) {
    this.file = file;
    this.passwords = new LinkedHashSet<>(passwords);
    this.today = today;
    this.room = room;
  }

  /// Opens the file as a stream.
  interface Opening {
    InputStream open() throws IOException;
  }

  void read(Opening opening) throws IOException, SAXException {
    ZipFile zip;
    try {
      zip = ZipFile.builder().setPath(file).get();
    } catch (IOException _) {
      readFromStart(opening);
      throw new IOException("without its list of contents");
    }
    try (zip) {
      if (!zip.getEntries().hasMoreElements() && beginsWithEntry(opening))
        throw new IOException("with an empty list of contents");
      for (var entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        var name = name(entry);
        if (entry.isDirectory() || entry.isUnixSymlink() || Archives.isSkipped(name)) continue;
        if (entry.getGeneralPurposeBit().usesEncryption()) takeLocked(entry, name);
        else take(name, entry, out -> copy(zip, entry, out));
      }
    }
  }

  private static boolean beginsWithEntry(Opening opening) throws IOException {
    try (var in = opening.open()) {
      return Arrays.equals(in.readNBytes(ENTRY.length), ENTRY);
    }
  }

  private void take(String name, ZipArchiveEntry entry, Room.Source source) throws SAXException {
    var date = entry.getTime() < 0 ? null : entry.getLastModifiedDate();
    room.take(name, Archives.said(date, today), source);
  }

  private static void copy(ZipFile zip, ZipArchiveEntry entry, OutputStream out)
      throws IOException {
    try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      in.transferTo(out);
      if (entry.getCrc() >= 0 && in.getChecksum().getValue() != entry.getCrc())
        throw new IOException("not what was packed");
    }
  }

  /// Tries the passwords; the one that opened the last entry comes first.
  private void takeLocked(ZipArchiveEntry entry, String name) throws IOException, SAXException {
    try (var zip = new net.lingala.zip4j.ZipFile(file.toFile())) {
      var header =
          zip.getFileHeaders().stream()
              .filter(it -> it.getOffsetLocalHeader() == entry.getLocalHeaderOffset())
              .findFirst();
      for (var password : List.copyOf(passwords)) {
        if (header.isEmpty()) break;
        Room.Source source = out -> copy(zip, header.get(), password, out);
        if (!room.probe(source)) continue;
        passwords.addFirst(password);
        take(name, entry, source);
        return;
      }
    }
    take(
        name,
        entry,
        _ -> {
          throw new EncryptedDocumentException("locked");
        });
  }

  private static void copy(
      net.lingala.zip4j.ZipFile zip, FileHeader header, String password, OutputStream out)
      throws IOException {
    zip.setPassword(password.toCharArray());
    try (var in = zip.getInputStream(header)) {
      in.transferTo(out);
    }
  }

  private void readFromStart(Opening opening) throws IOException, SAXException {
    try (var in =
        new ZipArchiveInputStream(opening.open(), StandardCharsets.UTF_8.name(), true, true)) {
      for (ZipArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
        var name = name(entry);
        if (entry.isDirectory() || Archives.isSkipped(name)) continue;
        if (entry.getGeneralPurposeBit().usesEncryption()) {
          take(
              name,
              entry,
              _ -> {
                throw new EncryptedDocumentException("locked");
              });
        } else {
          take(name, entry, in::transferTo);
        }
      }
    } catch (IOException | IllegalArgumentException _) {
      // Here it was cut off; the caller says so.
    }
  }

  private static String name(ZipArchiveEntry entry) {
    var raw = entry.getRawName();
    boolean said =
        raw == null
            || entry.getGeneralPurposeBit().usesUTF8ForNames()
            || entry.getNameSource() != ZipArchiveEntry.NameSource.NAME;
    if (said) return entry.getName();
    return new String(raw, Utf8First.isUtf8(raw, true) ? StandardCharsets.UTF_8 : OLD);
  }
}
