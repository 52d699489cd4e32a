package dev.cairn.corpus.extract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Extraction.Shortfall;
import dev.cairn.corpus.Limit;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Part;
import dev.cairn.corpus.extract.Reader.Opened;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives and mail hand over what is in them, one level deep, and whatever goes wrong is said.
class ContainersTest {
  private static final Map<String, String> FILES =
      Map.of("notes.txt", "Words of the notes.", "plans/2025/plan.txt", "Words of the plan.");

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
  void an_archive_of_any_kind_hands_over_its_files_with_their_paths() throws Exception {
    var kinds = new LinkedHashMap<String, byte[]>();
    kinds.put("a.zip", zip(FILES));
    kinds.put("a.tar", tar(FILES));
    kinds.put("a.tar.gz", packed(CompressorStreamFactory.GZIP, tar(FILES)));
    kinds.put("a.tgz", packed(CompressorStreamFactory.GZIP, tar(FILES)));
    kinds.put("a.tar.bz2", packed(CompressorStreamFactory.BZIP2, tar(FILES)));
    kinds.put("a.tar.xz", packed(CompressorStreamFactory.XZ, tar(FILES)));
    kinds.put("a.7z", sevenZip(null));
    kinds.put("a.cpio", cpio());
    kinds.forEach((name, bytes) -> {
      var opened = reader.open(name, bytes);
      assertEquals(
          "An archive of 2 files; each is an item of its own.", reason(opened.outcome()), name);
      assertEquals(FILES.keySet(), opened.files().keySet(), name);
      FILES.forEach((path, words) -> assertEquals(words, opened.file(path), name));
    });
  }

  @Test
  void what_is_only_compressed_is_an_archive_of_one_file() throws Exception {
    for (var kind : List.of("gz", "bz2", "xz")) {
      var method = kind.equals("bz2") ? "bzip2" : kind;
      var opened = reader.open("note.txt." + kind, packed(method, bytes("Words of a note.")));
      assertEquals(Sentences.COMPRESSED, reason(opened.outcome()));
      assertEquals("Words of a note.", opened.file("note.txt"), kind);
    }
  }

  @Test
  void an_archive_in_an_archive_is_a_file_like_others() throws IOException {
    var inner = zip(FILES);
    var opened = reader.open("a.zip", zipOf(Map.of("inner.zip", inner, "a.txt", bytes("Words."))));
    assertEquals(Set.of("inner.zip", "a.txt"), opened.files().keySet());
    assertArrayEquals(inner, opened.files().get("inner.zip"));
  }

  @Test
  void days_of_files_are_what_is_said_of_them() throws IOException {
    var parts = reader.open("a.zip", zip(FILES)).outcome().parts();
    for (var part : parts)
      assertEquals(
          Optional.of(LocalDate.of(2025, 3, 4)),
          assertInstanceOf(Part.Whole.class, part).found().date());
  }

