package dev.cairn.indexer.embed;

import dev.cairn.indexer.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How many passages a second the model reads here, beside bare runs of the same session; in which
/// batches; how long it takes to load and how much memory it needs. Prints one table.
///
/// Arguments: a folder for the native libraries, and a file with one passage on each line.
final class EmbedBenchmark {
  private EmbedBenchmark() {}

  public static void main(String[] args) throws Exception {
    var texts = Files.readAllLines(Path.of(args[1])).stream().filter(it -> !it.isBlank()).toList();
    long before = resident();
    long begin = System.nanoTime();
    NativeFiles.prepare(Path.of(args[0]));
    try (var model = new BertSession(384)) {
      System.out.printf(
          "loaded in %.0f ms, %d MB resident before, %d MB after%n",
          millis(begin), before, resident());
      var pieces = texts.stream().map(model::pieces).toList();
      var lengths = pieces.stream().mapToInt(it -> it.length).toArray();
      System.out.printf(
          "%d texts, %.1f pieces on average%n",
          texts.size(), IntStream.of(lengths).average().orElse(0));
      batches(model);
      for (int round = 1; round <= 2; round++) {
        begin = System.nanoTime();
        var bare = new ArrayList<Direction>();
        for (var text : pieces) bare.addAll(model.directions(List.<long[]>of(text)));
        report("bare session, one by one", texts.size(), begin);
        try (var embedder = Embedders.onnx(Path.of(args[0]), 1)) {
          embedder.passages(List.of());
          begin = System.nanoTime();
          var ours = embedder.passages(texts);
          report("passages(), one thread", texts.size(), begin);
          double least = 1;
          double sum = 0;
          for (int i = 0; i < ours.size(); i++) {
            double cosine = ours.get(i).similarity(bare.get(i));
            least = Math.min(least, cosine);
            sum += cosine;
          }
          System.out.printf("cosine of both: least %.5f, mean %.5f%n", least, sum / ours.size());
        }
      }
    }
    System.out.printf("%d MB resident at the end%n", resident());
  }

  /// Milliseconds a text, for texts of equal length.
  private static void batches(BertSession model) throws Exception {
    System.out.println("pieces: milliseconds a text, 1 2 4 8 16 together");
    for (int length : new int[] {16, 32, 64, 128, 256, 512}) {
      var text = model.pieces("storm ".repeat(length - 2));
      var line = new StringBuilder(length + ":");
      for (int together : new int[] {1, 2, 4, 8, 16}) {
        var batch = IntStream.range(0, together).mapToObj(_ -> text).toList();
        model.directions(batch);
        int runs = Math.max(2, 2048 / length / together);
        long begin = System.nanoTime();
        for (int i = 0; i < runs; i++) model.directions(batch);
        line.append(String.format(" %.1f", millis(begin) / runs / together));
      }
      System.out.println(line);
    }
  }

  private static void report(String what, int texts, long begin) {
    System.out.printf("%s: %.1f a second%n", what, texts / millis(begin) * 1000);
  }

  private static double millis(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  /// MB of this process in memory; 0 where the system does not say.
  private static long resident() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return 0;
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
