package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Job;
import dev.cairn.ontology.Caller;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that brings files in is killed as `kill -9` does; whoever opens its folder afterwards
/// finds everything that was acknowledged, once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {
  private static final int COUNT = 40;
  private static final int TOGETHER = 4;
  private static final long SEED = Long.getLong("seed", 20_26L);
  private static final SeededFiles FILES = SeededFiles.of(SEED, COUNT);

  private Totals undisturbed;

  @BeforeAll
  void a_process_that_nobody_kills(@TempDir Path folder) throws Exception {
    System.getLogger(KillTest.class.getName())
        .log(System.Logger.Level.INFO, "replay with -Dseed={0}", Long.toString(SEED));
    var child = IngestingChild.start(folder, SEED, COUNT, TOGETHER);
    assertEquals(COUNT, acknowledged(child, Integer.MAX_VALUE).files.size());
    child.getOutputStream().close();
    assertEquals(0, child.waitFor());
    try (var house = House.open(folder)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      undisturbed = Totals.of(house, FILES);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_process_that_dies_at_a_step_loses_nothing(Step step, @TempDir Path folder)
      throws Exception {
    var child =
        IngestingChild.start(
            folder,
            SEED,
            COUNT,
            TOGETHER,
            "-D" + IngestingChild.STEP + "=" + step,
            "-D" + IngestingChild.TIME + "=" + middle(step));
    var acknowledged = acknowledged(child, Integer.MAX_VALUE);
    child.getOutputStream().close();
    assertEquals(IngestingChild.DIED, child.waitFor());
    requireAll(acknowledged, folder);
  }

  /// Steps of single files come often, steps of many together seldom.
  private static int middle(Step step) {
    return switch (step) {
      case STORED, REPLACED -> COUNT / 2;
      case EXTRACTED -> COUNT / 4;
      case RECEIVED, LOGGED -> COUNT / TOGETHER / 2;
      case PARTS_STORED, PARTS_RECEIVED, PARTS_LOGGED -> 2;
      case DESCRIBED, SHOWN, COMMITTED, EMBEDDED -> 1;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_process_that_is_killed_at_any_moment_loses_nothing(int run, @TempDir Path folder)
      throws Exception {
    int lines = TOGETHER + new Random(SEED + run).nextInt(COUNT - TOGETHER);
    var child = IngestingChild.start(folder, SEED, COUNT, TOGETHER);
    var acknowledged = acknowledged(child, lines);
    child.destroyForcibly();
    assertNotEquals(0, child.waitFor());
    requireAll(acknowledged, folder);
  }

  private record Acknowledged(Set<String> files, Set<String> jobs) {}

  /// Reads what the child says until it said so many files, is idle or is dead.
  private static Acknowledged acknowledged(Process child, int enough) throws Exception {
    var all = new Acknowledged(new LinkedHashSet<>(), new LinkedHashSet<>());
    BufferedReader said = child.inputReader(StandardCharsets.UTF_8);
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals("idle")) return all;
      if (line.startsWith("acknowledged ")) all.files.add(line.substring("acknowledged ".length()));
      if (line.startsWith("job ")) all.jobs.add(line.substring("job ".length()));
      if (all.files.size() >= enough) return all;
    }
    return all;
  }

  private void requireAll(Acknowledged acknowledged, Path folder) throws Exception {
    try (var house = House.open(folder)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      var survived = Totals.of(house, FILES);
      for (var name : acknowledged.files)
        assertEquals(undisturbed.outcomes().get(name), survived.outcomes().get(name), name);
      for (var job : acknowledged.jobs)
        assertEquals(Job.State.DONE, house.ingest.summary(job).orElseThrow().state());
      assertTrue(house.catalogue.waiting().isEmpty());

      // As a client does that was not told: once more, from the beginning.
      house.ingest.submit(
          "documents", "Again", SeededFiles.stored(house.ingest, FILES.all()), Caller.admin());
      house.ingest.awaitIdle();
      assertEquals(undisturbed, Totals.of(house, FILES));
    }
  }
}
