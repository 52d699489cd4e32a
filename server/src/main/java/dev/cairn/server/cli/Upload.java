package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends files in handy requests and hears what becomes of them. A request that is too large is
/// halved until it is not, or until one file alone is.
final class Upload implements Follower.Listener {
  private static final int MOST_FILES = 32;
  private static final long MOST_BYTES = 32L << 20;
  private static final int TOO_LARGE = 413;

  private final Api api;
  private final Optional<String> list;
  private final Tally tally;
  private final Progress progress;
  private final long total;
  private final Follower follower;
  private final Map<String, List<Walk.Found.File>> sent = new HashMap<>();

  /// @param list titles, dates, tags and rights of the files, as CSV or TSV
  /// @param total files that will be sent, to say how far it has come
  Upload(Api api, Optional<String> list, Tally tally, Progress progress, long total) {
    this.api = api;
    this.list = list;
    this.tally = tally;
    this.progress = progress;
    this.total = total;
    this.follower = new Follower(api, this);
  }

  /// Returns when every file has its outcome.
  ///
  /// @throws Failure if the server refused a request as a whole
  void send(List<Walk.Found> all) {
    try (follower) {
      var batch = new ArrayList<Walk.Found.File>();
      long bytes = 0;
      for (var found : all)
        switch (found) {
          case Walk.Found.Unreadable(var shown, var reason) ->
              tally.add(new Tally.Line(shown, "unreadable", Optional.empty(), Optional.of(reason)));
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
      follower.await();
    }
  }

  private void send(List<Walk.Found.File> all, int from, int to) {
    if (from == to) return;
    var reply = post(all.subList(from, to));
    if (reply.isEmpty()) return;
    if (reply.get().status() != TOO_LARGE) {
      accepted(reply.get().orFail().path("job").asString(""), List.copyOf(all.subList(from, to)));
    } else if (to - from == 1) {
      var file = all.get(from);
      refuse(file, "tooLarge", reply.get().detail());
    } else {
      int middle = (from + to) >>> 1;
      send(all, from, middle);
      send(all, middle, to);
    }
  }

  /// Empty if there was nothing left to send.
  private Optional<Api.Reply> post(List<Walk.Found.File> files) {
    var body = new Multipart().field("source", files.getFirst().source());
    list.ifPresent(rows -> body.document("list", "list", rows));
    boolean some = false;
    for (var file : files)
      try {
        body.file("file", file.name(), file.path());
        some = true;
      } catch (FileNotFoundException _) {
        refuse(file, "unreadable", "Is not there any more.");
      }
    return some ? Optional.of(api.post(new Api.Address("/api/documents"), body)) : Optional.empty();
  }

  private void refuse(Walk.Found.File file, String outcome, String reason) {
    tally.add(new Tally.Line(file.shown(), outcome, Optional.empty(), Optional.of(reason)));
  }

  private void accepted(String job, List<Walk.Found.File> files) {
    synchronized (sent) {
      sent.put(job, files);
    }
    follower.follow(job);
  }

  @Override
  public void progress(String job, long done, long ofJob) {
    progress.show(tally.done() + done, total);
  }

  @Override
  public void finished(String job, List<Follower.FileState> states) {
    List<Walk.Found.File> files;
    synchronized (sent) {
      files = sent.remove(job);
    }
    var byName = new HashMap<String, String>();
    if (files != null) files.forEach(file -> byName.put(file.name(), file.shown()));
    progress.clear();
    for (var state : states)
      tally.add(
          new Tally.Line(
              byName.getOrDefault(state.name(), state.name()),
              state.outcome(),
              state.id(),
              state.reason()));
  }
}
