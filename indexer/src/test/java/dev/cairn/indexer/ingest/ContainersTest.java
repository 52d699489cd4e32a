package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {
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

  private static String box(String... namesAndTexts) {
    var files = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndTexts.length; i += 2)
      files.put(namesAndTexts[i], namesAndTexts[i + 1]);
    return PlainExtractor.box(files);
  }

  @Test
  void each_file_in_a_file_is_an_item_and_a_line_of_the_same_job() throws Exception {
    var job = bench.bring(bench.at("a.box", box("one.txt", "first", "in.box", box("x", "deep"))));
    assertEquals(
        Map.of(
            "a.box", "container",
            "a.box!/one.txt", "indexed",
            "a.box!/in.box", "container",
            "a.box!/in.box!/x", "indexed"),
        Bench.outcomes(job));
    assertEquals(4, job.total());
    assertEquals(Map.of("a.box", "", "one.txt", "first", "in.box", "", "x", "deep"), bench.shown());
    assertEquals(
        Optional.of(bench.item("a.box!/in.box").id()), bench.item("a.box!/in.box!/x").partOf());
    assertEquals(
        List.of("in.box", "one.txt"),
        bench.catalogue.parts(bench.item("a.box").id(), Caller.admin()).stream()
            .map(Item::title)
            .toList());
  }

  @Test
  void what_the_next_version_lacks_goes_to_the_bin_and_what_it_changes_is_a_version()
      throws Exception {
    bench.bring(bench.at("a.box", box("kept", "same", "changed", "old", "lost", "words")));
    var changed = bench.item("a.box!/changed").id();
    var job = bench.bring(bench.at("a.box", box("kept", "same", "changed", "new", "more", "here")));
    assertEquals(
        Map.of(
            "a.box", "newVersion",
            "a.box!/kept", "unchanged",
            "a.box!/changed", "newVersion",
            "a.box!/more", "indexed"),
        Bench.outcomes(job));
    assertEquals(changed, bench.item("a.box!/changed").id());
    assertEquals(
        Item.Binned.Reason.LEFT_CONTAINER,
        bench.item("a.box!/lost").binned().orElseThrow().reason());
    bench.ingest.awaitIdle();
    assertEquals(
        Map.of("a.box", "", "kept", "same", "changed", "new", "more", "here"), bench.shown());
  }

  @Test
  void a_file_that_holds_itself_comes_to_an_end() throws Exception {
    var job = bench.bring(bench.at("quine", "QUINE"));
    assertEquals(Map.of("quine", "container", "quine!/quine", "duplicate"), Bench.outcomes(job));
    assertEquals(1, bench.catalogue.count(Caller.admin(), Optional.empty()));
    bench.ingest.reread("Again", List.of(bench.item("quine").id()), List.of(), Caller.admin());
    bench.ingest.awaitIdle();
    assertEquals(2, bench.item("quine").places().size());
  }

  @Test
  void a_mail_has_its_own_text_and_its_attachments() throws Exception {
    var mail = PlainExtractor.mail("the body", Map.of("a.txt", "attached"));
    assertEquals(
        Map.of("m.eml", "indexed", "m.eml!/a.txt", "indexed"),
        Bench.outcomes(bench.bring(bench.at("m.eml", mail))));
    assertEquals(Map.of("m.eml", "the body", "a.txt", "attached"), bench.shown());
  }

  @Test
  void the_same_mail_under_other_rights_has_attachments_of_its_own() throws Exception {
    var mail = PlainExtractor.mail("the body", Map.of("a.txt", "attached"));
    bench.bring(bench.at("m.eml", mail));
    bench.bring(bench.at("n.eml", mail, Items.readableBy("group:board")));
    assertEquals(
        Access.of(List.of("group:board")),
        bench.item("n.eml!/a.txt").given().access().orElseThrow());
    assertEquals(4, bench.catalogue.count(Caller.admin(), Optional.empty()));
  }

  @Test
  void what_lies_in_a_file_is_open_to_those_to_whom_the_file_is() throws Exception {
    var board = Items.readableBy("group:board");
    bench.bring(bench.at("a.box", box("one", "1", "in.box", box("two", "2")), board));
    assertEquals(board.access(), bench.item("a.box!/in.box!/two").given().access());
    var staff = Items.readableBy("group:staff");
    bench.catalogue.amend(bench.item("a.box").id(), _ -> staff, Caller.admin());
    assertEquals(staff.access(), bench.item("a.box!/in.box!/two").given().access());
    bench.catalogue.amend(bench.item("a.box!/one").id(), _ -> board, Caller.admin());
    bench.ingest.reread("Again", List.of(bench.item("a.box").id()), List.of(), Caller.admin());
    bench.ingest.awaitIdle();
    assertEquals(board.access(), bench.item("a.box!/one").given().access());
  }

  @Test
  void narrower_rights_of_the_next_version_hold_for_what_lies_in_it_at_once() throws Exception {
    bench.bring(bench.at("a.box", box("one", "1")));
    var go = new CountDownLatch(1);
    bench.extractor.hold("a.box", go);
    var board = Items.readableBy("group:board");
    bench.submit(bench.at("a.box", box("one", "1", "two", "2"), board));
    assertEquals(board.access(), bench.item("a.box!/one").given().access());
    go.countDown();
    bench.ingest.awaitIdle();
    assertEquals(board.access(), bench.item("a.box!/two").given().access());
  }

  private void bounds(int depth, int parts, int expansion, long freeBytes) {
    bench.settings =
        bench.settings.withInside(new IngestSettings.Inside(depth, parts, expansion, freeBytes));
    bench.restart();
  }

  private static Optional<Limit.Kind> stoppedAt(Item item) {
    return item.outcome()
        .filter(Outcome.Stopped.class::isInstance)
        .map(o -> ((Outcome.Stopped) o).at().kind());
  }

  @Test
  void files_in_files_end_at_a_depth() throws Exception {
    bounds(2, 100, 100, 1000);
    var job = bench.bring(bench.at("a", box("b", box("c", box("d", "too deep")))));
    assertEquals(
        Map.of("a", "container", "a!/b", "container", "a!/b!/c", "stopped"), Bench.outcomes(job));
    assertEquals(Optional.of(Limit.Kind.DEPTH), stoppedAt(bench.item("a!/b!/c")));
  }

  @Test
  void the_number_of_files_is_bounded_over_all_that_lies_in_one() throws Exception {
    bounds(9, 4, 100, 1000);
    bench.bring(bench.at("a", box("1", "x", "2", "y", "b", box("3", "z", "4", "u", "5", "v"))));
    assertEquals(Optional.of(Limit.Kind.PARTS), stoppedAt(bench.item("a!/b")));
    assertEquals(4, bench.catalogue.inside(Bench.place("a")).size());
    bench.bring(bench.at("other", box("1", "p", "2", "q", "3", "r", "4", "s")));
    assertEquals(4, bench.catalogue.inside(Bench.place("other")).size());
  }

  @Test
  void two_files_inside_that_are_unpacked_at_once_do_not_pass_the_number_together()
      throws Exception {
    bench.settings = bench.settings.withWorkers(2);
    bounds(9, 5, 100, 1000);
    var stored = new AtomicInteger();
    bench.checkpoint =
        step -> {
          // The first is that of the outermost file; the next waits until the last one is as far,
          // or has to wait for it.
          if (step == Step.PARTS_STORED && stored.incrementAndGet() == 2)
            while (stored.get() < 3 && !anotherWaits()) Thread.onSpinWait();
        };
    var three = box("1", "x", "2", "y", "3", "z");
    var job = bench.bring(bench.at("a", box("b", three, "c", three + "!")));
    bench.checkpoint = Step.Checkpoint.NONE;
    assertEquals(5, bench.catalogue.inside(Bench.place("a")).size(), job::toString);
    assertEquals(
        1,
        Stream.of("a!/b", "a!/c")
            .filter(path -> stoppedAt(bench.item(path)).equals(Optional.of(Limit.Kind.PARTS)))
            .count());
  }

  private static boolean anotherWaits() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getState() == Thread.State.BLOCKED)
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(Containers.class.getName()));
  }

  @Test
  void the_bytes_unpacked_are_bounded_over_all_that_lies_in_one() throws Exception {
    bounds(9, 100, 1, 20);
    var text = box("b", box("c", "x".repeat(30)));
    bench.bring(bench.at("a", text));
    assertEquals(Optional.of(Limit.Kind.EXPANSION), stoppedAt(bench.item("a!/b")));
  }

  @Test
  void a_locked_file_inside_is_told_of_and_a_password_brings_it() throws Exception {
    var job = bench.bring(bench.at("a.box", box("open", "words", "safe?key", "secret")));
    assertEquals(
        Map.of("a.box", "empty", "a.box!/open", "indexed", "a.box!/safe", "locked"),
        Bench.outcomes(job));
    var again =
        bench.ingest.reread(
            "With a password",
            List.of(bench.item("a.box").id()),
            List.of("wrong", "key"),
            Caller.admin());
    assertEquals(
        Map.of("a.box", "container", "a.box!/safe", "indexed"),
        Bench.outcomes(bench.ingest.await(again.id())));
    assertEquals("secret", bench.shown().get("safe"));
  }

  @Test
  void retrying_a_job_reads_the_container_of_what_was_missed() throws Exception {
    var job = bench.bring(bench.at("a.box", box("open", "words", "safe?key", "secret")));
    var retried = bench.ingest.await(bench.ingest.retry(job.id(), Caller.admin()).id());
    assertEquals("retry", retried.kind());
    assertEquals(Map.of("a.box", "empty", "a.box!/safe", "locked"), Bench.outcomes(retried));
  }

  @Test
  void nothing_is_left_in_the_scratch_folder() throws Exception {
    bench.bring(bench.at("a.box", box("in.box", box("x", "deep"))), bench.at("b", "BROKEN"));
    try (var left = Files.list(folder.resolve("scratch"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void what_lies_in_a_file_that_was_thrown_away_meanwhile_follows_it() throws Exception {
    var go = new CountDownLatch(1);
    var begun = bench.extractor.hold("a.box", go);
    var job = bench.submit(bench.at("a.box", box("one", "1")));
    begun.await();
    bench.catalogue.bin(List.of(bench.item("a.box").id()), Caller.admin());
    go.countDown();
    bench.ingest.await(job.id());
    bench.ingest.awaitIdle();
    assertTrue(bench.item("a.box!/one").binned().isPresent());
    assertEquals(Map.of(), bench.shown());
  }
}
