package dev.cairn.indexer.sources;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// By what a file is known to be the one it was, without being opened.
///
/// @param modified nanoseconds since 1970
/// @param inode number of the file on its device, which it keeps when it is renamed; 0: unknown
/// @param born when the file was made, in nanoseconds since 1970; where the file system does not
///   know, the same as `modified`. A number of a file that was deleted is given to the next new
///   one, so that only both together say that a file is the same
/// @param device the file system of the folder it lies in; 0: unknown
record Stamp(long size, long modified, long inode, long born, long device) {
  private static final Pattern KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=(\\d+)\\)");

  /// @param device of the folder that the file lies in, because some file systems give each file
  ///   one of its own
  static Stamp of(BasicFileAttributes file, long device) {
    return new Stamp(
        file.size(),
        file.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        inode(file),
        file.creationTime().to(TimeUnit.NANOSECONDS),
        device);
  }

  /// What is no file of its own and is known by its content.
  static Stamp ofContent(long size, long fingerprint) {
    return new Stamp(size, 0, fingerprint, 0, 0);
  }

  static long device(BasicFileAttributes folder) {
    var key = KEY.matcher(String.valueOf(folder.fileKey()));
    return key.matches() ? Long.parseUnsignedLong(key.group(1), 16) : 0;
  }

  private static long inode(BasicFileAttributes file) {
    var key = KEY.matcher(String.valueOf(file.fileKey()));
    return key.matches() ? Long.parseUnsignedLong(key.group(2)) : 0;
  }

  /// Whether a file at the same path has not changed. Its device may be called otherwise since.
  boolean unchanged(Stamp now) {
    return size == now.size && modified == now.modified && inode == now.inode;
  }

  /// Whether this is the same file, whatever it is called and holds now.
  boolean sameFile(Stamp now) {
    return inode != 0 && inode == now.inode && born != 0 && born == now.born;
  }

  /// Whether this is the same file and holds the same, so that it need not be opened under its new
  /// name. Not where the time of birth may be none.
  boolean sameFileUnchanged(Stamp now) {
    return sameFile(now) && born != modified && unchanged(now);
  }
}
