package dev.cairn.server.bench;

import dev.cairn.indexer.query.Asked;
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
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// How often a lesson is found by its title where its title was left out: imported over HTTP with a
/// number in its place, read for its meaning, then asked for in each mode, beside Lucene's BM25
/// over the same text. A lesson with the same title counts as found.
///
/// Arguments: a table of lessons in JSON Lines with `Lesson ID` and `Title`, a new folder, and
/// perhaps a table of lessons that refer to each other (TSV with a header), for which is told how
/// often the one is among the twenty most similar to the other.
public final class TitleRun {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEPTH = 10;
  private static final int SIMILAR = 20;

  /// @param number of the lesson, its title in the server
  private record Lesson(String number, String title, String text, String row) {}

  private TitleRun() {}

  public static void main(String[] arguments) throws Exception {
    var lessons = read(Path.of(arguments[0]));
    System.out.printf(Locale.ROOT, "%,d lessons%n", lessons.size());
    Map<String, String> titles = new HashMap<>();
    for (var lesson : lessons) titles.put(lesson.number(), plain(lesson.title()));
    var settings = Map.of("embed.model", "bge-small-en-v1.5", "embed.threads", "2");
    try (var house = House.over(Path.of(arguments[1]), settings, false)) {
      bringIn(house, lessons);
      var numbers = numbers(house);
      if (numbers.size() != lessons.size())
        throw new IllegalStateException(numbers.size() + " of " + lessons.size() + " came in");
      print("bare Lucene", bare(lessons), lessons, titles);
      for (var mode : List.of("lexical", "semantic", "hybrid")) {
        var found = new ArrayList<List<String>>();
        for (var lesson : lessons)
          found.add(
              ids(house, "/api/search?facets=none&mode=" + mode + "&q=", lesson.title(), numbers));
        print(mode, found, lessons, titles);
      }
      if (arguments.length > 2) similar(house, Path.of(arguments[2]), numbers);
    }
  }

  private static String plain(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("\\W+", " ").strip();
  }

  private static List<Lesson> read(Path file) throws IOException {
    var lessons = new ArrayList<Lesson>();
    for (var line : Files.readAllLines(file)) {
      if (!(JSON.readTree(line) instanceof ObjectNode row)) continue;
      var number = "#" + row.path("Lesson ID").asString();
      var title = row.path("Title").asString();
      row.remove("Title");
      var text = new StringBuilder();
      for (var value : row.values()) text.append(value.asString()).append('\n');
      row.put("Title", number);
      lessons.add(new Lesson(number, title, text.toString(), row.toString()));
    }
    return lessons;
  }

  private static void bringIn(House house, List<Lesson> lessons) throws Exception {
    var rows = new StringBuilder();
    for (var lesson : lessons) rows.append(lesson.row()).append('\n');
    House.json(
        house.send(
            House.multipart(
                house.asAdmin("/api/lessons/import"),
                List.of(House.Part.file("lessons.jsonl", rows.toString())))));
    house.assembly().awaitMeaning();
  }

  /// Id → number.
  private static Map<String, String> numbers(House house) throws Exception {
    var numbers = new HashMap<String, String>();
    var next = "";
    do {
      var page = house.getAsAdmin("/api/lessons?limit=100" + next);
      for (var item : page.path("items"))
        numbers.put(item.path("id").asString(), item.path("title").asString());
      next = page.path("next").isMissingNode() ? "" : "&cursor=" + page.path("next").asString();
    } while (!next.isEmpty());
    return numbers;
  }

  private static List<String> ids(
      House house, String address, String question, Map<String, String> numbers) throws Exception {
    var hits =
        house
            .get(address + URLEncoder.encode(Asked.plain(question), StandardCharsets.UTF_8))
            .path("hits");
    var found = new ArrayList<String>();
    for (var hit : hits) found.add(numbers.getOrDefault(hit.path("id").asString(), ""));
    return found;
  }

  private static List<List<String>> bare(List<Lesson> lessons) throws IOException {
    var found = new ArrayList<List<String>>();
    try (var directory = new ByteBuffersDirectory();
        var analyzer = new EnglishAnalyzer()) {
      try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
        for (var lesson : lessons) {
          var document = new Document();
          document.add(new StringField("number", lesson.number(), Field.Store.YES));
          document.add(new TextField("text", lesson.text(), Field.Store.NO));
          writer.addDocument(document);
        }
      }
      try (var reader = DirectoryReader.open(directory)) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new BM25Similarity(0.9f, 0.4f));
        for (var lesson : lessons) found.add(best(searcher, analyzer, lesson.title()));
      }
    }
    return found;
  }

  private static List<String> best(IndexSearcher searcher, Analyzer analyzer, String question)
      throws IOException {
    var query = new BooleanQuery.Builder();
    for (var word : SearchOverHttp.words(analyzer, question))
      query.add(new TermQuery(new Term("text", word)), BooleanClause.Occur.SHOULD);
    var numbers = new ArrayList<String>();
    for (var hit : searcher.search(query.build(), DEPTH).scoreDocs)
      numbers.add(searcher.storedFields().document(hit.doc, Set.of("number")).get("number"));
    return numbers;
  }

  private static void print(
      String what, List<List<String>> found, List<Lesson> lessons, Map<String, String> titles) {
    int first = 0;
    int among = 0;
    for (int i = 0; i < lessons.size(); i++) {
      var wanted = plain(lessons.get(i).title());
      var order = found.get(i).stream().map(number -> titles.getOrDefault(number, "")).toList();
      if (!order.isEmpty() && order.getFirst().equals(wanted)) first++;
      if (order.contains(wanted)) among++;
    }
    System.out.printf(
        Locale.ROOT,
        "%-12s hit@1 %.4f  hit@10 %.4f%n",
        what,
        first / (double) lessons.size(),
        among / (double) lessons.size());
  }

  private static void similar(House house, Path pairs, Map<String, String> numbers)
      throws Exception {
    var ids = new HashMap<String, String>();
    numbers.forEach((id, number) -> ids.put(number, id));
    int all = 0;
    int found = 0;
    for (var line : Files.readAllLines(pairs).subList(1, Files.readAllLines(pairs).size())) {
      var pair = line.split("\t");
      var from = ids.get("#" + pair[0]);
      var to = ids.get("#" + pair[1]);
      if (from == null || to == null) continue;
      all++;
      for (var item : house.get("/api/items/" + from + "/similar?limit=" + SIMILAR).path("items"))
        if (item.path("id").asString().equals(to)) found++;
    }
    System.out.printf(
        Locale.ROOT,
        "similar: %d of %d references among %d, recall@%d %.3f%n",
        found,
        all,
        SIMILAR,
        SIMILAR,
        found / (double) all);
  }
}
