package dev.cairn.indexer.bench;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.likeness.Sketches;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.search.EvidenceSource;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.FSDirectory;

/// How long the searcher takes, beside the same words straight on Lucene's IndexSearcher (two
/// fields, ten best, their titles), in one run. Prints a row for `indexer/BENCHMARKS.md`.
///
/// Arguments: a number of items to make up, or a folder of text files (one item each, passages at
/// blank lines); then how many questions (2000 if absent).
public final class SearchBenchmark {
  private static final int VOCABULARY = 30_000;
  private static final int WARM_UP = 500;

  private SearchBenchmark() {}

  public static void main(String[] args) throws IOException {
    var random = new Random(Long.getLong("seed", 1));
    var entries =
        args[0].matches("[0-9]+")
            ? madeUp(Integer.parseInt(args[0]), random)
            : read(Path.of(args[0]), random);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
    var questions = questions(entries, WARM_UP + rounds, random);
    var folder = Files.createTempDirectory("cairn-bench");
    try (var index = LuceneIndexes.inDirectory(folder.resolve("cairn"), Manifest.of("bench"));
        var plain = new PlainLucene(folder.resolve("plain"), entries)) {
      long start = System.nanoTime();
      entries.forEach(index::replace);
      index.commit(1);
      double seconds = (System.nanoTime() - start) / 1e9;
      index.refresh();
      int passages = entries.stream().mapToInt(e -> e.passages().size()).sum();
      System.out.printf(
          Locale.ROOT,
          "%d items, %d passages, taken in at %.0f items/s; %d questions%n",
          entries.size(),
          passages,
          entries.size() / seconds,
          rounds);
      measure(index, plain, questions);
    } finally {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(file);
      }
    }
  }

  private static void measure(SearchIndex index, PlainLucene plain, List<String> questions)
      throws IOException {
    ConceptView view = SmallView.of(SmallView.concept("nothing"));
    var linker = Linkers.over(view, LinkerSettings.defaults());
    try (var searcher =
        new Searcher(
            index,
            () -> view,
            () -> linker,
            EvidenceSource.none(),
            Optional.empty(),
            Clock.systemUTC())) {
      var facets = List.of("kind", "concept", "author", "language", "year");
      var bare = new ArrayList<Long>();
      var full = new ArrayList<Long>();
      var lucene = new ArrayList<Long>();
      var links = new ArrayList<Long>();
      long totals = 0;
      for (var question : questions) {
        var request = SearchRequest.of(question);
        long t0 = System.nanoTime();
        plain.search(question);
        long t1 = System.nanoTime();
        totals += searcher.search(request, Caller.anonymous()).total();
        long t2 = System.nanoTime();
        var answer = searcher.search(request.explained().counting(facets), Caller.anonymous());
        long t3 = System.nanoTime();
        try (var state = index.view()) {
          for (var hit : answer.hits())
            state.alike(hit.id(), Caller.anonymous().principals(), 0.65, 3);
        }
        long t4 = System.nanoTime();
        lucene.add(t1 - t0);
        bare.add(t2 - t1);
        full.add(t3 - t2);
        links.add(t4 - t3);
      }
      print("IndexSearcher, ten best", lucene);
      print("Searcher: total, passages, marks", bare);
      print("Searcher: also five facets, reasons", full);
      print("of these: what is alike to ten hits", links);
      System.out.printf(Locale.ROOT, "found on average: %d%n", totals / questions.size());
    }
  }

  private static void print(String what, List<Long> nanos) {
    var sorted = nanos.stream().skip(WARM_UP).mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-36s p50 %7.2f ms   p99 %7.2f ms%n",
        what,
        sorted[sorted.length / 2] / 1e6,
        sorted[sorted.length * 99 / 100] / 1e6);
  }

  private static List<String> questions(List<Entry> entries, int count, Random random) {
    var questions = new ArrayList<String>();
    while (questions.size() < count) {
      var passages = entries.get(random.nextInt(entries.size())).passages();
      if (passages.isEmpty()) continue;
      var words = passages.get(random.nextInt(passages.size())).text().split("\\W+");
      int length = 1 + random.nextInt(5);
      int from = random.nextInt(Math.max(1, words.length - length));
      questions.add(
          String.join(" ", Arrays.copyOfRange(words, from, Math.min(from + length, words.length))));
    }
    return questions;
  }

  private static List<Entry> read(Path folder, Random random) throws IOException {
    var entries = new ArrayList<Entry>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(f -> f.toString().matches(".*\\.(txt|md)")).sorted().toList()) {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        var parts = Arrays.stream(text.split("\n\\s*\n")).filter(p -> !p.isBlank()).toList();
        entries.add(entry(file.toString(), file.getFileName().toString(), parts, random));
      }
    }
    return entries;
  }

  /// Words by Zipf's law; ten passages of some hundred words.
  private static List<Entry> madeUp(int count, Random random) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < count; i++) {
      var passages = new ArrayList<String>();
      for (int p = 0; p < 10; p++) passages.add(text(100 + random.nextInt(60), random));
      entries.add(entry("item" + i, text(6, random), passages, random));
    }
    return entries;
  }

  private static String text(int length, Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
      text.append("w").append(Integer.toString(rank, 36)).append(i % 12 == 11 ? ". " : " ");
    }
    return text.toString();
  }

  private static Entry entry(String id, String title, List<String> texts, Random random) {
    var passages = new ArrayList<Passage>();
    int start = 0;
    for (var text : texts) {
      passages.add(new Passage(passages.size(), start, start + text.length(), "", 0, text));
      start += text.length() + 1;
    }
    return new Entry(
        id,
        SearchRequest.Kind.DOCUMENT,
        title,
        passages,
        List.of(),
        List.of(new Tag("c" + random.nextInt(300), 0.5, Tag.Method.FREQUENCY)),
        Map.of("author", List.of("Author " + random.nextInt(200)), "language", List.of("en")),
        Optional.of(LocalDate.of(2000 + random.nextInt(25), 1, 1)),
        Set.of(Caller.EVERYONE),
        1,
        Sketches.of(String.join("\n", texts)),
        List.of(),
        1);
  }

  /// What Lucene's own demo would do.
  private static final class PlainLucene implements AutoCloseable {
    private final EnglishAnalyzer analyzer = new EnglishAnalyzer();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    PlainLucene(Path folder, List<Entry> entries) throws IOException {
      try (var writer =
          new IndexWriter(FSDirectory.open(folder), new IndexWriterConfig(analyzer))) {
        for (var entry : entries) {
          var doc = new Document();
          doc.add(new TextField("title", entry.title(), Field.Store.YES));
          for (var passage : entry.passages())
            doc.add(new TextField("body", passage.text(), Field.Store.NO));
          writer.addDocument(doc);
        }
      }
      reader = DirectoryReader.open(FSDirectory.open(folder));
      searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new BM25Similarity(0.9f, 0.4f));
    }

    int search(String text) throws IOException {
      var query = new BooleanQuery.Builder();
      try (var stream = analyzer.tokenStream("body", text)) {
        var term =
            stream.addAttribute(org.apache.lucene.analysis.tokenattributes.CharTermAttribute.class);
        stream.reset();
        while (stream.incrementToken())
          for (var field : List.of("title", "body"))
            query.add(new TermQuery(new Term(field, term.toString())), Occur.SHOULD);
        stream.end();
      }
      int length = 0;
      for (var hit : searcher.search(query.build(), 10).scoreDocs)
        length += searcher.storedFields().document(hit.doc).get("title").length();
      return length;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
