package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends files in handy requests into one job, and hears what becomes of them. A request that is
/// too large is halved until it is not, or until one file alone is.
final class Upload {
  private static final int MOST_FILES = 32;
  private static final long MOST_BYTES = 32L << 20;
  private static final int TOO_LARGE = 413;
  private static final String INSIDE = "!/";

  private final Api api;
  private final Optional<String> list;
  private final List<String> passwords;
  private final Tally tally;
  private final Progress progress;

  /// Name in the job → files as they were typed, in the order in which they were sent.
  private final Map<String, Deque<String>> shown = new HashMap<>();

  private String job = "";

  /// @param list titles, dates, tags and rights of the files, as CSV or TSV
  /// @param passwords to be tried where a file is locked
  Upload(Api api, Optional<String> list, List<String> passwords, Tally tally, Progress progress) {
    this.api = api;
    this.list = list;
    this.passwords = List.copyOf(passwords);
    this.tally = tally;
    this.progress = progress;
  }

  /// Returns when every file has its outcome.
  ///
  /// @param title what the job is called
  /// @throws Failure if the server refused a request as a whole
  void send(String title, List<Walk.Found> all) {
    job =
        api.post(new Api.Address("/api/jobs"), Map.of("title", title, "passwords", passwords))
            .orFail()
            .path("id")
            .asString("");
    try (var follower = Follower.ofJob(api, job, state -> progress.show(state, all.size()))) {
      try {
        sendAll(all);
      } finally {
        api.post(new Api.Address("/api/jobs/" + Api.Address.encode(job) + "/complete"));
      }
      follower.await();
    }
    progress.clear();
    for (var state : Follower.FileState.of(api.get(Follower.jobAddress(job)).orFail()))
      tally.add(Tally.Line.of(typed(state.name()), state));
  }

  private void sendAll(List<Walk.Found> all) {
    var batch = new ArrayList<Walk.Found.File>();
    long bytes = 0;
    for (var found : all)
      switch (found) {
        case Walk.Found.Unreadable(var path, var reason) ->
            tally.add(Tally.Line.refused(path, "unreadable", reason));
        case Walk.Found.File file -> {
          if (!batch.isEmpty()
              && (batch.size() == MOST_FILES
                  || bytes + file.bytes() > MOST_BYTES
                  || !batch.getFirst().source().equals(file.source()))) {
            send(batch, 0, batch.size());
            batch.clear();
            bytes = 0;
          }
          batch.add(file);
          bytes += file.bytes();
        }
      }
    send(batch, 0, batch.size());
  }

  private void send(List<Walk.Found.File> all, int from, int to) {
    if (from == to) return;
    var reply = post(all.subList(from, to));
    if (reply.isEmpty()) return;
    if (reply.get().status() != TOO_LARGE) {
      reply.get().orFail();
      for (var file : all.subList(from, to))
        shown.computeIfAbsent(file.name(), _ -> new ArrayDeque<>()).addLast(file.shown());
    } else if (to - from == 1) {
      tally.add(Tally.Line.refused(all.get(from).shown(), "tooLarge", reply.get().detail()));
    } else {
      int middle = (from + to) >>> 1;
      send(all, from, middle);
      send(all, middle, to);
    }
  }

  /// Empty if there was nothing left to send.
  private Optional<Api.Reply> post(List<Walk.Found.File> files) {
    var body = new Multipart().field("job", job).field("source", files.getFirst().source());
    list.ifPresent(rows -> body.document("list", "list", rows));
    boolean some = false;
    for (var file : files)
      try {
        body.file("file", file.name(), file.path());
        some = true;
      } catch (FileNotFoundException _) {
        tally.add(Tally.Line.refused(file.shown(), "unreadable", "Is not there any more."));
      }
    return some ? Optional.of(api.post(new Api.Address("/api/documents"), body)) : Optional.empty();
  }

  /// The file as it was typed; what lay inside one is named after it.
  private String typed(String name) {
    var known = shown.get(name);
    if (known != null) return known.size() > 1 ? known.removeFirst() : known.getFirst();
    int inside = name.indexOf(INSIDE);
    var outer = inside < 0 ? null : shown.get(name.substring(0, inside));
    return outer == null ? name : outer.getFirst() + name.substring(inside);
  }
}
