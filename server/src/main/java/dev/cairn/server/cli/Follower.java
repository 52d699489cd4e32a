package dev.cairn.server.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// Follows jobs until each of their files has its outcome. Asks five times a second, the oldest job
/// first, because a server does them in their order.
final class Follower implements AutoCloseable {
  private static final long BETWEEN_MILLIS = 200;

  private final Api api;
  private final Listener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("follow-jobs").daemon().factory());
  private final Deque<String> open = new ArrayDeque<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private boolean complete;

  /// @param outcome `received` while there is none, see `Outcome.code()`
  record FileState(String name, String outcome, Optional<String> id, Optional<String> reason) {}

  /// Hears how jobs go on, one call after another.
  interface Listener {
    /// @param done files of the job that have their outcome
    /// @param total files of the job
    void progress(String job, long done, long total);

    /// Every file has its outcome.
    void finished(String job, List<FileState> files);
  }

  Follower(Api api, Listener listener) {
    this.api = api;
    this.listener = listener;
    timer.scheduleWithFixedDelay(this::look, BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
  }

  synchronized void follow(String job) {
    open.addLast(job);
  }

  /// Waits until all jobs are finished; no others may be added.
  ///
  /// @throws Failure if the server was lost
  void await() {
    synchronized (this) {
      complete = true;
    }
    try {
      over.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    }
  }

  private void look() {
    try {
      for (var job = oldest(); job.isPresent(); job = oldest()) {
        var state = api.get(new Api.Address("/api/jobs/" + job.get())).orFail();
        listener.progress(job.get(), state.path("done").asLong(0), state.path("total").asLong(0));
        if (state.path("finished").isMissingNode()) return;
        listener.finished(job.get(), files(state));
        remove(job.get());
      }
      if (complete()) over.complete(null);
    } catch (RuntimeException e) {
      over.completeExceptionally(e);
      throw e; // ends the timer's task
    }
  }

  private synchronized Optional<String> oldest() {
    return Optional.ofNullable(open.peekFirst());
  }

  private synchronized void remove(String job) {
    open.remove(job);
  }

  private synchronized boolean complete() {
    return complete && open.isEmpty();
  }

  private static List<FileState> files(JsonNode job) {
    var all = new ArrayList<FileState>();
    for (var file : job.path("files"))
      all.add(
          new FileState(
              file.path("name").asString(""),
              file.path("status").asString("received"),
              text(file, "id"),
              text(file, "reason")));
    return all;
  }

  static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asString("")).filter(s -> !s.isEmpty());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
