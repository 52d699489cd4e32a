package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import dev.cairn.ontology.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobsTest {
  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path log(Job job) {
    return folder.resolve("events/jobs").resolve(job.id() + ".log");
  }

  static List<Outcome> outcomes() {
    return List.of(
        new Outcome.Indexed(),
        new Outcome.Container("An archive of\tfiles."),
        new Outcome.Empty("Its pages are\tpictures.\n"),
        new Outcome.DuplicateOf(ItemId.random()),
        new Outcome.NewVersion(7),
        new Outcome.Unchanged(),
        new Outcome.Moved("a\\nb/ä \r"),
        new Outcome.Gone(),
        new Outcome.Locked(),
        new Outcome.TooLarge(1L << 40),
        new Outcome.Unsupported("No."),
        new Outcome.Corrupt("Cut off.", true),
        new Outcome.Stopped(new Limit(Limit.Kind.TIME, "60 seconds"), false),
        new Outcome.Cancelled(),
        new Outcome.Unreadable(""));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void every_outcome_is_read_from_the_log_as_it_was_written(Outcome outcome) {
    var entry = new JobForm.Record.End(3, outcome);
    var line = JobForm.write(entry);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    assertEquals(Optional.of(entry), JobForm.read(line.substring(0, line.length() - 1)));
    for (int cut = 0; cut < line.length() - 1; cut++)
      assertEquals(Optional.empty(), JobForm.read(line.substring(0, cut)), line);
  }

  @Test
  void a_finished_job_is_known_after_a_restart() throws Exception {
    var refused = new Submission.Refused("big.iso", new Outcome.TooLarge(7));
    var job = bench.bring(bench.at("a", "words"), bench.at("b", "LOCKED"), refused);
    bench.restart();
    var known = bench.ingest.job(job.id()).orElseThrow();
    assertEquals(job.files(), known.files());
    assertEquals(Map.of("indexed", 1, "locked", 1, "tooLarge", 1), known.counts().outcomes());
    assertEquals(2, known.counts().attention());
    assertEquals(Map.of(Job.Stage.DONE, 3), known.counts().stages());
    assertEquals(Job.State.DONE, known.state());
    assertEquals(List.of(), bench.ingest.jobs().getFirst().files());
    assertEquals(3, bench.ingest.jobs().getFirst().done());
  }

  @Test
  void what_a_crash_has_torn_is_left_out() throws Exception {
    var job = bench.bring(bench.at("a", "words"), bench.at("b", "more"));
    bench.ingest.close();
    var whole = Files.readString(log(job));
    var lines = whole.lines().toList();
    // The outcome of the last file, and that the job is over, did not come to the disk.
    var torn = new ArrayList<>(lines.subList(0, lines.size() - 2));
    torn.add(lines.get(lines.size() - 2).substring(0, 12));
    Files.write(log(job), torn);
    Files.write(log(job), new byte[] {0, 0, (byte) 0xff}, StandardOpenOption.APPEND);
    bench.restart();
    var known = bench.ingest.await(job.id());
    assertEquals(job.files(), known.files());
    bench.ingest.close();
    assertEquals(
        Set.copyOf(lines.subList(0, lines.size() - 1)),
        Set.copyOf(Files.readAllLines(log(job)).subList(0, lines.size() - 1)));
  }

  @Test
  void only_the_last_jobs_are_kept() throws Exception {
    bench.settings = bench.settings.withKeptJobs(3);
    bench.restart();
    var all = new ArrayList<Job>();
    for (int i = 0; i < 5; i++) all.add(bench.bring(bench.at("f" + i, "words " + i)));
    bench.restart();
    assertEquals(
        all.subList(2, 5).reversed().stream().map(Job::id).toList(),
        bench.ingest.jobs().stream().map(Job::id).toList());
    bench.ingest.close();
    bench.restart();
    try (var left = Files.list(folder.resolve("events/jobs"))) {
      assertEquals(3, left.count());
    }
  }

  @Test
  void a_job_is_filled_as_files_are_met() throws Exception {
    String id;
    try (var intake = bench.ingest.begin("sweep", "Folder", List.of(), Caller.admin())) {
      id = intake.job();
      intake.add(List.of(bench.at("a", "one")));
      intake.note("old", Optional.empty(), new Outcome.Moved("older"));
      intake.add(List.of(bench.at("b", "two")));
      assertEquals(Job.State.RUNNING, bench.ingest.summary(id).orElseThrow().state());
    }
    var job = bench.ingest.await(id);
    assertEquals(Map.of("a", "indexed", "old", "moved", "b", "indexed"), Bench.outcomes(job));
    try (var intake = bench.ingest.begin("sweep", "Nothing", List.of(), Caller.admin())) {
      id = intake.job();
    }
    assertEquals(Job.State.DONE, bench.ingest.await(id).state());
  }

  @Test
  void a_cancelled_job_stays_cancelled_after_a_restart() throws Exception {
    bench.settings = bench.settings.withWorkers(1);
    bench.restart();
    var go = new CountDownLatch(1);
    var begun = bench.extractor.hold("a", go);
    var job = bench.submit(bench.at("a", "one"), bench.at("b", "two"));
    begun.await();
    assertEquals(
        Map.of(Job.Stage.READING, 1, Job.Stage.WAITING, 1),
        bench.ingest.summary(job.id()).orElseThrow().counts().stages());
    bench.ingest.cancel(job.id());
    go.countDown();
    bench.ingest.await(job.id());
    bench.restart();
    assertEquals(Job.State.CANCELLED, bench.ingest.summary(job.id()).orElseThrow().state());
  }

  @Test
  void retrying_reads_what_needs_attention_and_nothing_else() throws Exception {
    var job = bench.bring(bench.at("a", "words"), bench.at("b", "BROKEN"), bench.at("c", ""));
    int calls = bench.extractor.calls.get();
    var retried = bench.ingest.await(bench.ingest.retry(job.id(), Caller.admin()).id());
    assertEquals(Map.of("b", "corrupt", "c", "empty"), Bench.outcomes(retried));
    assertEquals(calls + 2, bench.extractor.calls.get());
    assertThrows(IllegalArgumentException.class, () -> bench.ingest.retry("none", Caller.admin()));
    var fine = bench.bring(bench.at("d", "fine"));
    assertThrows(
        IllegalArgumentException.class, () -> bench.ingest.retry(fine.id(), Caller.admin()));
  }

  @Test
  void a_password_that_opened_a_file_is_tried_first_and_read_by_its_owner_only() throws Exception {
    bench.bring(bench.at("a", "LOCKED secret\nthe text"));
    var item = bench.item("a");
    var file = folder.resolve("secrets/passwords");
    var job =
        bench.ingest.reread(
            "Opened", List.of(item.id()), List.of("wrong", "secret"), Caller.admin());
    assertEquals(Map.of("a", "indexed"), Bench.outcomes(bench.ingest.await(job.id())));
    assertEquals("the text", bench.shown().get("a"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

    bench.extractor = new PlainExtractor("plain-2");
    bench.restart();
    bench.ingest.awaitIdle();
    assertEquals("the text", bench.shown().get("a"));
    assertEquals(2, bench.extractor.calls.get(), "without a password, then with the right one");
    assertEquals(1, Files.readAllLines(file).size(), "what jobs offer ends with them");
  }

  @Test
  void what_was_destroyed_leaves_no_word_behind() throws Exception {
    bench.ingest.begin("sweep", "Rareword.txt", List.of(), Caller.admin()).close();
    var job = bench.bring(bench.at("folder/Rareword.txt", "a raretext"), bench.at("b", "words"));
    var other = bench.bring(bench.at("folder/Rareword.txt", "a raretext"));
    var item = bench.item("folder/Rareword.txt");
    bench.catalogue.destroy(List.of(item.id()), Caller.admin());
    bench.ingest.forget(Set.of(item.id()), Set.of(item.version().content()));
    assertTrue(bench.ingest.deleteIfUnreferenced(item.version().content()));
    assertEquals(
        List.of("A destroyed file", "b"),
        bench.ingest.job(job.id()).orElseThrow().files().stream().map(Job.File::name).toList());
    assertEquals(1, bench.ingest.job(other.id()).orElseThrow().files().size());
    bench.ingest.close();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList())
        assertFalse(
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("Rareword"),
            file.toString());
    }
    try (var derived = Files.walk(folder.resolve("derived"))) {
      assertEquals(2, derived.filter(Files::isRegularFile).count(), "text and passages of b");
    }
  }

  @Test
  void what_is_destroyed_while_it_is_read_leaves_nothing_behind() throws Exception {
    var go = new CountDownLatch(1);
    var begun = bench.extractor.hold("a", go);
    var job = bench.submit(bench.at("a", "words"));
    begun.await();
    Item item = bench.item("a");
    ContentId content = item.version().content();
    bench.catalogue.destroy(List.of(item.id()), Caller.admin());
    bench.ingest.forget(Set.of(item.id()), Set.of(content));
    go.countDown();
    bench.ingest.await(job.id());
    bench.ingest.awaitIdle();
    try (var derived = Files.walk(folder.resolve("derived"))) {
      assertEquals(0, derived.filter(Files::isRegularFile).count());
    }
  }

  @Test
  void a_job_of_many_files_is_asked_for_cheaply() throws Exception {
    var logs = new JobLogs(folder.resolve("logs"));
    var clock = Clock.systemUTC();
    var job = TrackedJob.begin("many", "documents", "Many", clock, logs, _ -> {});
    var tickets = new ArrayList<TrackedJob.Ticket>();
    for (int i = 0; i < 20_000; i++)
      tickets.add(job.add("folder/file-" + i, Optional.empty(), Optional.empty()));
    job.complete();
    for (int i = 0; i < 20_000; i++) {
      tickets.get(i).ends(new Outcome.Indexed());
      assertEquals(i + 1, job.summary().done());
    }
    job.write(false);
    assertEquals(Job.State.DONE, job.summary().state());
    assertEquals(20_000, job.snapshot().files().size());
    var again = TrackedJob.load("many", clock, logs, _ -> {}).orElseThrow();
    assertEquals(job.summary().counts().outcomes(), again.summary().counts().outcomes());
    assertTrue(again.started().isBefore(Instant.now().plusSeconds(1)));
  }
}
