package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.blob.BlobStores;
import dev.cairn.corpus.catalogue.Catalogues;
import dev.cairn.corpus.lesson.LessonRow;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.tdb.GraphStores;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  @TempDir Path folder;
  private GraphStore graph;
  private Catalogue catalogue;
  private BlobStore blobs;
  private final RecordingIndex index = new RecordingIndex();
  private final PlainExtractor extractor = new PlainExtractor("plain-1");
  private final Timings timings = new Timings();
  private Ingest ingest;

  @BeforeEach
  void open() {
    graph = GraphStores.inMemory();
    catalogue = Catalogues.open(graph, Clock.systemUTC());
    blobs = BlobStores.inDirectory(folder.resolve("originals"));
    ingest = over(extractor, settings());
    ingest.start();
  }

  @AfterEach
  void close() {
    ingest.close();
    blobs.close();
    catalogue.close();
    graph.close();
  }

  private IngestSettings settings() {
    return IngestSettings.in(folder);
  }

  private Ingest over(Extractor reading, IngestSettings settings) {
    var concepts = FewConcepts.THREE;
    var linker = Linkers.over(concepts, LinkerSettings.defaults());
    var parts =
        new IngestParts(
            blobs,
            catalogue,
            reading,
            new DerivedStore(folder.resolve("derived")),
            () -> concepts,
            () -> linker,
            index,
            Clock.systemUTC());
    return new Pipeline(parts, settings, timings, Step.Checkpoint.NONE);
  }

  private void restart(Extractor reading, IngestSettings settings) {
    ingest.close();
    ingest = over(reading, settings);
    ingest.start();
  }

  private Submission.Document upload(String name, String text) throws Exception {
    return document(Optional.empty(), name, text, Metadata.none());
  }

  private Submission.Document at(String path, String text) throws Exception {
    return document(Optional.of(new Place("folder:test", path)), path, text, Metadata.none());
  }

  private Submission.Document document(
      Optional<Place> place, String name, String text, Metadata given) throws Exception {
    var stored = ingest.store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new Submission.Document(place, name, stored.id(), stored.bytes(), given);
  }

  private Job bring(Submission... all) throws InterruptedException {
    return ingest.await(submit(all).id());
  }

  private Job submit(Submission... all) {
    return ingest.submit("documents", "Files", List.of(all), Caller.admin());
  }

  private static String code(Job job) {
    return job.files().getFirst().outcome().map(Outcome::code).orElse("waits");
  }

  private Item item(Job job) {
    return catalogue
        .find(job.files().getFirst().item().orElseThrow(), Caller.admin())
        .orElseThrow();
  }

  private String shownText(Item item) {
    var entry = index.shown().get(item.id().value());
    return entry == null
        ? ""
        : String.join("|", entry.passages().stream().map(Passage::text).toList());
  }

  @Test
  void a_file_is_shown_when_its_job_is_done() throws Exception {
    var job = bring(upload("churn.txt", "Why customer churn matters."));
    assertEquals(Job.State.DONE, job.state());
    assertEquals("indexed", code(job));
    var item = item(job);
    assertEquals("Why customer churn matters.", shownText(item));
    assertTrue(ingest.findable(item));
    assertEquals(
        List.of("customer-churn"),
        ingest.derived(item).orElseThrow().mentions().stream().map(m -> m.concept()).toList());
  }

  @Test
  void each_file_has_the_outcome_that_it_deserves() throws Exception {
    var job =
        bring(
            upload("a.txt", "plain words"),
            upload("b.txt", "LOCKED"),
            upload("c.txt", "BROKEN"),
            upload("d.txt", ""),
            upload("e.txt", "THROWS"),
            upload("f.txt", "OVERFLOWS"),
            new Submission.Refused("g.iso", new Outcome.TooLarge(7)));
    assertEquals(
        List.of("indexed", "locked", "corrupt", "empty", "unreadable", "stopped", "tooLarge"),
        job.files().stream().map(f -> f.outcome().orElseThrow().code()).toList());
    assertEquals(7, job.done());
    assertEquals(6, catalogue.count(Caller.admin(), Optional.empty()));
    assertEquals(
        List.of("a.txt", "d.txt"),
        index.shown().values().stream()
            .filter(e -> e.change() > 0)
            .map(Entry::title)
            .sorted()
            .toList());
    assertEquals(List.of(), catalogue.waiting());
    assertEquals(Optional.empty(), ingest.trouble());
  }

  @Test
  void a_file_without_text_is_found_by_its_title() throws Exception {
    var item = item(bring(upload("customer churn.png", "")));
    assertTrue(ingest.findable(item));
    assertEquals(Optional.empty(), ingest.derived(item));
    var entry = index.shown().get(item.id().value());
    assertEquals(List.of(), entry.passages());
    assertEquals(List.of("customer-churn"), entry.tags().stream().map(t -> t.concept()).toList());
    ingest.close();
    index.forgetEverything();
    ingest = over(extractor, settings());
    ingest.start();
    ingest.awaitIdle();
    assertEquals(entry, index.durable().get(item.id().value()));
    assertEquals(1, extractor.calls.get());
  }

  @Test
  void where_the_next_version_cannot_be_read_the_last_one_is_found() throws Exception {
    var first = item(bring(at("a.txt", "old words about planning")));
    assertEquals("locked", code(bring(at("a.txt", "LOCKED"))));
    var now = catalogue.find(first.id(), Caller.admin()).orElseThrow();
    assertEquals(2, now.versions().size());
    assertEquals("old words about planning", shownText(now));
    assertTrue(ingest.findable(now));
    assertEquals(new Findability(true, Findability.Meaning.OFF), ingest.findability(now));
    assertEquals(first.tags(), now.tags());
  }

  @Test
  void what_is_in_the_bin_is_not_found_until_it_comes_back() throws Exception {
    var item = item(bring(upload("a.txt", "words")));
    catalogue.bin(List.of(item.id()), Caller.admin());
    ingest.awaitIdle();
    assertEquals("", shownText(item));
    assertFalse(ingest.findable(catalogue.find(item.id(), Caller.admin()).orElseThrow()));
    catalogue.restore(List.of(item.id()), Caller.admin());
    ingest.awaitIdle();
    assertEquals("words", shownText(item));
    assertEquals(1, extractor.calls.get());
  }

  @Test
  void the_same_bytes_again_are_another_place_of_the_same_item() throws Exception {
    var job = bring(at("one/a.txt", "the same words"), at("two/b.txt", "the same words"));
    var outcome = job.files().get(1).outcome().orElseThrow();
    assertEquals(new Outcome.DuplicateOf(item(job).id()), outcome);
    assertEquals("unchanged", code(bring(at("one/a.txt", "the same words"))));
    assertEquals("duplicate", code(bring(at("three/c.txt", "the same words"))));
    assertEquals(1, catalogue.count(Caller.admin(), Optional.empty()));
    assertEquals(1, extractor.calls.get());
  }

  @Test
  void what_duplicates_an_unreadable_file_is_unreadable_too() throws Exception {
    assertEquals("corrupt", code(bring(at("one", "BROKEN"))));
    assertEquals("corrupt", code(bring(at("two", "BROKEN"))));
    assertEquals("corrupt", code(bring(at("one", "BROKEN"))));
    assertEquals(1, extractor.calls.get());
  }

  @Test
  void other_bytes_at_the_same_place_are_the_next_version() throws Exception {
    var first = item(bring(at("a.txt", "old words")));
    var job = bring(at("a.txt", "new words"));
    assertEquals(Optional.of(new Outcome.NewVersion(2)), job.files().getFirst().outcome());
    assertEquals(first.id(), item(job).id());
    assertEquals("new words", shownText(first));
  }

  @Test
  void while_the_next_version_waits_the_last_one_is_found() throws Exception {
    var first = item(bring(at("a.txt", "old words")));
    var go = new CountDownLatch(1);
    var begun = extractor.hold("a.txt", go);
    var place = Optional.of(new Place("folder:test", "a.txt"));
    var job = submit(document(place, "a.txt", "new words", Metadata.none()));
    begun.await();
    assertEquals("old words", shownText(first));
    assertTrue(ingest.findable(item(job)));
    assertEquals("old words", ingest.derived(item(job)).orElseThrow().reading().text());
    go.countDown();
    ingest.await(job.id());
    assertEquals("new words", shownText(first));
  }

  @Test
  void a_place_that_parts_from_its_twin_leaves_nothing_unread() throws Exception {
    restart(extractor, settings().withWorkers(1));
    var go = new CountDownLatch(1);
    var begun = extractor.hold("held.txt", go);
    var held = submit(at("held.txt", "held"));
    begun.await();
    submit(at("one.txt", "same"), at("two.txt", "same"));
    submit(at("two.txt", "other"));
    go.countDown();
    ingest.await(held.id());
    ingest.awaitIdle();
    assertEquals(List.of(), catalogue.waiting());
    assertEquals(
        List.of("held", "other", "same"),
        index.shown().values().stream()
            .filter(e -> e.change() > 0)
            .map(e -> e.passages().getFirst().text())
            .sorted()
            .toList());
  }

  @Test
  void what_was_destroyed_is_no_longer_shown() throws Exception {
    var item = item(bring(upload("a.txt", "words")));
    catalogue.destroy(List.of(item.id()), Caller.admin());
    ingest.awaitIdle();
    assertEquals("", shownText(item));
    assertFalse(index.durable().containsKey(item.id().value()));
  }

  @Test
  void a_job_is_told_to_its_watcher_and_last_of_all_finished() throws Exception {
    var go = new CountDownLatch(1);
    extractor.hold("b.txt", go);
    var job = submit(upload("a.txt", "first"), upload("b.txt", "second"));
    List<Job> told = Collections.synchronizedList(new ArrayList<>());
    var running = new CountDownLatch(1);
    var finished = new CountDownLatch(1);
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    ingest.watch(
        job.id(),
        now -> {
          told.add(now);
          threads.add(Thread.currentThread().getName());
          if (now.finished().isEmpty()) running.countDown();
          else finished.countDown();
        });
    running.await();
    go.countDown();
    finished.await();
    assertEquals(ingest.summary(job.id()).orElseThrow(), told.getLast());
    assertEquals(2, told.getLast().done());
    assertEquals(List.of("ingest-watch"), threads.stream().distinct().toList());
  }

  @Test
  void whoever_watches_a_finished_job_is_told_once() throws Exception {
    var job = bring(upload("a.txt", "words"));
    var told = new CountDownLatch(1);
    List<Job> all = Collections.synchronizedList(new ArrayList<>());
    ingest.watch(
        job.id(),
        now -> {
          all.add(now);
          told.countDown();
        });
    told.await();
    assertEquals(List.of(ingest.summary(job.id()).orElseThrow()), all);
  }

  @Test
  void a_slow_watcher_holds_up_nothing() throws Exception {
    var never = new CountDownLatch(1);
    var job = submit(upload("a.txt", "words"));
    ingest.watch(job.id(), _ -> awaitQuietly(never));
    assertEquals("indexed", code(ingest.await(job.id())));
    assertEquals("indexed", code(bring(upload("b.txt", "more words"))));
    never.countDown();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void cancelling_stops_what_has_not_begun_and_bringing_it_again_reads_it() throws Exception {
    restart(extractor, settings().withWorkers(1));
    var go = new CountDownLatch(1);
    var begun = extractor.hold("a.txt", go);
    var job = submit(at("a.txt", "one"), at("b.txt", "two"), at("c.txt", "three"));
    begun.await();
    ingest.cancel(job.id());
    go.countDown();
    var ended = ingest.await(job.id());
    assertEquals(Job.State.CANCELLED, ended.state());
    assertEquals(
        List.of("indexed", "cancelled", "cancelled"),
        ended.files().stream().map(f -> f.outcome().orElseThrow().code()).toList());
    assertTrue(ended.files().get(1).outcome().orElseThrow().sentence().startsWith("Was cancelled"));
    assertEquals(List.of(), catalogue.waiting());

    var again = bring(at("b.txt", "two"));
    assertEquals("two", shownText(item(again)));
  }

  @Test
  void a_job_goes_on_at_the_next_start() throws Exception {
    restart(extractor, settings().withWorkers(1));
    var go = new CountDownLatch(1);
    var begun = extractor.hold("a.txt", go);
    var job = submit(at("a.txt", "one"), at("b.txt", "two"));
    begun.await();
    var closing = Thread.ofPlatform().name("closing").start(ingest::close);
    assertEquals(2, catalogue.waiting().size());
    awaitWaiting(closing);
    go.countDown();
    closing.join();
    assertEquals(List.of("b.txt"), catalogue.waiting().stream().map(Item::title).toList());

    ingest = over(extractor, settings());
    ingest.start();
    ingest.awaitIdle();
    var ended = ingest.await(job.id());
    assertEquals(List.of(job.id()), ingest.jobs().stream().map(Job::id).toList());
    assertEquals(List.of("a.txt", "b.txt"), ended.files().stream().map(Job.File::name).toList());
    assertEquals(Map.of("indexed", 2), ended.counts().outcomes());
    assertEquals("one", shownText(item(ended)));
    assertEquals(2, index.durable().values().stream().filter(e -> e.change() > 0).count());
  }

  /// Until the thread stands still, in `join` of what it waits for.
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
  }

  @Test
  void a_failing_index_is_told_of_and_nothing_is_lost() throws Exception {
    index.failures.set(Integer.MAX_VALUE);
    var submitted = submit(upload("a.txt", "one"), upload("b.txt", "two"));
    while (ingest.trouble().isEmpty()) Thread.onSpinWait();
    assertTrue(ingest.trouble().orElseThrow().contains("cannot be brought into the index"));
    index.failures.set(0);
    var job = ingest.await(submitted.id());
    ingest.awaitIdle();
    assertEquals(2, index.durable().values().stream().filter(e -> e.change() > 0).count());
    assertEquals(3, index.durable().values().stream().filter(e -> e.change() == 0).count());
    assertEquals(catalogue.lastChange(), index.committed());
    assertEquals(2, job.done());
    assertEquals(Optional.empty(), ingest.trouble());
  }

  @Test
  void a_fault_with_one_item_leaves_only_that_one_out() throws Exception {
    index.poison = "poison.txt";
    var job = bring(upload("poison.txt", "one"), upload("b.txt", "two"));
    ingest.awaitIdle();
    assertEquals("", shownText(item(job)));
    assertEquals(1, index.durable().values().stream().filter(e -> e.change() > 0).count());
    assertTrue(ingest.trouble().orElseThrow().contains("is left out of the index"));
  }

  @Test
  void an_original_that_vanished_is_told_of() throws Exception {
    var item = item(bring(upload("a.txt", "words")));
    blobs.delete(item.version().content());
    ingest.close();
    index.forgetEverything();
    ingest = over(new PlainExtractor("plain-2"), settings());
    ingest.start();
    ingest.awaitIdle();
    var now = catalogue.find(item.id(), Caller.admin()).orElseThrow();
    assertEquals("corrupt", now.outcome().orElseThrow().code());
    assertTrue(now.outcome().orElseThrow().sentence().contains("missing"));
    assertFalse(ingest.findable(now));
  }

  @Test
  void an_index_that_was_lost_is_filled_anew() throws Exception {
    bring(upload("a.txt", "one"), upload("b.txt", "two"));
    var calls = extractor.calls.get();
    ingest.close();
    var before = index.durable();
    index.forgetEverything();
    ingest = over(extractor, settings());
    ingest.start();
    ingest.awaitIdle();
    assertEquals(before, index.durable());
    assertEquals(calls, extractor.calls.get());
  }

  @Test
  void narrower_rights_hold_before_the_next_version_is_read() throws Exception {
    var item = item(bring(at("a.txt", "old words")));
    var go = new CountDownLatch(1);
    extractor.hold("a.txt", go);
    var place = Optional.of(new Place("folder:test", "a.txt"));
    var job = submit(document(place, "a.txt", "new words", Items.readableBy("group:board")));
    while (index.shown().get(item.id().value()).readers().contains("everyone")) Thread.onSpinWait();
    assertEquals("old words", shownText(item));
    go.countDown();
    ingest.await(job.id());
    assertEquals("new words", shownText(item));
  }

  @Test
  void rows_are_lessons_and_come_in_once() throws Exception {
    var job = lessons(row("1", "Churn", "Customers leave when nobody answers."));
    var item = item(job);
    assertEquals("indexed", code(job));
    assertTrue(shownText(item).contains("Customers leave"));
    var entry = index.shown().get(item.id().value());
    assertEquals(SearchRequest.Kind.LESSON, entry.kind());
    assertEquals(List.of("published"), entry.values().get("status"));
    assertEquals(List.of("planning"), entry.tags().stream().map(t -> t.concept()).toList());

    assertEquals(
        "unchanged", code(lessons(row("1", "Churn", "Customers leave when nobody answers."))));
    assertEquals("newVersion", code(lessons(row("1", "Churn", "Answer within a day."))));
    assertTrue(shownText(item).contains("Answer within a day."));
    assertEquals(0, extractor.calls.get());
  }

  private Job lessons(LessonRow... rows) throws InterruptedException {
    var all = Stream.of(rows).map(row -> Submission.of(row, "import:test")).toList();
    return ingest.await(ingest.submit("lessons", "Rows", all, Caller.admin()).id());
  }

  private static LessonRow row(String key, String title, String words) {
    var metadata = Items.titled(title);
    var lesson =
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
            List.of("planning"),
            Optional.empty(),
            List.of());
    return new LessonRow.Usable(1, key, metadata, lesson);
  }

  @Test
  void cancelling_a_renewal_leaves_everything_as_it_was() throws Exception {
    bring(upload("a.txt", "one"));
    bring(upload("b.txt", "two"));
    var go = new CountDownLatch(1);
    var newer = new PlainExtractor("plain-2");
    var first = newer.hold("a.txt", go);
    newer.hold("b.txt", go);
    restart(newer, settings().withWorkers(1));
    first.await();
    var renewal = ingest.jobs().getFirst();
    ingest.cancel(renewal.id());
    go.countDown();
    var ended = ingest.await(renewal.id());
    assertEquals(Job.State.CANCELLED, ended.state());
    ingest.awaitIdle();
    assertEquals(2, index.durable().values().stream().filter(e -> e.change() > 0).count());
    assertEquals(1, newer.calls.get());
  }

  @Test
  void many_items_share_few_transactions_and_are_fed_in_order() throws Exception {
    var all =
        IntStream.range(0, 120)
            .mapToObj(i -> quietly(() -> upload("n" + i + ".txt", "words of " + i)))
            .toArray(Submission[]::new);
    bring(all);
    ingest.awaitIdle();
    assertEquals(1, timings.times(Timings.Stage.REGISTER));
    assertTrue(timings.times(Timings.Stage.DESCRIBE) < 60);
    assertEquals(index.numbers().stream().sorted().toList(), index.numbers());
    assertEquals(120, index.durable().values().stream().filter(e -> e.change() > 0).count());
    assertEquals(catalogue.lastChange(), index.committed());
  }

  private interface Risky<T> {
    T get() throws Exception;
  }

  private static <T> T quietly(Risky<T> risky) {
    try {
      return risky.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void another_version_of_the_reader_reads_again() throws Exception {
    bring(upload("a.txt", "one"), upload("b.txt", "LOCKED"));
    restart(new PlainExtractor("plain-2"), settings());
    ingest.awaitIdle();
    var renewal = ingest.jobs().getFirst();
    assertEquals("renewal", renewal.kind());
    assertEquals(2, renewal.done());
    restart(new PlainExtractor("plain-2"), settings());
    ingest.awaitIdle();
    assertEquals(renewal.id(), ingest.jobs().getFirst().id());
  }

  @Test
  void concepts_are_entries_too() throws Exception {
    ingest.awaitIdle();
    Entry planning = index.durable().get("concept:planning");
    assertEquals("Planning", planning.title());
    assertEquals("Deciding what to do before doing it.", planning.passages().getFirst().text());
    assertEquals(List.of(), planning.tags());
  }

  @Test
  void old_jobs_are_forgotten() throws Exception {
    for (int i = 0; i < 205; i++)
      ingest.submit(
          "documents",
          "Refused",
          List.of(new Submission.Refused("x", new Outcome.TooLarge(1))),
          Caller.admin());
    assertEquals(200, ingest.jobs().size());
  }

  @Test
  void only_an_admin_brings_things_in_and_only_while_it_runs() throws Exception {
    var file = upload("a.txt", "words");
    assertThrows(
        IllegalArgumentException.class,
        () -> ingest.submit("documents", "Files", List.of(file), Caller.anonymous()));
    assertThrows(
        IllegalArgumentException.class,
        () -> ingest.submit("documents", "Nothing", List.of(), Caller.admin()));
    ingest.close();
    assertThrows(IllegalStateException.class, () -> submit(file));
    assertFalse(catalogue.waiting().stream().findAny().isPresent());
  }

  @Test
  void settings_have_limits() {
    assertThrows(IllegalArgumentException.class, () -> settings().withWorkers(0));
    assertThrows(IllegalArgumentException.class, () -> settings().withLimitBytes(0));
    assertEquals(Duration.ofMillis(100), settings().describeAfter());
  }
}
