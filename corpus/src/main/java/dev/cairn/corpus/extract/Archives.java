package dev.cairn.corpus.extract;

import com.github.junrar.Archive;
import com.github.junrar.exception.RarException;
import com.github.junrar.exception.UnsupportedRarV5Exception;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorInputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/// Hands over what is in an archive, one level deep: an archive inside is a file like the others.
/// What is only compressed is an archive of one file, and a compressed tar one archive.
final class Archives {
  /// What the program that made the archive wrote for itself.
  private static final Pattern BOOKKEEPING =
      Pattern.compile("(?:.*/)?(?:__MACOSX/.*|\\.DS_Store|Thumbs\\.db|desktop\\.ini)");

  private static final Pattern COMPRESSED =
      Pattern.compile("(?i)\\.(?:gz|bz2?|xz|z|lzma|zst|lz4|sz|snappy|br)$");
  private static final Pattern COMPRESSED_TAR =
      Pattern.compile("(?i)\\.(?:tgz|tbz2?|txz|taz|tlz)$");

  /// What unpacking may use, in KiB; a file can ask for gigabytes.
  private static final int MEMORY = 128 * 1024;

  private static final int TAR_BLOCK = 512;

  private final List<String> passwords;
  private final LocalDate today;
  private final Room room;
  private final BooleanSupplier brokenOff;

  Archives(List<String> passwords, LocalDate today, Room room, BooleanSupplier brokenOff) {
    this.passwords = passwords;
    this.today = today;
    this.room = room;
    this.brokenOff = brokenOff;
  }

  /// Fills the room. Returns normally if the archive was read to its end; parts may be missed all
  /// the same.
  ///
  /// @param family the type or one of those it is a kind of, as far as Tika unpacks it
  /// @return a sentence that says what this is
  /// @throws EncryptedDocumentException if all of it is locked
  String read(MediaType family, Path file, String name)
      throws IOException, SAXException, EncryptedDocumentException, UnsupportedFormatException {
    boolean single = false;
    switch (family.getSubtype()) {
      case "zip", "java-archive" ->
          new ZipArchive(file, passwords, today, room).read(() -> open(file));
      case "x-7z-compressed" -> readSevenZip(file);
      case "x-rar-compressed" -> readRar(file);
      default -> single = readStream(file, name);
    }
    if (room.isLocked()) throw new EncryptedDocumentException("locked");
    return single ? Sentences.COMPRESSED : Sentences.archive(room.parts());
  }

  private BufferedInputStream open(Path file) throws IOException {
    return new BufferedInputStream(
        new FilterInputStream(Files.newInputStream(file)) {
          @Override
          public int read() throws IOException {
            check();
            return super.read();
          }

          @Override
          public int read(byte[] to, int start, int length) throws IOException {
            check();
            return super.read(to, start, length);
          }

          private void check() throws IOException {
            if (brokenOff.getAsBoolean()) throw new IOException("broken off");
          }
        });
  }

  /// @return whether it is one compressed file
  private boolean readStream(Path file, String name)
      throws IOException, SAXException, UnsupportedFormatException {
    try (var in = open(file)) {
      var archive = archive(in);
      if (archive.isPresent()) {
        readEntries(archive.get());
        return false;
      }
      try (var unpacked = unpacked(in)) {
        // No larger: what is read at once is lost at once, where the file was cut off.
        var content = new BufferedInputStream(unpacked, TAR_BLOCK);
        if (isTar(content)) {
          readEntries(new TarArchiveInputStream(content, StandardCharsets.UTF_8.name()));
          return false;
        }
        boolean sound = room.take(nameInside(unpacked, name), Metadata.none(), content::transferTo);
        if (!sound) throw new IOException("damaged");
        return true;
      }
    }
  }

  private static CompressorInputStream unpacked(InputStream in)
      throws IOException, UnsupportedFormatException {
    try {
      var kind = CompressorStreamFactory.detect(in);
      return new CompressorStreamFactory(true, MEMORY).createCompressorInputStream(kind, in);
    } catch (CompressorException e) {
      if (e.getCause() instanceof MemoryLimitException memory) throw memory;
      if (e.getCause() instanceof IOException damage) throw damage;
      throw new UnsupportedFormatException("compressed in an unknown way");
    } catch (LinkageError e) {
      throw new UnsupportedFormatException("compressed in a way that nothing here knows");
    }
  }

  private static Optional<ArchiveInputStream<?>> archive(BufferedInputStream in)
      throws IOException {
    if (isTar(in)) return Optional.of(new TarArchiveInputStream(in, StandardCharsets.UTF_8.name()));
    try {
      return Optional.of(
          ArchiveStreamFactory.DEFAULT.createArchiveInputStream(
              ArchiveStreamFactory.detect(in), in, StandardCharsets.UTF_8.name()));
    } catch (ArchiveException _) {
      return Optional.empty();
    }
  }

