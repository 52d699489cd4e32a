package dev.cairn.corpus.extract;

import dev.cairn.corpus.Metadata;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.xml.sax.SAXException;

/// Hands over the messages of a mailbox. Each is named after its Message-ID, so that it is the same
/// item when others were added before it.
final class Messages {
  /// What Foxmail writes before each message, at the beginning of a line.
  private static final byte[] FOXMAIL = HexFormat.of().parseHex("1010101010101011111111111153");

  private static final Pattern ID = Pattern.compile("(?im)^message-id:\\s*(\\S+)");

  private static final Pattern SUBJECT = Pattern.compile("(?im)^subject:[ \\t]*(.+)$");

  /// Nobody writes longer headers, in bytes.
  private static final int HEADERS = 64 * 1024;

  private static final int NAME_BYTES = 10;

  private final Room room;
  private final BooleanSupplier brokenOff;

  Messages(Room room, BooleanSupplier brokenOff) {
    this.room = room;
    this.brokenOff = brokenOff;
  }

  /// @return a sentence that says what this is
  String read(Path file, boolean foxmail) throws IOException, SAXException {
    try (var in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
      if (foxmail) readFoxmail(in);
      else readMailbox(in);
    }
    return Sentences.mailbox(room.parts());
  }

  private void readMailbox(InputStream in) throws IOException, SAXException {
    try (var box = new Mailbox(in)) {
      while (box.next()) take(box.message());
    }
  }

  private void take(InputStream message) throws IOException, SAXException {
    if (brokenOff.getAsBoolean()) throw new BrokenOffException();
    var head = message.readNBytes(HEADERS);
    if (head.length == 0) return;
    room.take(
        name(head),
        Metadata.none(),
        new SequenceInputStream(new ByteArrayInputStream(head), message)::transferTo);
  }

  /// What a message is about, or that it is one; reads nothing of it away.
  static String subject(InputStream in) throws IOException {
    in.mark(HEADERS);
    var head = in.readNBytes(HEADERS);
    in.reset();
    var subject = SUBJECT.matcher(header(head).replaceAll("\n[ \t]+", " "));
    if (!subject.find()) return "message";
    var words = DecoderUtil.decodeEncodedWords(subject.group(1), DecodeMonitor.SILENT);
    var name = CleanText.line(words).replaceAll("[/\\\\:]+", "-");
    return name.isEmpty() ? "message" : name;
  }

  private static String header(byte[] head) {
    var text = new String(head, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int body = text.indexOf("\n\n");
    return body < 0 ? text : text.substring(0, body);
  }

  private static String name(byte[] head) {
    var id = ID.matcher(header(head));
    var named = id.find() ? id.group(1).getBytes(StandardCharsets.ISO_8859_1) : head;
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(named);
      return HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".eml";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void readFoxmail(BufferedInputStream in) throws IOException, SAXException {
    while (more(in)) {
      var message = new Foxmail(in);
      take(message);
      message.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static boolean more(BufferedInputStream in) throws IOException {
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more;
  }

  /// One message, up to the line that begins the next.
  private static final class Foxmail extends InputStream {
    private final BufferedInputStream in;
    private boolean lineStart = true;
    private boolean ended;

    Foxmail(BufferedInputStream in) throws IOException {
      this.in = in;
      if (atSeparator()) passLine();
    }

    @Override
    public int read() throws IOException {
      if (ended) return -1;
      if (lineStart && atSeparator()) {
        ended = true;
        return -1;
      }
      int c = in.read();
      ended = c < 0;
      lineStart = c == '\n';
      return c;
    }

    private boolean atSeparator() throws IOException {
      in.mark(FOXMAIL.length);
      var next = in.readNBytes(FOXMAIL.length);
      in.reset();
      return Arrays.equals(next, FOXMAIL);
    }

    private void passLine() throws IOException {
      for (int c; (c = in.read()) >= 0 && c != '\n'; ) {
        // Passed over.
      }
    }
  }
}
