package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.Job;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Bringing in on a workbench: graph and index in memory, a plain extractor, all else on disk.
final class Bench implements AutoCloseable {
  static final String SOURCE = "folder:test";

  private final GraphStore graph = GraphStores.inMemory();
  private final Path folder;
  final Catalogue catalogue = Catalogues.open(graph, Clock.systemUTC());
  final BlobStore blobs;
  final RecordingIndex index = new RecordingIndex();
  PlainExtractor extractor = new PlainExtractor("plain-1");
  IngestSettings settings;
  volatile Step.Checkpoint checkpoint = Step.Checkpoint.NONE;
  Ingest ingest;

  Bench(Path folder) {
    this.folder = folder;
    this.blobs = BlobStores.inDirectory(folder.resolve("originals"));
    this.settings = IngestSettings.in(folder);
    this.ingest = over();
    ingest.start();
  }

  private Ingest over() {
    var concepts = FewConcepts.THREE;
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    var parts =
        new IngestParts(
            blobs,
            catalogue,
            extractor,
            new DerivedStore(folder.resolve("derived")),
            () -> concepts,
            () -> linker,
            index,
            Clock.systemUTC());
    return new Pipeline(parts, settings, new Timings(), step -> checkpoint.reached(step));
  }

  void restart() {
    ingest.close();
    ingest = over();
    ingest.start();
  }

  Submission at(String path, String text) throws Exception {
    return at(path, text, Metadata.none());
  }

  Submission at(String path, String text, Metadata given) throws Exception {
    var stored = ingest.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new Submission.Document(
        Optional.of(place(path)), path, stored.id(), stored.bytes(), given);
  }

  static Place place(String path) {
    return new Place(SOURCE, path);
  }

  Job submit(Submission... all) {
    return ingest.submit("documents", "Files", List.of(all), Caller.admin());
  }

  Job bring(Submission... all) throws InterruptedException {
    return ingest.await(submit(all).id());
  }

  Item item(String path) {
    return catalogue.at(place(path)).orElseThrow();
  }

  Item item(ItemId id) {
    return catalogue.find(id, Caller.admin()).orElseThrow();
  }

  /// Name → code of the outcome.
  static Map<String, String> outcomes(Job job) {
    var all = new TreeMap<String, String>();
    for (var file : job.files())
      if (all.put(file.name(), file.outcome().map(Outcome::code).orElse("waits")) != null)
        throw new AssertionError(file.name() + " stands there twice");
    return all;
  }

  /// Title → text of what readers find.
  Map<String, String> shown() {
    return index.shown().values().stream()
        .filter(entry -> entry.change() > 0)
        .collect(
            Collectors.toMap(
                entry -> entry.title(),
                entry ->
                    entry.passages().stream().map(Passage::text).collect(Collectors.joining("|")),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  @Override
  public void close() {
    ingest.close();
    blobs.close();
    catalogue.close();
    graph.close();
  }
}
