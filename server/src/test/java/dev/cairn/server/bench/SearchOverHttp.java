package dev.cairn.server.bench;

import dev.cairn.server.testkit.House;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/// How long a search takes over HTTP, beside the same words put straight to Lucene on the same
/// index, in one run and in turn, so that both meet the same machine.
///
/// Arguments: a data folder that no server has open (it is not changed), and how many rounds. The
/// questions are titles of items in it and their parts, in an order drawn with the printed seed.
/// Prints medians and 99th percentiles in milliseconds.
public final class SearchOverHttp {
  private static final String[] FIELDS = {"title", "headings", "body", "labels"};
  private static final int QUESTIONS = 300;

  private SearchOverHttp() {}

  public static void main(String[] arguments) throws Exception {
    var data = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    long seed = Long.getLong("seed", 42);
    System.out.printf(Locale.ROOT, "seed %d%n", seed);
    try (var house = House.over(data, Map.of(), false)) {
      house.assembly().awaitIdle();
      var questions = questions(house, new Random(seed));
      try (var directory = FSDirectory.open(index(data));
          var reader = DirectoryReader.open(directory);
          var analyzer = new EnglishAnalyzer()) {
        var lucene = new IndexSearcher(reader);
        lucene.setSimilarity(new BM25Similarity(0.9f, 0.4f));
        System.out.printf(
            Locale.ROOT,
            "%d items and passages, %d questions, %d rounds after one to warm up%n",
            reader.numDocs(),
            questions.size(),
            rounds);
        var bare = new ArrayList<Long>();
        var plain = new ArrayList<Long>();
        var whole = new ArrayList<Long>();
        for (int round = 0; round <= rounds; round++)
          for (var question : questions) {
            long a = time(() -> bare(lucene, analyzer, question));
            long b = time(() -> ask(house, question, "&facets=none"));
            long c = time(() -> ask(house, question, "&explain=true"));
            if (round == 0) continue;
            bare.add(a);
            plain.add(b);
            whole.add(c);
          }
        print("Lucene's IndexSearcher, ten titles", bare);
        print("over HTTP, ten hits with snippets", plain);
        print("the same with all facets and reasons", whole);
      }
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static long time(Work work) throws Exception {
    long begun = System.nanoTime();
    work.run();
    return System.nanoTime() - begun;
  }

  private static void ask(House house, String question, String more) throws Exception {
    house.get("/api/search?q=" + URLEncoder.encode(question, StandardCharsets.UTF_8) + more);
  }

  private static void bare(IndexSearcher lucene, Analyzer analyzer, String question)
      throws IOException {
    var query = new BooleanQuery.Builder();
    for (var word : words(analyzer, question))
      for (var field : FIELDS)
        query.add(new TermQuery(new Term(field, word)), BooleanClause.Occur.SHOULD);
    var stored = lucene.storedFields();
    for (var hit : lucene.search(query.build(), 10).scoreDocs)
      stored.document(hit.doc, Set.of("stored.title"));
  }

  static Set<String> words(Analyzer analyzer, String text) throws IOException {
    var words = new LinkedHashSet<String>();
    try (var stream = analyzer.tokenStream("body", text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) words.add(term.toString());
      stream.end();
    }
    return words;
  }

  private static List<String> questions(House house, Random random) throws Exception {
    var titles = new ArrayList<String>();
    for (var kind : List.of("lessons", "documents")) {
      var next = "";
      do {
        var page = house.getAsAdmin("/api/" + kind + "?limit=100" + next);
        page.path("items").valueStream().forEach(i -> titles.add(i.path("title").asString()));
        next = page.path("next").isMissingNode() ? "" : "&cursor=" + page.path("next").asString();
      } while (!next.isEmpty());
    }
    Collections.shuffle(titles, random);
    return titles.stream().limit(QUESTIONS).map(title -> part(title, random)).toList();
  }

  /// Two to six words in a row: what people type.
  private static String part(String title, Random random) {
    var words = title.split("\\s+");
    int length = Math.min(words.length, 2 + random.nextInt(5));
    int from = random.nextInt(words.length - length + 1);
    return String.join(" ", Arrays.copyOfRange(words, from, from + length));
  }

  private static Path index(Path data) throws IOException {
    var folder = data.resolve("index");
    return folder.resolve(Files.readString(folder.resolve("current")).strip());
  }

  private static void print(String what, List<Long> nanos) {
    Collections.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-40s p50 %7.2f ms   p99 %7.2f ms%n",
        what,
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get((int) (nanos.size() * 0.99)) / 1e6);
  }
}
