package dev.cairn.server.bench;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.testkit.Recombined;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.BuiltIn;
import dev.cairn.server.testkit.House;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/// How long a search takes over HTTP in each mode, for one and for eight clients, beside bare
/// Lucene on the same files and bare reading of the question, block by block in one run, so that
/// both meet the same machine. No question is asked twice, so that no direction of one is
/// remembered.
///
/// Arguments: a folder (what was filled there once is used again), a folder of texts whose
/// sentences are put together anew, questions for each figure, and numbers of passages. `-Dseed=`
/// repeats a run; what is filled has the seed of its run.
public final class Latency {
  private static final String[] FIELDS = {"title", "headings", "body", "labels"};
  private static final int CENTRES = 3_000;
  private static final int BLOCK = 50;
  private static final int WARM = 1_000;

  /// Passages that each mode looks at by meaning, as the answers say.
  private static final Map<String, Integer> NEAREST = Map.of("hybrid", 100, "semantic", 1_000);

  private final Recombined texts;
  private final int questions;
  private int asked;
  private boolean warm;

  private Latency(Recombined texts, int questions) {
    this.texts = texts;
    this.questions = questions;
  }

  public static void main(String[] arguments) throws Exception {
    var folder = Files.createDirectories(Path.of(arguments[0]));
    long seed = Long.getLong("seed", 42);
    var sentences = Recombined.sentences(Path.of(arguments[1]));
    System.out.printf(Locale.ROOT, "seed %d, %,d sentences%n", seed, sentences.size());
    try (var graph = GraphStores.inMemory();
        var embedder = Embedders.onnx(folder.resolve("natives"), 2)) {
      BuiltIn.load().installInto(graph);
      var concepts = ConceptViews.from(graph);
      var vocabulary =
          concepts.version() + "+" + Linkers.over(concepts, LinkerSettings.defaults()).version();
      var latency =
          new Latency(
              new Recombined(
                  seed,
                  sentences,
                  centres(folder.resolve("centres.f32"), embedder, sentences, seed),
                  concepts.all().stream().map(Concept::id).sorted().toList(),
                  Set.of(Caller.EVERYONE)),
              Integer.parseInt(arguments[2]));
      for (int i = 3; i < arguments.length; i++) {
        int passages = Integer.parseInt(arguments[i]);
        var data = folder.resolve(arguments[i]);
        latency.fill(data, Manifest.of(vocabulary, embedder.model().name()), passages);
        latency.measure(data, passages, embedder);
      }
    }
  }

  /// Directions of passages made of real sentences, read by the model once.
  private static List<Direction> centres(
      Path file, Embedder embedder, List<String> sentences, long seed) throws IOException {
    if (!Files.exists(file)) {
      var random = new Random(seed);
      var passages =
          IntStream.range(0, CENTRES)
              .mapToObj(_ ->
                  random
                      .ints(3, 0, sentences.size())
                      .mapToObj(sentences::get)
                      .collect(Collectors.joining(" ")))
              .toList();
      Recombined.write(file, embedder.passages(passages));
    }
    return Recombined.read(file);
  }

  private void fill(Path data, Manifest manifest, int passages) throws Exception {
    var done = data.resolveSibling(data.getFileName() + ".filled");
    if (Files.exists(done)) return;
    House.over(data).close();
    long begun = System.nanoTime();
    int items = passages / Recombined.PASSAGES;
    try (var index = LuceneIndexes.inDirectory(data.resolve("index"), manifest);
        var threads = Executors.newFixedThreadPool(2)) {
      var parts = new ArrayList<Callable<Void>>();
      for (int t = 0; t < 2; t++) {
        int part = t;
        parts.add(() -> {
          for (int n = part; n < items; n += 2) index.replace(texts.entry(n, true));
          return null;
        });
      }
      for (var part : threads.invokeAll(parts)) part.get();
      index.commit(0);
    }
    Files.writeString(done, "");
    System.out.printf(
        Locale.ROOT,
        "%,d passages filled in %.0f s%n",
        passages,
        (System.nanoTime() - begun) / 1e9);
  }

  private void measure(Path data, int passages, Embedder embedder) throws Exception {
    try (var house = House.over(data, Map.of("embed.model", "bge-small-en-v1.5"), false);
        var directory = FSDirectory.open(index(data));
        var reader = DirectoryReader.open(directory);
        var analyzer = new EnglishAnalyzer()) {
      house.assembly().awaitIdle();
      var lucene = new IndexSearcher(reader);
      lucene.setSimilarity(new BM25Similarity(0.9f, 0.4f));
      System.out.printf(
          Locale.ROOT,
          "%,d passages, %d segments; milliseconds, p50 · p99: over HTTP | bare%n",
          passages,
          reader.leaves().size());
      var bare = new Bare(lucene, analyzer, embedder);
      warmUp(house, bare);
      for (var mode : System.getProperty("modes", "lexical,semantic,hybrid").split(","))
        for (int clients : new int[] {1, 8}) {
          both(house, bare, mode, clients, BLOCK);
          both(house, bare, mode, clients, questions).print(mode, clients);
        }
    }
  }

