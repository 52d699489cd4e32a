package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that builds the index anew dies in the middle of that; whoever opens its folder
/// afterwards finds one index, and in it everything that was acknowledged, once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReindexKillTest {
  private static final long SEED = 43;
  private static final int COUNT = 14;
  private static final int THERE = 10;
  private static final SeededFiles FILES = SeededFiles.of(SEED, COUNT);

  @TempDir static Path prepared;

  private Totals before;
  private Totals after;

  @BeforeAll
  void without_a_death(@TempDir Path folder) throws Exception {
    try (var house = House.open(prepared)) {
      before = broughtInto(house, FILES.all().subList(0, THERE));
    }
    copy(prepared, folder);
    try (var house = House.open(folder)) {
      after = broughtInto(house, FILES.all().subList(THERE, COUNT));
    }
  }

  private static Totals broughtInto(House house, List<SeededFiles.File> files) throws Exception {
    house.ingest.start();
    house.ingest.submit(
        "documents", "Seeded", SeededFiles.stored(house.ingest, files), Caller.admin());
    house.ingest.awaitIdle();
    return Totals.of(house, FILES);
  }

  @ParameterizedTest
  @EnumSource
  void nothing_acknowledged_is_lost_or_doubled(ReindexingChild.Moment moment, @TempDir Path folder)
      throws Exception {
    copy(prepared, folder);
    var child = ReindexingChild.start(folder, SEED, COUNT, THERE, moment);
    var said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(ReindexingChild.DIED, child.waitFor());
    var acknowledged =
        said.lines()
            .filter(line -> line.startsWith("acknowledged "))
            .map(line -> line.substring("acknowledged ".length()))
            .toList();
    assertEquals(
        moment == ReindexingChild.Moment.BEGUN
            ? List.of()
            : FILES.all().subList(THERE, COUNT).stream().map(SeededFiles.File::name).toList(),
        acknowledged);
    try (var house = House.open(folder)) {
      house.ingest.start();
      house.ingest.awaitIdle();
      assertEquals(acknowledged.isEmpty() ? before : after, Totals.of(house, FILES));
      assertEquals(1, generations(folder).size(), generations(folder)::toString);
      house.ingest.reindex((_, _) -> {});
      assertEquals(acknowledged.isEmpty() ? before : after, Totals.of(house, FILES));
    }
  }

  private static List<String> generations(Path folder) throws IOException {
    try (var files = Files.list(folder.resolve("index"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("generation-"))
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(copy);
        else Files.copy(file, copy);
      }
    }
  }
}
