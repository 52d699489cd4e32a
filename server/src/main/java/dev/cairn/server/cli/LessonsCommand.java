package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn lessons import`
@Command(
    name = "import",
    description = {
      "Brings lessons in: CSV, a JSON array, or JSON Lines. A second import of the same changes"
          + " nothing.",
      "Ends when every row has its outcome; exit status 3 if some were not taken in."
    })
final class LessonsCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "The lessons.")
  private Path file = Path.of("");

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "What the columns mean, as JSON; guessed if left out (see --dry-run).")
  private Optional<Path> mapping = Optional.empty();

  @Option(names = "--dry-run", description = "Say what would happen, and change nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "One line of JSON for each row, and last a summary.")
  private boolean json;

  LessonsCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    var body = new Multipart();
    mapping.map(IngestCommand::text).ifPresent(text -> body.document("mapping", "mapping", text));
    try {
      body.file("file", String.valueOf(file.getFileName()), file);
    } catch (FileNotFoundException _) {
      throw Failure.usage("There is no file '" + file + "'.");
    }
    var address = new Api.Address("/api/lessons/import");
    if (dryRun) address.with("dryRun", true);
    var tally = new Tally(terminal, json, "rows");
    var progress = new Progress(terminal, "rows");
    try (var session = opener.open(dryRun ? data.existing() : data.folder())) {
      var answer = session.api().post(address, body).orFail();
      if (dryRun) tell(answer, tally);
      else follow(session, answer.path("job").asString(""), tally, progress);
    }
    progress.clear();
    return tally.summary(progress.took());
  }

  private void follow(Session session, String job, Tally tally, Progress progress) {
    var listener =
        new Follower.Listener() {
          @Override
          public void progress(String id, long done, long total) {
            progress.show(done, total);
          }

          @Override
          public void finished(String id, List<Follower.FileState> rows) {
            progress.clear();
            for (var row : rows)
              tally.add(new Tally.Line(row.name(), row.outcome(), row.id(), row.reason()));
          }
        };
    try (var follower = new Follower(session.api(), listener)) {
      follower.follow(job);
      follower.await();
    }
  }

  private void tell(JsonNode plan, Tally tally) {
    for (var row : plan.path("rows"))
      tally.add(
          new Tally.Line(
              row.path("name").asString(""),
              row.path("would").asString(""),
              Optional.empty(),
              Follower.text(row, "reason")));
    if (json) return;
    var out = terminal.out();
    out.println("Nothing was changed. The columns mean, as --mapping takes it:");
    out.println(
        Terminal.plain(
            Api.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plan.path("mapping"))));
    names(plan.path("missing"), "Columns that the mapping names and the file does not have: ");
    names(plan.path("unmapped"), "Columns kept under their own names: ");
  }

  private void names(JsonNode columns, String head) {
    var all = new ArrayList<String>();
    for (var column : columns) all.add(Terminal.line(column.asString("")));
    if (!all.isEmpty()) terminal.out().println(head + String.join(", ", all));
  }
}
