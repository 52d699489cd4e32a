package dev.cairn.server.cli;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;

/// The files behind the paths that were typed. Folders are walked to their ends; hidden files and
/// folders are left out, links are followed but never in a circle.
final class Walk {
  private Walk() {}

  /// A file to bring in, or why it cannot be.
  sealed interface Found {
    /// How who typed the command will recognise it.
    String shown();

    /// @param source names the folder that was typed, so that a second walk of it knows its files
    /// @param name path below that folder, parted by `/`
    record File(String shown, Path path, String source, String name, long bytes) implements Found {}

    /// @param reason one sentence
    record Unreadable(String shown, String reason) implements Found {}
  }

  /// @param typed a file or a folder
  /// @param except a file that is left out, because it is about the others
  /// @return sorted by name
  /// @throws Failure if there is nothing at the path
  static List<Found> of(Path typed, List<Path> except) {
    try {
      var real = typed.toRealPath();
      if (!Files.isDirectory(real))
        return List.of(file(typed, real, requireNonNullElse(real.getParent(), real), real));
      return walk(typed, real, except);
    } catch (NoSuchFileException _) {
      throw Failure.usage("There is no file or folder '" + typed + "'.");
    } catch (IOException e) {
      throw Failure.usage("'" + typed + "' cannot be read: " + reason(e));
    }
  }

  private static List<Found> walk(Path typed, Path root, List<Path> except) throws IOException {
    var all = new ArrayList<Found>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(root, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (hidden(root, file) || except.contains(file)) return FileVisitResult.CONTINUE;
            if (attributes.isRegularFile()) all.add(file(typed, file, root, file));
            if (attributes.isSymbolicLink())
              all.add(new Found.Unreadable(shown(typed, root, file), "Is a link to nothing."));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (!(e instanceof FileSystemLoopException) && !hidden(root, file))
              all.add(new Found.Unreadable(shown(typed, root, file), reason(e)));
            return FileVisitResult.CONTINUE;
          }
        });
    all.sort(Comparator.comparing(Found::shown));
    return List.copyOf(all);
  }

  private static Found file(Path typed, Path file, Path root, Path shown) {
    try {
      if (!Files.isReadable(file))
        return new Found.Unreadable(shown(typed, root, shown), "May not be read by you.");
      return new Found.File(
          shown(typed, root, shown), file, source(root), below(root, file), Files.size(file));
    } catch (IOException e) {
      return new Found.Unreadable(shown(typed, root, shown), reason(e));
    }
  }

  private static boolean hidden(Path root, Path file) {
    return !file.equals(root) && String.valueOf(file.getFileName()).startsWith(".");
  }

  private static String shown(Path typed, Path root, Path file) {
    return Files.isDirectory(typed) ? typed.resolve(root.relativize(file)).toString() : typed + "";
  }

  private static String below(Path root, Path file) {
    var parts = new ArrayList<String>();
    for (var part : root.relativize(file)) parts.add(part.toString());
    return String.join("/", parts);
  }

  /// `folder:NAME@` and eight hex digits that tell apart folders of the same name.
  static String source(Path folder) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(folder.toString().getBytes(StandardCharsets.UTF_8));
      var name = String.valueOf(folder.getFileName()).replaceAll("[^\\w. ()+,-]", "_");
      return "folder:"
          + name.substring(0, Math.min(name.length(), 100))
          + "@"
          + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "May not be read by you.";
      case NoSuchFileException _ -> "Is not there any more.";
      default -> "Cannot be read from the disk.";
    };
  }
}
