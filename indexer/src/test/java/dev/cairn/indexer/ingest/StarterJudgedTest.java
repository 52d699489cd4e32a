package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.starter.Starter;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Mode;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.evaluate.Judged;
import dev.cairn.indexer.evaluate.Measures;
import dev.cairn.indexer.search.EvidenceSource;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How good answers over the starter corpus are: brought in by the real parts, read by the real
/// model, judged by people who read it. `judged/starter.tsv` has the questions, with the stable
/// names of what answers them (2) or helps (1).
class StarterJudgedTest {
  private static final int DEPTH = 10;
  private static final double NOISE = 0.005;

  // A little below what BENCHMARKS.md says: texts are read in changing company, which moves them.
  private static final double LEAST_LEXICAL = 0.66;
  private static final double LEAST_SEMANTIC = 0.71;
  private static final double LEAST_HYBRID = 0.78;

  @TempDir static Path folder;

  private static House house;
  private static Embedder embedder;
  private static Searcher searcher;
  private static Judged judged;
  private static final Map<String, String> KINDS = new HashMap<>();

  @BeforeAll
  static void bring_the_starter_corpus_in() throws Exception {
    judged = judged();
    ConceptView concepts = ConceptViews.of(BuiltIn.load().graph());
    embedder = Embedders.onnx(folder.resolve("native"), 2);
    house =
        new House(
            folder.resolve("data"),
            concepts,
            2,
            House.Life.ENDLESS,
            Extractors.inProcess(ExtractLimits.defaults()),
            Optional.of(embedder));
    house.ingest.start();
    var starter = Starter.open();
    var all = new ArrayList<Submission>();
    for (var document : starter.documents())
      try (var bytes = document.open()) {
        var stored = house.ingest.store(bytes);
        all.add(
            new Submission.Document(
                Optional.of(new Place(Starter.SOURCE, document.name())),
                document.name(),
                stored.id(),
                stored.bytes(),
                document.given()));
      }
    starter.lessons().forEach(row -> all.add(Submission.of(row, Starter.SOURCE)));
    house.ingest.await(house.ingest.submit("starter", "Starter", all, Caller.admin()).id());
    house.ingest.awaitMeaning();
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    searcher =
        new Searcher(
            house.index,
            () -> concepts,
            () -> linker,
            EvidenceSource.none(),
            Optional.of(embedder),
            Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    if (searcher != null) searcher.close();
    if (house != null) house.close();
    if (embedder != null) embedder.close();
  }

  private static Judged judged() throws IOException {
    var questions = new ArrayList<Judged.Question>();
    var judgements = new LinkedHashMap<String, Map<String, Integer>>();
    try (var in = Judged.class.getResourceAsStream("/dev/cairn/indexer/judged/starter.tsv")) {
      if (in == null) throw new IOException("the judged questions are missing");
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      for (var line : lines) {
        var columns = line.split("\t");
        KINDS.put(columns[0], columns[1]);
        questions.add(new Judged.Question(columns[0], columns[2]));
        var grades = new LinkedHashMap<String, Integer>();
        for (var answer : columns[3].split(" ")) {
          int sign = answer.lastIndexOf('=');
          grades.put(answer.substring(0, sign), Integer.parseInt(answer.substring(sign + 1)));
        }
        judgements.put(columns[0], grades);
      }
    }
    return new Judged("starter", List.of(), questions, judgements);
  }

  /// Id of the question → nDCG.
  private static Map<String, Double> measured(Mode mode) {
    var measured = new LinkedHashMap<String, Double>();
    for (var question : judged.questions()) {
      var answer =
          searcher.search(SearchRequest.of(question.text()).withMode(mode), Caller.admin());
      var ranked = answer.hits().stream().map(StarterJudgedTest::name).toList();
      var grades = judged.judgements().getOrDefault(question.id(), Map.of());
      measured.put(question.id(), Measures.ndcg(ranked, grades, DEPTH));
    }
    return measured;
  }

  private static String name(Answer.Hit hit) {
    var item = house.catalogue.find(new ItemId(hit.id()), Caller.admin());
    return item.orElseThrow().places().getFirst().path();
  }

  private static double mean(Map<String, Double> measured, String kind) {
    return measured.entrySet().stream()
        .filter(one -> kind.isEmpty() || kind.equals(KINDS.get(one.getKey())))
        .mapToDouble(Map.Entry::getValue)
        .average()
        .orElse(0);
  }

  @Test
  void questions_are_answered_as_well_as_ever() {
    Map<Mode, Map<String, Double>> all = new EnumMap<>(Mode.class);
    for (var mode : Mode.values()) all.put(mode, measured(mode));
    print(all);
    double lexical = mean(all.get(Mode.LEXICAL), "");
    double semantic = mean(all.get(Mode.SEMANTIC), "");
    double hybrid = mean(all.get(Mode.HYBRID), "");
    assertAll(
        () -> assertTrue(lexical >= LEAST_LEXICAL, "lexical " + lexical),
        () -> assertTrue(semantic >= LEAST_SEMANTIC, "semantic " + semantic),
        () -> assertTrue(hybrid >= LEAST_HYBRID, "hybrid " + hybrid),
        () ->
            assertTrue(
                hybrid >= Math.max(lexical, semantic) - NOISE,
                "hybrid " + hybrid + " beside " + lexical + " and " + semantic));
  }

  private static void print(Map<Mode, Map<String, Double>> all) {
    var kinds = KINDS.values().stream().distinct().sorted().collect(Collectors.toList());
    kinds.addFirst("");
    System.out.printf("nDCG@%d over %d questions%n", DEPTH, judged.questions().size());
    for (var kind : kinds) {
      var line = new StringBuilder(String.format("%-9s", kind.isEmpty() ? "all" : kind));
      for (var mode : all.keySet())
        line.append(
            String.format(
                Locale.ROOT,
                "  %s %.4f",
                mode.name().toLowerCase(Locale.ROOT),
                mean(all.get(mode), kind)));
      System.out.println(line);
    }
    if (!Boolean.getBoolean("each")) return;
    for (var question : judged.questions()) {
      var line = new StringBuilder(question.id());
      for (var mode : all.keySet())
        line.append(
            String.format(Locale.ROOT, " %.2f", all.get(mode).getOrDefault(question.id(), 0.0)));
      System.out.println(line.append(' ').append(question.text()));
    }
  }
}
