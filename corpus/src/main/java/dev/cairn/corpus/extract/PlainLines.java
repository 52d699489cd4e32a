package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Plain text as paragraphs and list items: an empty line ends a paragraph, lines that were broken
/// to fit a width are joined.
final class PlainLines {
  /// Nobody breaks lines at a greater width; a longer line is a paragraph.
  private static final int WIDEST = 120;

  private static final Pattern ITEM =
      Pattern.compile("^(\\s*)(?:[-*•·‣▪–]|\\(?\\d{1,3}[.)]|\\(?[a-zA-Z]\\))\\s+(?=\\S)");
  private static final Pattern BULLET = Pattern.compile("^\\s*[-*•·‣▪–]\\s+");

  private static final Pattern HEADING =
      Pattern.compile("(?=.*\\p{L}{3})[\\p{Lu}\\d][^\\n]{2,78}[\\p{L}\\d)?]");
  private static final int LONG_PARAGRAPH = 120;

  private PlainLines() {}

  /// @param level 1 for list items, else 0
  record Part(Kind kind, int level, String text) {}

  static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    var chunk = new ArrayList<String>();
    for (var line : text.replace("\r\n", "\n").replace('\r', '\n').split("[\n\f\u000B]", -1)) {
      if (!line.isBlank()) {
        chunk.add(line.stripTrailing());
      } else if (!chunk.isEmpty()) {
        addChunk(chunk, parts);
        chunk.clear();
      }
    }
    if (!chunk.isEmpty()) addChunk(chunk, parts);
    return parts;
  }

  private static void addChunk(List<String> lines, List<Part> parts) {
    int width = lines.stream().mapToInt(String::length).max().orElse(0);
    var current = new StringBuilder();
    boolean item = false;
    int before = 0;
    for (var line : lines) {
      var marker = ITEM.matcher(line);
      boolean begins = marker.find();
      // A line that stopped long before the edge ended on purpose.
      boolean ended = before > 0 && (width > WIDEST || before < width * 0.6);
      if (begins || ended) {
        add(current, item, parts);
        item = begins || item && line.startsWith(" ");
      }
      if (!current.isEmpty()) current.append(' ');
      current.append(BULLET.matcher(line).replaceFirst(""));
      before = line.length();
    }
    add(current, item, parts);
  }

  private static void add(StringBuilder current, boolean item, List<Part> parts) {
    var text = CleanText.line(current);
    current.setLength(0);
    if (text.isEmpty()) return;
    parts.add(item ? new Part(Kind.LIST_ITEM, 1, text) : new Part(Kind.PARAGRAPH, 0, text));
  }

  /// A short line that stands alone above a long paragraph and ends without a stop is a heading,
  /// though plain text has no mark for it.
  static void findHeadings(List<Piece> pieces) {
    for (int i = 0; i + 1 < pieces.size(); i++) {
      var piece = pieces.get(i);
      boolean above =
          pieces.get(i + 1).kind() == Kind.PARAGRAPH
              && pieces.get(i + 1).text().length() >= LONG_PARAGRAPH;
      if (piece.kind() == Kind.PARAGRAPH && above && HEADING.matcher(piece.text()).matches())
        pieces.set(i, piece.as(Kind.HEADING, 2));
    }
  }
}
