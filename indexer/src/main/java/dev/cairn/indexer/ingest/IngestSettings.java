package dev.cairn.indexer.ingest;

import java.nio.file.Path;
import java.time.Duration;

/// How bringing in behaves.
///
/// @param scratch folder for files while they are read; emptied at the start
/// @param limitBytes largest original that is kept, 1 or more
/// @param workers files read at the same time, 1..64
/// @param describeAfter at most so long a finished item waits for others to share its transaction
/// @param commitAfter at most so long changes wait in the index for a commit
/// @param commitChanges at most so many changes wait in the index for a commit, 1 or more
/// @param refreshAfter while there is much to do, changes are shown in such intervals; else at once
/// @param keptJobs finished jobs that are remembered, 1 or more
public record IngestSettings(
    Path scratch,
    long limitBytes,
    int workers,
    Duration describeAfter,
    Duration commitAfter,
    int commitChanges,
    Duration refreshAfter,
    int keptJobs) {
  public IngestSettings {
    if (limitBytes < 1)
      throw new IllegalArgumentException("limitBytes must be >= 1, got " + limitBytes);
    if (workers < 1 || workers > 64)
      throw new IllegalArgumentException("workers must be 1..64, got " + workers);
    if (commitChanges < 1)
      throw new IllegalArgumentException("commitChanges must be >= 1, got " + commitChanges);
    if (keptJobs < 1) throw new IllegalArgumentException("keptJobs must be >= 1, got " + keptJobs);
    for (var wait : new Duration[] {describeAfter, commitAfter, refreshAfter})
      if (wait.isNegative()) throw new IllegalArgumentException("no time to wait: " + wait);
  }

  /// Two workers, originals up to 256 MiB.
  public static IngestSettings defaults(Path scratch) {
    return new IngestSettings(
        scratch,
        256L << 20,
        2,
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        2_000,
        Duration.ofSeconds(1),
        200);
  }

  public IngestSettings withWorkers(int count) {
    return new IngestSettings(
        scratch,
        limitBytes,
        count,
        describeAfter,
        commitAfter,
        commitChanges,
        refreshAfter,
        keptJobs);
  }

  public IngestSettings withLimitBytes(long limit) {
    return new IngestSettings(
        scratch, limit, workers, describeAfter, commitAfter, commitChanges, refreshAfter, keptJobs);
  }
}
