package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.Extractors;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.ingest.Findability.Meaning;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.indexer.testkit.Questions;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Words first, meaning after.
class MeaningTest {
  private static final String STORM = "# Review\n\nThe storm took the network down for two days.\n";
  private static final String CAKE = "# Baking\n\nBeat the eggs with sugar and fold in flour.\n";

  @TempDir Path folder;

  private final HashedWords words = new HashedWords();

  private static List<String> nearest(House house, HashedWords words, String text) {
    try (var view = house.index.view()) {
      return view.nearest(words.question(text), Caller.admin().principals(), 1).stream()
          .map(SearchIndex.Close::id)
          .toList();
    }
  }

  private static Set<String> undirected(House house) {
    try (var view = house.index.view()) {
      return view.undirected();
    }
  }

  private House begun(HashedWords embedder) {
    var house = House.open(folder, embedder);
    house.ingest.start();
    return house;
  }

  @Test
  void an_item_is_found_by_its_words_while_the_model_sleeps() throws Exception {
    words.failures.set(Integer.MAX_VALUE);
    try (var house = begun(words)) {
      var storm = house.bring("storm.md", STORM);
      assertEquals(new Findability(true, Meaning.WAITING), house.ingest.findability(storm));
      assertEquals(1, house.ingest.meaning().waiting());
      while (house.ingest.meaning().trouble().isEmpty()) Thread.onSpinWait();
      assertEquals(Optional.of("The model is asleep."), house.ingest.meaning().trouble());
      assertEquals(Optional.empty(), house.ingest.trouble());
      words.failures.set(0);
      house.ingest.awaitMeaning();
      assertEquals(new Findability(true, Meaning.DONE), house.ingest.findability(storm));
      assertEquals(Optional.empty(), house.ingest.meaning().trouble());
      assertEquals(0, house.ingest.meaning().waiting());
      assertTrue(house.ingest.meaning().perSecond() > 0);
      assertEquals(
          List.of(storm.id().value()), nearest(house, words, "the storm took the network"));
      assertEquals(Set.of(), undirected(house));
    }
  }

  @Test
  void what_waits_goes_on_after_a_restart() throws Exception {
    words.failures.set(Integer.MAX_VALUE);
    Item storm;
    try (var house = begun(words)) {
      storm = house.bring("storm.md", STORM);
      house.ingest.awaitIdle();
    }
    var awake = new HashedWords();
    try (var house = begun(awake)) {
      house.ingest.awaitMeaning();
      assertEquals(Meaning.DONE, house.ingest.findability(storm).meaning());
      assertEquals(Set.of(), undirected(house));
    }
    var again = new HashedWords();
    try (var house = begun(again)) {
      house.ingest.awaitIdle();
      assertEquals(Meaning.DONE, house.ingest.findability(storm).meaning());
      house.ingest.awaitMeaning();
      assertEquals(0, again.read.get());
    }
  }

  @Test
  void a_new_index_takes_the_directions_that_are_kept() throws Exception {
    try (var house = begun(words)) {
      house.bring("storm.md", STORM);
      house.bring("cake.md", CAKE);
      house.ingest.awaitMeaning();
      house.ingest.reindex((_, _) -> {});
      assertEquals(Set.of(), undirected(house));
    }
    delete(folder.resolve("index"));
    var again = new HashedWords();
    try (var house = begun(again)) {
      house.ingest.awaitMeaning();
      assertEquals(0, again.read.get());
      assertEquals(Set.of(), undirected(house));
    }
  }

  @Test
  void directions_that_are_lost_are_made_anew() throws Exception {
    try (var house = begun(words)) {
      house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
    }
    delete(folder.resolve("derived"));
    delete(folder.resolve("index"));
    var again = new HashedWords();
    try (var house = begun(again)) {
      house.ingest.awaitMeaning();
      assertEquals(1 + FewConcepts.THREE.all().size(), again.read.get());
      assertEquals(Set.of(), undirected(house));
    }
  }

  @Test
  void another_model_reads_everything_again() throws Exception {
    try (var house = begun(words)) {
      house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
    }
    var other = new HashedWords("other");
    try (var house = begun(other)) {
      house.ingest.awaitMeaning();
      assertEquals(1 + FewConcepts.THREE.all().size(), other.read.get());
      assertEquals(Set.of(), undirected(house));
      assertEquals(Optional.of("other"), house.ingest.meaning().model());
    }
  }

  @Test
  void another_title_is_another_meaning() throws Exception {
    try (var house = begun(words)) {
      var storm = house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
      long before = words.read.get();
      var named = Items.titled("The great gale");
      house.catalogue.amend(storm.id(), _ -> named, Caller.admin());
      house.ingest.awaitMeaning();
      assertEquals(before + 1, words.read.get());
      assertEquals(Meaning.DONE, house.ingest.findability(storm).meaning());
      assertEquals(List.of(storm.id().value()), nearest(house, words, "the great gale"));
    }
  }

  @Test
  void what_the_model_cannot_read_holds_up_nobody() throws Exception {
    words.unreadable = "sugar";
    try (var house = begun(words)) {
      var cake = house.bring("cake.md", CAKE);
      var storm = house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
      assertEquals(Meaning.DONE, house.ingest.findability(storm).meaning());
      assertEquals(new Findability(true, Meaning.WAITING), house.ingest.findability(cake));
      assertEquals(1, house.ingest.meaning().aside());
      words.unreadable = HashedWords.NOTHING;
      var sweet = house.bring("cake.md", CAKE + "Eat it.\n");
      house.ingest.awaitMeaning();
      assertEquals(Meaning.DONE, house.ingest.findability(sweet).meaning());
    }
  }

  @Test
  void what_is_destroyed_leaves_no_direction() throws Exception {
    try (var house = begun(words)) {
      var storm = house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
      assertEquals(1, kept(storm));
      house.catalogue.destroy(List.of(storm.id()), Caller.admin());
      house.ingest.forget(Set.of(storm.id()), Set.of(storm.version().content()));
      house.ingest.awaitMeaning();
      assertEquals(0, kept(storm));
      assertTrue(!nearest(house, words, "storm").contains(storm.id().value()));
    }
  }

  @Test
  void without_a_model_words_are_all() throws Exception {
    try (var house =
        new House(
            folder,
            FewConcepts.THREE,
            2,
            House.Life.ENDLESS,
            Extractors.inProcess(ExtractLimits.defaults()),
            Optional.empty())) {
      house.ingest.start();
      var storm = house.bring("storm.md", STORM);
      house.ingest.awaitMeaning();
      assertEquals(new Findability(true, Meaning.OFF), house.ingest.findability(storm));
      assertEquals(Optional.empty(), house.ingest.meaning().model());
    }
    // And then somebody switches it on.
    try (var house = begun(words)) {
      house.ingest.awaitMeaning();
      assertEquals(Set.of(), undirected(house));
      try (var view = house.index.view()) {
        assertEquals(
            1, view.find(Questions.ask(new dev.cairn.indexer.Query.Words("storm", 1))).total());
      }
    }
  }

  private long kept(Item item) throws IOException {
    try (var files = Files.walk(folder.resolve("derived"))) {
      return files.filter(f -> f.endsWith(item.version().content().hex() + ".directions")).count();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }
}
