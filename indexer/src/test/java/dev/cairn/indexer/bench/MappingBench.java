package dev.cairn.indexer.bench;

import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.mapping.Mappings;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.imported.Look;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.imported.Shelved;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.matching.Suggestion;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// How good suggested mappings are. Imports SKOS files beside the built-in scheme, suggests by
/// names alone and by names and meaning, and compares with a list of judged pairs, or prints pairs
/// to be judged.
///
/// `java … MappingBench FOLDER FILE… [--judged TSV] [--print N] [--names]`: `FOLDER` keeps the
/// model's library and what it has read. A judged line has label or IRI, label or IRI, and `exact`,
/// `close`, `broad`, `narrow`, `related` or `no`, with tabs between.
public final class MappingBench {
  private MappingBench() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    Files.createDirectories(folder);
    var files = new ArrayList<Path>();
    Optional<Path> judged = Optional.empty();
    int print = 0;
    boolean names = false;
    for (int i = 1; i < args.length; i++)
      switch (args[i]) {
        case "--judged" -> judged = Optional.of(Path.of(args[++i]));
        case "--print" -> print = Integer.parseInt(args[++i]);
        case "--names" -> names = true;
        default -> files.add(Path.of(args[i]));
      }
    var store = GraphStores.inMemory();
    var vocabularies = Vocabularies.open(store);
    var shelf = Shelf.open(vocabularies, store, Clock.systemUTC());
    for (var file : files)
      switch (shelf.look(Files.readAllBytes(file), file.getFileName().toString(), "bench")) {
        case Look.Ready ready -> shelf.put(ready);
        case Look.Refused(var because, _, _) -> throw new IllegalArgumentException(because);
      }
    run("names", folder, vocabularies, shelf, store, Optional.empty(), judged, names ? print : 0);
    if (names) return;
    try (var embedder = Embedders.onnx(folder.resolve("natives"), 1)) {
      run("both", folder, vocabularies, shelf, store, Optional.of(embedder), judged, print);
    }
  }

  private static void run(
      String name,
      Path folder,
      Vocabularies vocabularies,
      Shelf shelf,
      GraphStore store,
      Optional<Embedder> embedder,
      Optional<Path> judged,
      int print)
      throws Exception {
    var ids = new ArrayList<>(List.of(Shelf.BUILT_IN));
    shelf.all().stream().map(Shelved::id).forEach(ids::add);
    var mappings =
        new Mappings(
            new Mappings.Parts(
                () -> vocabularies.now().concepts(),
                shelf::home,
                () -> ids,
                Rejections.open(store, Clock.systemUTC()),
                embedder,
                folder.resolve("known"),
                Clock.systemUTC()));
    long began = System.nanoTime();
    var open = mappings.look(_ -> {});
    double seconds = (System.nanoTime() - began) / 1e9;
    var counts = new HashMap<Match, Integer>();
    for (var suggestion : open.suggestions()) counts.merge(suggestion.match(), 1, Integer::sum);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d suggestions %s in %.1f s%n",
        name,
        open.suggestions().size(),
        counts,
        seconds);
    if (judged.isPresent()) compare(open.suggestions(), judged.get());
    if (print > 0) print(open.suggestions(), print);
  }

  private static void compare(List<Suggestion> suggestions, Path judged) throws Exception {
    var right = new HashMap<String, String>();
    for (var line : Files.readAllLines(judged)) {
      var parts = line.split("\t");
      if (parts.length >= 3) right.put(parts[0] + "\t" + parts[1], parts[2]);
    }
    var relevant = new HashSet<String>();
    right.forEach((pair, what) -> {
      if (!what.equals("no")) relevant.add(pair);
    });
    for (double least : new double[] {0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9})
      System.out.println("  from " + least + ": " + figures(suggestions, least, right, relevant));
  }

  private static String figures(
      List<Suggestion> suggestions,
      double least,
      HashMap<String, String> right,
      Set<String> relevant) {
    int said = 0;
    int good = 0;
    int exact = 0;
    int exactGood = 0;
    int relation = 0;
    var found = new HashSet<String>();
    for (var suggestion : suggestions) {
      if (suggestion.score() < least) continue;
      var pair = pair(suggestion, right);
      var what = right.get(pair);
      if (what == null) continue;
      said++;
      boolean isGood = !what.equals("no");
      if (isGood) {
        good++;
        found.add(pair);
        if (what.equals(word(suggestion.match()))) relation++;
      }
      if (suggestion.match() == Match.EXACT) {
        exact++;
        if (what.equals("exact")) exactGood++;
      }
    }
    return String.format(
        Locale.ROOT,
        "judged %d, right %.2f, of all right ones %.2f; relation right %.2f; exact %d, right %.2f",
        said,
        said == 0 ? 0 : (double) good / said,
        relevant.isEmpty() ? 0 : (double) found.size() / relevant.size(),
        good == 0 ? 0 : (double) relation / good,
        exact,
        exact == 0 ? 0 : (double) exactGood / exact);
  }

  private static String pair(Suggestion suggestion, HashMap<String, String> right) {
    var one = suggestion.one();
    var other = suggestion.other();
    for (var key :
        List.of(
            one.label() + "\t" + other.label(),
            other.label() + "\t" + one.label(),
            one.iri() + "\t" + other.iri(),
            other.iri() + "\t" + one.iri())) if (right.containsKey(key)) return key;
    return "";
  }

  private static String word(Match match) {
    return match.code().replace("Match", "");
  }

  /// A sample over all scores, each time the same.
  private static void print(List<Suggestion> suggestions, int count) {
    var all = new ArrayList<>(suggestions);
    java.util.Collections.shuffle(all, new Random(7));
    all.stream()
        .limit(count)
        .sorted(java.util.Comparator.comparingDouble(s -> -s.score()))
        .forEach(s ->
            System.out.printf(
                Locale.ROOT,
                "%s\t%s\t%s\t%.2f\t%s%n",
                s.one().label(),
                s.other().label(),
                word(s.match()),
                s.score(),
                why(s)));
  }

  private static String why(Suggestion s) {
    return "names "
        + s.names().stream().limit(3).map(n -> n.one().text() + "=" + n.other().text()).toList()
        + s.head().map(h -> " head " + h).orElse("")
        + " around "
        + s.around().stream().map(n -> n.one().label()).toList()
        + s.near()
            .map(n ->
                String.format(
                    Locale.ROOT, " near %.2f %+.2f %s", n.similarity(), n.margin(), n.mutual()))
            .orElse("")
        + definition(s.other());
  }

  private static String definition(Concept concept) {
    return concept.broader().isEmpty() ? "" : " < " + concept.broader().getFirst();
  }
}
