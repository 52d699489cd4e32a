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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
      for (int i = 0; i < 20; i++) store.apply(List.of(new Change.Drop("urn:test:" + secret + i)));
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
