package dev.cairn.ontology.tdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.testkit.GraphStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Tdb2GraphStoreTest extends GraphStoreContract {
  @TempDir Path folder;
  private int stores;

  @Override
  protected GraphStore emptyStore() {
    return GraphStores.tdb2(folder.resolve("store-" + stores++));
  }

  @Test
  void what_was_written_is_there_after_reopening() {
    var place = folder.resolve("kept");
    try (var store = GraphStores.tdb2(place)) {
      store.apply(List.of(new Change.Replace("urn:test:g", graph(":a :p :b, [ :q 'x'@en ] ."))));
    }
    try (var store = GraphStores.tdb2(place)) {
      assertTrue(graph(":a :p :b, [ :q 'x'@en ] .").isIsomorphicWith(store.graph("urn:test:g")));
    }
  }

  @Test
  void closing_on_an_interrupted_thread_lets_a_change_finish() throws Exception {
    var place = folder.resolve("closing");
    var store = GraphStores.tdb2(place);
    var many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) many.append(":s").append(i).append(" :p ").append(i + " .\n");
    var statements = graph(many.toString());
    var began = new CountDownLatch(1);
    var writer =
        Thread.ofPlatform()
            .name("writer")
            .start(() -> {
              began.countDown();
              apply(store, new Change.Insert("urn:test:g", statements));
            });
    began.await();
    Thread.currentThread().interrupt();
    store.close();
    assertTrue(Thread.interrupted(), "the interruption must not be swallowed");
    writer.join();
    try (var again = GraphStores.tdb2(place)) {
      assertEquals(0, again.graph("urn:test:g").size() % 20_000, "all or nothing");
    }
  }

  /// Whether the change came before the closing is up to the threads.
  private static void apply(GraphStore store, Change change) {
    try {
      store.apply(List.of(change));
    } catch (GraphFailure e) {
      assertEquals(GraphFailure.Kind.UNAVAILABLE, e.kind());
    }
  }

  @Test
  void many_changes_at_once_all_arrive() throws Exception {
    try (var store = emptyStore()) {
      var writers =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  Thread.ofPlatform()
                      .name("writer-" + i)
                      .start(() ->
                          store.apply(
                              List.of(
                                  new Change.Insert("urn:test:g", graph(":s :p " + i + " .")),
                                  new Change.Replace("urn:test:g" + i, graph(":s :p :o ."))))))
              .toList();
      for (var writer : writers) writer.join();
      assertEquals(8, store.graph("urn:test:g").size());
      assertEquals(9, store.graphNames().size());
    }
  }

  @Test
  void nothing_that_was_deleted_is_left_in_any_file_after_compaction() throws IOException {
    var place = folder.resolve("wiped");
    var secret = "Quetzalcoatlus";
    try (var store = GraphStores.tdb2(place)) {
      for (int i = 0; i < 20; i++)
        store.apply(
            List.of(
                new Change.Insert("urn:test:" + secret + i, graph(":s :p '" + secret + i + "' .")),
                new Change.Insert("urn:test:kept", graph(":s :p 'Archaeopteryx" + i + "' ."))));
      for (int i = 0; i < 20; i++) {
        store.apply(List.of(new Change.Drop("urn:test:" + secret + i)));
        // Who asks has the changes made in the files.
        assertTrue(store.graph("urn:test:" + secret + i).isEmpty());
      }
      assertTrue(isInSomeFile(place, secret));
      long before = store.bytes();
      store.compact();
      assertFalse(isInSomeFile(place, secret));
      assertTrue(isInSomeFile(place, "Archaeopteryx"));
      long after = store.bytes();
      assertTrue(0 < after && after < before, before + " -> " + after);
      store.apply(List.of(new Change.Insert("urn:test:kept", graph(":s :p 'later' ."))));
    }
    try (var store = GraphStores.tdb2(place)) {
      assertEquals(21, store.graph("urn:test:kept").size());
      assertEquals(List.of("urn:test:kept"), store.graphNames());
    }
  }

  @Test
  void what_a_crash_left_of_a_compaction_is_gone_after_opening() throws IOException {
    var place = folder.resolve("crashed");
    try (var store = GraphStores.tdb2(place)) {
      store.apply(List.of(new Change.Insert("urn:test:g", graph(":s :p 'kept' ."))));
    }
    // Before the new files were whole: a copy in the making.
    var half = Files.createDirectories(place.resolve("Data-0002-tmp"));
    Files.writeString(half.resolve("nodes-data.obj"), "half of it");
    try (var store = GraphStores.tdb2(place)) {
      assertEquals(1, store.graph("urn:test:g").size());
      store.compact();
      store.apply(List.of(new Change.Insert("urn:test:g", graph(":s :p 'later' ."))));
    }
    // After they were: the old ones are still there.
    var old = Files.createDirectories(place.resolve("Data-0001"));
    Files.writeString(old.resolve("nodes-data.obj"), "what was deleted");
    try (var store = GraphStores.tdb2(place)) {
      assertEquals(2, store.graph("urn:test:g").size());
    }
    try (var names = Files.list(place)) {
      assertEquals(
          List.of("Data-0002"),
          names
              .map(path -> path.getFileName().toString())
              .filter(name -> name.startsWith("Data"))
              .toList());
    }
  }

  private static final Pace NEVER = new Pace(Integer.MAX_VALUE, Duration.ofDays(1));

  @Test
  void what_was_acknowledged_survives_before_it_is_in_the_files() throws IOException {
    var place = folder.resolve("log");
    var rich = graph(":a :p :b, 'x'@en, 'y', 1.5, 'é😀\\n', [ :q ( 1 2 ) ] .");
    try (var store = GraphStores.tdb2(place, NEVER)) {
      store.apply(List.of(new Change.Replace("urn:test:g", rich)));
      store.apply(
          List.of(
              new Change.Insert("urn:test:h", graph(":a :p :b, :c .")),
              new Change.Insert("urn:test:i", graph(":a :p :b ."))));
      store.apply(
          List.of(
              new Change.Delete("urn:test:h", graph(":a :p :b .")), new Change.Drop("urn:test:i")));
      var copy = copy(place, folder.resolve("log-copy"));
      try (var other = GraphStores.tdb2(copy, NEVER)) {
        assertTrue(rich.isIsomorphicWith(other.graph("urn:test:g")));
        assertTrue(graph(":a :p :c .").isIsomorphicWith(other.graph("urn:test:h")));
        assertEquals(List.of("urn:test:g", "urn:test:h"), other.graphNames());
        assertEquals(1, logs(copy).size(), "only the empty one");
      }
    }
  }

  @Test
  void a_change_that_was_torn_by_a_crash_is_left_out_whole() throws IOException {
    var place = folder.resolve("torn");
    try (var store = GraphStores.tdb2(place, NEVER)) {
      store.apply(List.of(new Change.Insert("urn:test:g", graph(":a :p :b ."))));
      long first = Files.size(logs(place).getFirst());
      store.apply(List.of(new Change.Insert("urn:test:g", graph(":a :p :c ."))));
      long second = Files.size(logs(place).getFirst());
      for (long cut : List.of(first + 7, second - 1, second)) {
        var copy = copy(place, folder.resolve("torn-" + cut));
        try (var file = FileChannel.open(logs(copy).getFirst(), StandardOpenOption.WRITE)) {
          file.truncate(cut);
        }
        try (var other = GraphStores.tdb2(copy, NEVER)) {
          assertEquals(cut == second ? 2 : 1, other.graph("urn:test:g").size());
        }
      }
    }
  }

  @Test
  void a_log_that_is_damaged_in_the_middle_is_not_passed_over() throws IOException {
    var place = folder.resolve("damaged");
    try (var store = GraphStores.tdb2(place, NEVER)) {
      for (int i = 0; i < 2; i++)
        store.apply(List.of(new Change.Insert("urn:test:g", graph(":a :p " + i + " ."))));
      var copy = copy(place, folder.resolve("damaged-copy"));
      try (var file = FileChannel.open(logs(copy).getFirst(), StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 12);
      }
      assertThrows(GraphFailure.class, () -> GraphStores.tdb2(copy));
    }
  }

  @Test
  void changes_that_are_made_a_second_time_leave_what_they_left_the_first_time()
      throws IOException {
    var place = folder.resolve("twice");
    var statements = graph(":a :p [ :q 1 ], [ :q 2 ] .");
    try (var store = GraphStores.tdb2(place, NEVER)) {
      store.apply(List.of(new Change.Insert("urn:test:g", statements)));
      store.apply(List.of(new Change.Insert("urn:test:h", graph(":a :p :b ."))));
      store.apply(List.of(new Change.Drop("urn:test:h")));
      // A crash after the files were written and before the log was deleted.
      var log = Files.readAllBytes(logs(place).getFirst());
      assertEquals(4, store.graph("urn:test:g").size());
      var copy = copy(place, folder.resolve("twice-copy"));
      Files.write(copy.resolve("changes-0.log"), log);
      try (var other = GraphStores.tdb2(copy, NEVER)) {
        assertTrue(statements.isIsomorphicWith(other.graph("urn:test:g")));
        assertEquals(List.of("urn:test:g"), other.graphNames());
      }
    }
  }

  @Test
  void many_changes_are_made_in_the_files_together_and_none_is_lost() throws Exception {
    var place = folder.resolve("paced");
    try (var store = GraphStores.tdb2(place, new Pace(20, Duration.ofMillis(1)))) {
      var writers =
          IntStream.range(0, 4)
              .mapToObj(w ->
                  Thread.ofPlatform()
                      .name("writer-" + w)
                      .start(() -> {
                        for (int i = 0; i < 100; i++)
                          store.apply(
                              List.of(
                                  new Change.Insert("urn:test:g" + w, graph(":s :p " + i + " ."))));
                      }))
              .toList();
      for (var writer : writers) writer.join();
      for (int w = 0; w < 4; w++) assertEquals(100, store.graph("urn:test:g" + w).size());
    }
    try (var store = GraphStores.tdb2(place)) {
      for (int w = 0; w < 4; w++) assertEquals(100, store.graph("urn:test:g" + w).size());
    }
  }

  private static List<Path> logs(Path place) throws IOException {
    try (var files = Files.list(place)) {
      return files.filter(f -> f.getFileName().toString().endsWith(".log")).sorted().toList();
    }
  }

  /// What a crash at this moment would leave, locks excepted. Holes stay holes.
  private static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectory(there);
        else if (!file.getFileName().toString().endsWith(".lock")) copyFile(file, there);
      }
    }
    return to;
  }

  private static void copyFile(Path from, Path to) throws IOException {
    try (var file = new RandomAccessFile(to.toFile(), "rw")) {
      var bytes = Files.readAllBytes(from);
      file.setLength(bytes.length);
      for (int start = 0; start < bytes.length; start += 4096) {
        int end = Math.min(bytes.length, start + 4096);
        if (Arrays.mismatch(bytes, start, end, new byte[end - start], 0, end - start) < 0) continue;
        file.seek(start);
        file.write(bytes, start, end - start);
      }
    }
  }

  @Test
  void closing_gives_a_compaction_up() throws Exception {
    var place = folder.resolve("given-up");
    var many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) many.append(":s").append(i).append(" :p ").append(i + " .\n");
    var store = GraphStores.tdb2(place);
    store.apply(List.of(new Change.Insert("urn:test:g", graph(many.toString()))));
    var began = new CountDownLatch(1);
    var compacting =
        Thread.ofPlatform()
            .name("compacting")
            .start(() -> {
              began.countDown();
              try {
                store.compact();
              } catch (GraphFailure e) {
                assertEquals(GraphFailure.Kind.UNAVAILABLE, e.kind());
              }
            });
    began.await();
    store.close();
    compacting.join();
    try (var again = GraphStores.tdb2(place)) {
      assertEquals(20_000, again.graph("urn:test:g").size());
    }
  }

  @Test
  void a_folder_serves_one_store_at_a_time() {
    var place = folder.resolve("shared");
    try (var store = GraphStores.tdb2(place)) {
      assertThrows(GraphFailure.class, () -> GraphStores.tdb2(place));
      assertTrue(store.trouble().isEmpty());
    }
    GraphStores.tdb2(place).close();
  }

  private static boolean isInSomeFile(Path place, String words) throws IOException {
    try (var files = Files.walk(place)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (text.contains(words)) return true;
      }
      return false;
    }
  }

  @Test
  void a_folder_that_is_a_file_is_a_failure_not_a_surprise() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "not a folder");
    var failure = assertThrows(GraphFailure.class, () -> GraphStores.tdb2(file));
    assertEquals(GraphFailure.Kind.UNAVAILABLE, failure.kind());
  }
}
