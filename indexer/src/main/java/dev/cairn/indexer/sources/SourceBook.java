package dev.cairn.indexer.sources;

import dev.cairn.corpus.Access;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Which sources there are, one file each. Of what a sweep had trouble with nothing is kept,
/// because it may name files.
final class SourceBook {
  private static final System.Logger LOG = System.getLogger(SourceBook.class.getName());
  private static final String ENDING = ".properties";

  private final Path folder;

  private SourceBook(Path folder) {
    this.folder = folder;
  }

  static SourceBook in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new SourceBook(folder);
  }

  /// @param number in the order of which they were added
  record Entry(long number, Source source) {}

  Path memoryOf(String id) {
    return folder.resolve(id + ".memory");
  }

  /// In the order in which they were added. One that cannot be read is left out, and told in the
  /// log.
  List<Entry> read() throws IOException {
    var all = new ArrayList<Entry>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        if (!name.endsWith(ENDING)) continue;
        try {
          var properties = new Properties();
          properties.load(new StringReader(Files.readString(file)));
          all.add(entry(name.substring(0, name.length() - ENDING.length()), properties));
        } catch (IOException | RuntimeException e) {
          LOG.log(System.Logger.Level.WARNING, "the source in " + name + " cannot be read", e);
        }
      }
    }
    all.sort(Comparator.comparingLong(Entry::number));
    return all;
  }

  /// When this returns it survives a crash.
  void write(Entry entry) throws IOException {
    var source = entry.source();
    var text = new StringWriter();
    properties(entry).store(text, null);
    var file = folder.resolve(source.id() + ENDING);
    var temporary = folder.resolve(source.id() + ".new");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = StandardCharsets.UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    sync();
  }

  void delete(String id) throws IOException {
    Files.deleteIfExists(folder.resolve(id + ENDING));
    Files.deleteIfExists(memoryOf(id));
    sync();
  }

  private void sync() {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      LOG.log(System.Logger.Level.DEBUG, "this system syncs no folders");
    }
  }

  private static Properties properties(Entry entry) {
    var p = new Properties();
    var source = entry.source();
    p.setProperty("number", String.valueOf(entry.number()));
    p.setProperty("title", source.title());
    p.setProperty("kind", source.origin().code());
    switch (source.origin()) {
      case Source.Origin.Folder(var path) -> p.setProperty("path", path.toString());
      case Source.Origin.Mbox(var path) -> p.setProperty("path", path.toString());
      case Source.Origin.Maildir(var path) -> p.setProperty("path", path.toString());
      case Source.Origin.Web(var start, int depth) -> {
        p.setProperty("start", start.toString());
        p.setProperty("depth", String.valueOf(depth));
      }
    }
    source
        .access()
        .ifPresent(access -> p.setProperty("access", String.join("\n", access.readers())));
    p.setProperty("every", source.every().toString());
    source
        .last()
        .ifPresent(last -> {
          p.setProperty("last.began", last.began().toString());
          p.setProperty("last.ended", last.ended().toString());
          p.setProperty(
              "last.counts",
              "%d %d %d %d %d"
                  .formatted(last.seen(), last.fresh(), last.changed(), last.moved(), last.gone()));
          last.job().ifPresent(job -> p.setProperty("last.job", job));
        });
    return p;
  }

  private static Entry entry(String id, Properties p) {
    var kind = require(p, "kind");
    Source.Origin origin =
        switch (kind) {
          case "folder" -> new Source.Origin.Folder(Path.of(require(p, "path")));
          case "mbox" -> new Source.Origin.Mbox(Path.of(require(p, "path")));
          case "maildir" -> new Source.Origin.Maildir(Path.of(require(p, "path")));
          case "web" ->
              new Source.Origin.Web(
                  URI.create(require(p, "start")), Integer.parseInt(require(p, "depth")));
          default -> throw new IllegalArgumentException("there are no sources of kind " + kind);
        };
    var access = Optional.ofNullable(p.getProperty("access"));
    return new Entry(
        Long.parseLong(require(p, "number")),
        new Source(
            id,
            require(p, "title"),
            origin,
            access.map(readers -> Access.of(List.of(readers.split("\n")))),
            Duration.parse(require(p, "every")),
            false,
            last(p)));
  }

  private static Optional<Source.Sweep> last(Properties p) {
    if (p.getProperty("last.counts") == null) return Optional.empty();
    var counts =
        List.of(require(p, "last.counts").split(" ")).stream().map(Integer::parseInt).toList();
    return Optional.of(
        new Source.Sweep(
            Instant.parse(require(p, "last.began")),
            Instant.parse(require(p, "last.ended")),
            counts.get(0),
            counts.get(1),
            counts.get(2),
            counts.get(3),
            counts.get(4),
            Optional.ofNullable(p.getProperty("last.job")),
            Optional.empty()));
  }

  private static String require(Properties p, String name) {
    var value = p.getProperty(name);
    if (value == null) throw new IllegalArgumentException("'" + name + "' is missing");
    return value;
  }
}
