package dev.cairn.indexer.care;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.corpus.ContentId;
import dev.cairn.ontology.Caller;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a backup. What changes is taken down first, in one moment, beside the data; then it is
/// sent as slowly as the receiver likes, together with what never changes.
final class BackupWriter {
  private static final Pattern NAME = Pattern.compile("\"([0-9a-f]{64})\"");
  private static final List<String> FOLDERS = List.of("events", "curated", "sources", "secrets");

  /// Concerns the disk of this folder, and only until it is wiped.
  private static final String PENDING = "wiping";

  private final CareParts parts;
  private final Lock destroying;
  private final Works.Progressing progress;
  private final StringBuilder sums = new StringBuilder();
  private long bytes;
  private long originals;

  /// @param destroying held by whoever destroys items
  BackupWriter(CareParts parts, Lock destroying, Works.Progressing progress) {
    this.parts = parts;
    this.destroying = destroying;
    this.progress = progress;
  }

  void write(OutputStream to, boolean derived) throws IOException {
    var scratch = Files.createDirectories(parts.folder().resolve("scratch"));
    var draft = Files.createTempDirectory(scratch, "backup-");
    try {
      var moment = takeDown(draft);
      var zip = new ZipOutputStream(new BufferedOutputStream(to, 1 << 16), UTF_8);
      zip.setLevel(Deflater.BEST_SPEED);
      write(zip, draft, moment, derived);
      zip.finish();
      zip.flush();
    } finally {
      Disk.delete(draft);
    }
  }

  /// How things stood at the moment of the export.
  ///
  /// @param contents what the graph refers to
  private record Moment(java.time.Instant when, long change, long items, Set<ContentId> contents) {}

  private Moment takeDown(Path draft) throws IOException {
    progress.at("writing down the graph", 0, 0);
    destroying.lock();
    try {
      // Jobs before the graph: what they name is in it.
      for (var folder : FOLDERS) copy(parts.folder().resolve(folder), draft.resolve(folder));
      var when = parts.clock().instant();
      long items =
          parts.catalogue().count(Caller.admin(), Optional.empty())
              + parts.catalogue().countBinned(Caller.admin());
      long change = parts.catalogue().lastChange();
      var names = new Names(Files.newOutputStream(draft.resolve(Backup.GRAPH)));
      try (names) {
        parts.graph().export(names);
      }
      return new Moment(when, change, items, names.found);
    } finally {
      destroying.unlock();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) return;
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = from.relativize(file).toString();
        if (name.equals(PENDING) || name.endsWith(".new")) continue;
        var target = to.resolve(name);
        Files.createDirectories(target.toAbsolutePath().getParent());
        try {
          Files.copy(file, target);
        } catch (NoSuchFileException _) {
          // It was replaced by another one, or is not needed any more.
        }
      }
    }
  }

  private void write(ZipOutputStream zip, Path draft, Moment moment, boolean derived)
      throws IOException {
    put(zip, Backup.MARK, new ByteArrayInputStream((Backup.FORMAT + "\n").getBytes(UTF_8)));
    putFiles(zip, draft);
    putFile(zip, Backup.SETTINGS, parts.folder().resolve(Backup.SETTINGS));
    long done = 0;
    for (var content : moment.contents()) {
      progress.at("writing the originals", done++, moment.contents().size());
      var original = parts.originals().open(content);
      if (original.isPresent())
        try (var in = original.get()) {
          put(zip, Backup.ORIGINALS + "/" + path(content), in);
          originals++;
        }
      if (derived)
        for (var kind : List.of(".text", ".derived")) {
          var name = Backup.DERIVED + "/" + path(content) + kind;
          putFile(zip, name, parts.folder().resolve(name));
        }
    }
    var all = sums.toString().getBytes(UTF_8);
    var told = new Backup(moment.when(), moment.change(), moment.items(), originals, bytes);
    put(zip, Backup.SUMS, new ByteArrayInputStream(all));
    var last = told.text(HexFormat.of().formatHex(Sha256.digest().digest(all)));
    put(zip, Backup.LAST, new ByteArrayInputStream(last.getBytes(UTF_8)));
  }

  private static String path(ContentId content) {
    var hex = content.hex();
    return hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex;
  }

  private void putFiles(ZipOutputStream zip, Path folder) throws IOException {
    List<Path> all;
    try (var files = Files.walk(folder)) {
      all = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
    }
    for (var file : all) putFile(zip, folder.relativize(file).toString().replace('\\', '/'), file);
  }

  private void putFile(ZipOutputStream zip, String name, Path file) throws IOException {
    InputStream in;
    try {
      in = Files.newInputStream(file);
    } catch (NoSuchFileException _) {
      return;
    }
    try (in) {
      put(zip, name, in);
    }
  }

  private void put(ZipOutputStream zip, String name, InputStream in) throws IOException {
    var digest = Sha256.digest();
    zip.putNextEntry(new ZipEntry(name));
    var chunk = new byte[1 << 16];
    for (int n; (n = in.read(chunk)) >= 0; ) {
      digest.update(chunk, 0, n);
      zip.write(chunk, 0, n);
      bytes += n;
    }
    zip.closeEntry();
    sums.append(HexFormat.of().formatHex(digest.digest())).append("  ").append(name).append('\n');
  }

  /// Passes on, and notes every name of a content that stands there as a literal of its own.
  private static final class Names extends FilterOutputStream {
    private final Set<ContentId> found = new TreeSet<>();
    private final StringBuilder rest = new StringBuilder();

    Names(OutputStream to) {
      super(new BufferedOutputStream(to, 1 << 16));
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
      out.write(some, from, length);
      rest.append(new String(some, from, length, ISO_8859_1));
      int last = rest.lastIndexOf("\n");
      if (last < 0) return;
      var names = NAME.matcher(rest).region(0, last);
      while (names.find()) found.add(new ContentId(names.group(1)));
      rest.delete(0, last + 1);
    }
  }
}
