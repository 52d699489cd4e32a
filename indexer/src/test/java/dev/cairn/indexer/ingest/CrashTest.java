package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Caller;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The world stops between two steps, in this process; afterwards everything that was acknowledged
/// is there, once. Real parts on a real disk.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {
  private static final SeededFiles FILES = SeededFiles.of(42, 14);

  private Totals undisturbed;

  @BeforeAll
  void without_a_crash(@TempDir Path folder) throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      assertEquals(14, bringAll(house.ingest).size());
      house.ingest.awaitIdle();
      undisturbed = Totals.of(house, FILES);
    }
    assertEquals(14 + 2 * 4, undisturbed.outcomes().size());
    assertEquals(undisturbed.items(), undisturbed.entries());
    assertEquals(3, undisturbed.concepts());
  }

  @ParameterizedTest(name = "{0}, {1}. time")
  @CsvSource({
    "STORED, 6",
    "RECEIVED, 1",
    "RECEIVED, 3",
    "LOGGED, 1",
    "PARTS_STORED, 1",
    "PARTS_RECEIVED, 1",
    "PARTS_RECEIVED, 3",
    "PARTS_LOGGED, 2",
    "EXTRACTED, 1",
    "EXTRACTED, 5",
    "DESCRIBED, 1",
    "REPLACED, 7",
    "SHOWN, 2",
    "COMMITTED, 1",
    "COMMITTED, 2",
    "EMBEDDED, 1"
  })
  void nothing_acknowledged_is_lost_or_doubled(Step step, int time, @TempDir Path folder)
      throws Exception {
    var life = new UntilStep(step, time);
    List<SeededFiles.File> acknowledged;
    try (var house = new House(folder, FewConcepts.THREE, 2, life)) {
      house.ingest.start();
      // The concepts come first, with a showing and a commit of their own.
      house.ingest.awaitIdle();
      acknowledged = bringAll(house.ingest);
      life.ended.await();
    }
    try (var house = House.open(folder)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      var survived = Totals.of(house, FILES);
      for (var file : acknowledged)
        assertEquals(undisturbed.outcomes().get(file.name()), survived.outcomes().get(file.name()));
      assertTrue(survived.items() >= survived.entries());

      bringAll(house.ingest);
      house.ingest.awaitIdle();
      assertEquals(undisturbed, Totals.of(house, FILES));
    }
  }

  /// Submits the files in a few groups; ends at the death of the process.
  ///
  /// @return those that were acknowledged
  private static List<SeededFiles.File> bringAll(Ingest ingest) throws Exception {
    var acknowledged = new ArrayList<SeededFiles.File>();
    try {
      for (var group : FILES.inGroupsOf(4)) {
        ingest.submit("documents", "Seeded", SeededFiles.stored(ingest, group), Caller.admin());
        acknowledged.addAll(group);
      }
    } catch (House.Death e) {
      return acknowledged;
    }
    return acknowledged;
  }

  private static final class UntilStep implements House.Life {
    private final Step last;
    private int left;
    private volatile boolean over;
    private final CountDownLatch ended = new CountDownLatch(1);

    UntilStep(Step last, int time) {
      this.last = last;
      this.left = time;
    }

    @Override
    public synchronized void reached(Step step) {
      if (step == last && --left == 0) {
        over = true;
        ended.countDown();
      }
      if (over) throw new House.Death();
    }

    @Override
    public boolean over() {
      return over;
    }
  }
}