  /// By the sum in its first block, since old ones have no mark.
  private static boolean isTar(BufferedInputStream in) throws IOException {
    in.mark(TAR_BLOCK);
    try {
      var block = in.readNBytes(TAR_BLOCK);
      return block.length == TAR_BLOCK && block[0] != 0 && TarUtils.verifyCheckSum(block);
    } catch (IOException | IllegalArgumentException _) {
      // No number, or damage, which whoever reads it next will tell.
      return false;
    } finally {
      in.reset();
    }
  }

  private static String nameInside(CompressorInputStream in, String name) {
    if (in instanceof GzipCompressorInputStream gzip) {
      var said = gzip.getMetaData().getFileName();
      if (said != null && !said.isBlank()) return said;
    }
    if (COMPRESSED_TAR.matcher(name).find())
      return COMPRESSED_TAR.matcher(name).replaceFirst(".tar");
    return COMPRESSED.matcher(name).replaceFirst("");
  }

  private void readEntries(ArchiveInputStream<?> in) throws IOException, SAXException {
    for (ArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
      if (entry.isDirectory() || isSkipped(entry.getName())) continue;
      // A link or a device holds nothing; what a link leads to is an entry itself.
      if (entry instanceof TarArchiveEntry tar && isEmptyHanded(tar)) continue;
      if (!in.canReadEntryData(entry)) {
        room.miss(entry.getName(), new Outcome.Unsupported(Sentences.PACKED));
        continue;
      }
      boolean sound = room.take(entry.getName(), said(date(entry), today), in::transferTo);
      if (!sound) throw new IOException("damaged");
    }
  }

  private static boolean isEmptyHanded(TarArchiveEntry tar) {
    return tar.isSymbolicLink()
        || tar.isLink()
        || tar.isBlockDevice()
        || tar.isCharacterDevice()
        || tar.isFIFO();
  }

  private static @Nullable Date date(ArchiveEntry entry) {
    try {
      return entry.getLastModifiedDate();
    } catch (RuntimeException _) {
      return null;
    }
  }

  static boolean isSkipped(String name) {
    return BOOKKEEPING.matcher(name.replace('\\', '/')).matches();
  }

  /// What an archive says of a file in it. Days before 1981 are what is written where there is
  /// none.
  static Metadata said(@Nullable Date date, LocalDate today) {
    if (date == null) return Metadata.none();
    var day = LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
    if (day.getYear() <= 1980 || day.isAfter(today.plusDays(1))) return Metadata.none();
    return new Metadata(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(day),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private void readSevenZip(Path file)
      throws IOException, SAXException, EncryptedDocumentException {
    if (readSevenZip(file, Optional.empty())) return;
    for (var password : passwords) {
      room.clear();
      try {
        if (readSevenZip(file, Optional.of(password)) && !room.misses()) return;
      } catch (MemoryLimitException e) {
        throw e;
      } catch (IOException _) {
        // Not its password: what comes out is not what went in.
      }
    }
    throw new EncryptedDocumentException("locked");
  }

  /// @return whether it needed no other password
  private boolean readSevenZip(Path file, Optional<String> password)
      throws IOException, SAXException {
    var builder = SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(MEMORY);
    password.ifPresent(it -> builder.setPassword(it.toCharArray()));
    try (var archive = builder.get()) {
      for (SevenZArchiveEntry entry; (entry = archive.getNextEntry()) != null; ) {
        var name = entry.getName() == null ? "" : entry.getName();
        if (entry.isDirectory() || entry.isAntiItem() || isSkipped(name)) continue;
        var date = entry.getHasLastModifiedDate() ? entry.getLastModifiedDate() : null;
        var source = archive.getInputStream(entry);
        room.take(name, said(date, today), source::transferTo);
        if (room.isLocked()) return false;
      }
      return true;
    } catch (PasswordRequiredException _) {
      return false;
    }
  }

  private void readRar(Path file)
      throws IOException, SAXException, EncryptedDocumentException, UnsupportedFormatException {
    boolean locked = readRar(file, null);
    if (!locked) return;
    for (var password : passwords) {
      room.clear();
      try {
        if (!readRar(file, password) && !room.misses()) return;
      } catch (IOException _) {
        // Not its password.
      }
    }
    throw new EncryptedDocumentException("locked");
  }

  /// @return whether it needs another password
  private boolean readRar(Path file, @Nullable String password)
      throws IOException, SAXException, UnsupportedFormatException {
    try (var archive = new Archive(file.toFile(), null, password)) {
      if (password == null && archive.isEncrypted()) return true;
      for (var header = archive.nextFileHeader();
          header != null;
          header = archive.nextFileHeader()) {
        if (header.isDirectory() || isSkipped(header.getFileName())) continue;
        if (password == null && header.isEncrypted()) return true;
        var entry = header;
        room.take(
            header.getFileName(),
            said(header.getMTime(), today),
            out -> archive.extractFile(entry, out));
      }
      return false;
    } catch (UnsupportedRarV5Exception e) {
      throw new UnsupportedFormatException("RAR 5");
    } catch (RarException | RuntimeException e) {
      throw new IOException(e);
    }
  }
}
