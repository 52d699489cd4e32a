package dev.cairn.indexer.sources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// What may be followed. Everything else is refused with one sentence that says what to do.
final class Checks {
  private final SourceSettings settings;

  Checks(SourceSettings settings) {
    this.settings = settings;
  }

  /// The origin with its real path.
  ///
  /// @throws IllegalArgumentException if it may not or cannot be followed
  Source.Origin checked(Source.Origin origin) {
    return switch (origin) {
      case Source.Origin.Folder(var path) -> new Source.Origin.Folder(folder(path));
      case Source.Origin.Maildir(var path) -> {
        var folder = folder(path);
        if (!MaildirNaming.is(folder))
          throw new IllegalArgumentException(
              "'" + path + "' has neither a folder 'cur' nor 'new'; name a Maildir.");
        yield new Source.Origin.Maildir(folder);
      }
      case Source.Origin.Mbox(var path) -> {
        var file = real(path, "file");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          throw new IllegalArgumentException("'" + path + "' is no file; name a mailbox file.");
        yield new Source.Origin.Mbox(file);
      }
      case Source.Origin.Web(var start, int depth) ->
          new Source.Origin.Web(PageUrl.start(start, settings.allowedHosts()), depth);
    };
  }

  private Path folder(Path path) {
    var folder = real(path, "folder");
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
      throw new IllegalArgumentException("'" + path + "' is no folder; name one.");
    return folder;
  }

  private Path real(Path path, String what) {
    if (!path.isAbsolute())
      throw new IllegalArgumentException(
          "'" + path + "' is no whole path; name the " + what + " from the top, on the server.");
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "There is no " + what + " '" + path + "' on the server that Cairn may read.", e);
    }
    if (!Files.isReadable(real))
      throw new IllegalArgumentException("Cairn may not read '" + path + "'; allow it.");
    if (!Path.of(real.toString()).equals(real))
      throw new IllegalArgumentException(
          "The name of '" + path + "' cannot be kept as text; rename it.");
    if (real.startsWith(dataFolder()))
      throw new IllegalArgumentException(
          "'" + path + "' lies in the data folder of Cairn; name a " + what + " outside.");
    if (!settings.allowedFolders().isEmpty()
        && settings.allowedFolders().stream().noneMatch(allowed -> within(real, allowed)))
      throw new IllegalArgumentException(
          "'"
              + path
              + "' lies in none of the folders that may be followed; add its folder to the setting"
              + " sources.allowed-folders.");
    return real;
  }

  private static boolean within(Path real, Path allowed) {
    try {
      return real.startsWith(allowed.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }

  /// The data folder, which is no part of a folder around it.
  Path dataFolder() {
    try {
      return settings.dataFolder().toRealPath();
    } catch (IOException _) {
      return settings.dataFolder().toAbsolutePath().normalize();
    }
  }
}
