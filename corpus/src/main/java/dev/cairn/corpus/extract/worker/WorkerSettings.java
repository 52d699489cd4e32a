package dev.cairn.corpus.extract.worker;

import java.nio.file.Path;
import java.time.Duration;

/// What child processes may take of the machine.
///
/// @param children files that are read at the same time, 1..64; one more child may be kept ready
/// @param heapBytes heap of each child, 192 MiB or more; its process takes up to 200 MB more
/// @param folder for temporary files of children; nobody else's, emptied at the start and the end
/// @param grace how long after the time of its limits a file is still waited for before its child
///   is killed; more than the two seconds in which a child breaks off by itself
/// @param idle a child with nothing to do for so long is ended; positive
/// @param filesPerChild a child is replaced after so many files, 1 or more
public record WorkerSettings(
    int children, long heapBytes, Path folder, Duration grace, Duration idle, int filesPerChild) {
  /// The smallest heap with which a child can work, in bytes: the models that tell the language
  /// take 104 MB of it.
  public static final long LEAST_HEAP = 192L << 20;

  public WorkerSettings {
    if (children < 1 || children > 64)
      throw new IllegalArgumentException("children must be 1..64, got " + children);
    if (heapBytes < LEAST_HEAP)
      throw new IllegalArgumentException(
          "heapBytes must be >= " + LEAST_HEAP + ", got " + heapBytes);
    if (grace.isNegative()) throw new IllegalArgumentException("no time to wait: " + grace);
    if (!idle.isPositive()) throw new IllegalArgumentException("idle must be positive: " + idle);
    if (filesPerChild < 1)
      throw new IllegalArgumentException("filesPerChild must be >= 1, got " + filesPerChild);
    folder = folder.toAbsolutePath();
  }

  /// Two children of 512 MiB, killed four seconds late, ended after five minutes with nothing to do
  /// and after 2,000 files.
  public static WorkerSettings defaults(Path folder) {
    return new WorkerSettings(
        2, 512L << 20, folder, Duration.ofSeconds(4), Duration.ofMinutes(5), 2_000);
  }

  public WorkerSettings withChildren(int children) {
    return new WorkerSettings(children, heapBytes, folder, grace, idle, filesPerChild);
  }

  public WorkerSettings withHeapBytes(long heapBytes) {
    return new WorkerSettings(children, heapBytes, folder, grace, idle, filesPerChild);
  }

  public WorkerSettings withGrace(Duration grace) {
    return new WorkerSettings(children, heapBytes, folder, grace, idle, filesPerChild);
  }

  public WorkerSettings withIdle(Duration idle) {
    return new WorkerSettings(children, heapBytes, folder, grace, idle, filesPerChild);
  }

  public WorkerSettings withFilesPerChild(int filesPerChild) {
    return new WorkerSettings(children, heapBytes, folder, grace, idle, filesPerChild);
  }
}
