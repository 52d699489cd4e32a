package dev.cairn.corpus.bench;

import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// What does reading in another process cost? Reads all files of a folder, in this process and in a
/// child, taking turns, on one thread.
///
/// ```text
/// java -cp CLASS_PATH dev.cairn.corpus.bench.WorkerRun FOLDER [ROUNDS]
/// ```
final class WorkerRun {
  private WorkerRun() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
    List<Path> files;
    try (var all = Files.walk(Path.of(arguments[0]))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    var folder = Files.createTempDirectory("worker-run");
    var reading = ExtractSettings.within(ExtractLimits.defaults());
    var settings = WorkerSettings.defaults(folder.resolve("workers")).withChildren(1);
    var clock = Clock.systemUTC();
    try (var here = Extractors.inProcess(reading, clock);
        var there = Workers.extractor(settings, reading, clock)) {
      System.out.printf("first answer: %.2f s here, ", seconds(here, files.subList(0, 1), folder));
      System.out.printf("%.2f s in a child%n", seconds(there, files.subList(0, 1), folder));
      for (int round = 1; round <= rounds; round++) {
        double inProcess = seconds(here, files, folder) * 1000 / files.size();
        double inChild = seconds(there, files, folder) * 1000 / files.size();
        System.out.printf(
            "round %d, %,d files: %.2f ms a file here, %.2f ms in a child: %+.2f ms, %.2f times%n",
            round, files.size(), inProcess, inChild, inChild - inProcess, inChild / inProcess);
      }
    } finally {
      Corruption.empty(folder);
    }
  }

  private static double seconds(Extractor extractor, List<Path> files, Path folder)
      throws IOException {
    long took = 0;
    for (var file : files) {
      var room = Files.createTempDirectory(folder, "room");
      long begin = System.nanoTime();
      extractor.extract(
          new Extractor.Request(file, String.valueOf(file.getFileName()), List.of(), room));
      took += System.nanoTime() - begin;
      Corruption.empty(room);
    }
    return took / 1e9;
  }
}
