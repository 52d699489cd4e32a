package dev.cairn.corpus.bench;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.extract.worker.WorkerSettings;
import dev.cairn.corpus.extract.worker.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How every file of a folder ends, and how many of the words that bare Tika gives are found in it
/// and in the files inside it: each as often as it stands there, and each once. What is less than
/// enough in the second way, too, should have a reason.
///
/// `OutcomeTable DIR [--with workers|in-process] [--passwords a,b] [--ocr] [--only TEXT] [--show]`;
/// classes of files come from `DIR/manifest.tsv` (columns file, …, class as the fourth) where there
/// is one.
public final class OutcomeTable {
  private static final int DEEPEST = 4;
  private static final int MOST_PARTS = 2_000;
  private static final double ENOUGH = 0.95;

  private final Extractor extractor;
  private final List<String> passwords;
  private final boolean show;
  private final Path scratch;
  private int parts;

  private OutcomeTable(Extractor extractor, List<String> passwords, boolean show, Path scratch) {
    this.extractor = extractor;
    this.passwords = passwords;
    this.show = show;
    this.scratch = scratch;
  }

  public static void main(String[] arguments) throws IOException {
    var options = List.of(arguments);
    var folder = Path.of(options.getFirst());
    var settings =
        ExtractSettings.within(ExtractLimits.defaults().withTime(Duration.ofSeconds(30)))
            .withOcr(options.contains("--ocr"));
    var passwords =
        Arrays.stream(option(options, "--passwords", "").split(","))
            .filter(password -> !password.isEmpty())
            .toList();
    var scratch = Files.createTempDirectory("outcome-table");
    try (var extractor = extractor(option(options, "--with", "workers"), settings, scratch)) {
      var table = new OutcomeTable(extractor, passwords, options.contains("--show"), scratch);
      table.print(folder, option(options, "--only", ""));
    } finally {
      deleteAll(scratch);
    }
  }

  private static String option(List<String> options, String name, String otherwise) {
    int at = options.indexOf(name);
    return at < 0 ? otherwise : options.get(at + 1);
  }

  private static Extractor extractor(String name, ExtractSettings settings, Path scratch) {
    return switch (name) {
      case "in-process" -> Extractors.inProcess(settings, Clock.systemDefaultZone());
      case "workers" ->
          Workers.extractor(
              WorkerSettings.defaults(scratch.resolve("workers")).withChildren(1),
              settings,
              Clock.systemDefaultZone());
      default -> throw new IllegalArgumentException("no extractor is called '" + name + "'");
    };
  }

  private record Row(
      String file,
      String kind,
      String code,
      String reason,
      int parts,
      int words,
      double share,
      double distinct) {}

