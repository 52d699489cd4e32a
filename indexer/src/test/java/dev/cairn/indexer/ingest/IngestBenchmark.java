package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.indexer.Job;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How fast files and lessons come in, and where the time goes. The command stands in
/// `BENCHMARKS.md`.
final class IngestBenchmark {
  private static final int FILES_OF_A_JOB = 50;

  private final House house;
  private final PrintStream out;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<Job> jobs = new ArrayList<>();

  private IngestBenchmark(House house, PrintStream out) {
    this.house = house;
    this.out = out;
  }

  /// @param args a new folder to work in, the number of workers, then folders of documents and
  ///   tables of lessons (`.jsonl`, `.csv`)
  public static void main(String[] args) throws Exception {
    if (args.length < 3) throw new IllegalArgumentException("FOLDER WORKERS PATH…");
    var folder = Path.of(args[0]);
    if (Files.exists(folder)) throw new IllegalArgumentException(folder + " is there already");
    var concepts = ConceptViews.of(BuiltIn.load().graph());
    try (var house = new House(folder, concepts, Integer.parseInt(args[1]), House.Life.ENDLESS)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      var benchmark = new IngestBenchmark(house, System.out);
      for (int i = 2; i < args.length; i++) benchmark.bring(Path.of(args[i]));
      benchmark.report();
    }
  }

  private void bring(Path path) throws Exception {
    jobs.clear();
    outcomes.clear();
    long began = System.nanoTime();
    var busy = processorTime();
    if (Files.isDirectory(path)) documents(path);
    else lessons(path);
    long acknowledged = System.nanoTime();
    for (var job : jobs)
      for (var file : house.ingest.await(job.id()).files())
        outcomes.merge(file.outcome().map(Outcome::code).orElse("none"), 1, Integer::sum);
    long found = System.nanoTime();
    house.ingest.awaitIdle();
    int count = outcomes.values().stream().mapToInt(n -> n).sum();
    out.printf(
        Locale.ROOT,
        "%s: %d, acknowledged after %.1f s, found after %.1f s, %.1f a second, "
            + "%.1f s of processor time, %s%n",
        path.getFileName(),
        count,
        (acknowledged - began) / 1e9,
        (found - began) / 1e9,
        count / ((found - began) / 1e9),
        processorTime().minus(busy).toMillis() / 1e3,
        outcomes);
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void documents(Path folder) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (int from = 0; from < files.size(); from += FILES_OF_A_JOB) {
      var together = new ArrayList<Submission>();
      for (var file : files.subList(from, Math.min(files.size(), from + FILES_OF_A_JOB)))
        together.add(document(folder, file));
      jobs.add(house.ingest.submit("documents", "Benchmark", together, Caller.admin()));
    }
  }

  private Submission document(Path folder, Path file) throws Exception {
    var name = folder.relativize(file).toString();
    try (var bytes = Files.newInputStream(file)) {
      var stored = house.ingest.store(bytes);
      return new Submission.Document(
          Optional.of(new Place("folder:" + folder.getFileName(), name)),
          name,
          stored.id(),
          stored.bytes(),
          Metadata.none());
    }
  }

  private void lessons(Path table) throws IOException {
    try (var bytes = Files.newInputStream(table)) {
      var read = LessonImport.read(bytes);
      var rows = read.rows(read.guess(table.getFileName().toString()));
      var all = rows.stream().map(row -> Submission.of(row, "import:benchmark")).toList();
      jobs.add(house.ingest.submit("lessons", "Benchmark", all, Caller.admin()));
    }
  }

  private void report() throws IOException {
    out.println("time in stages, all threads together:");
    for (var stage : Timings.Stage.values())
      out.printf(
          Locale.ROOT,
          "  %-9s %8d ms %6d times%n",
          stage.name().toLowerCase(Locale.ROOT),
          house.timings.millis(stage),
          house.timings.times(stage));
    long passages = 0;
    long linked = 0;
    for (var change : house.catalogue.changesSince(0, Integer.MAX_VALUE)) {
      var derived = change.item().flatMap(house.ingest::derived);
      if (derived.isEmpty()) continue;
      for (var passage : derived.get().passages()) {
        passages++;
        if (derived.get().mentions().stream()
            .anyMatch(m -> m.start() >= passage.start() && m.start() < passage.end())) linked++;
      }
    }
    out.printf(
        Locale.ROOT,
        "%d items, %d passages, %.1f %% of them with a concept%n",
        house.catalogue.count(Caller.admin(), Optional.empty()),
        passages,
        100.0 * linked / Math.max(1, passages));
    var runtime = Runtime.getRuntime();
    out.printf(
        Locale.ROOT,
        "heap in use %d MB of %d MB%n",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
        runtime.maxMemory() >> 20);
    var status = Path.of("/proc/self/status");
    if (Files.exists(status))
      try (var lines = Files.lines(status)) {
        lines.filter(l -> l.startsWith("VmHWM")).forEach(out::println);
      }
  }
}
