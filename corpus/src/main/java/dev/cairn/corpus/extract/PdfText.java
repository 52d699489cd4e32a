package dev.cairn.corpus.extract;

import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.extract.Draft.Piece;
import dev.cairn.corpus.extract.Draft.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.xml.sax.SAXException;

/// Makes headings, paragraphs, list items and rows of the lines of a PDF, which knows only where
/// letters stand: larger or bold lines are headings, wider gaps end a paragraph, and what stands at
/// the edge of many pages is left out. Lengths are points.
final class PdfText {
  /// A line so much larger than most of the text is a heading.
  private static final double LARGER = 1.12;

  private static final int LONGEST_HEADING = 160;

  /// Running titles and page numbers stand in so much of the height, above and below.
  private static final double MARGIN = 0.09;

  /// Wider than the usual distance of lines by this factor: another paragraph.
  private static final double WIDER = 1.35;

  private static final Pattern PAGE_NUMBER =
      Pattern.compile(
          "(?iu)(?:page|seite|p\\.)?\\s*[-–]?\\s*\\d{1,4}\\s*[-–]?(?:\\s*(?:of|von|/)\\s*\\d{1,4})?");
  private static final Pattern ITEM =
      Pattern.compile(
          "^(?:o(?=\\s+\\p{L})|[•·▪‣◦●○■□◆◇❖➢►▶✓✔*–-]|\\(?\\d{1,3}[.)]|\\(?[a-zA-Z][.)])\\s+(?=\\S)");
  private static final Pattern BULLET =
      Pattern.compile("^(?:o(?=\\s+\\p{L})|[•·▪‣◦●○■□◆◇❖➢►▶✓✔*–-])\\s+");

  private static final double COLUMN = 45;

