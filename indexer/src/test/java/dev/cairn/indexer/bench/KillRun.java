package dev.cairn.indexer.bench;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.IngestParts;
import dev.cairn.indexer.ingest.IngestSettings;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Brings the files of a folder in, in a process that is killed (`kill -9`) at random moments, and
/// whose own children are killed at others, until all has come in; over and over, until there were
/// enough kills. After each round everything is compared with a run that nobody disturbed. The
/// command stands in `BENCHMARKS.md`.
public final class KillRun {
  private static final int TOGETHER = 10;
  private static final String CHILD = "child";
  private static final String SOURCE = "folder:killed";

  private final PrintStream out = System.out;
  private final Path files;
  private final int most;
  private final Path work;
  private final Random random;
  private int kills;
  private int childKills;

  private KillRun(Path files, int most, Path work, Random random) {
    this.files = files;
    this.most = most;
    this.work = work;
    this.random = random;
  }

  /// @param args folder of files, number of kills; then, if wanted, at most so many of the files;
  ///   `-Dseed=` replays a run, as far as a machine does the same twice
  public static void main(String[] args) throws Exception {
    if (args[0].equals(CHILD)) {
      child(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
      return;
    }
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    int most = args.length > 2 ? Integer.parseInt(args[2]) : Integer.MAX_VALUE;
    var work = Files.createTempDirectory("cairn-kill");
    try {
      var run = new KillRun(Path.of(args[0]), most, work, new Random(seed));
      run.all(Integer.parseInt(args[1]));
    } finally {
      delete(work);
    }
  }

  private void all(int wanted) throws Exception {
    var undisturbed = round(Integer.MIN_VALUE);
    out.println("undisturbed: " + undisturbed.summary());
    for (int round = 1; kills < wanted; round++) {
      var survived = round(wanted);
      out.printf(
          "round %d: %d kills, %d of children so far: %s%n",
          round, kills, childKills, survived.summary());
      survived.requireEqual(undisturbed);
    }
    out.println("nothing lost, nothing doubled");
  }

  /// From an empty folder to all being in.
  private State round(int wanted) throws Exception {
    var data = Files.createTempDirectory(work, "data");
    var jobs = new HashSet<String>();
    int acknowledged = 0;
    while (true) {
      var child = new Child(start(data, acknowledged));
      boolean killed = kills < wanted && child.killedLater();
      acknowledged += child.acknowledged();
      jobs.addAll(child.jobs);
      if (!killed) break;
    }
    try (var house = new House(data)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      return State.of(house, jobs);
    } finally {
      delete(data);
    }
  }

  /// A process that brings in, and what it has said so far.
  private final class Child {
    private final Process process;
    private final Set<String> jobs = ConcurrentHashMap.newKeySet();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch idle = new CountDownLatch(1);
    private final Thread listener;

    Child(Process process) {
      this.process = process;
      this.listener = Thread.ofPlatform().name("listener").start(this::listen);
    }

    private void listen() {
      try (var said = process.inputReader(StandardCharsets.UTF_8)) {
        for (var line = said.readLine(); line != null; line = said.readLine())
          if (line.startsWith("job ")) jobs.add(line.substring(4));
          else if (line.equals("begun")) begun.countDown();
          else if (line.equals("idle")) idle.countDown();
      } catch (IOException _) {
        // It was killed.
      } finally {
        begun.countDown();
      }
    }

    /// Kills it at some moment, or lets it come to its end.
    ///
    /// @return whether it was killed
    boolean killedLater() throws InterruptedException {
      begun.await();
      while (true) {
        boolean all = idle.await(random.nextInt(2_500), TimeUnit.MILLISECONDS);
        if (all) return false;
        var grandchildren = process.children().toList();
        if (random.nextInt(3) == 0 && !grandchildren.isEmpty()) {
          grandchildren.get(random.nextInt(grandchildren.size())).destroyForcibly();
          childKills++;
          continue;
        }
        process.destroyForcibly();
        process.waitFor();
        kills++;
        return true;
      }
    }

    /// Waits for its end.
    int acknowledged() throws Exception {
      if (process.isAlive()) {
        idle.await();
        process.getOutputStream().close();
        if (process.waitFor() != 0) throw new IllegalStateException("a child failed");
      }
      listener.join();
      return jobs.size();
    }
  }

  private Process start(Path data, int from) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dmost=" + most,
            "-cp",
            System.getProperty("java.class.path"),
            KillRun.class.getName(),
            CHILD,
            data.toString(),
            files.toString(),
            Integer.toString(from))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// @param from number of the first group of files that nobody has acknowledged yet
  private static void child(Path data, Path folder, int from) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var all = files(folder, Integer.getInteger("most"));
    try (var house = new House(data)) {
      house.ingest.start();
      out.println("begun");
      for (int first = from * TOGETHER; first < all.size(); first += TOGETHER) {
        var group = new ArrayList<Submission>();
        for (var file : all.subList(first, Math.min(all.size(), first + TOGETHER)))
          try (var bytes = Files.newInputStream(file)) {
            var name = folder.relativize(file).toString();
            var stored = house.ingest.store(bytes);
            group.add(
                new Submission.Document(
                    Optional.of(new Place(SOURCE, name)),
                    name,
                    stored.id(),
                    stored.bytes(),
                    Metadata.none()));
          }
        var job = house.ingest.submit("documents", "Files", group, Caller.admin());
        out.println("job " + job.id());
      }
      house.ingest.awaitIdle();
      out.println("idle");
      // Until it is killed, or nobody listens any more.
      System.in.read();
    }
  }

  /// Evenly from all folders, if there are more than wanted.
  private static List<Path> files(Path folder, int most) throws IOException {
    try (var walk = Files.walk(folder)) {
      var all = walk.filter(Files::isRegularFile).sorted().toList();
      var chosen = new ArrayList<Path>();
      int wanted = Math.min(most, all.size());
      for (int i = 0; i < wanted; i++) chosen.add(all.get((int) ((long) i * all.size() / wanted)));
      return chosen;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
    }
  }

  /// What can be compared of two houses.
  ///
  /// @param places path → content and outcome of what is there
  private record State(
      Map<String, String> places, long items, long entries, Set<ContentId> contents) {
    static State of(House house, Set<String> jobs) {
      var places = new TreeMap<String, String>();
      var entries = new HashSet<String>();
      var items = new HashSet<String>();
      house
          .catalogue
          .of(SOURCE)
          .forEach((place, item) -> {
            places.put(
                place.path(),
                item.version().content().hex()
                    + " "
                    + item.outcome().map(Outcome::code).orElse("waits")
                    + " "
                    + item.versions().size());
            items.add(item.id().value());
            if (house.ingest.findable(item)) entries.add(item.id().value());
          });
      for (var id : jobs) requireWhole(house.ingest.job(id).orElseThrow());
      try (var view = house.index.view()) {
        var shown = new HashSet<>(view.numbers().keySet());
        shown.removeIf(id -> id.startsWith("concept:"));
        require(shown.equals(entries), "the index shows other items than it should");
      }
      var contents = new HashSet<ContentId>();
      house.blobs.each(contents::add);
      require(contents.containsAll(house.catalogue.contents()), "an original is missing");
      long known = house.catalogue.count(Caller.admin(), Optional.of(Item.Kind.DOCUMENT));
      require(known == items.size(), known + " items, and " + items.size() + " at their places");
      return new State(places, items.size(), entries.size(), contents);
    }

    private static void requireWhole(Job job) {
      require(job.finished().isPresent(), "job " + job.id() + " has no end");
      var names = new HashSet<String>();
      for (var file : job.files()) {
        require(file.outcome().isPresent(), file.name() + " has no outcome");
        require(names.add(file.name()), file.name() + " stands twice in its job");
      }
    }

    void requireEqual(State other) {
      for (var place : other.places.keySet())
        require(
            other.places.get(place).equals(places.get(place)),
            place + " is " + places.get(place) + " and not " + other.places.get(place));
      require(equals(other), summary() + " and not " + other.summary());
    }

    private static void require(boolean holds, String otherwise) {
      if (!holds) throw new IllegalStateException(otherwise);
    }

    String summary() {
      return places.size()
          + " places, "
          + items
          + " items, "
          + entries
          + " entries, "
          + contents.size()
          + " contents";
    }
  }

  /// All real parts on one folder, with children that read.
  private static final class House implements AutoCloseable {
    private final GraphStore graph;
    private final Extractor extractor;
    private final BlobStore blobs;
    private final Catalogue catalogue;
    private final SearchIndex index;
    private final Ingest ingest;

    House(Path folder) {
      var concepts = ConceptViews.of(BuiltIn.load().graph());
      var linker = Linkers.over(concepts, LinkerSettings.defaults());
      var clock = Clock.systemUTC();
      graph = GraphStores.tdb2(folder.resolve("graph"));
      catalogue = Catalogues.open(graph, clock);
      blobs = BlobStores.inDirectory(folder.resolve("originals"));
      extractor =
          Workers.extractor(
              WorkerSettings.defaults(folder.resolve("workers")),
              ExtractSettings.within(ExtractLimits.defaults()),
              clock);
      index = LuceneIndexes.inDirectory(folder.resolve("index"), Manifest.of(concepts.version()));
      ingest =
          Ingest.over(
              new IngestParts(
                  blobs,
                  catalogue,
                  extractor,
                  new DerivedStore(folder.resolve("derived")),
                  () -> concepts,
                  () -> linker,
                  index,
                  clock),
              IngestSettings.in(folder));
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
  }
}