  @Test
  void names_that_lead_elsewhere_stay_inside_and_each_is_once() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(out)) {
      for (var name :
          List.of(
              "../../up.txt",
              "/etc/absolute.txt",
              "C:\\Users\\me\\windows.txt",
              "same.txt",
              "same.txt",
              "a/./b/../c.txt",
              "odd!/inside.txt",
              "line\nbreak.txt",
              "__MACOSX/._same.txt",
              "a/.DS_Store",
              "x".repeat(300) + ".txt",
              "..")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(bytes("Words of " + name));
        zip.closeArchiveEntry();
      }
    }
    var opened = reader.open("a.zip", out.toByteArray());
    assertEquals(
        List.of(
            "up.txt",
            "etc/absolute.txt",
            "Users/me/windows.txt",
            "same.txt",
            "same (2).txt",
            "a/b/c.txt",
            "odd_/inside.txt",
            "line break.txt",
            "x".repeat(196) + ".txt",
            "file-10"),
        opened.outcome().parts().stream().map(Part::path).toList());
    assertEquals("Words of ../../up.txt", opened.file("up.txt"));
  }

  @Test
  void old_names_are_read_in_the_characters_of_their_time() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(out)) {
      zip.setEncoding("IBM437");
      zip.setUseLanguageEncodingFlag(false);
      zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.NEVER);
      zip.putArchiveEntry(new ZipArchiveEntry("Übung für alle.txt"));
      zip.write(bytes("Words."));
      zip.closeArchiveEntry();
    }
    assertEquals(
        Set.of("Übung für alle.txt"), reader.open("a.zip", out.toByteArray()).files().keySet());
  }

  @Test
  void half_an_archive_gives_what_comes_before_the_cut_and_is_damaged() throws Exception {
    var random = Seed.random(ContainersTest.class);
    var noise = new byte[40_000];
    random.nextBytes(noise);
    var files = new LinkedHashMap<String, byte[]>();
    files.put("first.txt", bytes("Words that come first."));
    files.put("noise.bin", noise);
    files.put("last.txt", bytes("Words that come last."));
    var kinds =
        Map.of(
            "a.zip", zipOf(files),
            "a.tar", tarOf(files),
            "a.tar.gz", packed(CompressorStreamFactory.GZIP, tarOf(files)));
    kinds.forEach((name, whole) -> {
      var opened = reader.open(name, Arrays.copyOf(whole, whole.length / 2));
      var failed = assertInstanceOf(Extraction.Failed.class, opened.outcome(), name);
      assertInstanceOf(Shortfall.Damaged.class, failed.shortfall(), name);
      assertTrue(opened.files().containsKey("first.txt"), name + opened.outcome());
      assertInstanceOf(Outcome.Corrupt.class, opened.missed().get("noise.bin"), name);
      assertFalse(opened.files().containsKey("last.txt"), name);
    });
    var sevenZip = sevenZip(null);
    assertInstanceOf(
        Shortfall.Damaged.class,
        assertInstanceOf(
                Extraction.Failed.class,
                reader.read("a.7z", Arrays.copyOf(sevenZip, sevenZip.length / 2)))
            .shortfall());
  }

  @Test
  void a_damaged_file_in_an_archive_costs_itself_only() throws IOException {
    var whole = zipOf(Map.of("a.txt", bytes("Words that can be read.")));
    var damaged = damage(zipOf(Map.of("a.txt", bytes("Words that can be read."))));
    assertEquals(Set.of("a.txt"), reader.open("a.zip", whole).files().keySet());
    var opened = reader.open("a.zip", damaged);
    assertInstanceOf(Extraction.NoText.class, opened.outcome());
    assertInstanceOf(Outcome.Corrupt.class, opened.missed().get("a.txt"));
  }

  /// Another letter in a file that is stored as it is.
  private static byte[] damage(byte[] zip) {
    var text = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1);
    return text.replace("Words that", "Worms that")
        .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Test
  void what_unpacks_to_far_more_than_its_size_ends_at_a_limit() throws IOException {
    var bomb = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bomb)) {
      var zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) gzip.write(zeros);
    }
    var limits = ExtractLimits.defaults();
    assertStopped(Limit.Kind.EXPANSION, reader.open("a.gz", bomb.toByteArray()));
    try (var strict = new Reader(limits.withRoomBytes(100_000))) {
      var files = new LinkedHashMap<String, byte[]>();
      files.put("first.txt", bytes("Words."));
      files.put("second.txt", new byte[200_000]);
      var opened = strict.open("a.zip", zipOf(files));
      assertStopped(Limit.Kind.EXPANSION, opened);
      assertEquals("Words.", opened.file("first.txt"));
      assertInstanceOf(Outcome.Stopped.class, opened.missed().get("second.txt"));
    }
    try (var strict = new Reader(limits.withPartBytes(1_000))) {
      var opened =
          strict.open(
              "a.tar", tarOf(Map.of("large.bin", new byte[2_000], "small.txt", bytes("Words."))));
      assertEquals(new Outcome.TooLarge(1_000), opened.missed().get("large.bin"));
      assertEquals("Words.", opened.file("small.txt"));
      assertEquals(
          "An archive of 2 files, 1 of which could not be taken out; each is an item of its own.",
          reason(opened.outcome()));
    }
  }

  @Test
  void of_more_files_than_allowed_the_first_are_kept() throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 5; i++) files.put(i + ".txt", bytes("Words " + i));
    try (var strict = new Reader(ExtractLimits.defaults().withParts(3))) {
      var opened = strict.open("a.zip", zipOf(files));
      assertStopped(Limit.Kind.PARTS, opened);
      assertEquals(Set.of("0.txt", "1.txt", "2.txt"), opened.files().keySet());
    }
  }

  private static void assertStopped(Limit.Kind kind, Opened opened) {
    var failed = assertInstanceOf(Extraction.Failed.class, opened.outcome());
    assertEquals(kind, assertInstanceOf(Shortfall.Stopped.class, failed.shortfall()).at().kind());
  }

  @Test
  void locked_archives_open_with_one_of_the_passwords() throws Exception {
    for (var method : List.of(EncryptionMethod.ZIP_STANDARD, EncryptionMethod.AES)) {
      var locked = lockedZip(method);
      assertInstanceOf(Extraction.Locked.class, reader.read("a.zip", locked));
      assertInstanceOf(Extraction.Locked.class, reader.open("a.zip", locked, "wrong").outcome());
      var opened = reader.open("a.zip", locked, "wrong", "secret");
      FILES.forEach((path, words) -> assertEquals(words, opened.file(path)));
    }
    var locked = sevenZip("secret");
    assertInstanceOf(Extraction.Locked.class, reader.read("a.7z", locked));
    assertInstanceOf(Extraction.Locked.class, reader.open("a.7z", locked, "wrong").outcome());
    var opened = reader.open("a.7z", locked, "wrong", "secret");
    FILES.forEach((path, words) -> assertEquals(words, opened.file(path)));
  }

  @Test
  void a_mailbox_hands_over_its_messages_under_names_that_last() {
    var message =
        "From a@b.org Mon Jun 02 04:28:28 2025\n"
            + "Message-ID: <%d@b.org>\n"
            + "Subject: s%d\n\n"
            + "Words %d.\n";
    var three =
        message.formatted(1, 1, 1)
            + "\n"
            + message.formatted(2, 2, 2)
            + "\n"
            + message.formatted(3, 3, 3);
    var opened = reader.open("a.mbox", bytes(three));
    assertEquals("A mailbox of 3 messages; each is an item of its own.", reason(opened.outcome()));
    var more = reader.open("a.mbox", bytes(message.formatted(0, 0, 0) + "\n" + three));
    assertEquals(4, more.files().size());
    assertTrue(more.files().keySet().containsAll(opened.files().keySet()));
    var first = opened.files().entrySet().iterator().next();
    assertTrue(first.getKey().matches("[0-9a-f]{20}\\.eml"), first.getKey());
    assertTrue(new String(first.getValue(), UTF_8).startsWith("Message-ID: <1@b.org>\n"));
    var read = reader.text(first.getKey(), first.getValue());
    assertEquals("Words 1.", read.reading().text());
    assertEquals(Optional.of("s1"), read.found().title());
  }

  @Test
  void a_mail_hands_over_what_is_attached_and_keeps_what_is_its_body() {
    var opened = reader.open("a.eml", mail());
    var text = assertInstanceOf(Extraction.Text.class, opened.outcome());
    assertEquals(
        List.of(
            "PARAGRAPH: Please find the figures below.",
            "PARAGRAPH: From: Billing lead <billing@example.org>; To: x@example.org"),
        Reader.shown(text));
    assertEquals(Optional.empty(), text.shortfall());
    assertEquals(Set.of("times.csv", "Earlier.eml", "photo.png"), opened.files().keySet());
    assertEquals("tester,seconds\r\n1,70", opened.file("times.csv"));
    var forwarded = reader.text("Earlier.eml", opened.files().get("Earlier.eml"));
    assertEquals(Optional.of("Earlier"), forwarded.found().title());
    assertTrue(
        forwarded.reading().text().startsWith("What was said before."), forwarded.toString());
  }

  @Test
  void half_a_mail_keeps_its_text_and_is_damaged() {
    var whole = mail();
    var half =
        assertInstanceOf(
            Extraction.Text.class,
            reader.read("a.eml", Arrays.copyOf(whole, whole.length * 3 / 4)));
    assertTrue(half.reading().text().startsWith("Please find the figures below."));
    assertInstanceOf(Shortfall.Damaged.class, half.shortfall().orElseThrow());
  }

  private static byte[] mail() {
    return """
    From: Billing lead <billing@example.org>
    To: x@example.org
    Subject: Figures
    Date: Wed, 14 May 2025 16:42:00 +0100
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="m"

    --m
    Content-Type: multipart/related; boundary="r"

    --r
    Content-Type: multipart/alternative; boundary="a"

    --a
    Content-Type: text/plain; charset=utf-8

    Please find the figures below.
    --a
    Content-Type: text/html; charset=utf-8

    <p>Please find the <b>figures</b> below.</p><img src="cid:1">
    --a--
    --r
    Content-Type: image/png
    Content-Transfer-Encoding: base64
    Content-ID: <1>

    iVBORw0KGgo=
    --r--
    --m
    Content-Type: text/csv; name="times.csv"
    Content-Disposition: attachment; filename="times.csv"

    tester,seconds
    1,70
    --m
    Content-Type: image/png; name="photo.png"
    Content-Transfer-Encoding: base64
    Content-Disposition: attachment; filename="photo.png"

    iVBORw0KGgo=
    --m
    Content-Type: message/rfc822

    From: Somebody <s@example.org>
    Subject: Earlier
    Content-Type: text/plain; charset=utf-8

    What was said before.
    --m--
    """
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }

  private static String reason(Extraction outcome) {
    return assertInstanceOf(Extraction.NoText.class, outcome).reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var all = new LinkedHashMap<String, byte[]>();
    files.forEach((name, words) -> all.put(name, bytes(words)));
    return zipOf(all);
  }

  /// Stored as they are, with the same day.
  private static byte[] zipOf(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(out)) {
      zip.setLevel(0);
      for (var file : files.entrySet()) {
        var entry = new ZipArchiveEntry(file.getKey());
        entry.setTime(Instant.parse("2025-03-04T10:00:00Z").toEpochMilli());
        zip.putArchiveEntry(entry);
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    var all = new LinkedHashMap<String, byte[]>();
    files.forEach((name, words) -> all.put(name, bytes(words)));
    return tarOf(all);
  }

  private static byte[] tarOf(Map<String, byte[]> files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(out)) {
      for (var file : files.entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
      var link = new TarArchiveEntry("link.txt", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static byte[] cpio() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var cpio = new CpioArchiveOutputStream(out)) {
      for (var file : FILES.entrySet()) {
        var content = bytes(file.getValue());
        cpio.putArchiveEntry(new CpioArchiveEntry(file.getKey(), content.length));
        cpio.write(content);
        cpio.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private byte[] sevenZip(@org.jspecify.annotations.Nullable String password) throws IOException {
    var file = Files.createTempFile(temporary, "a", ".7z");
    try (var out =
        new SevenZOutputFile(file.toFile(), password == null ? null : password.toCharArray())) {
      for (var one : FILES.entrySet()) {
        var entry = new SevenZArchiveEntry();
        entry.setName(one.getKey());
        out.putArchiveEntry(entry);
        out.write(bytes(one.getValue()));
        out.closeArchiveEntry();
      }
    }
    return Files.readAllBytes(file);
  }

  private static byte[] lockedZip(EncryptionMethod method) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out =
        new net.lingala.zip4j.io.outputstream.ZipOutputStream(bytes, "secret".toCharArray())) {
      for (var file : FILES.entrySet()) {
        var parameters = new ZipParameters();
        parameters.setFileNameInZip(file.getKey());
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(method);
        out.putNextEntry(parameters);
        out.write(bytes(file.getValue()));
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(String method, byte[] content)
      throws IOException, CompressorException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        CompressorStreamFactory.getSingleton().createCompressorOutputStream(method, bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }
}
