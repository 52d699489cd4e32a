package dev.cairn.server.bench;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.lucene.Manifest;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.vocabulary.Vocabularies;
import dev.cairn.server.testkit.House;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.tdb2.TDB2;

/// How long questions in SPARQL take over HTTP with very many made-up items: the examples of the
/// page and some others. Beside it the same in bare Jena over the same statements, in memory and in
/// its own files, without rights, limits and HTTP, where the question does not look into texts. In
/// milliseconds; those of the processor are an average, and of all threads.
///
/// Arguments: a folder (what was filled there once is used again), how many items, and how often
/// each question is asked. `-Dseed=` repeats a run.
public final class SparqlOverHttp {
  private static final Caller ADMIN = Caller.admin();
  private static final int BATCH = 256;
  private static final Pattern EXAMPLE =
      Pattern.compile("<a class=\"go\" href=\"(/sparql\\?query=[^\"&#]+)[^\"]*\">([^<]+)</a>");

  private final Path data;
  private final int items;
  private final int times;
  private final long seed;

  private SparqlOverHttp(Path data, int items, int times, long seed) {
    this.data = data;
    this.items = items;
    this.times = times;
    this.seed = seed;
  }

  public static void main(String[] arguments) throws Exception {
    long seed = Long.getLong("seed", 42);
    int items = Integer.parseInt(arguments[1]);
    System.out.printf(Locale.ROOT, "seed %d, %,d items%n", seed, items);
    var bench =
        new SparqlOverHttp(
            Path.of(arguments[0]).resolve("items-" + items),
            items,
            Integer.parseInt(arguments[2]),
            seed);
    bench.fill();
    bench.measure();
  }

  // ---- filling

  private void fill() throws Exception {
    var done = data.resolveSibling(data.getFileName() + ".filled");
    if (Files.exists(done)) return;
    House.over(data).close();
    long begun = System.nanoTime();
    try (var store = GraphStores.tdb2(data.resolve("graph"));
        var catalogue = Catalogues.open(store, Clock.systemUTC())) {
      var view = Vocabularies.open(store).now().concepts();
      var vocabulary =
          view.version() + "+" + Linkers.over(view, LinkerSettings.defaults()).version();
      var concepts =
          view.all().stream().sorted(java.util.Comparator.comparing(Concept::id)).toList();
      try (var index = LuceneIndexes.inDirectory(data.resolve("index"), Manifest.of(vocabulary))) {
        for (int n = 0; n < items; n += BATCH) fill(n, catalogue, concepts, index::replace);
        index.commit(catalogue.lastChange());
      }
    }
    Files.writeString(done, "");
    System.out.printf(
        Locale.ROOT, "%,d items filled in %.0f s%n", items, (System.nanoTime() - begun) / 1e9);
  }

  private void fill(
      int from,
      Catalogue catalogue,
      List<Concept> concepts,
      java.util.function.Consumer<dev.cairn.indexer.Entry> index) {
    int to = Math.min(items, from + BATCH);
    var made = IntStream.range(from, to).mapToObj(n -> new Made(n, seed, concepts)).toList();
    var received = catalogue.receive(made.stream().map(Made::arrival).toList(), ADMIN);
    var ids = received.stream().map(receipt -> receipt.item().id()).toList();
    catalogue.describe(
        IntStream.range(0, made.size())
            .mapToObj(i -> made.get(i).description(received.get(i).item()))
            .toList());
    for (int i = 0; i < made.size(); i++)
      index.accept(made.get(i).entry(catalogue.find(ids.get(i), ADMIN).orElseThrow()));
  }

  /// One item: a fifth are lessons, a twentieth are for admins only.
  private static final class Made {
    private static final List<String> FORMATS =
        List.of("application/pdf", "text/plain", "text/html", "text/markdown", "message/rfc822");
    private static final String[] WORDS =
        ("customers leave because deliveries come late and nobody calls them back so the team"
                + " measured each week what was promised and what was kept until prices and"
                + " processes and people fitted together again in the second year of the project")
            .split(" ");

    private final int n;
    private final Random random;
    private final List<Concept> about;
    private final boolean lesson;

    Made(int n, long seed, List<Concept> concepts) {
      this.n = n;
      this.random = new Random(seed * 31 + n);
      this.lesson = n % 5 == 0;
      // Some concepts are met much more often than others.
      this.about =
          IntStream.range(0, 4)
              .mapToObj(
                  _ -> concepts.get((int) (concepts.size() * Math.pow(random.nextDouble(), 1.6))))
              .distinct()
              .toList();
    }

