package dev.cairn.corpus.extract;

import static dev.cairn.corpus.extract.Reader.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cairn.corpus.Extraction;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
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
  void a_pdf_opens_with_one_of_the_passwords_and_whatever_its_owner_forbids() throws IOException {
    var forbidden = new AccessPermission();
    forbidden.setCanExtractContent(false);
    forbidden.setCanExtractForAccessibility(false);
    for (var user : List.of("user", "    ", "пароль", "")) {
      var bytes = written("Readable words", new StandardProtectionPolicy("owner", user, forbidden));
      var text =
          assertInstanceOf(
              Extraction.Text.class, reader.open("a.pdf", bytes, "wrong", user).outcome(), user);
      assertEquals("Readable words", text.reading().text());
      assertEquals(
          user.isEmpty() ? Extraction.Text.class : Extraction.Locked.class,
          reader.open("a.pdf", bytes, "wrong").outcome().getClass());
    }
  }

  @Test
  void a_scan_needs_text_recognition_and_a_page_may_be_empty() throws IOException {
    var scan = scan("Recognised words");
    assertEquals(
        "Its 2 pages are pictures: it needs text recognition (OCR), which an admin can switch on.",
        assertInstanceOf(Extraction.NoText.class, reader.read("a.pdf", scan)).reason());
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      assertEquals(
          "Its only page is empty.",
          assertInstanceOf(Extraction.NoText.class, reader.read("a.pdf", bytes(document)))
              .reason());
    }
  }

  @Test
  void a_scan_and_a_picture_are_read_where_text_recognition_is_on() throws IOException {
    var settings = ExtractSettings.within(ExtractLimits.defaults()).withOcr(true);
    try (var recognising = new Reader(settings)) {
      var scan = recognising.read("a.pdf", scan("Recognised words"));
      if (scan instanceof Extraction.NoText(var reason, _, _, _)) {
        assertTrue(reason.endsWith("the program tesseract is not installed."), reason);
        abort("tesseract is not installed");
      }
      var text = assertInstanceOf(Extraction.Text.class, scan);
      assertEquals(
          List.of("PARAGRAPH p1: Recognised words", "PARAGRAPH p2: Recognised words"), shown(text));
      var picture = new ByteArrayOutputStream();
      ImageIO.write(picture("Recognised words"), "png", picture);
      assertEquals(
          "Recognised words", recognising.text("a.png", picture.toByteArray()).reading().text());
    }
  }

  @Test
  void half_a_pdf_is_damaged_and_says_so_whatever_could_be_read() throws IOException {
    var whole = handbook();
    for (int part = 1; part < 8; part++) {
      var outcome = reader.read("a.pdf", Arrays.copyOf(whole, whole.length * part / 8));
      assertEquals("application/pdf", outcome.mediaType());
      var shortfall =
          switch (outcome) {
            case Extraction.Text text -> text.shortfall().orElseThrow();
            case Extraction.Failed failed -> failed.shortfall();
            default -> fail(outcome.toString());
          };
      assertInstanceOf(Extraction.Shortfall.Damaged.class, shortfall);
    }
  }

  private static byte[] written(String words, StandardProtectionPolicy policy) throws IOException {
    try (var document = new PDDocument()) {
      try (var page = new Page(document, 2)) {
        page.line(PLAIN, 10, 60, 700, words);
      }
      policy.setEncryptionKeyLength(256);
      document.protect(policy);
      return bytes(document);
    }
  }

  private static BufferedImage picture(String words) {
    var picture = new BufferedImage(900, 300, BufferedImage.TYPE_BYTE_GRAY);
    var graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 900, 300);
    graphics.setColor(Color.BLACK);
    graphics.setFont(graphics.getFont().deriveFont(60f));
    graphics.drawString(words, 40, 160);
    graphics.dispose();
    return picture;
  }

  private static byte[] scan(String words) throws IOException {
    try (var document = new PDDocument()) {
      var image = LosslessFactory.createFromImage(document, picture(words));
      for (int i = 0; i < 2; i++) {
        var page = new PDPage(new PDRectangle(450, 150));
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.drawImage(image, 0, 0, 450, 150);
        }
      }
      return bytes(document);
    }
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
