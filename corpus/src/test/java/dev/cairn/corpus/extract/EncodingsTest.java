package dev.cairn.corpus.extract;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Plain text is read in whatever characters it was written.
class EncodingsTest {
  private static final String ENGLISH =
      "The work of planning is to decide beforehand what is to be done, when it is to be done, "
          + "how it is to be done and by whom. Without it none of the others can be carried out.";
  private static final String GERMAN =
      "Für größere Übungen müssen alle Beschäftigten rechtzeitig erfahren, was geändert wird, "
          + "und jede Änderung gehört in das Protokoll der nächsten Besprechung.";
  private static final String RUSSIAN =
      "Планирование есть работа по определению того, что должно быть сделано, когда это должно "
          + "быть сделано, как это должно быть сделано и кем это будет сделано.";

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
  void single_bytes_are_told_by_what_they_would_say() {
    assertEquals(GERMAN, read(GERMAN, Charset.forName("windows-1252")));
    assertEquals(RUSSIAN, read(RUSSIAN, Charset.forName("IBM866")));
    assertEquals(RUSSIAN, read(RUSSIAN, Charset.forName("windows-1251")));
    assertEquals(RUSSIAN, read(RUSSIAN, Charset.forName("KOI8-R")));
    assertTrue(read(ENGLISH, Charset.forName("IBM500")).startsWith("The work of planning is to"));
  }

  @Test
  void two_bytes_are_told_with_and_without_a_mark() {
    for (var words : new String[] {ENGLISH, GERMAN}) {
      for (var charset : new Charset[] {UTF_16LE, UTF_16BE}) {
        assertEquals(words, read("\uFEFF" + words, charset), charset.name());
        assertEquals(words, read(words, charset), charset.name());
      }
    }
  }

  private static String read(String words, Charset charset) {
    return reader.text("a.txt", words.getBytes(charset)).reading().text();
  }
}
