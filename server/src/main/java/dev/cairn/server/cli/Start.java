package dev.cairn.server.cli;

import dev.cairn.server.assembly.DataFolder;
import dev.cairn.server.assembly.Serving;
import dev.cairn.server.config.Settings;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/// Starts the server in this process and puts into a sentence why that does not go.
final class Start {
  private Start() {}

  /// @throws Failure if a setting is wrong
  static Settings settings(Path dataFolder, Terminal terminal) {
    try {
      return Settings.load(dataFolder, terminal.environment());
    } catch (IllegalArgumentException e) {
      throw wrongSetting(e);
    }
  }

  static Failure wrongSetting(IllegalArgumentException e) {
    return Failure.usage("A setting is wrong: " + e.getMessage());
  }

  /// @param starter whether a new folder gets the starter corpus
  /// @throws Failure if the port is taken, the address is not allowed or the folder cannot be used
  static Serving open(Settings settings, boolean starter, Terminal terminal)
      throws DataFolder.InUseException, InterruptedException {
    try {
      return Serving.open(settings, starter, terminal.clock());
    } catch (IllegalArgumentException e) {
      throw wrongSetting(e);
    } catch (FileAlreadyExistsException e) {
      throw Failure.usage("'" + settings.data() + "' is a file, not a folder.");
    } catch (AccessDeniedException e) {
      throw Failure.failed("You may not write into '" + e.getFile() + "'.");
    } catch (IOException e) {
      throw Failure.failed(
          "The data folder '" + settings.data() + "' cannot be used: " + e.getMessage());
    } catch (RuntimeException e) {
      if (!portTaken(e)) throw e;
      throw Failure.failed(
          "Port "
              + settings.port()
              + " is in use by another program; choose another with --port, or 0 for any free"
              + " one.");
    }
  }

  private static boolean portTaken(Throwable e) {
    for (var cause = e; cause != null; cause = cause.getCause())
      if (cause instanceof BindException) return true;
    return false;
  }
}
