package dev.cairn.indexer.bench;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.query.Asked;
import dev.cairn.indexer.search.EvidenceSource;
import dev.cairn.indexer.search.Excerpt;
import dev.cairn.indexer.search.Excerpts;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.testkit.SmallView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Whether questions are answered by sentences where the texts answer them, and only there. Prints
/// what `indexer/BENCHMARKS.md` shows, fits the weights of `Confidence` anew, once with all
/// collections and once for each with the others alone, and says how long answers took.
///
/// Arguments: a folder for the model and for what was read before; collections in BEIR form, whose
/// own questions are answerable and those of the others not; and folders of documents and lessons,
/// which together are asked the questions of `questions.tsv`. `-Dwords=true` leaves meaning out,
/// `-Dmost` keeps so many documents of each collection (3,000 unless said), `-Dshow=true` prints
/// every answer.
public final class AnswerBenchmark {
  /// So many questions of each other collection are asked of one that cannot answer them.
  private static final int FOREIGN = 20;

  /// Of so many questions of each collection the shown sentences are looked at.
  private static final int SHOWN = 34;

  private static final int ROUNDS = 100_000;

  private static final Caller ANYBODY = Caller.anonymous();

  private AnswerBenchmark() {}

  /// @param relevant share of cited sentences that come from a document that was judged to answer
  /// @param millis until it was answered
  private record Tried(
      String collection,
      String question,
      boolean answerable,
      Excerpt.Signs signs,
      double relevant,
      double millis) {
    double[] signs(boolean words) {
      return words ? new double[] {1, signs.covered()} : new double[] {1, signs.similarity()};
    }
  }

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    boolean words = Boolean.getBoolean("words");
    var collections = new ArrayList<Holdings>();
    var files = new ArrayList<Path>();
    for (var arg : Arrays.asList(args).subList(1, args.length)) {
      var path = Path.of(arg);
      if (Files.exists(path.resolve("corpus.jsonl")))
        collections.add(Holdings.judged(path, Integer.getInteger("most", 3_000)));
      else files.add(path);
    }
    var tried = new ArrayList<Tried>();
    try (var model = Embedders.onnx(folder, 2)) {
      var known = new KnownDirections(folder.resolve("directions"), model);
      for (var one : collections) tried.addAll(ask(one, foreign(one, collections), known, words));
      if (!files.isEmpty()) {
        var own = Holdings.files("own", files);
        var questions = Questions.read();
        tried.addAll(
            ask(
                new Holdings(own.name(), own.all(), questions.answerable()),
                questions.others(),
                known,
                words));
      }
    }
    report(tried);
    fit(tried, words);
  }

  private static List<String> foreign(Holdings one, List<Holdings> all) {
    var foreign = new ArrayList<String>();
    for (var other : all) {
      if (other == one) continue;
      var questions = new ArrayList<>(other.questions().keySet());
      Collections.shuffle(questions, new Random(1));
      foreign.addAll(questions.subList(0, Math.min(FOREIGN, questions.size())));
    }
    return foreign;
  }

  /// @param answerable question → beginnings of the ids of items that answer it
  private record Questions(Map<String, Set<String>> answerable, List<String> others) {
    static Questions read() throws IOException {
      var answerable = new LinkedHashMap<String, Set<String>>();
      var others = new ArrayList<String>();
      try (var in = AnswerBenchmark.class.getResourceAsStream("questions.tsv")) {
        if (in == null) throw new IllegalStateException("questions.tsv is missing");
        for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
          var parts = line.split("\t");
          if (parts.length < 2 || line.startsWith("#")) continue;
          if (parts[0].equals("yes"))
            answerable.put(
                parts[1], parts.length > 2 ? Set.of(parts[2].split(" ")) : Set.<String>of());
          else others.add(parts[1]);
        }
      }
      return new Questions(answerable, others);
    }
  }

  private static List<Tried> ask(
      Holdings holdings, List<String> others, KnownDirections known, boolean words) {
    ConceptView concepts = SmallView.of();
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    var tried = new ArrayList<Tried>();
    try (var index = LuceneIndexes.inMemory();
        var searcher =
            new Searcher(
                index,
                () -> concepts,
                () -> linker,
                EvidenceSource.none(),
                words ? Optional.empty() : Optional.<Embedder>of(known),
                Clock.systemUTC())) {
      fill(index, holdings, known);
      new Shown(searcher).report(holdings);
      var excerpts = new Excerpts(searcher, 0);
      for (var question : holdings.questions().entrySet())
        tried.add(
            one(holdings.name(), question.getKey(), Optional.of(question.getValue()), excerpts));
      for (var question : others)
        tried.add(one(holdings.name(), question, Optional.empty(), excerpts));
    }
    return tried;
  }

  /// With which sentence passages are shown that were found by meaning: how often it is the first
  /// one, with which the passage is shown until its sentences were read.
  private record Shown(Searcher searcher) {
    void report(Holdings holdings) {
      int hits = 0;
      int passages = 0;
      int first = 0;
      var millis = new ArrayList<Double>();
      for (var question : holdings.questions().keySet().stream().limit(SHOWN).toList()) {
        var text = Asked.plain(question);
        searcher.forgetStates();
        var answer = searcher.search(SearchRequest.of(text), ANYBODY);
        var places = new LinkedHashMap<String, Integer>();
        for (var hit : answer.hits())
          if (hit.passage().filter(Answer.Snippet::meant).isPresent())
            places.put(hit.id(), hit.passage().get().ordinal());
        hits += answer.hits().size();
        if (places.isEmpty()) continue;
        long begun = System.nanoTime();
        var near = searcher.nearest(text, places, ANYBODY);
        millis.add((System.nanoTime() - begun) / 1e6);
        for (var hit : answer.hits()) {
          var best = near.get(hit.id());
          if (best == null || hit.passage().isEmpty()) continue;
          passages++;
          if (best.sentence().isPresent()
              && best.sentence().get().start() == 0
              && !best.text().startsWith("…")
              && holdings.begins(hit.id(), best.ordinal(), sentence(best))) first++;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%n%s: of %d hits %d were found by meaning; the first sentence is the nearest in %.2f;"
              + " reading takes %.0f ms a page (median)%n",
          holdings.name(),
          hits,
          passages,
          first / Math.max(1.0, passages),
          millis.isEmpty() ? 0 : millis.stream().sorted().toList().get(millis.size() / 2));
    }

    private static String sentence(Answer.Snippet snippet) {
      return snippet
          .sentence()
          .map(range -> snippet.text().substring(range.start(), range.end()))
          .orElse("");
    }
  }

  private static void fill(SearchIndex index, Holdings holdings, KnownDirections known) {
    for (var held : holdings.all())
      index.replace(
          new Entry(
              held.id(),
              SearchRequest.Kind.DOCUMENT,
              held.title(),
              held.passages(),
              List.of(),
              List.of(),
              Map.of(),
              Optional.empty(),
              Set.of(Caller.EVERYONE),
              1,
              Optional.empty(),
              known.passages(EmbeddingText.of(held.title(), held.passages())),
              1));
    index.commit(1);
    index.refresh();
    System.err.println(holdings.name() + ": " + holdings.all().size() + " documents");
  }

  private static Tried one(
      String collection, String question, Optional<Set<String>> answers, Excerpts excerpts) {
    long begun = System.nanoTime();
    var excerpt = excerpts.of(SearchRequest.of(Asked.plain(question)), ANYBODY);
    double millis = (System.nanoTime() - begun) / 1e6;
    double relevant =
        excerpt.sentences().stream()
            .mapToDouble(s -> answers.filter(a -> has(a, s.item())).isPresent() ? 1 : 0)
            .average()
            .orElse(0);
    if (Boolean.getBoolean("show")) show(question, answers, excerpt);
    return new Tried(
        collection,
        question,
        answers.isPresent(),
        excerpt.signs().orElse(new Excerpt.Signs(0, 0, 0, 0, 0)),
        relevant,
        millis);
  }

  private static boolean has(Set<String> answers, String item) {
    return answers.contains(item)
        || item.contains("/") && answers.stream().anyMatch(item::startsWith);
  }

  private static void show(String question, Optional<Set<String>> answers, Excerpt excerpt) {
    System.out.printf(
        Locale.ROOT,
        "%n%s %s%n   %s%n",
        answers.isPresent() ? "YES" : "NO ",
        question,
        excerpt.signs().map(Object::toString).orElse(excerpt.reason()));
    for (var sentence : excerpt.sentences())
      System.out.printf(
          Locale.ROOT,
          "   %s [%s] %s%n",
          answers.filter(a -> has(a, sentence.item())).isPresent() ? "+" : "-",
          sentence.item(),
          sentence.text());
  }

  private static void report(List<Tried> tried) {
    System.out.println(
        "\n| questions to | answerable | answered | cited from a judged document"
            + " | not answerable | silent | p50 ms |\n| --- | --- | --- | --- | --- | --- | --- |");
    for (var name : tried.stream().map(Tried::collection).distinct().toList())
      report(name, tried.stream().filter(t -> t.collection().equals(name)).toList());
    report("all", tried);
  }

  private static void report(String name, List<Tried> tried) {
    var answerable = tried.stream().filter(Tried::answerable).toList();
    var answered =
        answerable.stream().filter(t -> t.signs().confidence() >= Excerpts.THRESHOLD).toList();
    var others = tried.stream().filter(t -> !t.answerable()).toList();
    long silent = others.stream().filter(t -> t.signs().confidence() < Excerpts.THRESHOLD).count();
    var millis = tried.stream().map(Tried::millis).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | %d | %.2f | %.0f |%n",
        name,
        answerable.size(),
        answered.size() / Math.max(1.0, answerable.size()),
        answered.stream().mapToDouble(Tried::relevant).average().orElse(0),
        others.size(),
        silent / Math.max(1.0, others.size()),
        millis.get(millis.size() / 2));
  }

  /// Logistic regression, both kinds of question weighing the same in each collection.
  private static void fit(List<Tried> tried, boolean words) {
    var names = tried.stream().map(Tried::collection).distinct().toList();
    System.out.println("\nweights fitted to all: " + Arrays.toString(fitted(tried, words)));
    System.out.println("without: answered, silent there with the weights of the others");
    for (var name : names) {
      var weights =
          fitted(tried.stream().filter(t -> !t.collection().equals(name)).toList(), words);
      var there = tried.stream().filter(t -> t.collection().equals(name)).toList();
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f, %.2f %s%n",
          name,
          share(there, true, weights, words),
          share(there, false, weights, words),
          Arrays.toString(weights));
    }
  }

  private static double share(
      List<Tried> tried, boolean answerable, double[] weights, boolean words) {
    return tried.stream()
        .filter(t -> t.answerable() == answerable)
        .mapToDouble(
            t -> (chance(weights, t.signs(words)) >= Excerpts.THRESHOLD) == answerable ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static double chance(double[] weights, double[] signs) {
    double sum = 0;
    for (int i = 0; i < signs.length; i++) sum += weights[i] * signs[i];
    return 1 / (1 + Math.exp(-sum));
  }

  private static double[] fitted(List<Tried> tried, boolean words) {
    int size = tried.getFirst().signs(words).length;
    var weights = new double[size];
    var many = new HashMap<String, Integer>();
    for (var one : tried) many.merge(one.collection() + one.answerable(), 1, Integer::sum);
    for (int round = 0; round < ROUNDS; round++) {
      var slope = new double[size];
      double all = many.size();
      for (var one : tried) {
        var signs = one.signs(words);
        double weight = 1.0 / many.getOrDefault(one.collection() + one.answerable(), 1);
        double error = (one.answerable() ? 1 : 0) - chance(weights, signs);
        for (int i = 0; i < size; i++) slope[i] += weight * error * signs[i];
      }
      for (int i = 0; i < size; i++) weights[i] += 0.3 * (slope[i] / all - 1e-4 * weights[i]);
    }
    return weights;
  }
}
