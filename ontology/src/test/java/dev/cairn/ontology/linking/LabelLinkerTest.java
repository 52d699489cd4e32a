package dev.cairn.ontology.linking;

import static dev.cairn.ontology.linking.Vocabulary.LINKER;
import static dev.cairn.ontology.testkit.SmallView.concept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Mention;
import dev.cairn.ontology.Mention.Method;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.SmallView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelLinkerTest {
  private static List<Mention> mentions(String text) {
    return LINKER.link(text).mentions();
  }

  private static List<String> concepts(String text) {
    return mentions(text).stream().map(Mention::concept).toList();
  }

  @Test
  void the_longest_label_wins() {
    assertEquals(
        List.of("customer-experience-management"),
        concepts("We teach customer experience management."));
    assertEquals(List.of("customer-experience"), concepts("We teach customer experience."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the customers' experience | customers' experience",
        "the customer’s experience | customer’s experience",
        "CUSTOMER EXPERIENCE | CUSTOMER EXPERIENCE",
        "“Customer\u00a0Experiences” | Customer\u00a0Experiences",
        "cus\u00adtomer-experience. | cus\u00adtomer-experience",
        "𝄞 ﬁrst cústomer experience's end | cústomer experience",
        "CX's rise | CX"
      })
  void a_mention_is_exactly_the_words_of_the_label(String text, String words) {
    var found = mentions(text);
    assertEquals(1, found.size(), found::toString);
    assertEquals("customer-experience", found.getFirst().concept());
    assertEquals(words, text.substring(found.getFirst().start(), found.getFirst().end()));
  }

  @ParameterizedTest
  @CsvSource({
    "order fulfilment, order fulfillment",
    "behaviour change, behavior changes",
    "organising, organizing",
    "multi-channel interaction, multichannel interactions",
    "multi channel interaction, multi‑channel interaction",
    "customer experience programme, customer experience programs",
    "contact centre, contact centers",
    "e-mail, email",
    "e-mails, emails",
    "touch point, touchpoints",
    "touch-point, Touchpoint",
    "lesson learned, lessons learnt",
    "share knowledge, sharing knowledge",
    "shares knowledge, share the knowledge"
  })
  void spellings_of_one_name_agree(String one, String other) {
    assertEquals(1, concepts(one).size(), one);
    assertEquals(concepts(one), concepts(other));
    assertEquals(concepts(one), concepts(other.toUpperCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "planned",
        "economic growth",
        "customer. Experience",
        "customer, experience",
        "customer\nexperience",
        "customer (experience)",
        "a smart goalkeeper",
        "cem and hr and cx and Hr",
        "e mailing"
      })
  void other_words_are_left_alone(String text) {
    assertEquals(List.of(), concepts(text));
  }

  @Test
  void planning_is_not_a_plan() {
    assertEquals(List.of("planning", "plan"), concepts("Planning ends in plans"));
  }

  @Test
  void a_label_with_commas_needs_them() {
    assertEquals(List.of("poac"), concepts("Terry: planning, organising, actuating, controlling."));
  }

  @Test
  void acronyms_need_capitals() {
    assertEquals(List.of("human-resources"), concepts("Ask HR about it"));
    assertEquals(List.of("human-resources-department"), concepts("ask the hr department"));
    assertEquals(List.of("smart-goal"), concepts("Goals are SMART here"));
    assertEquals(List.of(), concepts("a smart idea"));
    assertEquals(List.of(), concepts("BE SMART AND QUICK"), "capitals say nothing here");
  }

  @Test
  void an_everyday_word_needs_a_neighbour() {
    assertEquals(List.of(), concepts("Milk is put into a churn."));
    var found = mentions("Churn falls when customer loyalty grows.");
    assertEquals(
        List.of("customer-churn", "customer-loyalty"),
        found.stream().map(Mention::concept).toList());
    assertEquals(Method.CONTEXT, found.getFirst().method());
    assertTrue(found.getFirst().confidence() < found.getLast().confidence());
  }

  @Test
  void a_preferred_label_that_is_also_a_context_label_needs_a_neighbour() {
    var view =
        SmallView.of(
            concept("vision").preferred("Vision").alternative("visions").context("vision"),
            concept("mission-statement").related("vision"));
    var linker = Linkers.over(view, LinkerSettings.defaults());
    assertEquals(List.of(), linker.link("The eye is for vision, dreams are visions.").mentions());
    assertEquals(2, linker.link("A vision comes before the mission statement.").mentions().size());
  }

  @Test
  void most_parts_of_a_whole_confirm_one_another() {
    var view =
        SmallView.of(
            concept("swot").preferred("SWOT analysis"),
            concept("strength").context("strength").broader("swot"),
            concept("weakness").context("weakness").broader("swot"),
            concept("opportunity").context("opportunity").broader("swot"),
            concept("threat").context("threat").broader("swot"));
    var linker = Linkers.over(view, LinkerSettings.defaults());
    assertEquals(
        List.of("strength", "weakness", "threat"),
        linker.link("Strengths. Weaknesses. Threats.").mentions().stream()
            .map(Mention::concept)
            .toList());
    assertEquals(List.of(), linker.link("His strength was no threat. Strength!").mentions());
    var filler = "Nothing of interest is said in this line.\n".repeat(10);
    assertEquals(
        List.of(), linker.link("Strengths, weaknesses.\n" + filler + "Threats.").mentions());
    assertEquals(List.of(), linker.recognise("strengths weaknesses threats"));
  }

  @Test
  void a_word_inside_a_name_is_not_meant_by_itself() {
    assertEquals(
        List.of(), concepts("She works at the Office of Planning and lives in Brand Street now."));
    assertEquals(List.of("planning"), concepts("Planning comes first there."));
    assertEquals(List.of("planning"), concepts("The word is Planning with a capital."));
    assertEquals(List.of("planning", "brand"), concepts("Planning Makes the Brand Strong"));
  }

  @Test
  void a_neighbour_far_away_does_not_help() {
    var filler = "Nothing of interest is said in this line.\n".repeat(10);
    assertEquals(
        List.of("customer-loyalty"), concepts("Customer loyalty.\n" + filler + "The churn."));
  }

  @Test
  void an_everyday_acronym_is_explained_once_for_the_whole_text() {
    var far = "\n" + "Nothing of interest is said in this line.\n".repeat(40);
    assertEquals(List.of(), concepts("The NPS looks after parks."));
    assertEquals(
        List.of("net-promoter-score", "net-promoter-score", "net-promoter-score"),
        concepts("Net promoter score (NPS)." + far + "The NPS grows."));
  }

  @Test
  void a_qualified_label_needs_a_neighbour() {
    assertEquals(List.of(), concepts("compliance with the law"));
    assertEquals(
        List.of("human-resources", "compliance"), concepts("Human resources see to compliance."));
  }

  @Test
  void a_shared_word_goes_to_the_concept_whose_neighbours_are_near() {
    assertEquals(List.of(), concepts("He has talent."));
    assertEquals(
        List.of("human-resources", "talent-person"), concepts("Human resources look for talent."));
    assertEquals(List.of("organizing", "talent-dimension"), concepts("Organizing needs talent."));
  }

  @Test
  void a_shared_name_goes_to_the_more_general_when_nothing_decides() {
    assertEquals(List.of("continuous-improvement"), concepts("We like continuous improvement."));
  }

  @Test
  void mentions_are_ordered_and_apart() {
    var text = randomText(Seed.random(LabelLinkerTest.class), 4_000);
    int last = 0;
    for (var mention : mentions(text)) {
      assertTrue(mention.start() >= last, mention::toString);
      assertTrue(mention.end() <= text.length());
      last = mention.end();
    }
    assertTrue(last > 0, "found nothing");
  }

  @Test
  void every_mention_by_label_says_its_label() {
    var text = randomText(Seed.random(LabelLinkerTest.class), 4_000);
    for (var mention : mentions(text))
      if (mention.method() == Method.LABEL) {
        var words = text.substring(mention.start(), mention.end());
        assertEquals(solid(mention.label()), solid(words));
      }
  }

  @Test
  void what_is_found_by_label_does_not_depend_on_other_paragraphs() {
    var random = Seed.random(LabelLinkerTest.class);
    var between = "\n" + "Nothing of interest is said in this line.\n".repeat(40);
    for (int i = 0; i < 20; i++) {
      var one = randomText(random, 60);
      var two = randomText(random, 60);
      var expected = new ArrayList<String>(labelled(one, 0));
      expected.addAll(labelled(two, one.length() + between.length()));
      assertEquals(expected, labelled(one + between + two, 0));
    }
  }

  @Test
  void the_version_tells_vocabulary_and_rule_apart() {
    var without = Linkers.over(Vocabulary.VIEW, new LinkerSettings(false));
    assertNotEquals(LINKER.version(), without.version());
    assertEquals(
        LINKER.version(), Linkers.over(Vocabulary.VIEW, LinkerSettings.defaults()).version());
  }

  private static List<String> labelled(String text, int shift) {
    return mentions(text).stream()
        .filter(m -> m.method() == Method.LABEL)
        .map(m -> m.concept() + "@" + (m.start() + shift) + "-" + (m.end() + shift))
        .toList();
  }

  private static String solid(String words) {
    var all = new StringBuilder();
    var tokens = Tokens.of(words);
    for (int i = 0; i < tokens.size(); i++)
      if (!tokens.isArticle(i)) all.append(tokens.word(i).key());
    return Tokens.key(all.toString());
  }

  /// Labels, some words and marks in random order, case and number.
  private static String randomText(Random random, int pieces) {
    var labels =
        Vocabulary.VIEW.all().stream()
            .flatMap(c -> c.labels().stream())
            .filter(l -> l.kind() != dev.cairn.ontology.Concept.Label.Kind.HIDDEN)
            .map(l -> l.text().replace(" (staffing)", ""))
            .toList();
    var others =
        List.of("house", "customer", "the", "of", ",", "\n", ".", "Zürich", "𝄞", "—", "a");
    var text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      var from = random.nextBoolean() ? labels : others;
      var piece = from.get(random.nextInt(from.size()));
      text.append(
          switch (random.nextInt(4)) {
            case 0 -> piece.replace(' ', '-');
            case 1 -> piece.endsWith("e") ? piece + "s" : piece;
            default -> piece;
          });
      text.append(random.nextInt(6) == 0 ? "  " : " ");
    }
    return text.toString();
  }
}
