package dev.cairn.indexer;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody asked to be brought in, and how far it has come. A snapshot; ask again for a newer
/// one.
///
/// @param kind `documents`, `lessons`, `starter`, `recovery`, `renewal`
/// @param title what it is, in words
/// @param total files or rows that belong to it, so far
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

  /// @param item empty where nothing was taken in
  /// @param outcome empty while it waits
  public record File(String name, Optional<ItemId> item, Optional<Outcome> outcome) {}

  public Job {
    files = List.copyOf(files);
  }

  public long done() {
    return files.stream().filter(f -> f.outcome().isPresent()).count();
  }
}
