package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Change;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.corpus.testkit.Seed;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.ResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the catalogue promises, whatever store it stands on.
abstract class CatalogueContract {
  static final Caller ADMIN = Caller.admin();
  static final Caller ANYBODY = Caller.anonymous();

  /// Opens the store; a second time after it was closed, with what is in it.
  abstract GraphStore open();

  private Breakable store;
  private Catalogue catalogue;
  private final Ticking clock = new Ticking();

  @BeforeEach
  void start() {
    store = new Breakable(open());
    catalogue = Catalogues.open(store, clock);
  }

  @AfterEach
  void stop() {
    catalogue.close();
    store.close();
  }

  void restart() {
    stop();
    start();
  }

  // ---- arriving

  @Test
  void what_comes_in_is_received_and_waits_to_be_read() {
    var item = received(document("folder:a", "x/report.pdf", "bytes"));
    assertEquals("report.pdf", item.title());
    assertEquals(Item.State.RECEIVED, item.state());
    assertEquals(List.of(new Place("folder:a", "x/report.pdf")), item.places());
    assertEquals(1, item.version().number());
    assertEquals(0, item.change());
    assertEquals(List.of(item), catalogue.waiting());
    assertEquals(List.of(), catalogue.changesSince(0, 10));
    assertEquals(Optional.of(item), catalogue.find(item.id(), ANYBODY));
    assertEquals(Optional.of(item), catalogue.at(new Place("folder:a", "x/report.pdf")));
    assertEquals(Optional.empty(), catalogue.at(new Place("folder:a", "x/other.pdf")));
  }

  @Test
  void only_an_admin_may_bring_in_and_destroy() {
    var arrivals = List.of(document("s", "p", "bytes"));
    assertThrows(IllegalArgumentException.class, () -> catalogue.receive(arrivals, ANYBODY));
    var item = received(arrivals.getFirst());
    assertThrows(
        IllegalArgumentException.class, () -> catalogue.destroy(List.of(item.id()), ANYBODY));
    assertEquals(1, catalogue.count(ANYBODY, Optional.empty()));
  }

  @Test
  void the_same_content_at_the_same_place_changes_nothing() {
    var first = received(document("s", "p", "bytes"));
    describe(first);
    var before = catalogue.find(first.id(), ADMIN).orElseThrow();
    var receipt = receive(document("s", "p", "bytes"));
    assertEquals(new Receipt.Same(before), receipt);
    assertEquals(List.of(), catalogue.waiting());
  }

  @Test
  void other_content_at_a_known_place_is_the_next_version() {
    var first = received(document("s", "p", "old"));
    describe(first);
    var receipt = assertInstanceOf(Receipt.NextVersion.class, receive(document("s", "p", "new")));
    var item = receipt.item();
    assertEquals(first.id(), item.id());
    assertEquals(2, item.versions().size());
    assertEquals(Items.content("old"), item.versions().getFirst().content());
    assertEquals(Items.content("new"), item.version().content());
    assertEquals(Item.State.RECEIVED, item.state());
    assertEquals(Optional.empty(), item.outcome());
    assertEquals(List.of(item), catalogue.waiting());
    assertEquals(first.added(), item.added());
    assertEquals("Found title", item.title(), "what was found stays until the new one is read");
    assertEquals(1, item.change());
    restart();
    assertEquals(Optional.of(item), catalogue.find(item.id(), ADMIN));
  }

  @Test
  void going_back_to_former_content_is_a_version_too() {
    received(document("s", "p", "one"));
    receive(document("s", "p", "two"));
    var receipt = assertInstanceOf(Receipt.NextVersion.class, receive(document("s", "p", "one")));
    assertEquals(3, receipt.item().version().number());
  }

  @Test
  void the_same_content_elsewhere_is_another_place_of_the_item() {
    var first = received(document("s", "p", "bytes"));
    var receipt = assertInstanceOf(Receipt.Duplicate.class, receive(document("t", "q", "bytes")));
    assertEquals(first.id(), receipt.item().id());
    assertEquals(List.of(new Place("s", "p"), new Place("t", "q")), receipt.item().places());
    assertEquals(1, catalogue.count(ADMIN, Optional.empty()));
    assertEquals(Optional.of(receipt.item()), catalogue.at(new Place("t", "q")));
    assertInstanceOf(Receipt.Same.class, receive(document("t", "q", "bytes")));
    restart();
    assertEquals(Optional.of(receipt.item()), catalogue.at(new Place("t", "q")));
    assertInstanceOf(Receipt.Duplicate.class, receive(document("u", "r", "bytes")));
  }

