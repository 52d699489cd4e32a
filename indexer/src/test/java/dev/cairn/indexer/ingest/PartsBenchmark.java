package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import dev.cairn.corpus.passage.Splitter;
import dev.cairn.indexer.bench.BareLucene;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Bringing in beside its parts, in one run: reading in child processes, writing the same bytes
/// durably, linking the same text, and bare Lucene on it. All of it twice, since the first time is
/// that of a machine that is still cold. The command stands in `BENCHMARKS.md`.
final class PartsBenchmark {
  private static final int TOGETHER = 50;

  private final Path folder;
  private final List<Path> files;
  private final int workers;
  private final ConceptView concepts = ConceptViews.of(BuiltIn.load().graph());

  private PartsBenchmark(Path folder, int workers) throws IOException {
    this.folder = folder;
    this.workers = workers;
    try (var all = Files.walk(folder)) {
      this.files = all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /// @param args a new folder to work in, the number of workers, a folder of documents
  public static void main(String[] args) throws Exception {
    var work = Path.of(args[0]);
    if (Files.exists(work)) throw new IllegalArgumentException(work + " is there already");
    var benchmark = new PartsBenchmark(Path.of(args[2]), Integer.parseInt(args[1]));
    for (int pass = 1; pass <= 2; pass++) {
      System.out.printf(Locale.ROOT, "pass %d, %d files%n", pass, benchmark.files.size());
      benchmark.pass(work.resolve("pass-" + pass));
    }
  }

  private void pass(Path place) throws Exception {
    Files.createDirectories(place);
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    var texts = new ArrayList<Reading>();
    double parts = 0;
    try (var extractor = extractor(place.resolve("workers-alone"))) {
      warm(extractor, place);
      parts += timed("read in child processes", () -> texts.addAll(read(extractor, place)));
    }
    parts += timed("write the bytes durably", () -> store(place.resolve("blobs")));
    parts += timed("link the text", () -> together(texts, reading -> link(linker, reading)));
    var passages = texts.stream().map(PartsBenchmark::passages).toList();
    parts += timed("bare Lucene", () -> BareLucene.index(place.resolve("lucene"), passages));
    double whole = pipeline(place.resolve("data"));
    System.out.printf(
        Locale.ROOT, "  parts %.1f s, whole %.1f s, ratio %.2f%n", parts, whole, whole / parts);
  }

  private Extractor extractor(Path children) {
    return Workers.extractor(
        WorkerSettings.defaults(children).withChildren(workers),
        ExtractSettings.within(ExtractLimits.defaults()),
        Clock.systemUTC());
  }

  /// Both measurements begin with children that stand ready, as a server's do.
  private void warm(Extractor extractor, Path place) throws Exception {
    together(files.stream().limit(8L * workers).toList(), file -> extract(extractor, file, place));
  }

  private List<Reading> read(Extractor extractor, Path place) throws Exception {
    return together(files, file -> extract(extractor, file, place)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Reading> extract(Extractor extractor, Path file, Path place)
      throws IOException {
    var room = Files.createTempDirectory(place, "room");
    var extraction =
        extractor.extract(
            new Extractor.Request(file, file.getFileName().toString(), List.of(), room));
    return extraction instanceof Extraction.Text text
        ? Optional.of(text.reading())
        : Optional.empty();
  }

  private void store(Path originals) throws Exception {
    try (var blobs = BlobStores.inDirectory(originals)) {
      for (var file : files)
        try (var bytes = Files.newInputStream(file)) {
          blobs.put(bytes, Long.MAX_VALUE);
        }
    }
  }

  private static Object link(Linker linker, Reading reading) {
    return linker.link(reading.text());
  }

  private static List<String> passages(Reading reading) {
    return Splitter.split(reading).stream().map(Passage::text).toList();
  }

  private double pipeline(Path data) throws Exception {
    try (var house =
        new House(
            data,
            concepts,
            workers,
            House.Life.ENDLESS,
            extractor(data.resolve("w")),
            Optional.empty())) {
      house.ingest.start();
      house.ingest.awaitIdle();
      warm(house.extractor, Files.createDirectories(data.resolve("warm")));
      double seconds = timed("the pipeline, until all is found", () -> bring(house));
      for (var stage : Timings.Stage.values())
        System.out.printf(
            Locale.ROOT,
            "      %-9s %8d ms %6d times%n",
            stage.name().toLowerCase(Locale.ROOT),
            house.timings.millis(stage),
            house.timings.times(stage));
      return seconds;
    }
  }

  private void bring(House house) throws Exception {
    var jobs = new ArrayList<String>();
    for (int from = 0; from < files.size(); from += TOGETHER) {
      var group = new ArrayList<Submission>();
      for (var file : files.subList(from, Math.min(files.size(), from + TOGETHER)))
        try (var bytes = Files.newInputStream(file)) {
          var name = folder.relativize(file).toString();
          var stored = house.ingest.store(bytes);
          group.add(
              new Submission.Document(
                  Optional.of(new Place("folder:bench", name)),
                  name,
                  stored.id(),
                  stored.bytes(),
                  Metadata.none()));
        }
      jobs.add(house.ingest.submit("documents", "Benchmark", group, Caller.admin()).id());
    }
    for (var job : jobs) house.ingest.await(job);
  }

  private interface Work {
    void run() throws Exception;
  }

  private interface Each<A, B> {
    B of(A one) throws Exception;
  }

  private static double timed(String what, Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(Locale.ROOT, "  %6.1f s  %s%n", seconds, what);
    return seconds;
  }

  /// With as many threads as the pipeline has workers.
  private <A, B> List<B> together(List<A> all, Each<A, B> work)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(workers)) {
      var running = new ArrayList<Future<B>>();
      for (var one : all) running.add(threads.submit(() -> work.of(one)));
      var done = new ArrayList<B>();
      for (var one : running) done.add(one.get());
      return done;
    }
  }
}
