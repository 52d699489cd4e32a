package dev.cairn.corpus.extract.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Extractor.Request;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said on one side is heard on the other, and what nobody said is not believed.
class FramesTest {
  private static final Path HERE = Path.of("/here/room");
  private static final Path THERE = Path.of("/there");
  private static final int LONGEST = 1 << 20;

  private final Random random = Seed.random(FramesTest.class);

  @Test
  void every_answer_comes_back_equal_in_whatever_room() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      var reply =
          new Frames.Reply.Answer(random.nextLong(), extraction(HERE), random.nextBoolean());
      assertEquals(reply, heard(said(reply), HERE));
    }
    var part = new Part.Whole("a/b", HERE.resolve("1"), Metadata.none());
    var archive = new Extraction.NoText("x", Metadata.none(), "a/b", List.of(part));
    var heard = heard(said(new Frames.Reply.Answer(1, archive, false)), THERE);
    var moved = new Part.Whole("a/b", THERE.resolve("1"), Metadata.none());
    assertEquals(
        new Frames.Reply.Answer(
            1, new Extraction.NoText("x", Metadata.none(), "a/b", List.of(moved)), false),
        heard);
  }

  @Test
  void orders_and_short_replies_come_back_equal() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var order =
        new Frames.Order(
            7,
            Instant.ofEpochMilli(1_234),
            new Request(Path.of("/a/ü"), "ü.zip", List.of("", "pässword"), HERE));
    Frames.write(new DataOutputStream(bytes), order);
    assertEquals(order, Frames.readOrder(in(bytes.toByteArray())));
    for (var reply : List.of(new Frames.Reply.Ready(), new Frames.Reply.Trouble(3, "no disk")))
      assertEquals(reply, heard(said(reply), HERE));
  }

  @Test
  void what_was_cut_off_is_no_reply() throws IOException {
    for (int i = 0; i < 200; i++) {
      var bytes = said(new Frames.Reply.Answer(1, extraction(HERE), false));
      var cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThrows(IOException.class, () -> heard(cut, HERE));
    }
  }

  @Test
  void what_was_damaged_is_a_reply_or_none_and_nothing_worse() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      var bytes = said(new Frames.Reply.Answer(1, extraction(HERE), false));
      for (int k = random.nextInt(4); k >= 0; k--)
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        if (heard(bytes, HERE) instanceof Frames.Reply.Answer answer)
          for (var part : answer.extraction().parts())
            if (part instanceof Part.Whole whole)
              assertEquals(HERE, whole.bytes().resolve("..").normalize());
      } catch (IOException _) {
        // Not believed.
      }
    }
  }

  @Test
  void a_part_outside_the_room_is_not_believed() throws IOException {
    for (var path : new String[] {"/etc/passwd", "/here/other", "/here/room", "/here/room/../x"}) {
      var part = new Part.Whole("a", Path.of(path), Metadata.none());
      var bytes =
          said(
              new Frames.Reply.Answer(
                  1, new Extraction.NoText("x", Metadata.none(), "a/b", List.of(part)), false));
      assertThrows(IOException.class, () -> heard(bytes, HERE), path);
    }
  }

  @Test
  void more_than_was_agreed_is_not_read() throws IOException {
    var bytes = said(new Frames.Reply.Trouble(1, "x".repeat(LONGEST)));
    assertThrows(IOException.class, () -> heard(bytes, HERE));
  }

  @Test
  void a_password_is_not_shown() {
    assertFalse(new Request(HERE, "a", List.of("secret"), HERE).toString().contains("secret"));
  }

  private static byte[] said(Frames.Reply reply) throws IOException {
    var bytes = new ByteArrayOutputStream();
    Frames.write(new DataOutputStream(bytes), reply, HERE);
    return bytes.toByteArray();
  }

  private static Frames.Reply heard(byte[] bytes, Path room) throws IOException {
    return Frames.readReply(in(bytes), LONGEST, _ -> room);
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private Extraction extraction(Path room) {
    return switch (random.nextInt(5)) {
      case 0 ->
          new Extraction.Text(reading(), metadata(), word(), parts(room), maybe(this::shortfall));
      case 1 -> new Extraction.NoText(word(), metadata(), word(), parts(room));
      case 2 -> new Extraction.Locked(word());
      case 3 -> new Extraction.Unsupported(word(), word());
      default -> new Extraction.Failed(shortfall(), word(), parts(room));
    };
  }

  private Reading reading() {
    var text = new StringBuilder();
    var blocks = new ArrayList<Block>();
    for (int i = random.nextInt(5); i > 0; i--) {
      if (!text.isEmpty()) text.append('\n');
      int start = text.length();
      text.append("b").append(word());
      blocks.add(
          new Block(
              any(Block.Kind.values()),
              start,
              text.length(),
              random.nextInt(4),
              random.nextInt(3)));
    }
    return new Reading(text.toString(), blocks);
  }

  private Metadata metadata() {
    return new Metadata(
        maybe(this::word),
        maybe(this::word),
        many(this::word),
        maybe(this::word),
        maybe(() -> LocalDate.ofEpochDay(random.nextInt(60_000))),
        many(this::word),
        many(this::word),
        maybe(this::word),
        maybe(() -> Access.of(List.of("group:" + random.nextInt(99)))));
  }

  private List<Part> parts(Path room) {
    return many(() ->
        random.nextBoolean()
            ? new Part.Whole(word(), room.resolve("" + random.nextInt(99)), metadata())
            : new Part.Missed(word(), outcome()));
  }

  private Shortfall shortfall() {
    return random.nextBoolean() ? new Shortfall.Stopped(limit()) : new Shortfall.Damaged(word());
  }

  private Limit limit() {
    return new Limit(any(Limit.Kind.values()), "b" + word());
  }

  private Outcome outcome() {
    return switch (random.nextInt(15)) {
      case 0 -> new Outcome.DuplicateOf(ItemId.random());
      case 1 -> new Outcome.NewVersion(random.nextInt(100));
      case 2 -> new Outcome.Unchanged();
      case 3 -> new Outcome.Locked();
      case 4 -> new Outcome.Empty(word());
      case 5 -> new Outcome.TooLarge(random.nextLong());
      case 6 -> new Outcome.Unreadable(word());
      case 7 -> new Outcome.Moved(word());
      case 8 -> new Outcome.Gone();
      case 9 -> new Outcome.Unsupported(word());
      case 10 -> new Outcome.Corrupt(word(), random.nextBoolean());
      case 11 -> new Outcome.Stopped(limit(), random.nextBoolean());
      case 12 -> new Outcome.Cancelled();
      case 13 -> new Outcome.Container(word());
      default -> new Outcome.Indexed();
    };
  }

  private String word() {
    return any("", "word", "zwei Wörter", "🗻", "a\nb", "x".repeat(300)) + random.nextInt(10);
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> many(Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(4)).toList();
  }

  @SafeVarargs
  private <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }
}
