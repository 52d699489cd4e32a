package dev.cairn.server.assembly;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.course.Courses;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import dev.cairn.corpus.measure.AskedQuestions;
import dev.cairn.corpus.measure.EventLog;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.care.Care;
import dev.cairn.indexer.care.CareParts;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.embed.HttpModel;
import dev.cairn.indexer.foretelling.Foretelling;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.IngestParts;
import dev.cairn.indexer.ingest.IngestSettings;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.mapping.Mappings;
import dev.cairn.indexer.rank.Weights;
import dev.cairn.indexer.search.Centre;
import dev.cairn.indexer.search.Comparison;
import dev.cairn.indexer.search.Cube;
import dev.cairn.indexer.search.EvidenceSource;
import dev.cairn.indexer.search.Excerpts;
import dev.cairn.indexer.search.GraphSearch;
import dev.cairn.indexer.search.Materials;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.indexer.search.Similar;
import dev.cairn.indexer.search.Suggestions;
import dev.cairn.indexer.search.WhyNot;
import dev.cairn.indexer.sources.SourceParts;
import dev.cairn.indexer.sources.SourceSettings;
import dev.cairn.indexer.sources.Sources;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.curating.Curator;
import dev.cairn.ontology.curating.Proposals;
import dev.cairn.ontology.imported.Export;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.sparql.Limits;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.Vocabularies;
import dev.cairn.ontology.vocabulary.Vocabulary;
import dev.cairn.server.config.Settings;
import dev.cairn.server.http.Door;
import dev.cairn.server.http.Foresight;
import dev.cairn.server.http.Rooms;
import dev.cairn.server.security.Gate;
import dev.cairn.server.security.Secrets;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole house over one data folder, with its door open. Closing it finishes what was begun and
/// leaves everything durable; being killed instead loses nothing that was acknowledged.
public final class Assembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final DataFolder folder;
  private final Optional<String> newAdminToken;
  private final String runToken;
  private final Optional<Embedder> embedder;
  private final Ingest ingest;
  private final Door door;
  private final boolean loadingStarter;

  /// Opens the folder, wires the rooms, takes up what a former process left, and answers requests.
  ///
  /// @param starter whether a new folder is filled with the starter corpus, in the background
  /// @throws DataFolder.InUseException if another program has the folder open
  /// @throws IOException one sentence for the operator, if the folder cannot be used
  /// @throws IllegalArgumentException if a setting cannot be used
  public static Assembly open(Settings settings, boolean starter, Clock clock)
      throws IOException, DataFolder.InUseException {
    return open(settings, starter, clock, Optional.empty(), () -> {});
  }

  /// @param run token of the run that this one continues
  /// @param reopening closes this and opens it again, soon; a backup is put in place then
  static Assembly open(
      Settings settings, boolean starter, Clock clock, Optional<String> run, Runnable reopening)
      throws IOException, DataFolder.InUseException {
    return new Assembly(settings, starter, clock, run, reopening);
  }

  private Assembly(
      Settings settings, boolean starter, Clock clock, Optional<String> run, Runnable reopening)
      throws IOException, DataFolder.InUseException {
    boolean done = false;
    try {
      folder = DataFolder.open(settings.data());
      opened.push(folder);
      newAdminToken = folder.ensureAdminToken();
      runToken = run.orElseGet(Secrets::random);
      GraphStore graph = keep(GraphStores.tdb2(folder.graph()));
      var vocabularies = Vocabularies.open(graph);
      var shelf = Shelf.open(vocabularies, graph, clock);
      var rejections = Rejections.open(graph, clock);
      Supplier<ConceptView> concepts = () -> vocabularies.now().concepts();
      Supplier<ConceptView> tagging = () -> vocabularies.now().tagging();
      var linker = Linkers.following(tagging, new LinkerSettings(settings.spunRule()));
      BlobStore originals = keep(BlobStores.inDirectory(folder.originals()));
      Extractor extractor =
          keep(
              Workers.extractor(
                  WorkerSettings.defaults(folder.workers())
                      .withChildren(settings.workers())
                      .withHeapBytes(settings.workerHeap()),
                  ExtractSettings.within(
                          ExtractLimits.defaults()
                              .withTime(settings.parseTimeout())
                              .withCharacters(settings.maxCharacters())
                              .withDepth(settings.maxDepth())
                              .withParts(settings.maxParts())
                              .withExpansion(settings.maxExpansion()))
                      .withOcr(settings.ocr()),
                  clock));
      var derived = new DerivedStore(folder.derived());
      Catalogue catalogue = keep(Catalogues.open(graph, clock));
      embedder = embedder(settings, folder);
      embedder.ifPresent(opened::push);
      var vocabulary = IngestParts.vocabulary(concepts.get(), linker.get());
      SearchIndex index =
          keep(
              LuceneIndexes.inDirectory(
                  folder.index(),
                  embedder
                      .map(it -> Manifest.of(vocabulary, it.model().name()))
                      .orElseGet(() -> Manifest.of(vocabulary))));
      ingest =
          keep(
              Ingest.over(
                  new IngestParts(
                      originals, catalogue, extractor, derived, concepts, tagging, linker, index,
                      embedder, clock),
                  IngestSettings.in(folder.root())
                      .withInside(
                          new IngestSettings.Inside(
                              settings.maxDepth(),
                              settings.maxParts(),
                              settings.maxExpansion(),
                              IngestSettings.Inside.defaults().freeBytes()))
                      .withWorkers(settings.workers())
                      .withLimitBytes(settings.maxFileBytes())));
      var curation = Curation.open(folder.root().resolve(Curation.FOLDER), clock);
      var courses = Courses.open(folder.root().resolve(Curation.FOLDER), clock);
      var evidence =
          EvidenceSource.over(id ->
              catalogue
                  .find(new dev.cairn.corpus.ItemId(id), Caller.admin())
                  .flatMap(item -> ingest.derived(item).map(it -> it.with(ingest.meant(item)))));
      var searcher =
          keep(
              new Searcher(
                  index,
                  concepts,
                  linker,
                  evidence,
                  embedder,
                  Weights.defaults(),
                  curation::curated,
                  clock));
      EventLog events = keep(EventLog.open(folder.events().resolve("people")));
      var foretelling =
          keep(
              new Foretelling<Foresight>(
                  ingest,
                  index,
                  (over, then) ->
                      new Searcher(
                          over,
                          then::concepts,
                          then::linker,
                          EvidenceSource.none(),
                          embedder,
                          Weights.defaults(),
                          curation::curated,
                          clock),
                  () -> foreseen(vocabularies.now(), linker.get()),
                  () ->
                      events.questions().askedBy(1).stream()
                          .map(AskedQuestions.Question::text)
                          .toList(),
                  clock));
      Sources sources =
          keep(
              Sources.open(
                  new SourceParts(ingest, catalogue, originals, clock),
                  SourceSettings.defaults(folder.root())
                      .withAllowed(settings.sourceFolders(), settings.sourceHosts())
                      .withLimitBytes(settings.maxFileBytes())));
      Care care =
          keep(
              Care.over(
                  new CareParts(
                      graph,
                      catalogue,
                      () -> Catalogues.open(graph, clock),
                      originals,
                      derived,
                      index,
                      ingest,
                      searcher,
                      new FollowedFiles(catalogue, sources)::open,
                      folder.root(),
                      gone -> {
                        var ids = gone.stream().map(Item::id).collect(Collectors.toSet());
                        curation.forget(ids);
                        courses.forget(ids);
                        foretelling.forget();
                        events.forget(ids, gone.stream().map(Item::title).toList());
                      },
                      clock)));
      ingest.start();
      vocabularies.onChange(ingest::retag);
      care.start();
      sources.start();
      door =
          keep(
              Door.open(
                  new Rooms(
                      settings,
                      concepts,
                      catalogue,
                      originals,
                      ingest,
                      care,
                      new Restorer(folder, clock, reopening),
                      sources,
                      searcher,
                      new Rooms.Helping(
                          events,
                          new Suggestions(index, concepts, searcher, events.questions()),
                          new Similar(index, concepts),
                          new WhyNot(searcher, catalogue),
                          new Excerpts(searcher),
                          curation,
                          Sparql.over(
                              graph,
                              vocabularies,
                              catalogue.statements(),
                              new GraphSearch(searcher),
                              Limits.defaults()
                                  .withTime(settings.sparql().timeout())
                                  .withRows(settings.sparql().maxRows())
                                  .withAtOnce(settings.sparql().atOnce())),
                          courses,
                          new Teaching(
                              searcher, new Materials(index, concepts), concepts, catalogue),
                          new Rooms.Knowing(
                              new Centre(searcher, clock),
                              new Comparison(searcher),
                              new Cube(searcher))),
                      new Rooms.Imported(
                          shelf,
                          new Export(vocabularies, shelf),
                          new Mappings(
                              new Mappings.Parts(
                                  concepts,
                                  shelf::home,
                                  shelf::ids,
                                  rejections,
                                  embedder,
                                  folder.derived().resolve("mapping.directions"),
                                  clock)),
                          rejections),
                      new Rooms.Curating(
                          new Curator(graph, vocabularies, clock),
                          new Proposals(graph, clock),
                          delta -> {
                            var then = vocabularies.now().with(delta);
                            return foreseen(
                                then,
                                Linkers.over(
                                    then.tagging(), new LinkerSettings(settings.spunRule())));
                          },
                          foretelling),
                      new Gate(folder::adminHash, runToken, settings.allowedHosts(), clock),
                      folder.incoming(),
                      clock,
                      firstTrouble(
                          List.of(
                              graph::trouble,
                              originals::trouble,
                              extractor::trouble,
                              index::trouble,
                              ingest::trouble,
                              care::trouble,
                              events::trouble,
                              curation::trouble,
                              courses::trouble,
                              sources::trouble)))));
      folder.announce(new ServerFile(door.url(), ProcessHandle.current().pid(), runToken));
      loadingStarter = starter && !folder.starterLoaded();
      if (loadingStarter) StarterLoading.begin(ingest, folder);
      // A folder that was begun without the starter corpus, or by bringing own files in, stays so.
      else if (folder.fresh()) folder.noteStarterLoaded();
      folder.forgetFormer();
      done = true;
    } finally {
      if (!done) close();
    }
  }

  private static Ingest.Foreseen foreseen(Vocabulary vocabulary, Linker linker) {
    return new Ingest.Foreseen(vocabulary.concepts(), vocabulary.tagging(), linker);
  }

  /// Where the first page is, without a slash at the end.
  public String url() {
    return door.url();
  }

  /// Token of this run, for the commands of the folder's owner.
  public String runToken() {
    return runToken;
  }

  /// The admin's token, if it was made just now; it cannot be had again.
  public Optional<String> newAdminToken() {
    return newAdminToken;
  }

  /// Whether the starter corpus was handed over just now and is being read.
  public boolean loadingStarter() {
    return loadingStarter;
  }

  /// Waits until everything that came in has its outcome and can be found.
  public void awaitIdle() throws InterruptedException {
    ingest.awaitIdle();
  }

  /// The same, and until it can be found by its meaning.
  public void awaitMeaning() throws InterruptedException {
    ingest.awaitMeaning();
  }

  /// Loads what takes long to load, in the background, so that the first question need not wait.
  void warmUp() {
    embedder.ifPresent(
        it -> Thread.ofPlatform().name("embed-load").daemon().start(() -> warmUp(it)));
  }

  private static void warmUp(Embedder embedder) {
    try {
      embedder.passages(List.of());
    } catch (IndexFailure e) {
      LOG.warn("Texts cannot be read for their meaning: {}", e.getMessage());
    }
  }

  private static Optional<Embedder> embedder(Settings settings, DataFolder folder) {
    var embed = settings.embed();
    return switch (embed.model()) {
      case Settings.Embed.OFF -> Optional.empty();
      case Settings.Embed.HTTP ->
          Optional.of(
              Embedders.http(
                  new HttpModel(
                      URI.create(embed.url()),
                      embed.key(),
                      embed.httpModel(),
                      embed.dimensions(),
                      embed.beforePassage(),
                      embed.beforeQuestion(),
                      embed.threads())));
      default -> Optional.of(Embedders.onnx(folder.natives(), embed.threads()));
    };
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  private static Supplier<Optional<String>> firstTrouble(List<Supplier<Optional<String>>> parts) {
    return () -> parts.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }

  /// In the reverse order of opening: first the door, last the lock.
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      var part = opened.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("closing {} failed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
