package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.lesson.LessonImport;
import dev.cairn.corpus.lesson.LessonReading;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.passage.Splitter;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// How sure links by meaning are. Passages that name a concept twice are read once more without the
/// name: how often is it found, and how often is anything else? Prints a table by threshold, the
/// time that comparing takes beside reading, and links to be read by a person.
///
/// Arguments: a folder for the native libraries, then folders of documents and tables of lessons.
final class MeantBenchmark {
  private static final int ITEMS = Integer.getInteger("items", 60);
  private static final int SHOWN = Integer.getInteger("shown", 60);
  private static final long SEED = Long.getLong("seed", 7);
  private static final int MOST_PASSAGES = 25;
  private static final List<Double> THRESHOLDS = List.of(4.0, 4.4, 4.8, 5.2, 5.6, 6.0, 6.5);

  private final ConceptView concepts = ConceptViews.of(BuiltIn.load().graph());
  private final Linker linker = Linkers.over(concepts, LinkerSettings.defaults());
  private final List<Text> texts = new ArrayList<>();
  private final Random random = new Random(SEED);

  private MeantBenchmark() {}

  private record Text(String title, Derived derived) {}

  /// What a masked name scores, and how many concepts score more.
  private record Measured(double score, int rank) {}

  public static void main(String[] args) throws Exception {
    if (args.length < 2) throw new IllegalArgumentException("FOLDER-FOR-LIBRARIES PATH…");
    var benchmark = new MeantBenchmark();
    for (int i = 1; i < args.length; i++) benchmark.read(Path.of(args[i]));
    try (var embedder = Embedders.onnx(Path.of(args[0]), 2)) {
      benchmark.measure(embedder);
    }
  }

  private void read(Path path) throws Exception {
    var here = new ArrayList<Text>();
    if (Files.isDirectory(path)) {
      var extractor = Extractors.inProcess(ExtractLimits.defaults());
      List<Path> files;
      try (var all = Files.walk(path)) {
        files = all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
      }
      Collections.shuffle(files, random);
      for (var file : files) {
        if (here.size() == ITEMS) break;
        var name = String.valueOf(file.getFileName());
        var room = Files.createTempDirectory("room");
        var request = new Extractor.Request(file, name, List.of(), room);
        if (extractor.extract(request) instanceof Extraction.Text text)
          add(here, text.found().title().orElse(name), text.reading());
      }
    } else
      try (var bytes = Files.newInputStream(path)) {
        var read = LessonImport.read(bytes);
        var rows = new ArrayList<>(read.rows(read.guess(String.valueOf(path.getFileName()))));
        Collections.shuffle(rows, random);
        for (var row : rows)
          if (here.size() < ITEMS && row instanceof LessonRow.Usable usable) {
            var title = usable.metadata().title().orElse("");
            add(here, title, LessonReading.of(title, usable.metadata(), usable.lesson()));
          }
      }
    texts.addAll(here);
  }

  private void add(List<Text> here, String title, Reading reading) {
    var linked = linker.link(reading.text());
    var passages = Splitter.split(reading);
    if (passages.size() <= MOST_PASSAGES && !passages.isEmpty())
      here.add(new Text(title, new Derived(reading, passages, linked.mentions(), 0, false)));
  }

  private void measure(Embedder embedder) {
    var vocabulary = MeantConcepts.Texts.of(concepts);
    var directions = new ArrayList<>(embedder.passages(vocabulary.described()));
    vocabulary.named().forEach(name -> directions.add(embedder.question(name)));
    directions.addAll(embedder.passages(vocabulary.about()));
    var meant = MeantConcepts.of(concepts, directions).orElseThrow();
    var order = new LinkedHashMap<String, Integer>();
    concepts.all().forEach(concept -> order.put(concept.id(), order.size()));

    var masked = new ArrayList<Measured>();
    var strangers = new ArrayList<Double>();
    var links = new ArrayList<String>();
    int passages = 0;
    long reading = 0;
    long comparing = 0;
    for (var text : texts) {
      long began = System.nanoTime();
      var own = embedder.passages(EmbeddingText.of(text.title(), text.derived().passages()));
      reading += System.nanoTime() - began;
      began = System.nanoTime();
      var found = meant.of(text.derived(), own);
      comparing += System.nanoTime() - began;
      passages += own.size();
      for (var link : found) links.add(shown(text, link));
      var scores = meant.scores(own);
      var unrelated = unrelated(text.derived());
      for (var passage : scores)
        for (var concept : unrelated) strangers.add(passage[order.getOrDefault(concept, 0)]);
      mask(text, own, embedder, meant, order, masked);
    }
    report(passages, masked, strangers);
    System.out.printf(
        Locale.ROOT,
        "reading a passage %.1f ms, comparing it with %d concepts %.2f ms%n",
        reading / 1e6 / passages,
        order.size(),
        comparing / 1e6 / passages);
    System.out.println(links.size() + " links in " + passages + " passages; to be read:");
    Collections.shuffle(links, random);
    links.stream().limit(SHOWN).sorted().forEach(System.out::println);
  }

