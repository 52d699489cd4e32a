package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Meant;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.tagging.Tagger;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Mention;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Passages are linked to concepts that they do not name.
class MeantTest {
  private static final int CONCEPTS = MeantConcepts.LEAST_CONCEPTS + 10;

  /// The words of the concept, but its name nowhere as it stands.
  private static final String KITES =
      "# Redad\n\nLanternad kitead, redad lanternad, roofad kitead.\n";

  private static final String CAKE = "# Baking\n\nBeat the eggs with sugar and fold in flour.\n";

  @TempDir Path folder;

  private final HashedWords words = new HashedWords();

  private static ConceptView concepts(String version) {
    var all = new ArrayList<Concept>();
    for (int i = 0; i < CONCEPTS; i++) {
      var mark = "" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
      all.add(
          FewConcepts.concept(
              "concept-" + version + "-" + mark,
              "Kite" + mark + " lantern" + mark,
              "The roof" + mark + " flies red" + mark + " in " + version + "."));
    }
    return new FewConcepts(version, all);
  }

  private House house(ConceptView concepts, Optional<HashedWords> embedder) {
    var house =
        new House(
            folder,
            concepts,
            2,
            House.Life.ENDLESS,
            Extractors.inProcess(ExtractLimits.defaults()),
            embedder.map(it -> it));
    house.ingest.start();
    return house;
  }

  private static List<String> tagged(House house, Item item) {
    return tagged(house.index, List.of(item)).getFirst();
  }

  @Test
  void a_passage_is_linked_to_what_it_means_and_does_not_name() throws Exception {
    try (var house = house(concepts("one"), Optional.of(words))) {
      var kites = house.bring("kites.md", KITES);
      var cake = house.bring("cake.md", CAKE);
      house.ingest.awaitMeaning();
      var meant = house.ingest.meant(kites);
      assertEquals(words.model().name(), meant.model());
      assertEquals(1, meant.mentions().size(), meant::toString);
      var link = meant.mentions().getFirst();
      var derived = house.ingest.derived(kites).orElseThrow();
      var passage = derived.passages().getFirst();
      assertEquals("concept-one-ad", link.concept());
      assertEquals(Mention.Method.VECTOR, link.method());
      assertEquals(passage.start(), link.start());
      assertEquals(passage.end(), link.end());
      assertTrue(link.confidence() >= 0.75, link::toString);
      assertEquals(List.of(), derived.mentions());
      assertEquals(List.of(), kites.tags());
      assertEquals(List.of("concept-one-ad"), tagged(house, kites));
      assertEquals(List.of(), house.ingest.meant(cake).mentions());
      assertEquals(List.of(), tagged(house, cake));
      judge(house, kites, Optional.of(Judgement.Verdict.REJECTED));
      assertEquals(List.of(), tagged(house, kites), "people say that it is not meant");
      judge(house, kites, Optional.empty());
      assertEquals(List.of("concept-one-ad"), tagged(house, kites));
    }
  }

  private static void judge(House house, Item item, Optional<Judgement.Verdict> verdict)
      throws Exception {
    var said = new Catalogue.Said("urn:cairn:concept:concept-one-ad", verdict, List.of());
    var judged = house.ingest.judge(item.id(), said, _ -> {}, Caller.admin()).orElseThrow();
    assertEquals(verdict.isPresent(), house.ingest.meant(judged).mentions().isEmpty());
    house.ingest.awaitIdle();
  }

  @Test
  void what_a_passage_names_is_not_linked_by_meaning() throws Exception {
    try (var house = house(concepts("one"), Optional.of(words))) {
      var kites = house.bring("kites.md", KITES + "\nA kitead lanternad.\n");
      house.ingest.awaitMeaning();
      assertEquals(
          List.of(Mention.Method.LABEL),
          house.ingest.derived(kites).orElseThrow().mentions().stream()
              .map(Mention::method)
              .distinct()
              .toList());
      assertEquals(List.of(), house.ingest.meant(kites).mentions());
    }
  }

  @Test
  void another_vocabulary_makes_new_links_and_reads_no_passage_again() throws Exception {
    Item kites;
    try (var house = house(concepts("one"), Optional.of(words))) {
      kites = house.bring("kites.md", KITES);
      house.ingest.awaitMeaning();
    }
    var second = new HashedWords();
    // The sentence is read last of all texts of a vocabulary: the model fails there.
    second.unreadable = "Simmer the onions";
    try (var house = house(concepts("two"), Optional.of(second))) {
      while (house.ingest.meaning().trouble().isEmpty()) Thread.onSpinWait();
      assertEquals(List.of(), house.ingest.meant(kites).mentions());
      assertEquals(List.of(), tagged(house, kites));
    }
    var third = new HashedWords();
    try (var house = house(concepts("two"), Optional.of(third))) {
      house.ingest.awaitMeaning();
      assertEquals(List.of("concept-two-ad"), tagged(house, kites));
      assertEquals(
          List.of("concept-two-ad"),
          house.ingest.meant(kites).mentions().stream().map(Mention::concept).toList());
      assertEquals(CONCEPTS + NoSubject.SENTENCES.size(), third.read.get());
    }
  }

