package dev.cairn.server.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn compact`
@Command(
    name = "compact",
    description = "Rewrites the graph without what was deleted in it. Serving goes on.")
final class CompactCommand implements Callable<Failure.Status> {
  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--json", description = "The end as one JSON object.")
  private boolean json;

  CompactCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    try (var session = opener.open(data.existing())) {
      var end = Working.run(terminal, session.api(), new Api.Address("/api/admin/compact"));
      var sizes = end.path("compaction");
      terminal
          .out()
          .println(
              json
                  ? Api.JSON.writeValueAsString(end)
                  : String.format(
                      Locale.ROOT,
                      "The graph had %,d bytes and has %,d.",
                      sizes.path("bytesBefore").asLong(0),
                      sizes.path("bytesAfter").asLong(0)));
    }
    return Failure.Status.OK;
  }
}
