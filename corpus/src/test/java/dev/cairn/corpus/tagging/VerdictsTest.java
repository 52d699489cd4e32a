package dev.cairn.corpus.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Item;
import dev.cairn.corpus.Judgement;
import dev.cairn.corpus.Judgement.Verdict;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private static final ConceptView VIEW =
      Views.of(
          """
          :die a skos:Concept ; skos:prefLabel "Die"@en ;
              <http://www.w3.org/2002/07/owl#deprecated> true ; dcterms:isReplacedBy :ball .
          :ball a skos:Concept ; skos:prefLabel "Ball"@en .
          :bees a skos:Concept ; skos:prefLabel "Bees"@en .
          """);

  private static Judgement judgement(String concept, Verdict verdict, int second) {
    return new Judgement(
        "urn:cairn:concept:" + concept,
        verdict,
        List.of("cube"),
        Instant.ofEpochSecond(second),
        "admin");
  }

  @Test
  void what_was_said_of_a_merged_concept_holds_for_the_one_in_its_place() {
    var verdicts =
        Verdicts.of(
            List.of(
                judgement("die", Verdict.REJECTED, 1),
                judgement("bees", Verdict.CONFIRMED, 2),
                judgement("unknown", Verdict.CONFIRMED, 3)),
            VIEW);
    assertEquals(new Verdicts(Set.of("bees"), Set.of("ball")), verdicts);
  }

  @Test
  void what_was_said_of_the_concept_itself_counts_before_that() {
    var verdicts =
        Verdicts.of(
            List.of(judgement("ball", Verdict.CONFIRMED, 1), judgement("die", Verdict.REJECTED, 2)),
            VIEW);
    assertEquals(new Verdicts(Set.of("ball"), Set.of()), verdicts);
  }

  @Test
  void what_is_rejected_is_no_tag_and_makes_room_for_the_next() {
    var found = new ArrayList<Tag>();
    for (int i = 0; i < 12; i++) found.add(new Tag("c" + i, 0.9 - i / 100.0, Tag.Method.FREQUENCY));
    var tags = Tagger.chosen(found, List.of("named", "c1"), Set.of("c0", "named"));
    assertEquals(
        List.of("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"),
        tags.stream().map(Tag::concept).toList());
    assertEquals(new Tag("c1", 1, Tag.Method.PERSON), tags.getFirst());
  }

  private static List<Item> judged(int confirmed, int rejected) {
    var items = new ArrayList<Item>();
    for (int i = 0; i < confirmed + rejected; i++) {
      var like = Items.item(Seed.random(VerdictsTest.class));
      var verdict = i < confirmed ? Verdict.CONFIRMED : Verdict.REJECTED;
      items.add(
          new Item(
              like.id(),
              Item.Kind.DOCUMENT,
              "Item " + i,
              Metadata.none(),
              Metadata.none(),
              Optional.empty(),
              like.versions(),
              like.places(),
              Item.State.DESCRIBED,
              Optional.empty(),
              List.of(),
              List.of(judgement("ball", verdict, i)),
              0,
              1,
              Instant.EPOCH,
              Optional.empty(),
              Optional.empty()));
    }
    return items;
  }

  @Test
  void a_name_is_doubtful_where_rejections_surely_outweigh() {
    assertTrue(JudgedLabel.of(judged(0, 3)).getFirst().doubtful(), "3 of 3");
    assertTrue(JudgedLabel.of(judged(1, 6)).getFirst().doubtful(), "6 of 7");
    assertFalse(JudgedLabel.of(judged(0, 2)).getFirst().doubtful(), "2 of 2");
    assertFalse(JudgedLabel.of(judged(1, 4)).getFirst().doubtful(), "4 of 5");
    assertFalse(JudgedLabel.of(judged(9, 9)).getFirst().doubtful(), "9 of 18");
    var one = JudgedLabel.of(judged(1, 6)).getFirst();
    assertEquals("cube", one.label());
    assertEquals(1 / 7.0, one.precision(), 1e-9);
    assertEquals(List.of(), JudgedLabel.of(List.of()));
  }

  /// Against the definition: the share at which what was seen lies z deviations away.
  @Test
  void the_least_share_solves_the_equation_of_wilson() {
    for (int n = 1; n < 30; n++)
      for (int rejected = 1; rejected <= n; rejected++) {
        double least = JudgedLabel.of(judged(n - rejected, rejected)).getFirst().rejectedAtLeast();
        double seen = (double) rejected / n;
        double z = (seen - least) / Math.sqrt(least * (1 - least) / n);
        assertEquals(1.6449, z, 1e-6, rejected + " of " + n);
      }
  }
}
