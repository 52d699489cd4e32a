package dev.cairn.corpus.extract.worker;

import static dev.cairn.corpus.passage.Form.readList;
import static dev.cairn.corpus.passage.Form.readString;
import static dev.cairn.corpus.passage.Form.writeList;
import static dev.cairn.corpus.passage.Form.writeString;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor.Request;
import dev.cairn.corpus.passage.ExtractionForm;
import dev.cairn.corpus.passage.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/// What is spoken between this process and a child: frames of a mark, a length and so many bytes.
/// Paths are handed over, not the bytes of files.
final class Frames {
  private static final int MARK = 0xCA12_F00D;

  /// Longest request in bytes: names and passwords.
  static final int LONGEST_REQUEST = 64 << 20;

  private static final int READY = 1;
  private static final int ANSWER = 2;
  private static final int TROUBLE = 3;

  private Frames() {}

  /// A file to be read.
  ///
  /// @param number given back with the answer
  /// @param now what the clock says
  record Order(long number, Instant now, Request request) {}

  /// What a child says.
  sealed interface Reply {
    /// Files can be read from now on.
    record Ready() implements Reply {}

    /// @param last whether the child ends itself now
    record Answer(long number, Extraction extraction, boolean last) implements Reply {}

    /// Nothing is wrong with the file, and yet it could not be read.
    record Trouble(long number, String reason) implements Reply {}
  }

  /// Where the parts of the file with this number lie.
  interface Rooms {
    /// @throws IOException if there is no such file being read
    Path of(long number) throws IOException;
  }

  static void write(DataOutputStream out, Order order) throws IOException {
    var request = order.request();
    frame(
        out,
        body -> {
          body.writeLong(order.number());
          body.writeLong(order.now().toEpochMilli());
          writeString(body, request.bytes().toAbsolutePath().toString());
          writeString(body, request.fileName());
          writeList(body, request.passwords(), Form::writeString);
          writeString(body, request.room().toAbsolutePath().toString());
        });
  }

  static Order readOrder(DataInputStream in) throws IOException {
    var body = body(in, LONGEST_REQUEST);
    return new Order(
        body.readLong(),
        Instant.ofEpochMilli(body.readLong()),
        new Request(
            Path.of(readString(body)),
            readString(body),
            readList(body, Form::readString),
            Path.of(readString(body))));
  }

  /// @param room where the parts of an answer lie
  static void write(DataOutputStream out, Reply reply, Path room) throws IOException {
    frame(
        out,
        body -> {
          switch (reply) {
            case Reply.Ready() -> body.write(READY);
            case Reply.Answer(long number, var extraction, boolean last) -> {
              body.write(ANSWER);
              body.writeLong(number);
              body.writeBoolean(last);
              ExtractionForm.write(body, extraction, room.toAbsolutePath());
            }
            case Reply.Trouble(long number, var reason) -> {
              body.write(TROUBLE);
              body.writeLong(number);
              writeString(body, reason);
            }
          }
        });
  }

  /// @param longest that is believed, in bytes
  /// @throws EOFException if there is no more
  /// @throws IOException also if these bytes are no reply
  static Reply readReply(DataInputStream in, int longest, Rooms rooms) throws IOException {
    var body = body(in, longest);
    try {
      int kind = body.read();
      var reply =
          switch (kind) {
            case READY -> new Reply.Ready();
            case ANSWER -> {
              long number = body.readLong();
              boolean last = body.readBoolean();
              yield new Reply.Answer(
                  number, ExtractionForm.read(body, rooms.of(number).toAbsolutePath()), last);
            }
            case TROUBLE -> new Reply.Trouble(body.readLong(), readString(body));
            default -> throw new IOException("no kind of reply: " + kind);
          };
      if (body.read() >= 0) throw new IOException("a reply with something behind it");
      return reply;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException("no reply", e);
    }
  }

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static void frame(DataOutputStream out, Body body) throws IOException {
    var bytes = new ByteArrayOutputStream(1024);
    body.write(new DataOutputStream(bytes));
    out.writeInt(MARK);
    out.writeInt(bytes.size());
    bytes.writeTo(out);
    out.flush();
  }

  private static DataInputStream body(DataInputStream in, int longest) throws IOException {
    if (in.readInt() != MARK) throw new IOException("no frame");
    int length = in.readInt();
    if (length < 0 || length > longest) throw new IOException("a frame of " + length + " bytes");
    // Allocates as it reads: a length that is not true is no gigabyte of memory.
    var bytes = in.readNBytes(length);
    if (bytes.length != length) throw new EOFException("ended inside a frame");
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
