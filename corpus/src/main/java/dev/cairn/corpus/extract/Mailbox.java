package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The messages of a mailbox file (mbox), one after another, in memory that does not depend on how
/// large it or a message is. For one thread.
///
/// A message begins with a line `From …` that bears a time and a year, stands at the beginning or
/// after an empty line, and is followed by a header. Lines that were quoted for the mailbox (`>From
/// `, mboxrd) are as they were sent, and the headers in which mail programs note what was read
/// (`Status`, `X-Mozilla-Status` and others) are left out: a message is the same in every mailbox.
///
/// {@snippet :
/// try (var box = new Mailbox(Files.newInputStream(file))) {
///   while (box.next()) box.message().transferTo(somewhere);
/// }
/// }
public final class Mailbox implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  /// A line is given in pieces of this length at most.
  private static final int PIECE = 8 << 10;

  /// Longer lines begin no message.
  private static final int LONGEST_SEPARATOR = 2_000;

  private static final int LONGEST_NAME = 200;

  private static final String SPACE_OR_END = "(?:\\s|$)";
  private static final Pattern TIME =
      Pattern.compile("\\s\\d{1,2}:\\d{2}(?::\\d{2})?" + SPACE_OR_END);
  private static final Pattern YEAR = Pattern.compile("\\s(?:19|20)\\d{2}" + SPACE_OR_END);

  /// As the first mail programs wrote it; such a line needs no empty one before it.
  private static final Pattern CLASSIC =
      Pattern.compile(
          "From .*\\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\\s+"
              + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s+\\d{1,2}\\s+"
              + "\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s+[-+A-Z0-9]+)*\\s+(?:19|20)\\d{2}.*");

  /// What mail programs write into a message while they keep it.
  private static final Set<String> BOOKKEEPING =
      Set.of(
          "status",
          "x-status",
          "x-keywords",
          "x-uid",
          "x-imap",
          "x-imapbase",
          "x-mozilla-status",
          "x-mozilla-status2",
          "x-mozilla-keys",
          "content-length",
          "lines");

  private static final byte[] NOTHING = {};
  private static final byte[] NEW_LINE = {'\n'};
  private static final byte[] RETURN_NEW_LINE = {'\r', '\n'};

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean exhausted;

  private boolean atTheVeryBeginning = true;
  private boolean lineStart = true;
  private boolean afterEmptyLine = true;

  private boolean inMessage;
  private boolean inHeaders;
  private boolean leavingOut;

  /// An empty line that belongs to the message only if another line of it follows.
  private byte[] heldBack = NOTHING;

  /// What is given out next: these bytes, then those of the buffer.
  private byte[] before = NOTHING;

  private int from;
  private int to;

  /// @param in is closed with this
  public Mailbox(InputStream in) {
    this.in = in;
  }

  /// Goes to the next message; what was not read of this one is passed over.
  ///
  /// @return false after the last one
  public boolean next() throws IOException {
    while (inMessage) advance();
    from = to;
    before = NOTHING;
    heldBack = NOTHING;
    while (available()) {
      if (atTheVeryBeginning) passMark();
      int lineEnd = pieceEnd();
      boolean begins = separates();
      atTheVeryBeginning &= isEmptyLine(lineEnd);
      step(lineEnd);
      if (begins) {
        inMessage = true;
        inHeaders = true;
        leavingOut = false;
        return true;
      }
    }
    return false;
  }

  /// The bytes of this message, without the line that began it. Ends with the message; closing it
  /// closes nothing.
  ///
  /// @throws IllegalStateException before the first and after the last message
  public InputStream message() {
    if (!inMessage) throw new IllegalStateException("there is no message here");
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return give(target, offset, length);
      }
    };
  }

  private int give(byte[] target, int offset, int length) throws IOException {
    if (length == 0) return 0;
    while (before.length == 0 && from == to) if (!inMessage || !advance()) return -1;
    if (before.length > 0) {
      // Two bytes at most: given one by one where there is no room for both.
      target[offset] = before[0];
      before = before.length == 1 ? NOTHING : NEW_LINE;
      return 1;
    }
    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, target, offset, count);
    from += count;
    return count;
  }

  /// Takes in the next piece of the message.
  ///
  /// @return false at its end
  private boolean advance() throws IOException {
    if (!available() || separates()) {
      inMessage = false;
      return false;
    }
    int pieceEnd = pieceEnd();
    boolean start = lineStart;
    boolean empty = start && isEmptyLine(pieceEnd);
    boolean endsHeaders = inHeaders && empty;
    if (inHeaders && start && !empty) header(pieceEnd);
    int first = at;
    if (start && !inHeaders && isQuoted(pieceEnd)) first++;
    int last = pieceEnd;
    step(pieceEnd);
    if (inHeaders && leavingOut && !empty) {
      from = to;
      return true;
    }
    if (endsHeaders) inHeaders = false;
    before = heldBack;
    heldBack = NOTHING;
    if (empty && !endsHeaders) {
      heldBack = last - first == 1 ? NEW_LINE : RETURN_NEW_LINE;
      from = to;
    } else {
      from = first;
      to = last;
    }
    return true;
  }

  private void header(int lineEnd) {
    byte first = buffer[at];
    if (first == ' ' || first == '\t') return;
    int colon = at;
    while (colon < lineEnd && buffer[colon] != ':') colon++;
    var name = new String(buffer, at, colon - at, StandardCharsets.ISO_8859_1).strip();
    leavingOut = BOOKKEEPING.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith(">From ");
  }

  private void step(int pieceEnd) {
    afterEmptyLine = lineStart && isEmptyLine(pieceEnd);
    lineStart = buffer[pieceEnd - 1] == '\n';
    at = pieceEnd;
  }

  /// Whether the line here begins a message.
  private boolean separates() {
    if (!lineStart || !startsWith(at, "From ")) return false;
    int lineEnd = at;
    int furthest = Math.min(end, at + LONGEST_SEPARATOR);
    while (lineEnd < furthest && buffer[lineEnd] != '\n') lineEnd++;
    if (lineEnd == furthest) return false;
    var line = new String(buffer, at, lineEnd - at, StandardCharsets.ISO_8859_1).stripTrailing();
    int followingEnd = Math.min(end, lineEnd + 1 + LONGEST_NAME);
    var following =
        new String(buffer, lineEnd + 1, followingEnd - lineEnd - 1, StandardCharsets.ISO_8859_1);
    boolean classic = CLASSIC.matcher(line).matches();
    if (!isHeader(following)) return classic && following.matches("(?s)\r?\n.*");
    return classic || afterEmptyLine && dated(line) || atTheVeryBeginning;
  }

  private static boolean dated(String line) {
    return TIME.matcher(line).find() && YEAR.matcher(line).find();
  }

  private static boolean isHeader(String line) {
    if (line.startsWith(">From ")) return true;
    for (int i = 0; i < Math.min(line.length(), LONGEST_NAME); i++) {
      char c = line.charAt(i);
      if (c == ':') return i > 0;
      if (c <= ' ' || c >= 0x7f) return false;
    }
    return false;
  }

  /// Whether this is `From ` behind one `>` or several.
  private boolean isQuoted(int lineEnd) {
    int i = at;
    while (i < lineEnd && buffer[i] == '>') i++;
    return i > at && startsWith(i, "From ");
  }

  private boolean isEmptyLine(int lineEnd) {
    return lineEnd - at == 1 && buffer[at] == '\n'
        || lineEnd - at == 2 && buffer[at] == '\r' && buffer[at + 1] == '\n';
  }

  private boolean startsWith(int position, String ascii) {
    if (position + ascii.length() > end) return false;
    for (int i = 0; i < ascii.length(); i++)
      if (buffer[position + i] != ascii.charAt(i)) return false;
    return true;
  }

  private void passMark() {
    if (end - at >= 3
        && (buffer[at] & 0xff) == 0xef
        && (buffer[at + 1] & 0xff) == 0xbb
        && (buffer[at + 2] & 0xff) == 0xbf) at += 3;
  }

  /// After the line feed, or after so much of the line as is given at once.
  private int pieceEnd() {
    int furthest = Math.min(end, at + PIECE);
    for (int i = at; i < furthest; i++) if (buffer[i] == '\n') return i + 1;
    return furthest;
  }

  /// Whether there is anything more; if so, enough of it to judge a line and the next one.
  private boolean available() throws IOException {
    if (end - at < PIECE && !exhausted) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      while (end < buffer.length) {
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
          exhausted = true;
          break;
        }
        end += count;
      }
    }
    return at < end;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
