package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Many small files, made up from a number: whether the last of them come in as fast as the first,
/// and whether the heap stays what it was. The command stands in `BENCHMARKS.md`.
final class ScaleRun {
  private static final int BLOCK = 10_000;
  private static final int TOGETHER = 100;
  private static final int WORDS_OF_A_FILE = 120;
  private static final List<String> WORDS =
      List.of(
          "customer",
          "churn",
          "planning",
          "staffing",
          "budget",
          "leader",
          "report",
          "visit",
          "feedback",
          "channel",
          "journey",
          "retention",
          "the",
          "of",
          "and",
          "to",
          "was",
          "is");

  private ScaleRun() {}

  /// @param args a new folder to work in, the number of files
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    if (Files.exists(folder)) throw new IllegalArgumentException(folder + " is there already");
    int count = Integer.parseInt(args[1]);
    var random = new Random(Long.getLong("seed", 1));
    var rates = new ArrayList<Double>();
    var extractor = new PlainExtractor("plain-1");
    var concepts = ConceptViews.of(BuiltIn.load().graph());
    try (var house =
        new House(folder, concepts, 2, House.Life.ENDLESS, extractor, Optional.empty())) {
      house.ingest.start();
      house.ingest.awaitIdle();
      for (int from = 0; from < count; from += BLOCK) {
        int end = Math.min(count, from + BLOCK);
        long began = System.nanoTime();
        block(house.ingest, from, end, random);
        double rate = (end - from) / ((System.nanoTime() - began) / 1e9);
        rates.add(rate);
        System.out.printf(
            Locale.ROOT,
            "%,8d files, %7.1f a second, %4d MB of heap after collecting, load %.1f%n",
            end,
            rate,
            liveHeap(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "last block at %.0f %% of the first%n",
        100 * rates.getLast() / rates.getFirst());
  }

  private static void block(Ingest ingest, int from, int end, Random random) throws Exception {
    String job;
    try (var intake = ingest.begin("documents", "Block", List.of(), Caller.admin())) {
      job = intake.job();
      for (int i = from; i < end; i += TOGETHER) {
        var group = new ArrayList<Submission>();
        for (int file = i; file < Math.min(end, i + TOGETHER); file++)
          group.add(file(ingest, file, random));
        intake.add(group);
      }
    }
    ingest.await(job);
    ingest.awaitIdle();
  }

  private static Submission file(Ingest ingest, int number, Random random) throws Exception {
    var text = new StringBuilder("Of number " + number + "\n");
    for (int i = 0; i < WORDS_OF_A_FILE; i++)
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    var stored = ingest.store(new ByteArrayInputStream(bytes));
    var name = "small/" + number / 1000 + "/file-" + number + ".txt";
    return new Submission.Document(
        Optional.of(new Place("folder:scale", name)),
        name,
        stored.id(),
        stored.bytes(),
        Metadata.none());
  }

  /// Megabytes that are in use after a collection.
  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getCollectionUsage() != null)
            .mapToLong(pool -> pool.getCollectionUsage().getUsed())
            .sum()
        >> 20;
  }
}
