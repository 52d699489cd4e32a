package dev.cairn.corpus.extract;

import static dev.cairn.corpus.extract.Reader.shown;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

class OfficeFilesTest {
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
  void a_word_file_gives_its_headings_lists_tables_and_properties() throws IOException {
    var text = reader.text("plan.docx", docx());
    assertEquals(
        List.of(
            "HEADING 1: Staffing plan",
            "PARAGRAPH: We need six people.",
            "HEADING 2: How many?",
            "LIST_ITEM 1: In the north: two",
            "TABLE_ROW: Area | People",
            "TABLE_ROW: North | 2"),
        shown(text));
    assertEquals(Optional.of("Staffing plan 2025"), text.found().title());
    assertEquals(List.of("Head of field service", "Planner"), text.found().authors());
    assertEquals(Optional.of(LocalDate.of(2025, 6, 30)), text.found().date());
    assertEquals(Optional.of("What we need."), text.found().summary());
    assertEquals(List.of("staffing", "winter"), text.found().keywords());
  }

  @Test
  void bold_lines_are_headings_where_there_are_no_others() throws IOException {
    try (var document = new XWPFDocument()) {
      var bold = document.createParagraph().createRun();
      bold.setBold(true);
      bold.setText("Background information");
      document.createParagraph().createRun().setText("The service began in May.");
      assertEquals(
          List.of("HEADING 2: Background information", "PARAGRAPH: The service began in May."),
          shown(reader.text("a.docx", bytes(document::write))));
    }
  }

  @Test
  void slides_have_their_titles_as_headings_and_their_numbers_as_pages() throws IOException {
    assertEquals(
        List.of(
            "HEADING 1 p1: Why search fails",
            "PARAGRAPH p1: Words differ",
            "PARAGRAPH p1: 2",
            "HEADING 1 p2: What to do",
            "PARAGRAPH p2: Ask in sentences"),
        shown(reader.text("a.pptx", pptx())));
  }

  static byte[] pptx() throws IOException {
    try (var show = new XMLSlideShow()) {
      for (var words : List.of("Why search fails|Words differ|2", "What to do|Ask in sentences")) {
        var slide = show.createSlide();
        for (var line : words.split("\\|")) {
          XSLFTextShape box = slide.createTextBox();
          box.setText(line);
        }
      }
      return bytes(show::write);
    }
  }

  @Test
  void sheets_are_headings_and_pages_and_their_rows_are_rows() throws IOException {
    var text = reader.text("a.xlsx", xlsx());
    assertEquals(
        List.of(
            "HEADING 1 p1: Measures",
            "TABLE_ROW p1: Measure | Target",
            "TABLE_ROW p1: Solved at first contact | 78",
            "HEADING 1 p2: Log",
            "TABLE_ROW p2: Nothing yet"),
        shown(text));
    assertEquals(Optional.empty(), text.found().title());
  }

  static byte[] xlsx() throws IOException {
    try (var book = new XSSFWorkbook()) {
      var sheet = book.createSheet("Measures");
      var head = sheet.createRow(0);
      head.createCell(0).setCellValue("Measure");
      head.createCell(2).setCellValue("Target");
      var row = sheet.createRow(1);
      row.createCell(0).setCellValue("Solved at first contact");
      row.createCell(2).setCellValue(78);
      book.createSheet("Log").createRow(0).createCell(0).setCellValue("Nothing yet");
      return bytes(book::write);
    }
  }

