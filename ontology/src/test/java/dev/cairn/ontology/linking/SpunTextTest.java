package dev.cairn.ontology.linking;

import static dev.cairn.ontology.linking.Vocabulary.LINKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Mention;
import dev.cairn.ontology.Mention.Method;
import dev.cairn.ontology.testkit.Views;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpunTextTest {
  /// As a program would rewrite "The aim of customer experience management is to keep buyers …".
  private static final String SPUN =
      """
      The ambition of chump acquaintance administration is to accumulate barter for years. \
      A acceptable chump acquaintance begets chump adherence, and chump loyalty begets profit. \
      Chump accord administration watches the sales, while cast administration watches the name.
      In bazaars with abundant rivals the agitate is high: one aftermost bill, and they leave.
      """;

  @Test
  void spun_text_is_seen_through() {
    var linked = LINKER.link(SPUN);
    assertTrue(linked.spun() >= 0.5, "spun " + linked.spun());
    assertTrue(linked.hiddenLabelsApplied());
    var found = linked.mentions();
    assertEquals(
        List.of(
            "customer-experience-management",
            "customer-experience",
            "customer-loyalty",
            "customer-relationship-management",
            "brand-management",
            "customer-churn"),
        found.stream().map(Mention::concept).toList());
    assertTrue(found.stream().allMatch(m -> m.method() == Method.HIDDEN_LABEL));
    var first = found.getFirst();
    assertEquals("chump acquaintance administration", first.label());
    assertEquals("chump acquaintance administration", SPUN.substring(first.start(), first.end()));
  }

  @Test
  void the_built_in_scheme_sees_through_it_too() {
    var linked = Linkers.over(Views.builtIn(), LinkerSettings.defaults()).link(SPUN);
    assertTrue(linked.spun() >= 0.5, "spun " + linked.spun());
    var first = linked.mentions().getFirst();
    assertEquals("customer-experience-management", first.concept());
    assertEquals(Method.HIDDEN_LABEL, first.method());
  }

  @Test
  void a_collocation_that_no_label_has_shows_the_label_it_stands_for() {
    var loyalty = LINKER.link(SPUN).mentions().get(2);
    assertEquals("chump loyalty", SPUN.substring(loyalty.start(), loyalty.end()));
    assertEquals("customer loyalty", loyalty.label());
  }

  @Test
  void without_the_rule_hidden_labels_never_count() {
    var linked = Linkers.over(Vocabulary.VIEW, new LinkerSettings(false)).link(SPUN);
    assertEquals(LINKER.link(SPUN).spun(), linked.spun());
    assertFalse(linked.hiddenLabelsApplied());
    assertEquals(List.of(), linked.mentions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "He had to suffer and endure a lot; an old acquaintance helped him through it.",
        "Barter trade came before money. An accord was struck between the villages.",
        "Agitate the mixture, then let the cast cool down for an hour.",
        "Some customers suffer from poor customer experience and endure long queues.",
        "The administration of the city agreed on an accord about customer experience management.",
        "The word chump is impolite. Never call a customer a chump, whatever the customer loyalty."
      })
  void ordinary_text_with_the_same_words_is_not_touched(String text) {
    var linked = LINKER.link(text);
    assertEquals(0, linked.spun());
    assertFalse(linked.hiddenLabelsApplied());
    assertTrue(linked.mentions().stream().noneMatch(m -> m.method() == Method.HIDDEN_LABEL));
  }

  @Test
  void one_odd_phrase_in_an_ordinary_text_is_chance() {
    var text =
        "A spinner wrote \"chump acquaintance administration\" for customer experience management.";
    assertEquals(0, LINKER.link(text).spun());
    assertTrue(
        LINKER.link(text).mentions().stream().noneMatch(m -> m.method() == Method.HIDDEN_LABEL));
  }

  @Test
  void the_same_phrase_again_says_nothing_new() {
    var once = "chump acquaintance administration and chump loyalty. ";
    assertTrue(LINKER.link(once.repeat(100)).spun() < LINKER.link(once).spun());
  }

  @Test
  void more_ordinary_text_around_makes_it_less_spun() {
    var diluted = SPUN + "An honest sentence about a house by the sea. ".repeat(400);
    assertTrue(LINKER.link(diluted).spun() < 0.5);
  }
}
