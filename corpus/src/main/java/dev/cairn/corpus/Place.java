package dev.cairn.corpus;

import java.util.Optional;

/// Where bytes were met. New bytes at the same place are a new version of the same item.
///
/// @param source what delivered it: `upload` (each its own place), `starter`, `folder:name@…`,
///   `import:name`, `watch:id`
/// @param path the name within the source, with `/` between parts; never a path of the machine. In
///   `mail.zip!/notes.txt` the second file lies inside the first
public record Place(String source, String path) implements Comparable<Place> {
  public Place {
    if (source.isBlank() || path.isBlank())
      throw new IllegalArgumentException("a place needs a source and a path");
  }

  /// Stands between a container's path and the path inside it.
  private static final String INSIDE = "!/";

  /// The last part of the path.
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The place of a file inside the file that is here.
  public Place inside(String part) {
    return new Place(source, path + INSIDE + part);
  }

  /// The place of the outermost container: this one where it lies in none.
  public Place outermost() {
    int inside = path.indexOf(INSIDE);
    return inside <= 0 ? this : new Place(source, path.substring(0, inside));
  }

  /// The place of the file that this one lies in directly; empty where it lies in none.
  public Optional<Place> container() {
    int inside = path.lastIndexOf(INSIDE);
    return inside <= 0
        ? Optional.empty()
        : Optional.of(new Place(source, path.substring(0, inside)));
  }

  /// How many containers lie around what is here.
  public int depth() {
    int depth = 0;
    for (int at = path.indexOf(INSIDE); at > 0; at = path.indexOf(INSIDE, at + 1)) depth++;
    return depth;
  }

  @Override
  public int compareTo(Place other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : path.compareTo(other.path);
  }
}
