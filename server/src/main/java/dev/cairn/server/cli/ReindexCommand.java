package dev.cairn.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn reindex`
@Command(
    name = "reindex",
    description =
        "Builds the index anew beside the one that answers, and puts it in its place. Serving goes"
            + " on.")
final class ReindexCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "The end as one JSON object.")
  private boolean json;

  ReindexCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    try (var session = opener.open(data.existing())) {
      var end = Working.run(terminal, session.api(), new Api.Address("/api/admin/reindex"));
      terminal
          .out()
          .println(json ? Api.JSON.writeValueAsString(end) : "The index is new, and in its place.");
    }
    return Failure.Status.OK;
  }
}
