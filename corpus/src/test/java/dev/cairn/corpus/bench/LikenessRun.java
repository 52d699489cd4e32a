package dev.cairn.corpus.bench;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.likeness.Sketch;
import dev.cairn.corpus.likeness.Sketches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Compares all files of a folder with one another and prints which say nearly the same.
///
/// `LikenessRun FOLDER [TEXTS]`. Truth are the files of one folder whose names differ only in the
/// endings `docx`, `odt`, `doc` and `pdf`: the same text in several formats. What else is alike is
/// listed, to be looked at: two editions of a text are no mistake. With a second folder the texts
/// that were read are kept there.
public final class LikenessRun {
  private static final int SHOWN = 60;

  private LikenessRun() {}

  private record Read(String name, String text, Optional<Sketch> sketch) {
    /// The name without the endings of office formats; empty for other files.
    Optional<String> family() {
      var family = name;
      for (boolean more = true; more; ) {
        var shorter = family.replaceFirst("\\.(docx|odt|doc|pdf)$", "");
        more = !shorter.equals(family);
        family = shorter;
      }
      return family.equals(name) ? Optional.empty() : Optional.of(family);
    }
  }

  private record Pair(Read a, Read b, double likeness, double exact, boolean met, boolean same) {}

  public static void main(String[] args) throws IOException {
    var folder = Path.of(args[0]);
    var reads = read(folder);
    if (args.length > 1)
      for (var read : reads)
        Files.writeString(Path.of(args[1]).resolve(read.name().replace('/', '+')), read.text());
    time(reads);
    var pairs = pairs(reads);
    curve(pairs);
    errors(pairs);
    list(pairs);
  }

  private static List<Read> read(Path folder) throws IOException {
    var room = Files.createTempDirectory("likeness-run");
    var reads = new ArrayList<Read>();
    try (var extractor = Extractors.inProcess(ExtractLimits.defaults());
        Stream<Path> files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = folder.relativize(file).toString();
        var request = new Extractor.Request(file, name, List.of(), room);
        if (extractor.extract(request) instanceof Extraction.Text text)
          reads.add(new Read(name, text.reading().text(), Sketches.of(text.reading().text())));
        else System.out.println("no text: " + name);
      }
    }
    return reads;
  }

  private static void time(List<Read> reads) {
    long characters = 0;
    for (var read : reads) characters += read.text().length();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (var read : reads) Sketches.of(read.text());
      best = Math.min(best, System.nanoTime() - start);
    }
    System.out.printf(
        Locale.ROOT,
        "%d texts, %d with a sketch, %.1f million characters; a sketch takes %.3f ms, %.1f MB/s%n",
        reads.size(),
        reads.stream().filter(r -> r.sketch().isPresent()).count(),
        characters / 1e6,
        best / 1e6 / reads.size(),
        characters / 1e6 / (best / 1e9));
  }

  private static List<Pair> pairs(List<Read> reads) {
    var shingles = reads.stream().map(r -> shingles(r.text())).toList();
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < reads.size(); i++)
      for (int j = i + 1; j < reads.size(); j++) {
        var a = reads.get(i);
        var b = reads.get(j);
        boolean same = a.family().isPresent() && a.family().equals(b.family());
        if (a.sketch().isEmpty() || b.sketch().isEmpty()) {
          if (same)
            pairs.add(new Pair(a, b, 0, exact(shingles.get(i), shingles.get(j)), false, true));
          continue;
        }
        double likeness = a.sketch().get().likeness(b.sketch().get());
        double exact = exact(shingles.get(i), shingles.get(j));
        pairs.add(new Pair(a, b, likeness, exact, met(a.sketch().get(), b.sketch().get()), same));
      }
    return pairs;
  }

  private static boolean met(Sketch a, Sketch b) {
    var one = a.bands();
    var other = b.bands();
    for (int i = 0; i < one.length; i++) if (one[i] == other[i]) return true;
    return false;
  }

  /// Hashes of three words in a row, said again in the plainest way.
  private static int[] shingles(String text) {
    var words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+");
    return java.util.stream.IntStream.range(0, Math.max(0, words.length - 2))
        .map(i -> Arrays.asList(words).subList(i, i + 3).hashCode())
        .distinct()
        .sorted()
        .toArray();
  }

  private static double exact(int[] a, int[] b) {
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) i++;
      else j++;
    }
    int all = a.length + b.length - common;
    return all == 0 ? 0 : (double) common / all;
  }

  private static void curve(List<Pair> pairs) {
    long truth = pairs.stream().filter(Pair::same).count();
    System.out.printf("%d pairs, %d of them the same text by name%n", pairs.size(), truth);
    System.out.println("at least | linked | by name | recall | precision by name");
    for (int percent = 10; percent <= 95; percent += 5) {
      double least = percent / 100.0;
      var linked = pairs.stream().filter(p -> p.met() && p.likeness() >= least).toList();
      long right = linked.stream().filter(Pair::same).count();
      System.out.printf(
          Locale.ROOT,
          "%8.2f | %6d | %7d | %6.3f | %.3f%n",
          least,
          linked.size(),
          right,
          (double) right / truth,
          linked.isEmpty() ? 1 : (double) right / linked.size());
    }
  }

  private static void errors(List<Pair> pairs) {
    var alike = pairs.stream().filter(p -> p.exact() >= 0.1).toList();
    double squares = 0;
    for (var pair : alike) squares += Math.pow(pair.likeness() - pair.exact(), 2);
    System.out.printf(
        Locale.ROOT,
        "%d pairs with at least 0.1 in common: root mean square of estimate - exact %.3f%n",
        alike.size(),
        Math.sqrt(squares / alike.size()));
    for (double least = 0.5; least < 0.85; least += 0.1) {
      double from = least;
      var some = pairs.stream().filter(p -> p.exact() >= from).toList();
      System.out.printf(
          Locale.ROOT,
          "exact at least %.1f: %d pairs, %d share a band%n",
          from,
          some.size(),
          some.stream().filter(Pair::met).count());
    }
  }

  private static void list(List<Pair> pairs) {
    System.out.println("the same by name, least alike first:");
    pairs.stream()
        .filter(Pair::same)
        .sorted(Comparator.comparingDouble(Pair::likeness))
        .forEach(LikenessRun::line);
    System.out.println("not the same by name, most alike first:");
    pairs.stream()
        .filter(p -> !p.same())
        .sorted(Comparator.comparingDouble(Pair::likeness).reversed())
        .limit(SHOWN)
        .forEach(LikenessRun::line);
  }

  private static void line(Pair pair) {
    System.out.printf(
        Locale.ROOT,
        "  %.3f (exact %.3f, in each other %s)%s %s | %s%n",
        pair.likeness(),
        pair.exact(),
        contained(pair),
        pair.met() ? "" : " no band in common",
        pair.a().name(),
        pair.b().name());
  }

  private static String contained(Pair pair) {
    if (pair.a().sketch().isEmpty() || pair.b().sketch().isEmpty()) return "no sketch";
    var a = pair.a().sketch().get();
    var b = pair.b().sketch().get();
    return String.format(Locale.ROOT, "%.2f, %.2f", a.containment(b), b.containment(a));
  }
}
