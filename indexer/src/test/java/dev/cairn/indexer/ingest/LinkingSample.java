package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Passage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Draws passages at random, to be judged by hand, and writes them with their texts: documents in
/// random order, of each at most so many of its passages, until the stratum has its number. Each
/// text at most once. Equal seeds and files give equal samples.
///
/// Arguments: a folder of documents, the file to be written, then `stratum=number/each` for every
/// stratum.
final class LinkingSample {
  private static final long SEED = Long.getLong("seed", 2026);

  private final Path folder;
  private final Path file;
  private final Set<String> seen = new HashSet<>();
  private final LinkingTexts texts = LinkingTexts.fresh();
  private int number;

  private LinkingSample(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
  }

  public static void main(String[] args) throws Exception {
    if (args.length < 3) throw new IllegalArgumentException("DOCUMENTS FILE STRATUM=NUMBER/EACH…");
    System.out.println("seed " + SEED);
    var file = Path.of(args[1]);
    Files.writeString(file, "");
    var sample = new LinkingSample(Path.of(args[0]), file);
    var strata = sample.strata();
    for (int i = 2; i < args.length; i++) {
      int sign = args[i].lastIndexOf('=');
      int slash = args[i].lastIndexOf('/');
      var name = args[i].substring(0, sign);
      sample.draw(
          strata.getOrDefault(name, List.of()),
          Integer.parseInt(args[i].substring(sign + 1, slash)),
          Integer.parseInt(args[i].substring(slash + 1)));
      System.out.println(name + ": " + sample.number + " passages so far");
    }
  }

  private interface Source {
    List<LinkingTexts.Text> read() throws Exception;
  }

  /// What can be drawn from, not yet read.
  private HashMap<String, List<Source>> strata() throws Exception {
    var strata = new HashMap<String, List<Source>>();
    for (var text : texts.starter())
      strata.computeIfAbsent(text.stratum(), _ -> new ArrayList<>()).add(() -> List.of(text));
    try (var walk = Files.walk(folder)) {
      for (var path : walk.filter(Files::isRegularFile).sorted().toList()) {
        var below = folder.relativize(path);
        strata
            .computeIfAbsent(below.getName(0).toString(), _ -> new ArrayList<>())
            .add(() -> texts.documents(folder, Set.of(below.toString().replace('\\', '/'))));
      }
    }
    return strata;
  }

  private void draw(List<Source> sources, int wanted, int each) throws Exception {
    var random = new Random(SEED);
    var shuffled = new ArrayList<>(sources);
    Collections.shuffle(shuffled, random);
    var drawn = new LinkedHashMap<Passage, LinkingTexts.Text>();
    for (var source : shuffled)
      for (var text : source.read()) {
        var passages = new ArrayList<>(text.passages());
        Collections.shuffle(passages, random);
        int here = 0;
        for (var passage : passages)
          if (here < each && drawn.size() < wanted && seen.add(passage.text())) {
            drawn.put(passage, text);
            here++;
          }
        if (drawn.size() == wanted) {
          write(drawn);
          return;
        }
      }
    write(drawn);
  }

  private void write(LinkedHashMap<Passage, LinkingTexts.Text> drawn) throws Exception {
    for (var one : drawn.entrySet()) {
      var passage = one.getKey();
      var written =
          "=== %d\t%s\t%d\t%s\n[%s] %s\n%s\n"
              .formatted(
                  ++number,
                  one.getValue().name(),
                  passage.ordinal(),
                  LinkingTexts.hash(passage.text()).hex(),
                  one.getValue().title(),
                  passage.heading(),
                  passage.text());
      Files.writeString(file, written, StandardOpenOption.APPEND);
    }
  }
}
