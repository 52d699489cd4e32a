package dev.cairn.indexer.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.ontology.Caller;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir Path folder;
  private final Map<ContentId, byte[]> sources = new HashMap<>();
  private CareHouse house;

  @BeforeEach
  void open() {
    house = new CareHouse(folder, this::fromSource, Step.Checkpoint.NONE);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Optional<InputStream> fromSource(ContentId content) {
    return Optional.ofNullable(sources.get(content)).map(ByteArrayInputStream::new);
  }

  private Path file(String part, Item item, String suffix) {
    var hex = item.version().content().hex();
    return folder
        .resolve(part)
        .resolve(hex.substring(0, 2))
        .resolve(hex.substring(2, 4))
        .resolve(hex + suffix);
  }

  private void assertSound() throws InterruptedException {
    var report = house.verify();
    assertEquals(List.of(), report.faults());
    assertEquals(List.of(), report.mended());
    assertTrue(report.sound());
  }

  @Test
  void where_nothing_is_wrong_nothing_is_found() throws Exception {
    var one = house.bring("one.md", "One", "storm\n");
    house.bring("one.md", "One", "storm again\n");
    house.bringLesson("key", "Lesson", "storm");
    var two = house.bring("two.md", "Two", "calm\n");
    house.catalogue.bin(List.of(two.id()), Caller.admin());
    assertTrue(one.id().value().length() > 3);
    assertSound();
    assertEquals(Optional.empty(), house.care.working());
  }

  @Test
  void a_damaged_file_of_what_people_set_right_is_told() throws Exception {
    var curated = folder.resolve(Curation.FOLDER);
    Curation.open(curated, Clock.systemUTC())
        .synonyms(Optional.empty(), List.of("storm", "gale"), false);
    assertSound();
    Files.writeString(curated.resolve("synonyms.jsonl"), "nonsense");
    var faults = house.verify().faults();
    assertEquals(1, faults.size());
    assertTrue(faults.getFirst().contains("curated/synonyms.jsonl"), faults.getFirst());
  }

  @Test
  void a_damaged_original_is_set_aside_and_can_be_brought_again() throws Exception {
    var one = house.bring("one.md", "One", "storm\n");
    Files.writeString(file("originals", one, ""), "calm!\n");
    var report = house.verify();
    assertEquals(1, report.faults().size());
    assertTrue(report.faults().getFirst().contains("'One'"), report::toString);
    assertTrue(report.faults().getFirst().contains("Bring the same file again"), report::toString);
    var aside = folder.resolve("originals").resolve("damaged");
    assertTrue(Files.exists(aside.resolve(one.version().content().hex())));
    house.bring("one.md", "One", "storm\n");
    assertSound();
    assertEquals(1, one.versions().size());
  }

  @Test
  void a_lost_original_comes_again_from_its_source() throws Exception {
    var one = house.bring("one.md", "One", "storm\n");
    Files.delete(file("originals", one, ""));
    assertFalse(house.verify().sound());
    sources.put(one.version().content(), "wrong\n".getBytes(StandardCharsets.UTF_8));
    assertFalse(house.verify().sound());
    sources.put(one.version().content(), "storm\n".getBytes(StandardCharsets.UTF_8));
    var report = house.verify();
    assertEquals(List.of(), report.faults());
    assertEquals(1, report.mended().size(), report::toString);
    assertSound();
  }

  @Test
  void originals_of_nobody_go_and_those_that_just_came_stay() throws Exception {
    var stray =
        house.originals.put(new ByteArrayInputStream(new byte[] {1, 2}), Long.MAX_VALUE).id();
    var fresh = house.ingest.store(new ByteArrayInputStream(new byte[] {3, 4})).id();
    assertEquals(1, house.verify().mended().size());
    assertTrue(house.originals.size(stray).isEmpty());
    assertTrue(house.originals.size(fresh).isPresent());
    assertSound();
  }

  @Test
  void the_index_is_brought_in_line_with_the_items() throws Exception {
    var lost = house.bring("one.md", "One", "storm\n");
    var stale = house.bring("two.md", "Two", "storm\n\nagain\n");
    var nobody = ItemId.random();
    house.index.remove(lost.id().value());
    house.index.replace(Entries.entry(stale.id().value()).title("old").change(1_000).made());
    house.index.replace(Entries.entry(nobody.value()).passage("storm").made());
    house.index.refresh();
    var report = house.verify();
    assertEquals(List.of(), report.faults());
    assertEquals(3, report.mended().size(), report::toString);
    assertEquals(2, house.found("storm").size());
    assertSound();
  }

  @Test
  void texts_that_cannot_be_read_are_made_again() throws Exception {
    var one = house.bring("one.md", "One", "storm\n");
    Files.write(file("derived", one, ".derived"), new byte[] {1, 2, 3});
    var stray = folder.resolve("derived").resolve("ab").resolve("cd");
    Files.createDirectories(stray);
    Files.write(stray.resolve("ab".repeat(32) + ".text"), new byte[] {1});
    assertEquals(2, house.verify().mended().size());
    assertEquals("storm", house.ingest.derived(one).orElseThrow().reading().text().strip());
    assertSound();
  }
}
