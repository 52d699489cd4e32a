package dev.cairn.corpus.extract;

import static dev.cairn.corpus.extract.Reader.shown;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MarkdownTest {
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
  void front_matter_is_metadata_and_no_text() {
    var text =
        reader.text(
            "a.md",
            """
            ---
            title: "Spotlight &#8211; A Library"   # as it was imported
            summary: >-
              Folded over
              two lines.
            date: 2014-09-26 10:00:17 -0400
            authors:
            - Knowledge editor
            - 'The taxonomist''s deputy'
            tags: [tagging, "two words", 'x, y']
            topics:
              - search
            lang: en_GB
            nested:
              title: not this one
            ---

            Body.
            """);
    assertEquals("text/markdown", text.mediaType());
    assertEquals(Optional.of("Spotlight – A Library"), text.found().title());
    assertEquals(Optional.of("Folded over two lines."), text.found().summary());
    assertEquals(Optional.of(LocalDate.of(2014, 9, 26)), text.found().date());
    assertEquals(List.of("Knowledge editor", "The taxonomist's deputy"), text.found().authors());
    assertEquals(List.of("tagging", "two words", "x", "y", "search"), text.found().keywords());
    assertEquals(Optional.of("en-GB"), text.found().language());
    assertEquals(List.of("PARAGRAPH: Body."), shown(text));
  }

  @Test
  void structure_becomes_blocks() {
    var text =
        reader.text(
            "a.markdown",
            """
            # Guide

            A *soft*
            break.

            ## Steps

            1. First
               - Inner one
            2. Second

            > Somebody said.

            | Stage | Question |
            |---|---|
            | Billing | When? |

            ```
            code {
              stays
            }
            ```
            """);
    assertEquals(
        List.of(
            "HEADING 1: Guide",
            "PARAGRAPH: A soft break.",
            "HEADING 2: Steps",
            "LIST_ITEM 1: First",
            "LIST_ITEM 2: Inner one",
            "LIST_ITEM 1: Second",
            "QUOTE: Somebody said.",
            "TABLE_ROW: Stage | Question",
            "TABLE_ROW: Billing | When?",
            "CODE: code {\n  stays\n}"),
        shown(text));
    assertEquals(Optional.of("Guide"), text.found().title());
  }

  @Test
  void shortcodes_and_template_tags_are_reduced_to_the_text_in_them() {
    var text =
        reader.text(
            "a.md",
            """
            See [the program]({{< ref "program.md" >}} "Title") and [more]({{site.url}}/more/).

            {{< img src="a.jpg" alt="A lamp" caption="A lamp that \\"glows\\"" >}}

            {{< img src="b.jpg" alt="A queue at the counter" >}}

            {{< note "plain" >}}
            ## Key idea
            Share early.
            {{< /note >}}

            {% comment %}nobody reads this{% endcomment %}
            Text{: .big} ends.
            """);
    assertEquals(
        List.of(
            "PARAGRAPH: See the program and more.",
            "PARAGRAPH: A lamp that \"glows\"",
            "PARAGRAPH: A queue at the counter",
            "HEADING 2: Key idea",
            "PARAGRAPH: Share early.",
            "PARAGRAPH: Text ends."),
        shown(text));
  }

  @Test
  void html_inside_is_reduced_to_its_text() {
    var text =
        reader.text(
            "a.md",
            """
            A <strong>bold</strong> word &amp; a <a href="x">link</a>.

            <div class="card"><h3>Box</h3><p>Inside.</p></div>

            <script>alert("no")</script>
            """);
    assertEquals(
        List.of("PARAGRAPH: A bold word & a link.", "HEADING 3: Box", "PARAGRAPH: Inside."),
        shown(text));
  }

  @Test
  void a_text_with_front_matter_is_markdown_under_any_name() {
    var text = reader.text("notes.txt", "---\ntitle: From notes\n---\n\n## Part\n\nText.\n");
    assertEquals("text/markdown", text.mediaType());
    assertEquals(Optional.of("From notes"), text.found().title());
    assertEquals(List.of("HEADING 2: Part", "PARAGRAPH: Text."), shown(text));
  }

  @Test
  void a_rule_at_the_top_is_no_front_matter() {
    var text = reader.text("notes.txt", "---\nJust prose here\n---\nand more of it\n");
    assertEquals("text/plain", text.mediaType());
  }

  @Test
  void dates_of_another_age_are_not_believed() {
    assertEquals(
        Optional.empty(), reader.text("a.md", "---\ndate: 0001-01-01\n---\nx\n").found().date());
    assertEquals(
        Optional.empty(), reader.text("a.md", "---\ndate: 2026-05-03\n---\nx\n").found().date());
    assertEquals(
        Optional.of(LocalDate.of(2026, 5, 2)),
        reader.text("a.md", "---\ndate: 2026-05-02\n---\nx\n").found().date());
  }
}