  @Test
  void the_same_content_with_other_access_is_another_item() {
    var open = received(document("s", "p", "bytes"));
    var closed = received(restricted("s", "q", "bytes", "group:board"));
    assertNotEquals(open.id(), closed.id());
    var twin = receive(restricted("s", "r", "bytes", "group:board"));
    assertEquals(closed.id(), twin.item().id());
    assertInstanceOf(Receipt.Duplicate.class, twin);
  }

  @Test
  void only_the_newest_content_makes_a_duplicate() {
    received(document("s", "p", "old"));
    receive(document("s", "p", "new"));
    assertInstanceOf(Receipt.New.class, receive(document("t", "q", "old")));
  }

  @Test
  void new_bytes_at_one_of_several_places_leave_the_others_an_item_of_their_own() {
    var item = received(document("s", "a", "old"));
    receive(document("s", "b", "old"));
    receive(document("s", "c", "old"));
    describe(catalogue.find(item.id(), ADMIN).orElseThrow());
    var next = assertInstanceOf(Receipt.NextVersion.class, receive(document("s", "a", "new")));
    assertEquals(item.id(), next.item().id());
    assertEquals(List.of(new Place("s", "a")), next.item().places());
    var other = catalogue.at(new Place("s", "b")).orElseThrow();
    assertNotEquals(item.id(), other.id());
    assertEquals(List.of(new Place("s", "b"), new Place("s", "c")), other.places());
    assertEquals(Items.content("old"), other.version().content());
    assertEquals(Item.State.DESCRIBED, other.state());
    assertEquals("Found title", other.title());
    assertEquals(
        List.of(
            new Change(1, item.id(), Optional.of(next.item())),
            new Change(2, other.id(), Optional.of(other))),
        catalogue.changesSince(0, 10));
    assertInstanceOf(Receipt.Same.class, receive(document("s", "b", "old")));
    assertInstanceOf(Receipt.Same.class, receive(document("s", "a", "new")));
    var before = everything();
    restart();
    assertEquals(before, everything());
  }

  @Test
  void arrivals_of_one_batch_see_each_other() {
    var receipts =
        catalogue.receive(
            List.of(
                document("s", "a", "one"),
                document("s", "b", "one"),
                document("s", "a", "one"),
                document("s", "a", "two"),
                document("s", "c", "two")),
            ADMIN);
    assertEquals(
        List.of("New", "Duplicate", "Same", "NextVersion", "Duplicate"),
        receipts.stream().map(r -> r.getClass().getSimpleName()).toList());
    assertEquals(2, catalogue.count(ADMIN, Optional.empty()));
    for (var receipt : receipts)
      assertEquals(Optional.of(receipt.item()), catalogue.find(receipt.item().id(), ADMIN));
  }

  @Test
  void what_was_given_before_stays_with_a_new_version_that_says_nothing() {
    receive(restricted("s", "p", "old", "group:board"));
    var item = receive(document("s", "p", "new")).item();
    assertEquals(Access.of(List.of("group:board")), item.access());
    assertEquals(0, catalogue.count(ANYBODY, Optional.empty()));
  }

  // ---- lessons

  @Test
  void a_lesson_that_says_the_same_is_the_same_and_else_the_next_version() {
    var first = received(lesson("a", "words", List.of()));
    assertEquals(Item.Kind.LESSON, first.kind());
    assertInstanceOf(Receipt.Same.class, receive(lesson("a", "words", List.of())));
    var next = receive(lesson("a", "other words", List.of()));
    assertInstanceOf(Receipt.NextVersion.class, next);
    assertEquals(Optional.of("other words"), next.item().lesson().flatMap(Lesson::lesson));
    var twin = receive(lesson("b", "other words", List.of()));
    assertInstanceOf(Receipt.New.class, twin, "two rows are two lessons though they say the same");
    assertEquals(2, catalogue.count(ANYBODY, Optional.of(Item.Kind.LESSON)));
    assertEquals(0, catalogue.count(ANYBODY, Optional.of(Item.Kind.DOCUMENT)));
    restart();
    assertEquals(Optional.of(next.item()), catalogue.at(new Place("import:test", "a")));
  }

