package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Derived;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Reading;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Mention;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What stands around the text of a document, for readers and for admins.
class ItemPageTest {
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";

  private final Pages pages = new Pages();

  private static Item document(String title, Outcome outcome, int versions, Place... places) {
    return new Item(
        new ItemId(ID),
        Item.Kind.DOCUMENT,
        title,
        Metadata.none(),
        Metadata.none(),
        Optional.empty(),
        IntStream.rangeClosed(1, versions)
            .mapToObj(n ->
                new Item.Version(
                    n, new ContentId("0".repeat(64)), 2_048, "text/plain", "reader-1", Samples.NOW))
            .toList(),
        List.of(places),
        Item.State.DESCRIBED,
        Optional.of(outcome),
        List.of(),
        0,
        3,
        Samples.NOW,
        Optional.empty(),
        Optional.empty());
  }

  private static Item document(Outcome outcome) {
    return document("Plan", outcome, 1, new Place("upload", "plan.txt"));
  }

  private static Item binned(Item item, Item.Binned.Reason reason) {
    return new Item(
        item.id(),
        item.kind(),
        item.title(),
        item.given(),
        item.found(),
        item.lesson(),
        item.versions(),
        item.places(),
        item.state(),
        item.outcome(),
        item.tags(),
        item.spun(),
        item.change(),
        item.added(),
        item.partOf(),
        Optional.of(new Item.Binned(Samples.NOW, reason, "admin")));
  }

  private String page(
      Item item, Optional<Derived> derived, ItemPages.Around around, Viewer viewer) {
    return pages.item(
        ItemPages.of(
            item, derived, around, new ItemPages.Opened(-1, "", 0), Samples.concepts(), viewer));
  }

  private String reader(Item item, Optional<Derived> derived) {
    return page(item, derived, ItemPages.Around.nothing(), Samples.reader());
  }

  private String admin(Item item) {
    return page(item, Optional.empty(), ItemPages.Around.nothing(), Samples.admin());
  }

  @Test
  void what_says_nearly_the_same_is_linked_with_the_share_in_common() {
    var around =
        new ItemPages.Around(
            Optional.empty(),
            List.of(),
            List.of(
                new Answer.Alike(
                    "BBBBBBBBBBBBBBBBBBBBBA",
                    SearchRequest.Kind.DOCUMENT,
                    "Plan of spring <1>",
                    "application/pdf",
                    0.998),
                new Answer.Alike(
                    "CCCCCCCCCCCCCCCCCCCCCA", SearchRequest.Kind.LESSON, "Spring", "", 1)));
    var html =
        page(
            document(new Outcome.Indexed()),
            Optional.of(Samples.derived()),
            around,
            Samples.reader());
    assertTrue(
        html.contains(
            "<a href=\"/documents/BBBBBBBBBBBBBBBBBBBBBA\">Plan of spring &lt;1&gt; (PDF)</a>"
                + " <span class=\"quiet n\">99 %</span>"),
        html);
    assertTrue(html.contains("<a href=\"/lessons/CCCCCCCCCCCCCCCCCCCCCA\">Spring</a>"), html);
    assertTrue(html.contains("100 %"), html);
  }

  @Test
  void an_archive_lists_what_it_holds_and_a_part_says_where_it_lies() {
    var archive = document("mail.zip", new Outcome.Indexed(), 1, new Place("upload", "mail.zip"));
    var part =
        document(
            "Notes",
            new Outcome.Locked(),
            1,
            new Place("folder:share@01234567", "a/mail.zip!/in/notes.zip!/notes.txt"));
    var thrownAway = binned(part, Item.Binned.Reason.DELETED);
    var html =
        page(
            archive,
            Optional.empty(),
            new ItemPages.Around(Optional.empty(), List.of(part, thrownAway), List.of()),
            Samples.reader());
    assertTrue(html.contains("Holds 1 file<"), html);
    assertTrue(html.contains(">Notes</a> <span class=\"quiet small\">locked</span>"), html);
    var of =
        page(
            part,
            Optional.empty(),
            new ItemPages.Around(Optional.of(archive), List.of(), List.of()),
            Samples.reader());
    assertTrue(
        of.contains("<dt>Lies in</dt><dd><a href=\"/documents/" + ID + "\">mail.zip</a></dd>"), of);
    assertTrue(of.contains("Folder share, a/mail.zip, in it in/notes.zip › notes.txt"), of);
  }

  @Test
  void of_very_many_files_the_first_are_listed() {
    var part = document(new Outcome.Indexed());
    var html =
        page(
            part,
            Optional.empty(),
            new ItemPages.Around(
                Optional.empty(), java.util.Collections.nCopies(1_051, part), List.of()),
            Samples.reader());
    assertTrue(html.contains("Holds 1,051 files"), html);
    assertTrue(html.contains("and 1,001 more"), html);
  }

  @Test
  void every_version_can_be_fetched() {
    var html =
        reader(
            document("Plan", new Outcome.Indexed(), 3, new Place("upload", "plan.txt")),
            Optional.of(Samples.derived()));
    for (int n = 1; n <= 3; n++)
      assertTrue(
          html.contains(
              "<a href=\"/documents/"
                  + ID
                  + "/versions/"
                  + n
                  + "\" download>Version "
                  + n
                  + "</a>"),
          html);
  }

