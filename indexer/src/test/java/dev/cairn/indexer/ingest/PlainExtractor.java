package dev.cairn.indexer.ingest;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads lines as paragraphs. A file that begins with a word in capitals misbehaves in that way,
/// and one whose name is held waits for its latch.
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
      return read(Files.readString(request.bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Extraction read(String text) {
    return switch (text.split("\\W", 2)[0]) {
      case "LOCKED" -> new Extraction.Locked("text/plain");
      case "BROKEN" ->
          new Extraction.Failed(new Extraction.Shortfall.Damaged("It is broken."), "text/plain");
      case "THROWS" -> throw new IllegalArgumentException("a fault of the reader");
      case "OVERFLOWS" -> throw new StackOverflowError();
      case "" -> new Extraction.NoText("There is nothing in it.", "text/plain");
      default -> new Extraction.Text(reading(text.strip()), Metadata.none(), "text/plain");
    };
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
