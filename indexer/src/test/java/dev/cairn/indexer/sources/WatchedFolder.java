package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.corpus.testkit.MemoryBlobStore;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.IngestParts;
import dev.cairn.indexer.ingest.IngestSettings;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.testkit.Questions;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A folder that is followed with all real parts behind it: what is found must agree with what lies
/// there. Every file has a word of its own in each of its versions.
final class WatchedFolder implements AutoCloseable {
  private static final Caller ADMIN = Caller.admin();

  private final Path folder;
  private final GraphStore graph;
  private final Catalogue catalogue;
  private final BlobStore blobs;
  private final Extractor extractor = Extractors.inProcess(ExtractLimits.defaults());
  private final SearchIndex index = LuceneIndexes.inMemory();
  private final Ingest ingest;
  private final Sources sources;
  private final Source source;

  /// Path → word of the file that lies there, as the test knows it.
  private final Map<String, String> words = new TreeMap<>();

  /// Path → as which item it must be found, where that is known.
  private final Map<String, ItemId> ids = new HashMap<>();

  private final Set<String> former = new HashSet<>();
  private long moment = 1_600_000_000_000L;
  private int number;

  WatchedFolder(Path scratch, boolean durable) throws Exception {
    folder = Files.createDirectories(scratch.resolve("shore"));
    var data = Files.createDirectories(scratch.resolve("data"));
    graph = durable ? GraphStores.tdb2(data.resolve("graph")) : GraphStores.inMemory();
    catalogue = Catalogues.open(graph, Clock.systemUTC());
    blobs = durable ? BlobStores.inDirectory(data.resolve("originals")) : new MemoryBlobStore();
    ConceptView concepts = ConceptViews.from(graph);
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    ingest =
        Ingest.over(
            new IngestParts(
                blobs,
                catalogue,
                extractor,
                new DerivedStore(data.resolve("derived")),
                () -> concepts,
                () -> linker,
                index,
                Clock.systemUTC()),
            IngestSettings.in(data));
    ingest.start();
    sources =
        Sources.open(
            new SourceParts(ingest, catalogue, blobs, Clock.systemUTC()),
            SourceSettings.defaults(data));
    sources.start();
    source =
        sources.add(
            "Shore", new Source.Origin.Folder(folder), Optional.empty(), Duration.ofDays(1), ADMIN);
  }

  /// @param args a new folder to work in, and how many files
  public static void main(String[] args) throws Exception {
    var scratch = Path.of(args[0]);
    if (Files.exists(scratch)) throw new IllegalArgumentException(scratch + " is there already");
    int count = Integer.parseInt(args[1]);
    try (var watched = new WatchedFolder(scratch, true)) {
      var out = System.out;
      watched.create(count);
      watched.tell(out, "create");
      watched.change(watched.some(count));
      watched.tell(out, "change");
      watched.rename(watched.some(count));
      watched.tell(out, "rename");
      watched.move(watched.some(count), "elsewhere");
      watched.tell(out, "move");
      watched.tell(out, "nothing");
      watched.delete(watched.some(count / 2));
      watched.tell(out, "delete half");
      watched.delete(watched.some(count));
      watched.tell(out, "delete the rest");
    }
  }

  private void tell(PrintStream out, String what) throws Exception {
    long began = System.nanoTime();
    var sweep = sweep();
    double swept = (System.nanoTime() - began) / 1e9;
    ingest.awaitIdle();
    double found = (System.nanoTime() - began) / 1e9;
    agrees();
    out.printf(
        Locale.ROOT,
        "%s: swept in %.2f s, found after %.2f s, %d seen, %d new, %d changed, %d moved, %d gone;"
            + " all agree%n",
        what,
        swept,
        found,
        sweep.seen(),
        sweep.fresh(),
        sweep.changed(),
        sweep.moved(),
        sweep.gone());
  }

  Source.Sweep sweep() throws InterruptedException {
    return sources.sweep(source.id(), ADMIN);
  }

  void await() throws InterruptedException {
    ingest.awaitIdle();
  }

  /// The first paths in their order.
  List<String> some(int count) {
    return words.keySet().stream().limit(count).toList();
  }

  void create(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int n = number++;
      write("%d/file%05d.txt".formatted(n % 10, n), "fresh" + n + "x");
    }
  }

  void change(List<String> paths) throws IOException {
    for (var path : paths) write(path, "changed" + number++ + "x");
  }

  void rename(List<String> paths) throws IOException {
    for (var path : paths) moved(path, path.replace(".txt", "-renamed.txt"));
  }

  void move(List<String> paths, String to) throws IOException {
    for (var path : paths) moved(path, to + "/" + path);
  }

  void delete(List<String> paths) throws IOException {
    for (var path : paths) {
      Files.delete(folder.resolve(path));
      former.add(words.remove(path));
      ids.remove(path);
    }
  }

  private void write(String path, String word) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "What stands here is known by the word " + word + " alone.\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(moment += 10_000));
    var before = words.put(path, word);
    if (before != null) former.add(before);
  }

  private void moved(String from, String to) throws IOException {
    var target = folder.resolve(to);
    Files.createDirectories(target.getParent());
    Files.move(folder.resolve(from), target);
    words.put(to, words.remove(from));
    var id = ids.remove(from);
    if (id != null) ids.put(to, id);
  }

  /// Every file is found by its word, as the item it was, and nothing else is found.
  void agrees() {
    var live = new HashSet<String>();
    try (var view = index.view()) {
      for (var one : words.entrySet()) {
        var item =
            catalogue
                .at(new dev.cairn.corpus.Place(source.placeSource(), one.getKey()))
                .orElseThrow(() -> new AssertionError(one.getKey() + " is not known"));
        var id = ids.putIfAbsent(one.getKey(), item.id());
        if (id != null) assertEquals(id, item.id(), one.getKey());
        assertEquals(List.of(item.id().value()), found(view, one.getValue()), one.getKey());
        live.add(item.id().value());
      }
      for (var word : former) assertEquals(List.of(), found(view, word), word);
      var shown = new HashSet<>(view.numbers().keySet());
      shown.removeIf(id -> id.startsWith("concept:"));
      assertEquals(live.size(), shown.size());
      assertTrue(shown.containsAll(live));
    }
  }

  private static List<String> found(SearchIndex.View view, String word) {
    var ids = new ArrayList<String>();
    view.find(Questions.ask(new Query.Words(word, 1))).ranked().forEach(r -> ids.add(r.id()));
    return ids;
  }

  @Override
  public void close() {
    sources.close();
    ingest.close();
    index.close();
    extractor.close();
    blobs.close();
    catalogue.close();
    graph.close();
  }
}
