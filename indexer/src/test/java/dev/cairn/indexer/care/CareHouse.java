package dev.cairn.indexer.care;

import static dev.cairn.ontology.testkit.SmallView.concept;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.measure.EventLog;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.IngestParts;
import dev.cairn.indexer.ingest.IngestSettings;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.search.EvidenceSource;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.SmallView;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All real parts over one data folder, and its keeper.
final class CareHouse implements AutoCloseable {
  private static final ConceptView CONCEPTS =
      SmallView.of(concept("planning"), concept("customer-churn").preferred("customer churn"));

  final Path folder;
  final GraphStore graph;
  final Catalogue catalogue;
  final BlobStore originals;
  final SearchIndex index;
  final Ingest ingest;
  final Searcher searcher;
  final EventLog events;
  final Care care;
  private final Extractor extractor;

  CareHouse(
      Path folder, Function<ContentId, Optional<InputStream>> sources, Step.Checkpoint checkpoint) {
    this.folder = folder;
    var clock = Clock.systemUTC();
    graph = GraphStores.tdb2(folder.resolve("graph"));
    catalogue = Catalogues.open(graph, clock);
    originals = BlobStores.inDirectory(folder.resolve("originals"));
    extractor = Extractors.inProcess(ExtractLimits.defaults());
    var derived = new DerivedStore(folder.resolve("derived"));
    index = LuceneIndexes.inDirectory(folder.resolve("index"), Manifest.of("few"));
    var linker = Linkers.over(CONCEPTS, LinkerSettings.defaults());
    ingest =
        Ingest.over(
            new IngestParts(
                originals,
                catalogue,
                extractor,
                derived,
                () -> CONCEPTS,
                () -> linker,
                index,
                clock),
            IngestSettings.in(folder));
    searcher =
        new Searcher(
            index,
            () -> CONCEPTS,
            () -> linker,
            EvidenceSource.over(
                id -> catalogue.find(new ItemId(id), Caller.admin()).flatMap(ingest::derived)),
            Optional.empty(),
            clock);
    events = EventLog.open(folder.resolve("events").resolve("people"));
    care =
        new Keeper(
            new CareParts(
                graph,
                catalogue,
                () -> Catalogues.open(graph, clock),
                originals,
                derived,
                index,
                ingest,
                searcher,
                sources,
                folder,
                gone ->
                    events.forget(
                        gone.stream().map(Item::id).collect(Collectors.toSet()),
                        gone.stream().map(Item::title).toList()),
                clock),
            checkpoint);
    ingest.start();
    care.start();
  }

  static CareHouse over(Path folder) {
    return new CareHouse(folder, _ -> Optional.empty(), Step.Checkpoint.NONE);
  }

  /// Brings a file in at a place of that name and waits until it is found.
  Item bring(String name, String title, String text) throws Exception {
    var stored = ingest.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    var place = new Place("folder:test", name);
    bring(
        new Submission.Document(
            Optional.of(place), name, stored.id(), stored.bytes(), Items.titled(title)));
    return catalogue.at(place).orElseThrow();
  }

  Item bringLesson(String key, String title, String words) throws Exception {
    Optional<String> none = Optional.empty();
    var lesson =
        new Lesson(
            none,
            Optional.of(words),
            none,
            none,
            none,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Lesson.Status.PUBLISHED,
            none,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of());
    var row = new LessonRow.Usable(1, key, Items.titled(title), lesson);
    bring(Submission.of(row, "import:test"));
    return catalogue.at(new Place("import:test", key)).orElseThrow();
  }

  private void bring(Submission one) throws InterruptedException {
    ingest.await(ingest.submit("documents", "Files", List.of(one), Caller.admin()).id());
    ingest.awaitIdle();
  }

  Answer search(String words) {
    return searcher.search(SearchRequest.of(words).withLimit(100), Caller.admin());
  }

  List<String> found(String words) {
    return search(words).hits().stream().map(Answer.Hit::id).sorted().toList();
  }

  Care.Report verify() throws InterruptedException {
    return care.verify(_ -> {}, Caller.admin());
  }

  /// In reverse, as a server does.
  @Override
  public void close() {
    var all = new ArrayList<Runnable>();
    all.add(care::close);
    all.add(events::close);
    all.add(searcher::close);
    all.add(ingest::close);
    all.add(index::close);
    all.add(extractor::close);
    all.add(originals::close);
    all.add(catalogue::close);
    all.add(graph::close);
    all.forEach(Runnable::run);
  }
}
