package dev.cairn.corpus;

/// Where bytes were met. New bytes at the same place are a new version of the same item.
///
/// @param source what delivered it: `upload` (each its own place), `starter`, `folder:name@…`,
///   `import:name`
/// @param path the name within the source, with `/` between parts; never a path of the machine
public record Place(String source, String path) implements Comparable<Place> {
  public Place {
    if (source.isBlank() || path.isBlank())
      throw new IllegalArgumentException("a place needs a source and a path");
  }

  /// The last part of the path.
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public int compareTo(Place other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : path.compareTo(other.path);
  }
}
