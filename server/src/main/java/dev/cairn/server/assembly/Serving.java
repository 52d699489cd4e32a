package dev.cairn.server.assembly;

import dev.cairn.server.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A house that closes and opens itself again, at the same address and with the same token of its
/// run, when a backup is to be put in the place of what is in it.
public final class Serving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Settings settings;
  private final Clock clock;
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private Assembly now;
  private boolean closed;

  private Serving(Settings settings, boolean starter, Clock clock)
      throws IOException, DataFolder.InUseException {
    this.settings = settings;
    this.clock = clock;
    this.now = Assembly.open(settings, starter, clock, Optional.empty(), this::reopenSoon);
  }

  /// As {@link Assembly#open}.
  ///
  /// @throws DataFolder.InUseException if another program has the folder open
  /// @throws IOException one sentence for the operator, if the folder cannot be used
  /// @throws IllegalArgumentException if a setting cannot be used
  public static Serving open(Settings settings, boolean starter, Clock clock)
      throws IOException, DataFolder.InUseException {
    return new Serving(settings, starter, clock);
  }

  private void reopenSoon() {
    Thread.ofPlatform().name("reopen").start(this::reopen);
  }

  private synchronized void reopen() {
    if (closed) return;
    var before = now;
    var address = settings.withAddress(settings.host(), URI.create(before.url()).getPort());
    LOG.info("Closing, to be opened again with the backup in place");
    before.close();
    try {
      now = Assembly.open(address, false, clock, Optional.of(before.runToken()), this::reopenSoon);
      now.warmUp();
      LOG.info("The backup is in place");
    } catch (IOException | DataFolder.InUseException | RuntimeException e) {
      LOG.error("The data folder cannot be opened after the backup was put in place", e);
      broken.completeExceptionally(e);
    }
  }

  /// Fails when it could not be opened again; is never completed otherwise.
  public CompletableFuture<Void> broken() {
    return broken;
  }

  /// Where the first page is, without a slash at the end.
  public synchronized String url() {
    return now.url();
  }

  /// Token of this run, for the commands of the folder's owner.
  public synchronized String runToken() {
    return now.runToken();
  }

  /// The admin's token, if it was made just now; it cannot be had again.
  public synchronized Optional<String> newAdminToken() {
    return now.newAdminToken();
  }

  /// Whether the starter corpus was handed over just now and is being read.
  public synchronized boolean loadingStarter() {
    return now.loadingStarter();
  }

  /// Loads what takes long to load, in the background, so that the first question need not wait.
  public synchronized void warmUp() {
    now.warmUp();
  }

  /// Waits until everything that came in has its outcome and can be found.
  public void awaitIdle() throws InterruptedException {
    Assembly assembly;
    synchronized (this) {
      assembly = now;
    }
    assembly.awaitIdle();
  }

  @Override
  public synchronized void close() {
    closed = true;
    now.close();
  }
}
