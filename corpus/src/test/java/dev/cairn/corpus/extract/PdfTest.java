package dev.cairn.corpus.extract;

import static dev.cairn.corpus.extract.Reader.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.cairn.corpus.Extraction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PdfTest {
  private static final PDFont PLAIN = new PDType1Font(FontName.HELVETICA);
  private static final PDFont BOLD = new PDType1Font(FontName.HELVETICA_BOLD);

  private static Reader reader;

  @BeforeAll
  static void open() {
    reader = new Reader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void larger_and_bold_lines_are_headings_and_lines_are_joined_to_paragraphs() throws IOException {
    var text = reader.text("handbook.pdf", handbook());
    assertEquals("application/pdf", text.mediaType());
    assertEquals(
        List.of(
            "HEADING 1 p1: Control-loop handbook",
            "HEADING 2 p1: 1. What controlling is",
            "PARAGRAPH p1: Controlling is the work of noticing early that reality is leaving the"
                + " plan, and of doing something about it while it is still cheap.",
            "PARAGRAPH p1: A heating thermostat has everything that a control loop needs.",
            "TABLE_ROW p1: Element | Question",
            "TABLE_ROW p1: Sensor | How do we know?",
            "LIST_ITEM p1: 1. Name the process by its result for the customer, and do it",
            "HEADING 2 p2: 2. How often to measure",
            "PARAGRAPH p2: At least twice as often as you can do something."),
        shown(text).stream().map(line -> line.replace("ITEM 1 ", "ITEM ")).toList());
    assertEquals(Optional.of("Control-loop handbook"), text.found().title());
    assertEquals(List.of("Head of performance"), text.found().authors());
    assertEquals(Optional.of("2025-02-24"), text.found().date().map(Object::toString));
  }

  @Test
  void a_pdf_with_a_password_is_locked() throws IOException {
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      assertEquals(new Extraction.Locked("application/pdf"), reader.read("a.pdf", bytes(document)));
    }
  }

  @Test
  void a_pdf_without_text_may_be_a_scan() throws IOException {
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      assertEquals(
          new Extraction.NoText(
              "No text was found; it may be a picture or a scan.", "application/pdf"),
          reader.read("a.pdf", bytes(document)));
    }
  }

  @Test
  void half_a_pdf_is_unreadable() throws IOException {
    var whole = handbook();
    var half = java.util.Arrays.copyOf(whole, whole.length / 2);
    var outcome = assertInstanceOf(Extraction.Failed.class, reader.read("a.pdf", half));
    assertEquals("application/pdf", outcome.mediaType());
  }

  private static byte[] handbook() throws IOException {
    try (var document = new PDDocument()) {
      var information = document.getDocumentInformation();
      information.setTitle("Microsoft Word - handbook.doc");
      information.setAuthor("Head of performance");
      var day = new GregorianCalendar(2025, Calendar.FEBRUARY, 24, 9, 0);
      information.setCreationDate(day);
      information.setModificationDate(day);
      try (var page = new Page(document, 1)) {
        page.line(BOLD, 20, 60, 720, "Control-loop handbook");
        page.line(BOLD, 13, 60, 680, "1. What controlling is");
        page.line(PLAIN, 10, 60, 660, "Controlling is the work of noticing early that reality is");
        page.line(PLAIN, 10, 60, 647, "leaving the plan, and of doing some-");
        page.line(PLAIN, 10, 60, 634, "thing about it while it is still cheap.");
        page.line(PLAIN, 10, 60, 610, "A heating thermostat has everything that a control loop");
        page.line(PLAIN, 10, 60, 597, "needs.");
        page.line(PLAIN, 10, 60, 570, "Element");
        page.line(PLAIN, 10, 250, 570, "Question");
        page.line(PLAIN, 10, 60, 556, "Sensor");
        page.line(PLAIN, 10, 250, 556, "How do we know?");
        page.line(PLAIN, 10, 60, 530, "1. Name the process by its result for the customer, and");
        page.line(PLAIN, 10, 72, 517, "do it");
      }
      try (var page = new Page(document, 2)) {
        page.line(BOLD, 13, 60, 720, "2. How often to measure");
        page.line(PLAIN, 10, 60, 700, "At least twice as often as you can do something.");
        page.line(PLAIN, 10, 60, 30, "Control-loop handbook, page 2");
      }
      return bytes(document);
    }
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  /// A page with the same line at its foot as all others.
  private static final class Page implements AutoCloseable {
    private final PDPageContentStream content;

    Page(PDDocument document, int number) throws IOException {
      var page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      content = new PDPageContentStream(document, page);
      if (number == 1) line(PLAIN, 10, 60, 30, "Control-loop handbook, page 1");
    }

    void line(PDFont font, int size, int x, int y, String words) throws IOException {
      content.beginText();
      content.setFont(font, size);
      content.newLineAtOffset(x, y);
      content.showText(words);
      content.endText();
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
