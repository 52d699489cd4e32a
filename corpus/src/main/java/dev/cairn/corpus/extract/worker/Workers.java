package dev.cairn.corpus.extract.worker;

import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.extract.ExtractSettings;
import java.time.Clock;

/// Reading in other processes.
public final class Workers {
  private Workers() {}

  /// Reads each file in a child process with the same class path as this one. Children are started
  /// when they are first needed. What a hanging child cannot say itself, the caller hears after the
  /// time of the limits and the grace of the settings.
  ///
  /// @param clock dates later than its tomorrow are not believed
  public static Extractor extractor(WorkerSettings settings, ExtractSettings reading, Clock clock) {
    return new WorkerExtractor(settings, reading, clock, Launch.of(settings, reading, clock));
  }
}
