package dev.cairn.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Follows something that goes on at the server until it has ended: asks five times a second.
final class Follower implements AutoCloseable {
  private static final long BETWEEN_MILLIS = 200;
  private static final int UNAVAILABLE = 503;

  private final Api api;
  private final Api.Address address;
  private final Consumer<JsonNode> listener;
  private final Predicate<JsonNode> ended;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("follow").daemon().factory());
  private final CompletableFuture<JsonNode> over = new CompletableFuture<>();

  /// @param outcome `received` while there is none, see `Outcome.code()`
  /// @param taken whether it, or a part of it, can be found
  /// @param partial whether only a part of it can be searched
  record FileState(
      String name,
      String outcome,
      Optional<String> id,
      Optional<String> reason,
      boolean taken,
      boolean partial) {
    static List<FileState> of(JsonNode job) {
      var all = new ArrayList<FileState>();
      for (var file : job.path("files"))
        all.add(
            new FileState(
                file.path("name").asString(""),
                file.path("status").asString("received"),
                text(file, "id"),
                text(file, "reason"),
                file.path("taken").asBoolean(false),
                file.path("partial").asBoolean(false)));
      return all;
    }
  }

  private final Duration patience;
  private long answered = System.nanoTime();

  private Follower(
      Api api,
      Api.Address address,
      Consumer<JsonNode> listener,
      Predicate<JsonNode> ended,
      Duration patience) {
    this.api = api;
    this.address = address;
    this.listener = listener;
    this.ended = ended;
    this.patience = patience;
    timer.scheduleWithFixedDelay(this::look, 0, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// @param listener hears how far the job is, without its files, one call after another
  static Follower ofJob(Api api, String job, Consumer<JsonNode> listener) {
    return new Follower(
        api,
        jobAddress(job).with("limit", 0),
        listener,
        state -> !state.path("finished").isMissingNode(),
        Duration.ZERO);
  }

  /// @param listener hears how far the work is, one call after another
  static Follower ofWork(Api api, String work, Consumer<JsonNode> listener) {
    return new Follower(
        api,
        new Api.Address("/api/admin/works/" + Api.Address.encode(work)),
        listener,
        state -> !state.path("state").asString("").equals("running"),
        Duration.ZERO);
  }

  /// Asks until the answer is as it is waited for.
  ///
  /// @param patience so long the server may be gone meanwhile
  static Follower until(
      Api api, Api.Address address, Predicate<JsonNode> ended, Duration patience) {
    return new Follower(api, address, _ -> {}, ended, patience);
  }

  static Api.Address jobAddress(String job) {
    return new Api.Address("/api/jobs/" + Api.Address.encode(job));
  }

  /// Waits until it has ended.
  ///
  /// @return what the server says of it then
  /// @throws Failure if the server was lost
  JsonNode await() {
    try {
      return over.get();
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
      var reply = ask();
      if (reply.isEmpty()) return;
      answered = System.nanoTime();
      var state = reply.get().orFail();
      listener.accept(state);
      if (!ended.test(state)) return;
      over.complete(state);
      timer.shutdown();
    } catch (RuntimeException e) {
      over.completeExceptionally(e);
      throw e; // ends the timer's task
    }
  }

  /// Empty while the server is gone and may be.
  private Optional<Api.Reply> ask() {
    boolean patient = System.nanoTime() - answered < patience.toNanos();
    try {
      var reply = api.get(address);
      return reply.status() == UNAVAILABLE && patient ? Optional.empty() : Optional.of(reply);
    } catch (Api.Gone e) {
      if (patient) return Optional.empty();
      throw e;
    }
  }

  static Optional<String> text(JsonNode node, String name) {
    return Optional.of(node.path(name).asString("")).filter(s -> !s.isEmpty());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
