package dev.cairn.indexer.lucene;

import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Close;
import dev.cairn.indexer.testkit.Questions;
import dev.cairn.indexer.testkit.Recombined;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/// How long it takes to find what is near in meaning, beside Lucene's own query on the same files
/// in the same run, and how much of the nearest the graph misses. Passages are real sentences put
/// together anew; directions lie in clusters around given ones (or made-up ones), with noise, as
/// similarities of a real model do: 0.3 to 0.5 between what has nothing in common.
///
/// Arguments: folder of texts, number of passages, and perhaps a file of real directions (384
/// floats each, little endian). `-Dseed=` repeats a run, `-Dquestions=` says how many are asked.
public final class MeaningBenchmark {
  private static final int NEAREST = 100;
  private static final Set<String> ALL = Set.of("all");
  private static final Set<String> TENTH = Set.of(Recombined.TENTH);
  private static final Set<String> HUNDREDTH = Set.of(Recombined.HUNDREDTH);

  private final Recombined texts;
  private final int passages;
  private final int questions;

  private MeaningBenchmark(Recombined texts, int passages) {
    this.texts = texts;
    this.passages = passages;
    this.questions = Integer.getInteger("questions", 1000);
  }

  public static void main(String[] args) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    int passages = Integer.parseInt(args[1]);
    var sentences = Recombined.sentences(Path.of(args[0]));
    var centres =
        args.length > 2
            ? Recombined.read(Path.of(args[2]))
            : Recombined.madeUp(passages / 50, seed);
    System.out.printf(
        Locale.ROOT,
        "%,d passages of %,d sentences, %,d centres, -Dseed=%d%n",
        passages,
        sentences.size(),
        centres.size(),
        seed);
    var texts = new Recombined(seed, sentences, centres, List.of(), ALL);
    var folder = Files.createTempDirectory("cairn-meaning");
    try {
      new MeaningBenchmark(texts, passages).run(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
      }
    }
  }

  private void run(Path folder) throws Exception {
    if (passages <= 100_000) {
      var plain = folder.resolve("plain");
      try (var generation = opened(plain)) {
        fill(generation, false);
      }
      System.out.printf("without directions %,d MB%n", megabytes(plain));
    }
    var place = folder.resolve("directed");
    try (var generation = opened(place)) {
      fill(generation, true);
      System.out.printf("with directions %,d MB%n", megabytes(place));
      var snapshot = generation.acquire();
      try (var bare = DirectoryReader.open(FSDirectory.open(place))) {
        System.out.println(snapshot.getLeafContexts().size() + " segments");
        measure(snapshot, new IndexSearcher(bare));
      } finally {
        generation.release(snapshot);
      }
    }
  }

  private static Generation opened(Path folder) throws IOException {
    return new Generation(FSDirectory.open(folder), new AtomicLong(), true, () -> {});
  }

  private void fill(Generation generation, boolean directed) throws IOException {
    // Texts and directions are made while it is filled; that time is taken off.
    long made = 0;
    long start = System.nanoTime();
    for (int n = 0; n < passages / Recombined.PASSAGES; n++) {
      long before = System.nanoTime();
      var entry = texts.entry(n, directed);
      made += System.nanoTime() - before;
      generation.replace(entry);
      if (n % 1000 == 999) generation.refresh();
    }
    long put = System.nanoTime();
    generation.commit(1);
    long committed = System.nanoTime();
    generation.refresh();
    System.out.printf(
        Locale.ROOT,
        "%s directions: taken in %.1f s (a refresh each 1,000 items), committed %.2f s%n",
        directed ? "with" : "without",
        (put - start - made) / 1e9,
        (committed - put) / 1e9);
  }

  private static long megabytes(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.mapToLong(f -> f.toFile().length()).sum() >> 20;
    }
  }

  @FunctionalInterface
  private interface Asking {
    Object ask(int question) throws IOException;
  }

  private void measure(Snapshot snapshot, IndexSearcher bare) throws Exception {
    var asked = new ArrayList<Direction>();
    var words = new ArrayList<String>();
    var random = new Random(texts.seed());
    for (int i = 0; i < questions; i++) {
      var near = texts.direction((long) (random.nextDouble() * passages));
      asked.add(Recombined.near(near, 0.5, random));
      words.add(texts.question(i));
    }
    bare.setSimilarity(new BM25Similarity(0.9f, 0.4f));
    for (var principals : List.of(ALL, TENTH, HUNDREDTH)) {
      var visible = snapshot.visible(principals);
      long before = System.nanoTime();
      int count = visible.directed().count();
      System.out.printf(
          Locale.ROOT,
          "%s: %,d passages visible, gathered in %.1f ms; graph finds %.4f of the nearest %d%n",
          principals,
          count,
          (System.nanoTime() - before) / 1e6,
          found(snapshot, visible, asked),
          NEAREST);
      if (count <= 200_000)
        times(
            "each compared " + principals,
            q -> Nearest.in(snapshot, visible, asked.get(q), NEAREST, Integer.MAX_VALUE));
      times("graph " + principals, q -> Nearest.in(snapshot, visible, asked.get(q), NEAREST, 0));
      times("as chosen " + principals, q -> Nearest.in(snapshot, visible, asked.get(q), NEAREST));
      var filter =
          principals.equals(ALL)
              ? null
              : new TermQuery(new Term(Fields.PASSAGE_READER, principals.iterator().next()));
      times(
          "bare KnnFloatVectorQuery " + principals,
          q ->
              bare.search(
                  new KnnFloatVectorQuery(Fields.DIRECTION, asked.get(q).values(), NEAREST, filter),
                  NEAREST));
    }
    var ids = new ArrayList<List<String>>();
    for (int i = 0; i < questions; i++) {
      var some = new HashSet<String>();
      while (some.size() < Math.min(150, passages / Recombined.PASSAGES))
        some.add("item" + random.nextInt(passages / Recombined.PASSAGES));
      ids.add(List.copyOf(some));
    }
    times("directions of 150 items", q -> Directions.of(ids.get(q), snapshot.visible(ALL)));
    long before = System.nanoTime();
    var sample = snapshot.sampled(1000);
    System.out.printf(
        Locale.ROOT, "sample of 1,000 taken in %.1f ms%n", (System.nanoTime() - before) / 1e6);
    times("similarities of 1,000", q -> sample.similarities(asked.get(q)));
    times("words, ten best", q -> find(snapshot, new Query.Words(words.get(q), 0.35)));
    times(
        "words or near, ten best",
        q ->
            find(
                snapshot,
                new Query.Any(
                    List.of(
                        new Query.Words(words.get(q), 0.35),
                        new Query.Near(asked.get((q * 7 + 3) % questions), NEAREST)))));
    times("bare TermQueries, ten best", q -> bare.search(terms(words.get(q)), 10));
  }

  private static Object find(Snapshot snapshot, Query query) throws IOException {
    return new Finding(snapshot, Questions.page(Questions.ask(query, ALL), 0, 10)).found();
  }

  private static org.apache.lucene.search.Query terms(String text) {
    var query = new BooleanQuery.Builder();
    for (var term : Analysis.wanted(text, 128).terms())
      for (var field : Fields.OF_WORDS)
        query.add(new TermQuery(new Term(Fields.stems(field), term)), Occur.SHOULD);
    return query.build();
  }

  private double found(Snapshot snapshot, Visible visible, List<Direction> asked)
      throws IOException {
    double sum = 0;
    int most = Math.min(50, asked.size());
    for (var direction : asked.subList(0, most)) {
      var exact = names(Nearest.in(snapshot, visible, direction, NEAREST, Integer.MAX_VALUE));
      var walked = names(Nearest.in(snapshot, visible, direction, NEAREST, 0));
      sum += exact.stream().filter(walked::contains).count() / (double) exact.size();
    }
    return sum / most;
  }

  private static Set<Close> names(List<Nearest.Hit> hits) {
    return hits.stream().map(Nearest.Hit::close).collect(Collectors.toSet());
  }

  private void times(String what, Asking asking) throws Exception {
    // Once for the compiler, and for the pages of the files that are touched for the first time.
    for (int q = 0; q < questions; q++) asking.ask(q);
    for (int threads : new int[] {1, 8}) {
      var nanos = new long[questions];
      var failures = new ArrayList<Future<?>>();
      try (var pool = Executors.newFixedThreadPool(threads)) {
        for (int q = 0; q < questions; q++) {
          int number = q;
          failures.add(
              pool.submit(() -> {
                long start = System.nanoTime();
                try {
                  asking.ask(number);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                nanos[number] = System.nanoTime() - start;
              }));
        }
      }
      for (var failure : failures)
        try {
          failure.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "%-40s %d thread%s p50 %7.2f ms  p99 %7.2f ms%n",
          what,
          threads,
          threads == 1 ? " " : "s",
          nanos[questions / 2] / 1e6,
          nanos[questions * 99 / 100] / 1e6);
    }
  }
}
