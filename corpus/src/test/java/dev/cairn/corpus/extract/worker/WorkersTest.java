package dev.cairn.corpus.extract.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file does to a child, it costs its own outcome only.
class WorkersTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path root;
  private Hands hostile;

  @BeforeEach
  void open() {
    hostile = Hands.hostile(root, Hands.settings(root), Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    hostile.close();
  }

  @Test
  void a_child_reads_many_files_and_none_is_started_before_the_first() throws IOException {
    assertEquals(0, hostile.extractor.pids().size());
    long first = hostile.pid();
    for (int i = 0; i < 8; i++) assertEquals(first, hostile.pid());
  }

  @Test
  void a_child_is_replaced_after_so_many_files_by_one_that_waits_already() throws IOException {
    try (var hasty =
        Hands.hostile(root, Hands.settings(root).withFilesPerChild(12), Duration.ofSeconds(30))) {
      long first = hasty.pid();
      for (int i = 0; i < 10; i++) assertEquals(first, hasty.pid());
      var both = hasty.extractor.pids();
      assertEquals(2, both.size());
      assertEquals(first, hasty.pid(), "its last file");
      long second = hasty.pid();
      assertNotEquals(first, second);
      assertTrue(both.contains(second));
    }
  }

  @Test
  void a_child_that_hangs_is_killed_when_the_time_is_over() throws IOException {
    try (var hasty = Hands.hostile(root, Hands.settings(root), SHORT)) {
      long hung = hasty.pid();
      assertEquals(Limit.Kind.TIME, limit(hasty.read("a.txt", "hang".getBytes(UTF_8))));
      assertNotEquals(hung, hasty.pid());
      assertFalse(ProcessHandle.of(hung).map(ProcessHandle::isAlive).orElse(false));
    }
  }

  @Test
  void a_child_whose_memory_runs_out_says_so_and_is_replaced() throws IOException {
    long full = hostile.pid();
    assertEquals(Limit.Kind.MEMORY, limit(hostile.read("a.txt", "eat".getBytes(UTF_8))));
    assertNotEquals(full, hostile.pid());
    assertEquals(
        Limit.Kind.MEMORY,
        limit(hostile.read("a.txt", ("end " + Worker.OUT_OF_MEMORY).getBytes(UTF_8))));
  }

  @Test
  void a_file_over_which_children_die_twice_is_at_fault() throws IOException {
    for (var end : new String[] {"end 0", "end 134", "garbage"}) {
      var failed =
          assertInstanceOf(Extraction.Failed.class, hostile.read("a.txt", end.getBytes(UTF_8)));
      assertInstanceOf(Shortfall.Damaged.class, failed.shortfall(), end);
    }
    assertTrue(hostile.pid() > 0);
    assertTrue(hostile.extractor.trouble().isEmpty());
  }

  @Test
  void a_file_whose_child_was_killed_is_read_by_another_in_an_empty_room() throws IOException {
    assertEquals("room holds []", hostile.told("end-once " + root.resolve("mark")));
  }

  @Test
  void a_child_that_was_killed_while_it_had_nothing_to_do_is_replaced() throws Exception {
    long first = hostile.pid();
    var process = ProcessHandle.of(first).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(1, TimeUnit.MINUTES);
    assertNotEquals(first, hostile.pid());
  }

  @Test
  void a_part_outside_the_room_is_not_believed() throws IOException {
    var secret = Files.writeString(root.resolve("secret"), "SECRET");
    var told = ("part-outside " + secret).getBytes(UTF_8);
    assertInstanceOf(Extraction.Failed.class, hostile.read("a.zip", told));
  }

  @Test
  void the_others_go_on_while_one_hangs() throws Exception {
    try (var two =
            Hands.hostile(root, Hands.settings(root).withChildren(2), Duration.ofSeconds(1));
        var threads =
            Executors.newFixedThreadPool(1, Thread.ofPlatform().name("hung-", 0).factory())) {
      var hung = threads.submit(() -> two.read("a.txt", "hang".getBytes(UTF_8)));
      for (int i = 0; i < 50; i++) assertEquals("printed", two.told("print"));
      assertEquals(Limit.Kind.TIME, limit(hung.get()));
    }
  }

  @Test
  void an_interrupted_caller_gets_no_outcome_and_the_child_is_not_used_again() throws IOException {
    long first = hostile.pid();
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> hostile.read("a.txt", "hang".getBytes(UTF_8)));
    assertTrue(Thread.interrupted());
    assertEquals("printed", hostile.told("print"));
    assertTrue(hostile.extractor.pids().size() <= 2, () -> "besides " + first);
  }

  @Test
  void children_with_nothing_to_do_are_ended() throws Exception {
    try (var lazy =
        Hands.hostile(
            root, Hands.settings(root).withIdle(Duration.ofMillis(50)), Duration.ofSeconds(30))) {
      ProcessHandle.of(lazy.pid())
          .map(ProcessHandle::onExit)
          .orElseGet(() -> CompletableFuture.completedFuture(null))
          .get(1, TimeUnit.MINUTES);
      assertTrue(lazy.pid() > 0, "and started again when there is something");
    }
  }

  @Test
  void no_child_outlives_its_parent() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var parent =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName(),
                root.resolve("parent").toString())
            .redirectErrorStream(true)
            .start();
    try (var said = parent.inputReader()) {
      var child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      parent.destroyForcibly();
      child.onExit().get(1, TimeUnit.MINUTES);
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void where_no_child_starts_nothing_is_blamed_on_the_file() {
    var settings = Hands.settings(root);
    var reading = ExtractSettings.within(ExtractLimits.defaults());
    var launch = Launch.of(settings, reading, Hands.CLOCK).withMain(WorkersTest.class);
    try (var extractor = new WorkerExtractor(settings, reading, Hands.CLOCK, launch)) {
      assertTrue(extractor.trouble().isEmpty());
      var file = root.resolve("a.txt");
      assertThrows(
          UncheckedIOException.class,
          () -> {
            Files.writeString(file, "Some words.");
            extractor.extract(
                new dev.cairn.corpus.Extractor.Request(
                    file, "a.txt", java.util.List.of(), Files.createDirectory(root.resolve("r"))));
          });
      assertTrue(extractor.trouble().isPresent());
    }
  }

  @Test
  void nothing_is_read_after_the_end() throws IOException {
    long child = hostile.pid();
    hostile.close();
    assertFalse(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false));
    assertThrows(UncheckedIOException.class, () -> hostile.told("print"));
  }

  @Test
  void an_honest_child_reads_as_this_process_does_also_what_was_broken_off() throws IOException {
    var limits = ExtractLimits.defaults().withCharacters(1_000);
    try (var honest =
            Hands.honest(root, Hands.settings(root).withGrace(Duration.ofSeconds(4)), limits);
        var here =
            dev.cairn.corpus.extract.Extractors.inProcess(
                ExtractSettings.within(limits), Hands.CLOCK)) {
      assertEquals(here.version(), honest.extractor.version());
      var files =
          java.util.Map.of(
              "a.md", "---\ntitle: T\ndate: 2026-01-02\n---\n# Head\n\nWörter – und mehr.\n",
              "a.html", "<html lang=de><body><h1>Kopf</h1><p>Ein Absatz.</p></body></html>",
              "a.csv", "Name,Age\nAnn,30\nBob,40\n",
              "a.txt", "word ".repeat(10_000),
              "a.bin", "",
              "a.eml", "Subject: Hello\nContent-Type: text/plain\n\nDear all,\n\nread this.\n");
      for (var file : files.entrySet()) {
        var bytes = file.getValue().getBytes(UTF_8);
        var path = Files.write(root.resolve("here"), bytes);
        var expected =
            here.extract(
                new dev.cairn.corpus.Extractor.Request(
                    path,
                    file.getKey(),
                    java.util.List.of(),
                    Files.createDirectory(root.resolve("room-" + file.getKey()))));
        assertEquals(expected, honest.read(file.getKey(), bytes), file.getKey());
      }
    }
  }

  private static Limit.Kind limit(Extraction extraction) {
    var failed = assertInstanceOf(Extraction.Failed.class, extraction);
    return assertInstanceOf(Shortfall.Stopped.class, failed.shortfall()).at().kind();
  }
}
