package dev.cairn.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `cairn verify`
@Command(
    name = "verify",
    description = {
      "Compares every original with its name and every item with graph and index, and mends what"
          + " can be mended. Serving goes on.",
      "Exit status 3 if something cannot be mended."
    })
final class VerifyCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "The report as one JSON object.")
  private boolean json;

  VerifyCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    try (var session = opener.open(data.existing())) {
      var report =
          Working.run(terminal, session.api(), new Api.Address("/api/admin/verify")).path("report");
      if (json) terminal.out().println(Api.JSON.writeValueAsString(report));
      else print(report);
      return report.path("sound").asBoolean(false)
          ? Failure.Status.OK
          : Failure.Status.SOME_REFUSED;
    }
  }

  private void print(JsonNode report) {
    lines("Checked:", report.path("checked"));
    lines("Mended:", report.path("mended"));
    lines("Cannot be mended:", report.path("faults"));
    if (report.path("sound").asBoolean(false)) terminal.out().println("Nothing is missing.");
  }

  private void lines(String head, JsonNode lines) {
    if (lines.isEmpty()) return;
    terminal.out().println(head);
    for (var line : lines) terminal.out().println("  " + Terminal.line(line.asString("")));
  }
}
