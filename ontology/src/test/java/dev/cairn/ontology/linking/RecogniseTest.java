package dev.cairn.ontology.linking;

import static dev.cairn.ontology.linking.Vocabulary.LINKER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Mention;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecogniseTest {
  private static List<String> concepts(String question) {
    return LINKER.recognise(question).stream().map(Mention::concept).toList();
  }

  @Test
  void small_letters_do_for_acronyms_but_are_less_sure() {
    assertEquals(List.of("customer-relationship-management"), concepts("what is crm?"));
    double small = LINKER.recognise("crm").getFirst().confidence();
    double capital = LINKER.recognise("CRM").getFirst().confidence();
    assertTrue(small < capital, small + " < " + capital);
  }

  @Test
  void the_surest_comes_first() {
    assertEquals(
        List.of("customer-experience-management", "planning"),
        concepts("planning customer experience management"));
  }

  @Test
  void an_everyday_word_counts_alone_or_in_company() {
    assertEquals(List.of("customer-churn"), concepts("churn"));
    assertEquals(List.of("customer-churn"), concepts("What is the churn?"));
    assertEquals(List.of(), concepts("how to churn butter"));
    assertEquals(List.of("customer-loyalty", "customer-churn"), concepts("churn customer loyalty"));
  }

  @Test
  void a_shared_word_alone_goes_to_the_concept_that_prefers_it() {
    assertEquals(List.of("talent-dimension"), concepts("talent"));
  }

  @Test
  void hidden_labels_never_count() {
    assertEquals(List.of(), concepts("chump acquaintance administration"));
    assertEquals(
        List.of(),
        concepts("chump acquaintance administration chump accord administration agitate cast"));
  }

  @Test
  void marks_and_emptiness_are_no_trouble() {
    assertEquals(List.of(), LINKER.recognise(""));
    assertEquals(List.of(), LINKER.recognise("?! \"- ' *"));
  }
}
