package dev.cairn.indexer.sources;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.testkit.MemoryBlobStore;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A folder that is followed, with a real catalogue behind it and an ingest that registers what it
/// is given and reads nothing.
final class Shore implements AutoCloseable {
  static final Caller ADMIN = Caller.admin();

  /// Files are written at moments of their own, all of them long past.
  private static final long BEGINNING = 1_600_000_000_000L;

  final Path folder;
  final Path data;
  final BlobStore blobs = new MemoryBlobStore();
  final Catalogue catalogue;
  final List<String> lines = new ArrayList<>();
  SourceSettings settings;
  AddressRule addresses = AddressRule.ONLY_PUBLIC;
  Clock clock = Clock.systemUTC();
  int opened;

  private final GraphStore graph = GraphStores.inMemory();
  private long moment;

  Shore(Path scratch) throws IOException {
    folder = Files.createDirectories(scratch.resolve("shore")).toRealPath();
    data = Files.createDirectories(scratch.resolve("data"));
    catalogue = Catalogues.open(graph, Clock.systemUTC());
    settings = SourceSettings.defaults(data).withPace(Duration.ofSeconds(2), Duration.ZERO);
  }

  SourceParts parts() {
    return new SourceParts(ingest(), catalogue, blobs, clock);
  }

  Source follow() {
    return follow(new Source.Origin.Folder(folder));
  }

  Source follow(Source.Origin origin) {
    return new Source(
        "shore", "Shore", origin, Optional.empty(), Duration.ofDays(1), false, Optional.empty());
  }

  Source.Sweep sweep(Source source) {
    return sweep(source, false).sweep();
  }

  /// What is remembered is read and written each time, as if there had been a restart between.
  Sweep.Result sweep(Source source, boolean confirmed) {
    var memory = Memory.open(memoryFile(), source.id());
    var looks = new Looks(parts(), settings, data.toAbsolutePath(), addresses, (_, _) -> true);
    return new Sweep(parts(), settings, source, memory, () -> true)
        .run(looks.at(source, () -> false), confirmed);
  }

  Path memoryFile() {
    return data.resolve("shore.memory");
  }

  Path write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return aged(file);
  }

  /// With a time of its own, in which nobody else wrote.
  Path aged(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(BEGINNING + 10_000 * ++moment));
    return file;
  }

  void move(String from, String to) throws IOException {
    var target = folder.resolve(to);
    Files.createDirectories(target.getParent());
    Files.move(folder.resolve(from), target);
  }

  /// Path → text of what is known and not in the bin.
  Map<String, String> known(Source source) {
    var all = new TreeMap<String, String>();
    catalogue
        .of(source.placeSource())
        .forEach((place, item) -> {
          if (item.binned().isEmpty()) all.put(place.path(), text(item));
        });
    return all;
  }

  /// Path → text of the files.
  Map<String, String> files() throws IOException {
    var all = new TreeMap<String, String>();
    try (var walk = Files.walk(folder)) {
      for (var file : walk.filter(Files::isRegularFile).toList())
        all.put(folder.relativize(file).toString(), Files.readString(file));
    }
    return all;
  }

  String text(Item item) {
    try (var in = blobs.open(item.version().content()).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Item item(Source source, String path) {
    return catalogue.at(new dev.cairn.corpus.Place(source.placeSource(), path)).orElseThrow();
  }

  Map<String, ItemId> ids(Source source) {
    var all = new HashMap<String, ItemId>();
    catalogue.of(source.placeSource()).forEach((place, item) -> all.put(place.path(), item.id()));
    return all;
  }

  private Ingest ingest() {
    return (Ingest)
        Proxy.newProxyInstance(
            Shore.class.getClassLoader(),
            new Class<?>[] {Ingest.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "store" -> store((InputStream) arguments[0]);
                  case "begin" -> new Registering();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private BlobStore.Stored store(InputStream bytes) throws Exception {
    opened++;
    return blobs.put(bytes, settings.limitBytes());
  }

  /// Notes every line of its job as `path code`.
  private final class Registering implements Ingest.Intake {
    @Override
    public String job() {
      return "job";
    }

    @Override
    public void add(List<Submission> more) {
      for (var one : more)
        switch (one) {
          case Submission.Document(var place, var name, var content, long bytes, var given) -> {
            var receipt =
                catalogue
                    .receive(
                        List.of(
                            new Catalogue.Arrival(
                                Item.Kind.DOCUMENT,
                                place.orElseThrow(),
                                content,
                                bytes,
                                "text/plain",
                                given,
                                Optional.empty())),
                        ADMIN)
                    .getFirst();
            line(name, receipt.getClass().getSimpleName());
          }
          case Submission.Refused(var name, var outcome) -> line(name, outcome.code());
          case Submission.Row row -> throw new IllegalArgumentException(row.name());
        }
    }

    @Override
    public void note(String name, Optional<ItemId> item, Outcome outcome) {
      line(name, outcome.code());
    }

    private void line(String name, String what) {
      synchronized (lines) {
        lines.add(name + " " + what);
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    catalogue.close();
    graph.close();
  }
}
