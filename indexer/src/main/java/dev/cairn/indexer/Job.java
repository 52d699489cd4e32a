package dev.cairn.indexer;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What somebody asked to be brought in, and how far it has come. A snapshot; ask again for a newer
/// one.
///
/// @param kind `documents`, `lessons`, `starter`, `sweep`, `reread`, `retry`, `recovery`, `renewal`
/// @param title what it is, in words
/// @param total files or rows that belong to it, so far; grows while files are found in files
/// @param started when the first of them came
/// @param finished when the last one had its outcome
/// @param counts how far all of them together have come
/// @param files one for each file or row, in the order they came; empty in a summary
public record Job(
    String id,
    String kind,
    String title,
    State state,
    int total,
    Instant started,
    Optional<Instant> finished,
    Counts counts,
    List<File> files) {
  /// Where a job stands.
  public enum State {
    RUNNING,
    DONE,
    CANCELLED
  }

  /// How far one file has come.
  public enum Stage {
    /// Durable, and waits to be read.
    WAITING,
    /// A reader has it.
    READING,
    /// It was read, and is being written down and brought into the index.
    WRITING,
    /// It has its outcome.
    DONE
  }

  /// @param name its path; of a file inside another one with `!/` between them
  /// @param item empty where nothing was taken in
  /// @param outcome present when the stage is DONE
  public record File(String name, Optional<ItemId> item, Stage stage, Optional<Outcome> outcome) {
    public File(String name, Optional<ItemId> item, Optional<Outcome> outcome) {
      this(name, item, outcome.isPresent() ? Stage.DONE : Stage.WAITING, outcome);
    }
  }

  /// How far a job has come, without its files.
  ///
  /// @param outcomes code of an outcome ({@link Outcome#CODES}) → how many files ended so; codes
  ///   that nothing ended with are left out
  /// @param attention how many files a person should look at, see {@link Outcome#needsAttention}
  /// @param stages how many files stand at each stage; stages without files are left out
  /// @param filesPerSecond while it runs, lately; afterwards from its beginning to its end
  /// @param left how long the rest takes at that rate; empty while nothing is known, and at the end
  public record Counts(
      Map<String, Integer> outcomes,
      int attention,
      Map<Stage, Integer> stages,
      double filesPerSecond,
      Optional<Duration> left) {
    public Counts {
      outcomes = Map.copyOf(outcomes);
      stages = Map.copyOf(stages);
    }

    /// Counted over the files; says nothing of rates.
    public static Counts of(List<File> files) {
      var outcomes = new TreeMap<String, Integer>();
      var stages = new EnumMap<Stage, Integer>(Stage.class);
      int attention = 0;
      for (var file : files) {
        stages.merge(file.stage(), 1, Integer::sum);
        if (file.outcome().isEmpty()) continue;
        outcomes.merge(file.outcome().get().code(), 1, Integer::sum);
        if (file.outcome().get().needsAttention()) attention++;
      }
      return new Counts(outcomes, attention, stages, 0, Optional.empty());
    }

    /// How many files have their outcome.
    public long done() {
      return outcomes.values().stream().mapToLong(n -> n).sum();
    }
  }

  public Job {
    files = List.copyOf(files);
  }

  /// With counts taken from the files.
  public Job(
      String id,
      String kind,
      String title,
      State state,
      int total,
      Instant started,
      Optional<Instant> finished,
      List<File> files) {
    this(id, kind, title, state, total, started, finished, Counts.of(files), files);
  }

  public long done() {
    return counts.done();
  }
}
