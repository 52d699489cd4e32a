package dev.cairn.corpus.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void what_is_no_markup_stays() {
    for (var text :
        new String[] {
          "a < b and c > d",
          "R&D; AT&T",
          "<TBD>",
          "x <= 3",
          "https://x.example/?a=1&prod=2",
          "&;",
          "&#xD800;"
        }) assertEquals(text, Markup.toText(text));
  }

  @Test
  void blocks_become_paragraphs_and_items_lines() {
    assertEquals(
        "One two\n\nThree\nfour\n- a\n- b\n\nEnd",
        Markup.toText(
            "<P>One   two</P>\n"
                + "<p class='x'>Three<br/>four</p><ul>\n"
                + "  <li>a</li>\n\n"
                + "  <li>b</li></ul><p>End"));
  }

  @Test
  void entities_are_the_characters_that_they_name() {
    assertEquals(
        "“Größe” – 5 € < 7 é\u2019 &unknown;",
        Markup.toText(
            "&ldquo;Gr&ouml;&szlig;e&rdquo; &ndash; 5&nbsp;&euro; &lt; 7 &#233;&#x2019;"
                + " &unknown;"));
    assertEquals("&lt;", Markup.toText("&amp;lt;"), "once, not twice");
  }

  @Test
  void a_link_keeps_its_address() {
    assertEquals(
        "see the report (https://x.example/a?b=1)",
        Markup.toText("see <A HREF=\"https://x.example/a?b=1\" TARGET=_blank>the report</A>"));
    assertEquals(
        "https://x.example/", Markup.toText("<a href='https://x.example/'>https://x.example/</a>"));
    assertEquals("file", Markup.toText("<a href=\"./documents/1.pdf\">file</a>"));
  }

  @Test
  void what_nobody_sees_on_a_page_is_left_out() {
    assertEquals(
        "before after", Markup.toText("before<!-- x > y --><script>if (a<b) run()</script>after"));
  }

  @Test
  void markup_that_is_written_as_text_is_not_taken_for_markup() {
    assertEquals("Use <b> for bold", Markup.toText("Use &lt;b&gt; for bold"));
  }
}
