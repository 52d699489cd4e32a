package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/// Reads the lines of a PDF with what Tika does not tell of them: where they stand and how they are
/// set.
final class PdfLines extends PDFTextStripper {
  /// A gap of so many letter heights divides columns of a table.
  private static final double COLUMN = 1.6;

  /// What numbers a heading or item stands apart from it, and is no column.
  private static final Pattern MARKER =
      Pattern.compile("\\s*(?:\\d+(?:\\.\\d+)+\\.?|\\(?[\\dA-Za-z]{1,3}[.)]|[•·▪‣◦●○*–-]|o)\\s*");

  private final int limit;
  private final List<PdfText.Line> lines = new ArrayList<>();
  private final List<String> cells = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private final Map<Float, Integer> sizes = new HashMap<>();
  private final Map<PDFont, Boolean> boldFonts = new HashMap<>();
  private int letters;
  private int boldLetters;
  private double x;
  private double end;
  private double y;
  private double height;
  private int page;
  private long characters;

  private PdfLines(int limit) throws IOException {
    this.limit = limit;
    setSuppressDuplicateOverlappingText(false);
  }

  /// @param limit of characters; reading stops soon after
  /// @throws IOException if it is locked or damaged
  static List<PdfText.Line> of(Path file, int limit) throws IOException {
    try (var document = Loader.loadPDF(file.toFile())) {
      var reader = new PdfLines(limit);
      reader.writeText(document, Writer.nullWriter());
      return reader.lines;
    }
  }

  @Override
  public void processPage(PDPage next) throws IOException {
    if (Thread.currentThread().isInterrupted()) throw new IOException("broken off");
    if (characters > limit) return;
    page = getCurrentPageNo();
    height = next.getCropBox().getHeight();
    if (next.getRotation() % 180 != 0) height = next.getCropBox().getWidth();
    super.processPage(next);
    endLine();
  }

  @Override
  protected void writeString(String text, List<TextPosition> positions) {
    if (positions.isEmpty()) return;
    var first = positions.getFirst();
    var last = positions.getLast();
    double size = Math.max(1, first.getFontSizeInPt());
    if (cells.isEmpty() && cell.isEmpty()) {
      x = first.getXDirAdj();
      y = first.getYDirAdj();
    } else if (first.getXDirAdj() - end > size * COLUMN && !cell.toString().isBlank()) {
      cells.add(cell.toString());
      cell.setLength(0);
    }
    // Some programs write every hyphen as a soft one.
    cell.append(text.replace('\u00AD', '-'));
    end = last.getXDirAdj() + last.getWidthDirAdj();
    characters += text.length();
    for (var position : positions) {
      if (position.getUnicode().isBlank()) continue;
      letters++;
      sizes.merge(position.getFontSizeInPt(), 1, Integer::sum);
      if (isBold(position.getFont())) boldLetters++;
    }
  }

  @Override
  protected void writeWordSeparator() {
    cell.append(' ');
  }

  @Override
  protected void writeLineSeparator() {
    endLine();
  }

  @Override
  protected void writeParagraphEnd() {
    endLine();
  }

  private void endLine() {
    if (!cell.toString().isBlank()) cells.add(cell.toString());
    if (cells.size() > 1 && MARKER.matcher(cells.getFirst()).matches())
      cells.set(0, cells.removeFirst().strip() + " " + cells.getFirst());
    if (!cells.isEmpty() && letters > 0) {
      double size =
          sizes.entrySet().stream()
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse(0f);
      lines.add(new PdfText.Line(page, x, end, y, height, size, boldLetters == letters, cells));
    }
    cells.clear();
    cell.setLength(0);
    sizes.clear();
    letters = 0;
    boldLetters = 0;
  }

  private boolean isBold(PDFont font) {
    return boldFonts.computeIfAbsent(font, PdfLines::isBoldFont);
  }

  private static boolean isBoldFont(PDFont font) {
    var name = font.getName();
    if (name != null && name.toLowerCase(Locale.ROOT).matches(".*(?:bold|black|heavy|semibold).*"))
      return true;
    PDFontDescriptor descriptor = font.getFontDescriptor();
    return descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
  }
}
