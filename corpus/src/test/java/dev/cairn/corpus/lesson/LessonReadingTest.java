package dev.cairn.corpus.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cairn.corpus.Lesson;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonReadingTest {
  @Test
  void each_part_stands_below_its_heading() throws IOException {
    var reading =
        reading(
            """
            {"key": "1", "title": "T", "abstract": "In short.", "drivingEvent": "It rained.\\n\\nThen:\\n- cold\\n- wet", \
            "lesson": "Take\\nan umbrella.", "recommendation": "Buy one.", "evidence": "Wet shoes.", \
            "applicability": "Outdoors.", "loop": {"process": "walk", "sensor": "drops"}, \
            "readings": [{"at": "2025-01-02", "value": 3, "unit": "mm"}, {"at": "2025-01-03", "value": 0.5}], \
            "State": "UT", "illustrative": true, "supersededBy": "2"}
            """);
    assertEquals(
        """
        Summary
        In short.
        What happened
        It rained.
        Then:
        - cold
        - wet
        Lesson
        Take an umbrella.
        Recommendation
        Buy one.
        Evidence
        Wet shoes.
        Where it applies
        Outdoors.
        How it is kept alive
        Process: walk
        Sensor: drops
        What was measured
        2025-01-02: 3 mm
        2025-01-03: 0.5
        More from the source
        State: UT\
        """,
        reading.text());
    assertEquals(
        List.of(
            "Summary",
            "What happened",
            "Lesson",
            "Recommendation",
            "Evidence",
            "Where it applies",
            "How it is kept alive",
            "What was measured",
            "More from the source"),
        reading.blocks().stream()
            .filter(b -> b.kind() == Kind.HEADING && b.level() == 2)
            .map(reading::text)
            .toList());
  }

  @Test
  void a_long_field_of_the_source_has_a_heading_of_its_own() throws IOException {
    var reading =
        reading(
            "{\"key\": \"1\", \"title\": \"T\", \"Notes\": \"" + "many words ".repeat(20) + "\"}");
    assertEquals("Notes", reading.text(reading.blocks().getFirst()));
    assertEquals(2, reading.blocks().size());
  }

  @Test
  void a_lesson_that_says_only_its_title_says_that() throws IOException {
    assertEquals("T", reading("{\"key\": \"1\", \"title\": \"T\"}").text());
  }

  @Test
  void blocks_cover_the_text_but_for_one_line_feed_between_them() {
    var random = Seed.random(getClass());
    for (int i = 0; i < 500; i++) {
      Metadata metadata = Items.metadata(random);
      Lesson lesson = Items.lesson(random);
      var reading = LessonReading.of("Title", metadata, lesson);
      assertFalse(reading.text().isEmpty());
      int end = -1;
      for (var block : reading.blocks()) {
        assertEquals(end + 1, block.start());
        assertFalse(reading.text(block).contains("\n"));
        end = block.end();
      }
      assertEquals(reading.text().length(), end);
      assertEquals(reading, LessonReading.of("Title", metadata, lesson));
    }
  }

  private static Reading reading(String json) throws IOException {
    var file = LessonImport.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    var row = (LessonRow.Usable) file.rows(file.guess("x.jsonl")).getFirst();
    return LessonReading.of(row.name(), row.metadata(), row.lesson());
  }
}
