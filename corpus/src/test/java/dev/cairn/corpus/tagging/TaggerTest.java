package dev.cairn.corpus.tagging;

import static dev.cairn.ontology.testkit.SmallView.concept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.Tag.Method;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.testkit.SmallView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggerTest {
  private static final String[] NAMES = {
    "north", "south", "east", "west", "upper", "lower", "inner", "outer", "early", "late"
  };

  private static final ConceptView VIEW = view();
  private static final Linker LINKER = Linkers.over(VIEW, LinkerSettings.defaults());
  private static final String FILLER = "The house by the sea has a garden and a green door. ";

  private static ConceptView view() {
    var all = new ArrayList<SmallView.Making>();
    all.add(concept("management"));
    all.add(concept("recommendation").broader("management"));
    all.add(concept("team").broader("management"));
    all.add(concept("customer-experience").broader("management"));
    all.add(concept("customer-churn").context("churn").broader("customer-experience"));
    for (var name : NAMES) all.add(concept(name + "-wind").broader("customer-experience"));
    return SmallView.of(all.toArray(SmallView.Making[]::new));
  }

  /// Blocks of a text, one for each line; a line that begins with # is a heading, with > code.
  private static Reading reading(String marked) {
    var blocks = new ArrayList<Block>();
    var text = new StringBuilder();
    for (var line : marked.strip().split("\n")) {
      var kind =
          line.startsWith("#") ? Kind.HEADING : line.startsWith(">") ? Kind.CODE : Kind.PARAGRAPH;
      int start = text.length();
      text.append(kind == Kind.PARAGRAPH ? line : line.substring(1).strip());
      blocks.add(new Block(kind, start, text.length(), kind == Kind.HEADING ? 2 : 0, 0));
      text.append('\n');
    }
    return new Reading(text.toString(), blocks);
  }

  private static List<Tag> tags(String title, String marked, String... confirmed) {
    var reading = reading(marked);
    return new Tagger(VIEW)
        .tags(
            title,
            reading,
            LINKER.link(reading.text()).mentions(),
            LINKER.link(title).mentions(),
            List.of(confirmed));
  }

  private static List<String> concepts(List<Tag> tags) {
    return tags.stream().map(Tag::concept).toList();
  }

  @Test
  void what_a_person_said_comes_first_and_is_certain() {
    var tags = tags("Customer churn", FILLER, "urn:cairn:concept:team", "no-such-concept");
    assertEquals(List.of("team", "customer-churn"), concepts(tags));
    assertEquals(new Tag("team", 1, Method.PERSON), tags.getFirst());
  }

  @Test
  void the_title_outweighs_headings_and_these_the_rest() {
    var text =
        """
        # Why customer experience matters
        Customer experience is everything. The customer experience grows.
        The north wind blows, and the north wind is cold. North wind again.
        """;
    var tags = tags("Customer churn", text);
    assertEquals(List.of("customer-churn", "customer-experience", "north-wind"), concepts(tags));
    assertEquals(
        List.of(Method.TITLE, Method.HEADING, Method.FREQUENCY),
        tags.stream().map(Tag::method).toList());
  }

  @Test
  void a_passing_mention_is_a_tag_in_a_note_but_not_in_a_long_text() {
    assertEquals(List.of("customer-churn"), concepts(tags("Note", "On customer churn. " + FILLER)));
    assertEquals(List.of(), tags("Report", "On customer churn. " + FILLER.repeat(100)));
    assertEquals(
        List.of("customer-churn"),
        concepts(tags("Report", ("On customer churn. " + FILLER.repeat(7)).repeat(14))));
  }

  @Test
  void a_heading_of_one_word_names_a_part_of_the_text() {
    assertEquals(List.of(), tags("Note", "# Recommendation\n" + FILLER));
    assertEquals(
        List.of(), tags("Note", "# The recommendation\nA recommendation. " + FILLER.repeat(30)));
  }

  @Test
  void a_heading_needs_a_text_that_says_more_about_it() {
    assertEquals(List.of(), tags("Note", "# On customer churn\n" + FILLER));
  }

  @Test
  void one_word_of_a_title_must_come_again_in_the_text() {
    assertEquals(List.of(), tags("The team on the roof", FILLER));
    assertEquals(List.of("team"), concepts(tags("The team on the roof", "The team. " + FILLER)));
    assertEquals(List.of("team"), concepts(tags("Team", FILLER)));
  }

  @Test
  void code_says_nothing() {
    assertEquals(List.of(), tags("Note", "> customer churn customer churn\n" + FILLER));
  }

  @Test
  void there_are_eight_tags_at_most_and_the_same_ones_every_time() {
    var text = new StringBuilder();
    for (int i = 0; i < NAMES.length; i++)
      text.append(("The " + NAMES[i] + " wind blows. ").repeat(i + 4)).append('\n');
    var tags = tags("Winds", text.toString());
    assertEquals(8, tags.size());
    assertEquals("late-wind", tags.getFirst().concept());
    assertEquals(tags, tags("Winds", text.toString()));
    for (int i = 1; i < tags.size(); i++)
      assertTrue(tags.get(i - 1).weight() >= tags.get(i).weight());
  }

  @Test
  void without_text_there_are_no_tags() {
    assertEquals(
        List.of(),
        new Tagger(VIEW).tags("", new Reading("", List.of()), List.of(), List.of(), List.of()));
  }
}
