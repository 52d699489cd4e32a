package dev.cairn.corpus.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetadataListTest {
  @Test
  void a_row_says_what_a_file_is() {
    var list =
        read(
            """
            file,title,summary,authors,organisation,date,tags,concepts,language,access
            a/b.md,"Title, long",Short,Ann;Bob,Org,2024-05-01,x; y;,planning,en,group:board;user:mia
            """);
    assertEquals(List.of(), list.problems());
    assertEquals(
        Optional.of(
            new Metadata(
                Optional.of("Title, long"),
                Optional.of("Short"),
                List.of("Ann", "Bob"),
                Optional.of("Org"),
                Optional.of(LocalDate.of(2024, 5, 1)),
                List.of("x", "y"),
                List.of("planning"),
                Optional.of("en"),
                Optional.of(Access.of(List.of("group:board", "user:mia"))))),
        list.find("a/b.md"));
  }

  @Test
  void topics_are_keywords_and_columns_without_use_are_noted() {
    var list =
        read(
            "file\ttitle\ttopics\tdate\torigin\n"
                + "a.md\t\u200b\"Quoted\" title\tone|two\t\thttps://x.example\n");
    assertEquals(List.of(), list.problems());
    assertEquals(List.of("The column 'origin' is not used."), list.notes());
    var metadata = list.find("a.md").orElseThrow();
    assertEquals(Optional.of("\"Quoted\" title"), metadata.title());
    assertEquals(List.of("one", "two"), metadata.keywords());
    assertEquals(Optional.empty(), metadata.date());
  }

  @Test
  void a_file_is_found_by_its_path_however_it_is_written_or_by_a_name_that_is_there_once() {
    var list = read("file,title\ndocs/a.md,A\nold/a.md,Old\n./docs\\cafe\u0301.md,C\n");
    assertEquals(Optional.of("A"), title(list, "docs/a.md"));
    assertEquals(Optional.of("A"), title(list, ".\\docs\\a.md"));
    assertEquals(Optional.of("A"), title(list, "x/../docs//a.md"));
    assertEquals(Optional.of("C"), title(list, "docs/caf\u00e9.md"));
    assertEquals(Optional.of("C"), title(list, "elsewhere/caf\u00e9.md"));
    assertEquals(Optional.empty(), title(list, "new/a.md"), "two rows have this name");
    assertEquals(Optional.empty(), title(list, "b.md"));
  }

  @Test
  void rows_that_no_file_answers_to_are_told() {
    var list = read("file,title\ndocs/a.md,A\ndocs/b.md,B\n");
    assertEquals(List.of("docs/b.md"), list.unused(List.of("a.md", "docs/c.md")));
  }

  @Test
  void faults_name_row_and_column_and_such_a_list_is_not_used() {
    var list =
        read(
            """
            file,Title,date,access
            a.md,A,yesterday,
            b.md,B,,everybody
            ,C,,
            b.md,B again,,
            e.md,E,2024-01-01,group:x
            """);
    assertEquals(
        List.of(
            "Row 1, column 'date': 'yesterday' is no date; write it as yyyy-MM-dd.",
            "Row 2, column 'access': access is given to 'everyone', 'user:…', 'group:…' or"
                + " 'role:…', not to 'everybody'.",
            "Row 3, column 'file': the name of the file is missing.",
            "Row 4, column 'file': 'b.md' stands in an earlier row already."),
        list.problems());
    assertThrows(IllegalStateException.class, () -> list.find("e.md"));
  }

  @Test
  void a_list_without_files_is_none() {
    assertEquals(List.of("The list has no column 'file'."), read("name,title\na,b\n").problems());
    assertEquals(List.of("The list has no column 'file'."), read("").problems());
  }

  private static Optional<String> title(MetadataList list, String path) {
    return list.find(path).flatMap(Metadata::title);
  }

  private static MetadataList read(String list) {
    try {
      return MetadataList.read(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
