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
import dev.cairn.corpus.Catalogue.Movement;
import dev.cairn.corpus.Catalogue.Receipt;
import dev.cairn.corpus.Catalogue.Said;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphFailure;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.testkit.ForwardingGraphStore;
import dev.cairn.ontology.testkit.Seed;
import java.time.Clock;
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
import java.util.function.Function;
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

  // ---- given again

  @Test
  void what_is_newly_given_with_the_same_bytes_counts_and_silence_changes_nothing() {
    var item = received(restricted("s", "p", "bytes", "group:board"));
    describe(item);
    var titled = assertInstanceOf(Receipt.Same.class, receive(titled("s", "p", "bytes", "Given")));
    assertEquals("Given", titled.item().title());
    assertEquals(Access.of(List.of("group:board")), titled.item().access());
    assertEquals(2, titled.item().change());
    var same = receive(document("s", "p", "bytes"));
    assertEquals(new Receipt.Same(titled.item()), same);
    var opened = receive(restricted("s", "p", "bytes", "group:all"));
    assertEquals(Access.of(List.of("group:all")), opened.item().access());
    assertEquals(3, catalogue.lastChange());
    restartAlike();
  }

  @Test
  void other_access_at_one_of_several_places_leaves_the_others_alone() {
    var item = received(document("s", "a", "bytes"));
    receive(document("s", "b", "bytes"));
    var closed = receive(restricted("s", "b", "bytes", "group:board"));
    assertInstanceOf(Receipt.New.class, closed);
    assertEquals(List.of(new Place("s", "b")), closed.item().places());
    assertEquals(List.of(new Place("s", "a")), now(item).places());
    assertEquals(Access.everyone(), now(item).access());
    receive(restricted("s", "c", "bytes", "group:board"));
    assertInstanceOf(Receipt.Duplicate.class, receive(open("s", "c", "bytes")));
    assertEquals(List.of(new Place("s", "a"), new Place("s", "c")), now(item).places());
    restartAlike();
  }

  @Test
  void a_copy_completes_what_is_said_of_the_item() {
    var item = received(document("s", "p", "bytes"));
    var copy =
        assertInstanceOf(Receipt.Duplicate.class, receive(titled("s", "q", "bytes", "Given")));
    assertEquals(item.id(), copy.item().id());
    assertEquals("Given", copy.item().title());
  }

  // ---- changing what is said

  @Test
  void what_people_say_can_be_changed_and_gets_the_next_number() {
    var item = received(document("s", "p", "bytes"));
    describe(item);
    var after = amended(item, Items.titled("Better"));
    assertEquals("Better", after.title());
    assertEquals(2, after.change());
    assertEquals(Optional.of(after), catalogue.changesSince(1, 9).getFirst().item());
    assertEquals(after, amended(item, Items.titled("Better")), "nothing changed");
    assertEquals(2, catalogue.lastChange());
    assertEquals(Optional.empty(), catalogue.amend(ItemId.random(), Item::given, ADMIN));
    assertThrows(
        IllegalArgumentException.class, () -> catalogue.amend(item.id(), Item::given, ANYBODY));
    assertThrows(
        java.util.NoSuchElementException.class,
        () ->
            catalogue.amend(
                item.id(),
                _ -> {
                  throw new java.util.NoSuchElementException("stale");
                },
                ADMIN));
    assertEquals(after, now(item));
    var tagged = List.of(new Tag("bees", 1, Tag.Method.PERSON));
    assertEquals(
        tagged, catalogue.amend(item.id(), Item::given, _ -> tagged, ADMIN).orElseThrow().tags());
    assertEquals(3, catalogue.lastChange(), "with the tags that follow");
    restartAlike();
  }

  private static final Function<Item, List<Tag>> ABOUT_WHAT_IS_CONFIRMED =
      item ->
          item.judgements().stream()
              .filter(it -> it.verdict() == Verdict.CONFIRMED)
              .map(it -> new Tag(it.concept(), 1, Tag.Method.PERSON))
              .toList();

  private Item judge(Item item, String concept, Optional<Verdict> verdict, String... labels) {
    var said = new Said("urn:cairn:concept:" + concept, verdict, List.of(labels));
    return catalogue.judge(item.id(), _ -> said, ABOUT_WHAT_IS_CONFIRMED, ADMIN).orElseThrow();
  }

  @Test
  void what_people_say_an_item_is_about_stays_until_they_take_it_back() {
    var item = received(document("s", "p", "bytes"));
    describe(item);
    assertEquals(List.of(), catalogue.judged(ADMIN));
    var first = judge(item, "cube", Optional.of(Verdict.REJECTED), "cube", "die");
    var said = first.judgements().getFirst();
    assertEquals("urn:cairn:concept:cube", said.concept());
    assertEquals(List.of("cube", "die"), said.labels());
    assertEquals(ADMIN.id(), said.by());
    assertEquals(2, first.change());
    assertEquals(List.of(), first.tags());
    assertEquals(first, judge(item, "cube", Optional.of(Verdict.REJECTED), "other"), "said before");
    assertEquals(2, catalogue.lastChange());
    var both = judge(item, "bees", Optional.of(Verdict.CONFIRMED));
    assertEquals(
        List.of("urn:cairn:concept:bees", "urn:cairn:concept:cube"),
        both.judgements().stream().map(Judgement::concept).toList());
    assertEquals(1, both.tags().size());
    restartAlike();
    assertEquals(List.of(now(item)), catalogue.judged(ANYBODY));
    var back = judge(item, "cube", Optional.empty());
    assertEquals(1, back.judgements().size());
    assertEquals(back, judge(item, "cube", Optional.empty()), "nothing is left to be taken back");
    assertEquals(4, catalogue.lastChange());
    restartAlike();
  }

  @Test
  void what_was_said_outlasts_new_bytes_and_reading_again_and_goes_with_the_item() {
    var item = received(restricted("s", "p", "bytes", "group:board"));
    judge(item, "cube", Optional.of(Verdict.REJECTED), "cube");
    assertEquals(0, now(item).change(), "nobody finds it yet");
    describe(item);
    assertEquals(List.of(), catalogue.judged(ANYBODY), "he may not see it");
    receive(restricted("s", "p", "other bytes", "group:board"));
    catalogue.rereading(List.of(item.id()), ADMIN);
    describe(now(item));
    assertEquals(2, now(item).versions().size());
    assertEquals(1, now(item).judgements().size());
    restartAlike();
    catalogue.bin(List.of(item.id()), ADMIN);
    assertEquals(List.of(), catalogue.judged(ADMIN));
    catalogue.restore(List.of(item.id()), ADMIN);
    assertEquals(List.of(now(item)), catalogue.judged(ADMIN));
    catalogue.destroy(List.of(item.id()), ADMIN);
    assertEquals(List.of(), catalogue.judged(ADMIN));
    restartAlike();
  }

  @Test
  void what_is_said_while_an_item_is_read_counts_when_it_is_written_down() {
    var item = received(document("s", "p", "bytes"));
    var read = description(item);
    judge(item, "bees", Optional.of(Verdict.CONFIRMED));
    catalogue.describe(
        List.of(
            new Description(
                read.item(),
                read.content(),
                read.mediaType(),
                read.extractor(),
                read.found(),
                read.outcome(),
                ABOUT_WHAT_IS_CONFIRMED,
                read.spun())));
    assertEquals("urn:cairn:concept:bees", now(item).tags().getFirst().concept());
  }

  @Test
  void only_admins_say_what_things_are_about() {
    var item = received(document("s", "p", "bytes"));
    var said = new Said("urn:x:y", Optional.of(Verdict.CONFIRMED), List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> catalogue.judge(item.id(), _ -> said, Item::tags, ANYBODY));
    assertEquals(Optional.empty(), catalogue.judge(ItemId.random(), _ -> said, Item::tags, ADMIN));
    assertThrows(
        java.util.NoSuchElementException.class,
        () ->
            catalogue.judge(
                item.id(),
                _ -> {
                  throw new java.util.NoSuchElementException("stale");
                },
                Item::tags,
                ADMIN));
    assertEquals(item, now(item));
  }

  @Test
  void parts_stay_as_open_as_their_container() {
    var mail = received(document("s", "mail.eml", "mail"));
    var part = part(mail, "notes.txt", "notes");
    var elsewhere = part(mail, "known.txt", "known");
    receive(document("s", "known.txt", "known"));
    amended(mail, restricted("s", "p", "x", "group:board").given());
    assertEquals(Access.of(List.of("group:board")), now(part).access());
    assertEquals(Access.everyone(), now(elsewhere).access(), "it is open at its other place");
    restartAlike();
  }

  @Test
  void items_can_be_sent_to_be_read_again() {
    var item = received(document("s", "p", "bytes"));
    var row = received(lesson("a", "words", List.of()));
    describe(item);
    describe(row);
    assertThrows(
        IllegalArgumentException.class, () -> catalogue.rereading(List.of(item.id()), ANYBODY));
    var again = catalogue.rereading(List.of(row.id(), item.id(), ItemId.random()), ADMIN);
    assertEquals(List.of(now(item)), again);
    assertEquals(again, catalogue.waiting());
    assertEquals("Found title", again.getFirst().title());
    assertEquals(Optional.empty(), again.getFirst().outcome());
    assertEquals(2, catalogue.lastChange());
    restartAlike();
    describe(item);
    assertEquals(3, catalogue.lastChange());
  }

  // ---- parts

  @Test
  void parts_are_listed_with_their_container_as_far_as_one_may_see_them() {
    var zip = received(document("s", "a.zip", "zip"));
    var two = part(zip, "b/two.txt", "two");
    var one = part(zip, "a/one.txt", "one");
    var inner = part(zip, "c.zip", "inner");
    var deep = part(inner, "deep.txt", "deep");
    assertEquals(Optional.of(zip.id()), one.partOf());
    assertEquals(List.of(one, two, inner), catalogue.parts(zip.id(), ANYBODY));
    assertEquals(List.of(deep), catalogue.parts(inner.id(), ANYBODY));
    assertEquals(new Place("s", "a.zip!/c.zip!/deep.txt"), deep.places().getFirst());
    catalogue.bin(List.of(one.id()), ADMIN);
    assertEquals(List.of(two, inner), catalogue.parts(zip.id(), ANYBODY));
    assertEquals(List.of(now(one), two, inner), catalogue.parts(zip.id(), ADMIN));
    amended(zip, restricted("s", "p", "x", "group:board").given());
    assertEquals(List.of(), catalogue.parts(zip.id(), ANYBODY));
    assertEquals(
        List.of("a.zip", "a.zip!/a/one.txt", "a.zip!/b/two.txt", "a.zip!/c.zip"),
        catalogue.of("s").keySet().stream().map(Place::path).limit(4).toList());
    restartAlike();
  }

  @Test
  void a_folder_whose_name_looks_like_a_container_is_none() {
    var file = received(document("s", "wow", "file"));
    var other = received(document("s", "wow!/notes.txt", "notes"));
    assertEquals(List.of(), catalogue.parts(file.id(), ADMIN));
    assertEquals(Set.of(file.id()), ids(catalogue.bin(List.of(file.id()), ADMIN)));
    assertTrue(now(other).binned().isEmpty());
    assertEquals(1, catalogue.destroy(List.of(file.id()), ADMIN).size());
  }

  @Test
  void new_bytes_at_one_place_of_a_container_leave_its_parts_with_the_former_ones() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    receive(document("s", "copy.zip", "zip"));
    receive(document("s", "a.zip", "other zip"));
    var rest = catalogue.at(new Place("s", "copy.zip")).orElseThrow();
    assertEquals(List.of(new Place("s", "copy.zip!/one.txt")), now(part).places());
    assertEquals(Optional.of(rest.id()), now(part).partOf());
    assertEquals(List.of(now(part)), catalogue.parts(rest.id(), ADMIN));
    assertEquals(List.of(), catalogue.parts(zip.id(), ADMIN));
    restartAlike();
  }

  // ---- the bin

  @Test
  void what_is_in_the_bin_is_seen_by_admins_only_and_comes_back_as_it_was() {
    var item = received(document("s", "p", "bytes"));
    describe(item);
    var before = now(item);
    assertThrows(IllegalArgumentException.class, () -> catalogue.bin(List.of(item.id()), ANYBODY));
    var thrown = catalogue.bin(List.of(item.id(), ItemId.random()), ADMIN);
    assertEquals(List.of(now(item)), thrown);
    assertEquals(Item.Binned.Reason.DELETED, thrown.getFirst().binned().orElseThrow().reason());
    assertEquals("admin", thrown.getFirst().binned().orElseThrow().by());
    assertEquals(2, thrown.getFirst().change());
    assertEquals(Optional.empty(), catalogue.find(item.id(), ANYBODY));
    assertEquals(0, catalogue.count(ADMIN, Optional.empty()));
    assertEquals(List.of(), catalogue.list(ADMIN, Optional.empty(), 0, 10));
    assertEquals(thrown, catalogue.binned(0, 10, ADMIN));
    assertEquals(1, catalogue.countBinned(ADMIN));
    assertThrows(IllegalArgumentException.class, () -> catalogue.binned(0, 10, ANYBODY));
    assertThrows(IllegalArgumentException.class, () -> catalogue.countBinned(ANYBODY));
    assertEquals(List.of(), catalogue.bin(List.of(item.id()), ADMIN));
    assertInstanceOf(Receipt.New.class, receive(document("s", "q", "bytes")), "no twin in the bin");
    restartAlike();
    var back = catalogue.restore(List.of(item.id()), ADMIN).getFirst();
    assertEquals(before, Edit.of(back).change(1).done());
    assertEquals(3, back.change());
    assertEquals(List.of(), catalogue.restore(List.of(item.id()), ADMIN));
    restartAlike();
  }

  @Test
  void the_bin_begins_with_what_was_thrown_away_last() {
    var one = received(document("s", "p", "one"));
    var two = received(document("s", "q", "two"));
    catalogue.bin(List.of(two.id()), ADMIN);
    catalogue.bin(List.of(one.id()), ADMIN);
    assertEquals(List.of(now(one), now(two)), catalogue.binned(0, 10, ADMIN));
    assertEquals(List.of(now(two)), catalogue.binned(1, 10, ADMIN));
  }

  @Test
  void what_comes_again_comes_out_of_the_bin() {
    var item = received(document("s", "p", "bytes"));
    describe(item);
    catalogue.bin(List.of(item.id()), ADMIN);
    var back = assertInstanceOf(Receipt.Returned.class, receive(document("s", "p", "bytes")));
    assertEquals(item.id(), back.item().id());
    assertTrue(back.item().binned().isEmpty());
    assertEquals(3, back.item().change());
    catalogue.bin(List.of(item.id()), ADMIN);
    var next = assertInstanceOf(Receipt.NextVersion.class, receive(document("s", "p", "other")));
    assertEquals(item.id(), next.item().id());
    assertTrue(next.item().binned().isEmpty());
    assertEquals(List.of(next.item()), catalogue.waiting());
    restartAlike();
  }

  @Test
  void a_container_takes_its_parts_along_and_brings_them_back() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    var inner = part(zip, "b.zip", "inner");
    var deep = part(inner, "deep.txt", "deep");
    var known = part(zip, "known.txt", "known");
    receive(document("s", "known.txt", "known"));
    var deleted = part(zip, "deleted.txt", "deleted");
    catalogue.bin(List.of(deleted.id()), ADMIN);
    assertEquals(
        Set.of(zip.id(), part.id(), inner.id(), deep.id()),
        ids(catalogue.bin(List.of(zip.id()), ADMIN)));
    assertEquals(Item.Binned.Reason.LEFT_CONTAINER, now(deep).binned().orElseThrow().reason());
    assertTrue(now(known).binned().isEmpty());
    restartAlike();
    assertEquals(
        Set.of(zip.id(), part.id(), inner.id(), deep.id()),
        ids(catalogue.restore(List.of(zip.id()), ADMIN)));
    assertTrue(now(deleted).binned().isPresent(), "a person threw it away");
    restartAlike();
  }

  @Test
  void a_part_restored_alone_stays_when_its_container_is_destroyed() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    catalogue.bin(List.of(zip.id()), ADMIN);
    var back = catalogue.restore(List.of(part.id()), ADMIN).getFirst();
    assertEquals("kept", back.places().getFirst().source());
    assertEquals("one.txt", back.title());
    assertEquals(Optional.empty(), back.partOf());
    assertEquals(Set.of(zip.id()), ids(catalogue.destroy(List.of(zip.id()), ADMIN)));
    assertEquals(back, now(part));
    restartAlike();
  }

  @Test
  void destroying_a_container_destroys_what_lies_nowhere_else() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    var inner = part(zip, "b.zip", "inner");
    var deep = part(inner, "deep.txt", "deep");
    var known = part(zip, "known.txt", "known");
    receive(document("s", "known.txt", "known"));
    assertEquals(
        Set.of(zip.id(), part.id(), inner.id(), deep.id()),
        ids(catalogue.destroy(List.of(zip.id()), ADMIN)));
    assertEquals(List.of(new Place("s", "known.txt")), now(known).places());
    assertEquals(Optional.empty(), now(known).partOf());
    assertEquals(4, catalogue.changesSince(0, 10).stream().filter(c -> c.item().isEmpty()).count());
    assertEquals(Set.of(Items.content("known")), catalogue.contents());
    restartAlike();
  }

  // ---- movements

  @Test
  void only_an_admin_says_what_moved_and_nothing_is_said_twice() {
    var from = new Place("s", "a");
    var to = new Place("s", "b");
    for (var wrong :
        List.<List<Movement>>of(
            List.of(new Movement.Moved(from, to), new Movement.Moved(from, from)),
            List.of(new Movement.Moved(from, to), new Movement.Moved(new Place("s", "c"), to)),
            List.of(new Movement.Moved(from, to), new Movement.Gone(from)),
            List.of(new Movement.Gone(from), new Movement.Gone(from)),
            List.of(new Movement.Moved(from, new Place("kept", "x")))))
      assertThrows(IllegalArgumentException.class, () -> catalogue.follow(wrong, ADMIN));
    assertThrows(IllegalArgumentException.class, () -> catalogue.follow(List.of(), ANYBODY));
    assertEquals(List.of(), catalogue.follow(List.of(new Movement.Gone(from)), ADMIN));
  }

  @Test
  void files_that_swap_names_and_chains_are_followed_at_once() {
    var a = received(document("s", "a", "one"));
    var b = received(document("s", "b", "two"));
    var c = received(document("s", "c", "three"));
    describe(c);
    var changed = follow(moved("a", "b"), moved("b", "a"), moved("c", "d"));
    assertEquals(Set.of(a.id(), b.id(), c.id()), ids(changed));
    assertEquals(Optional.of(a.id()), catalogue.at(new Place("s", "b")).map(Item::id));
    assertEquals(Optional.of(b.id()), catalogue.at(new Place("s", "a")).map(Item::id));
    assertEquals("b", now(a).title(), "the title was its file name");
    assertEquals(1, now(c).change(), "it has a title of its own");
    follow(moved("b", "a"), moved("a", "d"), moved("d", "e"));
    assertEquals(Optional.of(a.id()), catalogue.at(new Place("s", "a")).map(Item::id));
    assertEquals(Optional.of(b.id()), catalogue.at(new Place("s", "d")).map(Item::id));
    assertEquals(Optional.of(c.id()), catalogue.at(new Place("s", "e")).map(Item::id));
    assertEquals(Optional.empty(), catalogue.at(new Place("s", "b")));
    assertEquals(0, catalogue.countBinned(ADMIN));
    restartAlike();
  }

  @Test
  void a_title_that_was_the_file_name_changes_with_it_and_gets_a_number() {
    var item = received(document("s", "old.txt", "bytes"));
    var found = description(item);
    catalogue.describe(
        List.of(
            new Description(
                found.item(),
                found.content(),
                found.mediaType(),
                found.extractor(),
                Metadata.none(),
                found.outcome(),
                List.of(),
                0)));
    follow(moved("old.txt", "new.txt"));
    assertEquals("new.txt", now(item).title());
    assertEquals(2, now(item).change());
  }

  @Test
  void a_folder_of_a_thousand_files_moves_in_one_transaction() {
    catalogue.receive(
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> document("s", "old/" + i, "c" + i))
            .toList(),
        ADMIN);
    int before = store.applied.get();
    var moves =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> moved("old/" + i, "new/" + i))
            .toArray(Movement[]::new);
    assertEquals(1000, follow(moves).size());
    assertEquals(before + 1, store.applied.get());
    assertEquals(1000, catalogue.of("s").size());
    assertTrue(catalogue.of("s").keySet().stream().allMatch(p -> p.path().startsWith("new/")));
  }

  @Test
  void what_left_goes_to_the_bin_and_returns_as_itself() {
    var item = received(document("s", "a", "bytes"));
    var gone = follow(new Movement.Gone(new Place("s", "a"))).getFirst();
    assertEquals(item.id(), gone.id());
    assertEquals(Item.Binned.Reason.LEFT_SOURCE, gone.binned().orElseThrow().reason());
    assertEquals("s", gone.binned().orElseThrow().by());
    assertEquals(item.places(), gone.places());
    assertEquals(List.of(), follow(new Movement.Gone(new Place("s", "a"))));
    assertEquals(new Receipt.Returned(item), receive(document("s", "a", "bytes")));
    follow(new Movement.Gone(new Place("s", "a")));
    var found = follow(moved("a", "b")).getFirst();
    assertTrue(found.binned().isEmpty(), "it is there, under another name");
    assertEquals(List.of(new Place("s", "b")), found.places());
  }

  @Test
  void what_a_person_restores_stays_though_its_file_is_gone() {
    var item = received(document("s", "x/a.txt", "bytes"));
    var gone = new Movement.Gone(new Place("s", "x/a.txt"));
    follow(gone);
    var back = catalogue.restore(List.of(item.id()), ADMIN).getFirst();
    assertEquals(List.of(new Place("kept", item.id() + "/x/a.txt")), back.places());
    assertEquals("a.txt", back.title());
    assertEquals(List.of(), follow(gone));
    var again =
        assertInstanceOf(Receipt.Duplicate.class, receive(document("s", "x/a.txt", "bytes")));
    assertEquals(item.id(), again.item().id());
    restartAlike();
  }

  @Test
  void gone_from_one_of_several_places_it_is_still_there() {
    var item = received(document("s", "a", "bytes"));
    receive(document("s", "b", "bytes"));
    follow(new Movement.Gone(new Place("s", "a")));
    assertEquals(List.of(new Place("s", "b")), now(item).places());
    assertTrue(now(item).binned().isEmpty());
    assertEquals("b", now(item).title());
    assertEquals(Optional.empty(), catalogue.at(new Place("s", "a")));
  }

  @Test
  void what_moves_over_another_file_takes_its_place() {
    var item = received(document("s", "a", "one"));
    var lost = received(document("s", "b", "two"));
    follow(moved("a", "b"));
    assertEquals(Optional.of(item.id()), catalogue.at(new Place("s", "b")).map(Item::id));
    assertEquals(Item.Binned.Reason.LEFT_SOURCE, now(lost).binned().orElseThrow().reason());
    assertEquals("kept", now(lost).places().getFirst().source());
    restartAlike();
  }

  @Test
  void what_lies_in_a_container_moves_and_leaves_with_it() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    var inner = part(zip, "b.zip", "inner");
    var deep = part(inner, "deep.txt", "deep");
    follow(moved("a.zip", "x/c.zip"));
    assertEquals(List.of(new Place("s", "x/c.zip!/one.txt")), now(part).places());
    assertEquals(List.of(new Place("s", "x/c.zip!/b.zip!/deep.txt")), now(deep).places());
    assertEquals(Optional.of(inner.id()), now(deep).partOf());
    follow(new Movement.Gone(new Place("s", "x/c.zip!/b.zip")));
    assertEquals(Item.Binned.Reason.LEFT_CONTAINER, now(inner).binned().orElseThrow().reason());
    assertEquals(Item.Binned.Reason.LEFT_CONTAINER, now(deep).binned().orElseThrow().reason());
    follow(new Movement.Gone(new Place("s", "x/c.zip")));
    assertEquals(4, catalogue.countBinned(ADMIN));
    receive(document("s", "x/c.zip", "zip"));
    assertTrue(now(part).binned().isEmpty());
    assertTrue(now(inner).binned().isPresent(), "the container held it no more before it left");
    restartAlike();
  }

  @Test
  void parts_lie_at_the_place_of_their_container_that_is_left() {
    var zip = received(document("s", "a.zip", "zip"));
    var part = part(zip, "one.txt", "one");
    receive(document("s", "b.zip", "zip"));
    follow(new Movement.Gone(new Place("s", "a.zip")));
    assertEquals(List.of(new Place("s", "b.zip!/one.txt")), now(part).places());
    assertEquals(List.of(now(part)), catalogue.parts(zip.id(), ADMIN));
    assertEquals(0, catalogue.countBinned(ADMIN));
    restartAlike();
  }

  // ---- contents

  @Test
  void contents_are_those_of_all_versions_in_the_bin_and_out_of_it() {
    var item = received(document("s", "p", "old"));
    receive(document("s", "p", "new"));
    receive(document("s", "q", "old"));
    catalogue.bin(List.of(item.id()), ADMIN);
    assertEquals(Set.of(Items.content("old"), Items.content("new")), catalogue.contents());
    assertTrue(catalogue.contents().contains(Items.content("old")));
    assertFalse(catalogue.contents().contains(new Object()));
    catalogue.destroy(List.of(item.id()), ADMIN);
    assertEquals(Set.of(Items.content("old")), catalogue.contents());
    assertTrue(catalogue.refersTo(Items.content("old")));
    assertFalse(catalogue.refersTo(Items.content("new")));
    restartAlike();
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
    assertEquals(
        new Catalogue.Chosen(List.of(open), 1),
        catalogue.choose(ANYBODY, Item.Kind.DOCUMENT, _ -> true, 0, 10));
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
    var last = catalogue.choose(ANYBODY, Item.Kind.DOCUMENT, items.getFirst()::equals, 0, 10);
    assertEquals(new Catalogue.Chosen(items.subList(0, 1), 1), last);
    assertEquals(
        new Catalogue.Chosen(items.subList(1, 2), items.size()),
        catalogue.choose(ANYBODY, Item.Kind.DOCUMENT, _ -> true, 1, 1));
    assertEquals(
        new Catalogue.Chosen(List.of(), items.size()),
        catalogue.choose(ANYBODY, Item.Kind.DOCUMENT, _ -> true, 99, 1));
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

  /// What memory shows is what the graph says.
  private void restartAlike() {
    var before = everything();
    restart();
    assertEquals(before, everything());
  }

  private Item now(Item item) {
    return catalogue.find(item.id(), ADMIN).orElseThrow();
  }

  private Item amended(Item item, Metadata given) {
    return catalogue.amend(item.id(), _ -> given, ADMIN).orElseThrow();
  }

  private Item part(Item container, String path, String content) {
    var arrival = document("s", "p", content);
    return received(
        new Arrival(
            arrival.kind(),
            now(container).places().getFirst().inside(path),
            arrival.content(),
            arrival.bytes(),
            arrival.mediaType(),
            Metadata.none(),
            Optional.empty(),
            Optional.of(container.id())));
  }

  private List<Item> follow(Movement... movements) {
    return catalogue.follow(List.of(movements), ADMIN);
  }

  private static Movement moved(String from, String to) {
    return new Movement.Moved(new Place("s", from), new Place("s", to));
  }

  private static Set<ItemId> ids(List<Item> items) {
    return items.stream().map(Item::id).collect(java.util.stream.Collectors.toSet());
  }

  private static Arrival titled(String source, String path, String content, String title) {
    return arrival(source, path, content, Items.titled(title));
  }

  private static Arrival open(String source, String path, String content) {
    return restricted(source, path, content, Caller.EVERYONE);
  }

  record Everything(
      List<Item> items,
      List<Item> bin,
      List<Item> waiting,
      List<Change> changes,
      Set<ContentId> contents,
      long last) {}

  private Everything everything() {
    return new Everything(
        catalogue.list(ADMIN, Optional.empty(), 0, 100),
        catalogue.binned(0, 100, ADMIN),
        catalogue.waiting(),
        catalogue.changesSince(0, 1000),
        catalogue.contents(),
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
    return arrival(source, path, content, Items.readableBy(reader));
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
  private static final class Breakable extends ForwardingGraphStore {
    private final AtomicInteger applied = new AtomicInteger();
    private volatile boolean broken;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch entered = new CountDownLatch(0);

    Breakable(GraphStore store) {
      super(store);
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
  }
}
