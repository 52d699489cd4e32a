package dev.cairn.indexer.sources;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The messages of a Maildir and its folders. A message is called by the part of its file's name
/// that never changes: whether it is new, and the flags behind it, are no part of its path.
final class MaildirNaming implements FolderLook.Naming {
  private static final Set<String> MESSAGES = Set.of("new/", "cur/");

  /// Whether this is a Maildir.
  static boolean is(Path folder) {
    return Files.isDirectory(folder.resolve("cur"), LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(folder.resolve("new"), LinkOption.NOFOLLOW_LINKS);
  }

  /// Sub-folders begin with a dot in most of them, and are plain folders in others.
  @Override
  public boolean enters(Path folder, String name) {
    return !name.equals("tmp")
        && !name.equals(".")
        && (is(folder) || isMessages(name) || !name.startsWith("."));
  }

  private static boolean isMessages(String name) {
    return MESSAGES.contains(name + "/");
  }

  @Override
  public Optional<String> file(Path file, String folder, String name) {
    if (name.startsWith(".")) return Optional.empty();
    var box =
        MESSAGES.stream().filter(m -> folder.equals(m) || folder.endsWith("/" + m)).findFirst();
    return box.map(m -> parent(folder, m) + constant(name) + ".eml");
  }

  private static String parent(String folder, String box) {
    var parent = folder.substring(0, folder.length() - box.length());
    // `.Work.2026/` is the folder 2026 in the folder Work.
    return parent.startsWith(".")
        ? parent.substring(1, parent.length() - 1).replace('.', '/') + "/"
        : parent;
  }

  /// Without the flags, before which stands a colon, or what systems without colons take for it.
  private static String constant(String name) {
    int flags =
        Math.max(
            name.lastIndexOf(":2,"), Math.max(name.lastIndexOf(";2,"), name.lastIndexOf("!2,")));
    return flags > 0 ? name.substring(0, flags) : name;
  }
}
