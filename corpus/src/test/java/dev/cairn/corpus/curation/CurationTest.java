package dev.cairn.corpus.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.curation.Curated.Meant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was entered is there after any end of the process, or it is said that it is not.
class CurationTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;

  private Curation open() {
    return Curation.open(folder, CLOCK);
  }

  private static <T> T kept(Entered<T> entered) {
    return switch (entered) {
      case Entered.Kept<T>(var what) -> what;
      case Entered.Refused<T>(var field, var because) ->
          throw new AssertionError(field + ": " + because);
    };
  }

  private static String refused(Entered<?> entered) {
    return assertInstanceOf(Entered.Refused.class, entered).because();
  }

  @Test
  void what_was_entered_is_there_when_it_is_opened_again() {
    var first = open();
    var item = ItemId.random();
    var pin = kept(first.pin(Optional.empty(), "Travel rules", item, "asked \"daily\"\n\t"));
    var set = kept(first.synonyms(Optional.empty(), List.of("overdue", "late", "zu spät"), false));
    var search = kept(first.search(Optional.empty(), "me", "Storms", "q=storm&kind=lesson", true));
    // Nothing is closed: a process that is killed does not close either.
    var again = open();
    assertEquals(List.of(pin), again.pins());
    assertEquals(List.of(set), again.synonyms());
    assertEquals(List.of(search), again.searches("other"));
    assertEquals(Optional.empty(), again.trouble());
    assertEquals(new Curation.Count(1, 1, 1, List.of()), Curation.count(folder));
  }

  @Test
  void what_was_changed_or_removed_is_so_when_it_is_opened_again() {
    var first = open();
    var item = ItemId.random();
    var pin = kept(first.pin(Optional.empty(), "travel", item, ""));
    var other = kept(first.pin(Optional.empty(), "rules", item, ""));
    kept(first.pin(Optional.of(pin.id()), "journeys", item, "renamed"));
    assertTrue(first.removePin(other.id()));
    assertFalse(first.removePin(other.id()));
    var again = open();
    assertEquals(List.of("journeys"), again.pins().stream().map(Pin::question).toList());
    assertEquals(pin.id(), again.pins().getFirst().id());
    assertEquals(Set.of(), again.curated().pinned("travel"));
    assertEquals(Set.of(item), again.curated().pinned("journeys"));
  }

  @Test
  void questions_are_the_same_whatever_their_case_accents_and_signs() {
    var curation = open();
    var item = ItemId.random();
    kept(curation.pin(Optional.empty(), "Café rules", item, ""));
    for (var same : List.of("cafe rules", " CAFÉ   Rules? ", "cafe-rules", "ｃafe rules"))
      assertEquals(Set.of(item), curation.curated().pinned(same), same);
    for (var other : List.of("rules cafe", "cafe", "cafe rules of", "cafes rules", ""))
      assertEquals(Set.of(), curation.curated().pinned(other), other);
  }

  @Test
  void what_cannot_be_used_is_refused_with_a_reason() {
    var curation = open();
    var item = ItemId.random();
    assertTrue(refused(curation.pin(Optional.empty(), " ?! ", item, "")).contains("question"));
    assertTrue(refused(curation.pin(Optional.empty(), "x".repeat(201), item, "")).contains("200"));
    assertTrue(refused(curation.pin(Optional.empty(), "x", item, "n".repeat(501))).contains("500"));
    kept(curation.pin(Optional.empty(), "x", item, ""));
    assertTrue(refused(curation.pin(Optional.empty(), "X!", item, "")).contains("already"));
    assertTrue(
        refused(curation.synonyms(Optional.empty(), List.of("late", "Late", " "), false))
            .contains("two different"));
    var many = IntStream.range(0, 21).mapToObj(i -> "w" + i).toList();
    assertTrue(refused(curation.synonyms(Optional.empty(), many, false)).contains("21"));
    assertTrue(
        refused(curation.synonyms(Optional.empty(), List.of("a", "b c d e f g h"), true))
            .contains("6 words"));
    assertTrue(
        refused(curation.search(Optional.empty(), "me", " ", "q=x", false)).contains("1 to"));
    assertTrue(
        refused(curation.search(Optional.empty(), "me", "n", "q=" + "x".repeat(2_000), false))
            .contains("2000"));
    assertEquals(1, curation.pins().size());
    assertEquals(List.of(), curation.synonyms());
  }

  @Test
  void nobody_fills_the_disk_with_saved_searches() {
    var curation = open();
    for (int i = 0; i < Curation.MOST_SEARCHES_OF_OWNER; i++)
      kept(curation.search(Optional.empty(), "me", "search " + i, "q=x", false));
    assertTrue(
        refused(curation.search(Optional.empty(), "me", "one more", "q=x", false))
            .contains("remove one"));
    kept(curation.search(Optional.empty(), "you", "first", "q=x", false));
    assertEquals(1, curation.searches("you").size());
    curation.forgetSearches("you", CLOCK.instant());
    assertEquals(new Curation.Saved(101, 1), curation.countSearches("you"));
    curation.forgetSearches("you", CLOCK.instant().plusSeconds(1));
    assertEquals(new Curation.Saved(1, 1), open().countSearches("you"));
    assertEquals(List.of(), curation.searches("nobody"));
  }

  @Test
  void synonyms_lead_one_step_both_ways_or_one_way() {
    var curation = open();
    kept(curation.synonyms(Optional.empty(), List.of("overdue", "late"), false));
    kept(curation.synonyms(Optional.empty(), List.of("late", "tardy"), false));
    kept(curation.synonyms(Optional.empty(), List.of("CRM", "customer relationship care"), true));
    var curated = curation.curated();
    assertEquals(List.of(new Meant("overdue", "late")), curated.meant("Overdue"));
    assertEquals(
        List.of(new Meant("late", "overdue"), new Meant("late", "tardy")),
        curated.meant("late bills"));
    assertEquals(
        List.of(new Meant("crm", "customer relationship care")), curated.meant("a CRM tool"));
    assertEquals(List.of(), curated.meant("customer relationship care"));
    assertEquals(
        List.of(),
        curated.meant("overdue and late").stream()
            .filter(m -> m.other().equals("late") || m.other().equals("overdue"))
            .toList());
  }

  @Test
  void of_phrases_the_longest_counts_and_only_as_a_whole() {
    var curation = open();
    kept(curation.synonyms(Optional.empty(), List.of("customer", "client"), false));
    kept(curation.synonyms(Optional.empty(), List.of("customer care", "service desk"), false));
    var curated = curation.curated();
    assertEquals(
        List.of(new Meant("customer care", "service desk")), curated.meant("customer-care team"));
    assertEquals(List.of(new Meant("customer", "client")), curated.meant("customer who need care"));
    assertEquals(List.of(), curated.meant("desk service"));
  }

  @Test
  void very_many_synonyms_of_one_word_are_bounded() {
    var curation = open();
    for (int i = 0; i < 10; i++) {
      var words = new ArrayList<>(List.of("late"));
      for (int j = 0; j < 19; j++) words.add("w" + i + "x" + j);
      kept(curation.synonyms(Optional.empty(), words, false));
    }
    assertEquals(20, curation.curated().meant("late late").size());
  }

  @Test
  void a_damaged_file_is_told_left_alone_and_costs_no_other() throws IOException {
    var first = open();
    kept(first.pin(Optional.empty(), "travel", ItemId.random(), ""));
    kept(first.synonyms(Optional.empty(), List.of("a1", "b1"), false));
    var file = folder.resolve("pins.jsonl");
    var whole = Files.readString(file);
    for (var damaged :
        List.of(
            "",
            whole.substring(0, whole.length() - 20),
            whole.replace("travel", "traval"),
            whole.replaceFirst("\\{", "["),
            "\u0000".repeat(whole.length()))) {
      Files.writeString(file, damaged);
      var again = open();
      assertTrue(again.trouble().orElseThrow().contains("pins.jsonl"), again.trouble().toString());
      assertFalse(again.trouble().orElseThrow().contains(folder.toString()));
      assertEquals(List.of(), again.pins());
      assertEquals(1, again.synonyms().size());
      assertThrows(
          CurationFailure.class, () -> again.pin(Optional.empty(), "new", ItemId.random(), ""));
      kept(
          again.synonyms(Optional.of(again.synonyms().getFirst().id()), List.of("a1", "c1"), true));
      assertEquals(damaged, Files.readString(file), "is not written over");
      assertEquals(1, Curation.count(folder).damaged().size());
    }
    Files.writeString(file, whole);
    assertEquals(1, open().pins().size());
  }

  @Test
  void a_draft_that_a_crash_left_changes_nothing() throws IOException {
    var first = open();
    kept(first.pin(Optional.empty(), "travel", ItemId.random(), ""));
    Files.writeString(folder.resolve("pins.jsonl.new"), "half a li");
    var again = open();
    assertEquals(1, again.pins().size());
    kept(again.pin(Optional.empty(), "more", ItemId.random(), ""));
    assertEquals(2, open().pins().size());
  }

  @Test
  void what_is_destroyed_is_pinned_no_more() throws IOException {
    var curation = open();
    var gone = ItemId.random();
    var stays = ItemId.random();
    kept(curation.pin(Optional.empty(), "travel", gone, ""));
    kept(curation.pin(Optional.empty(), "travel", stays, ""));
    curation.forget(Set.of(gone));
    assertEquals(Set.of(stays), open().curated().pinned("travel"));
    assertFalse(Files.readString(folder.resolve("pins.jsonl")).contains(gone.value()));
  }
}