  @Test
  void a_mail_gives_its_plain_body_and_who_wrote_to_whom() {
    var text =
        reader.text(
            "a.eml",
            """
            From: Billing lead <billing@example.org>
            To: Somebody <x@example.org>
            Subject: =?utf-8?q?Results_=E2=80=93_reading_test?=
            Date: Wed, 14 May 2025 16:42:00 +0100
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="m"

            --m
            Content-Type: multipart/alternative; boundary="a"

            --a
            Content-Type: text/plain; charset=utf-8

            Hello all,

            the new page was read by eight people, and
            six of them understood it.

            - The calendar
              helped.
            --a
            Content-Type: text/html; charset=utf-8

            <p>Hello all, <b>the page</b> was read</p>
            --a--
            --m
            Content-Type: text/csv; name="times.csv"
            Content-Disposition: attachment; filename="times.csv"

            tester,seconds
            1,70
            --m--
            """
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
    assertEquals(
        List.of(
            "PARAGRAPH: Hello all,",
            "PARAGRAPH: the new page was read by eight people, and six of them understood it.",
            "LIST_ITEM 1: The calendar helped.",
            "PARAGRAPH: From: Billing lead <billing@example.org>; To: Somebody <x@example.org>"),
        shown(text));
    assertEquals(Optional.of("Results – reading test"), text.found().title());
    assertEquals(List.of("Billing lead"), text.found().authors());
    assertEquals(Optional.of(LocalDate.of(2025, 5, 14)), text.found().date());
  }

  @Test
  void what_only_the_other_form_of_a_mail_says_is_kept() {
    var text =
        reader.text(
            "a.eml",
            """
            From: a@example.org
            Subject: Note
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="a"

            --a
            Content-Type: text/plain; charset=utf-8

            Dear all, the room was changed and we meet an hour later.
            --a
            Content-Type: text/html; charset=utf-8

            <p>Dear all, the room was <b>changed</b> and we meet an hour later.</p>
            <p>We meet in room 12.</p>
            --a--
            """
                .replace("\n", "\r\n")
                .getBytes(US_ASCII));
    assertEquals(
        List.of(
            "PARAGRAPH: Dear all, the room was changed and we meet an hour later.",
            "PARAGRAPH: We meet in room 12.",
            "PARAGRAPH: From: a@example.org"),
        shown(text));
  }

  @Test
  void of_a_saved_web_page_only_the_page_is_text() throws Exception {
    var page = new NSDictionary();
    page.put("WebResourceMIMEType", "text/html");
    page.put("WebResourceTextEncodingName", "UTF-8");
    page.put("WebResourceURL", "http://example.org/");
    page.put("WebResourceData", "<html><body><p>The page.</p></body></html>".getBytes(UTF_8));
    var style = new NSDictionary();
    style.put("WebResourceMIMEType", "text/css");
    style.put("WebResourceURL", "http://example.org/a.css");
    style.put("WebResourceData", "body { margin: 0 }".getBytes(UTF_8));
    var saved = new NSDictionary();
    saved.put("WebMainResource", page);
    saved.put("WebSubresources", new NSArray(style));
    assertEquals(
        List.of("PARAGRAPH: The page."),
        shown(reader.text("a.webarchive", BinaryPropertyListWriter.writeToArray(saved))));
  }

  @Test
  void a_mail_with_html_only_is_read_from_that() {
    var text =
        reader.text(
            "a.eml",
            """
            From: a@example.org
            Subject: Note
            MIME-Version: 1.0
            Content-Type: text/html; charset=utf-8

            <html><body><h2>Decision</h2><p>We go on.</p></body></html>
            """);
    assertEquals(
        List.of("HEADING 2: Decision", "PARAGRAPH: We go on.", "PARAGRAPH: From: a@example.org"),
        shown(text));
  }

  @Test
  void rich_text_gives_its_paragraphs() {
    var rtf = "{\\rtf1\\ansi {\\b Title}\\par First paragraph with caf\\'e9.\\par Second.\\par}";
    var text = reader.text("a.rtf", rtf.getBytes(ISO_8859_1));
    assertTrue(text.reading().text().contains("First paragraph with café."), text.toString());
  }

  @Test
  void plain_text_gives_paragraphs_items_and_the_headings_it_has_no_marks_for() {
    var text =
        reader.text(
            "a.txt",
            """
            What is planning?

            Planning is the work of deciding beforehand what is to be done, when it is
            to be done, how it is to be done and by whom. Without it none of the other
            functions can be carried out.

            * set objectives
            * choose a way
              and keep to it
            """);
    assertEquals(
        List.of(
            "HEADING 2: What is planning?",
            "PARAGRAPH: Planning is the work of deciding beforehand what is to be done, when it is"
                + " to be done, how it is to be done and by whom. Without it none of the other"
                + " functions can be carried out.",
            "LIST_ITEM 1: set objectives",
            "LIST_ITEM 1: choose a way and keep to it"),
        shown(text));
    assertEquals(Optional.of("en"), text.found().language());
  }

  @Test
  void a_long_line_of_plain_text_is_a_paragraph() {
    var line = "Managers plan and organise and staff and lead and control, one after another. ";
    var text = reader.text("a.txt", (line.repeat(3) + "\n").repeat(2));
    assertEquals(2, text.reading().blocks().size());
  }

  private interface Writer {
    void write(java.io.OutputStream out) throws IOException;
  }

  private static byte[] bytes(Writer writer) throws IOException {
    var out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }

  static byte[] docx() throws IOException {
    try (var document = new XWPFDocument()) {
      var styles = document.createStyles();
      for (int level = 1; level <= 2; level++) {
        var style = CTStyle.Factory.newInstance();
        style.setStyleId("Heading" + level);
        style.addNewName().setVal("heading " + level);
        style.setType(STStyleType.PARAGRAPH);
        styles.addStyle(new org.apache.poi.xwpf.usermodel.XWPFStyle(style));
      }
      add(document, "Heading1", "Staffing plan");
      add(document, "", "We need  six\tpeople.");
      add(document, "Heading2", "How many?");
      add(document, "", "• In the north: two");
      var table = document.createTable(2, 2);
      table.getRow(0).getCell(0).setText("Area");
      table.getRow(0).getCell(1).setText("People");
      table.getRow(1).getCell(0).setText("North");
      table.getRow(1).getCell(1).setText("2");
      var properties = document.getProperties().getCoreProperties();
      properties.setTitle("Staffing plan 2025");
      properties.setCreator("Head of field service; Planner");
      properties.setDescription("What we need.");
      properties.setKeywords("staffing, winter");
      var day = Optional.of(Date.from(java.time.Instant.parse("2025-06-30T09:00:00Z")));
      properties.setCreated(day);
      properties.setModified(day);
      return bytes(document::write);
    }
  }

  private static void add(XWPFDocument document, String style, String words) {
    var paragraph = document.createParagraph();
    if (!style.isEmpty()) paragraph.setStyle(style);
    paragraph.createRun().setText(words);
  }
}
