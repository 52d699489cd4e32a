package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.indexer.Answer;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.concepts.ConceptViews;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.vocabulary.BuiltIn;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which concepts a question brings as cards.
class CardsTest {
  private static final ConceptView CONCEPTS = ConceptViews.of(BuiltIn.load().graph());
  private static final Linker LINKER = Linkers.over(CONCEPTS, LinkerSettings.defaults());

  private static List<String> cards(String question) {
    var recognised =
        LINKER.recognise(question).stream()
            .map(m ->
                new Answer.Recognised(
                    m.concept(), m.label(), question.substring(m.start(), m.end()), m.confidence()))
            .toList();
    return Cards.named(question, recognised, CONCEPTS).stream().map(Concept::id).toList();
  }

  @Test
  void a_name_brings_its_card() {
    assertEquals(List.of("customer-churn"), cards("Customer churn"));
    assertEquals(List.of("customer-churn"), cards("customer churn?"));
    assertEquals(List.of("planning"), cards("planning"));
  }

  @Test
  void so_does_a_clear_name_in_a_sentence() {
    assertEquals(
        List.of("customer-churn"), cards("How do we measure customer churn in the shops?"));
  }

  @Test
  void one_word_of_a_sentence_does_not() {
    assertEquals(List.of(), cards("What went wrong when planning the move of the billing system?"));
    assertEquals(List.of(), cards("the third door on the left"));
  }

  @Test
  void several_concepts_of_one_name_are_all_shown() {
    var churn = CONCEPTS.byId("customer-churn").orElseThrow();
    var recognised = List.of(new Answer.Recognised("planning", "Planning", churn.label(), 0.9));
    assertEquals(
        List.of("planning", "customer-churn"),
        Cards.named(churn.label(), recognised, CONCEPTS).stream().map(Concept::id).toList());
  }
}
