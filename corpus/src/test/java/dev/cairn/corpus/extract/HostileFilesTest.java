package dev.cairn.corpus.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file holds, it costs its own outcome only, and that is a sentence.
class HostileFilesTest {
  private static final Pattern ROOT = Pattern.compile("<([a-zA-Z:-]+)[ >]");

  private static Reader reader;

  @TempDir Path temporary;

  @BeforeAll
  static void open() {
    reader = new Reader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void nothing_is_empty_under_any_name() {
    for (var name : new String[] {"a.docx", "a.pdf", "a.txt", "a.md", "a.html", "a"})
      assertEquals(
          "The file is empty.",
          assertInstanceOf(Extraction.NoText.class, reader.read(name, new byte[0])).reason());
  }

  @Test
  void blanks_are_no_text() {
    for (var name : new String[] {"a.txt", "a.md", "a.html", "a.csv"})
      assertInstanceOf(
          Extraction.NoText.class, reader.read(name, " \n\t\u00A0 \n".getBytes(UTF_8)), name);
  }

  @Test
  void random_bytes_have_no_text_or_cannot_be_read_under_any_name() {
    var random = Seed.random(HostileFilesTest.class);
    for (var name : new String[] {"a.docx", "a.pdf", "a.bin", "a.doc", "a.zip", "a.html", "a.png"})
      for (int i = 0; i < 5; i++) {
        var bytes = new byte[1 + random.nextInt(5_000)];
        random.nextBytes(bytes);
        assertPlain(reader.read(name, bytes));
      }
  }

  @Test
  void what_was_cut_off_is_damaged_whatever_could_be_read_of_it() throws IOException {
    var files =
        Map.of(
            "a.docx", OfficeFilesTest.docx(),
            "a.xlsx", OfficeFilesTest.xlsx(),
            "a.pptx", OfficeFilesTest.pptx(),
            "a.odt", odt(),
            "a.xls", xls(),
            "a.rtf",
                bytes("{\\rtf1\\ansi {\\b Title}\\par " + "Words and words. ".repeat(40) + "}"),
            "a.xml", bytes("<a>" + "<b>Words and words.</b>".repeat(40) + "</a>"));
    files.forEach((name, whole) -> {
      assertInstanceOf(Extraction.Text.class, reader.read(name, whole), name);
      assertEquals(Optional.empty(), reader.text(name, whole).shortfall(), name);
      for (int part = 1; part < 8; part++) {
        var half = reader.read(name, Arrays.copyOf(whole, whole.length * part / 8));
        assertInstanceOf(Shortfall.Damaged.class, shortfall(half), name + " " + part + ": " + half);
      }
    });
  }

  @Test
  void what_could_be_read_of_a_damaged_file_is_kept() {
    var words = "<b>Words and words.</b>";
    var half = reader.text("a.xml", "<a>" + words.repeat(40));
    assertInstanceOf(Shortfall.Damaged.class, half.shortfall().orElseThrow());
    assertEquals(40 * "Words and words.".length(), half.reading().text().length(), 60);
  }

  private static Shortfall shortfall(Extraction outcome) {
    return switch (outcome) {
      case Extraction.Text text -> text.shortfall().orElseThrow();
      case Extraction.Failed failed -> failed.shortfall();
      case Extraction.NoText _, Extraction.Locked _, Extraction.Unsupported _ ->
          fail(outcome.toString());
    };
  }

  private static byte[] xls() throws IOException {
    try (var book = new HSSFWorkbook()) {
      var sheet = book.createSheet("Log");
      for (int i = 0; i < 200; i++) sheet.createRow(i).createCell(0).setCellValue("Entry " + i);
      var out = new ByteArrayOutputStream();
      book.write(out);
      return out.toByteArray();
    }
  }

  private static byte[] odt() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("mimetype"));
      zip.write(bytes("application/vnd.oasis.opendocument.text"));
      zip.putNextEntry(new ZipEntry("content.xml"));
      zip.write(
          bytes(
              """
              <office:document-content
               xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
               xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
              <office:body><office:text>%s</office:text></office:body>
              </office:document-content>
              """
                  .formatted("<text:p>Words of a paragraph.</text:p>".repeat(30))));
    }
    return out.toByteArray();
  }

  @Test
  void a_word_file_whose_bytes_were_changed_has_an_outcome() throws IOException {
    var random = Seed.random(HostileFilesTest.class);
    var whole = OfficeFilesTest.docx();
    for (int i = 0; i < 30; i++) {
      var changed = whole.clone();
      for (int k = 0; k < 20; k++)
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      assertPlain(reader.read("a.docx", changed));
    }
  }

  @Test
  void an_encrypted_word_file_is_locked_until_its_password_is_given() throws Exception {
    try (var files = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var out = encryptor.getDataStream(files)) {
        out.write(OfficeFilesTest.docx());
      }
      var bytes = new ByteArrayOutputStream();
      files.writeFilesystem(bytes);
      var locked = bytes.toByteArray();
      assertInstanceOf(Extraction.Locked.class, reader.read("a.docx", locked));
      assertInstanceOf(Extraction.Locked.class, reader.open("a.docx", locked, "wrong").outcome());
      var text =
          assertInstanceOf(
              Extraction.Text.class, reader.open("a.docx", locked, "wrong", "secret").outcome());
      assertTrue(text.reading().text().startsWith("Staffing plan"), text.toString());
    }
  }

  @Test
  void of_more_text_than_allowed_the_beginning_is_kept() throws IOException {
    try (var strict = new Reader(ExtractLimits.defaults().withCharacters(1_000))) {
      for (var file :
          Map.of(
                  "a.txt", bytes("word ".repeat(10_000)),
                  "a.md", bytes("word ".repeat(999)),
                  "a.csv", bytes("word,word\n".repeat(999)),
                  "a.html", bytes("<p>word word</p>".repeat(999)),
                  "a.docx", longDocx())
              .entrySet()) {
        var text = strict.text(file.getKey(), file.getValue());
        assertEquals(
            Optional.of(new Shortfall.Stopped(Limits.characters(1_000))), text.shortfall());
        int length = text.reading().text().length();
        assertTrue(length > 900 && length <= 1_000, file.getKey() + ": " + length);
      }
      var whole = strict.text("a.txt", "w".repeat(999));
      assertEquals(999, whole.reading().text().length());
      assertEquals(Optional.empty(), whole.shortfall());
    }
  }

  private static byte[] longDocx() throws IOException {
    try (var document = new XWPFDocument()) {
      for (int i = 0; i < 200; i++)
        document.createParagraph().createRun().setText("A paragraph of several words.");
      var out = new ByteArrayOutputStream();
      document.write(out);
      return out.toByteArray();
    }
  }

  @Test
  void elements_inside_each_other_without_end_are_an_outcome() {
    int deep = 60_000;
    assertPlain(reader.read("a.html", bytes("<html><body>" + "<div>".repeat(deep) + "text")));
    assertPlain(reader.read("a.xml", bytes("<a>".repeat(deep) + "text" + "</a>".repeat(deep))));
    assertPlain(reader.read("a.md", bytes("> ".repeat(deep) + "text")));
    assertPlain(reader.read("a.md", bytes("[".repeat(deep) + "text" + "](x)".repeat(deep))));
  }

  @Test
  void what_takes_too_long_is_given_up() {
    try (var hasty = new Reader(ExtractLimits.defaults().withTime(Duration.ofNanos(1)))) {
      var outcome = hasty.read("a.html", bytes("<p>word</p>".repeat(300_000)));
      assertEquals(new Shortfall.Stopped(Limits.time(Duration.ofNanos(1))), shortfall(outcome));
    }
  }

  @Test
  void an_interrupted_caller_gets_no_outcome() {
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () -> reader.read(file("<p>word</p>".repeat(300_000)), "a.html"));
    assertTrue(Thread.interrupted());
  }

  @Test
  void nothing_is_fetched_and_no_file_of_the_machine_is_read() throws IOException {
    var secret = Files.writeString(temporary.resolve("secret.txt"), "SECRET");
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = "http://127.0.0.1:" + server.getLocalPort() + "/";
      var entities =
          "<!DOCTYPE r SYSTEM \"%s\" [<!ENTITY a SYSTEM \"%s\"><!ENTITY b SYSTEM \"%s\">]>"
              .formatted(address + "r.dtd", address + "a", secret.toUri());
      for (var name : new String[] {"a.xml", "a.svg", "a.xhtml"}) {
        var element = name.equals("a.svg") ? "svg" : name.equals("a.xhtml") ? "html" : "r";
        var xml =
            "<?xml version=\"1.0\"?>%s<%s><text>Text &a; &b;</text></%s>"
                .formatted(entities.replace("DOCTYPE r", "DOCTYPE " + element), element, element);
        assertFalse(reader.read(name, bytes(xml)).toString().contains("SECRET"), name);
      }
      for (var file :
          Map.of(
                  "a.docx",
                  with(OfficeFilesTest.docx(), "word/document.xml", "Staffing plan", entities),
                  "a.xlsx",
                  with(OfficeFilesTest.xlsx(), "xl/sharedStrings.xml", "Measure", entities),
                  "a.pptx",
                  with(OfficeFilesTest.pptx(), "ppt/slides/slide1.xml", "Words differ", entities),
                  "a.odt",
                  with(odt(), "content.xml", "Words of a", entities),
                  "a.rtf",
                  bytes(
                      "{\\rtf1 Text {\\field{\\*\\fldinst INCLUDETEXT \"%s\"}{\\fldrslt }}{\\field"
                              .formatted(secret.toUri())
                          + "{\\*\\fldinst INCLUDEPICTURE \"%sx.png\"}{\\fldrslt }}}"
                              .formatted(address)),
                  "a.mhtml",
                  bytes(
                      """
                      MIME-Version: 1.0
                      Content-Type: multipart/related; boundary="m"

                      --m
                      Content-Type: application/xhtml+xml
                      Content-Location: %sa.html

                      %s<html><body>Text &a; &b;<img src="%sx.png"/></body></html>
                      --m
                      Content-Type: message/external-body; access-type=URL; URL="%sbody"

                      Content-Type: text/plain

                      --m--
                      """
                          .formatted(
                              address,
                              entities.replace("DOCTYPE r", "DOCTYPE html"),
                              address,
                              address)))
              .entrySet()) {
        var outcome = reader.open(file.getKey(), file.getValue());
        assertFalse(outcome.outcome().toString().contains("SECRET"), file.getKey());
        for (var part : outcome.files().values())
          assertFalse(new String(part, UTF_8).contains("SECRET"), file.getKey());
      }
      reader.read(
          "a.html",
          bytes(
              "<link rel=stylesheet href='%sx.css'><img src='%sx.png'><script src='%sx.js'></script>"
                  .formatted(address, address, address)));
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  private Path file(String text) {
    try {
      return Files.writeString(temporary.resolve("a"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any outcome will do, if its reason is a sentence without anything of the machine.
  private static void assertPlain(Extraction outcome) {
    var reason =
        switch (outcome) {
          case Extraction.Text _ -> "Text.";
          case Extraction.NoText nothing -> nothing.reason();
          case Extraction.Locked _ -> "Locked.";
          case Extraction.Unsupported(var words, _) -> words;
          case Extraction.Failed(Extraction.Shortfall.Damaged(var words), _, _) -> words;
          case Extraction.Failed(Extraction.Shortfall.Stopped(var at), _, _) -> at.sentence() + ".";
        };
    assertTrue(reason.matches("[A-Z][^/\\\\]*\\."), reason);
    assertFalse(reason.contains("Exception") || reason.contains("null"), reason);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// The Office file with entities declared in one of its parts and used in the place of words.
  private static byte[] with(byte[] office, String part, String words, String entities)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var from = new ZipInputStream(new ByteArrayInputStream(office));
        var to = new ZipOutputStream(out)) {
      for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        var content = from.readAllBytes();
        if (entry.getName().equals(part)) {
          var xml = new String(content, UTF_8);
          var root = ROOT.matcher(xml);
          assertTrue(root.find() && xml.contains(words), part);
          content =
              bytes(
                  entities.replace("DOCTYPE r", "DOCTYPE " + root.group(1))
                      + xml.substring(root.start()).replace(words, "&a; &b;"));
        }
        to.write(content);
      }
    }
    return out.toByteArray();
  }
}
