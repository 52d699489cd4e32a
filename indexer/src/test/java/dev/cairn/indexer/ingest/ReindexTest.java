package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Ranked;
import dev.cairn.indexer.testkit.Questions;
import dev.cairn.ontology.Caller;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexTest {
  private static final int FILES = 120;

  @TempDir Path folder;

  private static void bring(House house, int from, int to) throws Exception {
    var all = new ArrayList<Submission>();
    for (int i = from; i < to; i++) {
      var bytes = ("The storm number " + i + " came.\n").getBytes(StandardCharsets.UTF_8);
      var stored = house.ingest.store(new ByteArrayInputStream(bytes));
      var place = new Place("folder:test", "file-" + i + ".md");
      all.add(
          new Submission.Document(
              Optional.of(place),
              "file-" + i + ".md",
              stored.id(),
              stored.bytes(),
              Metadata.none()));
    }
    house.ingest.await(house.ingest.submit("documents", "Files", all, Caller.admin()).id());
  }

  private static List<Ranked> storms(House house) {
    try (var view = house.index.view()) {
      return view.find(Questions.ask(new Query.Words("storm", 1))).ranked();
    }
  }

  private static List<String> ids(House house) {
    return storms(house).stream().map(Ranked::id).toList();
  }

  @Test
  void answers_are_the_same_before_during_and_after() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      bring(house, 0, FILES);
      house.ingest.awaitMeaning();
      // Scores may differ by what was replaced and is not merged away yet.
      var before = ids(house);
      assertEquals(FILES, before.size());
      var generation = Files.readString(folder.resolve("index").resolve("current"));
      var told = new AtomicInteger();
      house.ingest.reindex((done, total) -> {
        assertTrue(done <= total);
        assertEquals(before, ids(house));
        told.incrementAndGet();
      });
      assertTrue(told.get() > 1, "told " + told + " times");
      assertEquals(before, ids(house));
      assertTrue(!Files.readString(folder.resolve("index").resolve("current")).equals(generation));
      bring(house, FILES, FILES + 1);
      assertEquals(FILES + 1, storms(house).size());
    }
  }

  @Test
  void under_writes_no_search_sees_fewer_or_doubled_hits() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      bring(house, 0, FILES);
      var over = new AtomicBoolean();
      var fault = new AtomicReference<Throwable>();
      var acknowledged = new AtomicInteger(FILES);
      var threads = new ArrayList<Thread>();
      threads.add(
          started(
              fault,
              () -> {
                for (int i = FILES; !over.get(); i += 2) {
                  bring(house, i, i + 2);
                  acknowledged.set(i + 2);
                }
              }));
      for (int t = 0; t < 1; t++)
        threads.add(
            started(
                fault,
                () -> {
                  while (!over.get()) {
                    int least = acknowledged.get();
                    var ids = storms(house).stream().map(Ranked::id).toList();
                    assertTrue(ids.size() >= least, ids.size() + " of " + least);
                    assertEquals(ids.size(), new HashSet<>(ids).size(), "doubled");
                  }
                }));
      for (int i = 0; i < 2; i++) house.ingest.reindex((_, _) -> {});
      over.set(true);
      for (var thread : threads) thread.join();
      if (fault.get() != null) throw new AssertionError(fault.get());
      house.ingest.awaitIdle();
      assertEquals(Math.min(1000, acknowledged.get()), storms(house).size());
    }
  }

  private interface Task {
    void run() throws Exception;
  }

  private static Thread started(AtomicReference<Throwable> fault, Task task) {
    return Thread.ofPlatform()
        .name("during")
        .start(() -> {
          try {
            task.run();
          } catch (Throwable e) {
            fault.compareAndSet(null, e);
          }
        });
  }

  @Test
  void stopped_in_the_middle_the_old_one_stays() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      bring(house, 0, FILES);
      house.ingest.awaitIdle();
      var generation = Files.readString(folder.resolve("index").resolve("current"));
      assertThrows(
          IllegalStateException.class,
          () ->
              house.ingest.reindex((_, _) -> {
                throw new IllegalStateException("who watches broke off");
              }));
      assertEquals(FILES, storms(house).size());
      assertEquals(generation, Files.readString(folder.resolve("index").resolve("current")));
      var begun = new java.util.concurrent.CountDownLatch(1);
      var go = new java.util.concurrent.CountDownLatch(1);
      var ended = new AtomicReference<Throwable>();
      var thread =
          started(
              ended,
              () ->
                  house.ingest.reindex((_, _) -> {
                    begun.countDown();
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
      begun.await();
      assertThrows(IllegalStateException.class, () -> house.ingest.reindex((_, _) -> {}));
      var closing = started(new AtomicReference<>(), house.ingest::close);
      go.countDown();
      closing.join();
      thread.join();
      assertTrue(ended.get() instanceof InterruptedException || ended.get() == null);
    }
    var now = Files.readString(folder.resolve("index").resolve("current"));
    try (var house = House.open(folder)) {
      assertEquals(FILES, storms(house).size());
      assertEquals(now, Files.readString(folder.resolve("index").resolve("current")));
      try (var files = Files.list(folder.resolve("index"))) {
        assertEquals(2, files.count(), "what was begun is gone");
      }
    }
  }

  @Test
  void an_index_for_an_older_vocabulary_answers_until_the_new_one_is_there() throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      bring(house, 0, FILES);
      house.ingest.awaitIdle();
    }
    var newer = new FewConcepts("three-2", FewConcepts.THREE.concepts());
    try (var house = new House(folder, newer, 2, House.Life.ENDLESS)) {
      assertTrue(house.index.outdated());
      assertEquals(FILES, storms(house).size());
      house.ingest.start();
      while (house.index.outdated()) assertEquals(FILES, storms(house).size());
      assertEquals(FILES, storms(house).size());
      house.ingest.awaitIdle();
    }
    try (var house = new House(folder, newer, 2, House.Life.ENDLESS)) {
      assertTrue(!house.index.outdated());
      assertEquals(FILES, storms(house).size());
    }
  }
}
