package dev.cairn.indexer.ingest;

import java.nio.file.Path;
import java.time.Duration;

/// How bringing in behaves.
///
/// @param scratch folder for files while they are read; emptied at the start
/// @param jobs folder of the logs of jobs
/// @param passwords file of the passwords that opened files; readable by its owner only
/// @param limitBytes largest original that is kept, 1 or more
/// @param inside how much may lie in one file that holds others
/// @param workers files read at the same time, 1..64
/// @param describeAfter at most so long a finished item waits for others to share its transaction
/// @param commitAfter at most so long changes wait in the index for a commit
/// @param commitChanges at most so many changes wait in the index for a commit, 1 or more
/// @param refreshAfter while there is much to do, changes are shown in such intervals; else at once
/// @param keptJobs finished jobs that are remembered, 1 or more
public record IngestSettings(
    Path scratch,
    Path jobs,
    Path passwords,
    long limitBytes,
    Inside inside,
    int workers,
    Duration describeAfter,
    Duration commitAfter,
    int commitChanges,
    Duration refreshAfter,
    int keptJobs) {
  /// Bounds of all that lies in one outermost file together, however deep.
  ///
  /// @param depth files in files in files, 0 or more (0: files inside are no items)
  /// @param parts files, 0 or more
  /// @param expansion bytes of the files inside for each byte of the outermost one, 1 or more
  /// @param freeBytes so many bytes of files inside are always allowed, 0 or more: a few lines that
  ///   repeat themselves are no bomb
  public record Inside(int depth, int parts, int expansion, long freeBytes) {
    public Inside {
      if (depth < 0) throw new IllegalArgumentException("depth must be >= 0, got " + depth);
      if (parts < 0) throw new IllegalArgumentException("parts must be >= 0, got " + parts);
      if (expansion < 1)
        throw new IllegalArgumentException("expansion must be >= 1, got " + expansion);
      if (freeBytes < 0)
        throw new IllegalArgumentException("freeBytes must be >= 0, got " + freeBytes);
    }

    /// 10 deep, 10,000 files, 100 bytes for one, 64 MiB in any case.
    public static Inside defaults() {
      return new Inside(10, 10_000, 100, 64L << 20);
    }

    /// The most bytes that may lie in an outermost file of this size.
    long bytes(long outermost) {
      return outermost > Long.MAX_VALUE / expansion
          ? Long.MAX_VALUE
          : Math.max(freeBytes, outermost * expansion);
    }
  }

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

  /// Two workers, originals up to 256 MiB, everything at its place in a data folder.
  public static IngestSettings in(Path data) {
    return new IngestSettings(
        data.resolve("scratch"),
        data.resolve("events").resolve("jobs"),
        data.resolve("secrets").resolve("passwords"),
        256L << 20,
        Inside.defaults(),
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
        jobs,
        passwords,
        limitBytes,
        inside,
        count,
        describeAfter,
        commitAfter,
        commitChanges,
        refreshAfter,
        keptJobs);
  }

  public IngestSettings withLimitBytes(long limit) {
    return new IngestSettings(
        scratch,
        jobs,
        passwords,
        limit,
        inside,
        workers,
        describeAfter,
        commitAfter,
        commitChanges,
        refreshAfter,
        keptJobs);
  }

  public IngestSettings withInside(Inside bounds) {
    return new IngestSettings(
        scratch,
        jobs,
        passwords,
        limitBytes,
        bounds,
        workers,
        describeAfter,
        commitAfter,
        commitChanges,
        refreshAfter,
        keptJobs);
  }

  public IngestSettings withKeptJobs(int count) {
    return new IngestSettings(
        scratch,
        jobs,
        passwords,
        limitBytes,
        inside,
        workers,
        describeAfter,
        commitAfter,
        commitChanges,
        refreshAfter,
        count);
  }
}
