package dev.cairn.server.cli;

import dev.cairn.server.assembly.DataFolder;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `cairn token`
@Command(
    name = "token",
    description = {
      "Makes a new token for the admin and prints it; the old one ceases to count.",
      "Works while a server runs; who is signed in by the old one stays so until it ends."
    })
final class TokenCommand implements Callable<Failure.Status> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Failure.Status call() {
    var folder = data.existing();
    try {
      terminal.out().println(DataFolder.newAdminToken(folder));
      return Failure.Status.OK;
    } catch (IOException _) {
      throw Failure.failed("The token cannot be written into '" + folder + "'.");
    }
  }
}
