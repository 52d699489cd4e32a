package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    try (var session = opener.open(dryRun ? data.existing() : data.folder())) {
      var answer = session.api().post(address, body).orFail();
      return dryRun
          ? tell(answer)
          : Working.job(terminal, session.api(), answer.path("job").asString(""), "rows", json);
    }
  }

  private Failure.Status tell(JsonNode plan) {
    var tally = new Tally(terminal, json, "rows");
    var took = new Progress(terminal, "rows");
    for (var row : plan.path("rows"))
      tally.add(
          new Tally.Line(
              row.path("name").asString(""),
              row.path("would").asString(""),
              Optional.empty(),
              Follower.text(row, "reason"),
              !row.path("would").asString("").equals("unusable"),
              false));
    if (!json) columns(plan);
    return tally.summary(took.took());
  }

  private void columns(JsonNode plan) {
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
