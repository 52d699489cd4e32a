package dev.cairn.corpus.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
  @Test
  void what_was_written_is_read_again() {
    var mapping =
        new Mapping(
            "reviews",
            Optional.of("No"),
            Map.of(Target.TITLE, List.of("Headline"), Target.LOOP_SENSOR, List.of("a", "b")),
            List.of("dd.MM.yyyy"),
            "|",
            Map.of(Target.STATUS, "published"),
            Map.of(Target.OUTCOME, Map.of("Success", "positive")),
            List.of("N/A"),
            true);
    assertEquals(mapping, Mapping.parse(mapping.toJson()));
  }

  @Test
  void source_and_columns_are_enough() {
    var mapping = Mapping.parse("{\"source\": \"s\", \"columns\": {\"title\": \"T\"}}");
    assertEquals(Optional.empty(), mapping.key());
    assertEquals(Map.of(Target.TITLE, List.of("T")), mapping.columns());
    assertEquals(";", mapping.listSeparator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"source\": | The mapping is no JSON, line 1",
        "[] | A mapping is a JSON object.",
        "{\"columns\": {}} | The mapping does not name its 'source'.",
        "{\"source\": \"s\"} | The mapping does not name its 'columns'.",
        "{\"source\": \"s\", \"columns\": {\"titel\": \"T\"}} | A lesson has no 'titel'; it has"
            + " abstract",
        "{\"source\": \"s\", \"columns\": {}, \"colour\": 1} | A mapping has no 'colour'; it has"
            + " columns",
        "{\"source\": \"s\", \"columns\": {\"title\": {}}} | Expected a text in the mapping, found"
            + " {}.",
        "{\"source\": \" \", \"columns\": {}} | a mapping needs a source",
        "{\"source\": \"s\", \"columns\": {}, \"dateFormats\": [\"jjjj\"]} | 'jjjj' is no date"
            + " format"
      })
  void a_wrong_mapping_is_told_in_one_sentence(String json, String beginning) {
    var problem = assertThrows(IllegalArgumentException.class, () -> Mapping.parse(json));
    assertTrue(String.valueOf(problem.getMessage()).startsWith(beginning), problem::getMessage);
  }

  @Test
  void every_target_is_found_by_its_code() {
    for (var target : Target.values())
      assertEquals(Optional.of(target), Target.fromCode(target.code()));
    assertEquals("loop.sensor", Target.LOOP_SENSOR.code());
    assertEquals("drivingEvent", Target.DRIVING_EVENT.code());
  }

  @Test
  void our_own_names_are_guessed_as_themselves() {
    var names = Arrays.stream(Target.values()).map(Target::code).toList();
    var mapping = Mapping.guess(names);
    for (var target : Target.values())
      assertEquals(List.of(target.code()), mapping.columns().get(target), target::code);
  }

  @Test
  void a_name_is_taken_once_and_the_rest_stays_with_the_source() {
    var mapping = Mapping.guess(List.of("Lesson ID", "Lesson(s) Learned", "Date", "Odd"));
    assertEquals(Optional.of("Lesson ID"), mapping.key());
    assertEquals(
        Map.of(Target.LESSON, List.of("Lesson(s) Learned"), Target.DATE, List.of("Date")),
        mapping.columns());
  }
}
