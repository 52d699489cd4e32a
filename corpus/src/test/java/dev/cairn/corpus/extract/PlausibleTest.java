package dev.cairn.corpus.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlausibleTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "untitled",
        "Untitled document",
        "Untitled 3",
        "Document1",
        "Presentation",
        "PowerPoint Presentation",
        "Slide 1",
        "Microsoft Word - plan.doc",
        "plan_final.docx",
        "C:\\Users\\x\\plan",
        "http://example.org/plan",
        "12345",
        "Sheet1",
        "(anonymous)",
        "title"
      })
  void junk_is_no_title(String raw) {
    assertEquals(Optional.empty(), Plausible.title(raw));
  }

  @ParameterizedTest
  @CsvSource({
    "Staffing plan 2025, Staffing plan 2025",
    "Microsoft Word - Agile coach job description.docx, Agile coach job description",
    "Microsoft PowerPoint - Why search fails, Why search fails",
    "Title of the book, Title of the book",
    "Planning, Planning",
    "Test results of May, Test results of May"
  })
  void what_a_person_wrote_is_a_title(String raw, String expected) {
    assertEquals(Optional.of(expected), Plausible.title(raw));
  }

  @Test
  void authors_are_people_and_roles_without_their_addresses() {
    assertEquals(
        List.of("Head of knowledge", "Taxonomist", "Ada", "only@example.org"),
        Plausible.authors(
            List.of(
                "Head of knowledge;  Taxonomist",
                "\"Ada\" <ada@example.org>",
                "Apache POI",
                "Administrator",
                "only@example.org",
                "Taxonomist",
                "42")));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-02-28T10:00:00Z, 2025-02-28",
    "2014-09-26 10:00:17 -0400, 2014-09-26",
    "14 April 2025, 2025-04-14",
    "'April 4, 2025', 2025-04-04",
    "2025/4/14, 2025-04-14",
    "20250414, 2025-04-14",
    "1900-01-01, 1900-01-01",
    "2026-05-02, 2026-05-02"
  })
  void dates_are_understood_as_people_and_programs_write_them(String raw, LocalDate expected) {
    assertEquals(Optional.of(expected), Plausible.date(raw, TODAY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "1899-12-31", "2026-05-03", "2025-02-30", "0001-01-01", "9999-12-31"})
  void other_dates_are_not_believed(String raw) {
    assertEquals(Optional.empty(), Plausible.date(raw, TODAY));
  }

  @ParameterizedTest
  @CsvSource({"en, en", "EN_gb, en-GB", "de-DE, de-DE", "zh-Hans-CN, zh-Hans-CN"})
  void languages_are_tags_in_their_usual_spelling(String raw, String expected) {
    assertEquals(Optional.of(expected), Plausible.language(raw));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x-default", "English (United Kingdom)", "1033", "und"})
  void other_words_are_no_languages(String raw) {
    assertEquals(Optional.empty(), Plausible.language(raw));
  }
}