  @Test
  void what_was_not_read_says_so_and_what_can_be_done() {
    var derived = Optional.of(Samples.derived());
    var partial = reader(document(new Outcome.Corrupt("It ends in its middle.", true)), derived);
    assertTrue(partial.contains("Only a part of this was read. It ends in its middle."), partial);
    assertTrue(partial.contains("An undamaged copy, brought to the same place"), partial);
    var stopped =
        reader(
            document(new Outcome.Stopped(new Limit(Limit.Kind.TIME, "60 seconds"), false)),
            Optional.empty());
    assertTrue(stopped.contains("There is no text to show."), stopped);
    assertTrue(stopped.contains("An admin can raise the limit"), stopped);
    var empty = reader(document(new Outcome.Empty("Its pages are pictures.")), Optional.empty());
    assertTrue(
        empty.contains("Its pages are pictures. It is found by its title and by what is known"),
        empty);
    var fine = reader(document(new Outcome.Indexed()), derived);
    assertFalse(fine.contains("class=\"note"), fine);
  }

  @Test
  void a_former_text_is_shown_as_such() {
    var html =
        reader(
            document("Plan", new Outcome.Locked(), 2, new Place("upload", "plan.txt")),
            Optional.of(Samples.derived()));
    assertTrue(html.contains("the text of a former one stands here. It is locked"), html);
  }

  @Test
  void an_admin_gives_the_password_of_a_locked_file_and_nobody_else_is_asked() {
    var locked = document(new Outcome.Locked());
    var html = admin(locked);
    assertTrue(html.contains("method=\"post\" action=\"/documents/" + ID + "/password\""), html);
    assertTrue(html.contains("type=\"password\" name=\"password\""), html);
    assertTrue(html.contains("name=\"csrf\" value=\"csrf-token\""), html);
    var plain = reader(locked, Optional.empty());
    assertFalse(plain.contains("type=\"password\""), plain);
    assertFalse(plain.contains("For admins"), plain);
    assertTrue(plain.contains("It is locked with a password."), plain);
    assertFalse(admin(document(new Outcome.Indexed())).contains("type=\"password\""));
  }

  @Test
  void an_admin_reads_again_throws_away_and_takes_back_and_destroys_only_from_the_bin() {
    var html = admin(document(new Outcome.Indexed()));
    for (var form : List.of("reread", "bin", "content"))
      assertTrue(html.contains("action=\"/documents/" + ID + "/" + form + "\""), html);
    assertFalse(html.contains("/destroy"), html);
    var binned = admin(binned(document(new Outcome.Indexed()), Item.Binned.Reason.LEFT_SOURCE));
    assertTrue(binned.contains("because it is no longer where it came from"), binned);
    assertTrue(binned.contains("action=\"/documents/" + ID + "/restore\""), binned);
    assertTrue(binned.contains("action=\"/documents/" + ID + "/destroy\""), binned);
    assertTrue(binned.contains("type=\"checkbox\" name=\"sure\" value=\"yes\" required"), binned);
    assertFalse(binned.contains("/reread"), binned);
  }

  @Test
  void spun_text_says_as_what_it_reads() {
    var plain = Samples.derived();
    var text = plain.reading().text();
    var surprise = text.indexOf("the surprise");
    var mentions = new java.util.ArrayList<>(plain.mentions());
    mentions.add(
        0,
        new Mention(
            "customer-retention",
            surprise,
            surprise + 12,
            "the surprise",
            Mention.Method.HIDDEN_LABEL,
            0.5));
    mentions.sort(java.util.Comparator.comparingInt(Mention::start));
    var spun = new Derived(plain.reading(), plain.passages(), mentions, 0.9, true);
    var html = reader(document(new Outcome.Indexed()), Optional.of(spun));
    assertTrue(
        html.contains("Reads as: <a href=\"/concepts/customer-retention\">Customer retention</a>."),
        html);
    assertTrue(html.contains("as “the surprise” for Customer retention"), html);
    var unsure = new Derived(plain.reading(), plain.passages(), mentions, 0.4, false);
    assertFalse(reader(document(new Outcome.Indexed()), Optional.of(unsure)).contains("Reads as"));
  }

  @Test
  void pages_of_a_pdf_lead_to_the_same_page_of_the_original() {
    var plain = document(new Outcome.Indexed());
    var pdf =
        new Item(
            plain.id(),
            plain.kind(),
            plain.title(),
            plain.given(),
            plain.found(),
            plain.lesson(),
            List.of(
                new Item.Version(
                    1,
                    new ContentId("0".repeat(64)),
                    2_048,
                    "application/pdf",
                    "reader-1",
                    Samples.NOW)),
            plain.places(),
            plain.state(),
            plain.outcome(),
            plain.tags(),
            plain.spun(),
            plain.change(),
            plain.added(),
            plain.partOf(),
            plain.binned());
    var block = new Reading.Block(Reading.Block.Kind.PARAGRAPH, 0, 5, 0, 4);
    var read =
        Optional.of(
            new Derived(
                new Reading("Said.", List.of(block)),
                List.of(new Passage(0, 0, 5, "", 4, "Said.")),
                List.of(),
                0,
                false));
    var around = ItemPages.Around.nothing();
    var link = "href=\"/api/documents/" + ID + "/content?inline=true#page=4\"";
    var shown = page(pdf, read, around, Samples.reader());
    assertTrue(shown.contains(link), shown);
    assertTrue(shown.contains("id=\"p0\""), shown);
    assertFalse(page(plain, read, around, Samples.reader()).contains("#page="));
  }
}
