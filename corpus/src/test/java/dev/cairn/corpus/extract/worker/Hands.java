package dev.cairn.corpus.extract.worker;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.corpus.extract.ExtractSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// An extractor with children, and files made of words to give to it.
final class Hands implements AutoCloseable {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

  final WorkerExtractor extractor;
  private final Path root;
  private final AtomicInteger files = new AtomicInteger();

  private Hands(Path root, WorkerSettings settings, ExtractSettings reading, Launch launch) {
    this.root = root;
    extractor = new WorkerExtractor(settings, reading, CLOCK, launch);
  }

  /// Children as in production.
  static Hands honest(Path root, WorkerSettings settings, ExtractLimits limits) {
    var reading = ExtractSettings.within(limits);
    return new Hands(root, settings, reading, Launch.of(settings, reading, CLOCK));
  }

  /// Children whose parser does what the file says, see `HostileMain`.
  static Hands hostile(Path root, WorkerSettings settings, Duration time) {
    var reading = ExtractSettings.within(ExtractLimits.defaults().withTime(time));
    return new Hands(
        root, settings, reading, Launch.of(settings, reading, CLOCK).withMain(HostileMain.class));
  }

  static WorkerSettings settings(Path root) {
    return WorkerSettings.defaults(root.resolve("workers"))
        .withChildren(1)
        .withHeapBytes(WorkerSettings.LEAST_HEAP)
        .withGrace(Duration.ofMillis(100));
  }

  Extraction read(String name, byte[] content) throws IOException {
    int number = files.incrementAndGet();
    var file = Files.write(root.resolve("file" + number), content);
    var room = Files.createDirectory(root.resolve("room" + number));
    return extractor.extract(new Extractor.Request(file, name, List.of(), room));
  }

  /// What the hostile parser answers when it is told this.
  String told(String command) throws IOException {
    var extraction = read("a.txt", command.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return assertInstanceOf(Extraction.Text.class, extraction).reading().text();
  }

  long pid() throws IOException {
    return Long.parseLong(told("pid"));
  }

  @Override
  public void close() {
    extractor.close();
  }
}
