package dev.cairn.corpus.measure;

import dev.cairn.corpus.ItemId;
import java.time.Instant;

/// Something that somebody did.
public sealed interface Event {
  Instant when();

  /// Id of the caller.
  String who();

  /// What was typed.
  String question();

  /// Somebody asked.
  ///
  /// @param mode how it was searched, as the interface names it
  /// @param results how many items were found, 0 or more
  record Searched(Instant when, String who, String question, String mode, long results)
      implements Event {
    public Searched {
      if (results < 0) throw new IllegalArgumentException("results must be >= 0, got " + results);
    }
  }

  /// Somebody opened a hit.
  ///
  /// @param rank at which it stood, from 1; 0 where that is not known
  record Opened(Instant when, String who, String question, ItemId item, int rank) implements Event {
    public Opened {
      requireRank(rank);
    }
  }

  /// Somebody said whether a hit was what was needed.
  ///
  /// @param rank at which it stood, from 1; 0 where that is not known
  /// @param mode how it was searched, as the interface names it
  record Judged(
      Instant when, String who, String question, ItemId item, int rank, String mode, boolean needed)
      implements Event {
    public Judged {
      requireRank(rank);
    }
  }

  private static void requireRank(int rank) {
    if (rank < 0) throw new IllegalArgumentException("rank must be >= 0, got " + rank);
  }
}
