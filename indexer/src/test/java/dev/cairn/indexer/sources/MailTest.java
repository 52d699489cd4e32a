package dev.cairn.indexer.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailTest {
  private static final String FROM = "From ada@example.org Mon Jan  5 10:11:12 2026\n";

  @TempDir Path scratch;
  private Shore shore;

  @BeforeEach
  void open() throws IOException {
    shore = new Shore(scratch);
  }

  @AfterEach
  void close() {
    shore.close();
  }

  private static String message(String id, String body) {
    return FROM + "Message-ID: <" + id + ">\nSubject: s\n\n" + body + "\n\n";
  }

  private Source mailbox(String... messages) throws IOException {
    return shore.follow(
        new Source.Origin.Mbox(shore.write("box", String.join("", messages)).toRealPath()));
  }

  @Test
  void messages_of_a_mailbox_are_items_wherever_they_stand_in_it() throws IOException {
    var source = mailbox(message("a@x", "one"), message("b/c@x", "two"), message("d@x", "three"));
    shore.sweep(source);
    assertEquals(Set.of("a@x.eml", "b%2Fc@x.eml", "d@x.eml"), shore.known(source).keySet());
    assertTrue(shore.known(source).get("a@x.eml").endsWith("\n\none\n"));
    var ids = shore.ids(source);

    shore.write("box", message("b/c@x", "two") + message("d@x", "three") + message("e@x", "four"));
    var sweep = shore.sweep(source);
    assertEquals(
        List.of(3, 1, 0, 0, 1),
        List.of(sweep.seen(), sweep.fresh(), sweep.changed(), sweep.moved(), sweep.gone()));
    assertEquals(ids.get("d@x.eml"), shore.ids(source).get("d@x.eml"));
  }

  @Test
  void a_mailbox_that_has_not_changed_is_not_opened() throws IOException {
    var source = mailbox(message("a@x", "one"));
    shore.sweep(source);
    var file = shore.folder.resolve("box");
    var stamp = Files.getLastModifiedTime(file);
    // Would be another message, were it looked at.
    Files.writeString(file, message("b@x", "one"));
    Files.setLastModifiedTime(file, stamp);
    var sweep = shore.sweep(source);
    assertEquals(1, sweep.seen());
    assertTrue(sweep.job().isEmpty());
    shore.aged(file);
    assertEquals(Set.of("b@x.eml"), seenAfterSweep(source));
  }

  private Set<String> seenAfterSweep(Source source) {
    shore.sweep(source);
    return shore.known(source).keySet();
  }

  @Test
  void what_a_mail_program_notes_in_a_message_is_no_change() throws IOException {
    var source = mailbox(message("a@x", "one"));
    shore.sweep(source);
    shore.write("box", message("a@x", "one").replace("Subject", "Status: RO\nX-UID: 7\nSubject"));
    assertTrue(shore.sweep(source).job().isEmpty());
    shore.write("box", message("a@x", "edited"));
    assertEquals(1, shore.sweep(source).changed());
    assertEquals(2, shore.item(source, "a@x.eml").version().number());
  }

  @Test
  void messages_without_an_id_or_with_the_same_one_are_told_apart_by_what_they_say()
      throws IOException {
    var source =
        mailbox(
            FROM + "Subject: no id\n\nbody\n\n",
            message("a@x", "one"),
            message("a@x", "one"),
            message("a@x", "two"));
    shore.sweep(source);
    assertEquals(3, shore.known(source).size());
    assertTrue(shore.known(source).containsKey("a@x.eml"));
  }

  @Test
  void a_mailbox_may_be_emptied_but_not_be_something_else() throws IOException {
    var source = mailbox(message("a@x", "one"), message("b@x", "two"));
    shore.sweep(source);
    shore.write("box", "no mailbox any more");
    assertTrue(shore.sweep(source).trouble().orElseThrow().contains("mbox"));
    assertEquals(2, shore.known(source).size());
    shore.write("box", "");
    assertEquals(2, shore.sweep(source).gone());
    Files.delete(shore.folder.resolve("box"));
    assertTrue(shore.sweep(source).trouble().isPresent());
    shore.write("box", message("a@x", "one"));
    assertEquals(1, shore.sweep(source).fresh());
    assertEquals(Set.of("a@x.eml"), shore.known(source).keySet());
  }

  @Test
  void messages_of_a_maildir_keep_their_ids_whatever_is_done_with_them() throws IOException {
    shore.write("new/1.a.host", "one");
    shore.write("cur/2.b.host,S=3:2,", "two");
    shore.write("tmp/3.c.host", "being written");
    shore.write(".Work.2026/cur/4.d.host:2,RS", "four");
    shore.write("dovecot.index", "no message");
    var source = shore.follow(new Source.Origin.Maildir(shore.folder));
    shore.sweep(source);
    assertEquals(
        Map.of("1.a.host.eml", "one", "2.b.host,S=3.eml", "two", "Work/2026/4.d.host.eml", "four"),
        shore.known(source));
    var ids = shore.ids(source);

    shore.move("new/1.a.host", "cur/1.a.host:2,S");
    shore.move("cur/2.b.host,S=3:2,", "cur/2.b.host,S=3:2,FRS");
    assertTrue(shore.sweep(source).job().isEmpty());

    shore.move("cur/1.a.host:2,S", ".Work.2026/cur/1.a.host:2,S");
    Files.delete(shore.folder.resolve("cur/2.b.host,S=3:2,FRS"));
    var sweep = shore.sweep(source);
    assertEquals(List.of(1, 1), List.of(sweep.moved(), sweep.gone()));
    assertEquals(ids.get("1.a.host.eml"), shore.item(source, "Work/2026/1.a.host.eml").id());
  }
}
