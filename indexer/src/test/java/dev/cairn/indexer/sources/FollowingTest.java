package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Access;
import dev.cairn.ontology.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {
  private static final Caller ADMIN = Caller.admin();
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path scratch;
  private Shore shore;
  private Sources sources;

  @BeforeEach
  void open() throws IOException {
    shore = new Shore(scratch);
    sources = Sources.open(shore.parts(), shore.settings);
    sources.start();
  }

  @AfterEach
  void close() {
    sources.close();
    shore.close();
  }

  private void reopen() throws IOException {
    sources.close();
    sources = Sources.open(shore.parts(), shore.settings);
    sources.start();
  }

  private Source add(Source.Origin origin) {
    return sources.add("Share", origin, Optional.empty(), DAY, ADMIN);
  }

  private Source addFolder() {
    return add(new Source.Origin.Folder(shore.folder));
  }

  @Test
  void sources_survive_a_restart_with_what_came_of_them() throws Exception {
    shore.write("a.txt", "one");
    var access = Access.of(List.of("group:board", "user:ada"));
    var source =
        sources.add(
            "Share", new Source.Origin.Folder(shore.folder), Optional.of(access), DAY, ADMIN);
    sources.sweep(source.id(), ADMIN);
    assertEquals(access, shore.item(source, "a.txt").access());
    sources.close();
    var before = sources.all(ADMIN);
    sources = Sources.open(shore.parts(), shore.settings);
    assertEquals(before, sources.all(ADMIN));
    assertEquals(Optional.of(1), before.getFirst().last().map(Source.Sweep::seen));
  }

  @Test
  void sweeping_goes_on_by_itself() throws Exception {
    shore.write("a.txt", "one");
    var source =
        sources.add(
            "",
            new Source.Origin.Folder(shore.folder),
            Optional.empty(),
            Duration.ofSeconds(1),
            ADMIN);
    assertEquals("shore", source.title());
    sources.sweep(source.id(), ADMIN);
    var taken = new java.util.concurrent.CountDownLatch(1);
    shore.catalogue.onCommit(taken::countDown);
    shore.write("b.txt", "two");
    assertTrue(taken.await(60, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void what_cannot_be_followed_is_refused_with_what_to_do() throws IOException {
    var file = shore.write("file", "text");
    for (var bad :
        List.<Source.Origin>of(
            new Source.Origin.Folder(Path.of("relative")),
            new Source.Origin.Folder(shore.folder.resolve("none")),
            new Source.Origin.Folder(file),
            new Source.Origin.Folder(shore.data),
            new Source.Origin.Folder(shore.settings.folder()),
            new Source.Origin.Mbox(shore.folder),
            new Source.Origin.Maildir(shore.folder),
            new Source.Origin.Web(URI.create("http://example.org/"), 1))) {
      var e = assertThrows(IllegalArgumentException.class, () -> add(bad), bad.toString());
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }
    addFolder();
    assertThrows(IllegalArgumentException.class, this::addFolder);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            sources.add(
                "", new Source.Origin.Folder(scratch), Optional.empty(), Duration.ZERO, ADMIN));
    var link = Files.createSymbolicLink(scratch.resolve("link"), shore.data);
    assertThrows(IllegalArgumentException.class, () -> add(new Source.Origin.Folder(link)));
  }

  @Test
  void only_what_lies_in_allowed_folders_is_followed() throws IOException {
    sources.close();
    var other = Files.createDirectories(scratch.resolve("other"));
    shore.settings = shore.settings.withAllowed(List.of(shore.folder), List.of());
    reopen();
    Files.createDirectories(shore.folder.resolve("in"));
    add(new Source.Origin.Folder(shore.folder.resolve("in")));
    assertThrows(IllegalArgumentException.class, () -> add(new Source.Origin.Folder(other)));
  }

  @Test
  void only_admins_ask() {
    var reader = Caller.anonymous();
    assertThrows(IllegalArgumentException.class, () -> sources.all(reader));
    assertThrows(IllegalArgumentException.class, () -> sources.sweep("x", reader));
    assertThrows(IllegalArgumentException.class, () -> sources.sweep("x", ADMIN));
  }

  @Test
  void removing_a_source_keeps_or_throws_away_what_came_from_it() throws Exception {
    shore.write("a.txt", "one");
    var kept = addFolder();
    sources.sweep(kept.id(), ADMIN);
    assertTrue(sources.remove(kept.id(), true, ADMIN));
    assertFalse(sources.remove(kept.id(), true, ADMIN));
    shore.write("b.txt", "two");
    var left = addFolder();
    sources.sweep(left.id(), ADMIN);
    assertTrue(sources.remove(left.id(), false, ADMIN));
    assertEquals(List.of(), sources.all(ADMIN));
    assertEquals(Map.of(), shore.known(left));
    assertEquals(Map.of("a.txt", "one"), shore.known(kept), "it has another place");
    try (var files = Files.list(shore.settings.folder())) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void what_is_missing_as_a_whole_is_gone_when_asked_for_twice() throws Exception {
    shore.write("a.txt", "one");
    var source = addFolder();
    sources.sweep(source.id(), ADMIN);
    sources.close();
    var file = shore.settings.folder().resolve(source.id() + ".memory");
    var memory = Memory.open(file, source.id());
    var row = memory.of("a.txt").orElseThrow();
    var s = row.stamp();
    memory.put(
        "a.txt",
        row.with(new Stamp(s.size(), s.modified(), s.inode(), s.born(), s.device() + 1), ""));
    memory.save();
    Files.delete(shore.folder.resolve("a.txt"));
    reopen();
    // The schedule sweeps too; only what is asked for counts.
    assertEquals(0, sources.sweep(source.id(), ADMIN).gone());
    assertTrue(sources.trouble().orElseThrow().contains("Share"));
    assertEquals(1, sources.sweep(source.id(), ADMIN).gone());
    assertTrue(sources.trouble().isEmpty());
  }

  @Test
  void trouble_makes_the_pauses_longer() {
    var every = Duration.ofMinutes(10);
    assertEquals(every, Following.pauseAfter(every, 0));
    assertEquals(every, Following.pauseAfter(every, 1));
    assertEquals(Duration.ofMinutes(20), Following.pauseAfter(every, 2));
    assertEquals(Duration.ofHours(1), Following.pauseAfter(every, 50));
    assertEquals(DAY, Following.pauseAfter(DAY, 50));
  }

  @Test
  void nothing_readable_of_files_is_kept() throws Exception {
    shore.write("zephyrquartz.txt", "text");
    var source = addFolder();
    sources.sweep(source.id(), ADMIN);
    sources.close();
    try (var files = Files.walk(shore.settings.folder())) {
      for (var file : files.filter(Files::isRegularFile).toList())
        assertFalse(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("zephyrquartz"));
    }
  }
}