  private void print(Path folder, String only) throws IOException {
    var kinds = kinds(folder);
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> file.toString().contains(only))
              .filter(file -> !file.endsWith("manifest.tsv"))
              .sorted()
              .toList();
    }
    var rows = new java.util.ArrayList<Row>();
    System.out.println("file\tclass\toutcome\tparts\twords\tshare\tdistinct\treason");
    for (var file : files) {
      var name = folder.relativize(file).toString();
      var row = row(file, name, kinds.getOrDefault(name, "?"));
      rows.add(row);
      System.out.printf(
          Locale.ROOT,
          "%s\t%s\t%s\t%d\t%d\t%s\t%s\t%s%n",
          row.file,
          row.kind,
          row.code,
          row.parts,
          row.words,
          said(row.share),
          said(row.distinct),
          row.reason);
    }
    summarise(rows);
  }

  private static String said(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.3f", share);
  }

  private static void summarise(List<Row> rows) {
    var codes = rows.stream().map(Row::code).distinct().sorted().toList();
    var table = new TreeMap<String, Map<String, Long>>();
    for (var row : rows)
      table.computeIfAbsent(row.kind, _ -> new TreeMap<>()).merge(row.code, 1L, Long::sum);
    System.out.println("\n| class | " + String.join(" | ", codes) + " |");
    System.out.println("|---|" + "---:|".repeat(codes.size()));
    table.forEach((kind, counts) ->
        System.out.println(
            "| "
                + kind
                + " | "
                + codes.stream()
                    .map(code -> Long.toString(counts.getOrDefault(code, 0L)))
                    .collect(Collectors.joining(" | "))
                + " |"));
    System.out.println("\nBelow 95 % of bare Tika's words:");
    rows.stream()
        .filter(row -> row.share < ENOUGH)
        .sorted(Comparator.comparing(Row::kind).thenComparing(Row::share))
        .forEach(row ->
            System.out.printf(
                Locale.ROOT,
                "  %.3f, each once %.3f %s (%s, %s)%n",
                row.share,
                row.distinct,
                row.file,
                row.kind,
                row.code));
    System.out.printf("%n%d files, pid %d%n", rows.size(), ProcessHandle.current().pid());
  }

  private Row row(Path file, String name, String kind) throws IOException {
    parts = 0;
    var ours = new HashMap<String, Integer>();
    var outcome = read(file, file.getFileName().toString(), 0, ours);
    var bare = BareTika.words(file);
    int wanted = bare.values().stream().mapToInt(Integer::intValue).sum();
    int had =
        bare.entrySet().stream()
            .mapToInt(word -> Math.min(word.getValue(), ours.getOrDefault(word.getKey(), 0)))
            .sum();
    if (show && had < wanted)
      System.out.println(
          "  missing: "
              + bare.entrySet().stream()
                  .filter(word -> ours.getOrDefault(word.getKey(), 0) < word.getValue())
                  .map(word ->
                      word.getKey()
                          + " "
                          + ours.getOrDefault(word.getKey(), 0)
                          + "/"
                          + word.getValue())
                  .limit(80)
                  .collect(Collectors.joining(", ")));
    int words = ours.values().stream().mapToInt(Integer::intValue).sum();
    double share = wanted == 0 ? Double.NaN : (double) had / wanted;
    long known = bare.keySet().stream().filter(ours::containsKey).count();
    double distinct = wanted == 0 ? Double.NaN : (double) known / bare.size();
    return new Row(name, kind, code(outcome), reason(outcome), parts, words, share, distinct);
  }

  private Extraction read(Path file, String name, int depth, Map<String, Integer> words)
      throws IOException {
    var room = Files.createTempDirectory(scratch, "room");
    try {
      var outcome = extractor.extract(new Extractor.Request(file, name, passwords, room));
      if (show) {
        System.out.println(
            "  ".repeat(depth + 1)
                + name
                + ": "
                + code(outcome)
                + " "
                + outcome.mediaType()
                + " "
                + reason(outcome));
        if (outcome instanceof Extraction.Text text)
          System.out.println("  ".repeat(depth + 1) + text.found());
      }
      if (outcome instanceof Extraction.Text text) {
        BareTika.count(text.reading().text(), words);
        text.found().title().ifPresent(title -> BareTika.count(title, words));
      }
      for (var part : outcome.parts()) {
        parts++;
        BareTika.count(part.path(), words);
        if (part instanceof Part.Whole whole && depth < DEEPEST && parts < MOST_PARTS) {
          var path = whole.path();
          read(whole.bytes(), path.substring(path.lastIndexOf('/') + 1), depth + 1, words);
        } else if (show && part instanceof Part.Missed missed) {
          System.out.println("  ".repeat(depth + 2) + missed);
        }
      }
      return outcome;
    } finally {
      deleteAll(room);
    }
  }

  private static String code(Extraction outcome) {
    return switch (outcome) {
      case Extraction.Text text ->
          text.shortfall().map(it -> shortfall(it) + "+text").orElse("indexed");
      case Extraction.NoText nothing ->
          !nothing.parts().isEmpty()
                  && nothing.parts().stream().allMatch(Part.Whole.class::isInstance)
              ? "container"
              : "empty";
      case Extraction.Locked _ -> "locked";
      case Extraction.Unsupported _ -> "unsupported";
      case Extraction.Failed failed -> shortfall(failed.shortfall());
    };
  }

  private static String shortfall(Extraction.Shortfall shortfall) {
    return switch (shortfall) {
      case Extraction.Shortfall.Stopped _ -> "stopped";
      case Extraction.Shortfall.Damaged _ -> "corrupt";
    };
  }

  private static String reason(Extraction outcome) {
    return switch (outcome) {
      case Extraction.Text text -> text.shortfall().map(OutcomeTable::sentence).orElse("");
      case Extraction.NoText nothing -> nothing.reason();
      case Extraction.Locked _ -> "";
      case Extraction.Unsupported unsupported -> unsupported.reason();
      case Extraction.Failed failed -> sentence(failed.shortfall());
    };
  }

  private static String sentence(Extraction.Shortfall shortfall) {
    return switch (shortfall) {
      case Extraction.Shortfall.Stopped(var at) -> at.sentence();
      case Extraction.Shortfall.Damaged(var reason) -> reason;
    };
  }

  private static Map<String, String> kinds(Path folder) throws IOException {
    var manifest = folder.resolve("manifest.tsv");
    if (!Files.exists(manifest)) return Map.of();
    return Files.readAllLines(manifest, StandardCharsets.UTF_8).stream()
        .map(line -> line.split("\t"))
        .filter(cells -> cells.length > 3)
        .collect(Collectors.toMap(cells -> cells[0], cells -> cells[3], (one, _) -> one));
  }

  private static void deleteAll(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
    }
  }
}
