package dev.cairn.indexer.sources;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How sources are followed.
///
/// @param folder for the list of sources and what is known of their files; made if it is not there
/// @param dataFolder never followed itself
/// @param allowedFolders only what lies below these may be followed; empty: any folder
/// @param allowedHosts only pages of these may be fetched, as `host` (by the usual ports) or
///   `host:port`; empty: none
/// @param limitBytes larger files and pages are not taken, 1 or more
/// @param settle a file that changed less than this ago may still be written and is waited for
/// @param delay between two requests to one host
/// @param pages at most so many of one web source, 1 or more
public record SourceSettings(
    Path folder,
    Path dataFolder,
    List<Path> allowedFolders,
    List<String> allowedHosts,
    long limitBytes,
    Duration settle,
    Duration delay,
    int pages) {
  public SourceSettings {
    allowedFolders = List.copyOf(allowedFolders);
    allowedHosts = allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    if (limitBytes < 1)
      throw new IllegalArgumentException("limitBytes must be >= 1, got " + limitBytes);
    if (settle.isNegative() || delay.isNegative())
      throw new IllegalArgumentException("no time to wait: " + settle + ", " + delay);
    if (pages < 1) throw new IllegalArgumentException("pages must be >= 1, got " + pages);
  }

  /// State in `sources` of the data folder; any folder, no host, 256 MiB, two seconds to settle, a
  /// second between requests, 2,000 pages.
  public static SourceSettings defaults(Path dataFolder) {
    return new SourceSettings(
        dataFolder.resolve("sources"),
        dataFolder,
        List.of(),
        List.of(),
        256L << 20,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        2_000);
  }

  public SourceSettings withAllowed(List<Path> folders, List<String> hosts) {
    return new SourceSettings(folder, dataFolder, folders, hosts, limitBytes, settle, delay, pages);
  }

  public SourceSettings withLimitBytes(long limit) {
    return new SourceSettings(
        folder, dataFolder, allowedFolders, allowedHosts, limit, settle, delay, pages);
  }

  SourceSettings withPace(Duration settling, Duration delaying) {
    return new SourceSettings(
        folder, dataFolder, allowedFolders, allowedHosts, limitBytes, settling, delaying, pages);
  }
}