  /// A line of a table of contents.
  private static final Pattern LEADERS = Pattern.compile("(?:\\s*[.…]){4,}\\s*(?=\\d+$)");

  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?:;…][\"”’)]?");

  /// One line as it stands on a page.
  ///
  /// @param page from 1
  /// @param x left end, from the left edge
  /// @param end right end
  /// @param y its base, from the upper edge
  /// @param height of the page
  /// @param size of most of its letters
  /// @param bold whether all letters are
  /// @param cells what wide gaps divide; one where there are none
  record Line(
      int page,
      double x,
      double end,
      double y,
      double height,
      double size,
      boolean bold,
      List<String> cells) {
    Line {
      cells = List.copyOf(cells);
    }

    String text() {
      return String.join(" ", cells);
    }
  }

  private final List<Line> lines;
  private final double bodySize;
  private final double pitch;
  private final double rightEdge;
  private final boolean boldIsRare;
  private final Set<Line> headings = new HashSet<>();
  private final Map<Long, Integer> levels = new HashMap<>();
  private final Set<String> words = new HashSet<>();

  private PdfText(List<Line> all) {
    lines = withoutMargins(all);
    bodySize = bodySize(lines);
    boldIsRare = boldShare(lines) < 0.2;
    pitch = usualPitch();
    rightEdge = lines.stream().mapToDouble(Line::end).max().orElse(0);
    findHeadings();
    for (var line : lines)
      for (var word : line.text().split("[^\\p{L}-]+")) words.add(word.toLowerCase(Locale.ROOT));
  }

  static void add(List<Line> lines, Draft draft) throws SAXException {
    new PdfText(lines).addTo(draft);
  }

  private static List<Line> withoutMargins(List<Line> all) {
    // Which pages have the same line at their edge, but for its numbers.
    var pages = new HashMap<String, Set<Integer>>();
    for (var line : all)
      if (isInMargin(line))
        pages.computeIfAbsent(pattern(line), _ -> new HashSet<>()).add(line.page());
    int count = all.isEmpty() ? 0 : all.getLast().page();
    int often = Math.max(2, Math.min(3, count / 2));
    return all.stream()
        .filter(line ->
            !isInMargin(line)
                || pages.getOrDefault(pattern(line), Set.of()).size() < often
                    && !PAGE_NUMBER.matcher(line.text().strip()).matches())
        .toList();
  }

  private static boolean isInMargin(Line line) {
    return line.y() < line.height() * MARGIN || line.y() > line.height() * (1 - MARGIN);
  }

  private static String pattern(Line line) {
    return CleanText.line(line.text()).replaceAll("\\d+", "#");
  }

  /// The size that most letters have; where that is the small print of a deck of slides, the size
  /// that few letters exceed.
  private static double bodySize(List<Line> lines) {
    var weights = new TreeMap<Long, Integer>();
    for (var line : lines) weights.merge(sizeKey(line), line.text().length(), Integer::sum);
    long most = 0;
    long exceeded = 0;
    int all = weights.values().stream().mapToInt(Integer::intValue).sum();
    int below = 0;
    for (var entry : weights.entrySet()) {
      if (entry.getValue() >= weights.getOrDefault(most, 0)) most = entry.getKey();
      if (below < all * 0.85) exceeded = entry.getKey();
      below += entry.getValue();
    }
    return Math.max(most, exceeded) / 2.0;
  }

  private static double boldShare(List<Line> lines) {
    int all = lines.stream().mapToInt(line -> line.text().length()).sum();
    int bold = lines.stream().filter(Line::bold).mapToInt(line -> line.text().length()).sum();
    return all == 0 ? 0 : (double) bold / all;
  }

  private double usualPitch() {
    var gaps = new ArrayList<Double>();
    for (int i = 1; i < lines.size(); i++) {
      double gap = lines.get(i).y() - lines.get(i - 1).y();
      boolean neighbours = lines.get(i).page() == lines.get(i - 1).page();
      boolean body = Math.abs(lines.get(i).size() - bodySize) < 0.6;
      if (neighbours && body && gap > bodySize * 0.8 && gap < bodySize * 3) gaps.add(gap);
    }
    if (gaps.isEmpty()) return bodySize * 1.2;
    gaps.sort(Comparator.naturalOrder());
    // Most gaps are inside paragraphs; a document of one-line paragraphs has none such.
    return Math.min(gaps.get(gaps.size() / 3), bodySize * 1.6);
  }

  private void findHeadings() {
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (!looksLikeHeading(line)) continue;
      // A sentence whose first line happens to be bold goes on in the next.
      boolean goesOn =
          i + 1 < lines.size()
              && startsLower(CleanText.line(lines.get(i + 1).text()))
              && lines.get(i + 1).page() == line.page()
              && !looksLikeHeading(lines.get(i + 1));
      if (!goesOn) headings.add(line);
    }
    var sizes = new TreeSet<Long>(Comparator.reverseOrder());
    for (var line : headings) sizes.add(sizeKey(line));
    int level = 0;
    for (var size : sizes) levels.put(size, Math.min(6, ++level));
  }

  private static long sizeKey(Line line) {
    return Math.round(line.size() * 2);
  }

  private boolean looksLikeHeading(Line line) {
    var text = CleanText.line(line.text());
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (letters < 3 || text.length() > LONGEST_HEADING || line.cells().size() > 1) return false;
    if (BULLET.matcher(text).find()) return false;
    if (line.size() >= bodySize * LARGER) return true;
    return boldIsRare && line.bold() && line.size() >= bodySize - 0.6 && !text.matches(".*[.;,]");
  }

  private void addTo(Draft draft) throws SAXException {
    var current = new ArrayList<Line>();
    for (var line : lines) {
      if (!current.isEmpty() && !continues(current, line)) {
        finish(current, draft);
        current.clear();
      }
      current.add(line);
    }
    if (!current.isEmpty()) finish(current, draft);
  }

  private boolean continues(List<Line> current, Line line) {
    var last = current.getLast();
    if (line.cells().size() > 1 || last.cells().size() > 1) return false;
    boolean heading = headings.contains(line);
    if (heading != headings.contains(last)) return false;
    double gap = line.y() - last.y();
    if (heading)
      return sizeKey(line) == sizeKey(last)
          && line.bold() == last.bold()
          && gap > 0
          && gap < line.size() * 1.6
          && current.size() < 4
          && !ITEM.matcher(CleanText.line(line.text())).find();
    var text = CleanText.line(line.text());
    var lastText = CleanText.line(last.text());
    if (ITEM.matcher(text).find() && !startsLower(text)) return false;
    if (LEADERS.matcher(lastText).find()) return false;
    boolean open = !SENTENCE_END.matcher(lastText).matches();
    // Over the end of a page or column a sentence goes on, or else it is another paragraph.
    if (gap <= 0 || line.page() != last.page()) return open && startsLower(text);
    if (Math.abs(line.size() - last.size()) > 1) return false;
    // Further to the side than an indented first line: another column.
    if (Math.abs(line.x() - last.x()) > COLUMN) return false;
    if (gap > Math.max(pitch, last.size() * 1.15) * WIDER)
      return open && startsLower(text) && gap < pitch * 2.2;
    boolean shortLine = last.end() < rightEdge - (rightEdge - last.x()) * 0.25;
    return open || !shortLine;
  }

  private static boolean startsLower(String text) {
    return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
  }

  private void finish(List<Line> group, Draft draft) throws SAXException {
    var first = group.getFirst();
    if (first.cells().size() > 1) {
      var row =
          first.cells().stream()
              .map(CleanText::line)
              .filter(cell -> !cell.isEmpty())
              .collect(Collectors.joining(" | "));
      draft.add(new Piece(Kind.TABLE_ROW, 0, first.page(), row, Zone.MAIN, first.bold()));
      return;
    }
    var text = LEADERS.matcher(joined(group)).replaceFirst(", ");
    if (headings.contains(first) && text.length() <= LONGEST_HEADING) {
      int level = levels.getOrDefault(sizeKey(first), 1);
      draft.add(new Piece(Kind.HEADING, level, first.page(), text, Zone.MAIN, first.bold()));
    } else if (ITEM.matcher(text).find()) {
      var item = BULLET.matcher(text).replaceFirst("");
      draft.add(new Piece(Kind.LIST_ITEM, 1, first.page(), item, Zone.MAIN, first.bold()));
    } else {
      draft.add(new Piece(Kind.PARAGRAPH, 0, first.page(), text, Zone.MAIN, first.bold()));
    }
  }

  private String joined(List<Line> group) {
    var text = new StringBuilder();
    for (var line : group) {
      var next = CleanText.line(line.text());
      if (!text.isEmpty() && !joinsDivided(text, next)) text.append(' ');
      text.append(next);
    }
    return CleanText.line(text);
  }

  /// Whether a word divided at the end of the line goes on; its hyphen goes if the word stands
  /// elsewhere without it.
  private boolean joinsDivided(StringBuilder text, String next) {
    int length = text.length();
    boolean divided =
        length > 1
            && text.charAt(length - 1) == '-'
            && Character.isLetter(text.charAt(length - 2))
            && startsLower(next);
    if (!divided) return false;
    int start = length - 1;
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) start--;
    int end = 0;
    while (end < next.length() && Character.isLetter(next.charAt(end))) end++;
    var whole = text.substring(start, length - 1) + next.substring(0, end);
    if (words.contains(whole.toLowerCase(Locale.ROOT))) text.setLength(length - 1);
    return true;
  }
}
