package dev.cairn.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Breaks a text into lines that fit a terminal.
final class Lines {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private Lines() {}

  /// Broken at blanks only; a longer word stands alone on its line.
  ///
  /// @param width characters of a line, colours not counted
  static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    int used = 0;
    for (var word : text.strip().split(" +")) {
      int length = COLOUR.matcher(word).replaceAll("").length();
      if (used > 0 && used + 1 + length > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += length;
    }
    if (used > 0) lines.add(line.toString());
    return lines;
  }
}
