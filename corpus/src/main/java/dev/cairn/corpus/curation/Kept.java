package dev.cairn.corpus.curation;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Things of one sort in one file, one line of JSON each, below a line with the hash of them all.
/// The file is replaced whole. One that cannot be read is neither used nor written over. Not
/// thread-safe.
public final class Kept<T> {
  private static final System.Logger LOG = System.getLogger(Kept.class.getName());
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String DRAFT = ".new";
  private static final String HASH = "sha256";

  private final Path folder;
  private final Path file;
  private final String what;
  private final Form<T> form;
  private List<T> all = List.of();
  private Optional<String> damage = Optional.empty();
  private Optional<String> unwritten = Optional.empty();

  /// How a thing is written down.
  public interface Form<T> {
    void write(T thing, ObjectNode line);

    /// @throws RuntimeException if it is none
    T read(JsonNode line);
  }

  private Kept(Path folder, String name, String what, Form<T> form) {
    this.folder = folder;
    this.file = folder.resolve(name);
    this.what = what;
    this.form = form;
  }

  /// Reads the file, if there is one. Never fails: {@link #trouble} says what is wrong.
  ///
  /// @param folder is made when something is kept
  /// @param what these things are called, for people
  public static <T> Kept<T> open(Path folder, String name, String what, Form<T> form) {
    var kept = new Kept<T>(folder, name, what, form);
    try {
      kept.all = List.copyOf(kept.read());
    } catch (NoSuchFileException _) {
      // Nobody entered anything yet.
    } catch (IOException | JacksonException | DateTimeException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.ERROR, kept.file + " cannot be read", e);
      kept.damage =
          Optional.of(
              "The %s cannot be read, and are left out: %s in the data folder is damaged. Restore a"
                      .formatted(what, folder.getFileName() + "/" + name)
                  + " backup; or stop Cairn and take the file away, to begin anew.");
    }
    return kept;
  }

  private List<T> read() throws IOException {
    var text = Files.readString(file);
    int end = text.indexOf('\n');
    if (end < 0) throw new IOException("no first line");
    var body = text.substring(end + 1);
    if (!MAPPER.readTree(text.substring(0, end)).path(HASH).asString("").equals(hash(body)))
      throw new IOException("not what was written");
    var things = new ArrayList<T>();
    for (var line : body.split("\n"))
      if (!line.isEmpty()) things.add(form.read(MAPPER.readTree(line)));
    return things;
  }

  /// In the order in which they were given.
  public List<T> all() {
    return all;
  }

  /// On the disk when this returns.
  ///
  /// @throws CurationFailure if the file is damaged or cannot be written; nothing has changed then
  public void replace(List<T> things) {
    if (damage.isPresent()) throw new CurationFailure(damage.get(), null);
    var body = new StringBuilder();
    for (var thing : things) {
      var line = MAPPER.createObjectNode();
      form.write(thing, line);
      body.append(line).append('\n');
    }
    var head = MAPPER.createObjectNode().put(HASH, hash(body.toString()));
    try {
      Files.createDirectories(folder);
      write(head + "\n" + body);
      unwritten = Optional.empty();
    } catch (IOException e) {
      unwritten =
          Optional.of("The " + what + " could not be written; see whether the disk is full.");
      throw new CurationFailure(unwritten.get(), e);
    }
    all = List.copyOf(things);
  }

  /// The file is gone when this returns, also one that is damaged.
  ///
  /// @throws CurationFailure if it cannot be removed
  public void remove() {
    try {
      if (Files.deleteIfExists(file)) force(folder);
    } catch (IOException e) {
      throw new CurationFailure("The " + what + " could not be removed; see the log.", e);
    }
    all = List.of();
    damage = Optional.empty();
    unwritten = Optional.empty();
  }

  private void write(String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + DRAFT);
    try (var open = FileChannel.open(draft, CREATE, WRITE, TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) open.write(bytes);
      open.force(true);
    }
    Files.move(draft, file, ATOMIC_MOVE);
    force(folder);
  }

  private static void force(Path folder) throws IOException {
    try (var directory = FileChannel.open(folder, READ)) {
      directory.force(true);
    }
  }

  /// One sentence for the operator if the file is damaged or could not be written, else empty.
  public Optional<String> trouble() {
    return damage.or(() -> unwritten);
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
