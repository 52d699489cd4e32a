package dev.cairn.server.http;

import dev.cairn.indexer.care.Backup;
import dev.cairn.indexer.care.Care;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts a backup in the place of everything that is here. The admin's token, the token of the run
/// and the settings file stay those of this folder, so that nobody is locked out. Thread-safe.
public interface Restoring {
  /// Reads a backup to its end, checks all of it and keeps it beside the data; nothing else
  /// changes. One at a time; a former one that was staged and not begun is dropped.
  ///
  /// @throws Backup.RefusedException with a sentence, if it is damaged, incomplete or newer than
  ///   this program
  /// @throws IOException if `backup` cannot be read to its end, or the disk is full
  /// @throws IllegalStateException with one sentence while another one is being read
  Backup stage(InputStream backup, Consumer<Care.Progress> watcher)
      throws IOException, Backup.RefusedException;

  /// Lets the server close and open itself again with what was staged, at the same address. Returns
  /// at once, so that the answer can still be sent; requests are answered 503 or refused until it
  /// is up.
  ///
  /// @throws IllegalStateException if nothing is staged
  void begin();

  /// The backup that is in place since this server opened the folder, until it is closed; for who
  /// waits for the restoring to be over.
  Optional<Backup> restored();
}
