package dev.cairn.corpus.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Access;
import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LessonImportTest {

  // ---- CSV

  @Test
  void a_quoted_value_may_hold_line_breaks_separators_and_quotes() {
    var rows = rows("key,title,lesson\n1,\"One, \"\"two\"\"\",\"First line\n\nSecond\"\n2,B,C\n");
    assertEquals("One, \"two\"", title(rows.getFirst()));
    assertEquals(Optional.of("First line\n\nSecond"), usable(rows.getFirst()).lesson().lesson());
    assertEquals(2, rows.size());
  }

  @Test
  void a_blank_may_stand_before_a_quote() {
    var rows = rows("\"key\", \"title\", \"lesson\"\n\"1\", \"One, two\", \"Three\"\n");
    assertEquals("One, two", title(rows.getFirst()));
    assertEquals("1", usable(rows.getFirst()).key());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void what_parts_the_values_is_seen_from_the_first_line(String separator) {
    var rows = rows("key,title,lesson\n1,A,\"B; C, D\"\n".replace(",", separator));
    assertEquals("A", title(rows.getFirst()));
    assertEquals("1", usable(rows.getFirst()).key());
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_name() {
    var rows = rows("\uFEFFkey,title\n1,A\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("1", usable(rows.getFirst()).key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252"})
  void text_is_utf_8_or_else_what_windows_writes(String charset) {
    var rows = rows("key,title\n1,Größe – 5 €\n".getBytes(Charset.forName(charset)));
    assertEquals("Größe – 5 €", title(rows.getFirst()));
  }

  @Test
  void utf_16_is_known_by_its_mark() {
    var rows = rows("\uFEFFkey\ttitle\n1\tGröße\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals("Größe", title(rows.getFirst()));
  }

  @Test
  void an_empty_row_is_told_and_an_empty_line_is_none() {
    var rows = rows("key,title\n1,A\n\n , \n2,B\n");
    assertEquals(3, rows.size());
    assertEquals("Row 2: It is empty.", problem(rows.get(1)).sentence());
    assertEquals("B", title(rows.get(2)));
    assertEquals(3, rows.get(2).number());
  }

  @Test
  void a_row_with_more_values_than_columns_cannot_be_used() {
    var rows = rows("key,title\n1,A,too much\n2,B,,\n");
    assertTrue(problem(rows.get(0)).reason().contains("3 values, but there are 2 columns"));
    assertEquals("B", title(rows.get(1)));
  }

  @Test
  void columns_without_a_name_or_with_the_same_one_are_told_apart() {
    var rows = rows("key,title,,Note,Note\n1,A,x,y,z\n");
    assertEquals(
        List.of(
            new Lesson.Field("column 3", "x"),
            new Lesson.Field("Note", "y"),
            new Lesson.Field("Note (2)", "z")),
        usable(rows.getFirst()).lesson().fields());
  }

  @Test
  void a_file_without_rows_has_none() {
    assertEquals(List.of(), rows(""));
    assertEquals(List.of(), rows("key,title\n"));
    assertEquals(List.of(), rows("[]"));
  }

  // ---- JSON

  @Test
  void json_lines_go_on_after_a_line_that_is_no_json() {
    var rows =
        rows(
            """
            {"key": "a", "title": "A"}
            {"key": "b", "title":
            7
            {"key": "c", "title": "C"}
            """);
    assertEquals("A", title(rows.get(0)));
    assertTrue(problem(rows.get(1)).reason().startsWith("It is no JSON, line 1, column "));
    assertEquals("It is no JSON object.", problem(rows.get(2)).reason());
    assertEquals("C", title(rows.get(3)));
  }

  @Test
  void an_array_an_object_that_holds_one_and_objects_over_several_lines_are_read() {
    var one = "{\"key\": \"a\",\n \"title\": \"A\"}";
    for (var json : List.of("[" + one + "]", "{\"lessons\": [" + one + "]}", one)) {
      var rows = rows(json);
      assertEquals(1, rows.size(), json);
      assertEquals("A", title(rows.getFirst()));
    }
  }

  @Test
  void a_broken_array_keeps_the_rows_before_the_break() {
    var rows = rows("[{\"key\": \"a\", \"title\": \"A\"},\n {\"key\": ");
    assertEquals("A", title(rows.get(0)));
    assertTrue(problem(rows.get(1)).reason().startsWith("From here on the file is no JSON, line"));
  }

  // ---- our own names

  private static final String OURS =
      """
      {"key": "k1", "title": "T", "abstract": "Ab", "drivingEvent": "D", "lesson": "L", \
      "recommendation": "R", "evidence": "E", "outcome": "nearMiss", "eventDate": "2025-05-19", \
      "priority": "goodPractice", "applicability": "Ap", "loop": {"process": "p", "sensor": "s", \
      "comparator": "c", "activator": "a"}, "readings": [{"at": "2025-06-01", "value": 83.5, \
      "unit": "calls per day"}], "organisation": "O", "project": "P", "contributors": ["B", "A"], \
      "concepts": ["customer-churn"], "function": ["planning", "leading"], \
      "channel": ["internet-channel"], "touchpoint": ["email-touchpoint"], \
      "lifecycle": ["billing-stage"], "status": "superseded", "supersededBy": "k2", \
      "access": ["group:board"], "keywords": ["x; y"], "date": "2025-06-30", "language": "en", \
      "illustrative": true}
      """;

  @Test
  void our_own_field_names_mean_themselves() {
    var row = usable(rows(OURS).getFirst());
    assertEquals("k1", row.key());
    var metadata = row.metadata();
    assertEquals(Optional.of("T"), metadata.title());
    assertEquals(Optional.of("Ab"), metadata.summary());
    assertEquals(List.of("B", "A"), metadata.authors());
    assertEquals(Optional.of("O"), metadata.organisation());
    assertEquals(Optional.of(LocalDate.of(2025, 6, 30)), metadata.date());
    assertEquals(List.of("x; y"), metadata.keywords());
    assertEquals(List.of("customer-churn"), metadata.concepts());
    assertEquals(Optional.of("en"), metadata.language());
    assertEquals(Optional.of(Access.of(List.of("group:board"))), metadata.access());
    var lesson = row.lesson();
    assertEquals(
        new Lesson(
            Optional.of("D"),
            Optional.of("L"),
            Optional.of("R"),
            Optional.of("E"),
            Optional.of("Ap"),
            Optional.of(Lesson.OutcomeKind.NEAR_MISS),
            Optional.of(LocalDate.of(2025, 5, 19)),
            Optional.of(Lesson.Priority.GOOD_PRACTICE),
            Lesson.Status.SUPERSEDED,
            Optional.of("P"),
            Optional.of(new Lesson.Loop("p", "s", "c", "a")),
            List.of(new Lesson.ReadingValue(LocalDate.of(2025, 6, 1), 83.5, "calls per day")),
            List.of("planning", "leading", "internet-channel", "email-touchpoint", "billing-stage"),
            Optional.empty(),
            List.of(
                new Lesson.Field(Lesson.SUPERSEDED_BY, "k2"),
                new Lesson.Field("illustrative", "true"))),
        lesson);
    assertEquals(new Place("import:x", "k1"), row.arrival("import:x").place());
  }

  @Test
  void a_value_that_is_none_of_ours_names_its_column() {
    var rows =
        rows(
            """
            {"key": "a", "title": "A", "lesson": "L", "outcome": "so-so"}
            {"key": "b", "title": "B", "lesson": "L", "eventDate": "2025-02-31"}
            {"key": "c", "title": "C", "lesson": "L", "readings": [{"at": "soon", "value": 1}]}
            {"key": "d", "title": "D", "lesson": "L", "access": ["everybody"]}
            {"title": "E", "lesson": "L"}
            {"key": "f", "lesson": "Fine. And more."}
            """);
    assertEquals(
        "Row 1, column 'outcome': 'so-so' is none of positive, negative, nearMiss.",
        problem(rows.get(0)).sentence());
    assertEquals("eventDate", problem(rows.get(1)).column());
    assertTrue(problem(rows.get(1)).reason().startsWith("'2025-02-31' is no date"));
    assertEquals("readings", problem(rows.get(2)).column());
    assertEquals("access", problem(rows.get(3)).column());
    assertEquals("key", problem(rows.get(4)).column());
    assertEquals("Fine.", title(rows.get(5)));
  }

  @Test
  void the_same_key_twice_would_replace_itself_at_every_import() {
    var rows = rows("key,title\n1,A\n1,B\n");
    assertEquals(
        "Row 2, column 'key': The key '1' stands in row 1 already.",
        problem(rows.get(1)).sentence());
  }

  @Test
  void a_lesson_without_a_title_is_called_by_its_first_sentence() {
    var rows = rows("key,lesson\n1,Ask first. Then build.\n2," + "word ".repeat(60) + "\n3,\n");
    assertEquals("Ask first.", title(rows.get(0)));
    assertTrue(title(rows.get(1)).length() <= 120);
    assertTrue(title(rows.get(1)).endsWith("word…"));
    assertTrue(problem(rows.get(2)).reason().startsWith("It says nothing"));
  }

  // ---- what names the content

  @Test
  void the_content_changes_exactly_when_the_row_says_something_else() {
    var once = usable(rows(OURS).getFirst());
    assertEquals(once.content(), usable(rows(OURS).getFirst()).content());
    for (var other :
        List.of(
            OURS.replace("\"T\"", "\"T2\""),
            OURS.replace("nearMiss", "positive"),
            OURS.replace("83.5", "83"),
            OURS.replace("k2", "k3"),
            OURS.replace("group:board", "group:staff"),
            OURS.replace("\"illustrative\": true", "\"illustrative\": false"),
            OURS.replace("\"B\", \"A\"", "\"A\", \"B\"")))
      assertNotEquals(once.content(), usable(rows(other).getFirst()).content(), other);
    var moved =
        "{\"illustrative\": true, " + OURS.replace(", \"illustrative\": true", "").substring(1);
    assertEquals(once.content(), usable(rows(moved).getFirst()).content());
    var linked =
        CanonicalText.contentId(
            once.metadata(),
            once.lesson().withSupersededBy(Optional.of(dev.cairn.corpus.ItemId.random())));
    assertEquals(
        once.content(), linked, "the id that was found for a key is not what the row says");
  }

  @Test
  void what_stands_in_one_field_never_looks_like_two() {
    var one =
        usable(rows("{\"key\": \"1\", \"title\": \"A\", \"x\": \"b\\nfield y 1 c\"}").getFirst());
    var two =
        usable(rows("{\"key\": \"1\", \"title\": \"A\", \"x\": \"b\", \"y\": \"c\"}").getFirst());
    assertNotEquals(one.content(), two.content());
  }

  @Test
  void without_a_key_a_row_is_known_by_all_that_it_says() {
    var file = read("title,lesson\nA,B\nC,D\nA,B\n");
    var mapping = file.guess("lessons.csv");
    assertEquals(Optional.empty(), mapping.key());
    var rows = file.rows(mapping);
    assertNotEquals(usable(rows.get(0)).key(), usable(rows.get(1)).key());
    assertEquals("Row 3: It says the same as row 1.", problem(rows.get(2)).sentence());
    assertEquals(rows, file.rows(mapping), "a dry run is the same call");
  }

  // ---- other people's tables

  private static final String REPORTS =
      """
      "No", "REPORT ID", "Event Start Date", "Incident Name", "Event State", "Narrative", \
      "Immediate Action Taken", "Contributing Factors", "REPORT Create Date", "Status", "Date"
      "1","A1","01/02/2001 10:00","ROAD","UT","First<br/>second &amp; third","Told the crew","Radio;Weather;","01/26/2005 00:00","Open",""
      "2","A2","11/30/2001 00:00","BURN","CO","<p>Dry</p><ul><li>one</li><li>two</li></ul>","N/A",""," ","Closed","soon"
      """;

  @Test
  void columns_are_guessed_from_names_and_values() {
    var file = read(REPORTS);
    var mapping = file.guess("C:\\data\\Fire Reports 2001.csv");
    assertEquals("fire-reports-2001", mapping.source());
    assertEquals(Optional.of("No"), mapping.key());
    assertEquals(List.of("Incident Name"), mapping.columns().get(Target.TITLE));
    assertEquals(List.of("Narrative"), mapping.columns().get(Target.DRIVING_EVENT));
    assertEquals(List.of("Immediate Action Taken"), mapping.columns().get(Target.RECOMMENDATION));
    assertEquals(List.of("Contributing Factors"), mapping.columns().get(Target.KEYWORDS));
    assertEquals(null, mapping.columns().get(Target.STATUS), "Open is no status of ours");
    assertEquals(null, mapping.columns().get(Target.DATE), "soon is no date");
    var rows = file.rows(mapping);
    var first = usable(rows.get(0));
    assertEquals(Optional.of(LocalDate.of(2001, 1, 2)), first.lesson().eventDate());
    assertEquals(Optional.of("First\nsecond & third"), first.lesson().drivingEvent());
    assertEquals(List.of("Radio", "Weather"), first.metadata().keywords());
    assertTrue(first.lesson().fields().contains(new Lesson.Field("Status", "Open")));
    var second = usable(rows.get(1));
    assertEquals(Optional.of("Dry\n- one\n- two"), second.lesson().drivingEvent());
    assertEquals(Optional.empty(), second.lesson().recommendation());
    assertEquals(Lesson.Status.PUBLISHED, second.lesson().status());
  }

  @Test
  void day_and_month_are_told_apart_by_the_values_that_allow_one_order_only() {
    for (var day : List.of("13/05/2024", "05/13/2024", "13.5.2024", "2024/5/13", "13-May-2024")) {
      var file = read("id,title,event date\n1,A," + day + "\n");
      var row = usable(file.rows(file.guess("x.csv")).getFirst());
      assertEquals(Optional.of(LocalDate.of(2024, 5, 13)), row.lesson().eventDate(), day);
    }
  }

  @Test
  void nasa_s_columns_are_recognised() {
    var file =
        read(
            """
            {"Lesson ID": 42, "Title": "Test as you fly", "Abstract": "A.", "Driving Event": "E &ndash; <b>x</b>", \
            "Lesson(s) Learned": "L", "Recommendation(s)": "R", "Evidence": "N/A", "Organization": "JPL", \
            "Date Lesson Occurred": "1991-03-31", "Publish Date": "1993-09-09", "Project / Program": "N/A", \
            "Sensitivity": "Public", "Topics": "Safety, Test Article"}
            """);
    var mapping = file.guess("whatever.jsonl");
    assertEquals("nasa-llis", mapping.source());
    var row = usable(file.rows(mapping).getFirst());
    assertEquals("42", row.key());
    assertEquals(Optional.of("E – x"), row.lesson().drivingEvent());
    assertEquals(Optional.empty(), row.lesson().evidence());
    assertEquals(Optional.empty(), row.lesson().project());
    assertEquals(List.of("Safety", "Test Article"), row.metadata().keywords());
    assertEquals(Optional.of(LocalDate.of(1991, 3, 31)), row.lesson().eventDate());
    assertEquals(List.of(new Lesson.Field("Sensitivity", "Public")), row.lesson().fields());
  }

  @Test
  void a_mapping_may_name_constants_and_what_values_mean() {
    var mapping =
        Mapping.parse(
            """
            {"source": "reviews", "key": "No", "columns": {"title": "Headline", "lesson": ["What", "Why"], \
            "outcome": "Result", "function": "Area", "eventDate": "Day", "readings": "Measured"}, \
            "dateFormats": ["dd.MM.yyyy"], "listSeparator": "|", \
            "constants": {"organisation": "Head office", "keywords": "old|review"}, \
            "values": {"outcome": {"Success": "positive"}, "function": {"HR": "staffing"}}, "silence": ["?"]}
            """);
    var file =
        read(
            "No;Headline;What;Why;Result;Area;Day;Measured;Rest\n"
                + "7;H;Did it;Because;success;HR|Planning;05.06.2024;2024-07-01 12.5 %|2024-08-01:"
                + " 9 %;?\n");
    assertEquals(List.of(), file.missing(mapping));
    assertEquals(java.util.Set.of("Rest"), file.unmapped(mapping));
    var row = usable(file.rows(mapping).getFirst());
    assertEquals(Optional.of("Did it\n\nBecause"), row.lesson().lesson());
    assertEquals(Optional.of(Lesson.OutcomeKind.POSITIVE), row.lesson().outcome());
    assertEquals(List.of("staffing", "planning"), row.lesson().slices());
    assertEquals(Optional.of("Head office"), row.metadata().organisation());
    assertEquals(List.of("old", "review"), row.metadata().keywords());
    assertEquals(Optional.of(LocalDate.of(2024, 6, 5)), row.lesson().eventDate());
    assertEquals(
        List.of(
            new Lesson.ReadingValue(LocalDate.of(2024, 7, 1), 12.5, "%"),
            new Lesson.ReadingValue(LocalDate.of(2024, 8, 1), 9, "%")),
        row.lesson().readings());
    assertEquals(List.of(), row.lesson().fields());
    assertEquals(
        List.of("Day", "Headline", "Measured", "No", "Result", "What", "Why"),
        read("Area;x\n1;2\n").missing(mapping));
  }

  // ---- helpers

  private static LessonImport read(String file) {
    return read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static LessonImport read(byte[] file) {
    try {
      return LessonImport.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LessonRow> rows(String file) {
    return rows(file.getBytes(StandardCharsets.UTF_8));
  }

  private static List<LessonRow> rows(byte[] file) {
    var read = read(file);
    return read.rows(read.guess("lessons.csv"));
  }

  private static LessonRow.Usable usable(LessonRow row) {
    return assertInstanceOf(LessonRow.Usable.class, row);
  }

  private static LessonRow.Unusable problem(LessonRow row) {
    return assertInstanceOf(LessonRow.Unusable.class, row);
  }

  private static String title(LessonRow row) {
    return usable(row).metadata().title().orElseThrow();
  }
}
