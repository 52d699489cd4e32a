package dev.cairn.indexer.foretelling;

import dev.cairn.indexer.ingest.Forecast;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a change of the vocabulary would do, as far as it is known.
///
/// @param about what it was begun with
/// @param progress counts up with everything that becomes known
/// @param done steps of `total`: items that were looked at, and questions that were answered
/// @param total 0 before it is known
/// @param tags as far as items were looked at
/// @param questions as far as they were answered both ways
public record Foretold<A>(
    String id,
    A about,
    State state,
    long progress,
    long done,
    long total,
    Forecast tags,
    Questions questions,
    Instant begun,
    Optional<Instant> ended) {
  /// How far it is.
  public enum State {
    /// Others are foretold before it.
    WAITING,
    RUNNING,
    /// To its end.
    DONE,
    /// Somebody ended it.
    CANCELLED,
    /// Some part was down.
    FAILED;

    public boolean over() {
      return this != WAITING && this != RUNNING;
    }
  }

  /// @param asked how many different questions are kept
  /// @param tried how many of them were answered both ways, most used first
  /// @param changed those of them whose first hits would be others
  public record Questions(int asked, int tried, List<Changed> changed) {
    static final Questions NONE = new Questions(0, 0, List.of());

    public Questions {
      changed = List.copyOf(changed);
    }
  }

  /// @param before the first five hits of now
  /// @param after those that there would be
  public record Changed(String question, List<Hit> before, List<Hit> after) {
    public Changed {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  public record Hit(String id, String title) {}
}
