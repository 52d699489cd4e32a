package dev.cairn.corpus.passage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Passage;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.Reading.Block;
import dev.cairn.corpus.Reading.Block.Kind;
import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitterTest {
  @Test
  void the_path_names_the_headings_above_and_the_page_is_that_of_the_start() {
    var text = new Text();
    text.add(Kind.HEADING, 1, 1, "Handbook");
    text.add(Kind.PARAGRAPH, 0, 1, "To begin with.");
    text.add(Kind.HEADING, 2, 2, "Controlling");
    text.add(Kind.HEADING, 3, 2, "Sensors");
    text.add(Kind.PARAGRAPH, 0, 3, "Choose one that moves early.");
    text.add(Kind.HEADING, 2, 4, "Planning");
    text.add(Kind.LIST_ITEM, 1, 4, "Set objectives.");
    assertEquals(
        List.of(
            "1 Handbook: To begin with.",
            "3 Handbook › Controlling › Sensors: Choose one that moves early.",
            "4 Handbook › Planning: Set objectives."),
        shown(text.reading()));
  }

  @Test
  void a_heading_above_nothing_is_found_by_its_words() {
    var text = new Text();
    text.add(Kind.HEADING, 1, 1, "Deck");
    text.add(Kind.HEADING, 2, 2, "Only a title");
    text.add(Kind.HEADING, 2, 3, "And another");
    assertEquals(List.of("2 Deck: Only a title", "3 Deck: And another"), shown(text.reading()));
  }

  @Test
  void a_reading_without_blocks_has_no_passages() {
    assertEquals(List.of(), Splitter.split(new Reading("", List.of())));
  }

  @Test
  void short_paragraphs_of_a_section_are_kept_together() {
    var text = new Text();
    for (int i = 0; i < 12; i++) text.add(Kind.PARAGRAPH, 0, 0, "Sentence number " + i + ".");
    assertEquals(1, Splitter.split(text.reading()).size());
  }

  @Test
  void a_long_paragraph_is_cut_between_sentences() {
    var sentence = "The customer rang twice because shop and phone gave different answers. ";
    var text = new Text();
    text.add(Kind.PARAGRAPH, 0, 0, sentence.repeat(60).strip());
    var passages = Splitter.split(text.reading());
    assertTrue(passages.size() >= 3, passages.size() + " passages");
    for (var passage : passages) {
      assertTrue(passage.text().startsWith("The customer"), passage.text());
      assertTrue(passage.text().endsWith("answers."), passage.text());
    }
  }

  @Test
  void the_same_reading_is_always_cut_in_the_same_way() {
    var reading = random(Seed.random(SplitterTest.class));
    assertEquals(Splitter.split(reading), Splitter.split(reading));
  }

  @Test
  void laws_hold_for_texts_of_any_shape() {
    var random = Seed.random(SplitterTest.class);
    for (int i = 0; i < 300; i++) {
      var reading = random(random);
      var passages = Splitter.split(reading);
      everyCharacterIsInOnePassageOrSeparates(reading, passages);
      everyHeadingIsFound(reading, passages);
      noPassageCrossesAHeading(reading, passages);
      for (int n = 0; n < passages.size(); n++) {
        var passage = passages.get(n);
        assertEquals(n, passage.ordinal());
        assertEquals(reading.text().substring(passage.start(), passage.end()), passage.text());
        assertTrue(passage.text().length() <= 2_000, passage.text().length() + " units");
        assertFalse(Character.isLowSurrogate(passage.text().charAt(0)));
        assertFalse(Character.isHighSurrogate(passage.text().charAt(passage.text().length() - 1)));
      }
      onlyShortSectionsHaveShortPassages(reading, passages);
    }
  }

  private static void everyCharacterIsInOnePassageOrSeparates(
      Reading reading, List<Passage> passages) {
    var times = new int[reading.text().length()];
    for (var passage : passages) for (int i = passage.start(); i < passage.end(); i++) times[i]++;
    for (var block : reading.blocks()) {
      if (block.kind() == Kind.HEADING) continue;
      for (int i = block.start(); i < block.end(); i++) {
        boolean separates = Character.isWhitespace(reading.text().charAt(i));
        assertTrue(times[i] == 1 || separates && times[i] == 0, "at " + i + ": " + times[i]);
      }
    }
  }

  private static void everyHeadingIsFound(Reading reading, List<Passage> passages) {
    for (var block : reading.blocks()) {
      if (block.kind() != Kind.HEADING) continue;
      var heading = reading.text(block);
      assertTrue(
          passages.stream()
              .anyMatch(it -> it.heading().contains(heading) || it.text().equals(heading)),
          heading);
    }
  }

  private static void noPassageCrossesAHeading(Reading reading, List<Passage> passages) {
    for (var block : reading.blocks())
      if (block.kind() == Kind.HEADING)
        for (var passage : passages)
          assertFalse(
              passage.start() < block.start() && passage.end() > block.end(), passage.toString());
  }

  private static void onlyShortSectionsHaveShortPassages(Reading reading, List<Passage> passages) {
    for (int n = 1; n < passages.size(); n++) {
      var before = passages.get(n - 1);
      var passage = passages.get(n);
      boolean sameSection =
          reading.blocks().stream()
              .noneMatch(block ->
                  block.kind() == Kind.HEADING
                      && block.start() >= before.start()
                      && block.end() <= passage.end());
      if (sameSection) {
        assertTrue(before.text().length() >= 200, before.toString());
        assertTrue(passage.text().length() >= 200, passage.toString());
      }
    }
  }

  /// Blocks of all kinds and lengths, with and without blanks and surrogate pairs.
  private static Reading random(Random random) {
    var text = new Text();
    int blocks = random.nextInt(30);
    for (int i = 0; i < blocks; i++) {
      var kind = Kind.values()[random.nextInt(Kind.values().length)];
      boolean heading = kind == Kind.HEADING;
      int length =
          heading ? 1 + random.nextInt(80) : 1 + random.nextInt(random.nextBoolean() ? 300 : 6_000);
      text.add(kind, heading ? 1 + random.nextInt(4) : 0, i / 5, words(random, length));
    }
    return text.reading();
  }

  private static String words(Random random, int length) {
    int wordLength = random.nextInt(10) == 0 ? 3_000 : 2 + random.nextInt(12);
    var text = new StringBuilder();
    int inWord = 0;
    while (text.length() < length) {
      if (inWord++ > random.nextInt(wordLength + 1)) {
        if (random.nextInt(12) == 0) text.append('.');
        text.append(' ');
        inWord = 0;
      }
      if (random.nextInt(5) == 0) text.append("😀");
      else text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString().strip();
  }

  private static List<String> shown(Reading reading) {
    return Splitter.split(reading).stream()
        .map(passage -> passage.page() + " " + passage.heading() + ": " + passage.text())
        .toList();
  }

  private static final class Text {
    private final StringBuilder text = new StringBuilder();
    private final List<Block> blocks = new ArrayList<>();

    void add(Kind kind, int level, int page, String words) {
      if (!text.isEmpty()) text.append('\n');
      int start = text.length();
      text.append(words);
      blocks.add(new Block(kind, start, text.length(), level, page));
    }

    Reading reading() {
      return new Reading(text.toString(), blocks);
    }
  }
}
