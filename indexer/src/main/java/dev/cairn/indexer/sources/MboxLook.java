package dev.cairn.indexer.sources;

import dev.cairn.corpus.extract.Mailbox;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A look at the messages of a mailbox file. A message is called by its Message-ID, because its
/// number changes when one before it is deleted.
final class MboxLook implements Look {
  private static final Pattern ID =
      Pattern.compile("message-id:\\s*<?([^<>\\s]+)>?\\s*", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_NAME = 150;

  /// Headers beyond are not looked at.
  private static final int HEADERS = 256 << 10;

  private final Path file;
  private final Stamp whole;
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  /// Path → which message of the file, from 0.
  private final Map<String, Integer> numbers = new HashMap<>();

  private MboxLook(Path file, Stamp whole) {
    this.file = file;
    this.whole = whole;
  }

  static Stamp stamp(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) throw new NoSuchFileException("no file");
    return Stamp.of(attributes, 0);
  }

  /// @throws Unsettled if it is being written
  /// @throws IOException if it cannot be read
  static MboxLook at(Path file, Duration settle, FolderLook.Pause pause, Going going)
      throws IOException, Unsettled {
    var stamp = stamp(file);
    long age = pause.now() - stamp.modified();
    if (age >= 0 && age < settle.toNanos() && !pause.forNanos(settle.toNanos() - age))
      throw new Unsettled();
    var look = new MboxLook(file, stamp(file));
    try (var box = new Mailbox(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
      for (int number = 0; going.on() && box.next(); number++) look.meet(number, box.message());
    }
    if (!stamp(file).equals(look.whole)) throw new Unsettled();
    return look;
  }

  /// Somebody writes it.
  static final class Unsettled extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /// Whether to go on.
  interface Going {
    boolean on();
  }

  private void meet(int number, InputStream message) throws IOException {
    var digest = Hashing.sha256();
    var counted = new Counted(new DigestInputStream(message, digest));
    var id = messageId(counted);
    counted.transferTo(OutputStream.nullOutputStream());
    if (counted.bytes == 0) return;
    var content = Hashing.content(digest);
    var path =
        id.map(MboxLook::written).orElseGet(() -> "message-" + content.hex().substring(0, 32));
    var same = seen.get(path + ".eml");
    if (same != null) {
      // The same message twice is one item; another one under the same id is another.
      if (same.content().equals(Optional.of(content))) return;
      path = path + "~" + content.hex().substring(0, 8);
    }
    path = path + ".eml";
    if (seen.containsKey(path)) return;
    long fingerprint = Long.parseUnsignedLong(content.hex().substring(0, 16), 16);
    seen.put(
        path,
        new Seen(path, Stamp.ofContent(counted.bytes, fingerprint), Optional.of(content), ""));
    numbers.put(path, number);
  }

  /// Reads headers as far as the id.
  private static Optional<String> messageId(InputStream message) throws IOException {
    var reader =
        new BufferedReader(
            new InputStreamReader(new Bounded(message, HEADERS), StandardCharsets.ISO_8859_1));
    var header = "";
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        if (header.length() < 2_000) header += line;
        continue;
      }
      var id = ID.matcher(header);
      if (id.matches()) return Optional.of(id.group(1));
      if (line.isEmpty()) return Optional.empty();
      header = line;
    }
    var id = ID.matcher(header);
    return id.matches() ? Optional.of(id.group(1)) : Optional.empty();
  }

  /// An id as a name: what is neither letter nor digit nor usual in ids is written `%XX`.
  private static String written(String id) {
    var name = new StringBuilder();
    for (byte b : id.getBytes(StandardCharsets.ISO_8859_1))
      if (b > 0 && (Character.isLetterOrDigit(b) || "._@+=$-".indexOf(b) >= 0))
        name.append((char) b);
      else name.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
    if (name.length() > LONGEST_NAME)
      return name.substring(0, LONGEST_NAME - 33)
          + "~"
          + Hashing.hex(id.getBytes(StandardCharsets.ISO_8859_1)).substring(0, 32);
    return name.toString();
  }

  @Override
  public Collection<Seen> seen() {
    return seen.values();
  }

  @Override
  public boolean gone(String path, Optional<Row> row) {
    return complete();
  }

  @Override
  public boolean complete() {
    return !seen.isEmpty() || whole.size() == 0;
  }

  @Override
  public Optional<Set<Long>> devices() {
    return Optional.empty();
  }

  @Override
  public Optional<String> trouble() {
    return !complete()
        ? Optional.of("No message was found in the file; name a mailbox in mbox form.")
        : Optional.empty();
  }

  @Override
  public Optional<Stamp> mark() {
    return Optional.of(whole);
  }

  @Override
  public void read(List<Seen> wanted, Taker taker) throws IOException {
    var byNumber = new HashMap<Integer, Seen>();
    for (var one : wanted) byNumber.put(numbers.get(one.path()), one);
    try (var box = new Mailbox(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
      for (int number = 0; taker.more() && !byNumber.isEmpty() && box.next(); number++) {
        var one = byNumber.remove(number);
        if (one == null) continue;
        var digest = Hashing.sha256();
        var message = new DigestInputStream(box.message(), digest);
        taker.take(one, message);
        message.transferTo(OutputStream.nullOutputStream());
        if (one.content().equals(Optional.of(Hashing.content(digest)))) continue;
        // Somebody writes the mailbox, and this is another message.
        taker.torn(one);
        return;
      }
    }
  }

  @Override
  public void close() {}

  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      if (b >= 0) bytes++;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count > 0) bytes += count;
      return count;
    }
  }
}
