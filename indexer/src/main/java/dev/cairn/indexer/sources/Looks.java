package dev.cairn.indexer.sources;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// How each kind of source is looked at.
final class Looks {
  private final SourceParts parts;
  private final SourceSettings settings;
  private final Path dataFolder;
  private final AddressRule addresses;
  private final Pausing pausing;
  private final Set<Fetcher> fetching = ConcurrentHashMap.newKeySet();

  /// Waits within a sweep.
  interface Pausing {
    /// @return whether to go on
    boolean pause(long nanos, Following.Stopped stopped);
  }

  Looks(
      SourceParts parts,
      SourceSettings settings,
      Path dataFolder,
      AddressRule addresses,
      Pausing pausing) {
    this.parts = parts;
    this.settings = settings;
    this.dataFolder = dataFolder;
    this.addresses = addresses;
    this.pausing = pausing;
  }

  Sweep.Looking at(Source source, Following.Stopped stopped) {
    var pause =
        new FolderLook.Pause() {
          @Override
          public long now() {
            return FolderLook.nanos(parts.clock().millis());
          }

          @Override
          public boolean forNanos(long nanos) {
            return pausing.pause(nanos, stopped);
          }
        };
    return switch (source.origin()) {
      case Source.Origin.Folder(var path) ->
          sweep -> folder(path, FolderLook.ALL, pause, sweep, "The folder");
      case Source.Origin.Maildir(var path) ->
          sweep -> folder(path, new MaildirNaming(), pause, sweep, "The Maildir");
      case Source.Origin.Mbox(var path) -> sweep -> mbox(path, pause, sweep);
      case Source.Origin.Web web ->
          sweep -> {
            try {
              return web(web, source.id(), sweep, pause);
            } catch (IOException e) {
              throw new Sweep.NotNow(
                  "What was fetched cannot be written down; see that there is room on the disk.",
                  e);
            }
          };
    };
  }

  private Look folder(
      Path path, FolderLook.Naming naming, FolderLook.Pause pause, Sweep sweep, String what)
      throws Sweep.NotNow {
    try {
      return FolderLook.at(
          path, Set.of(dataFolder), naming, settings.settle(), pause, sweep::missing);
    } catch (IOException e) {
      throw notThere(what, e);
    }
  }

  private Look web(Source.Origin.Web web, String id, Sweep sweep, FolderLook.Pause pause)
      throws Sweep.NotNow, IOException {
    var folder = settings.folder().resolve(id + ".fetched");
    var fetcher = new Fetcher(settings.allowedHosts(), addresses, folder);
    fetching.add(fetcher);
    try {
      return WebLook.at(web, settings, parts.originals(), fetcher, folder, sweep, pause::forNanos);
    } finally {
      fetching.remove(fetcher);
      fetcher.close();
    }
  }

  /// Breaks off what is being fetched.
  void stop() {
    fetching.forEach(Fetcher::close);
  }

  private Look mbox(Path path, FolderLook.Pause pause, Sweep sweep) throws Sweep.NotNow {
    try {
      var unchanged = sweep.unchanged(MboxLook.stamp(path));
      return unchanged.isPresent()
          ? unchanged.get()
          : MboxLook.at(path, settings.settle(), pause, sweep::going);
    } catch (MboxLook.Unsettled _) {
      throw new Sweep.NotNow("The mailbox is being written; the next sweep tries again.", null);
    } catch (IOException e) {
      throw notThere("The mailbox", e);
    }
  }

  private static Sweep.NotNow notThere(String what, IOException e) {
    return new Sweep.NotNow(
        what + " is not there, or Cairn may not read it; nothing of it was taken to be gone.", e);
  }
}
