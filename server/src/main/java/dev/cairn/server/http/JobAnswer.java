package dev.cairn.server.http;

import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON shape of a job.
///
/// @param counts outcome → how many files ended so, in the order in which people are shown them
/// @param needAttention how many files a person should look at
/// @param stages how many files wait, are read, are written down, are done; all four
/// @param filesPerSecond lately while it runs, else from its beginning to its end
/// @param timeLeftMillis at that rate; absent before anything is known and after the last file
/// @param reading names of files that are read now, the first ones; absent in lists and events
/// @param files absent where only the progress was asked for
/// @param next where the next files begin, if there are more
record JobAnswer(
    String id,
    String kind,
    String title,
    String state,
    int total,
    long done,
    Map<String, Integer> counts,
    int needAttention,
    Map<String, Integer> stages,
    double filesPerSecond,
    Optional<Long> timeLeftMillis,
    Instant started,
    Optional<Instant> finished,
    Optional<List<String>> reading,
    Optional<List<FileShape>> files,
    Optional<String> next) {
  private static final int READING = 8;

  /// @param status `received` until there is an outcome, then its code
  /// @param stage `waiting`, `reading`, `writing`, `done`
  /// @param taken whether it, or what could be read of it, can be found; absent before the end
  /// @param partial whether only a part of it can be searched; absent before the end
  record FileShape(
      String name,
      Optional<String> id,
      String status,
      String stage,
      Optional<String> reason,
      Optional<Boolean> taken,
      Optional<Boolean> partial) {
    static FileShape of(Job.File file) {
      return new FileShape(
          file.name(),
          file.item().map(ItemId::value),
          file.outcome().map(Outcome::code).orElse("received"),
          Params.code(file.stage()),
          file.outcome().map(Outcome::sentence),
          file.outcome().map(Outcome::taken),
          file.outcome().map(Outcome::partial));
    }
  }

  /// The progress alone.
  static JobAnswer summary(Job job) {
    return of(job, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// With files.
  ///
  /// @param files those that were asked for
  static JobAnswer with(Job job, List<Job.File> files, Optional<String> next) {
    return of(
        job,
        Optional.of(
            job.files().stream()
                .filter(f -> f.stage() == Job.Stage.READING)
                .limit(READING)
                .map(Job.File::name)
                .toList()),
        Optional.of(files.stream().map(FileShape::of).toList()),
        next);
  }

  private static JobAnswer of(
      Job job,
      Optional<List<String>> reading,
      Optional<List<FileShape>> files,
      Optional<String> next) {
    var counts = new LinkedHashMap<String, Integer>();
    job.counts().outcomes().entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                (Map.Entry<String, Integer> e) -> Outcome.CODES.indexOf(e.getKey())))
        .forEach(e -> counts.put(e.getKey(), e.getValue()));
    var stages = new LinkedHashMap<String, Integer>();
    for (var stage : Job.Stage.values())
      stages.put(Params.code(stage), job.counts().stages().getOrDefault(stage, 0));
    return new JobAnswer(
        job.id(),
        job.kind(),
        job.title(),
        Params.code(job.state()),
        job.total(),
        job.done(),
        counts,
        job.counts().attention(),
        stages,
        Math.round(job.counts().filesPerSecond() * 10) / 10.0,
        job.counts().left().map(Duration::toMillis),
        job.started(),
        job.finished(),
        reading,
        files,
        next);
  }
}
