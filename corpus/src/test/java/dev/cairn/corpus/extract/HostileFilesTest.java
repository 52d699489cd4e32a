package dev.cairn.corpus.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.testkit.Seed;
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
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a file holds, it costs its own outcome only, and that is a sentence.
class HostileFilesTest {
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
  void a_word_file_that_was_cut_off_is_not_read_in_half() throws IOException {
    var whole = OfficeFilesTest.docx();
    for (int part = 1; part < 8; part++)
      assertInstanceOf(
          Extraction.Failed.class,
          reader.read("a.docx", Arrays.copyOf(whole, whole.length * part / 8)),
          part + " eighths");
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
  void an_encrypted_word_file_is_locked() throws Exception {
    try (var files = new POIFSFileSystem()) {
      var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var out = encryptor.getDataStream(files)) {
        out.write(OfficeFilesTest.docx());
      }
      var bytes = new ByteArrayOutputStream();
      files.writeFilesystem(bytes);
      assertInstanceOf(Extraction.Locked.class, reader.read("a.docx", bytes.toByteArray()));
    }
  }

  @Test
  void what_unpacks_to_far_more_than_its_size_is_refused() throws IOException {
    var bomb = zip("bomb.txt", new byte[] {'a', ' '}, 30_000_000);
    assertTrue(bomb.length < 200_000, bomb.length + " bytes");
    assertInstanceOf(Extraction.Failed.class, reader.read("bomb.zip", bomb));
  }

  @Test
  void more_text_than_allowed_is_refused_and_as_much_is_read() {
    try (var strict = new Reader(new ExtractLimits(Duration.ofMinutes(1), 1_000, 3, 3))) {
      assertInstanceOf(
          Extraction.Failed.class, strict.read("a.txt", "word ".repeat(10_000).getBytes(UTF_8)));
      assertInstanceOf(Extraction.Failed.class, strict.read("a.md", bytes("word ".repeat(999))));
      assertEquals(999, strict.text("a.txt", "w".repeat(999)).reading().text().length());
    }
  }

  @Test
  void more_files_inside_than_allowed_are_refused() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 4; i++) {
        zip.putNextEntry(new ZipEntry(i + ".txt"));
        zip.write(bytes("Text " + i));
      }
    }
    try (var strict = new Reader(new ExtractLimits(Duration.ofMinutes(1), 1_000, 3, 3))) {
      assertInstanceOf(Extraction.Failed.class, strict.read("a.zip", out.toByteArray()));
    }
    assertEquals(8, reader.text("a.zip", out.toByteArray()).reading().blocks().size());
  }

  @Test
  void files_in_files_without_end_are_refused() throws IOException {
    var inner = bytes("Text at the bottom.");
    var name = "bottom.txt";
    for (int i = 0; i < 15; i++) {
      inner = zip(name, inner, inner.length);
      name = i + ".zip";
    }
    assertInstanceOf(Extraction.Failed.class, reader.read("a.zip", inner));
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
    var limits = new ExtractLimits(Duration.ofNanos(1), 5_000_000, 3, 3);
    try (var hasty = new Reader(limits)) {
      assertInstanceOf(
          Extraction.Failed.class, hasty.read("a.html", bytes("<p>word</p>".repeat(300_000))));
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
      var docx = withDocument(OfficeFilesTest.docx(), entities);
      assertFalse(reader.read("a.docx", docx).toString().contains("SECRET"));
      reader.read(
          "a.html",
          bytes(
              "<link rel=stylesheet href='%sx.css'><img src='%sx.png'><script src='%sx.js'></script>"
                  .formatted(address, address, address)));
      server.setSoTimeout(1);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  @Test
  void a_damaged_file_in_an_archive_costs_itself_only() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("broken.docx"));
      zip.write(Arrays.copyOf(OfficeFilesTest.docx(), 2_000));
      zip.putNextEntry(new ZipEntry("good.txt"));
      zip.write(bytes("Text that can be read."));
    }
    assertEquals(
        "good.txt\nText that can be read.",
        reader.text("a.zip", out.toByteArray()).reading().text());
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

  private static byte[] zip(String name, byte[] content, int length) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      for (int i = 0; i < length; i += content.length) zip.write(content);
    }
    return out.toByteArray();
  }

  /// The Word file with entities declared and used in its text.
  private static byte[] withDocument(byte[] docx, String entities) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var from = new ZipInputStream(new ByteArrayInputStream(docx));
        var to = new ZipOutputStream(out)) {
      for (var entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        var content = from.readAllBytes();
        if (entry.getName().equals("word/document.xml")) {
          var xml = new String(content, UTF_8);
          int root = xml.indexOf("<w:document");
          content =
              bytes(
                  entities.replace("DOCTYPE r", "DOCTYPE w:document")
                      + xml.substring(root).replace("Staffing plan", "Staffing &a; &b;"));
        }
        to.write(content);
      }
    }
    return out.toByteArray();
  }
}
