package dev.cairn.corpus.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Catalogue.Arrival;
import dev.cairn.corpus.Catalogue.Description;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Metadata;
import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.Place;
import dev.cairn.corpus.Tag;
import dev.cairn.corpus.testkit.Items;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.sparql.Answer;
import dev.cairn.ontology.sparql.ItemStatements;
import dev.cairn.ontology.sparql.Limits;
import dev.cairn.ontology.sparql.Question;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;

class HeldStatementsTest {
  /// Of each time a store leaves out the last nought, as it does of every tenth.
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07.120Z"), ZoneOffset.UTC);

  private static final Caller ADMIN = Caller.admin();

  private final Random random = Seed.random(HeldStatementsTest.class);

  @Test
  void what_is_held_is_what_stands_in_the_store_whatever_happens() {
    try (var store = GraphStores.inMemory();
        var catalogue = Catalogues.open(store, CLOCK)) {
      var ids = new ArrayList<ItemId>();
      for (int n = 0; n < 12; n++) ids.add(received(catalogue, n, "first").id());
      assertHeld(store, catalogue, 12);
      received(catalogue, 3, "second");
      received(catalogue, 3, "third");
      catalogue.amend(ids.get(5), _ -> Items.titled("Another title"), ADMIN);
      received(catalogue, 12, "first");
      assertHeld(store, catalogue, 13);
      catalogue.bin(ids.subList(7, 9), ADMIN);
      catalogue.destroy(ids.subList(8, 9), ADMIN);
      assertHeld(store, catalogue, 11);
    }
  }

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT ?i ?t { ?i a cairn:Lesson ; dcterms:title ?t }",
          "SELECT ?i ?l { ?i dcterms:subject ?c . ?c skos:prefLabel ?l . ?c skos:broader ?b }",
          "SELECT ?i ?o { ?i dcterms:subject ?c . ?o dcterms:subject ?c , ?c }",
          "SELECT * { ?s ?p ?s }",
          "SELECT ?s ?p ?o { ?s ?p ?o ; a cairn:Document }",
          "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
          "SELECT ?i ?v { ?i cairn:version ?v OPTIONAL { ?v cairn:eventDate ?d } }",
          "SELECT ?i ?d { ?i a cairn:Lesson OPTIONAL { ?i cairn:version/cairn:outcomeKind ?d } ?i"
              + " cairn:version/cairn:status ?s }",
          "SELECT ?i { ?i a cairn:Document FILTER NOT EXISTS { ?i cairn:keyword ?k } }",
          "SELECT ?i ?t { VALUES ?t { cairn:Lesson cairn:Document } ?i a ?t }",
          "SELECT ?a ?b { [ dcterms:title ?a ; cairn:keyword ?b ] }",
          "SELECT ?i { ?i (cairn:tag/dcterms:subject)|dcterms:subject concept:leading }",
          "SELECT ?x ?y { ?x a cairn:Lesson . ?y a skos:ConceptScheme }",
          "SELECT ?i ?n { { SELECT ?i (COUNT(?v) AS ?n) { ?i cairn:version ?v } GROUP BY ?i } ?i a"
              + " cairn:Lesson }",
          "SELECT ?c { ?c skos:broader* concept:leading . ?c a skos:Concept }",
          "SELECT ?i { ?i <urn:x-test:nothing> ?o }",
          "SELECT ?m ?o { ?s rdf:_1 ?m ; ?p ?o }");

  @Test
  void questions_are_answered_from_memory_as_from_the_store() {
    try (var store = GraphStores.inMemory();
        var catalogue = Catalogues.open(store, CLOCK)) {
      for (int n = 0; n < 9; n++) received(catalogue, n, "first");
      received(catalogue, 3, "second");
      var vocabularies = Vocabularies.open(store);
      var memory = catalogue.statements();
      var asked =
          List.of(
              sparql(store, vocabularies, memory), sparql(store, vocabularies, new Stored(memory)));
      for (var caller : List.of(ADMIN, Caller.anonymous()))
        for (var question : QUESTIONS) {
          var answers = asked.stream().map(s -> rows(s, question, caller)).toList();
          assertEquals(answers.getLast(), answers.getFirst(), question);
        }
    }
  }

  /// The same without anything in memory.
  private record Stored(ItemStatements all) implements ItemStatements {
    @Override
    public String beginning() {
      return all.beginning();
    }

    @Override
    public Set<Node> visible(Caller caller) {
      return all.visible(caller);
    }

    @Override
    public boolean shows(Triple statement, Caller caller) {
      return all.shows(statement, caller);
    }

    @Override
    public Set<Node> properties() {
      return all.properties();
    }
  }

  private static Sparql sparql(
      GraphStore store, Vocabularies vocabularies, ItemStatements statements) {
    return Sparql.over(
        store,
        vocabularies,
        statements,
        (_, _, _, _) -> List.of(),
        Limits.defaults().withTime(Duration.ofMinutes(1)));
  }

  private static List<String> rows(Sparql sparql, String question, Caller caller) {
    var outcome = sparql.ask(new Question(question, "run-of-a-test"), caller);
    return assertInstanceOf(dev.cairn.ontology.sparql.Outcome.Found.class, outcome, question)
        .answer()
        .table(100_000)
        .rows()
        .stream()
        .map(row -> row.stream().map(HeldStatementsTest::value).toList().toString())
        .sorted()
        .toList();
  }

  /// Numbers and times are spelt otherwise by the store.
  private static String value(Answer.Cell cell) {
    return switch (cell.datatype().substring(cell.datatype().indexOf('#') + 1)) {
      case "double" -> "" + Double.parseDouble(cell.text());
      case "dateTime" -> "" + Instant.parse(cell.text());
      default -> cell.text();
    };
  }

  private Item received(Catalogue catalogue, int n, String text) {
    var arrival =
        new Arrival(
            n % 3 == 0 ? Item.Kind.LESSON : Item.Kind.DOCUMENT,
            new Place("folder:share", "note " + n + ".txt"),
            Items.content(n + text),
            1_000,
            "text/plain",
            n % 4 == 0 ? Items.readableBy("role:admin") : Metadata.none(),
            n % 3 == 0 ? Optional.of(Items.lesson(random)) : Optional.empty());
    var item = catalogue.receive(List.of(arrival), ADMIN).getFirst().item();
    catalogue.describe(
        List.of(
            new Description(
                item.id(),
                item.version().content(),
                "text/plain; charset=UTF-8",
                "tika",
                Items.metadata(random),
                new Outcome.Indexed(),
                List.of(new Tag("leading", 0.5 + n / 100.0, Tag.Method.HEADING)),
                0.01)));
    return item;
  }

  private void assertHeld(GraphStore store, Catalogue catalogue, int items) {
    store.look(data -> {
      var now = catalogue.statements().view(ADMIN, data);
      var visible = now.visible();
      var all = now.held().orElseThrow();
      assertEquals(items, visible.size());
      var triples = new ArrayList<Triple>();
      for (var graph : visible) {
        var stored =
            Iter.toList(Iter.map(data.find(graph, Node.ANY, Node.ANY, Node.ANY), Quad::asTriple));
        var here = Iter.toList(all.in(graph, Node.ANY, Node.ANY, Node.ANY));
        assertEquals(values(stored.iterator()), values(here.iterator()));
        assertEquals(stored.size(), here.size(), "nothing twice, however it is spelt");
        triples.addAll(here);
      }
      var views =
          Stream.of(ADMIN, Caller.anonymous())
              .map(caller -> catalogue.statements().view(caller, data))
              .toList();
      assertTrue(views.getLast().visible().size() < visible.size());
      for (int i = 0; i < 300; i++) {
        var view = views.get(random.nextInt(2));
        var some = view.visible();
        var here = view.held().orElseThrow();
        var one = triples.get(random.nextInt(triples.size()));
        var s = random.nextBoolean() ? Node.ANY : one.getSubject();
        var p = random.nextBoolean() ? Node.ANY : one.getPredicate();
        var o = random.nextBoolean() ? Node.ANY : one.getObject();
        var wanted = Triple.create(s, p, o);
        var expected =
            triples.stream()
                .filter(wanted::matches)
                .filter(t -> some.stream().anyMatch(g -> isOf(t.getSubject(), g)))
                .toList();
        assertEquals(values(expected.iterator()), values(here.find(s, p, o)), "" + wanted);
        boolean counted = catalogue.statements().properties().contains(p);
        if (s == Node.ANY && counted && o != Node.ANY)
          assertEquals(expected.size(), here.count(p, o), "what is not shown moves no number");
        if (s == Node.ANY && counted && o == Node.ANY)
          assertEquals(expected.size(), here.size(p).statements());
        assertTrue(!here.in(Node.ANY, s, p, o).hasNext());
      }
      return true;
    });
  }

  private static boolean isOf(Node subject, Node graph) {
    return subject.equals(graph) || subject.getURI().startsWith(graph.getURI() + "#");
  }

  private static Set<List<Object>> values(Iterator<Triple> all) {
    var values = new HashSet<List<Object>>();
    Stream.<Triple>of(Iter.toList(all).toArray(Triple[]::new))
        .forEach(t ->
            values.add(
                List.of(t.getSubject(), t.getPredicate(), t.getObject().getIndexingValue())));
    return values;
  }
}
