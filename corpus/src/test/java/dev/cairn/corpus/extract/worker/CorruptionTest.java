package dev.cairn.corpus.extract.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.bench.Corruption;
import dev.cairn.corpus.bench.Corruption.Original;
import dev.cairn.corpus.extract.ExtractLimits;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sample of what `dev.cairn.corpus.bench.CorruptionRun` does at length.
class CorruptionTest {
  @TempDir Path root;

  @Test
  void every_damaged_file_has_an_outcome_though_children_are_killed() throws Exception {
    var settings = WorkerSettings.defaults(root.resolve("workers")).withHeapBytes(256L << 20);
    var limits = ExtractLimits.defaults().withTime(Duration.ofSeconds(10));
    try (var hands = Hands.honest(root, settings, limits)) {
      var report =
          new Corruption(hands.extractor, originals(), Files.createDirectory(root.resolve("files")))
              .run(200, 5, 2, Seed.random(CorruptionTest.class));
      assertEquals(List.of(), report.faults());
      assertEquals(200, report.outcomes().values().stream().mapToInt(Integer::intValue).sum());
      assertTrue(report.outcomes().size() > 2, report.outcomes().toString());
    }
  }

  private static List<Original> originals() throws IOException {
    var all = new ArrayList<Original>();
    var starter = Path.of(System.getProperty("cairn.home", ".."), "corpus", "starter");
    try (var files = Files.walk(starter)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList())
        all.add(new Original(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
    }
    var docx = docx();
    for (var made :
        List.of(
            new Original("a.docx", docx),
            new Original("a.pdf", pdf()),
            new Original("a.pptx", pptx()),
            new Original("a.xlsx", sheet(new XSSFWorkbook())),
            new Original("a.xls", sheet(new HSSFWorkbook())),
            new Original("a.zip", zip(docx)),
            new Original("a.eml", mail(docx)),
            new Original("a.html", "<h1>Plan</h1><table><tr><td>A</table>".getBytes(UTF_8))))
      // Often enough among the others.
      for (int i = 0; i < 6; i++) all.add(made);
    return all;
  }

  private static byte[] docx() throws IOException {
    try (var document = new XWPFDocument()) {
      for (int i = 0; i < 20; i++)
        document.createParagraph().createRun().setText("Paragraph " + i + " of the plan.");
      document.createTable(3, 3).getRow(1).getCell(1).setText("a cell");
      return bytes(document::write);
    }
  }

  private static byte[] pptx() throws IOException {
    try (var show = new XMLSlideShow()) {
      for (int i = 0; i < 3; i++) show.createSlide().createTextBox().setText("Slide " + i);
      return bytes(show::write);
    }
  }

  private static byte[] sheet(Workbook book) throws IOException {
    try (book) {
      var sheet = book.createSheet("Numbers");
      for (int i = 0; i < 20; i++) sheet.createRow(i).createCell(0).setCellValue("Row " + i);
      return bytes(book::write);
    }
  }

  private static byte[] pdf() throws IOException {
    try (var document = new PDDocument()) {
      for (int i = 0; i < 3; i++) {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(FontName.HELVETICA), 12);
          content.newLineAtOffset(72, 700);
          content.showText("Page " + i + " of the plan.");
          content.endText();
        }
      }
      return bytes(document::save);
    }
  }

  private static byte[] zip(byte[] docx) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("folder/a.docx"));
      zip.write(docx);
      zip.putNextEntry(new ZipEntry("b.txt"));
      zip.write("Some words.".getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] mail(byte[] docx) {
    var attachment = java.util.Base64.getMimeEncoder().encodeToString(docx);
    return """
    Subject: The plan
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=cut

    --cut
    Content-Type: text/plain

    Dear all, here is the plan.
    --cut
    Content-Type: application/octet-stream
    Content-Disposition: attachment; filename=plan.docx
    Content-Transfer-Encoding: base64

    %s
    --cut--
    """
        .formatted(attachment)
        .getBytes(UTF_8);
  }

  private interface Writer {
    void write(java.io.OutputStream out) throws IOException;
  }

  private static byte[] bytes(Writer writer) throws IOException {
    var out = new ByteArrayOutputStream();
    writer.write(out);
    return out.toByteArray();
  }
}
