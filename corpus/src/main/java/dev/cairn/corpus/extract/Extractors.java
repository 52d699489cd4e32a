package dev.cairn.corpus.extract;

import dev.cairn.corpus.Extractor;
import java.time.Clock;

/// The ways to read files.
public final class Extractors {
  private Extractors() {}

  /// Reads in this process, each file on a thread of its own. What must be built is built with the
  /// first file.
  public static Extractor inProcess(ExtractLimits limits) {
    return inProcess(limits, Clock.systemDefaultZone());
  }

  /// @param clock dates later than its tomorrow are not believed
  public static Extractor inProcess(ExtractLimits limits, Clock clock) {
    return new InProcessExtractor(limits, clock);
  }
}
