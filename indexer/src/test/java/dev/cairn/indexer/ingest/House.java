package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// All real parts on one folder, as a server puts them together: graph in TDB2, originals and what
/// was derived in files, index in Lucene.
final class House implements AutoCloseable {
  private final GraphStore graph;
  final Extractor extractor;
  final BlobStore blobs;
  final Catalogue catalogue;
  final SearchIndex index;
  final Timings timings = new Timings();
  final Ingest ingest;

  /// The concepts as they are now.
  volatile ConceptView concepts;

  House(Path folder, ConceptView concepts, int workers, Life life) {
    this(folder, concepts, workers, life, Extractors.inProcess(ExtractLimits.defaults()));
  }

  House(Path folder, ConceptView concepts, int workers, Life life, Extractor reading) {
    this(folder, concepts, workers, life, reading, Optional.of(new HashedWords()));
  }

  /// @param reading is closed with this
  House(
      Path folder,
      ConceptView concepts,
      int workers,
      Life life,
      Extractor reading,
      Optional<Embedder> embedder) {
    this.concepts = concepts;
    graph = GraphStores.tdb2(folder.resolve("graph"));
    catalogue = Catalogues.open(graph, Clock.systemUTC());
    blobs = BlobStores.inDirectory(folder.resolve("originals"));
    extractor = reading;
    var linker = Linkers.following(() -> this.concepts, LinkerSettings.defaults());
    var vocabulary = IngestParts.vocabulary(concepts, linker.get());
    index =
        LuceneIndexes.inDirectory(
            folder.resolve("index"),
            embedder
                .map(it -> Manifest.of(vocabulary, it.model().name()))
                .orElseGet(() -> Manifest.of(vocabulary)));
    var parts =
        new IngestParts(
            life.bound(BlobStore.class, blobs),
            life.bound(Catalogue.class, catalogue),
            extractor,
            new DerivedStore(folder.resolve("derived")),
            () -> this.concepts,
            linker,
            life.bound(SearchIndex.class, index),
            embedder,
            Clock.systemUTC());
    var settings = IngestSettings.in(folder).withWorkers(workers);
    ingest = new Pipeline(parts, settings, timings, life);
  }

  static House open(Path folder) {
    return new House(folder, FewConcepts.THREE, 2, Life.ENDLESS);
  }

  static House open(Path folder, Embedder embedder) {
    return new House(
        folder,
        FewConcepts.THREE,
        2,
        Life.ENDLESS,
        Extractors.inProcess(ExtractLimits.defaults()),
        Optional.of(embedder));
  }

  /// What another vocabulary would do.
  Forecast forecast(ConceptView next) {
    try (var supposed = index.supposing()) {
      return forecast(next, supposed);
    }
  }

  Forecast forecast(ConceptView next, SearchIndex supposed) {
    return ingest.forecast(
        new Ingest.Foreseen(next, next, Linkers.over(next, LinkerSettings.defaults())),
        supposed,
        (_, _, _) -> true);
  }

  @Override
  public void close() {
    ingest.close();
    index.close();
    extractor.close();
    blobs.close();
    catalogue.close();
    graph.close();
  }

  /// How long the process lives. When it is over, no part does anything any more.
  interface Life extends Step.Checkpoint {
    Life ENDLESS = _ -> {};

    default boolean over() {
      return false;
    }

    /// Is told on the thread that calls a method of a part.
    default void before(String method) {
      // most let nothing happen there
    }

    /// The part as long as the process lives.
    default <T> T bound(Class<T> port, T part) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (_, method, arguments) -> {
                if (over()) throw new Death();
                before(method.getName());
                try {
                  return method.invoke(part, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }

  /// The process is dead; nobody may catch this.
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process is dead", null, false, false);
    }
  }

  /// Brings a file in as the admin, and waits until it has its outcome.
  Item bring(String name, String text) throws Exception {
    var stored = ingest.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    var place = new Place("folder:test", name);
    var document =
        new Submission.Document(
            Optional.of(place), name, stored.id(), stored.bytes(), Metadata.none());
    ingest.await(ingest.submit("documents", "Files", List.of(document), Caller.admin()).id());
    return catalogue.at(place).orElseThrow();
  }
}
