package dev.cairn.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which data folder a command is about.
final class DataOption {
  @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ./data).")
  private Path folder = Path.of("data");

  Path folder() {
    return folder;
  }

  /// The folder, for commands that ask what is in it.
  ///
  /// @throws Failure if there is none, so that a typing error does not make one
  Path existing() {
    if (Files.exists(folder.resolve("format"))) return folder;
    throw Failure.usage(
        "There is no data of Cairn in '"
            + folder
            + "'; start 'cairn serve' once, or name another folder with --data.");
  }
}
