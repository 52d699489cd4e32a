package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorksTest {
  @Test
  void a_work_that_takes_too_much_memory_has_failed_and_makes_way_for_the_next()
      throws InterruptedException {
    try (var works = new Works(Clock.systemUTC())) {
      var begun =
          works.start(
              Works.Kind.VERIFY,
              "",
              _ -> {
                throw new OutOfMemoryError("thrown by a test");
              });
      var seen = Optional.of(begun);
      while (seen.orElseThrow().state() == Works.State.RUNNING)
        seen = works.next(begun.id(), seen, Duration.ofSeconds(10));
      assertEquals(Works.State.FAILED, seen.get().state());
      works.start(Works.Kind.VERIFY, "", _ -> new Works.Result.Reindexed());
    }
  }
}
