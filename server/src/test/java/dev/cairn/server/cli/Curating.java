package dev.cairn.server.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who gives a concept another name and takes it away again, without end: after an odd
/// number of changes it has the name.
final class Curating {
  static final String CONCEPT = "planning";
  private static final String NAME = "customers of region";

  private final Api api;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Semaphore more = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("test-curator").unstarted(this::run);
  private volatile boolean over;

  private Curating(Api api) {
    this.api = api;
  }

  static Curating begin(Api api) {
    var curating = new Curating(api);
    curating.thread.start();
    return curating;
  }

  private void run() {
    try {
      while (!over) {
        change(api, acknowledged.get() + 1);
        acknowledged.incrementAndGet();
        more.release();
      }
    } catch (Failure | Api.Gone _) {
      over = true; // the server was killed
    } finally {
      more.release(Integer.MAX_VALUE / 2);
    }
  }

  /// The change of this number, from 1.
  static void change(Api api, int number) {
    Map<String, String> edit =
        Map.of(
            "edit",
            number % 2 == 1 ? "addLabel" : "removeLabel",
            "concept",
            CONCEPT,
            "text",
            NAME,
            "language",
            "en");
    api.post(new Api.Address("/api/concepts/changes"), Map.of("edits", List.of(edit))).orFail();
  }

  /// Waits until so many changes were acknowledged.
  void await(int changes) throws InterruptedException {
    more.acquire(changes);
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /// Whether the concept has the name.
  static boolean named(Api api) {
    return api.get(new Api.Address("/api/concepts/" + CONCEPT))
        .orFail()
        .path("labels")
        .toString()
        .contains(NAME);
  }

  /// The number of the last change, when vocabulary and history agree.
  static int version(Api api) {
    int version =
        api.get(new Api.Address("/api/concepts/changes")).orFail().path("version").asInt();
    var since = api.get(new Api.Address("/api/concepts/versions/diff")).orFail().path("concepts");
    boolean odd = version % 2 == 1;
    if (odd != named(api) || odd != since.toString().contains(NAME))
      throw new AssertionError("after " + version + " changes: " + since);
    return version;
  }

  /// Waits until nothing is changed any more.
  void end() throws InterruptedException {
    over = true;
    thread.join();
  }
}
