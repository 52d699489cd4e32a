package dev.cairn.server.http;

import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.ingest.Submission;
import dev.cairn.ontology.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Jobs that a client fills by many requests. One that is left alone is closed, so that it ends
/// even if its client has gone. Thread-safe.
final class Growing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int MOST = 100;

  private final Ingest ingest;
  private final Clock clock;
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  Growing(Ingest ingest, Clock clock) {
    this.ingest = ingest;
    this.clock = clock;
  }

  private static final class Open {
    private final Ingest.Intake intake;
    private volatile Instant used;

    Open(Ingest.Intake intake, Instant used) {
      this.intake = intake;
      this.used = used;
    }
  }

  /// @return id of the job
  String begin(String title, List<String> passwords, Caller caller) {
    closeForgotten();
    if (open.size() >= MOST)
      throw Refusal.conflict("Too many jobs are being filled; complete those that were begun.");
    var intake = ingest.begin("documents", title, passwords, caller);
    open.put(intake.job(), new Open(intake, clock.instant()));
    return intake.job();
  }

  private void closeForgotten() {
    var before = clock.instant().minus(PATIENCE);
    open.forEach((id, job) -> {
      if (job.used.isBefore(before)) complete(id);
    });
  }

  /// Adds files to a job.
  ///
  /// @throws Refusal 409 if it is not being filled, or not any more
  Accepted add(String id, List<Submission> more) {
    var job = Optional.ofNullable(open.get(id)).orElseThrow(Growing::over);
    synchronized (job) {
      if (!open.containsKey(id)) throw over();
      job.used = clock.instant();
      job.intake.add(more);
      job.used = clock.instant();
    }
    return new Accepted(
        id,
        more.stream().map(m -> new Accepted.File(Optional.empty(), m.name(), "received")).toList());
  }

  private static Refusal over() {
    return Refusal.conflict("Nothing can be added to this job any more; begin another one.");
  }

  /// Nothing more comes. Nothing happens if it is not being filled.
  void complete(String id) {
    var job = open.get(id);
    if (job == null) return;
    synchronized (job) {
      if (open.remove(id) != null) job.intake.close();
    }
  }

  @Override
  public void close() {
    open.keySet().forEach(this::complete);
  }
}
