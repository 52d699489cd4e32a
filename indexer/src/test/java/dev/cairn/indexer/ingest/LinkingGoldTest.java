package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.ingest.LinkingScore.Answer;
import dev.cairn.indexer.ingest.LinkingScore.Counts;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people judged still fits the texts and the concepts, and the linker does as well on the
/// starter corpus as `linked/expected.tsv` says. The rest, and the model, is in {@link
/// LinkingReport}.
class LinkingGoldTest {
  private static final double LEAST_F1 = 0.55;

  private static final ConceptView CONCEPTS = ConceptViews.of(BuiltIn.load().graph());
  private static LinkingGold gold;
  private static List<LinkingGold.Found> found;

  @BeforeAll
  static void read() throws IOException {
    gold = LinkingGold.read();
    found = gold.in(LinkingTexts.fresh().starter());
  }

  @Test
  void every_judged_passage_of_the_starter_corpus_stands_there_as_it_was_judged() {
    var gone = new TreeSet<String>();
    for (var judged : gold.passages())
      if (judged.isStarter() && found.stream().noneMatch(it -> it.judged() == judged))
        gone.add(judged.document() + ' ' + judged.hash().hex());
    assertTrue(
        gone.isEmpty(),
        () ->
            "these passages have changed since they were judged: read each anew by linked/RULES.md,"
                + " put its new SHA-256, concepts and places into linked/gold.tsv, or delete its"
                + " lines: "
                + gone);
  }

  @Test
  void at_least_three_hundred_passages_are_judged_of_both_kinds() {
    long starter = gold.passages().stream().filter(LinkingGold.Judged::isStarter).count();
    assertTrue(starter >= 120, () -> "starter corpus: " + starter);
    assertTrue(gold.passages().size() - starter >= 200, () -> "of " + gold.passages().size());
  }

  @Test
  void judgements_name_concepts_that_exist_at_places_inside_the_passage() {
    var unknown = new TreeSet<String>();
    for (var judged : gold.passages())
      for (var concepts : List.of(judged.demanded(), judged.free()))
        for (var concept : concepts) if (CONCEPTS.byId(concept).isEmpty()) unknown.add(concept);
    assertEquals(new TreeSet<>(), unknown);
    for (var one : found)
      for (var places : one.judged().named().values())
        for (var place : places)
          assertTrue(
              place.start() >= 0
                  && place.start() < place.end()
                  && place.end() <= one.passage().text().length(),
              () -> one.judged().document() + ' ' + place);
  }

  @Test
  void the_linker_agrees_with_people_as_often_as_is_written_down() throws IOException {
    var linker = Linkers.over(CONCEPTS, LinkerSettings.defaults());
    var answers = new ArrayList<Answer>();
    for (var one : found) {
      var passage = one.passage();
      answers.add(
          new Answer(
              one.judged(),
              linker.link(one.text().reading().text()).mentions().stream()
                  .filter(it -> it.start() < passage.end() && it.end() > passage.start())
                  .map(Mention::concept)
                  .collect(Collectors.toSet())));
    }
    var counts = LinkingScore.micro(answers, CONCEPTS);
    assertEquals(
        expected(),
        counts,
        "linker, concepts or judgements have changed. Look at what changed with LinkingReport"
            + " -Dshow=true; if it is right, write the new counts into linked/expected.tsv and the"
            + " tables into BENCHMARKS.md");
    assertTrue(counts.f1() >= LEAST_F1, () -> "F1 " + counts.f1());
  }

  private static Counts expected() throws IOException {
    try (var in = LinkingGold.class.getResourceAsStream("/dev/cairn/indexer/linked/expected.tsv")) {
      if (in == null) throw new IOException("the expected counts are missing");
      var columns =
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().get(1).split("\t");
      return new Counts(
          Integer.parseInt(columns[0]), Integer.parseInt(columns[1]), Integer.parseInt(columns[2]));
    }
  }
}
