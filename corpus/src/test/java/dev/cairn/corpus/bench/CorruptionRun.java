package dev.cairn.corpus.bench;

import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;

/// Damages the files of folders at random and reads them, while the processes that read them are
/// killed. Exit status 1 if a file has no outcome or took longer than the limit allows.
///
/// ```text
/// java -Dseed=7 -cp CLASS_PATH dev.cairn.corpus.bench.CorruptionRun COUNT FOLDER…
/// ```
///
/// One child is killed for every 40 files; `-Dkills=` sets another number. Replay with the seed
/// that is printed: the same files are damaged in the same way, though killed at other moments.
final class CorruptionRun {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(4);

  /// Where a child was killed, another one may have to be started, and reads the file again.
  private static final Duration ANOTHER = Duration.ofSeconds(30);

  private CorruptionRun() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    int kills = Integer.getInteger("kills", count / 40);
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.printf("seed %d, %,d files, %d kills%n", seed, count, kills);
    var originals = new ArrayList<Corruption.Original>();
    for (int i = 1; i < arguments.length; i++)
      try (var all = Files.walk(Path.of(arguments[i]))) {
        for (var file : all.filter(Files::isRegularFile).sorted().toList())
          originals.add(
              new Corruption.Original(
                  String.valueOf(file.getFileName()), Files.readAllBytes(file)));
      }
    System.out.printf("%,d originals%n", originals.size());
    var folder = Files.createTempDirectory("corruption");
    var settings = WorkerSettings.defaults(folder.resolve("workers")).withGrace(GRACE);
    var reading = ExtractSettings.within(ExtractLimits.defaults().withTime(LIMIT));
    long begin = System.nanoTime();
    Corruption.Report report;
    try (var extractor = Workers.extractor(settings, reading, Clock.systemUTC())) {
      report = new Corruption(extractor, originals, folder).run(count, kills, 2, new Random(seed));
    } finally {
      Corruption.empty(folder);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%n| outcome | files |%n| --- | ---: |%n");
    report.outcomes().forEach((kind, n) -> System.out.printf("| %s | %,d |%n", kind, n));
    int ended = report.outcomes().values().stream().mapToInt(Integer::intValue).sum();
    boolean late = report.slowest().compareTo(LIMIT.plus(GRACE).plus(ANOTHER)) > 0;
    System.out.printf(
        """

        files without outcome: %,d of %,d
        over the limit of %d s (and %d s to end it, %d s to start another child): %s
        crashes of the parent: 0
        children killed: %d
        slowest: %.1f s (%s)
        all: %.0f s
        peak memory: this process %,d MB, a child %,d MB
        """,
        count - ended,
        count,
        LIMIT.toSeconds(),
        GRACE.toSeconds(),
        ANOTHER.toSeconds(),
        late ? "yes" : "none",
        report.kills(),
        report.slowest().toMillis() / 1e3,
        report.slowestName(),
        seconds,
        report.ownBytes() >> 20,
        report.childBytes() >> 20);
    report.faults().forEach(System.out::println);
    System.exit(late || ended < count || !report.faults().isEmpty() ? 1 : 0);
  }
}
