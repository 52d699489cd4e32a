package dev.cairn.server.cli;

import tools.jackson.databind.JsonNode;

/// Follows what goes on at the server to its end: jobs, and long works that a command begins.
final class Working {
  private Working() {}

  /// Follows a job until each of its files has its outcome.
  ///
  /// @param things what is counted, as a plural
  /// @param json one line of JSON for each file, and last a summary
  static Failure.Status job(Terminal terminal, Api api, String job, String things, boolean json) {
    var tally = new Tally(terminal, json, things);
    var progress = new Progress(terminal, things);
    try (var follower = Follower.ofJob(api, job, state -> progress.show(state, 0))) {
      follower.await();
    }
    progress.clear();
    for (var file : Follower.FileState.of(api.get(Follower.jobAddress(job)).orFail()))
      tally.add(Tally.Line.of(file.name(), file));
    return tally.summary(progress.took());
  }

  /// @param address that begins it
  /// @return what the server says of it at its end
  /// @throws Failure if it could not begin, or failed
  static JsonNode run(Terminal terminal, Api api, Api.Address address) {
    return follow(terminal, api, api.post(address).orFail());
  }

  /// Follows a work that was begun to its end.
  ///
  /// @param begun what the server said of it
  /// @throws Failure if it failed
  static JsonNode follow(Terminal terminal, Api api, JsonNode begun) {
    var progress = new Progress(terminal, "");
    JsonNode end;
    try (var follower = Follower.ofWork(api, begun.path("id").asString(""), progress::showWork)) {
      end = follower.await();
    }
    progress.clear();
    if (end.path("state").asString("").equals("failed"))
      throw Failure.failed(Terminal.line(end.path("trouble").asString("It failed.")));
    return end;
  }
}
