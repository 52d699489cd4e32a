package dev.cairn.server.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn jobs`
@Command(
    name = "jobs",
    description = {
      "Shows what was brought in and what became of it: the last jobs, or one of them.",
      "--follow and --retry end when every file has its outcome; exit status 3 if some were not"
          + " taken in, or only in part."
    })
final class JobsCommand implements Callable<Failure.Status> {
  private static final int SHOWN = 20;
  private static final int FILES = 50;

  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "ID", arity = "0..1", description = "One job; without it the last ones.")
  private Optional<String> id = Optional.empty();

  @ArgGroup private What what = new What();

  /// One of these at most.
  static final class What {
    @Option(names = "--csv", description = "Print the outcome of each file as CSV.")
    private boolean csv;

    @Option(names = "--retry", description = "Read those files again that need attention.")
    private boolean retry;

    @Option(names = "--cancel", description = "Stop what has not begun.")
    private boolean cancel;

    @Option(names = "--follow", description = "Wait for its end.")
    private boolean follow;
  }

  @Option(names = "--json", description = "The answer of the interface.")
  private boolean json;

  JobsCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    if (id.isEmpty() && (what.csv || what.retry || what.cancel || what.follow))
      throw Failure.usage("Name the job; 'cairn jobs' lists them.");
    try (var session = opener.open(data.existing())) {
      var api = session.api();
      if (id.isEmpty()) return list(api);
      var job = id.get();
      if (what.csv) {
        terminal.out().print(api.text(new Api.Address(Follower.jobAddress(job) + "/outcomes.csv")));
        return Failure.Status.OK;
      }
      if (what.cancel) api.delete(Follower.jobAddress(job)).orFail();
      if (what.retry)
        return follow(
            api,
            api.post(new Api.Address(Follower.jobAddress(job) + "/retry"))
                .orFail()
                .path("job")
                .asString(""));
      if (what.follow) return follow(api, job);
      return one(api, job);
    }
  }

  private Failure.Status list(Api api) {
    var answer = api.get(new Api.Address("/api/jobs").with("limit", SHOWN)).orFail();
    if (json) {
      terminal.out().println(Api.JSON.writeValueAsString(answer));
      return Failure.Status.OK;
    }
    if (answer.path("jobs").isEmpty())
      terminal.out().println("No job yet; 'cairn ingest PATH' brings files in.");
    for (var job : answer.path("jobs")) terminal.out().println(line(job));
    return Failure.Status.OK;
  }

  private String line(JsonNode job) {
    return terminal.bold(job.path("id").asString(""))
        + "  "
        + Terminal.line(job.path("title").asString(""))
        + ": "
        + state(job);
  }

  private static String state(JsonNode job) {
    var said =
        job.path("state").asString("")
            + ", "
            + job.path("done").asLong(0)
            + " of "
            + job.path("total").asLong(0);
    long attention = job.path("needAttention").asLong(0);
    return attention == 0
        ? said
        : said + ", " + attention + (attention == 1 ? " needs" : " need") + " attention";
  }

  private Failure.Status one(Api api, String job) {
    var address = Follower.jobAddress(job);
    var answer =
        api.get(json ? address : address.with("needsAttention", true).with("limit", FILES))
            .orFail();
    if (json) {
      terminal.out().println(Api.JSON.writeValueAsString(answer));
      return Failure.Status.OK;
    }
    var out = terminal.out();
    out.println(line(answer));
    answer
        .path("counts")
        .properties()
        .forEach(count ->
            out.printf("%8d %s%n", count.getValue().asLong(), Tally.words(count.getKey())));
    for (var name : answer.path("reading"))
      out.println("  is being read: " + Terminal.line(name.asString("")));
    var files = StreamSupport.stream(answer.path("files").spliterator(), false).toList();
    files(files);
    if (answer.has("next")) out.println("  and more; --csv lists all");
    return Failure.Status.OK;
  }

  private void files(List<JsonNode> files) {
    for (var file : files)
      terminal
          .out()
          .println(
              "  "
                  + Terminal.line(file.path("name").asString(""))
                  + ": "
                  + Terminal.line(file.path("reason").asString("")));
  }

  private Failure.Status follow(Api api, String job) {
    return Working.job(terminal, api, job, "files", json);
  }
}
