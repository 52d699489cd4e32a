package dev.cairn.server.pages;

import java.util.ArrayList;
import java.util.List;

/// How much room names take in a drawing whose letters nobody has measured. The widths are those of
/// a wide face (DejaVu Sans, Verdana), so that what fits here fits in any other.
final class GraphLetters {
  /// Size of the letters.
  static final double SIZE = 13;

  /// From one line to the next.
  static final double LINE = 16;

  /// A line is broken where it would be longer.
  private static final double LONGEST = 128;

  /// More of a name is not shown; it is told when the concept is chosen.
  private static final int LINES = 3;

  private GraphLetters() {}

  /// The name in lines.
  static List<String> lines(String name) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : name.strip().split("\\s+")) {
      if (line.length() > 0 && width(line + " " + word) > LONGEST) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (line.length() > 0) line.append(' ');
      line.append(word);
    }
    lines.add(line.toString());
    if (lines.size() <= LINES) return lines.stream().map(GraphLetters::cut).toList();
    var kept = new ArrayList<>(lines.subList(0, LINES));
    kept.set(LINES - 1, kept.getLast() + " …");
    return kept.stream().map(GraphLetters::cut).toList();
  }

  /// A single word may be longer than a line; up to half as long again it stays whole.
  private static String cut(String line) {
    if (width(line) <= 1.5 * LONGEST) return line;
    int end = line.length();
    while (end > 1 && width(line.substring(0, end)) > 1.4 * LONGEST)
      end = line.offsetByCodePoints(end, -1);
    return line.substring(0, end) + "…";
  }

  static double width(String text) {
    return SIZE * text.codePoints().mapToDouble(GraphLetters::em).sum();
  }

  private static double em(int letter) {
    if (letter < 128) {
      if ("ijl.,:;'|!I".indexOf(letter) >= 0) return 0.36;
      if ("frt()[]- ".indexOf(letter) >= 0) return 0.42;
      if ("mwMW@%".indexOf(letter) >= 0) return 1.0;
      return Character.isUpperCase(letter) ? 0.74 : 0.65;
    }
    return Character.isIdeographic(letter) || letter > 0x1100 ? 1.05 : 0.78;
  }
}