  @Test
  void a_lesson_is_linked_to_its_successor_whichever_comes_first() {
    var names = List.of(new Lesson.Field(Lesson.SUPERSEDED_BY, "b"));
    var receipts =
        catalogue.receive(List.of(lesson("a", "old", names), lesson("b", "new", List.of())), ADMIN);
    var successor = receipts.get(1).item().id();
    assertEquals(
        Optional.of(successor), receipts.get(0).item().lesson().orElseThrow().supersededBy());
    assertInstanceOf(Receipt.Same.class, receive(lesson("a", "old", names)));

    var early = receive(lesson("c", "old", List.of(new Lesson.Field(Lesson.SUPERSEDED_BY, "d"))));
    assertEquals(Optional.empty(), early.item().lesson().orElseThrow().supersededBy());
    describe(early.item());
    var late = receive(lesson("d", "new", List.of()));
    receive(lesson("c", "old", List.of(new Lesson.Field(Lesson.SUPERSEDED_BY, "d"))));
    var linked = catalogue.find(early.item().id(), ADMIN).orElseThrow();
    assertEquals(Optional.of(late.item().id()), linked.lesson().orElseThrow().supersededBy());
    assertEquals(2, linked.change(), "what can be searched has changed");
    var before = everything();
    restart();
    assertEquals(before, everything());
  }

