package dev.cairn.corpus.extract;

import static dev.cairn.corpus.extract.Reader.shown;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HtmlTest {
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
  void only_the_main_part_of_a_page_is_read_and_its_head_believed() {
    var text =
        reader.text(
            "page.html",
            """
            <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
            <title>Moving home | Intranet</title>
            <meta name="Author" content="Moves desk lead; Knowledge editor">
            <meta name="DATE" content="2025-04-14">
            <meta name="description" content="One journey.">
            <meta name="keywords" content="moving, home">
            <style>p { color: red }</style><script>var a = "<p>no</p>";</script></head>
            <body><header><h1>Site</h1></header><nav><ul><li>Menu</li></ul></nav>
            <main><header><h1>Moving home</h1></header>
            <p>Ask <b>early</b>.<br>Then wait.</p>
            <ul><li><p>One</p></li><li>Two<ol><li>Inner</li></ol></li></ul>
            <table><caption>When</caption><tr><th>Week</th><th>What</th></tr>
            <tr><td>1</td><td><p>Call</p><p>Write</p></td></tr><tr><td></td><td></td></tr></table>
            <form><label>Name</label><input value="x"><select><option>A</option></select>
            <button>Send</button></form>
            <p hidden>Secret</p><p style="display: none">Also</p></main>
            <aside>Read also</aside><footer>Imprint</footer></body></html>
            """);
    assertEquals("text/html", text.mediaType());
    assertEquals(
        List.of(
            "HEADING 1: Moving home",
            "PARAGRAPH: Ask early. Then wait.",
            "LIST_ITEM 1: One",
            "LIST_ITEM 1: Two",
            "LIST_ITEM 2: Inner",
            "PARAGRAPH: When",
            "TABLE_ROW: Week | What",
            "TABLE_ROW: 1 | Call Write",
            "PARAGRAPH: Name"),
        shown(text));
    assertEquals(Optional.of("Moving home"), text.found().title());
    assertEquals(List.of("Moves desk lead", "Knowledge editor"), text.found().authors());
    assertEquals(Optional.of(LocalDate.of(2025, 4, 14)), text.found().date());
    assertEquals(Optional.of("One journey."), text.found().summary());
    assertEquals(List.of("moving", "home"), text.found().keywords());
    assertEquals(Optional.of("en-GB"), text.found().language());
  }

  @Test
  void without_a_main_part_all_but_the_surroundings_is_read() {
    var text =
        reader.text(
            "page.html",
            "<html><body><nav>Menu</nav><h1>Title</h1><p>Text.</p><footer>Foot</footer></body>");
    assertEquals(List.of("HEADING 1: Title", "PARAGRAPH: Text."), shown(text));
  }

  @Test
  void a_page_of_surroundings_only_is_read_whole() {
    var text = reader.text("page.html", "<html><body><nav><p>Menu</p></nav></body></html>");
    assertEquals(List.of("PARAGRAPH: Menu"), shown(text));
  }

  @Test
  void a_table_that_makes_the_layout_is_no_table() {
    var text =
        reader.text(
            "page.html",
            "<html><body><table><tr><td>Menu</td><td><h1>Title</h1><p>One.</p><p>Two.</p>"
                + "<table><tr><td>a</td><td>b</td></tr></table></td></tr></table></body></html>");
    assertEquals(
        List.of(
            "PARAGRAPH: Menu",
            "HEADING 1: Title",
            "PARAGRAPH: One.",
            "PARAGRAPH: Two.",
            "TABLE_ROW: a | b"),
        shown(text));
  }

  @Test
  void undeclared_utf_8_is_read_as_such_and_other_bytes_are_not() {
    var page = "<html><body><p>Größe der Straße: naïve café, Übergröße für Österreich.</p></body>";
    var expected = List.of("PARAGRAPH: Größe der Straße: naïve café, Übergröße für Österreich.");
    assertEquals(expected, shown(reader.text("a.html", page.getBytes(UTF_8))));
    assertEquals(expected, shown(reader.text("a.html", page.getBytes(ISO_8859_1))));
  }

  @Test
  void a_declared_charset_is_believed() {
    var page =
        "<html><head><meta charset=\"iso-8859-2\"></head><body><p>Žluťoučký kůň</p></body></html>";
    var bytes = page.getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));
    assertEquals(List.of("PARAGRAPH: Žluťoučký kůň"), shown(reader.text("a.html", bytes)));
  }

  @Test
  void text_is_composed_and_freed_of_what_cannot_be_seen() {
    var text =
        reader.text(
            "a.html",
            "<html><body><p>Cafe\u0301\u00A0is\u200B op\u00ADen \u202Etxt\u202C\uFEFF</p></body>");
    assertEquals(List.of("PARAGRAPH: Café is open txt"), shown(text));
  }
}
