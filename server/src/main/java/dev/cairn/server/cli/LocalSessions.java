package dev.cairn.server.cli;

import dev.cairn.server.assembly.DataFolder;
import dev.cairn.server.assembly.ServerFile;
import dev.cairn.server.assembly.Serving;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Finds the server of a data folder on this machine, or starts one inside this process.
final class LocalSessions implements Session.Opener {
  /// A server that was just started may need so long until it answers.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Terminal terminal;

  LocalSessions(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Session open(Path dataFolder) {
    try {
      var running = running(dataFolder);
      if (running.isPresent()) return running.get();
      try {
        return own(dataFolder);
      } catch (DataFolder.InUseException _) {
        return awaited(dataFolder);
      }
    } catch (IOException e) {
      throw Failure.failed("The data folder '" + dataFolder + "' cannot be used: " + said(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Failure.failed("Interrupted.");
    }
  }

  /// The server that says it has the folder open, if it answers and knows the token of its run:
  /// what a server that was killed left behind names a port that may be anybody's by now.
  private static Optional<Session> running(Path dataFolder) throws IOException {
    var server = ServerFile.read(dataFolder);
    if (server.isEmpty()) return Optional.empty();
    var api = new Api(server.get().url(), server.get().token());
    try {
      if (api.get(new Api.Address("/api/jobs").with("limit", 1)).ok())
        return Optional.of(new Session(api, true, () -> {}));
    } catch (Api.Gone _) {
      // nobody there
    }
    api.close();
    return Optional.empty();
  }

  private Session own(Path dataFolder)
      throws IOException, DataFolder.InUseException, InterruptedException {
    var settings = Start.settings(dataFolder, terminal).withAddress("127.0.0.1", 0);
    var assembly = Start.open(settings, false, terminal);
    assembly
        .newAdminToken()
        .ifPresent(token ->
            terminal
                .err()
                .println(
                    "This made the data folder '"
                        + dataFolder
                        + "'. The admin's token, shown this once: "
                        + token));
    // Interrupted by the keyboard, the folder is still closed in order.
    var hook = Thread.ofPlatform().name("stop").unstarted(assembly::close);
    Runtime.getRuntime().addShutdownHook(hook);
    return new Session(
        new Api(assembly.url(), assembly.runToken()), false, () -> close(assembly, hook));
  }

  private static void close(Serving assembly, Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // the hook is running and closes it
    }
    assembly.close();
  }

  /// Another program has the folder and is not reached yet: it is starting or stopping.
  private static Session awaited(Path dataFolder) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var watcher = FileSystems.getDefault().newWatchService()) {
      dataFolder.register(
          watcher, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (System.nanoTime() < end) {
        var running = running(dataFolder);
        if (running.isPresent()) return running.get();
        var key = watcher.poll(1, TimeUnit.SECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    }
    throw Failure.failed(
        "The data folder '"
            + dataFolder
            + "' is in use by a program that does not answer; stop it and try again.");
  }

  private static String said(IOException e) {
    var message = e.getMessage();
    return message == null ? "the disk does not answer." : message;
  }
}
