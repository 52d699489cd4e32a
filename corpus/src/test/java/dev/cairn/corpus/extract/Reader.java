package dev.cairn.corpus.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads what tests make up. One for all tests of a class, since building costs a second.
final class Reader implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

  private final Extractor extractor;

  Reader() {
    this(ExtractLimits.defaults());
  }

  Reader(ExtractLimits limits) {
    this(ExtractSettings.within(limits));
  }

  Reader(ExtractSettings settings) {
    extractor = Extractors.inProcess(settings, CLOCK);
  }

  /// What came out, with the bytes of the files inside, by their paths.
  record Opened(Extraction outcome, Map<String, byte[]> files) {
    String file(String path) {
      return new String(Objects.requireNonNull(files.get(path), path), UTF_8);
    }

    Map<String, Outcome> missed() {
      return outcome.parts().stream()
          .filter(Part.Missed.class::isInstance)
          .map(Part.Missed.class::cast)
          .collect(Collectors.toMap(Part.Missed::path, Part.Missed::outcome));
    }
  }

  Opened open(String name, byte[] content, String... passwords) {
    try {
      var file = Files.createTempFile("reader", ".bytes");
      var room = Files.createTempDirectory("reader-room");
      try {
        Files.write(file, content);
        var outcome =
            extractor.extract(new Extractor.Request(file, name, List.of(passwords), room));
        var files = new LinkedHashMap<String, byte[]>();
        for (var part : outcome.parts())
          if (part instanceof Part.Whole whole)
            files.put(whole.path(), Files.readAllBytes(whole.bytes()));
        return new Opened(outcome, files);
      } finally {
        Files.delete(file);
        empty(room);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void empty(Path room) throws IOException {
    try (var parts = Files.newDirectoryStream(room)) {
      for (var part : parts) Files.delete(part);
    }
    Files.delete(room);
  }

  Extraction read(String name, byte[] content) {
    try {
      var file = Files.createTempFile("reader", ".bytes");
      try {
        Files.write(file, content);
        return read(file, name);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Extraction read(Path file, String name) {
    try {
      var room = Files.createTempDirectory("reader-room");
      try {
        return extractor.extract(new Extractor.Request(file, name, List.of(), room));
      } finally {
        empty(room);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Extraction.Text text(String name, byte[] content) {
    return assertInstanceOf(Extraction.Text.class, read(name, content));
  }

  Extraction.Text text(String name, String content) {
    return text(name, content.getBytes(UTF_8));
  }

  /// The blocks, one in a line: kind, level where there is one, page where there is one, text.
  static List<String> shown(Extraction.Text text) {
    return shown(text.reading());
  }

  static List<String> shown(Reading reading) {
    return reading.blocks().stream()
        .map(block ->
            block.kind()
                + (block.level() > 0 ? " " + block.level() : "")
                + (block.page() > 0 ? " p" + block.page() : "")
                + ": "
                + reading.text(block))
        .toList();
  }

  @Override
  public void close() {
    extractor.close();
  }
}