  /// Both are compiled while they run; a server that has just begun is another question.
  private void warmUp(House house, Bare bare) throws Exception {
    if (warm) return;
    for (var mode : List.of("lexical", "semantic", "hybrid")) both(house, bare, mode, 8, WARM);
    warm = true;
  }

  private record Times(List<Long> http, List<Long> bare) {
    void print(String mode, int clients) {
      System.out.printf(
          Locale.ROOT,
          "%-9s %d client%s %8.2f · %8.2f | %8.2f · %8.2f   ratio of medians %.2f%n",
          mode,
          clients,
          clients == 1 ? " " : "s",
          at(http, 0.5),
          at(http, 0.99),
          at(bare, 0.5),
          at(bare, 0.99),
          at(http, 0.5) / at(bare, 0.5));
    }

    private static double at(List<Long> nanos, double share) {
      return nanos.stream().sorted().toList().get((int) (nanos.size() * share)) / 1e6;
    }
  }

  private Times both(House house, Bare bare, String mode, int clients, int count) throws Exception {
    var times = new Times(new ArrayList<>(), new ArrayList<>());
    try (var threads = Executors.newFixedThreadPool(clients)) {
      for (int done = 0; done < count; done += BLOCK) {
        var block = IntStream.range(asked, asked + BLOCK).mapToObj(texts::question).toList();
        asked += BLOCK;
        for (int turn = 0; turn < 2; turn++)
          if ((turn + done / BLOCK) % 2 == 0)
            times.http().addAll(timed(threads, block, q -> ask(house, mode, q)));
          else times.bare().addAll(timed(threads, block, q -> bare.ask(mode, q)));
      }
    }
    return times;
  }

  private interface Asking {
    void ask(String question) throws Exception;
  }

  private static List<Long> timed(
      java.util.concurrent.ExecutorService threads, List<String> block, Asking asking)
      throws Exception {
    var calls = new ArrayList<Callable<Long>>();
    for (var question : block)
      calls.add(() -> {
        long begun = System.nanoTime();
        asking.ask(question);
        return System.nanoTime() - begun;
      });
    var nanos = new ArrayList<Long>();
    for (var call : threads.invokeAll(calls)) nanos.add(call.get());
    return nanos;
  }

  private static void ask(House house, String mode, String question) throws Exception {
    var answer =
        house.get(
            "/api/search?facets=none&mode="
                + mode
                + "&q="
                + URLEncoder.encode(question, StandardCharsets.UTF_8));
    var used = answer.path("query").path("mode").asString();
    if (!used.equals(mode)) throw new IllegalStateException(mode + " was answered by " + used);
  }

  private static Path index(Path data) throws IOException {
    var folder = data.resolve("index");
    return folder.resolve(Files.readString(folder.resolve("current")).strip());
  }

  /// What a program does that has nothing but Lucene and the model: the ten best with their texts.
  private record Bare(IndexSearcher lucene, Analyzer analyzer, Embedder embedder) {
    void ask(String mode, String question) throws IOException {
      var ranks = new HashMap<Integer, Double>();
      if (!mode.equals("semantic")) fuse(ranks, lucene.search(words(question), 100).scoreDocs);
      if (!mode.equals("lexical")) {
        var direction = embedder.question(question).values();
        var nearest = new KnnFloatVectorQuery("passage.direction", direction, NEAREST.get(mode));
        fuse(ranks, lucene.search(nearest, 100).scoreDocs);
      }
      var stored = lucene.storedFields();
      var best =
          ranks.entrySet().stream()
              .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
              .limit(10)
              .toList();
      for (var one : best) stored.document(one.getKey());
    }

    private static void fuse(Map<Integer, Double> ranks, ScoreDoc[] hits) {
      for (int i = 0; i < hits.length; i++) ranks.merge(hits[i].doc, 1.0 / (60 + i), Double::sum);
    }

    private Query words(String question) throws IOException {
      var query = new BooleanQuery.Builder();
      for (var word : SearchOverHttp.words(analyzer, question))
        for (var field : FIELDS)
          query.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.SHOULD);
      return query.build();
    }
  }
}
