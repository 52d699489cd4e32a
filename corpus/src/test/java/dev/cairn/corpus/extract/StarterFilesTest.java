package dev.cairn.corpus.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Extraction;
import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.passage.Splitter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The files that come with Cairn are one of each format, written by people: what is known of them
/// is what must be found in them.
class StarterFilesTest {
  private static final Set<String> PAGED = Set.of("pdf", "pptx", "xlsx");
  private static final Set<String> WITHOUT_HEADINGS = Set.of("eml");

  private static Reader reader;

  @BeforeAll
  static void open() {
    reader = new Reader();
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @TestFactory
  Stream<DynamicTest> gives_title_date_authors_headings_and_pages() throws Exception {
    return titles().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey())));
  }

  private static void check(String file) throws Exception {
    var name = file.substring(file.lastIndexOf('/') + 1);
    var ending = name.substring(name.lastIndexOf('.') + 1);
    var text = assertInstanceOf(Extraction.Text.class, reader.read(folder().resolve(file), name));
    var blocks = text.reading().blocks();
    assertTrue(text.reading().text().length() > 1_500, text.reading().text());
    assertEquals(titles().get(file), text.found().title().orElse("none"));
    assertFalse(text.found().authors().isEmpty());
    assertTrue(text.found().date().isPresent());
    assertTrue(text.found().language().orElse("none").startsWith("en"));
    long headings = blocks.stream().filter(block -> block.kind() == Kind.HEADING).count();
    if (!WITHOUT_HEADINGS.contains(ending)) assertTrue(headings >= 3, headings + " headings");
    int pages = blocks.stream().mapToInt(block -> block.page()).max().orElse(0);
    if (PAGED.contains(ending)) assertTrue(pages >= 2, pages + " pages");
    else assertEquals(0, pages);
    for (var passage : Splitter.split(text.reading()))
      assertTrue(passage.text().length() <= 2_000, passage.toString());
  }

  @Test
  void all_formats_are_there() throws Exception {
    var endings = new TreeMap<String, Integer>();
    for (var file : titles().keySet())
      endings.merge(file.substring(file.lastIndexOf('.') + 1), 1, Integer::sum);
    assertEquals(Set.of("docx", "eml", "html", "md", "pdf", "pptx", "xlsx"), endings.keySet());
  }

  /// Files and what they are called, by the list that comes with them.
  private static Map<String, String> titles() throws Exception {
    var titles = new TreeMap<String, String>();
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var rows = CSVParser.parse(Files.readString(folder().resolve("documents.csv")), format)) {
      for (var row : rows) titles.put(row.get("file"), row.get("title"));
    }
    return titles;
  }

  private static Path folder() throws URISyntaxException, IOException {
    var list = StarterFilesTest.class.getResource("/dev/cairn/corpus/starter/documents.csv");
    return Objects.requireNonNull(Path.of(Objects.requireNonNull(list).toURI()).getParent());
  }
}
