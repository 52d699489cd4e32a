package dev.cairn.server.cli;

import java.nio.file.Path;

/// A server that a command talks to: the one that has the data folder open, or one of its own for
/// as long as the command runs. There is one way for everything, over HTTP; only who closes
/// differs.
///
/// @param api its interface
/// @param lasting whether it goes on when the command ends, so that its addresses are worth telling
/// @param closing ends what was begun for this command
record Session(Api api, boolean lasting, AutoCloseable closing) implements AutoCloseable {
  /// Finds or starts the server of a data folder.
  interface Opener {
    /// @throws Failure if there is none and none can be started
    Session open(Path dataFolder);
  }

  @Override
  public void close() {
    api.close();
    try {
      closing.close();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop as it should", e);
    }
  }
}
