package dev.cairn.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class OutcomesCsvTest {
  @Test
  void what_a_spreadsheet_would_take_for_a_formula_is_made_a_text() {
    for (var head : "=+-@＝＋－＠".split(""))
      assertEquals("'" + head + "1+1", OutcomesCsv.field(head + "1+1"));
    assertEquals("'\t=1", OutcomesCsv.field("\t=1"));
    assertEquals("\"'\r=1\"", OutcomesCsv.field("\r=1"));
    assertEquals("\"'=HYPERLINK(\"\"x\"\",1)\"", OutcomesCsv.field("=HYPERLINK(\"x\",1)"));
  }

  @Test
  void what_parts_fields_or_lines_stands_between_quotes() {
    assertEquals("plain name.txt", OutcomesCsv.field("plain name.txt"));
    assertEquals("", OutcomesCsv.field(""));
    assertEquals("\"a,b\"", OutcomesCsv.field("a,b"));
    assertEquals("\"say \"\"so\"\"\"", OutcomesCsv.field("say \"so\""));
    assertEquals("\"two\nlines\"", OutcomesCsv.field("two\nlines"));
  }
}