  @Test
  void links_stay_while_the_embedder_is_switched_off() throws Exception {
    var concepts = concepts("one");
    Item kites;
    try (var house = house(concepts, Optional.of(words))) {
      kites = house.bring("kites.md", KITES);
      house.ingest.awaitMeaning();
    }
    try (var house = house(concepts, Optional.empty())) {
      house.ingest.reindex((_, _) -> {});
      assertEquals(List.of("concept-one-ad"), tagged(house, kites));
      assertEquals(words.model().name(), house.ingest.meant(kites).model());
      var cake = house.bring("cake.md", CAKE);
      assertEquals(Meant.nothing(), house.ingest.meant(cake));
    }
  }

  @Test
  void another_model_makes_new_links() throws Exception {
    var concepts = concepts("one");
    Item kites;
    try (var house = house(concepts, Optional.of(words))) {
      kites = house.bring("kites.md", KITES);
      house.ingest.awaitMeaning();
    }
    var other = new HashedWords("other words");
    try (var house = house(concepts, Optional.of(other))) {
      house.ingest.awaitMeaning();
      assertEquals("other words", house.ingest.meant(kites).model());
      assertEquals(
          List.of("concept-one-ad"),
          house.ingest.meant(kites).mentions().stream().map(Mention::concept).toList());
    }
  }

  @Test
  void only_what_is_sure_becomes_a_tag_and_a_weak_one() {
    var meant =
        new Meant(
            "model",
            List.of(
                link("sure", 0, 0.8),
                link("once", 0, 0.7),
                link("twice", 0, 0.55),
                link("twice", 10, 0.7),
                link("often", 0, 0.55),
                link("often", 10, 0.55),
                link("named", 0, 0.9)));
    var named = new Tag("named", 0.9, Tag.Method.TITLE);
    var tags = Tagger.meant(List.of(named), meant);
    assertEquals(List.of("sure", "twice"), tags.stream().map(Tag::concept).toList());
    assertEquals(
        Set.of(Tag.Method.MEANING), Set.copyOf(tags.stream().map(Tag::method).distinct().toList()));
    assertTrue(tags.getFirst().weight() < 0.25, tags::toString);
  }

  private static Mention link(String concept, int start, double confidence) {
    return new Mention(concept, start, start + 10, concept, Mention.Method.VECTOR, confidence);
  }

  @Test
  void what_another_vocabulary_means_is_foretold() throws Exception {
    var one = concepts("one");
    try (var house = house(one, Optional.of(words))) {
      var kites = house.bring("kites.md", KITES);
      var cake = house.bring("cake.md", CAKE);
      var named = house.bring("named.md", "# Kiteaf lanternaf\n\nA kiteaf lanternaf is paper.\n");
      house.ingest.awaitMeaning();
      assertEquals(List.of("concept-one-ad"), tagged(house, kites));
      var all = new ArrayList<Concept>();
      for (var concept : one.all())
        if (concept.id().equals("concept-one-ad"))
          all.add(FewConcepts.concept(concept.id(), "Stamp", "Something on a letter."));
        else if (concept.id().equals("concept-one-af"))
          all.add(FewConcepts.concept("renamed", concept.label(), "That flies."));
        else all.add(concept);
      all.add(FewConcepts.concept("cake", "Eggs and sugar", "Beat the eggs, fold in flour."));
      var next = new FewConcepts("two", all);
      List<List<String>> foretold;
      Forecast forecast;
      try (var supposed = house.index.supposing()) {
        forecast = house.forecast(next, supposed);
        foretold = tagged(supposed, List.of(kites, cake, named));
      }
      assertTrue(forecast.byMeaning());
      assertEquals(0, forecast.unread());
      assertEquals(0, forecast.behind());
      long lost =
          forecast.concepts().stream().filter(c -> c.concept().equals("concept-one-ad")).count();
      assertEquals(1, lost, forecast::toString);
      assertEquals(List.of("concept-one-ad"), tagged(house, kites), "nothing is changed");
      house.concepts = next;
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      house.ingest.awaitMeaning();
      assertEquals(tagged(house.index, List.of(kites, cake, named)), foretold);
      assertTrue(foretold.get(2).contains("renamed"), foretold::toString);
    }
  }

  private static List<List<String>> tagged(SearchIndex index, List<Item> items) {
    try (var view = index.view()) {
      return items.stream()
          .map(item ->
              view.show(
                      List.of(item.id().value()),
                      Caller.admin().principals(),
                      new dev.cairn.indexer.Query.Any(List.of()))
                  .getFirst()
                  .tags())
          .toList();
    }
  }
}
