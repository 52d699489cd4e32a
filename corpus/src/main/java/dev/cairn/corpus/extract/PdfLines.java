package dev.cairn.corpus.extract;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a PDF with what Tika does not tell of them: where they stand and how they are
/// set.
final class PdfLines extends PDFTextStripper {
  /// A gap of so many letter heights divides columns of a table.
  private static final double COLUMN = 1.6;

  /// What numbers a heading or item stands apart from it, and is no column.
  private static final Pattern MARKER =
      Pattern.compile("\\s*(?:\\d+(?:\\.\\d+)+\\.?|\\(?[\\dA-Za-z]{1,3}[.)]|[•·▪‣◦●○*–-]|o)\\s*");

  private final int limit;
  private final BooleanSupplier brokenOff;
  private final List<Integer> pictures = new ArrayList<>();
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

  private PdfLines(int limit, BooleanSupplier brokenOff) throws IOException {
    this.limit = limit;
    this.brokenOff = brokenOff;
    setSuppressDuplicateOverlappingText(false);
  }

  /// What was read of the pages.
  ///
  /// @param count of pages
  /// @param pictures numbers of the pages that show pictures and no letters, from 1
  /// @param tooMuch whether reading stopped at the limit of characters
  record Pages(List<PdfText.Line> lines, int count, List<Integer> pictures, boolean tooMuch) {}

  /// @param limit of characters; reading stops soon after
  /// @param brokenOff whether to be content with the pages read so far
  /// @throws IOException if it is locked or damaged
  static Pages of(PDDocument document, int limit, BooleanSupplier brokenOff) throws IOException {
    var reader = new PdfLines(limit, brokenOff);
    reader.writeText(document, Writer.nullWriter());
    return new Pages(
        reader.lines, document.getNumberOfPages(), reader.pictures, reader.characters > limit);
  }

  @Override
  public void processPage(PDPage next) throws IOException {
    if (characters > limit || brokenOff.getAsBoolean()) return;
    long before = characters;
    readPage(next);
    if (characters == before && shows(next.getResources(), 0)) pictures.add(page);
  }

  /// Whether pictures are among these resources, or in forms among them.
  private static boolean shows(@Nullable PDResources resources, int depth) throws IOException {
    if (resources == null || depth > 3) return false;
    for (var name : resources.getXObjectNames()) {
      if (resources.isImageXObject(name)) return true;
      if (resources.getXObject(name) instanceof PDFormXObject form
          && shows(form.getResources(), depth + 1)) return true;
    }
    return false;
  }

  private void readPage(PDPage next) throws IOException {
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
