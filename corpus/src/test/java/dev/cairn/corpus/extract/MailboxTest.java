package dev.cairn.corpus.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {
  private static final String FROM = "From ada@example.org Mon Jan  5 10:11:12 2026\n";

  private static List<String> messages(String mailbox) throws IOException {
    var all = new ArrayList<String>();
    try (var box =
        new Mailbox(new ByteArrayInputStream(mailbox.getBytes(StandardCharsets.ISO_8859_1)))) {
      while (box.next())
        all.add(new String(box.message().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
    return all;
  }

  @Test
  void each_message_is_as_it_was_sent() throws IOException {
    assertEquals(
        List.of("Subject: one\n\nfirst\n\nsecond\n", "Subject: two\n\nbody\n"),
        messages(FROM + "Subject: one\n\nfirst\n\nsecond\n\n" + FROM + "Subject: two\n\nbody\n\n"));
  }

  @Test
  void the_last_message_is_the_same_before_and_after_another_is_appended() throws IOException {
    var before = FROM + "Subject: one\n\nbody\n";
    assertEquals(
        messages(before).getFirst(), messages(before + "\n" + FROM + "A: b\n\nc\n").getFirst());
    assertEquals(
        messages(before + "\n").getFirst(),
        messages(before + "\n" + FROM + "A: b\n\nc\n").getFirst());
  }

  @Test
  void quoted_lines_lose_one_mark() throws IOException {
    assertEquals(
        List.of("A: b\n\nFrom me\n>From you\n> From him\n"),
        messages(FROM + "A: b\n\n>From me\n>>From you\n> From him\n"));
  }

  @Test
  void a_sentence_that_begins_with_from_begins_no_message() throws IOException {
    var body =
        "A: b\n\nhello\n\nFrom 10:30 on 2 May 2026 we meet.\nBring cake.\n\nFrom then on: x\n";
    assertEquals(List.of(body), messages(FROM + body));
  }

  @Test
  void lines_of_many_mail_programs_begin_messages() throws IOException {
    for (var line :
        List.of(
            "From - Sat Jan 02 10:00:00 2021",
            "From ???@??? Mon Jan 05 10:11:12 2026",
            "From MAILER-DAEMON Fri Jul  8 12:08:34 2011",
            "From ada at example.org  Mon Jan  5 10:11:12 2026",
            "From 1690000000000000000@xxx Mon Jan 01 00:00:00 +0000 2024",
            "From ada@example.org Mon Jan  5 10:11 MET 2026",
            "From ada@example.org Mon Jan  5 10:11:12 2026 remote from uucp",
            "From ada@example.org 5 Jan 2026 10:11:12 +0100"))
      assertEquals(
          List.of("A: b\n\none\n", "C: d\n\ntwo\n"),
          messages(line + "\nA: b\n\none\n\n" + line + "\nC: d\n\ntwo\n"),
          line);
  }

  @Test
  void a_missing_empty_line_before_a_classic_separator_does_not_join_messages() throws IOException {
    assertEquals(
        List.of("A: b\n\none\n", "C: d\n\ntwo\n"),
        messages(FROM + "A: b\n\none\n" + FROM + "C: d\n\ntwo\n"));
  }

  @Test
  void what_mail_programs_note_in_a_message_is_left_out() throws IOException {
    assertEquals(
        List.of("A: b\nC: d\n\nStatus: in the body stays\n"),
        messages(
            FROM
                + "A: b\nStatus: RO\nX-Mozilla-Status: 0001\nX-Keywords: one\n two\nC: d\n"
                + "Content-Length: 5\n\nStatus: in the body stays\n"));
  }

  @Test
  void returns_before_line_feeds_are_kept() throws IOException {
    assertEquals(
        List.of("A: b\r\n\r\none\r\n\r\nmore\r\n", "C: d\r\n\r\ntwo\r\n"),
        messages(
            (FROM + "A: b\n\none\n\nmore\n\n" + FROM + "C: d\n\ntwo\n").replace("\n", "\r\n")));
  }

  @Test
  void odd_mailboxes_are_read_without_a_fault() throws IOException {
    assertEquals(List.of(), messages(""));
    assertEquals(List.of(), messages("no mailbox at all\n\nnothing"));
    assertEquals(List.of("A: b"), messages(FROM + "A: b"));
    assertEquals(List.of("A: b\n\nx\n"), messages("\u00ef\u00bb\u00bf\n\n" + FROM + "A: b\n\nx\n"));
    assertEquals(List.of("A: b\n\nx\n"), messages("From ada\nA: b\n\nx\n"));
    assertEquals(List.of("\nbody\n"), messages(FROM + "\nbody\n"));
    assertEquals(List.of("A: b\n\nx\n" + FROM), messages(FROM + "A: b\n\nx\n" + FROM));
  }

  @Test
  void what_was_not_read_of_a_message_is_passed_over() throws IOException {
    var mailbox = FROM + "A: b\n\n" + "x".repeat(200_000) + "\n\n" + FROM + "C: d\n\ntwo\n";
    try (var box =
        new Mailbox(new ByteArrayInputStream(mailbox.getBytes(StandardCharsets.US_ASCII)))) {
      assertTrue(box.next());
      assertEquals('A', box.message().read());
      assertTrue(box.next());
      assertEquals(
          "C: d\n\ntwo\n", new String(box.message().readAllBytes(), StandardCharsets.US_ASCII));
      assertFalse(box.next());
      assertFalse(box.next());
    }
  }

  @Test
  void what_is_written_as_a_mailbox_is_read_as_it_was() throws IOException {
    var random = Seed.random(MailboxTest.class);
    var lines =
        List.of("", "From here to there", ">From", ">>From x", "text", "y".repeat(20_000), "From ");
    for (int round = 0; round < 200; round++) {
      var sent = new ArrayList<String>();
      var mailbox = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        var body = new StringBuilder("Subject: " + i + "\n\n");
        for (int j = random.nextInt(8); j >= 0; j--)
          body.append(lines.get(random.nextInt(lines.size()))).append('\n');
        sent.add(body.toString());
        mailbox
            .append(FROM)
            .append(body.toString().replaceAll("(?m)^(>*From )", ">$1"))
            .append('\n');
      }
      assertEquals(sent, messages(mailbox.toString()), mailbox.toString());
    }
  }

  @Test
  void a_huge_mailbox_is_read_as_it_comes() throws IOException {
    var one =
        (FROM + "Subject: x\n\n" + "a line of text\n".repeat(50) + "\n")
            .getBytes(StandardCharsets.US_ASCII);
    int count = 100_000;
    var in =
        new InputStream() {
          private long given;

          @Override
          public int read() {
            throw new AssertionError("a huge mailbox is not read byte by byte");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            if (given == (long) count * one.length) return -1;
            int start = (int) (given % one.length);
            int some = Math.min(length, one.length - start);
            System.arraycopy(one, start, target, offset, some);
            given += some;
            return some;
          }
        };
    int met = 0;
    try (var box = new Mailbox(in)) {
      while (box.next()) met++;
    }
    assertEquals(count, met);
  }
}
