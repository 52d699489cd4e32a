package dev.cairn.indexer.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.testkit.MemoryBlobStore;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeasesTest {
  @TempDir Path folder;

  private static byte[] text(int number) {
    return ("text " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static ContentId content(int number) {
    return MemoryBlobStore.name(text(number));
  }

  @Test
  void what_was_stored_a_moment_ago_is_not_deleted() throws Exception {
    try (var bench = new Bench(folder)) {
      var file = (Submission.Document) bench.at("a", "words");
      assertFalse(bench.ingest.deleteIfUnreferenced(file.content()));
      bench.bring(file);
      assertFalse(bench.ingest.deleteIfUnreferenced(file.content()));
      bench.catalogue.destroy(List.of(bench.item("a").id()), Caller.admin());
      assertTrue(bench.ingest.deleteIfUnreferenced(file.content()));
      assertEquals(Optional.empty(), bench.blobs.size(file.content()));
    }
  }

  /// Some bring the same few texts again and again while others destroy them: whatever an item
  /// refers to is there.
  @Test
  void storing_and_destroying_at_the_same_time_loses_nothing() throws Exception {
    long seed = Seed.random(LeasesTest.class).nextLong();
    var failure = new AtomicReference<Throwable>();
    var over = new AtomicBoolean();
    try (var bench = new Bench(folder)) {
      var destroyer =
          Thread.ofPlatform()
              .name("destroyer")
              .start(() -> {
                var random = new Random(seed);
                while (!over.get()) {
                  int number = random.nextInt(3);
                  bench
                      .catalogue
                      .at(new Place("folder:test", "f" + number))
                      .ifPresent(
                          item -> bench.catalogue.destroy(List.of(item.id()), Caller.admin()));
                  bench.ingest.deleteIfUnreferenced(content(number));
                }
              });
      destroyer.setUncaughtExceptionHandler((_, e) -> failure.set(e));
      var random = new Random(seed + 1);
      for (int i = 0; i < 60; i++) {
        int number = random.nextInt(3);
        var stored = bench.ingest.store(new ByteArrayInputStream(text(number)));
        bench.submit(
            new Submission.Document(
                Optional.of(new Place("folder:test", "f" + number)),
                "f" + number,
                stored.id(),
                stored.bytes(),
                Metadata.none()));
        if (bench.catalogue.refersTo(content(number))) {
          // Nobody else destroys this one now: he who refers to it must find it.
          var size = bench.blobs.size(content(number));
          assertTrue(
              size.isPresent() || !bench.catalogue.refersTo(content(number)), "seed " + seed);
        }
      }
      over.set(true);
      destroyer.join();
      for (int number = 0; number < 3; number++)
        if (bench.catalogue.refersTo(content(number)))
          assertTrue(bench.blobs.size(content(number)).isPresent(), "seed " + seed);
    }
    assertEquals(null, failure.get());
  }
}