    private String sentence() {
      return IntStream.range(0, 14)
          .mapToObj(i ->
              i % 5 == 3
                  ? about.get(random.nextInt(about.size())).label().toLowerCase(Locale.ROOT)
                  : WORDS[random.nextInt(WORDS.length)])
          .collect(Collectors.joining(" ", "", "."));
    }

    private LocalDate date() {
      return LocalDate.of(2008, 1, 1).plusDays(n * 37L % 6_500);
    }

    Arrival arrival() {
      return new Arrival(
          lesson ? Item.Kind.LESSON : Item.Kind.DOCUMENT,
          new Place("folder:share", "year-" + n % 12 + "/note " + n + ".txt"),
          Items.content("content " + n),
          1_000 + n,
          lesson ? "application/json" : FORMATS.get(n % FORMATS.size()),
          n % 20 == 7 ? Items.readableBy("role:admin") : Metadata.none(),
          lesson ? Optional.of(lesson()) : Optional.empty());
    }

    private Lesson lesson() {
      return new Lesson(
          Optional.of(sentence()),
          Optional.of(sentence()),
          Optional.of(sentence()),
          Optional.empty(),
          Optional.empty(),
          Optional.of(Lesson.OutcomeKind.values()[n % Lesson.OutcomeKind.values().length]),
          Optional.of(date()),
          Optional.empty(),
          Lesson.Status.PUBLISHED,
          Optional.of("project " + n % 70),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          List.of());
    }

    Description description(Item item) {
      var tags = new ArrayList<Tag>();
      for (int i = 0; i < about.size(); i++)
        tags.add(new Tag(about.get(i).id(), 1 - i * 0.13 - n / 1e6, Tag.Method.HEADING));
      return new Description(
          item.id(),
          item.version().content(),
          item.version().mediaType(),
          // Read by nobody, so that it is not read anew.
          "none",
          new Metadata(
              Optional.of("What we learned about " + about.getFirst().label() + ", " + n),
              Optional.empty(),
              List.of("Author " + n % 300),
              Optional.empty(),
              Optional.of(date()),
              List.of("word" + n % 50),
              List.of(),
              Optional.of("en"),
              Optional.empty()),
          new Outcome.Indexed(),
          tags,
          0.01);
    }

    dev.cairn.indexer.Entry entry(Item item) {
      var entry =
          Entries.entry(item.id().value())
              .kind(lesson ? SearchRequest.Kind.LESSON : SearchRequest.Kind.DOCUMENT)
              .title(item.title())
              .date(date().toString())
              .readers(item.access().readers().toArray(String[]::new))
              .change(item.change());
      for (int i = 0; i < 3; i++) entry.passage(sentence() + " " + sentence());
      item.tags().forEach(tag -> entry.tag(tag.concept(), tag.weight()));
      return entry.made();
    }
  }

  // ---- measuring

  private void measure() throws Exception {
    var questions = questions();
    var memory = new LinkedHashMap<String, Figure>();
    var files = new LinkedHashMap<String, Figure>();
    try (var store = GraphStores.tdb2(data.resolve("graph"))) {
      bare(store, questions, memory, files);
    }
    try (var house = House.over(data, Map.of("sparql.timeout", "PT2M"), false)) {
      house.assembly().awaitIdle();
      long before = heap();
      long begun = System.nanoTime();
      ask(house, "ASK { ?s a cairn:Lesson }");
      System.out.printf(
          Locale.ROOT,
          "the first question of all took %,d ms, and %,d MB of memory stay with it%n",
          (System.nanoTime() - begun) / 1_000_000,
          (heap() - before) >> 20);
      System.out.println(
          "| question | rows | over HTTP p50 | p95 | processor | Jena in memory p50 | processor |"
              + " Jena TDB2 p50 | processor |");
      System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
      for (var question : questions.entrySet()) {
        var asked = timed(() -> ask(house, question.getValue()), times);
        System.out.printf(
            Locale.ROOT,
            "| %s | %,d | %.1f | %.1f | %.1f | %s | %s |%n",
            question.getKey(),
            asked.rows(),
            asked.at(50),
            asked.at(95),
            asked.processor(),
            text(memory, question.getKey()),
            text(files, question.getKey()));
      }
      System.out.printf(Locale.ROOT, "%,d MB of memory in the end%n", heap() >> 20);
    }
  }

  private static String text(Map<String, Figure> figures, String name) {
    return Optional.ofNullable(figures.get(name))
        .map(figure -> String.format(Locale.ROOT, "%.1f | %.1f", figure.at(50), figure.processor()))
        .orElse("– | –");
  }