  @Test
  void a_place_of_a_lesson_takes_no_document() {
    receive(lesson("a", "words", List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> receive(document("import:test", "a", "bytes")));
  }

  // ---- describing

  @Test
  void a_description_gives_the_next_number_and_ends_the_waiting() {
    var one = received(document("s", "p", "one"));
    var two = received(document("s", "q", "two"));
    var commits = new AtomicInteger();
    catalogue.onCommit(commits::incrementAndGet);
    catalogue.describe(List.of(description(two), description(one)));
    assertEquals(1, commits.get());
    assertEquals(List.of(), catalogue.waiting());
    assertEquals(2, catalogue.lastChange());
    var changes = catalogue.changesSince(0, 10);
    assertEquals(List.of(1L, 2L), changes.stream().map(Change::number).toList());
    assertEquals(List.of(two.id(), one.id()), changes.stream().map(Change::id).toList());
    var item = changes.getFirst().item().orElseThrow();
    assertEquals("Found title", item.title());
    assertEquals(Item.State.DESCRIBED, item.state());
    assertEquals(Optional.of(new Outcome.Indexed()), item.outcome());
    assertEquals("text/markdown", item.version().mediaType());
    assertEquals("reader 1", item.version().extractor());
    assertEquals(List.of(new Tag("planning", 0.5, Tag.Method.TITLE)), item.tags());
    assertEquals(0.25, item.spun());
  }

  @Test
  void only_the_latest_number_of_an_item_is_kept() {
    var one = received(document("s", "p", "one"));
    var two = received(document("s", "q", "two"));
    catalogue.describe(List.of(description(one), description(two), description(one)));
    assertEquals(
        List.of(2L, 3L), catalogue.changesSince(0, 10).stream().map(Change::number).toList());
    assertEquals(List.of(3L), catalogue.changesSince(2, 10).stream().map(Change::number).toList());
    assertEquals(List.of(2L), catalogue.changesSince(0, 1).stream().map(Change::number).toList());
    assertEquals(List.of(), catalogue.changesSince(3, 10));
  }

  @Test
  void a_description_of_former_content_is_ignored() {
    var first = received(document("s", "p", "old"));
    var next = receive(document("s", "p", "new")).item();
    catalogue.describe(List.of(description(first)));
    assertEquals(List.of(next), catalogue.waiting());
    assertEquals(0, catalogue.lastChange());
    catalogue.describe(List.of(description(next)));
    assertEquals(1, catalogue.lastChange());
  }

  @Test
  void a_description_of_what_is_gone_is_ignored() {
    var item = received(document("s", "p", "bytes"));
    catalogue.destroy(List.of(item.id()), ADMIN);
    catalogue.describe(List.of(description(item)));
    assertEquals(Optional.empty(), catalogue.find(item.id(), ADMIN));
    assertEquals(1, catalogue.lastChange());
  }

  // ---- destroying

  @Test
  void what_is_destroyed_leaves_a_tombstone_with_the_next_number() {
    var item = received(document("s", "p", "bytes"));
    var other = received(document("s", "q", "other"));
    catalogue.describe(List.of(description(item), description(other)));
    assertEquals(1, catalogue.destroy(List.of(item.id()), ADMIN).size());
    assertEquals(List.of(), catalogue.destroy(List.of(item.id()), ADMIN));
    assertEquals(Optional.empty(), catalogue.find(item.id(), ADMIN));
    assertEquals(Optional.empty(), catalogue.at(new Place("s", "p")));
    assertEquals(1, catalogue.count(ADMIN, Optional.empty()));
    var changes = catalogue.changesSince(0, 10);
    assertEquals(new Change(3, item.id(), Optional.empty()), changes.getLast());
    assertEquals(2, changes.size());
    assertFalse(store.graphNames().contains(item.id().iri()));
    restart();
    assertEquals(changes, catalogue.changesSince(0, 10));
    assertEquals(3, catalogue.lastChange());
    var again = assertInstanceOf(Receipt.New.class, receive(document("s", "p", "bytes")));
    assertNotEquals(item.id(), again.item().id());
  }

  // ---- rights

  @Test
  void nobody_sees_what_his_access_does_not_admit() {
    var open = received(document("s", "p", "one"));
    var board = received(restricted("s", "q", "two", "group:board"));
    var member = new Caller("mia", Set.of(Caller.Role.READER), Set.of("board"));
    assertEquals(Optional.empty(), catalogue.find(board.id(), ANYBODY));
    assertEquals(Optional.of(board), catalogue.find(board.id(), member));
    assertEquals(Optional.of(board), catalogue.find(board.id(), ADMIN));
    assertEquals(List.of(open), catalogue.list(ANYBODY, Optional.empty(), 0, 10));
    assertEquals(List.of(board, open), catalogue.list(member, Optional.empty(), 0, 10));
    assertEquals(1, catalogue.count(ANYBODY, Optional.empty()));
    assertEquals(2, catalogue.count(member, Optional.empty()));
    restart();
    assertEquals(1, catalogue.count(ANYBODY, Optional.of(Item.Kind.DOCUMENT)));
    assertEquals(2, catalogue.count(ADMIN, Optional.of(Item.Kind.DOCUMENT)));
  }

  @Test
  void a_list_begins_with_what_came_last() {
    var items = new ArrayList<Item>();
    for (int i = 0; i < 5; i++) items.add(received(document("s", "p" + i, "c" + i)));
    Collections.reverse(items);
    assertEquals(items, catalogue.list(ANYBODY, Optional.empty(), 0, 100));
    assertEquals(items.subList(1, 3), catalogue.list(ANYBODY, Optional.empty(), 1, 2));
    assertEquals(List.of(), catalogue.list(ANYBODY, Optional.of(Item.Kind.LESSON), 0, 10));
    assertThrows(
        IllegalArgumentException.class, () -> catalogue.list(ANYBODY, Optional.empty(), 0, 101));
    assertThrows(
        IllegalArgumentException.class, () -> catalogue.list(ANYBODY, Optional.empty(), -1, 10));
  }

  // ---- durability

  @Test
  void everything_is_there_again_after_a_restart() {
    var random = Seed.random(getClass());
    for (int batch = 0; batch < 8; batch++) {
      var arrivals = new ArrayList<Arrival>();
      for (int i = 0; i < 12; i++) arrivals.add(anything(random));
      var receipts = catalogue.receive(arrivals, ADMIN);
      catalogue.describe(
          receipts.stream()
              .filter(_ -> random.nextBoolean())
              .map(r -> description(r.item()))
              .toList());
      if (random.nextBoolean())
        catalogue.destroy(List.of(receipts.get(random.nextInt(12)).item().id()), ADMIN);
    }
    var before = everything();
    restart();
    assertEquals(before, everything());
    received(document("another", "place", "another content"));
    assertEquals(before.last(), catalogue.lastChange());
  }

  @Test
  void a_failure_reaches_the_callers_and_changes_nothing() {
    var item = received(document("s", "p", "bytes"));
    var before = everything();
    store.broken = true;
    assertThrows(GraphFailure.class, () -> describe(item));
    assertThrows(GraphFailure.class, () -> receive(document("s", "q", "other")));
    assertThrows(GraphFailure.class, () -> catalogue.destroy(List.of(item.id()), ADMIN));
    assertEquals(before, everything());
    store.broken = false;
    describe(item);
    assertEquals(1, catalogue.lastChange());
    var after = everything();
    restart();
    assertEquals(after, everything());
  }

  @Test
  void changes_that_wait_at_the_same_moment_share_a_transaction() throws Exception {
    received(document("s", "first", "first"));
    int before = store.applied.get();
    store.gate = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(21)) {
      for (int i = 0; i < 21; i++) {
        int n = i;
        threads.submit(() -> received(document("s", "p" + n, "c" + n)));
      }
      // One of them is held in the store; the others gather behind it.
      while (waitingThreads() < 21) Thread.onSpinWait();
      store.gate.countDown();
    }
    assertEquals(22, catalogue.count(ADMIN, Optional.empty()));
    int transactions = store.applied.get() - before;
    assertTrue(transactions <= 3, () -> transactions + " transactions");
  }

