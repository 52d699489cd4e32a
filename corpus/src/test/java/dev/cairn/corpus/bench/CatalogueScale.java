package dev.cairn.corpus.bench;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Registers and describes very many small items, as the pipeline does; compacts the graph while it
/// is read and changed; opens it again. Prints a line for every 10,000 items.
///
/// ```
/// mvn -q test-compile -pl corpus -am
/// java -Xmx1g -cp <test class path of corpus> dev.cairn.corpus.bench.CatalogueScale 100000
/// ```
public final class CatalogueScale {
  private static final int STEP = 10_000;
  private static final int BATCH = 64;
  private static final Caller ADMIN = Caller.admin();
  private static final List<Receipt> END = List.of();

  private final int total;
  private final Path folder;
  private final Random random = new Random(1);

  private CatalogueScale(int total, Path folder) {
    this.total = total;
    this.folder = folder;
  }

  /// @param args how many items; then, if wanted, a folder that is filled where it is empty, opened
  ///   where it is not, and kept
  public static void main(String[] args) throws IOException, InterruptedException {
    int total = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    if (args.length > 1) {
      var folder = Path.of(args[1]);
      if (Files.exists(folder)) new CatalogueScale(total, folder).reopen();
      else new CatalogueScale(total, folder).run();
      return;
    }
    var folder = Files.createTempDirectory("catalogue-scale");
    try {
      new CatalogueScale(total, folder).run();
    } finally {
      try (var paths = Files.walk(folder)) {
        for (var path : paths.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
      }
    }
  }

  private void run() throws InterruptedException {
    try (var store = GraphStores.tdb2(folder);
        var catalogue = Catalogues.open(store, Clock.systemUTC())) {
      fill(store, catalogue);
      compact(store, catalogue, Duration.ofMillis(100));
      compact(store, catalogue, Duration.ZERO);
    }
    reopen();
  }

  // ---- filling

  private void fill(GraphStore store, Catalogue catalogue) throws InterruptedException {
    say("%9s %9s %12s %10s %10s", "items", "items/s", "items/cpu-s", "heap MB", "graph MB");
    BlockingQueue<List<Receipt>> received = new ArrayBlockingQueue<>(4);
    var describer =
        Thread.ofPlatform().name("describer").start(() -> describeAll(catalogue, received));
    long began = System.nanoTime();
    long cpu = cpu();
    for (int n = 0; n < total; ) {
      int until = Math.min(total, n + BATCH);
      received.put(
          catalogue.receive(IntStream.range(n, until).mapToObj(this::arrival).toList(), ADMIN));
      boolean full = n / STEP < until / STEP;
      n = until;
      if (!full && n < total) continue;
      double seconds = (System.nanoTime() - began) / 1e9;
      double used = (cpu() - cpu) / 1e9;
      say(
          "%,9d %,9.0f %,12.0f %,10d %,10d",
          n, STEP / seconds, STEP / used, heap() >> 20, store.bytes() >> 20);
      began = System.nanoTime();
      cpu = cpu();
    }
    received.put(END);
    describer.join();
    say("%,d wait, last change %,d", catalogue.waiting().size(), catalogue.lastChange());
  }

  private static void describeAll(Catalogue catalogue, BlockingQueue<List<Receipt>> received) {
    try {
      for (var batch = received.take(); batch != END; batch = received.take())
        catalogue.describe(batch.stream().map(r -> description(r.item())).toList());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Arrival arrival(int n) {
    return new Arrival(
        Item.Kind.DOCUMENT,
        new Place(
            "folder:share", "department-" + n % 40 + "/year-" + n % 12 + "/note " + n + ".txt"),
        Items.content("content " + n),
        1_000 + n,
        "application/octet-stream",
        Metadata.none(),
        Optional.empty());
  }

  private static Description description(Item item) {
    int n = item.places().getFirst().path().hashCode() & 0xffff;
    return new Description(
        item.id(),
        item.version().content(),
        "text/plain; charset=UTF-8",
        "tika 3.3.0 / 4",
        new Metadata(
            Optional.of("What we learned about " + item.places().getFirst().fileName()),
            Optional.empty(),
            List.of("Author " + n % 300),
            Optional.empty(),
            Optional.of(LocalDate.of(2020, 1, 1).plusDays(n % 2_000)),
            List.of(),
            List.of(),
            Optional.of("en"),
            Optional.empty()),
        new Outcome.Indexed(),
        IntStream.range(0, 4)
            .mapToObj(i ->
                new Tag(
                    "concept-" + (n * 7 + i * 131) % 580,
                    1 - i * 0.13 - n / 1e6,
                    Tag.Method.HEADING))
            .toList(),
        0.01);
  }

  // ---- compacting

  /// @param pause between two changes; none: as many as possible
  private void compact(GraphStore store, Catalogue catalogue, Duration pause)
      throws InterruptedException {
    var some = catalogue.changesSince(0, 1_000).stream().map(Catalogue.Change::id).toList();
    var done = new AtomicBoolean();
    var written = new AtomicLong();
    var read = new AtomicLong();
    var longest = new AtomicLong();
    var threads = new ArrayList<Thread>();
    threads.add(
        Thread.ofPlatform()
            .name("writer")
            .start(() -> {
              while (!done.get()) {
                long began = System.nanoTime();
                amend(catalogue, some.get(random.nextInt(some.size())), written.incrementAndGet());
                longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                if (!pause.isZero()) LockSupport.parkNanos(pause.toNanos());
              }
            }));
    threads.add(
        Thread.ofPlatform()
            .name("reader")
            .start(() -> {
              for (int i = 0; !done.get(); i++) {
                if (catalogue.find(some.get(i % some.size()), ADMIN).isEmpty())
                  throw new IllegalStateException("an item is not there");
                // Who asks the graph itself has all changes made in its files before.
                if (i % 10 == 0 && store.graph(some.get(i % some.size()).iri()).isEmpty())
                  throw new IllegalStateException("a graph is not there");
                LockSupport.parkNanos(50_000_000);
                read.incrementAndGet();
              }
            }));
    long before = store.bytes();
    long began = System.nanoTime();
    store.compact();
    double seconds = (System.nanoTime() - began) / 1e9;
    done.set(true);
    for (var thread : threads) thread.join();
    say(
        "compacted %,d MB to %,d MB in %.1f s; meanwhile %,d changes, the longest %.2f s, and %,d"
            + " readings",
        before >> 20, store.bytes() >> 20, seconds, written.get(), longest.get() / 1e9, read.get());
  }

  private static void amend(Catalogue catalogue, ItemId id, long n) {
    catalogue.amend(id, item -> Items.titled("Title number " + n).orElse(item.given()), ADMIN);
  }

  // ---- opening

  private void reopen() {
    for (int i = 0; i < 3; i++) {
      long heap = heap();
      long began = System.nanoTime();
      long cpu = cpu();
      var store = GraphStores.tdb2(folder);
      var catalogue = Catalogues.open(store, Clock.systemUTC());
      double seconds = (System.nanoTime() - began) / 1e9;
      double used = (cpu() - cpu) / 1e9;
      // What the store keeps in mind is not the catalogue's.
      store.close();
      long items = catalogue.count(ADMIN, Optional.empty());
      say(
          "opened %,d items in %.1f s (%.1f s of processor); %,d bytes of memory an item",
          items, seconds, used, (heap() - heap) / items);
      catalogue.close();
    }
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
