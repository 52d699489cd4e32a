package dev.cairn.corpus.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ItemId ITEM = new ItemId("a".repeat(22));
  private static final ItemId OTHER = new ItemId("b".repeat(22));

  private final Path folder;

  EventLogTest(@TempDir Path folder) {
    this.folder = folder.resolve("people");
  }

  private static Event.Searched searched(String who, String question, long results) {
    return new Event.Searched(NOON, who, question, "lexical", results);
  }

  private static List<Event> all(EventLog log) {
    var all = new ArrayList<Event>();
    log.all(all::add);
    return all;
  }

  private static List<String> asked(EventLog log, int people) {
    return log.questions().askedBy(people).stream().map(AskedQuestions.Question::text).toList();
  }

  private String written() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (var file : files.sorted().toList()) text.append(Files.readString(file));
    }
    return text.toString();
  }

  @Test
  void what_was_noted_is_there_after_a_restart_whatever_was_typed() {
    var events =
        List.of(
            searched("anonymous", "tab\there\nand \\n there\r", 3),
            new Event.Opened(NOON, "admin", "ärger 😀", ITEM, 2),
            new Event.Judged(NOON, "admin", "", ITEM, 0, "hybrid", true),
            new Event.Judged(NOON, "admin", "q", OTHER, 7, "semantic", false));
    try (var log = EventLog.open(folder)) {
      for (var event : events) log.note(event);
      log.noteDurably(events.getFirst());
    }
    try (var log = EventLog.open(folder)) {
      assertEquals(events, all(log).subList(0, 4));
      assertEquals(5, all(log).size());
    }
  }

  @Test
  void what_found_nothing_is_told_by_itself_until_it_finds_something() {
    try (var log = EventLog.open(folder)) {
      log.note(searched("a", "first", 0));
      log.note(searched("a", "second", 0));
      log.note(searched("b", "First ", 0));
      assertEquals(List.of("First", "second"), log.questions().inVain());
      assertEquals(List.of(), asked(log, 1), "it is suggested to nobody");
      log.note(searched("b", "SECOND", 4));
      assertEquals(List.of("First"), log.questions().inVain());
    }
    try (var log = EventLog.open(folder)) {
      assertEquals(List.of("First"), log.questions().inVain());
    }
  }

  @Test
  void a_line_that_a_crash_cut_off_costs_itself_alone() throws IOException {
    try (var log = EventLog.open(folder)) {
      log.note(searched("a", "first", 1));
    }
    Files.writeString(
        folder.resolve("00000001.log"), "searched\t2026-03-01T1", StandardOpenOption.APPEND);
    try (var log = EventLog.open(folder)) {
      log.note(searched("a", "second", 1));
      assertEquals(List.of("first", "second"), all(log).stream().map(Event::question).toList());
    }
  }

  @Test
  void files_are_rolled_and_read_in_their_order() throws IOException {
    try (var log = EventLog.open(folder, 200)) {
      for (int i = 0; i < 50; i++) log.note(searched("a", "question " + i, 1));
    }
    try (var files = Files.list(folder);
        var log = EventLog.open(folder, 200)) {
      assertTrue(files.count() > 5);
      log.note(searched("a", "question 50", 1));
      for (int i = 0; i <= 50; i++) assertEquals("question " + i, all(log).get(i).question());
    }
  }

  @Test
  void a_question_counts_when_several_people_found_something() {
    try (var log = EventLog.open(folder)) {
      log.note(searched("ann", "Price rise", 4));
      log.note(searched("ann", "price rise", 4));
      assertEquals(List.of(), asked(log, 2), "one person asking twice");
      log.note(searched("bob", "price  rise ", 0));
      assertEquals(List.of(), asked(log, 2), "who found nothing does not count");
      log.note(searched("bob", "price  rise ", 4));
      log.note(searched("ann", "storm", 4));
      log.note(searched("bob", "storm", 4));
      log.note(new Event.Opened(NOON, "bob", "storm", ITEM, 1));
      assertEquals(List.of("storm", "price  rise"), asked(log, 2), "what was opened comes first");
    }
    try (var log = EventLog.open(folder)) {
      assertEquals(List.of("storm", "price  rise"), asked(log, 2));
    }
  }

  @Test
  void of_what_was_destroyed_neither_events_nor_titles_stay() throws IOException {
    try (var log = EventLog.open(folder, 300)) {
      for (var who : List.of("ann", "bob")) {
        log.note(searched(who, "the Falcon take-over plan, please", 1));
        log.note(searched(who, "falcon", 1));
        log.note(searched(who, "secret", 1));
        log.note(searched(who, "secret ingredients", 1));
      }
      log.note(new Event.Opened(NOON, "ann", "birds", ITEM, 1));
      log.note(new Event.Opened(NOON, "ann", "birds", OTHER, 1));
      log.forget(Set.of(ITEM), List.of("Falcon Take-Over Plan", "Secret", " "));
      assertEquals(
          List.of("falcon", "secret ingredients"), asked(log, 2).stream().sorted().toList());
      assertEquals(1, all(log).stream().filter(e -> e.question().equals("birds")).count());
      assertFalse(written().contains("take-over"), written());
      assertFalse(written().contains(ITEM.value()));
      log.note(searched("ann", "after", 1));
    }
    try (var log = EventLog.open(folder)) {
      assertEquals("after", all(log).getLast().question());
      assertEquals(
          List.of("falcon", "secret ingredients"), asked(log, 2).stream().sorted().toList());
    }
  }
}
