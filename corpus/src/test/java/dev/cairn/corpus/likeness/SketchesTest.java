package dev.cairn.corpus.likeness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchesTest {
  private final Random random = Seed.random(SketchesTest.class);

  private static Sketch sketch(String text) {
    return Sketches.of(text).orElseThrow();
  }

  private static double likeness(String a, String b) {
    return sketch(a).likeness(sketch(b));
  }

  private String word() {
    return "w" + random.nextInt(5_000);
  }

  private String paragraph(int words) {
    return IntStream.range(0, words).mapToObj(_ -> word()).collect(Collectors.joining(" "));
  }

  private List<String> paragraphs(int number) {
    return IntStream.range(0, number).mapToObj(_ -> paragraph(60)).toList();
  }

  @Test
  void equal_texts_are_wholly_alike_in_every_process() {
    var text = paragraph(400);
    assertEquals(1, likeness(text, text));
    assertEquals(sketch(text), sketch(text));
    var fixed =
        IntStream.range(0, 100).mapToObj(i -> "number " + i).collect(Collectors.joining(" and "));
    assertEquals("sketch of 297 shingles", sketch(fixed).toString().split(",")[0]);
    assertEquals(FIXED, Arrays.hashCode(sketch(fixed).bytes()));
  }

  /// Whoever changes this must change the schema of the index as well.
  private static final int FIXED = -2096511649;

  @Test
  void case_punctuation_ligatures_and_the_breaking_of_lines_do_not_matter() {
    var plain =
        "the office manager found that an efficient first step is to ask the customers who left "
            + "why they did so and to tell them what has become of their answers in the end";
    var other =
        "The o\uFB03ce manager found that an e\uFB03cient \uFB01rst step\n"
            + "is: to ask the \u201Ccus\u00ADtomers\u201D who left,\r\n"
            + "WHY they did so \u2014 and to tell\u00A0them what\u200B has become of their answers;"
            + " in the end!";
    assertEquals(1, likeness(plain, other));
    assertEquals(sketch(plain), sketch(other));
  }

  @Test
  void too_little_text_has_no_sketch() {
    assertTrue(Sketches.of("").isEmpty());
    assertTrue(Sketches.of("\n \u2028 ... \n").isEmpty());
    assertTrue(Sketches.of("a title and hardly a word more than that").isEmpty());
    assertTrue(Sketches.of("again and again ".repeat(100)).isEmpty());
    assertTrue(Sketches.of(paragraph(40)).isPresent());
  }

  @Test
  void every_estimate_is_within_four_standard_errors_of_the_exact_share() {
    for (int round = 0; round < 60; round++) {
      var common = paragraph(200 + random.nextInt(1_000));
      var a = common + " " + paragraph(random.nextInt(1_000));
      var b = common + " " + paragraph(random.nextInt(1_000));
      double exact = exact(a, b);
      double error = Math.sqrt(exact * (1 - exact) / Sketch.MINIMA);
      // Of texts of few shingles more bins are borrowed.
      assertEquals(exact, likeness(a, b), 4 * 1.5 * error + 0.02, "round " + round);
    }
  }

  @Test
  void the_mean_of_many_estimates_is_the_exact_share() {
    double sum = 0;
    int rounds = 120;
    for (int round = 0; round < rounds; round++) {
      var common = paragraph(500);
      var a = common + " " + paragraph(250);
      var b = common + " " + paragraph(250);
      sum += likeness(a, b) - exact(a, b);
    }
    assertEquals(0, sum / rounds, 0.015);
  }

  @Test
  void what_has_nothing_in_common_is_not_alike() {
    assertTrue(likeness(paragraph(3_000), paragraph(3_000)) < 0.03);
    assertTrue(likeness(paragraph(60), paragraph(60)) < 0.1);
  }

  @Test
  void the_order_of_paragraphs_matters_little() {
    var paragraphs = new ArrayList<>(paragraphs(12));
    var text = String.join("\n", paragraphs);
    Collections.shuffle(paragraphs, random);
    assertTrue(likeness(text, String.join("\n", paragraphs)) > 0.85);
  }

  @Test
  void another_boilerplate_leaves_copies_alike() {
    var article = String.join("\n", paragraphs(8));
    var one = paragraph(30) + "\n" + article + "\n" + paragraph(40);
    var other = paragraph(50) + "\n" + article + "\n" + paragraph(20);
    assertTrue(likeness(one, other) > 0.65, "likeness " + likeness(one, other));
    assertTrue(likeness(one, article) > 0.75);
  }

  @Test
  void headers_and_footers_of_all_pages_count_for_nothing() {
    var pages = paragraphs(10);
    var text = String.join("\n", pages);
    var printed = new StringBuilder();
    for (int i = 0; i < pages.size(); i++)
      printed
          .append("Project plan, draft, of the office for projects\n")
          .append(pages.get(i))
          .append("\nPage ")
          .append(i + 1)
          .append(" of 10\n");
    assertTrue(likeness(text, printed.toString()) == 1, "likeness " + likeness(text, printed + ""));
  }

  @Test
  void a_text_of_lines_that_return_is_compared_by_these_lines() {
    var chorus = paragraph(20);
    var song = (chorus + "\n").repeat(5) + paragraph(10);
    assertTrue(likeness(song, chorus + " " + paragraph(10)) > 0.2);
  }

  @Test
  void an_excerpt_is_contained_in_its_whole() {
    var excerpt = paragraph(400);
    var whole = paragraph(300) + " " + excerpt + " " + paragraph(500);
    assertEquals(1, sketch(excerpt).containment(sketch(whole)), 0.15);
    assertEquals(0.33, sketch(whole).containment(sketch(excerpt)), 0.1);
    assertEquals(0, sketch(excerpt).containment(sketch(paragraph(500))), 0.05);
  }

  @Test
  void scripts_without_blanks_are_compared_by_their_characters() {
    var text = han(300);
    assertEquals(1, likeness(text, text.substring(0, 150) + "\n" + text.substring(150)));
    assertTrue(likeness(text, text.substring(0, 200) + han(100)) > 0.3);
    assertTrue(likeness(text, han(300)) < 0.2);
  }

  private String han(int length) {
    return IntStream.range(0, length)
        .mapToObj(_ -> Character.toString(0x4e00 + random.nextInt(2_000)))
        .collect(Collectors.joining());
  }

  @Test
  void a_sketch_comes_back_from_its_bytes() {
    var sketch = sketch(paragraph(300));
    assertEquals(sketch, Sketch.of(sketch.bytes()));
    assertEquals(sketch.shingles(), Sketch.of(sketch.bytes()).shingles());
    assertArrayEquals(sketch.bands(), Sketch.of(sketch.bytes()).bands());
    assertNotEquals(sketch, sketch(paragraph(300)));
    assertThrows(IllegalArgumentException.class, () -> Sketch.of(new byte[3]));
    var none = new byte[sketch.bytes().length];
    assertThrows(IllegalArgumentException.class, () -> Sketch.of(none));
  }

  @Test
  void what_is_alike_shares_a_band_as_often_as_the_curve_says() {
    int met = 0;
    int metOfUnlike = 0;
    int rounds = 150;
    for (int round = 0; round < rounds; round++) {
      var common = paragraph(700);
      if (share(common + paragraph(120), common + paragraph(120))) met++;
      var little = paragraph(130);
      if (share(little + paragraph(370), little + paragraph(370))) metOfUnlike++;
    }
    assertEquals(rounds, met);
    assertTrue(metOfUnlike < rounds / 4, "of the unlike ones met " + metOfUnlike);
  }

  private static boolean share(String a, String b) {
    var one = sketch(a).bands();
    var other = sketch(b).bands();
    return IntStream.range(0, Sketch.BANDS).anyMatch(i -> one[i] == other[i]);
  }

  @Test
  void no_text_is_an_error() {
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(300); i > 0; i--)
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
      var sketch = Sketches.of(text.toString());
      assertEquals(sketch, Sketches.of(text.toString()));
      assertFalse(sketch.isPresent() && sketch.get().shingles() < Sketches.LEAST);
    }
  }

  /// The Jaccard coefficient, said again in the plainest way.
  private static double exact(String a, String b) {
    var common = shingles(a);
    var all = new HashSet<>(common);
    var other = shingles(b);
    common.retainAll(other);
    all.addAll(other);
    return (double) common.size() / all.size();
  }

  private static Set<List<String>> shingles(String text) {
    var words = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
    var shingles = new HashSet<List<String>>();
    for (int i = 0; i + Sketches.WIDTH <= words.size(); i++)
      shingles.add(words.subList(i, i + Sketches.WIDTH));
    return shingles;
  }
}