  /// The examples of the page, and what programs ask.
  private Map<String, String> questions() throws Exception {
    var all = new LinkedHashMap<String, String>();
    try (var empty = House.over(Files.createTempDirectory("cairn-sparql"))) {
      var page = empty.send(empty.request("/sparql").header("Accept", "text/html")).body();
      EXAMPLE
          .matcher(page)
          .results()
          .forEach(found ->
              all.put(
                  found.group(2),
                  java.net.URLDecoder.decode(
                      found.group(1).substring("/sparql?query=".length()),
                      StandardCharsets.UTF_8)));
    }
    if (all.size() < 8) throw new IllegalStateException("examples are not found: " + all);
    all.put(
        "Items of each concept",
        "SELECT ?c (COUNT(?i) AS ?n) { ?i a cairn:Document ; dcterms:subject ?c } GROUP BY ?c\n");
    all.put(
        "Newest items below a concept",
        "SELECT ?i ?t ?d { ?c skos:broader* concept:planning . ?i dcterms:subject ?c ;"
            + " dcterms:title ?t ; dcterms:date ?d } ORDER BY DESC(?d) LIMIT 20\n");
    all.put(
        "An item by its title",
        "SELECT ?i ?d { ?i dcterms:title \"What we learned about "
            + title()
            + "\" ; dcterms:date ?d }\n");
    all.put("Titles by a word", "SELECT ?i { ?i cairn:keyword \"word7\" } LIMIT 50\n");
    return all;
  }

  private String title() {
    try (var store = GraphStores.inMemory()) {
      var concepts =
          Vocabularies.open(store).now().concepts().all().stream()
              .sorted(java.util.Comparator.comparing(Concept::id))
              .toList();
      return new Made(1_234, seed, concepts).about.getFirst().label() + ", 1234";
    }
  }

  /// @param nanos sorted
  /// @param processor milliseconds of it that each took, which other programs do not move
  private record Figure(long[] nanos, double processor, int rows) {
    double at(int percent) {
      return nanos[nanos.length * percent / 100] / 1e6;
    }
  }

  private interface Asking {
    int ask() throws Exception;
  }

  private static Figure timed(Asking asking, int times) throws Exception {
    int rows = 0;
    for (int i = 0; i < Math.max(3, times / 4); i++) rows = asking.ask();
    var nanos = new long[times];
    long used = processor();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      asking.ask();
      nanos[i] = System.nanoTime() - begun;
    }
    used = processor() - used;
    Arrays.sort(nanos);
    return new Figure(nanos, used / 1e6 / times, rows);
  }

  private static int ask(House house, String question) throws Exception {
    var answer =
        house.send(
            house
                .request("/sparql?query=" + URLEncoder.encode(question, StandardCharsets.UTF_8))
                .header("Accept", "text/csv, application/n-triples"));
    if (answer.statusCode() != 200)
      throw new IllegalStateException(question + "\n" + answer.body());
    return (int) answer.body().lines().count();
  }

  private void bare(
      GraphStore store,
      Map<String, String> questions,
      Map<String, Figure> memory,
      Map<String, Figure> files) {
    store.look(data -> {
      var graph = GraphMemFactory.createDefaultGraphSameTerm();
      for (var names = data.listGraphNodes(); names.hasNext(); ) {
        var name = names.next();
        if (name.getURI().startsWith("urn:cairn:item:")
            || name.getURI().equals("urn:cairn:graph:built-in"))
          data.find(name, Node.ANY, Node.ANY, Node.ANY)
              .forEachRemaining(quad -> graph.add(quad.asTriple()));
      }
      System.out.printf(Locale.ROOT, "%,d statements%n", graph.size());
      bare(questions, memory, DatasetGraphFactory.wrap(graph), false);
      bare(questions, files, data, true);
      return true;
    });
  }

  private void bare(
      Map<String, String> questions,
      Map<String, Figure> figures,
      DatasetGraph data,
      boolean union) {
    questions.forEach((name, text) -> {
      if (text.contains("cairn:search")) return;
      try {
        figures.put(
            name,
            timed(
                () -> {
                  var query = new Query();
                  Sparql.PREFIXES.forEach(query::setPrefix);
                  QueryFactory.parse(query, text, "urn:x:", Syntax.syntaxSPARQL_11);
                  try (var execution =
                      QueryExec.dataset(data)
                          .query(query)
                          .set(TDB2.symUnionDefaultGraph, union)
                          .build()) {
                    return rows(query, execution);
                  }
                },
                Math.max(3, times / 5)));
      } catch (Exception e) {
        throw new IllegalStateException(name, e);
      }
    });
  }

  private static int rows(Query query, QueryExec execution) {
    if (query.isSelectType()) return (int) execution.select().materialize().stream().count();
    if (query.isAskType()) return execution.ask() ? 1 : 0;
    return query.isConstructType() ? execution.construct().size() : execution.describe().size();
  }

  private static long processor() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long heap() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
