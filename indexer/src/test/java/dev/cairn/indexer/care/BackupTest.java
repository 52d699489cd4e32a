package dev.cairn.indexer.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path data;
  @TempDir Path scratch;
  private int unpacked;

  private static byte[] backup(CareHouse house) throws IOException {
    var bytes = new ByteArrayOutputStream();
    house.care.backup(bytes, true, _ -> {}, Caller.admin());
    return bytes.toByteArray();
  }

  private Path place() throws IOException {
    return Files.createDirectories(scratch.resolve("place-" + unpacked++));
  }

  private String refusal(byte[] bytes) throws IOException {
    var place = place();
    return assertThrows(
            Backup.RefusedException.class,
            () -> Backup.unpack(new ByteArrayInputStream(bytes), place, _ -> {}))
        .sentence();
  }

  @Test
  void what_people_set_right_by_hand_is_in_a_backup() throws Exception {
    byte[] bytes;
    try (var house = CareHouse.over(data)) {
      var one = house.bring("one.md", "One", "storm\n");
      var curation = Curation.open(data.resolve(Curation.FOLDER), Clock.systemUTC());
      curation.pin(Optional.empty(), "storm rules", one.id(), "");
      curation.synonyms(Optional.empty(), List.of("storm", "gale"), false);
      curation.search(Optional.empty(), "me", "Storms", "q=storm", false);
      bytes = backup(house);
    }
    var place = place();
    Backup.unpack(new ByteArrayInputStream(bytes), place, _ -> {});
    assertEquals(
        new Curation.Count(1, 1, 1, List.of()), Curation.count(place.resolve(Curation.FOLDER)));
  }

  @Test
  void a_backup_is_restored_to_what_there_was() throws Exception {
    byte[] bytes;
    Item one;
    try (var house = CareHouse.over(data)) {
      one = house.bring("one.md", "One", "storm\n");
      var said =
          new Said("urn:cairn:concept:planning", Optional.of(Verdict.REJECTED), List.of("plan"));
      one = house.ingest.judge(one.id(), said, _ -> {}, Caller.admin()).orElseThrow();
      assertEquals(1, one.judgements().size());
      house.bringLesson("key", "Lesson", "calm");
      bytes = backup(house);
      assertEquals(Optional.empty(), house.care.working());
      assertFalse(Files.list(data.resolve("scratch")).findAny().isPresent(), "drafts are gone");
    }
    var place = place();
    var told = Backup.unpack(new ByteArrayInputStream(bytes), place, _ -> {});
    assertEquals(2, told.items());
    assertEquals(1, told.originals());
    try (var graph = GraphStores.inMemory();
        var in = Files.newInputStream(place.resolve("graph.nq"))) {
      graph.load(in);
      try (var catalogue = Catalogues.open(graph, Clock.systemUTC())) {
        assertEquals(Optional.of(one), catalogue.find(one.id(), Caller.admin()));
        assertEquals(told.change(), catalogue.lastChange());
      }
    }
    var hex = one.version().content().hex();
    var under = hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex;
    assertEquals("storm\n", Files.readString(place.resolve("originals/" + under)));
    assertTrue(Files.exists(place.resolve("derived/" + under + ".derived")));
  }

  @Test
  void what_was_damaged_cut_or_made_by_others_is_refused_with_a_sentence() throws Exception {
    var random = Seed.random(getClass());
    byte[] bytes;
    try (var house = CareHouse.over(data)) {
      house.bring("one.md", "One", "storm\n");
      bytes = backup(house);
    }
    for (int i = 0; i < 25; i++) {
      var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      // What is lost at the very end is the list of contents of the zip file, which nobody needs.
      try {
        Backup.unpack(new ByteArrayInputStream(cut), place(), _ -> {});
        assertTrue(cut.length >= contents(bytes), "cut at " + cut.length);
      } catch (Backup.RefusedException e) {
        assertTrue(e.sentence().endsWith("."), e::sentence);
      }
    }
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      var damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        // Where a byte that nobody needs was hit, all the rest is proven to be what it was.
        Backup.unpack(new ByteArrayInputStream(damaged), place(), _ -> {});
      } catch (Backup.RefusedException e) {
        refused++;
        assertTrue(e.sentence().contains("ackup"), e::sentence);
      }
    }
    assertTrue(refused > 5, refused + " of 40");
    assertTrue(refusal(new byte[0]).contains("no backup"));
    assertTrue(refusal("hello".getBytes(StandardCharsets.UTF_8)).contains("no backup"));
    assertTrue(refusal(zip("other.txt", "x")).contains("no backup"));
    assertTrue(refusal(zip("cairn-backup", "999\n")).contains("newer"));
    assertTrue(refusal(zip("cairn-backup", "1\n", "originals/../../x", "x")).contains("damaged"));
    assertTrue(refusal(zip("cairn-backup", "1\n", "graph.nq", "")).contains("incomplete"));
  }

  /// Where the list of contents of a zip file begins (APPNOTE 4.3.16: four bytes, six before its
  /// end, where there is no comment).
  private static int contents(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void a_backup_taken_while_things_come_and_go_is_of_one_moment() throws Exception {
    try (var house = CareHouse.over(data)) {
      var over = new AtomicBoolean();
      var writer =
          Thread.ofPlatform()
              .name("writer")
              .start(() -> {
                try {
                  for (int i = 0; !over.get(); i++) {
                    var item = house.bring("file-" + i + ".md", "File " + i, "storm " + i + "\n");
                    if (i % 3 == 1)
                      house.care.destroy(java.util.List.of(item.id()), Caller.admin());
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      try {
        // Each comes when the wiping that goes on, if one does, is done.
        for (int taken = 0; taken < 3; taken++) check(backup(house));
      } finally {
        over.set(true);
        writer.join();
      }
    }
  }

  private void check(byte[] bytes) throws Exception {
    var place = place();
    Backup.unpack(new ByteArrayInputStream(bytes), place, _ -> {});
    try (var graph = GraphStores.inMemory();
        var in = Files.newInputStream(place.resolve("graph.nq"))) {
      graph.load(in);
      try (var catalogue = Catalogues.open(graph, Clock.systemUTC())) {
        for (var content : catalogue.contents()) {
          var hex = content.hex();
          var file = hex.substring(0, 2) + "/" + hex.substring(2, 4) + "/" + hex;
          assertTrue(Files.exists(place.resolve("originals/" + file)), hex);
        }
      }
    }
  }
}
