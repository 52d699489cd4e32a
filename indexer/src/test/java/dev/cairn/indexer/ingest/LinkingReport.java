package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Passage;
import dev.cairn.indexer.bench.KnownDirections;
import dev.cairn.indexer.embed.Embedders;
import dev.cairn.indexer.embed.EmbeddingText;
import dev.cairn.indexer.ingest.LinkingScore.Answer;
import dev.cairn.indexer.ingest.LinkingScore.Counts;
import dev.cairn.indexer.ingest.LinkingScore.Placed;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How good links are: each way of linking beside what people judged, in `linked/gold.tsv`.
///
/// Arguments: a folder that is kept (texts, directions, native libraries) and the folder of
/// documents. `-Dmeaning=false` leaves the model out, `-Dshow=true` prints every disagreement,
/// `-Dwrite=FILE` puts the tables between the marks of that file. `-Djudged=FILE` counts as well
/// what curators said of items, as `/api/concepts/judgements.csv` tells it.
final class LinkingReport {
  private static final long SEED = Long.getLong("seed", 7);
  private static final int ROUNDS = 2000;
  private static final Pattern FIELD =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\"\r\n]*))(,|\r?\n)");
  private static final String BEGIN = "<!-- linking report -->";
  private static final String END = "<!-- end of linking report -->";

  private final ConceptView concepts = ConceptViews.of(BuiltIn.load().graph());
  private final Linker linker = Linkers.over(concepts, LinkerSettings.defaults());
  private final BareDictionary dictionary = new BareDictionary(concepts);
  private final List<LinkingGold.Found> judged;
  private final Map<String, List<Answer>> answers = new LinkedHashMap<>();
  private final Map<String, Counts> places = new LinkedHashMap<>();
  private final StringBuilder out = new StringBuilder();

  private LinkingReport(List<LinkingGold.Found> judged) {
    this.judged = judged;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 2) throw new IllegalArgumentException("KEPT-FOLDER DOCUMENTS");
    var folder = Files.createDirectories(Path.of(args[0]));
    var gold = LinkingGold.read();
    var reader = LinkingTexts.keptIn(folder.resolve("texts"));
    var texts = new ArrayList<>(reader.starter());
    var wanted =
        gold.passages().stream()
            .filter(it -> !it.isStarter())
            .map(it -> it.document().substring("documents/".length()))
            .collect(Collectors.toSet());
    texts.addAll(reader.documents(Path.of(args[1]), wanted));
    var found = gold.in(texts);
    System.out.println(
        found.size() + " of " + gold.passages().size() + " judged passages found, seed " + SEED);
    var report = new LinkingReport(found);
    report.byNames();
    if (!"false".equals(System.getProperty("meaning"))) report.byMeaning(folder);
    report.tables();
    report.speed();
    var said = System.getProperty("judged");
    if (said != null) report.said(Files.readString(Path.of(said)), texts);
    System.out.println(report.out);
    System.out.println("by label on the starter corpus, for expected.tsv: " + report.starter());
    if (Boolean.getBoolean("show")) report.disagreements();
    var file = System.getProperty("write");
    if (file != null) write(Path.of(file), report.out.toString());
  }

  private static List<Placed> inside(Collection<Mention> mentions, Passage passage) {
    return mentions.stream()
        .filter(it -> it.start() < passage.end() && it.end() > passage.start())
        .map(it ->
            new Placed(it.concept(), it.start() - passage.start(), it.end() - passage.start()))
        .toList();
  }

  private static Set<String> concepts(List<Placed> links) {
    return links.stream().map(Placed::concept).collect(Collectors.toSet());
  }

  private void byNames() {
    for (var one : judged) {
      answer("bare dictionary", one, dictionary.link(one.passage().text()), true);
      answer(
          "by label",
          one,
          inside(linker.link(one.text().reading().text()).mentions(), one.passage()),
          true);
    }
  }

  private void answer(String way, LinkingGold.Found one, List<Placed> links, boolean placed) {
    answers
        .computeIfAbsent(way, _ -> new ArrayList<>())
        .add(new Answer(one.judged(), concepts(links)));
    if (placed) places.merge(way, LinkingScore.places(one.judged(), links, concepts), Counts::plus);
  }

  private void byMeaning(Path folder) throws Exception {
    try (var model = Embedders.onnx(folder.resolve("native"), 2)) {
      var embedder = new KnownDirections(folder.resolve("directions"), model);
      var vocabulary = MeantConcepts.Texts.of(concepts);
      var directions = new ArrayList<>(embedder.passages(vocabulary.described()));
      vocabulary.named().forEach(name -> directions.add(embedder.question(name)));
      directions.addAll(embedder.passages(vocabulary.about()));
      var meant = MeantConcepts.of(concepts, directions).orElseThrow();
      for (var one : judged) {
        var own = embedder.passages(EmbeddingText.of(one.text().title(), one.text().passages()));
        var alone = inside(meant.of(one.text().silent(), own), one.passage());
        answer("by meaning", one, alone, false);
        var named = one.text().derived(linker);
        var both = new ArrayList<>(inside(named.mentions(), one.passage()));
        both.addAll(inside(meant.of(named, own), one.passage()));
        answer("both", one, both, false);
      }
    }
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void tables() {
    line(
        "%d passages of %d documents and lessons, %d pairs of passage and concept demanded (%d"
            + " named, %d only meant).",
        judged.size(),
        judged.stream().map(it -> it.judged().document()).distinct().count(),
        judged.stream().mapToInt(it -> it.judged().demanded().size()).sum(),
        judged.stream().mapToInt(it -> it.judged().named().size()).sum(),
        judged.stream()
            .mapToInt(it -> it.judged().demanded().size() - it.judged().named().size())
            .sum());
    line("");
    line(
        "| | right · wrong · missed | precision | recall | F1 | 95 %% | F1 by concept | of the"
            + " named | of the meant |");
    line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    answers.forEach((way, all) -> {
      var counts = LinkingScore.micro(all, concepts);
      var interval = LinkingScore.interval(all, concepts, SEED, ROUNDS);
      line(
          "| %s | %d · %d · %d | %.3f | %.3f | **%.3f** | %.3f to %.3f | %.3f | %.3f | %.3f |",
          way,
          counts.right(),
          counts.wrong(),
          counts.missed(),
          counts.precision(),
          counts.recall(),
          counts.f1(),
          interval[0],
          interval[1],
          LinkingScore.macro(all, concepts),
          found(all, it -> it.named().keySet()),
          found(
              all,
              it -> {
                var only = it.demanded();
                only.removeAll(it.named().keySet());
                return only;
              }));
    });
    line("");
    line("Precision, recall, F1 of parts:");
    line("");
    var ways = List.copyOf(answers.keySet());
    line("| | passages | %s |", String.join(" | ", ways));
    line("| --- | --- |%s", " --- |".repeat(ways.size()));
    part("half on which mends were decided", it -> it.judged().decides());
    part("the other half", it -> !it.judged().decides());
    for (var stratum : judged.stream().map(it -> it.text().stratum()).distinct().toList())
      part(stratum, it -> it.text().stratum().equals(stratum));
    line("");
    places.forEach((way, counts) ->
        line(
            "Each place counted, %s: precision %.3f, recall %.3f, F1 %.3f (%d right, %d wrong, %d"
                + " missed).",
            way,
            counts.precision(),
            counts.recall(),
            counts.f1(),
            counts.right(),
            counts.wrong(),
            counts.missed()));
  }

  private static double found(
      List<Answer> all, Function<LinkingGold.Judged, Set<String>> demanded) {
    int right = 0;
    int sum = 0;
    for (var answer : all)
      for (var concept : demanded.apply(answer.judged())) {
        sum++;
        if (answer.linked().contains(concept)) right++;
      }
    return sum == 0 ? 1 : (double) right / sum;
  }

  private void part(String name, Predicate<LinkingGold.Found> belongs) {
    var cells = new StringBuilder();
    int size = 0;
    for (var all : answers.values()) {
      var some = new ArrayList<Answer>();
      for (int i = 0; i < all.size(); i++) if (belongs.test(judged.get(i))) some.add(all.get(i));
      size = some.size();
      var counts = LinkingScore.micro(some, concepts);
      cells.append(
          String.format(
              Locale.ROOT,
              " %.2f %.2f **%.3f** |",
              counts.precision(),
              counts.recall(),
              counts.f1()));
    }
    line("| %s | %d |%s", name, size, cells);
  }

  private Counts starter() {
    var some = new ArrayList<Answer>();
    var all = answers.getOrDefault("by label", List.of());
    for (var answer : all) if (answer.judged().isStarter()) some.add(answer);
    return LinkingScore.micro(some, concepts);
  }

  /// Whole texts, all passages of them counted.
  private void speed() {
    var texts = judged.stream().map(LinkingGold.Found::text).distinct().toList();
    int passages = texts.stream().mapToInt(it -> it.passages().size()).sum();
    var clock = ManagementFactory.getThreadMXBean();
    double bare = 0;
    double label = 0;
    for (int round = 0; round < 20; round++) {
      long began = clock.getCurrentThreadCpuTime();
      for (var text : texts) dictionary.link(text.reading().text());
      long middle = clock.getCurrentThreadCpuTime();
      for (var text : texts) linker.link(text.reading().text());
      long end = clock.getCurrentThreadCpuTime();
      bare = Math.max(bare, passages * 1e9 / (middle - began));
      label = Math.max(label, passages * 1e9 / (end - middle));
    }
    line("");
    line(
        "Speed, best of twenty rounds over %,d passages, processor time: bare dictionary %,.0f"
            + " passages a second, by label %,.0f.",
        passages, bare, label);
  }

  /// Whole items, known by their titles. What was confirmed and is not linked is missed; nobody
  /// judged all links of an item.
  private void said(String table, List<LinkingTexts.Text> texts) {
    var byTitle = new HashMap<String, LinkingTexts.Text>();
    for (var text : texts) byTitle.putIfAbsent(text.title(), text);
    var counts = Counts.NONE;
    int elsewhere = 0;
    for (var row : rows(table)) {
      var text = byTitle.get(row.get(2));
      var concept = concepts.find(row.get(5));
      if (text == null || concept.isEmpty()) {
        elsewhere++;
        continue;
      }
      boolean linked =
          linker.link(text.reading().text()).mentions().stream()
              .anyMatch(it -> it.concept().equals(concept.get().id()));
      boolean confirmed = row.get(6).equals("confirmed");
      counts =
          counts.plus(
              new Counts(
                  linked && confirmed ? 1 : 0,
                  linked && !confirmed ? 1 : 0,
                  !linked && confirmed ? 1 : 0));
    }
    line("");
    line(
        "Of links that curators judged (%d of items that are not at hand left out): precision"
            + " %.3f, recall %.3f (%d right, %d wrong, %d missed).",
        elsewhere,
        counts.precision(),
        counts.recall(),
        counts.right(),
        counts.wrong(),
        counts.missed());
  }

  /// The rows below the head, as RFC 4180 has them.
  private static List<List<String>> rows(String table) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var fields = FIELD.matcher(table.endsWith("\n") ? table : table + "\n");
    while (fields.find()) {
      var quoted = fields.group(1);
      row.add(quoted == null ? fields.group(2) : quoted.replace("\"\"", "\""));
      if (fields.group(3).equals(",")) continue;
      rows.add(List.copyOf(row));
      row.clear();
    }
    return rows.subList(1, rows.size());
  }

  private void disagreements() {
    for (int i = 0; i < judged.size(); i++) {
      var one = judged.get(i);
      var text = one.passage().text();
      var links = inside(linker.link(one.text().reading().text()).mentions(), one.passage());
      var way = answers.get(answers.containsKey("both") ? "both" : "by label");
      if (way == null) return;
      var answer = way.get(i);
      for (var concept : answer.wrong(concepts))
        System.out.printf(
            Locale.ROOT,
            "WRONG\t%s\t%s\t%s\t%s\t%s%n",
            one.judged().decides() ? "decides" : "held",
            one.judged().document(),
            one.judged().hash().hex().substring(0, 8),
            concept,
            around(text, links, concept));
      var missed = new HashSet<>(one.judged().demanded());
      missed.removeAll(answer.linked());
      for (var concept : missed)
        System.out.printf(
            Locale.ROOT,
            "MISSED\t%s\t%s\t%s\t%s\t%s%n",
            one.judged().decides() ? "decides" : "held",
            one.judged().document(),
            one.judged().hash().hex().substring(0, 8),
            concept,
            around(
                text,
                one.judged().named().getOrDefault(concept, List.of()).stream()
                    .map(it -> new Placed(concept, it.start(), it.end()))
                    .toList(),
                concept));
    }
  }

  private static String around(String text, List<Placed> links, String concept) {
    return links.stream()
        .filter(it -> it.concept().equals(concept))
        .findFirst()
        .map(it ->
            text.substring(Math.max(0, it.start() - 40), Math.max(0, it.start()))
                + "«"
                + text.substring(Math.max(0, it.start()), Math.min(text.length(), it.end()))
                + "»"
                + text.substring(
                    Math.min(text.length(), it.end()), Math.min(text.length(), it.end() + 40)))
        .orElse("(meant)")
        .replace('\n', ' ');
  }

  private static void write(Path file, String tables) throws Exception {
    var text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin)
      throw new IllegalArgumentException(file + " has no marks " + BEGIN + " … " + END);
    Files.writeString(
        file,
        text.substring(0, begin + BEGIN.length()) + "\n\n" + tables + "\n" + text.substring(end));
  }
}
