package dev.cairn.indexer.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.testkit.HashedWords;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingsTest {
  /// Two that say the same in words that only their descriptions share, among others.
  private static final String CONCEPTS =
      """
      @prefix a: <https://a.example/> .
      @prefix b: <https://b.example/> .
      a:1 a skos:Concept ; skos:prefLabel "Churn"@en ;
        skos:definition "customers who leave a supplier for another"@en .
      a:2 a skos:Concept ; skos:prefLabel "Harbour"@en ; skos:definition "where ships moor"@en .
      a:3 a skos:Concept ; skos:prefLabel "Poetry"@en ; skos:definition "verses that rhyme"@en .
      b:1 a skos:Concept ; skos:prefLabel "Attrition"@en ;
        skos:definition "customers who leave a supplier for another"@en .
      b:2 a skos:Concept ; skos:prefLabel "Bakery"@en ; skos:definition "bread, rolls, cake"@en .
      b:3 a skos:Concept ; skos:prefLabel "Harbours"@en ; skos:definition "where ships moor"@en .
      b:4 a skos:Concept ; skos:prefLabel "Hafen"@de ; skos:definition "wo Schiffe liegen"@de .
      """;

  @TempDir Path folder;
  private ConceptView view = Views.of(CONCEPTS);
  private final Rejections rejections = Rejections.open(GraphStores.inMemory(), Clock.systemUTC());
  private final HashedWords model = new HashedWords();

  private Mappings mappings(Optional<Embedder> embedder) {
    return new Mappings(
        new Mappings.Parts(
            () -> view,
            c -> c.iri().startsWith("https://a.example/") ? "a" : "b",
            () -> List.of("a", "b"),
            rejections,
            embedder,
            folder.resolve("known"),
            Clock.systemUTC()));
  }

  private static List<String> pairs(Mappings.Open open) {
    return open.suggestions().stream().map(s -> s.one().label() + "=" + s.other().label()).toList();
  }

  @Test
  void what_means_the_same_is_suggested_beside_what_is_called_the_same() throws Exception {
    var mappings = mappings(Optional.of(model));
    assertTrue(mappings.open().at().isEmpty());
    var steps = new ArrayList<String>();
    var open = mappings.look(progress -> steps.add(progress.step()));
    assertTrue(pairs(open).contains("Harbour=Harbours"), pairs(open).toString());
    assertTrue(pairs(open).contains("Churn=Attrition"), pairs(open).toString());
    assertTrue(open.byMeaning());
    assertEquals(
        List.of(
            "Reading concepts for their meaning",
            "Comparing what concepts mean",
            "Comparing names"),
        steps.stream().distinct().toList());
    rejections.reject(
        List.of(new Rejections.Pair("https://b.example/1", "https://a.example/1")), Caller.admin());
    assertFalse(pairs(mappings.open()).contains("Churn=Attrition"));
  }

  @Test
  void what_the_model_has_read_is_not_read_again() throws Exception {
    var first = mappings(Optional.of(model)).look(_ -> {});
    long read = model.read.get();
    assertTrue(read > 0);
    var again = mappings(Optional.of(model)).look(_ -> {});
    assertEquals(read, model.read.get());
    assertEquals(pairs(first), pairs(again));
    Files.write(folder.resolve("known"), new byte[] {1, 2, 3});
    mappings(Optional.of(model)).look(_ -> {});
    assertEquals(2 * read, model.read.get(), "a spoilt file is as good as none");
  }

  @Test
  void without_a_model_names_decide_and_it_says_so() throws Exception {
    var without = mappings(Optional.empty()).look(_ -> {});
    model.asleep = true;
    var away = mappings(Optional.of(model)).look(_ -> {});
    assertEquals(List.of("Harbour=Harbours"), pairs(without));
    assertEquals(pairs(without), pairs(away));
    assertTrue(without.notice().orElseThrow().contains("names alone"));
    assertTrue(away.notice().orElseThrow().contains("cannot be reached"));
    assertFalse(away.byMeaning());
  }

  @Test
  void a_concept_has_its_equal_while_that_is_in_use() throws Exception {
    var mappings = mappings(Optional.empty());
    var mapped = CONCEPTS + "a:2 skos:exactMatch b:2 .\n";
    mappings.look(_ -> {});
    view = Views.of(mapped);
    assertEquals(List.of(), pairs(mappings.open()));
    assertEquals(List.of(), pairs(mappings.look(_ -> {})));
    view = Views.of(mapped + "b:2 <http://www.w3.org/2002/07/owl#deprecated> true .\n");
    assertEquals(List.of("Harbour=Harbours"), pairs(mappings.look(_ -> {})));
    assertEquals(List.of("Harbour=Harbours"), pairs(mappings.open()));
  }
}
