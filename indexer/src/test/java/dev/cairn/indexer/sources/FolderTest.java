package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.corpus.Item;
import dev.cairn.ontology.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  @TempDir Path scratch;
  private Shore shore;

  @BeforeEach
  void open() throws IOException {
    shore = new Shore(scratch);
  }

  @AfterEach
  void close() {
    shore.close();
  }

  @Test
  void new_changed_moved_and_deleted_files_are_followed() throws IOException {
    shore.write("a.txt", "one");
    shore.write("in/b.txt", "two");
    shore.write("in/c.txt", "three");
    var source = shore.follow();
    var first = shore.sweep(source);
    assertEquals(shore.files(), shore.known(source));
    assertEquals(3, first.seen());
    var ids = shore.ids(source);

    shore.write("a.txt", "one and more");
    shore.move("in/b.txt", "out/d.txt");
    Files.delete(shore.folder.resolve("in/c.txt"));
    shore.write("new.txt", "four");
    var second = shore.sweep(source);

    assertEquals(shore.files(), shore.known(source));
    assertEquals(
        List.of(1, 1, 1, 1),
        List.of(second.fresh(), second.changed(), second.moved(), second.gone()));
    assertEquals(ids.get("a.txt"), shore.item(source, "a.txt").id());
    assertEquals(2, shore.item(source, "a.txt").version().number());
    assertEquals(ids.get("in/b.txt"), shore.item(source, "out/d.txt").id());
    assertEquals(1, shore.item(source, "out/d.txt").version().number());
    var binned = shore.catalogue.find(ids.get("in/c.txt"), Shore.ADMIN).orElseThrow().binned();
    assertEquals(Item.Binned.Reason.LEFT_SOURCE, binned.orElseThrow().reason());
  }

  @Test
  void a_sweep_that_finds_nothing_new_opens_no_file_and_begins_no_job() throws IOException {
    for (int i = 0; i < 20; i++) shore.write("f" + i + ".txt", "text " + i);
    var source = shore.follow();
    shore.sweep(source);
    int opened = shore.opened;
    int lines = shore.lines.size();
    var again = shore.sweep(source);
    assertEquals(opened, shore.opened);
    assertEquals(lines, shore.lines.size());
    assertEquals(20, again.seen());
    assertTrue(again.job().isEmpty());
    assertTrue(again.trouble().isEmpty());
  }

  @Test
  void what_was_only_touched_is_no_change() throws IOException {
    shore.write("a.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    shore.aged(shore.folder.resolve("a.txt"));
    var sweep = shore.sweep(source);
    assertTrue(sweep.job().isEmpty());
    assertEquals(1, shore.item(source, "a.txt").version().number());
  }

  @Test
  void losing_what_is_remembered_costs_reading_only() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var ids = shore.ids(source);
    Files.write(shore.memoryFile(), new byte[] {1, 2, 3});
    shore.write("b.txt", "changed");
    var sweep = shore.sweep(source);
    assertEquals(1, sweep.changed());
    assertEquals(0, sweep.fresh());
    assertEquals(shore.files(), shore.known(source));
    assertEquals(ids, shore.ids(source));
  }

  @Test
  void files_may_swap_their_names() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var ids = shore.ids(source);
    shore.move("a.txt", "c");
    shore.move("b.txt", "a.txt");
    shore.move("c", "b.txt");
    var sweep = shore.sweep(source);
    assertEquals(2, sweep.moved());
    assertEquals(Map.of("a.txt", ids.get("b.txt"), "b.txt", ids.get("a.txt")), shore.ids(source));
  }

  @Test
  void a_row_of_files_may_move_up() throws IOException {
    shore.write("1.txt", "one");
    shore.write("2.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var ids = shore.ids(source);
    shore.move("2.txt", "3.txt");
    shore.move("1.txt", "2.txt");
    assertEquals(2, shore.sweep(source).moved());
    assertEquals(Map.of("2.txt", ids.get("1.txt"), "3.txt", ids.get("2.txt")), shore.ids(source));
  }

  @Test
  void what_is_written_over_a_file_is_its_next_version() throws IOException {
    shore.write("report.txt", "first");
    shore.write("draft.txt", "second");
    var source = shore.follow();
    shore.sweep(source);
    var id = shore.item(source, "report.txt").id();
    Files.move(
        shore.folder.resolve("draft.txt"),
        shore.folder.resolve("report.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    var sweep = shore.sweep(source);
    assertEquals(List.of(1, 1), List.of(sweep.changed(), sweep.gone()));
    assertEquals(id, shore.item(source, "report.txt").id());
    assertEquals(2, shore.item(source, "report.txt").version().number());
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void a_copy_kept_by_an_editor_takes_no_id_away() throws IOException {
    shore.write("report.txt", "first");
    var source = shore.follow();
    shore.sweep(source);
    var id = shore.item(source, "report.txt").id();
    shore.move("report.txt", "report.txt.bak");
    shore.write("report.txt", "second");
    var sweep = shore.sweep(source);
    assertEquals(List.of(1, 1, 0), List.of(sweep.fresh(), sweep.changed(), sweep.moved()));
    assertEquals(id, shore.item(source, "report.txt").id());
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void renamed_and_changed_together_is_the_same_item_in_its_next_version() throws IOException {
    assumeTrue(knowsBirth(), "this file system does not know when files were made");
    shore.write("a.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    var id = shore.item(source, "a.txt").id();
    shore.move("a.txt", "b.txt");
    Files.writeString(shore.folder.resolve("b.txt"), "something else");
    shore.aged(shore.folder.resolve("b.txt"));
    var sweep = shore.sweep(source);
    assertEquals(List.of(1, 1, 0), List.of(sweep.moved(), sweep.changed(), sweep.gone()));
    assertEquals(id, shore.item(source, "b.txt").id());
    assertEquals(2, shore.item(source, "b.txt").version().number());
    assertEquals(shore.files(), shore.known(source));
  }

  private boolean knowsBirth() throws IOException {
    var file = shore.write("born", "");
    var stamp = FolderLook.of(file);
    Files.delete(file);
    return stamp.born() != stamp.modified();
  }

  @Test
  void a_new_file_that_takes_the_number_of_a_deleted_one_is_another_item() throws IOException {
    shore.write("a.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    Files.delete(shore.folder.resolve("a.txt"));
    shore.write("b.txt", "another");
    var sweep = shore.sweep(source);
    assertEquals(
        List.of(1, 0, 0, 1), List.of(sweep.fresh(), sweep.changed(), sweep.moved(), sweep.gone()));
  }

  @Test
  void a_folder_may_be_renamed_and_a_file_replaced_by_a_folder() throws IOException {
    for (int i = 0; i < 10; i++) shore.write("old/deep/f" + i, "text " + i % 5);
    shore.write("x", "a file");
    var source = shore.follow();
    shore.sweep(source);
    var before = shore.ids(source);
    shore.move("old", "new");
    Files.delete(shore.folder.resolve("x"));
    shore.write("x/y", "in a folder");
    var sweep = shore.sweep(source);
    assertEquals(List.of(1, 10, 1), List.of(sweep.fresh(), sweep.moved(), sweep.gone()));
    assertEquals(shore.files(), shore.known(source));
    for (int i = 0; i < 10; i++)
      assertEquals(before.get("old/deep/f" + i), shore.ids(source).get("new/deep/f" + i));
  }

  @Test
  void what_left_and_returned_is_itself() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var ids = shore.ids(source);
    Files.delete(shore.folder.resolve("a.txt"));
    Files.delete(shore.folder.resolve("b.txt"));
    assertEquals(2, shore.sweep(source).gone());
    assertTrue(shore.known(source).isEmpty());
    shore.write("a.txt", "one");
    shore.write("elsewhere/b.txt", "two");
    assertEquals(2, shore.sweep(source).fresh());
    assertEquals(shore.files(), shore.known(source));
    assertEquals(ids.get("a.txt"), shore.item(source, "a.txt").id());
    assertEquals(ids.get("b.txt"), shore.item(source, "elsewhere/b.txt").id());
  }

  @Test
  void two_names_of_one_file_change_together() throws IOException {
    shore.write("a.txt", "one");
    Files.createLink(shore.folder.resolve("b.txt"), shore.folder.resolve("a.txt"));
    var source = shore.follow();
    shore.sweep(source);
    var id = shore.item(source, "a.txt").id();
    assertEquals(id, shore.item(source, "b.txt").id());
    Files.writeString(shore.folder.resolve("a.txt"), "changed");
    shore.aged(shore.folder.resolve("a.txt"));
    shore.sweep(source);
    assertEquals(shore.files(), shore.known(source));
    assertEquals(id, shore.item(source, "a.txt").id());
    assertEquals(id, shore.item(source, "b.txt").id());
    Files.delete(shore.folder.resolve("a.txt"));
    shore.sweep(source);
    assertEquals(shore.files(), shore.known(source));
    assertEquals(id, shore.item(source, "b.txt").id());
  }

  @Test
  void what_a_person_threw_away_stays_thrown_away() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var item = shore.item(source, "a.txt");
    shore.catalogue.bin(List.of(item.id()), Shore.ADMIN);
    shore.sweep(source);
    shore.aged(shore.folder.resolve("a.txt"));
    shore.sweep(source);
    shore.write("a.txt", "changed meanwhile");
    assertTrue(shore.sweep(source).job().isEmpty());
    assertEquals(Map.of("b.txt", "two"), shore.known(source));
    shore.move("a.txt", "c.txt");
    shore.sweep(source);
    shore.catalogue.restore(List.of(item.id()), Shore.ADMIN);
    shore.sweep(source);
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void what_was_destroyed_is_not_brought_in_again_while_it_stays_as_it_is() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    shore.catalogue.destroy(List.of(shore.item(source, "a.txt").id()), Shore.ADMIN);
    shore.sweep(source);
    shore.sweep(source);
    shore.aged(shore.folder.resolve("a.txt"));
    shore.sweep(source);
    shore.move("a.txt", "renamed.txt");
    var sweep = shore.sweep(source);
    assertTrue(sweep.job().isEmpty());
    assertEquals(Map.of("b.txt", "two"), shore.known(source));
    shore.write("renamed.txt", "something new");
    assertEquals(1, shore.sweep(source).fresh());
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void what_the_catalogue_lost_is_brought_in_again() throws IOException {
    shore.write("a.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    try (var other = new Shore(scratch)) {
      var sweep = other.sweep(source);
      assertEquals(1, sweep.fresh());
      assertEquals(Map.of("a.txt", "one"), other.known(source));
    }
  }

  @Test
  void hidden_and_temporary_files_and_links_are_left_out() throws IOException {
    for (var name :
        List.of(".hidden", "~$x.docx", "x.tmp", "x.part", "x.txt~", "Thumbs.db", ".git/config"))
      shore.write(name, name);
    shore.write("kept.txt", "kept");
    Files.createSymbolicLink(shore.folder.resolve("link"), shore.folder.resolve("kept.txt"));
    Files.createSymbolicLink(shore.folder.resolve("up"), shore.folder.getParent());
    var source = shore.follow();
    shore.sweep(source);
    assertEquals(Map.of("kept.txt", "kept"), shore.known(source));
    shore.move("x.part", "x.pdf");
    shore.sweep(source);
    assertEquals(Set.of("kept.txt", "x.pdf"), shore.known(source).keySet());
  }

  @Test
  void the_data_folder_is_no_part_of_a_folder_around_it() throws IOException {
    shore.write("a.txt", "one");
    var source = shore.follow(new Source.Origin.Folder(scratch.toRealPath()));
    shore.sweep(source);
    assertEquals(Map.of("shore/a.txt", "one"), shore.known(source));
  }

  @Test
  void a_file_over_the_limit_is_told_once() throws IOException {
    shore.settings = shore.settings.withLimitBytes(10);
    shore.write("large.txt", "more than ten bytes");
    shore.write("small.txt", "few");
    var source = shore.follow();
    shore.sweep(source);
    shore.sweep(source);
    assertEquals(
        List.of("large.txt tooLarge", "small.txt New"), shore.lines.stream().sorted().toList());
    shore.write("large.txt", "less");
    shore.sweep(source);
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void a_file_that_is_written_waits_until_it_has_settled() throws IOException {
    shore.write("old.txt", "old");
    var file = shore.write("new.txt", "new");
    var now = Instant.parse("2026-05-01T10:00:00Z");
    shore.clock = Clock.fixed(now, ZoneOffset.UTC);
    // A second ago by that clock, so that the sweep waits a second and looks again.
    Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(1)));
    var source = shore.follow();
    var sweep = shore.sweep(source);
    assertEquals(2, sweep.seen());
    assertEquals(shore.files(), shore.known(source));
  }

  @Test
  void names_that_are_odd_are_names() throws IOException {
    for (var name :
        List.of(
            "Gr\u00fc\u00dfe.txt",
            "\u65e5\u672c/\u8a9e.txt",
            "a b  c.txt",
            "what?.txt",
            "100%.txt",
            "line\nfeed.txt",
            "\ud83d\ude00.txt",
            "e\u0301.txt",
            "\u00e9.txt",
            "quote\"'.txt",
            "bang!/inside.txt",
            "back\\slash.txt")) shore.write(name, name);
    var source = shore.follow();
    var sweep = shore.sweep(source);
    assertEquals(12, sweep.fresh());
    assertEquals(12, shore.known(source).size());
    assertEquals(
        "bang!/inside.txt", shore.known(source).get("bang%21/inside.txt"), "is in no container");
    assertTrue(shore.sweep(source).job().isEmpty());
  }

  @Test
  void names_that_differ_in_case_only_are_renamed() throws IOException {
    shore.write("readme.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    var id = shore.item(source, "readme.txt").id();
    shore.move("readme.txt", "other");
    shore.move("other", "README.txt");
    assertEquals(1, shore.sweep(source).moved());
    assertEquals(Map.of("README.txt", id), shore.ids(source));
  }

  @Test
  void a_missing_folder_takes_nothing_away() throws IOException {
    shore.write("a.txt", "one");
    var source = shore.follow();
    shore.sweep(source);
    var aside = shore.folder.resolveSibling("aside");
    Files.move(shore.folder, aside);
    var sweep = shore.sweep(source);
    assertTrue(sweep.trouble().orElseThrow().contains("not there"), sweep.toString());
    Files.createSymbolicLink(shore.folder, aside);
    assertTrue(shore.sweep(source).trouble().isPresent(), "a link is not the folder");
    assertEquals(Map.of("a.txt", "one"), shore.known(source));
    Files.delete(shore.folder);
    Files.move(aside, shore.folder);
    var back = shore.sweep(source);
    assertTrue(back.trouble().isEmpty());
    assertTrue(back.job().isEmpty());
  }

  @Test
  void a_file_system_that_is_not_there_takes_nothing_away_until_confirmed() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    // As if the folder had been on another device, which is not mounted now.
    var memory = Memory.open(shore.memoryFile(), source.id());
    for (var path : List.of("a.txt", "b.txt")) {
      var row = memory.of(path).orElseThrow();
      var s = row.stamp();
      memory.put(
          path,
          row.with(new Stamp(s.size(), s.modified(), s.inode(), s.born(), s.device() + 1), ""));
    }
    memory.save();
    Files.move(shore.folder.resolve("a.txt"), scratch.resolve("a"));
    Files.move(shore.folder.resolve("b.txt"), scratch.resolve("b"));
    var result = shore.sweep(source, false);
    assertTrue(result.held());
    assertEquals(0, result.sweep().gone());
    assertTrue(result.sweep().trouble().orElseThrow().contains("mounted"));
    assertEquals(2, shore.known(source).size());
    assertEquals(2, shore.sweep(source, true).sweep().gone());
    assertTrue(shore.known(source).isEmpty());
  }

  @Test
  void a_device_that_is_called_otherwise_is_the_same() throws IOException {
    shore.write("a.txt", "one");
    shore.write("b.txt", "two");
    var source = shore.follow();
    shore.sweep(source);
    var memory = Memory.open(shore.memoryFile(), source.id());
    for (var path : List.of("a.txt", "b.txt")) {
      var row = memory.of(path).orElseThrow();
      var s = row.stamp();
      memory.put(
          path,
          row.with(new Stamp(s.size(), s.modified(), s.inode(), s.born(), s.device() + 1), ""));
    }
    memory.save();
    Files.delete(shore.folder.resolve("a.txt"));
    var sweep = shore.sweep(source);
    assertEquals(1, sweep.gone());
    assertTrue(sweep.trouble().isEmpty());
  }

  @Test
  void whatever_is_done_to_a_folder_the_results_agree_after_one_sweep() throws IOException {
    var random = Seed.random(FolderTest.class);
    var source = shore.follow();
    var texts = new HashMap<String, String>();
    for (int round = 0; round < 30; round++) {
      for (int i = random.nextInt(8); i >= 0; i--) {
        var names = List.copyOf(new TreeSet<>(shore.files().keySet()));
        var fresh = random.nextInt(4) + "/" + random.nextInt(6) + ".txt";
        if (names.isEmpty() || random.nextInt(4) == 0) {
          shore.write(fresh, "text " + random.nextInt(12));
          continue;
        }
        var some = names.get(random.nextInt(names.size()));
        var other = names.get(random.nextInt(names.size()));
        switch (random.nextInt(5)) {
          case 0 -> Files.delete(shore.folder.resolve(some));
          case 1 -> shore.write(some, "text " + random.nextInt(12));
          case 2 -> {
            if (!names.contains(fresh)) shore.move(some, fresh);
          }
          case 3 -> {
            if (!some.equals(other))
              Files.move(
                  shore.folder.resolve(some),
                  shore.folder.resolve(other),
                  StandardCopyOption.REPLACE_EXISTING);
          }
          default -> {
            shore.move(some, "swap");
            if (!some.equals(other)) shore.move(other, some);
            shore.move("swap", other);
          }
        }
      }
      var sweep = shore.sweep(source);
      assertTrue(sweep.trouble().isEmpty(), sweep.toString());
      assertEquals(shore.files(), shore.known(source));
      texts.putAll(shore.known(source));
    }
    assertNotEquals(Map.of(), texts);
  }
}
