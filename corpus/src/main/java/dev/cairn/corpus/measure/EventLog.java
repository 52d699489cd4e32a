package dev.cairn.corpus.measure;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.cairn.corpus.ItemId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people did, one line an event, in files that are only appended to, or replaced whole where
/// something has to be forgotten. Thread-safe.
public final class EventLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EventLog.class.getName());

  /// A file that has become as large is not appended to any more.
  private static final long LARGEST_BYTES = 4L << 20;

  private static final String ENDING = ".log";
  private static final String DRAFT = ".new";

  /// A shorter title is an everyday word; only a question that is that word names the item.
  private static final int TITLE_WORDS = 3;

  private final Path folder;
  private final long largestBytes;
  private final AskedQuestions questions = new AskedQuestions();
  private @Nullable FileChannel channel;
  private int number;
  private boolean closed;
  private Optional<String> trouble = Optional.empty();

  private EventLog(Path folder, long largestBytes) {
    this.folder = folder;
    this.largestBytes = largestBytes;
  }

  /// Reads what was noted before, and goes on behind it. A line that a crash cut off is left out.
  ///
  /// @param folder is made if it is not there
  /// @throws UncheckedIOException if the folder cannot be read
  public static EventLog open(Path folder) {
    return open(folder, LARGEST_BYTES);
  }

  static EventLog open(Path folder, long largestBytes) {
    var log = new EventLog(folder, largestBytes);
    try {
      Files.createDirectories(folder);
      for (var file : log.files()) log.number = Math.max(log.number, number(file));
      log.read(log.questions::note);
    } catch (IOException e) {
      throw new UncheckedIOException("what people did cannot be read", e);
    }
    return log;
  }

  /// Questions that were asked lately.
  public AskedQuestions questions() {
    return questions;
  }

  /// Survives the end of the process. Never fails: where it cannot be written, {@link #trouble}
  /// says so, and whoever asked is answered none the less.
  public void note(Event event) {
    try {
      append(event, false);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "an event is lost", e);
    }
  }

  /// Survives power loss when this returns.
  ///
  /// @throws UncheckedIOException if it could not be written
  public void noteDurably(Event event) {
    try {
      append(event, true);
    } catch (IOException e) {
      throw new UncheckedIOException("what was said could not be noted", e);
    }
  }

  private synchronized void append(Event event, boolean durable) throws IOException {
    if (closed) throw new IOException("the log is closed");
    try {
      var open = channel();
      write(open, EventForm.line(event) + "\n");
      if (durable) open.force(true);
      trouble = Optional.empty();
    } catch (IOException e) {
      trouble = Optional.of("What people do cannot be noted; see whether the disk is full.");
      throw e;
    }
    questions.note(event);
  }

  private FileChannel channel() throws IOException {
    if (channel != null && channel.size() < largestBytes) return channel;
    closeChannel();
    if (number == 0 || Files.exists(file(number)) && Files.size(file(number)) >= largestBytes)
      number++;
    boolean fresh = !Files.exists(file(number));
    var open = FileChannel.open(file(number), CREATE, WRITE, APPEND);
    channel = open;
    if (fresh) sync();
    else if (!endsWhole()) write(open, "\n");
    return open;
  }

  /// Whether the file that is appended to ends with a whole line.
  private boolean endsWhole() throws IOException {
    try (var file = FileChannel.open(file(number), READ)) {
      if (file.size() == 0) return true;
      var last = ByteBuffer.allocate(1);
      file.read(last, file.size() - 1);
      return last.get(0) == '\n';
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) channel.write(bytes);
  }

  private void sync() throws IOException {
    try (var directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }

  private void closeChannel() throws IOException {
    if (channel == null) return;
    try (var open = channel) {
      open.force(true);
    } finally {
      channel = null;
    }
  }

  /// Hands over everything that was noted, oldest first.
  ///
  /// @throws UncheckedIOException if it cannot be read
  public synchronized void all(Consumer<Event> reader) {
    try {
      read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("what people did cannot be read", e);
    }
  }

  private void read(Consumer<Event> reader) throws IOException {
    for (var file : files()) for (var event : events(file)) reader.accept(event);
  }

  private static List<Event> events(Path file) throws IOException {
    var events = new ArrayList<Event>();
    // Not Files.lines, which throws at the first byte that is no UTF-8: a crash may leave any.
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine())
        EventForm.read(line).ifPresent(events::add);
    }
    return events;
  }

  /// Oldest first; what a crash left half written goes.
  private List<Path> files() throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(folder)) {
      for (var file : all) {
        if (file.getFileName().toString().endsWith(DRAFT)) Files.deleteIfExists(file);
        else if (file.getFileName().toString().matches("\\d{8}" + ENDING)) files.add(file);
      }
    }
    files.sort(null);
    return files;
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().substring(0, 8));
  }

  private Path file(int which) {
    return folder.resolve(String.format(Locale.ROOT, "%08d%s", which, ENDING));
  }

  /// Forgets these items: what was done with them, and every question that says one of their titles
  /// (of a title of less than three words, only the question that is that title). On the disk when
  /// this returns.
  ///
  /// @throws UncheckedIOException if the files could not be written
  public synchronized void forget(Set<ItemId> items, Collection<String> titles) {
    Predicate<Event> gone = event -> names(event, items) || says(event.question(), titles);
    try {
      closeChannel();
      boolean some = false;
      for (var file : files()) {
        var events = events(file);
        if (events.stream().noneMatch(gone)) continue;
        some = true;
        var left = new StringBuilder();
        for (var event : events)
          if (!gone.test(event)) left.append(EventForm.line(event)).append('\n');
        replace(file, left.toString());
      }
      if (!some) return;
      questions.clear();
      read(questions::note);
    } catch (IOException e) {
      throw new UncheckedIOException("what people did cannot be forgotten", e);
    }
  }

  private static boolean names(Event event, Set<ItemId> items) {
    return switch (event) {
      case Event.Searched _ -> false;
      case Event.Opened opened -> items.contains(opened.item());
      case Event.Judged judged -> items.contains(judged.item());
    };
  }

  /// Whether a question says one of these titles.
  public static boolean says(String question, Collection<String> titles) {
    var asked = words(question);
    return titles.stream()
        .map(EventLog::words)
        .filter(title -> !title.isBlank())
        .anyMatch(title ->
            asked.equals(title)
                || (title.strip().split(" ").length >= TITLE_WORDS && asked.contains(title)));
  }

  /// The words alone, with blanks around each.
  private static String words(String text) {
    var words = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return words.isEmpty() ? "" : " " + words + " ";
  }

  private void replace(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + DRAFT);
    try (var open = FileChannel.open(draft, CREATE, WRITE, TRUNCATE_EXISTING)) {
      write(open, text);
      open.force(true);
    }
    Files.move(draft, file, ATOMIC_MOVE);
    sync();
  }

  /// Empty when events can be noted, else one sentence for the operator.
  public synchronized Optional<String> trouble() {
    return trouble;
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      closeChannel();
    } catch (IOException e) {
      throw new UncheckedIOException("what people did cannot be closed", e);
    }
  }
}
