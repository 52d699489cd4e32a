package dev.cairn.indexer.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.measure.Event;
import dev.cairn.ontology.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.InflaterInputStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DestroyTest {
  private static final int BLOCK = 1 << 16;
  private static final byte[] HOLE = new byte[BLOCK];

  private static final List<String> RARE =
      List.of("xanthippe", "wolpertinger", "mxyzptlk", "quetzalcoatl", "kwisatzhaderach");

  @TempDir Path folder;

  private static Set<ItemId> bringRare(CareHouse house) throws Exception {
    var document =
        house.bring("wolpertinger.md", "Xanthippe", "# Mxyzptlk\n\nThe mxyzptlk left us.\n");
    // Its next version; the former one goes, too.
    house.bring("wolpertinger.md", "Xanthippe", "# Mxyzptlk\n\nThe mxyzptlk came back.\n");
    var lesson = house.bringLesson("kwisatzhaderach", "Xanthippe again", "Ask quetzalcoatl first.");
    house.bring("plain.md", "Storm", "The storm came.\n");
    for (var question : List.of("Xanthippe again", "storm"))
      house.events.note(new Event.Searched(Instant.EPOCH, "anonymous", question, "lexical", 1));
    return Set.of(document.id(), lesson.id());
  }

  @Test
  void what_was_destroyed_is_in_no_file_and_in_no_answer() throws Exception {
    try (var house = CareHouse.over(folder)) {
      var ids = bringRare(house);
      var before = rareIn(folder).toString();
      for (var word : RARE)
        assertTrue(before.contains(word), "the test looks where " + word + " is");
      assertEquals(1, house.found("mxyzptlk").size());
      var gone = house.care.destroy(ids, Caller.admin());
      assertEquals(ids, Set.copyOf(gone.stream().map(i -> i.id()).toList()));
      for (var word : RARE) assertEquals(List.of(), house.found(word), word);
      house.care.awaitWiped();
      assertFalse(house.care.wiping());
      assertEquals(Optional.empty(), house.care.trouble());
      assertEquals(List.of(), rareIn(folder));
      assertTrue(house.ingest.jobs().stream().noneMatch(j -> j.toString().contains("olperting")));
      assertEquals(1, house.found("storm").size());
      assertEquals(1, house.events.questions().askedBy(1).size());
      assertEquals(List.of(), house.verify().faults());
    }
    assertEquals(List.of(), rareIn(folder), "after closing");
    var record = Files.readAllLines(folder.resolve("events").resolve("destroyed.jsonl"));
    assertEquals(2, record.size());
    assertTrue(record.toString().contains("\"versions\":2"), record::toString);
    try (var house = CareHouse.over(folder)) {
      assertEquals(1, house.found("storm").size());
    }
    assertEquals(List.of(), rareIn(folder), "after opening again");
  }

  @Test
  void bytes_that_another_item_has_stay() throws Exception {
    try (var house = CareHouse.over(folder)) {
      var one = house.bring("one.md", "One", "The same storm.\n");
      var other = house.bringLesson("key", "Storm lesson", "storm");
      house.care.destroy(Set.of(other.id()), Caller.admin());
      house.care.awaitWiped();
      assertTrue(house.originals.size(one.version().content()).isPresent());
      assertEquals(List.of(one.id().value()), house.found("storm"));
      assertEquals(List.of(), house.care.destroy(Set.of(other.id()), Caller.admin()));
    }
  }

  @Test
  void nobody_but_an_admin_destroys() throws Exception {
    try (var house = CareHouse.over(folder)) {
      var one = house.bring("one.md", "One", "storm\n");
      assertThrows(
          IllegalArgumentException.class,
          () -> house.care.destroy(Set.of(one.id()), Caller.anonymous()));
      assertEquals(1, house.found("storm").size());
    }
  }

  private static final class TheEnd extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// The process ends right after the step; the next one finishes what was begun.
  @ParameterizedTest
  @EnumSource(Step.class)
  void after_a_crash_nothing_is_left_half_done(Step last) throws Exception {
    Set<ItemId> ids;
    var died = new AtomicReference<Step>();
    try (var house =
        new CareHouse(
            folder,
            _ -> Optional.empty(),
            step -> {
              if (died.get() != null) throw new TheEnd();
              if (step == last) {
                died.set(step);
                throw new TheEnd();
              }
            })) {
      ids = bringRare(house);
      try {
        house.care.destroy(ids, Caller.admin());
      } catch (TheEnd e) {
        assertTrue(last.compareTo(Step.RECORDED) <= 0, e::toString);
      }
      house.care.awaitWiped();
    }
    try (var house = CareHouse.over(folder)) {
      house.care.awaitWiped();
      house.ingest.awaitIdle();
      if (last == Step.NOTED) {
        assertEquals(1, house.found("quetzalcoatl").size(), "nobody was told");
        assertFalse(Files.exists(folder.resolve("events").resolve("destroyed.jsonl")));
      } else {
        assertEquals(List.of(), rareIn(folder));
        assertEquals(
            2, Files.readAllLines(folder.resolve("events").resolve("destroyed.jsonl")).size());
      }
      assertEquals(List.of(), house.verify().faults());
      assertFalse(Files.exists(folder.resolve("events").resolve("wiping")));
    }
  }

  /// Which of the rare words any file holds, and which file: as bytes, inflated, or as stored field
  /// of the index.
  private static List<String> rareIn(Path folder) throws IOException {
    var found = new TreeSet<String>();
    List<Path> files;
    try (var walk = Files.walk(folder)) {
      files = walk.toList();
    }
    for (var file : files) {
      var all = new StringBuilder().append(file.getFileName()).append('\n');
      if (Files.isRegularFile(file)) read(file, folder, all);
      var text = all.toString().toLowerCase(Locale.ROOT);
      // Stems are shorter than words.
      for (var word : RARE)
        if (text.contains(word.substring(0, word.length() - 2)))
          found.add(word + " in " + folder.relativize(file));
    }
    return List.copyOf(found);
  }

  private static void read(Path file, Path folder, StringBuilder to) throws IOException {
    // The files of a store are mostly holes, which hold nothing.
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      for (var block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK))
        if (!Arrays.equals(block, 0, block.length, HOLE, 0, block.length))
          to.append(new String(block, StandardCharsets.ISO_8859_1));
    }
    if (file.startsWith(folder.resolve("derived")))
      try (var in = new InflaterInputStream(Files.newInputStream(file))) {
        to.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    if (file.getFileName().toString().startsWith("segments_")) index(file.getParent(), to);
  }

  private static void index(Path generation, StringBuilder to) throws IOException {
    try (var directory = FSDirectory.open(generation);
        var reader = DirectoryReader.open(directory)) {
      for (var leaf : reader.leaves())
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++)
          to.append(leaf.reader().storedFields().document(doc));
    }
  }
}
