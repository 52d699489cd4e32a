package dev.cairn.server.cli;

import dev.cairn.server.assembly.DataFolder;
import dev.cairn.server.assembly.Serving;
import dev.cairn.server.config.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `cairn serve`
@Command(
    name = "serve",
    description = "Runs the server until it is told to stop, by Ctrl-C or SIGTERM.")
final class ServeCommand implements Callable<Failure.Status> {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on, 0 for any free one (default: 7070).")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Address to listen on (default: 127.0.0.1).")
  private Optional<String> host = Optional.empty();

  @Option(names = "--empty", description = "Do not load the starter corpus on the first run.")
  private boolean empty;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Failure.Status call() throws InterruptedException {
    var settings = settings();
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    try (var assembly = Start.open(settings, !empty, terminal)) {
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> halt(stop, stopped)));
      assembly.broken().whenComplete((_, _) -> stop.countDown());
      greet(assembly);
      assembly.warmUp();
      stop.await();
      if (assembly.broken().isCompletedExceptionally())
        throw Failure.failed(
            "The data folder cannot be opened with the backup in place; see the log. What was there"
                + " before lies in its folder 'before-restore-…'.");
      terminal.err().println("Stopping.");
    } catch (DataFolder.InUseException e) {
      throw Failure.failed(String.valueOf(e.getMessage()));
    } finally {
      stopped.countDown();
    }
    return Failure.Status.OK;
  }

  private Settings settings() {
    var settings = Start.settings(data.folder(), terminal);
    try {
      return settings.withAddress(host.orElse(settings.host()), port.orElse(settings.port()));
    } catch (IllegalArgumentException e) {
      throw Start.wrongSetting(e);
    }
  }

  /// Runs when the process was told to stop: lets the command end in order, then ends the process
  /// as one that did what it should. Otherwise Java would report the signal.
  private static void halt(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(Failure.Status.OK.code());
  }

  private void greet(Serving assembly) {
    var out = terminal.out();
    out.println("Cairn is at " + terminal.bold(assembly.url()));
    assembly
        .newAdminToken()
        .ifPresent(token -> {
          out.println();
          out.println("The admin's token, shown this once:  " + terminal.bold(token));
          out.println("Enter it at " + assembly.url() + "/signin to bring documents in.");
          out.println("('cairn token' makes a new one.)");
          out.println();
        });
    if (assembly.loadingStarter())
      out.println("The starter corpus is being loaded; it can be searched as it comes in.");
    out.println("Ctrl-C stops it.");
    out.flush();
  }
}
