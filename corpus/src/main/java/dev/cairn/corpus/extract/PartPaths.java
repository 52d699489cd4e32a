package dev.cairn.corpus.extract;

import java.util.ArrayList;
import java.util.Set;

/// Names inside containers as paths that can do no harm: relative, without `..`, without what means
/// something in a path of Cairn, each once.
final class PartPaths {
  /// A name has at most so many characters, as on most file systems.
  private static final int LONGEST_NAME = 200;

  private static final int LONGEST_PATH = 1_000;

  private PartPaths() {}

  /// @param number stands in for a name that says nothing
  static String safe(String raw, int number) {
    var names = new ArrayList<String>();
    for (var part : raw.replace('\\', '/').split("/")) {
      // A drive letter is no folder.
      var name = CleanText.line(names.isEmpty() ? part.replaceFirst("^[A-Za-z]:$", "") : part);
      if (name.isEmpty() || name.equals(".") || name.equals("..")) continue;
      names.add(shortened(name));
    }
    if (names.isEmpty()) return "file-" + number;
    // An exclamation mark before a slash is where a container begins.
    names.replaceAll(
        name -> name.endsWith("!") ? name.substring(0, name.length() - 1) + "_" : name);
    var path = String.join("/", names);
    return path.length() <= LONGEST_PATH ? path : "file-" + number + "/" + names.getLast();
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) return name;
    int dot = name.lastIndexOf('.');
    var ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    int end = LONGEST_NAME - ending.length();
    if (Character.isHighSurrogate(name.charAt(end - 1))) end--;
    return name.substring(0, end) + ending;
  }

  /// The path, or if it is taken, the path with a number before its ending; takes what it returns.
  static String unique(String path, Set<String> taken) {
    if (taken.add(path)) return path;
    int dot = path.lastIndexOf('.');
    int at = dot > path.lastIndexOf('/') + 1 ? dot : path.length();
    for (int n = 2; ; n++) {
      var next = path.substring(0, at) + " (" + n + ")" + path.substring(at);
      if (taken.add(next)) return next;
    }
  }
}
