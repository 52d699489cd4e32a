package dev.cairn.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void breaks_at_blanks_only() {
    assertEquals(List.of("a bb", "ccccccc", "d"), Lines.wrapped("a bb ccccccc d", 5));
  }

  @Test
  void colours_take_no_room() {
    var marked = Captured.interactive().terminal().mark("word");
    assertEquals(List.of("a " + marked + " b"), Lines.wrapped("a " + marked + " b", 8));
  }

  @Test
  void nothing_is_no_line() {
    assertEquals(List.of(), Lines.wrapped("  ", 10));
  }

  @Test
  void a_text_cannot_command_the_terminal() {
    var evil = "see\u001b]0;owned\u0007 \u001b[2J this\r\nand \u202egnp.exe\u202c";
    var shown = Terminal.line(evil);
    assertFalse(shown.matches("(?s).*[\\p{Cc}\\u202a-\\u202e].*"), shown);
    assertEquals("see]0;owned [2J this and gnp.exe", shown);
  }

  @Test
  void without_colours_words_are_marked_by_stars() {
    assertEquals("*word*", Captured.plain().terminal().mark("word"));
  }
}
