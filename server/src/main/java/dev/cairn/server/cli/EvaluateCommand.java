package dev.cairn.server.cli;

import dev.cairn.indexer.evaluate.Judged;
import dev.cairn.indexer.evaluate.Measures;
import dev.cairn.indexer.evaluate.Significance;
import dev.cairn.indexer.query.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn evaluate`
@Command(
    name = "evaluate",
    description = {
      "Measures how good the answers are, on a judged collection in BEIR form (corpus.jsonl,"
          + " queries.jsonl, qrels/test.tsv).",
      "The documents are brought in and asked for as any others, in a folder of their own that is"
          + " deleted afterwards. Reading for meaning takes a while: about twenty short texts a"
          + " second and processor."
    })
final class EvaluateCommand implements Callable<Failure.Status> {
  private static final int DEPTH = 100;
  private static final int GAIN_DEPTH = 10;
  private static final int TOGETHER = 100;
  private static final long COINS = 1;

  private final Terminal terminal;
  private final Session.Opener opener;

  @Parameters(paramLabel = "DIR", description = "Folder of the collection.")
  private Path folder = Path.of(".");

  @Option(
      names = "--mode",
      paramLabel = "MODES",
      split = ",",
      description = "lexical, semantic, hybrid, parted by commas (default: all three).")
  private List<String> modes = List.of("lexical", "semantic", "hybrid");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  EvaluateCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  /// What one way of answering is worth; lists are in the order of the questions.
  private record Row(
      List<Double> ndcg, List<Double> recall, List<Double> precision, List<Double> millis) {
    Row() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    static double mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double percentile(double share) {
      return Measures.percentile(millis.stream().sorted().toList(), share);
    }
  }

  @Override
  public Failure.Status call() {
    for (var mode : modes)
      if (!List.of("lexical", "semantic", "hybrid").contains(mode))
        throw Failure.usage(
            "There is no mode '" + mode + "'; there are lexical, semantic and hybrid.");
    var collection = collection();
    var place = temporary();
    try {
      var rows = new LinkedHashMap<String, Row>();
      try (var session = opener.open(place)) {
        var ids = bringIn(session.api(), collection);
        if (modes.stream().anyMatch(mode -> !mode.equals("lexical"))) embed(session.api());
        for (var mode : modes) rows.put(mode, ask(session.api(), collection, mode, ids));
      }
      if (json) printJson(collection, rows);
      else print(collection, rows);
      return Failure.Status.OK;
    } finally {
      delete(place);
    }
  }

  private Judged collection() {
    try {
      return Judged.read(folder);
    } catch (Judged.Malformed e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IOException _) {
      throw Failure.failed("The folder '" + folder + "' cannot be read.");
    }
  }

  /// A data folder for this measurement, which may use all processors.
  private static Path temporary() {
    try {
      var place = Files.createTempDirectory("cairn-evaluate");
      int processors = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64);
      Files.writeString(place.resolve("cairn.properties"), "embed.threads=" + processors + "\n");
      return place;
    } catch (IOException e) {
      throw Failure.failed("No temporary folder can be made: " + e.getMessage() + ".");
    }
  }

  private void delete(Path place) {
    try (var all = Files.walk(place)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException _) {
      terminal.err().println("'" + place + "' could not be deleted; it is not needed any more.");
    }
  }

  /// @return id of the item → ids in the collection; texts that are equal are one item
  private Map<String, List<String>> bringIn(Api api, Judged collection) {
    var job =
        api.post(
                new Api.Address("/api/jobs"), Map.of("title", "Evaluation", "passwords", List.of()))
            .orFail()
            .path("id")
            .asString("");
    var named = new HashMap<String, String>();
    var documents = collection.documents();
    for (int from = 0; from < documents.size(); from += TOGETHER) {
      var body = new Multipart().field("job", job).field("source", "evaluation");
      var rows = new StringBuilder("file\ttitle\n");
      int number = from;
      for (var document : documents.subList(from, Math.min(documents.size(), from + TOGETHER))) {
        var name = "document-" + number++ + ".txt";
        named.put(name, document.id());
        // What has no text is its title.
        var text = document.text().isBlank() ? document.title() : document.text();
        rows.append(name).append('\t').append(oneLine(document.title())).append('\n');
        body.document("file", name, text);
      }
      body.document("list", "list.tsv", rows.toString());
      api.post(new Api.Address("/api/documents"), body).orFail();
    }
    api.post(new Api.Address("/api/jobs/" + Api.Address.encode(job) + "/complete")).orFail();
    var progress = new Progress(terminal, "documents");
    try (var follower = Follower.ofJob(api, job, state -> progress.show(state, documents.size()))) {
      follower.await();
    }
    progress.clear();
    var ids = new HashMap<String, List<String>>();
    for (var file : Follower.FileState.of(api.get(Follower.jobAddress(job)).orFail())) {
      var id = named.get(file.name());
      if (id != null)
        file.id().ifPresent(item -> ids.computeIfAbsent(item, _ -> new ArrayList<>()).add(id));
    }
    return ids;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\s\"]+", " ").strip();
  }

  /// Waits until everything has been read for its meaning.
  private void embed(Api api) {
    var progress = new Progress(terminal, "documents read for their meaning");
    var most = new long[1];
    try (var follower =
        Follower.until(
            api,
            new Api.Address("/api/admin/care"),
            state -> {
              var meaning = state.path("meaning");
              long waiting = meaning.path("waiting").asLong(0);
              most[0] = Math.max(most[0], waiting);
              progress.showMeaning(meaning, most[0] - waiting, most[0]);
              return waiting == 0;
            },
            Duration.ZERO)) {
      follower.await();
    }
    progress.clear();
  }

  private Row ask(Api api, Judged collection, String mode, Map<String, List<String>> ids) {
    var row = new Row();
    // The first questions only warm up.
    for (var question : collection.questions().stream().limit(10).toList())
      search(api, question, mode);
    for (var question : collection.questions()) {
      long began = System.nanoTime();
      var answer = search(api, question, mode);
      row.millis().add((System.nanoTime() - began) / 1e6);
      var grades = collection.judgements().getOrDefault(question.id(), Map.of());
      var found = new LinkedHashSet<String>();
      for (var hit : answer.path("hits"))
        found.addAll(ids.getOrDefault(hit.path("id").asString(""), List.of()));
      var ranked = List.copyOf(found);
      row.ndcg().add(Measures.ndcg(ranked, grades, GAIN_DEPTH));
      row.recall().add(Measures.recall(ranked, grades, DEPTH));
      row.precision().add(Measures.averagePrecision(ranked, grades));
    }
    return row;
  }

  private static JsonNode search(Api api, Judged.Question question, String mode) {
    return api.get(
            new Api.Address("/api/search")
                .with("q", Asked.plain(question.text()))
                .with("mode", mode)
                .with("limit", DEPTH)
                .with("facets", "none"))
        .orFail();
  }

  private void print(Judged collection, Map<String, Row> rows) {
    var out = terminal.out();
    out.printf(
        Locale.ROOT,
        "%s: %,d documents, %,d judged questions%n%n",
        collection.name(),
        collection.documents().size(),
        collection.questions().size());
    out.printf(
        "%-10s %8s %11s %8s %10s %10s%n",
        "mode", "nDCG@10", "recall@100", "MAP", "p50 ms", "p99 ms");
    rows.forEach((mode, row) ->
        out.printf(
            Locale.ROOT,
            "%-10s %8.4f %11.4f %8.4f %10.1f %10.1f%n",
            mode,
            Row.mean(row.ndcg()),
            Row.mean(row.recall()),
            Row.mean(row.precision()),
            row.percentile(0.5),
            row.percentile(0.99)));
    var names = List.copyOf(rows.keySet());
    for (int a = 0; a < names.size(); a++)
      for (int b = a + 1; b < names.size(); b++)
        out.printf(
            Locale.ROOT,
            "%s and %s differ in nDCG@10 by %+.4f, p = %.4f%n",
            names.get(b),
            names.get(a),
            mean(rows, names.get(b)) - mean(rows, names.get(a)),
            chance(rows, names.get(a), names.get(b)));
  }

  private static double mean(Map<String, Row> rows, String mode) {
    var row = rows.get(mode);
    return row == null ? 0 : Row.mean(row.ndcg());
  }

  private static double chance(Map<String, Row> rows, String a, String b) {
    return Significance.paired(values(rows, a), values(rows, b), new Random(COINS));
  }

  private static double[] values(Map<String, Row> rows, String mode) {
    var row = rows.get(mode);
    return row == null
        ? new double[0]
        : row.ndcg().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void printJson(Judged collection, Map<String, Row> rows) {
    var all = new LinkedHashMap<String, Object>();
    all.put("collection", collection.name());
    all.put("documents", collection.documents().size());
    all.put("queries", collection.questions().size());
    var byMode = new LinkedHashMap<String, Object>();
    rows.forEach((mode, row) -> {
      var values = new LinkedHashMap<String, Object>();
      values.put("ndcg@10", Row.mean(row.ndcg()));
      values.put("recall@100", Row.mean(row.recall()));
      values.put("map", Row.mean(row.precision()));
      values.put("p50Millis", row.percentile(0.5));
      values.put("p99Millis", row.percentile(0.99));
      byMode.put(mode, values);
    });
    all.put("modes", byMode);
    var differences = new ArrayList<Map<String, Object>>();
    var names = List.copyOf(rows.keySet());
    for (int a = 0; a < names.size(); a++)
      for (int b = a + 1; b < names.size(); b++)
        differences.add(
            Map.of(
                "modes",
                List.of(names.get(a), names.get(b)),
                "ndcg@10",
                mean(rows, names.get(b)) - mean(rows, names.get(a)),
                "p",
                chance(rows, names.get(a), names.get(b))));
    all.put("differences", differences);
    terminal.out().println(Api.JSON.writeValueAsString(all));
  }
}