  private static long waitingThreads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> e.getKey().getName().startsWith("pool-"))
        .filter(e -> e.getKey().getState() == Thread.State.WAITING)
        .filter(e ->
            java.util.Arrays.stream(e.getValue())
                .anyMatch(f -> f.getClassName().endsWith("Committer")))
        .count();
  }

  @Test
  void one_refused_change_does_not_spoil_those_beside_it() throws Exception {
    receive(lesson("a", "words", List.of()));
    store.gate = new CountDownLatch(1);
    store.entered = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(3)) {
      var first = threads.submit(() -> received(document("s", "p", "one")));
      // Only behind a transaction that is held do the others gather; alone they would be answered.
      store.entered.await();
      var wrong = threads.submit(() -> receive(document("import:test", "a", "bytes")));
      var right = threads.submit(() -> received(document("s", "q", "two")));
      while (waitingThreads() < 3) Thread.onSpinWait();
      store.gate.countDown();
      first.get();
      right.get();
      var failure = assertThrows(java.util.concurrent.ExecutionException.class, () -> wrong.get());
      assertInstanceOf(IllegalArgumentException.class, failure.getCause());
    }
    assertEquals(3, catalogue.count(ADMIN, Optional.empty()));
  }

  @Test
  void what_is_shown_is_durable() {
    var seen = new ArrayList<Long>();
    catalogue.onCommit(() -> seen.add((long) store.graphNames().size()));
    var item = received(document("s", "p", "bytes"));
    describe(item);
    assertEquals(List.of(1L, 2L), seen, "the item's graph, then the sequence too");
  }

  @Test
  void a_listener_that_fails_or_changes_things_harms_nobody() {
    catalogue.onCommit(() -> {
      throw new IllegalStateException("a listener of a test fails");
    });
    catalogue.onCommit(() -> catalogue.describe(List.of()));
    received(document("s", "p", "bytes"));
    assertEquals(1, catalogue.count(ADMIN, Optional.empty()));
  }

  @Test
  void after_closing_changes_fail_and_reading_goes_on() {
    var item = received(document("s", "p", "bytes"));
    catalogue.close();
    catalogue.close();
    assertThrows(GraphFailure.class, () -> describe(item));
    assertEquals(Optional.of(item), catalogue.find(item.id(), ADMIN));
  }

  // ---- helpers

  record Everything(List<Item> items, List<Item> waiting, List<Change> changes, long last) {}

  private Everything everything() {
    return new Everything(
        catalogue.list(ADMIN, Optional.empty(), 0, 100),
        catalogue.waiting(),
        catalogue.changesSince(0, 1000),
        catalogue.lastChange());
  }

  private static Arrival anything(java.util.Random random) {
    var place = new Place("s" + random.nextInt(2), "p" + random.nextInt(30));
    if (random.nextInt(3) == 0) {
      var lesson = Items.lesson(random);
      return new Arrival(
          Item.Kind.LESSON,
          new Place("import:" + place.source(), place.path()),
          Items.content(lesson.toString()),
          0,
          "x/lesson",
          Items.metadata(random),
          Optional.of(lesson));
    }
    return new Arrival(
        Item.Kind.DOCUMENT,
        place,
        Items.content("c" + random.nextInt(20)),
        7,
        "application/octet-stream",
        random.nextBoolean() ? Metadata.none() : Items.metadata(random),
        Optional.empty());
  }

  private Receipt receive(Arrival arrival) {
    return catalogue.receive(List.of(arrival), ADMIN).getFirst();
  }

  private Item received(Arrival arrival) {
    return assertInstanceOf(Receipt.New.class, receive(arrival)).item();
  }

  private void describe(Item item) {
    catalogue.describe(List.of(description(item)));
  }

  static Arrival document(String source, String path, String content) {
    return arrival(source, path, content, Metadata.none());
  }

  private static Arrival restricted(String source, String path, String content, String reader) {
    var access = Access.of(List.of(reader));
    var none = Metadata.none();
    return arrival(
        source,
        path,
        content,
        new Metadata(
            none.title(),
            none.summary(),
            none.authors(),
            none.organisation(),
            none.date(),
            none.keywords(),
            none.concepts(),
            none.language(),
            Optional.of(access)));
  }

  private static Arrival arrival(String source, String path, String content, Metadata given) {
    return new Arrival(
        Item.Kind.DOCUMENT,
        new Place(source, path),
        Items.content(content),
        content.length(),
        "application/octet-stream",
        given,
        Optional.empty());
  }

  private static Arrival lesson(String key, String words, List<Lesson.Field> fields) {
    return new Arrival(
        Item.Kind.LESSON,
        new Place("import:test", key),
        Items.content(words + fields),
        0,
        "x/lesson",
        Metadata.none(),
        Optional.of(
            new Lesson(
                Optional.empty(),
                Optional.of(words),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Lesson.Status.PUBLISHED,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                fields)));
  }

  static Description description(Item item) {
    ContentId content = item.version().content();
    ItemId id = item.id();
    return new Description(
        id,
        content,
        "text/markdown",
        "reader 1",
        new Metadata(
            Optional.of("Found title"),
            Optional.empty(),
            List.of("Author B", "Author A"),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of("en"),
            Optional.empty()),
        new Outcome.Indexed(),
        List.of(new Tag("planning", 0.5, Tag.Method.TITLE)),
        0.25);
  }

  /// A clock that goes on by a second whenever somebody looks at it.
  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public synchronized Instant instant() {
      now = now.plusSeconds(1);
      return now;
    }
  }

  /// A store that can be made to fail or to wait.
  private static final class Breakable implements GraphStore {
    private final GraphStore store;
    private final AtomicInteger applied = new AtomicInteger();
    private volatile boolean broken;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch entered = new CountDownLatch(0);

    Breakable(GraphStore store) {
      this.store = store;
    }

    @Override
    public void apply(List<Change> changes) {
      entered.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (broken)
        throw new GraphFailure(GraphFailure.Kind.UNAVAILABLE, "writing failed: a test", null);
      applied.incrementAndGet();
      store.apply(changes);
    }

    @Override
    public Graph graph(String iri) {
      return store.graph(iri);
    }

    @Override
    public List<String> graphNames() {
      return store.graphNames();
    }

    @Override
    public ResultSet select(String sparql, Duration limit) {
      return store.select(sparql, limit);
    }

    @Override
    public void export(OutputStream nquads) throws IOException {
      store.export(nquads);
    }

    @Override
    public void load(InputStream nquads) throws IOException {
      store.load(nquads);
    }

    @Override
    public long bytes() {
      return store.bytes();
    }

    @Override
    public void compact() {
      store.compact();
    }

    @Override
    public Optional<String> trouble() {
      return store.trouble();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
