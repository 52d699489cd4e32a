package dev.cairn.ontology.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every GraphStore promises. Extend it, hand over a store, inherit the tests.
public abstract class GraphStoreContract {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ONE = "urn:test:one";
  private static final String TWO = "urn:test:two";

  /// A store that holds nothing.
  protected abstract GraphStore emptyStore() throws Exception;

  /// Statements in Turtle; the empty prefix is `http://test.example/`.
  protected static Graph graph(String turtle) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    RDFDataMgr.read(
        graph,
        new StringReader("PREFIX : <http://test.example/>\n" + turtle),
        "http://test.example/",
        Lang.TURTLE);
    return graph;
  }

  private static long count(GraphStore store, String graph) {
    return store.graph(graph).size();
  }

  @Test
  void gives_back_what_it_got() throws Exception {
    try (var store = emptyStore()) {
      var statements = graph(":a :p :b ; :q 'text'@en, 'text'@en-GB, 1, [ :r :c ] .");
      store.apply(List.of(new Change.Replace(ONE, statements)));
      assertTrue(statements.isIsomorphicWith(store.graph(ONE)));
      assertEquals(List.of(ONE), store.graphNames());
    }
  }

  @Test
  void who_looks_sees_one_moment_of_all_graphs() throws Exception {
    try (var store = emptyStore()) {
      store.apply(
          List.of(
              new Change.Replace(ONE, graph(":a :p :b .")),
              new Change.Replace(TWO, graph(":c :p :d ."))));
      var seen =
          store.look(data -> {
            long before = data.stream().count();
            var other =
                Thread.ofPlatform()
                    .name("other")
                    .unstarted(() -> store.apply(List.of(new Change.Drop(TWO))));
            other.start();
            try {
              other.join();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return List.of(before, data.stream().count());
          });
      assertEquals(List.of(2L, 2L), seen);
      assertEquals(List.of(ONE), store.graphNames());
    }
  }

  @Test
  void who_looks_and_fails_says_so_to_who_sent_him() throws Exception {
    try (var store = emptyStore()) {
      var failure = new GraphFailure(GraphFailure.Kind.TIMEOUT, "looking took too long", null);
      var thrown =
          assertThrows(
              GraphFailure.class,
              () ->
                  store.look(data -> {
                    throw failure;
                  }));
      assertEquals(failure, thrown);
      assertEquals(true, store.look(data -> data.isEmpty()));
    }
  }

  @Test
  void an_unknown_graph_is_empty() throws Exception {
    try (var store = emptyStore()) {
      assertTrue(store.graph(ONE).isEmpty());
      assertEquals(List.of(), store.graphNames());
    }
  }

  @Test
  void a_graph_that_was_read_is_a_copy() throws Exception {
    try (var store = emptyStore()) {
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p :b ."))));
      var copy = store.graph(ONE);
      copy.clear();
      assertEquals(1, count(store, ONE));
      var before = store.graph(ONE);
      store.apply(List.of(new Change.Drop(ONE)));
      assertEquals(1, before.size());
    }
  }

  @Test
  void changes_happen_in_the_order_given() throws Exception {
    try (var store = emptyStore()) {
      store.apply(
          List.of(
              new Change.Replace(ONE, graph(":a :p :b, :c .")),
              new Change.Delete(ONE, graph(":a :p :b, :neverThere .")),
              new Change.Insert(ONE, graph(":a :p :d .")),
              new Change.Replace(TWO, graph(":x :p :y .")),
              new Change.Replace(TWO, graph(":x :p :z .")),
              new Change.Insert("urn:test:three", graph(":x :p :z .")),
              new Change.Drop("urn:test:three")));
      assertTrue(graph(":a :p :c, :d .").isIsomorphicWith(store.graph(ONE)));
      assertTrue(graph(":x :p :z .").isIsomorphicWith(store.graph(TWO)));
      assertEquals(List.of(ONE, TWO), store.graphNames());
    }
  }

  @Test
  void a_refused_change_changes_nothing() throws Exception {
    try (var store = emptyStore()) {
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p :b ."))));
      List<Change> changes =
          List.of(new Change.Drop(ONE), new Change.Delete(TWO, graph(":a :p [ :q :b ] .")));
      assertThrows(IllegalArgumentException.class, () -> store.apply(changes));
      assertEquals(1, count(store, ONE));
    }
  }

  @Test
  void selects_over_named_graphs_only() throws Exception {
    try (var store = emptyStore()) {
      store.apply(
          List.of(
              new Change.Replace(ONE, graph(":a :p :b .")),
              new Change.Replace(TWO, graph(":a :p :c ."))));
      var rows = store.select("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", SOON);
      var found = new ArrayList<String>();
      rows.forEachRemaining(row -> found.add(row.get("g") + " " + row.get("o")));
      assertEquals(List.of(ONE + " http://test.example/b", TWO + " http://test.example/c"), found);
      assertFalse(store.select("SELECT * { ?s ?p ?o }", SOON).hasNext());
    }
  }

  @Test
  void rows_stay_readable_after_a_later_change() throws Exception {
    try (var store = emptyStore()) {
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p :b, :c ."))));
      var rows = store.select("SELECT ?o { GRAPH ?g { ?s ?p ?o } }", SOON);
      store.apply(List.of(new Change.Drop(ONE)));
      assertEquals(2, IntStream.range(0, 2).filter(_ -> rows.next().contains("o")).count());
      assertFalse(rows.hasNext());
    }
  }

  @Test
  void what_is_no_select_is_refused() throws Exception {
    try (var store = emptyStore()) {
      for (var sparql :
          List.of(
              "ASK { ?s ?p ?o }",
              "CONSTRUCT WHERE { ?s ?p ?o }",
              "LOAD <file:///etc/hostname>",
              "DROP ALL",
              "nonsense"))
        assertThrows(IllegalArgumentException.class, () -> store.select(sparql, SOON), sparql);
      assertThrows(
          IllegalArgumentException.class,
          () -> store.select("SELECT * { ?s ?p ?o }", Duration.ZERO));
    }
  }

  @Test
  void a_question_that_takes_too_long_is_given_up() throws Exception {
    try (var store = emptyStore()) {
      var turtle = new StringBuilder();
      for (int i = 0; i < 400; i++) turtle.append(":s").append(i).append(" :p ").append(i + " .\n");
      store.apply(List.of(new Change.Replace(ONE, graph(turtle.toString()))));
      var endless =
          "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?p ?x . ?b ?p ?y . ?c ?p ?z . ?d ?p ?w } }";
      var failure =
          assertThrows(
              GraphFailure.class, () -> store.select(endless, Duration.ofMillis(100)), endless);
      assertEquals(GraphFailure.Kind.TIMEOUT, failure.kind());
      assertEquals(400, count(store, ONE));
    }
  }

  @Test
  void a_question_never_reaches_out(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret.ttl"), "<urn:test:s> <urn:test:p> 1 .");
    try (var store = emptyStore()) {
      for (var clause : List.of("FROM", "FROM NAMED")) {
        var sparql =
            "SELECT * %s <%s> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
                .formatted(clause, file.toUri());
        assertFalse(store.select(sparql, SOON).hasNext(), sparql);
      }
      assertThrows(
          GraphFailure.class,
          () -> store.select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", SOON));
    }
  }

  @Test
  void readers_see_all_of_a_change_or_nothing() throws Exception {
    try (var store = emptyStore()) {
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p 0 . :b :p 0 ."))));
      var torn = new ArrayList<String>();
      var started = new CountDownLatch(1);
      var reader =
          Thread.ofPlatform()
              .name("reader")
              .start(() -> {
                started.countDown();
                for (int i = 0; i < 200; i++) {
                  var seen = store.graph(ONE);
                  var values = seen.stream().map(t -> t.getObject().toString()).distinct();
                  if (seen.size() != 2 || values.count() != 1) torn.add(seen.toString());
                }
              });
      started.await();
      for (int i = 1; i <= 20; i++)
        store.apply(
            List.of(new Change.Replace(ONE, graph(":a :p %d . :b :p %d .".formatted(i, i)))));
      reader.join();
      assertEquals(List.of(), torn);
    }
  }

  @Test
  void an_interrupted_caller_leaves_the_store_whole() throws Exception {
    try (var store = emptyStore()) {
      Thread.currentThread().interrupt();
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p :b ."))));
      assertEquals(1, count(store, ONE));
      assertTrue(Thread.interrupted(), "the interruption must not be swallowed");
      assertEquals(1, count(store, ONE));
      assertTrue(store.trouble().isEmpty());
    }
  }

  @Test
  void reading_very_much_hands_over_graph_after_graph() throws Exception {
    try (var store = emptyStore()) {
      store.apply(
          List.of(
              new Change.Insert(ONE, graph(":a :b 1 . :a :b 2 .")),
              new Change.Insert(TWO, graph(":a :b 3 ."))));
      store.apply(List.of(new Change.Insert("urn:other", graph(":a :b 4 ."))));
      store.apply(List.of(new Change.Insert(ONE, graph(":a :b 5 ."))));
      var seen = new ArrayList<String>();
      store.scan("urn:test:", q -> seen.add(q.getGraph().getURI()));
      assertTrue(
          List.of(List.of(TWO, ONE, ONE, ONE), List.of(ONE, ONE, ONE, TWO)).contains(seen),
          seen::toString);
      var corrupt = new GraphFailure(GraphFailure.Kind.CORRUPT, "a reader found nonsense", null);
      var failure =
          assertThrows(
              GraphFailure.class,
              () ->
                  store.scan(
                      ONE,
                      _ -> {
                        throw corrupt;
                      }));
      assertEquals(GraphFailure.Kind.CORRUPT, failure.kind());
    }
  }

  @Test
  void what_was_written_out_can_be_taken_in_by_an_empty_store() throws Exception {
    var some = graph(":a :p :b, 'x'@en, '\"\\\\\\n\u00e9\ud83d\ude00', 1.50, [ :q ( 1 2 ) ] .");
    var out = new ByteArrayOutputStream();
    try (var store = emptyStore()) {
      store.apply(
          List.of(
              new Change.Replace(ONE, some),
              new Change.Replace("urn:test:odd name", graph(":a :p <http://x.example/o%20p> ."))));
      store.export(out);
      assertThrows(
          IllegalStateException.class,
          () -> store.load(new ByteArrayInputStream(out.toByteArray())));
      try (var other = emptyStore()) {
        other.load(new ByteArrayInputStream(out.toByteArray()));
        assertEquals(store.graphNames(), other.graphNames());
        for (var name : store.graphNames())
          assertTrue(store.graph(name).isIsomorphicWith(other.graph(name)), name);
      }
    }
  }

  @Test
  void what_is_cut_off_is_not_taken_in_at_all() throws Exception {
    var statements = "<urn:a> <urn:b> <urn:c> <urn:test:one> .\n<urn:a> <urn:b> \"never clo";
    try (var store = emptyStore()) {
      var failure =
          assertThrows(
              GraphFailure.class,
              () ->
                  store.load(
                      new ByteArrayInputStream(statements.getBytes(StandardCharsets.UTF_8))));
      assertEquals(GraphFailure.Kind.CORRUPT, failure.kind());
      assertEquals(List.of(), store.graphNames());
    }
  }

  @Test
  void a_stream_that_fails_fails_as_itself() throws Exception {
    try (var store = emptyStore()) {
      var in = new FileInputStream("pom.xml");
      in.close();
      assertThrows(IOException.class, () -> store.load(in));
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p :b ."))));
      var out = OutputStream.nullOutputStream();
      out.close();
      assertThrows(IOException.class, () -> store.export(out));
      assertEquals(1, count(store, ONE));
    }
  }

  @Test
  void compacting_keeps_what_is_there_and_what_comes_meanwhile() throws Exception {
    try (var store = emptyStore()) {
      var many = new StringBuilder();
      for (int i = 0; i < 3_000; i++) many.append(":s").append(i).append(" :p ").append(i + " .\n");
      store.apply(
          List.of(
              new Change.Replace(ONE, graph(many.toString())),
              new Change.Replace(TWO, graph(":a :p :gone, :stays ."))));
      store.apply(List.of(new Change.Delete(TWO, graph(":a :p :gone ."))));
      var done = new AtomicBoolean();
      var compacting =
          Thread.ofPlatform()
              .name("compacting")
              .start(() -> {
                for (int i = 0; i < 3; i++) store.compact();
                done.set(true);
              });
      int written = 0;
      while (!done.get() || written < 3) {
        store.apply(List.of(new Change.Insert("urn:test:g" + written++, graph(":a :p :b ."))));
        assertEquals(3_000, count(store, ONE));
      }
      compacting.join();
      assertEquals(written + 2, store.graphNames().size());
      assertTrue(graph(":a :p :stays .").isIsomorphicWith(store.graph(TWO)));
      assertEquals(3_000, count(store, ONE));
      store.apply(List.of(new Change.Drop(ONE)));
      assertEquals(0, count(store, ONE));
    }
  }

  @Test
  void who_reads_while_the_store_is_compacted_reads_to_the_end() throws Exception {
    try (var store = emptyStore()) {
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p 1, 2, 3 ."))));
      var reading = new CountDownLatch(1);
      var turned = new CountDownLatch(1);
      var seen = new AtomicInteger();
      var reader =
          Thread.ofPlatform()
              .name("reader")
              .start(() ->
                  store.scan(
                      ONE,
                      _ -> {
                        reading.countDown();
                        awaitUninterrupted(turned);
                        seen.incrementAndGet();
                      }));
      reading.await();
      var compacting = Thread.ofPlatform().name("compacting").start(store::compact);
      // The reader keeps the old files; others are not held up by either.
      store.apply(List.of(new Change.Replace(ONE, graph(":a :p 4 ."))));
      assertEquals(1, count(store, ONE));
      turned.countDown();
      reader.join();
      compacting.join();
      assertEquals(3, seen.get());
      assertEquals(1, count(store, ONE));
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_closed_store_says_so() throws Exception {
    var store = emptyStore();
    assertTrue(store.trouble().isEmpty());
    store.close();
    store.close();
    assertTrue(store.trouble().isPresent());
    var failure =
        assertThrows(
            GraphFailure.class, () -> store.apply(List.of(new Change.Replace(ONE, graph("")))));
    assertEquals(GraphFailure.Kind.UNAVAILABLE, failure.kind());
    assertThrows(GraphFailure.class, () -> store.graph(ONE));
  }
}
