package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads lines as paragraphs. A file that begins with a word in capitals misbehaves in that way, or
/// holds other files (see {@link #box}); one whose name is held waits for its latch.
final class PlainExtractor implements Extractor {
  private final String version;
  final AtomicInteger calls = new AtomicInteger();
  final ConcurrentMap<String, CountDownLatch> begun = new ConcurrentHashMap<>();
  final ConcurrentMap<String, CountDownLatch> held = new ConcurrentHashMap<>();

  PlainExtractor(String version) {
    this.version = version;
  }

  /// The file of this name is not read before the latch is counted down.
  ///
  /// @return is open as soon as reading it has begun
  CountDownLatch hold(String fileName, CountDownLatch latch) {
    var reading = new CountDownLatch(1);
    begun.put(fileName, reading);
    held.put(fileName, latch);
    return reading;
  }

  @Override
  public Extraction extract(Request request) {
    var fileName = request.fileName();
    calls.incrementAndGet();
    begun.computeIfAbsent(fileName, _ -> new CountDownLatch(1)).countDown();
    var latch = held.get(fileName);
    try {
      if (latch != null) latch.await();
      return read(Files.readString(request.bytes()), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The text of a file that holds these: name → text. A name may end with `?` and the password
  /// that it needs.
  static String box(Map<String, String> files) {
    var text = new StringBuilder("BOX");
    files.forEach((name, inside) ->
        text.append('\n')
            .append(name)
            .append('=')
            .append(inside.replace("\\", "\\\\").replace("\n", "\\n")));
    return text.toString();
  }

  /// The same with a text of its own.
  static String mail(String body, Map<String, String> files) {
    return "MAIL " + body + box(files).substring("BOX".length());
  }

  private static Extraction read(String text, Request request) throws IOException {
    var lines = text.split("\n", -1);
    return switch (text.split("\\W", 2)[0]) {
      case "LOCKED" ->
          lines.length > 1 && request.passwords().contains(lines[0].substring("LOCKED ".length()))
              ? new Extraction.Text(reading(lines[1]), Metadata.none(), "text/plain")
              : new Extraction.Locked("text/plain");
      case "BROKEN" ->
          new Extraction.Failed(new Extraction.Shortfall.Damaged("It is broken."), "text/plain");
      case "THROWS" -> throw new IllegalArgumentException("a fault of the reader");
      case "OVERFLOWS" -> throw new StackOverflowError();
      case "BOX" ->
          new Extraction.NoText(
              "An archive.", Metadata.none(), "application/x-box", parts(lines, request));
      case "MAIL" ->
          new Extraction.Text(
              reading(lines[0].substring("MAIL ".length())),
              Metadata.none(),
              "application/x-mail",
              parts(lines, request),
              Optional.empty());
      case "QUINE" -> {
        Path itself = request.room().resolve("0");
        Files.writeString(itself, text);
        yield new Extraction.NoText(
            "An archive.",
            Metadata.none(),
            "application/x-box",
            List.of(new Part.Whole("quine", itself, Metadata.none())));
      }
      case "" -> new Extraction.NoText("There is nothing in it.", "text/plain");
      default -> new Extraction.Text(reading(text.strip()), Metadata.none(), "text/plain");
    };
  }

  private static List<Part> parts(String[] lines, Request request) throws IOException {
    var parts = new ArrayList<Part>();
    for (int i = 1; i < lines.length; i++) {
      var entry = lines[i].split("=", 2);
      var name = entry[0].split("\\?", 2);
      if (name.length > 1 && !request.passwords().contains(name[1])) {
        parts.add(new Part.Missed(name[0], new Outcome.Locked()));
        continue;
      }
      var file = request.room().resolve(Integer.toString(i));
      Files.writeString(file, unescaped(entry[1]));
      parts.add(new Part.Whole(name[0], file, Metadata.none()));
    }
    return parts;
  }

  private static String unescaped(String text) {
    var plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++)
      if (text.charAt(i) != '\\') plain.append(text.charAt(i));
      else plain.append(text.charAt(++i) == 'n' ? '\n' : '\\');
    return plain.toString();
  }

  static Reading reading(String text) {
    List<Reading.Block> blocks = new ArrayList<>();
    int start = 0;
    for (var line : text.split("\n", -1)) {
      if (!line.isEmpty())
        blocks.add(
            new Reading.Block(Reading.Block.Kind.PARAGRAPH, start, start + line.length(), 0, 0));
      start += line.length() + 1;
    }
    return new Reading(text, blocks);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {}
}
