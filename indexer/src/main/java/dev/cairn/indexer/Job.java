package dev.cairn.indexer;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody asked to be brought in, and how far it has come. A snapshot; ask again for a newer
/// one.
///
/// @param kind `documents`, `lessons`, `starter`, `sweep`, `retry`, `recovery`, `renewal`
/// @param title what it is, in words
/// @param total files or rows that belong to it, so far; grows while files are found in files
/// @param started when the first of them came
/// @param finished when the last one had its outcome
/// @param files one for each file or row, in the order they came
public record Job(
    String id,
    String kind,
    String title,
    State state,
    int total,
    Instant started,
    Optional<Instant> finished,
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

  public Job {
    files = List.copyOf(files);
  }

  public long done() {
    return files.stream().filter(f -> f.outcome().isPresent()).count();
  }
}
