package dev.cairn.server.http;

import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The JSON shape of a job.
///
/// @param counts outcome → how many files ended so
/// @param filesPerSecond since the job began
/// @param timeLeftMillis at that rate; absent before the first file is done and after the last
/// @param files absent where only the progress was asked for
record JobAnswer(
    String id,
    String kind,
    String title,
    String state,
    int total,
    long done,
    Map<String, Long> counts,
    double filesPerSecond,
    Optional<Long> timeLeftMillis,
    Instant started,
    Optional<Instant> finished,
    Optional<List<FileShape>> files) {

  /// @param status `received` until there is an outcome, then its code
  record FileShape(String name, Optional<String> id, String status, Optional<String> reason) {}

  static JobAnswer of(Job job, Clock clock, boolean withFiles) {
    var counts = new TreeMap<String, Long>();
    job.counts().outcomes().forEach((code, count) -> counts.put(code, (long) count));
    long done = job.done();
    var until = job.finished().orElseGet(clock::instant);
    double seconds = Math.max(0.001, Duration.between(job.started(), until).toMillis() / 1000.0);
    double rate = done / seconds;
    Optional<Long> left =
        job.finished().isPresent() || done == 0
            ? Optional.empty()
            : Optional.of(Math.round((job.total() - done) / rate * 1000));
    return new JobAnswer(
        job.id(),
        job.kind(),
        job.title(),
        Params.code(job.state()),
        job.total(),
        done,
        counts,
        Math.round(rate * 10) / 10.0,
        left,
        job.started(),
        job.finished(),
        withFiles
            ? Optional.of(job.files().stream().map(JobAnswer::file).toList())
            : Optional.empty());
  }

  private static FileShape file(Job.File file) {
    return new FileShape(
        file.name(),
        file.item().map(ItemId::value),
        file.outcome().map(o -> o.code()).orElse("received"),
        file.outcome().map(o -> o.sentence()));
  }
}
