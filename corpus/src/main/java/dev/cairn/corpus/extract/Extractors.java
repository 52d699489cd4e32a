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
    return inProcess(ExtractSettings.within(limits), clock);
  }

  /// After the time of its limits a file is broken off softly: within two seconds more there is an
  /// outcome with the text and the parts that were had before. What the parser goes on doing then,
  /// only the end of the process ends.
  ///
  /// @param clock dates later than its tomorrow are not believed
  public static Extractor inProcess(ExtractSettings settings, Clock clock) {
    return new InProcessExtractor(settings, clock);
  }
}
