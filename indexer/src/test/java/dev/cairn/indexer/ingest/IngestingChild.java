package dev.cairn.indexer.ingest;

import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own that brings in seeded files and says after each what was acknowledged, so
/// that it can be killed at any moment. With `cairn.die.at` and `cairn.die.time` it dies by its own
/// hand, as suddenly, when a step is done for that many times.
final class IngestingChild {
  static final String STEP = "cairn.die.at";
  static final String TIME = "cairn.die.time";
  static final int DIED = 137;

  private IngestingChild() {}

  /// @param args folder, seed, number of files, files of each submission
  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, true);
    var files = SeededFiles.of(Long.parseLong(args[1]), Integer.parseInt(args[2]));
    int together = Integer.parseInt(args[3]);
    var concepts = FewConcepts.THREE;
    try (var house = new House(Path.of(args[0]), concepts, 2, life())) {
      house.ingest.start();
      for (var group : files.inGroupsOf(together)) {
        var job =
            house.ingest.submit(
                "documents", "Seeded", SeededFiles.stored(house.ingest, group), Caller.admin());
        out.println("job " + job.id());
        for (var file : group) out.println("acknowledged " + file.name());
      }
      house.ingest.awaitMeaning();
      out.println("idle");
      // Until it is killed or nobody listens any more.
      System.in.read();
    }
  }

  private static House.Life life() {
    var at = System.getProperty(STEP);
    if (at == null) return House.Life.ENDLESS;
    var last = Step.valueOf(at);
    int[] left = {Integer.getInteger(TIME, 1)};
    return step -> {
      if (step != last) return;
      synchronized (left) {
        if (--left[0] == 0) Runtime.getRuntime().halt(DIED);
      }
    };
  }

  /// Starts one with the class path of this process.
  ///
  /// @param options of its virtual machine
  static Process start(Path folder, long seed, int files, int together, String... options)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(IngestingChild.class.getName());
    command.add(folder.toString());
    for (long number : new long[] {seed, files, together}) command.add(Long.toString(number));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
