package dev.cairn.server.unruly.server;

import dev.cairn.server.unruly.ontology.Climber;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;

/// Does what nobody in the house may do. Never run; {@link dev.cairn.server.HouseRulesTest} reads
/// it.
public final class Rascal {
  public Climber climber() {
    return new Climber();
  }

  public String everythingForbidden(String word) throws InterruptedException {
    System.out.println(Instant.now());
    Thread.sleep(1);
    try (var threads = Executors.newCachedThreadPool()) {
      threads.submit(() -> word);
    } catch (IllegalStateException e) {
      e.printStackTrace();
    }
    return word.toLowerCase() + new Random().nextInt();
  }
}
