package dev.cairn.server.cli;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `cairn restore`
@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of everything in the data folder. It is checked before anything"
          + " is changed.",
      "A running server opens it at the same address; the admin's token stays the folder's own."
    })
final class RestoreCommand implements Callable<Failure.Status> {
  /// So long a large folder may need until it is open again.
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Api.Address RESTORE = new Api.Address("/api/admin/restore");

  private final Terminal terminal;
  private final Session.Opener opener;

  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "What it held as one JSON object.")
  private boolean json;

  RestoreCommand(Terminal terminal, Session.Opener opener) {
    this.terminal = terminal;
    this.opener = opener;
  }

  @Override
  public Failure.Status call() {
    if (!Files.isRegularFile(file)) throw Failure.usage("There is no file '" + file + "'.");
    JsonNode backup;
    try (var session = opener.open(data.folder())) {
      backup = session.api().post(RESTORE, file).orFail();
      await(session.api(), backup);
    } catch (FileNotFoundException _) {
      throw Failure.usage("'" + file + "' cannot be read.");
    }
    terminal
        .out()
        .println(
            json
                ? Api.JSON.writeValueAsString(backup)
                : String.format(
                    Locale.ROOT,
                    "In place: %,d documents and lessons, %,d originals, as of %s.",
                    backup.path("items").asLong(0),
                    backup.path("originals").asLong(0),
                    backup.path("when").asString("")));
    return Failure.Status.OK;
  }

  /// Waits until the server has come back with the backup in place.
  private static void await(Api api, JsonNode backup) {
    try (var follower =
        Follower.until(api, RESTORE, state -> state.path("restored").equals(backup), PATIENCE)) {
      follower.await();
    }
  }
}
