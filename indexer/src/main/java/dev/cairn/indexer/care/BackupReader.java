package dev.cairn.indexer.care;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/// Unpacks one backup and believes nothing that it says before it has checked it.
final class BackupReader {
  /// What a backup may hold; nothing of it leads out of the folder.
  private static final Pattern ENTRY =
      Pattern.compile(
          "cairn-backup|graph\\.nq|cairn\\.properties|SHA256SUMS|backup\\.properties"
              + "|(originals|derived|events|curated|sources|secrets)"
              + "(/(?!\\.\\.?(/|$))[^/\\\\\\x00-\\x1f]{1,255}){1,20}");

  private static final String NO_BACKUP =
      "This is no backup of Cairn. Give a file that 'cairn backup' wrote.";
  private static final String INCOMPLETE =
      "The backup is incomplete: it ends before its end. Copy it here again, or take another one.";
  private static final String DAMAGED =
      "The backup is damaged: %s. Copy it here again, or take another one.";
  private static final long TOLD_EVERY = 100;

  private final Path folder;
  private final Consumer<Care.Progress> watcher;

  /// Name → hash.
  private final Map<String, String> seen = new LinkedHashMap<>();

  private final Set<Path> folders = new LinkedHashSet<>();

  BackupReader(Path folder, Consumer<Care.Progress> watcher) {
    this.folder = folder;
    this.watcher = watcher;
  }

  Backup read(InputStream bytes) throws IOException, Backup.RefusedException {
    try (var zip = new ZipInputStream(new Unclosed(bytes), UTF_8)) {
      unpack(zip);
    } catch (EOFException e) {
      throw refused(seen.isEmpty() ? NO_BACKUP : INCOMPLETE, e);
    } catch (ZipException | IllegalArgumentException e) {
      throw refused(seen.isEmpty() ? NO_BACKUP : DAMAGED.formatted("its form is broken"), e);
    }
    var told = check();
    for (var one : folders) sync(one);
    return told;
  }

  private static Backup.RefusedException refused(String sentence, Exception cause) {
    var refused = new Backup.RefusedException(sentence);
    refused.initCause(cause);
    return refused;
  }

  private void unpack(ZipInputStream zip) throws IOException, Backup.RefusedException {
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      var name = entry.getName();
      if (seen.isEmpty() && !name.equals(Backup.MARK)) throw new Backup.RefusedException(NO_BACKUP);
      if (!ENTRY.matcher(name).matches() || seen.containsKey(name))
        throw new Backup.RefusedException(DAMAGED.formatted("it holds what no backup holds"));
      if (seen.containsKey(Backup.LAST))
        throw new Backup.RefusedException(DAMAGED.formatted("it goes on after its end"));
      seen.put(name, write(zip, folder.resolve(name)));
      if (name.equals(Backup.MARK)) checkFormat();
      if (seen.size() % TOLD_EVERY == 0)
        watcher.accept(new Care.Progress("reading the backup", seen.size(), 0));
    }
    if (seen.isEmpty()) throw new Backup.RefusedException(NO_BACKUP);
  }

  private void checkFormat() throws IOException, Backup.RefusedException {
    var format = Files.readString(folder.resolve(Backup.MARK)).strip();
    if (!format.matches("[1-9][0-9]{0,8}"))
      throw new Backup.RefusedException(DAMAGED.formatted("it does not say its form"));
    if (Integer.parseInt(format) > Backup.FORMAT)
      throw new Backup.RefusedException(
          "The backup was written by a newer Cairn. Restore it with that version.");
  }

  private Backup check() throws IOException, Backup.RefusedException {
    if (!seen.containsKey(Backup.LAST) || !seen.containsKey(Backup.SUMS))
      throw new Backup.RefusedException(INCOMPLETE);
    var last = Files.readString(folder.resolve(Backup.LAST));
    var lines = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve(Backup.LAST))) {
      lines.load(reader);
    }
    var sums = folder.resolve(Backup.SUMS);
    if (!lines.getProperty("sums", "").equals(seen.get(Backup.SUMS)))
      throw new Backup.RefusedException(DAMAGED.formatted("its list of sums is not what it was"));
    var said = new LinkedHashMap<String, String>();
    for (var line : Files.readAllLines(sums))
      if (line.length() > 66) said.put(line.substring(66), line.substring(0, 64));
    seen.remove(Backup.SUMS);
    seen.remove(Backup.LAST);
    for (var name : said.keySet())
      if (!seen.containsKey(name))
        throw new Backup.RefusedException(DAMAGED.formatted("'" + name + "' is missing"));
    for (var one : seen.entrySet())
      if (!one.getValue().equals(said.get(one.getKey())))
        throw new Backup.RefusedException(
            DAMAGED.formatted("'" + one.getKey() + "' is not what it was"));
    if (!seen.containsKey(Backup.GRAPH))
      throw new Backup.RefusedException(DAMAGED.formatted("it holds no graph"));
    try {
      return Backup.of(last);
    } catch (IllegalArgumentException e) {
      throw refused(DAMAGED.formatted("its end cannot be read"), e);
    }
  }

  /// @return the hash
  private String write(InputStream in, Path file) throws IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      for (var one = parent; one != null && one.startsWith(folder.toAbsolutePath()); )
        one = folders.add(one) ? one.getParent() : null;
    }
    var digest = Sha256.digest();
    var chunk = new byte[1 << 16];
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n; (n = in.read(chunk)) >= 0; ) {
        digest.update(chunk, 0, n);
        var some = ByteBuffer.wrap(chunk, 0, n);
        while (some.hasRemaining()) channel.write(some);
      }
      channel.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Whoever brought the bytes closes them.
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // not ours
    }
  }
}
