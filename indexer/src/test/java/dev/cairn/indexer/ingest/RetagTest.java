package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetagTest {
  private static final String TEXT =
      "# A bee swarm in spring\n\nThe bee swarm leaves. A bee swarm rests on a branch.\n";

  /// As it is after a curator made a concept.
  private static final FewConcepts FOUR = with("four", "bee-swarm", "Bee swarm");

  @TempDir Path folder;

  private static FewConcepts with(String version, String id, String label) {
    var concepts = new ArrayList<>(FewConcepts.THREE.concepts());
    concepts.add(FewConcepts.concept(id, label, "What leaves a hive."));
    return new FewConcepts(version, List.<Concept>copyOf(concepts));
  }

  private static List<String> tags(House house, Item item) {
    return house.catalogue.find(item.id(), Caller.admin()).orElseThrow().tags().stream()
        .map(Tag::concept)
        .toList();
  }

  private static List<String> found(House house, Item item) {
    try (var view = house.index.view()) {
      return view.show(
              List.of(item.id().value()), Caller.admin().principals(), new Query.Any(List.of()))
          .getFirst()
          .tags();
    }
  }

  @Test
  void a_changed_vocabulary_links_what_is_there_anew() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      var item = house.bring("bees.md", TEXT);
      assertEquals(List.of(), tags(house, item));
      house.concepts = FOUR;
      var job = house.ingest.retag().orElseThrow();
      assertEquals("renewal", job.kind());
      house.ingest.await(job.id());
      house.ingest.awaitMeaning();
      assertEquals(List.of("bee-swarm"), tags(house, item));
      assertEquals(List.of("bee-swarm"), found(house, item));
      assertEquals(Optional.empty(), house.ingest.retag(), "nothing is left to do");
      house.concepts = FewConcepts.THREE;
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      assertEquals(List.of(), tags(house, item));
      assertEquals(List.of(), found(house, item));
    }
  }

  @Test
  void what_was_linked_anew_is_not_indexed_again_at_the_next_start() throws Exception {
    Item item;
    long number;
    try (var house = House.open(folder)) {
      house.ingest.start();
      item = house.bring("bees.md", TEXT);
      house.concepts = FOUR;
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      house.ingest.awaitIdle();
      number = house.index.committed();
    }
    try (var house = new House(folder, FOUR, 2, House.Life.ENDLESS)) {
      assertFalse(house.index.outdated());
      house.ingest.start();
      house.ingest.awaitMeaning();
      assertEquals(number, house.index.committed());
      assertEquals(List.of("bee-swarm"), found(house, item));
    }
    // Whoever starts with another vocabulary finds an index that is for the changed one.
    try (var house = new House(folder, FewConcepts.THREE, 2, House.Life.ENDLESS)) {
      assertTrue(house.index.outdated());
      house.ingest.start();
      house.ingest.awaitMeaning();
      assertEquals(List.of(), tags(house, item));
    }
  }

  @Test
  void what_is_being_read_while_the_vocabulary_changes_is_linked_with_the_new_one()
      throws Exception {
    var first = new AtomicBoolean(true);
    var read = new CountDownLatch(1);
    var changed = new CountDownLatch(1);
    House.Life life =
        step -> {
          if (step == Step.EXTRACTED && first.getAndSet(false)) {
            read.countDown();
            awaitQuietly(changed);
          }
        };
    try (var house = new House(folder, FewConcepts.THREE, 2, life)) {
      house.ingest.start();
      var bringing =
          Thread.ofPlatform()
              .name("test-bring")
              .start(() -> {
                try {
                  house.bring("bees.md", TEXT);
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      read.await();
      house.concepts = FOUR;
      house.ingest.retag();
      changed.countDown();
      bringing.join();
      house.ingest.awaitMeaning();
      var item = house.catalogue.at(new Place("folder:test", "bees.md")).orElseThrow();
      assertEquals(List.of("bee-swarm"), tags(house, item));
      assertEquals(List.of("bee-swarm"), found(house, item));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void of_a_changed_vocabulary_the_model_reads_only_what_is_new() throws Exception {
    var words = new HashedWords();
    try (var house = House.open(folder, words)) {
      house.ingest.start();
      house.bring("bees.md", TEXT);
      house.ingest.awaitMeaning();
      long before = words.read.get();
      house.concepts = FOUR;
      house.ingest.await(house.ingest.retag().orElseThrow().id());
      house.ingest.awaitMeaning();
      assertEquals(before + 1, words.read.get());
    }
  }
}
