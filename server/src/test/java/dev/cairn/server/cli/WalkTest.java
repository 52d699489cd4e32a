package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
  @TempDir Path folder;

  @Test
  void finds_files_in_all_depths_sorted_and_named_from_the_folder() throws IOException {
    write("b.txt");
    write("a/deep/er.txt");
    assertEquals(List.of("a/deep/er.txt", "b.txt"), names(Walk.of(folder, List.of())));
  }

  @Test
  void leaves_out_hidden_files_and_folders_but_not_a_hidden_folder_that_was_typed()
      throws IOException {
    write(".git/config");
    write("a/.DS_Store");
    write("a/seen.txt");
    assertEquals(List.of("a/seen.txt"), names(Walk.of(folder, List.of())));
    assertEquals(List.of("config"), names(Walk.of(folder.resolve(".git"), List.of())));
  }

  @Test
  void follows_links_but_never_in_a_circle() throws IOException {
    write("a/one.txt");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    Files.createSymbolicLink(folder.resolve("linked.txt"), folder.resolve("a/one.txt"));
    assertEquals(List.of("a/one.txt", "linked.txt"), names(Walk.of(folder, List.of())));
  }

  @Test
  void a_link_to_nothing_has_its_reason() throws IOException {
    Files.createSymbolicLink(folder.resolve("lost.txt"), folder.resolve("nowhere"));
    var found = Walk.of(folder, List.of());
    assertEquals(1, found.size());
    assertInstanceOf(Walk.Found.Unreadable.class, found.getFirst());
    assertTrue(found.getFirst().shown().endsWith("lost.txt"), found.getFirst().shown());
  }

  @Test
  void the_list_of_metadata_is_left_out() throws IOException {
    write("list.csv");
    write("one.txt");
    var list = folder.toRealPath().resolve("list.csv");
    assertEquals(List.of("one.txt"), names(Walk.of(folder, List.of(list))));
  }

  @Test
  void a_file_alone_is_the_same_place_as_in_its_folder() throws IOException {
    write("one.txt");
    var alone = Walk.of(folder.resolve("one.txt"), List.of()).getFirst();
    var among = Walk.of(folder, List.of()).getFirst();
    assertEquals(source(among), source(alone));
    assertEquals(names(List.of(among)), names(List.of(alone)));
  }

  @Test
  void folders_of_the_same_name_are_told_apart_and_odd_names_are_made_plain() {
    assertNotEquals(Walk.source(Path.of("/a/docs")), Walk.source(Path.of("/b/docs")));
    assertTrue(Walk.source(Path.of("/a/docs")).matches("folder:docs@[0-9a-f]{8}"));
    var odd = Walk.source(Path.of("/a/Übung & \"Zitat\"" + "x".repeat(300)));
    assertTrue(odd.matches("[\\w.@: ()+,-]{1,200}"), odd);
  }

  @Test
  void nothing_at_the_path_is_wrong_usage() {
    var e = assertThrows(Failure.class, () -> Walk.of(folder.resolve("none"), List.of()));
    assertEquals(Failure.Status.WRONG_USAGE, e.status());
  }

  private void write(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }

  private static List<String> names(List<Walk.Found> all) {
    return all.stream().map(f -> assertInstanceOf(Walk.Found.File.class, f).name()).toList();
  }

  private static String source(Walk.Found found) {
    return assertInstanceOf(Walk.Found.File.class, found).source();
  }
}
