package dev.cairn.ontology.testkit;

import java.util.Random;

/// All randomness in tests comes from here. Replay a failure with `-Dseed=<number from the log>`.
public final class Seed {
  private Seed() {}

  public static Random random(Class<?> test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.getLogger(test.getName())
        .log(System.Logger.Level.INFO, "replay with -Dseed={0}", Long.toString(seed));
    return new Random(seed);
  }

  /// How often a law is tried: `-Drounds=1000` tries each so often.
  public static int rounds(int usually) {
    return Integer.getInteger("rounds", usually);
  }
}