  /// Names of what the item neither names nor comes near to.
  private Set<String> unrelated(Derived derived) {
    var all = concepts.all().stream().map(it -> it.id()).collect(Collectors.toSet());
    for (var mention : derived.mentions()) {
      all.remove(mention.concept());
      all.removeAll(concepts.ancestors(mention.concept()));
      all.removeAll(concepts.descendants(mention.concept()));
      concepts
          .byId(mention.concept())
          .ifPresent(it -> it.links().forEach(link -> all.remove(link.target())));
    }
    return all;
  }

  /// One passage that names something twice, read without the name, in an item of which no other
  /// passage names it.
  private void mask(
      Text text,
      List<Direction> own,
      Embedder embedder,
      MeantConcepts meant,
      Map<String, Integer> order,
      List<Measured> masked) {
    for (var passage : text.derived().passages()) {
      var times =
          text.derived().mentions().stream()
              .filter(m -> m.method() == Mention.Method.LABEL)
              .filter(m -> m.start() >= passage.start() && m.end() <= passage.end())
              .collect(Collectors.groupingBy(Mention::concept, Collectors.counting()));
      var twice = times.entrySet().stream().filter(e -> e.getValue() > 1).findFirst();
      if (twice.isEmpty()) continue;
      var concept = twice.get().getKey();
      var plain = EmbeddingText.of(text.title(), passage);
      var without = new StringBuilder(plain);
      for (var mention : linker.link(plain).mentions().reversed())
        if (mention.concept().equals(concept)) without.delete(mention.start(), mention.end());
      var namers = new HashSet<Integer>();
      for (var other : text.derived().passages())
        if (text.derived().mentions().stream()
            .anyMatch(m ->
                m.concept().equals(concept) && m.start() < other.end() && m.end() > other.start()))
          namers.add(other.ordinal());
      var all = new ArrayList<Direction>();
      all.add(embedder.passages(List.of(without.toString())).getFirst());
      for (int i = 0; i < own.size(); i++) if (!namers.contains(i)) all.add(own.get(i));
      var scores = meant.scores(all)[0];
      double score = scores[order.getOrDefault(concept, 0)];
      int better = 0;
      for (double one : scores) if (one > score) better++;
      masked.add(new Measured(score, better));
      return;
    }
  }

  private static void report(int passages, List<Measured> masked, List<Double> strangers) {
    System.out.printf(
        Locale.ROOT,
        "seed %d, %d passages, %d names masked: first %.2f, among three %.2f%n",
        SEED,
        passages,
        masked.size(),
        masked.stream().filter(m -> m.rank() == 0).count() / (double) masked.size(),
        masked.stream().filter(m -> m.rank() < 3).count() / (double) masked.size());
    System.out.println("threshold: masked found, unrelated concepts above it per 100 passages");
    for (double threshold : THRESHOLDS)
      System.out.printf(
          Locale.ROOT,
          "  %.1f  %.3f  %.1f%n",
          threshold,
          masked.stream().filter(m -> m.score() >= threshold).count() / (double) masked.size(),
          100.0 * strangers.stream().filter(s -> s >= threshold).count() / passages);
  }

  private static String shown(Text text, Mention link) {
    var said = text.derived().reading().text().substring(link.start(), link.end());
    return String.format(
        Locale.ROOT,
        "%.2f *%s* :: %s ## %s",
        link.confidence(),
        link.label(),
        text.title(),
        said.replace('\n', ' ').substring(0, Math.min(220, said.length())));
  }
}
