package dev.cairn.ontology.curating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ontology.Caller;
import dev.cairn.ontology.Concept;
import dev.cairn.ontology.Concept.Label;
import dev.cairn.ontology.Concept.Label.Kind;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.GraphStore;
import dev.cairn.ontology.GraphStore.Change;
import dev.cairn.ontology.Match;
import dev.cairn.ontology.Relation;
import dev.cairn.ontology.curating.Curator.Reason;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.shapes.Fault;
import dev.cairn.ontology.shapes.SchemeCheck;
import dev.cairn.ontology.tdb.GraphStores;
import dev.cairn.ontology.testkit.Seed;
import dev.cairn.ontology.testkit.Views;
import dev.cairn.ontology.vocabulary.Vocabularies;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CuratorTest {
  private static final SchemeCheck CHECK = SchemeCheck.load();
  private static final String FOREIGN =
      """
      PREFIX f: <https://thesaurus.example/>
      f:scheme a skos:ConceptScheme .
      f:trade a skos:Concept ; skos:inScheme f:scheme ; skos:prefLabel "Trade" ;
        skos:narrower f:retail .
      f:retail a skos:Concept ; skos:inScheme f:scheme ; skos:prefLabel "Retail" .
      """;

  private final GraphStore store = GraphStores.inMemory();
  private final Vocabularies vocabularies = Vocabularies.open(store);
  private final Curator curator =
      new Curator(
          store, vocabularies, Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));

  @AfterEach
  void close() {
    store.close();
  }

  private ConceptView view() {
    return vocabularies.now().concepts();
  }

  private Concept concept(String id) {
    return view().byId(id).orElseThrow(() -> new AssertionError("no " + id));
  }

  private Publication.Made publish(Edit... edits) {
    var answer = curator.publish(List.of(edits), Reason.NONE, Caller.admin());
    return assertInstanceOf(Publication.Made.class, answer, answer.toString());
  }

  private List<EditFault> refused(Edit... edits) {
    var before = statements();
    int version = curator.version();
    var answer = curator.publish(List.of(edits), Reason.NONE, Caller.admin());
    var faults = assertInstanceOf(Publication.Refused.class, answer, answer.toString()).faults();
    assertEquals(before, statements(), "what is refused changes nothing");
    assertEquals(version, curator.version());
    assertFalse(faults.isEmpty());
    return faults;
  }

  private String refusedAt(Edit... edits) {
    return refused(edits).getFirst().field();
  }

  /// All statements in force but the days of change.
  private Set<Triple> statements() {
    return statements(vocabularies.now().graph());
  }

  private static Set<Triple> statements(Graph graph) {
    var all = new HashSet<Triple>();
    graph.find().forEachRemaining(all::add);
    all.removeIf(t -> t.getPredicate().equals(DCTerms.modified.asNode()));
    return all;
  }

  private static Label label(Kind kind, String text) {
    return new Label(kind, text, "en");
  }

  private static Edit.Create create(String name, String broader) {
    return new Edit.Create(
        Optional.empty(),
        Optional.empty(),
        List.of(label(Kind.PREFERRED, name)),
        "What " + name + " means, said at some length.",
        "en",
        "Curators' notes",
        Optional.of(broader),
        Relation.BROADER);
  }

  @Test
  void a_concept_is_created_under_another_and_found_by_its_name() {
    var made = publish(create("Exit interview", "customer-churn"));
    assertEquals(List.of("exit-interview"), made.created());
    var concept = concept("exit-interview");
    assertEquals("urn:cairn:concept:exit-interview", concept.iri());
    assertEquals(List.of("customer-churn"), concept.broader());
    assertEquals(concept("customer-churn").subject(), concept.subject());
    assertEquals(List.of("Curators' notes"), concept.sources());
    assertEquals(
        Optional.of("What Exit interview means, said at some length."), concept.definition());
    assertTrue(view().dates("exit-interview").created().isPresent());
    assertEquals(List.of(), CHECK.faults(vocabularies.now().graph()));
    assertTrue(
        Linkers.over(view(), LinkerSettings.defaults())
            .recognise("after an exit interview")
            .stream()
            .anyMatch(m -> m.concept().equals("exit-interview")));
  }

  @Test
  void an_id_is_never_given_twice() {
    publish(create("Exit interview", "customer-churn"));
    curator.undo(1, "", Caller.admin());
    assertTrue(view().byId("exit-interview").isEmpty());
    assertEquals(
        List.of("exit-interview-2"), publish(create("Exit interview", "customer-churn")).created());
    assertEquals(
        "id",
        refusedAt(
            new Edit.Create(
                Optional.of("exit-interview"),
                Optional.empty(),
                List.of(label(Kind.PREFERRED, "Something else")),
                "",
                "en",
                "",
                Optional.empty(),
                Relation.BROADER)));
    assertEquals(List.of("changes-concept"), publish(create("Changes", "work")).created());
  }

  @Test
  void a_new_concept_of_our_scheme_needs_a_definition_and_a_source_and_a_place() {
    var faults =
        refused(
            new Edit.Create(
                Optional.empty(),
                Optional.empty(),
                List.of(label(Kind.PREFERRED, "Exit interview")),
                "",
                "en",
                "",
                Optional.empty(),
                Relation.BROADER));
    assertEquals(
        Set.of("definition", "source", "broader"),
        new HashSet<>(faults.stream().map(EditFault::field).toList()));
    assertTrue(
        faults.stream().allMatch(f -> f.edit() == 0 && f.detail().contains("“Exit interview”")));
  }

  @Test
  void renaming_keeps_the_former_name() {
    publish(new Edit.Rename("customer-churn", "Customer attrition rate", "en", true));
    var concept = concept("customer-churn");
    assertEquals("Customer attrition rate", concept.label());
    assertTrue(concept.labels().contains(label(Kind.ALTERNATIVE, "Customer churn")));
    publish(new Edit.Rename("customer-churn", "Kundenabwanderung", "de", true));
    assertEquals("Customer attrition rate", concept("customer-churn").label());
    assertTrue(
        concept("customer-churn")
            .labels()
            .contains(new Label(Kind.PREFERRED, "Kundenabwanderung", "de")));
    assertEquals(
        "text", refusedAt(new Edit.Rename("customer-churn", "Kundenabwanderung", "de", true)));
    assertEquals(
        "labels", refusedAt(new Edit.Rename("customer-churn", "customer EXPERIENCE", "en", true)));
  }

  @Test
  void names_texts_and_sources_come_and_go() {
    publish(
        new Edit.AddLabel("customer-churn", label(Kind.ALTERNATIVE, "walking away")),
        new Edit.Define("customer-churn", "When customers stop buying and do not return.", "en"),
        new Edit.AddNote("customer-churn", Concept.Note.Kind.SCOPE, "Not of staff.", "en"),
        new Edit.Cite("customer-churn", "A study of churn"));
    var concept = concept("customer-churn");
    assertTrue(concept.labels().contains(label(Kind.ALTERNATIVE, "walking away")));
    assertTrue(
        concept.notes().contains(new Concept.Note(Concept.Note.Kind.SCOPE, "Not of staff.")));
    assertTrue(concept.sources().contains("A study of churn"));
    publish(
        new Edit.RemoveLabel("customer-churn", label(Kind.ALTERNATIVE, "walking away")),
        new Edit.RemoveNote("customer-churn", Concept.Note.Kind.SCOPE, "Not of staff."),
        new Edit.Uncite("customer-churn", "A study of churn"));
    assertFalse(concept("customer-churn").sources().contains("A study of churn"));
    assertEquals(
        "label",
        refusedAt(new Edit.RemoveLabel("customer-churn", label(Kind.ALTERNATIVE, "never so"))));
    assertEquals("definition", refusedAt(new Edit.Define("customer-churn", "", "en")));
    assertEquals(
        "labels",
        refusedAt(new Edit.RemoveLabel("customer-churn", label(Kind.PREFERRED, "Customer churn"))));
    assertEquals("label", refusedAt(new Edit.AddLabel("customer-churn", label(Kind.CONTEXT, " "))));
    assertEquals(
        "language",
        refusedAt(new Edit.AddLabel("customer-churn", new Label(Kind.HIDDEN, "x", "no language"))));
    assertEquals("concept", refusedAt(new Edit.AddLabel("nobody", label(Kind.HIDDEN, "x"))));
  }

  @Test
  void links_keep_the_plain_one_beside_the_special_one() {
    publish(
        create("Exit interview", "customer-churn"),
        create("Win-back call", "customer-churn"),
        new Edit.Relate("exit-interview", Relation.SUPPORTS, "win-back-call"));
    assertEquals(List.of("win-back-call"), concept("exit-interview").targets(Relation.SUPPORTS));
    assertEquals(List.of(), CHECK.faults(vocabularies.now().graph()));
    assertEquals(
        "other",
        refusedAt(new Edit.Relate("win-back-call", Relation.SUPPORTED_BY, "exit-interview")));
    assertEquals(
        "relation",
        refusedAt(new Edit.Unrelate("win-back-call", Relation.RELATED, "exit-interview")));
    publish(new Edit.Unrelate("win-back-call", Relation.SUPPORTED_BY, "exit-interview"));
    assertEquals(List.of(), concept("exit-interview").related());
    assertEquals(
        "other",
        refusedAt(new Edit.Relate("customer-churn", Relation.BROADER, "exit-interview")),
        "a circle");
    assertEquals(
        "other",
        refusedAt(new Edit.Relate("customer-churn", Relation.RELATED, "exit-interview")),
        "related and above");
  }

  @Test
  void a_concept_moves_to_another_place_and_to_the_roots() {
    publish(create("Exit interview", "customer-churn"));
    publish(
        new Edit.Move("exit-interview", Optional.of("customer-churn"), Optional.of("experience")));
    assertEquals(List.of("experience"), concept("exit-interview").broader());
    publish(
        new Edit.Relate("exit-interview", Relation.RELATED, "customer-churn"),
        new Edit.Move("exit-interview", Optional.of("experience"), Optional.empty()));
    assertTrue(view().roots().stream().anyMatch(c -> c.id().equals("exit-interview")));
    assertEquals(
        "from",
        refusedAt(new Edit.Move("exit-interview", Optional.of("experience"), Optional.of("work"))));
    publish(new Edit.Move("exit-interview", Optional.empty(), Optional.of("work")));
    assertEquals(List.of("work"), concept("exit-interview").broader());
  }

  @Test
  void merging_takes_names_and_links_over_and_leads_to_the_other() {
    var before = concept("customer-churn");
    publish(
        create("Exit interview", "customer-churn"),
        new Edit.AddLabel("customer-churn", new Label(Kind.PREFERRED, "Abwanderung", "de")));
    publish(new Edit.Merge("customer-churn", "customer-retention"));
    var gone = concept("customer-churn");
    assertTrue(gone.deprecated());
    assertEquals(Optional.of("customer-retention"), gone.replacedBy());
    assertEquals(List.of(), gone.links());
    assertEquals("customer-retention", view().find(before.iri()).orElseThrow().id());
    var kept = concept("customer-retention");
    assertTrue(kept.labels().contains(label(Kind.ALTERNATIVE, before.label())));
    assertTrue(kept.labels().contains(new Label(Kind.ALTERNATIVE, "Abwanderung", "de")));
    assertEquals(List.of("customer-retention"), concept("exit-interview").broader());
    assertFalse(view().all().contains(gone));
    assertTrue(view().deprecated().contains(gone));
    assertEquals(
        "customer-retention",
        Linkers.over(view(), LinkerSettings.defaults())
            .recognise("customer churn")
            .getFirst()
            .concept());
    assertEquals("concept", refusedAt(new Edit.Merge("customer-churn", "customer-retention")));
    assertEquals("into", refusedAt(new Edit.Merge("customer-retention", "customer-churn")));
  }

  @Test
  void splitting_gives_names_away_and_deprecating_asks_for_what_hangs_below() {
    publish(
        create("Exit interview", "customer-churn"),
        create("Sign of leaving", "customer-churn"),
        new Edit.AddLabel("exit-interview", label(Kind.ALTERNATIVE, "leaving sign")));
    publish(
        new Edit.Split(
            "exit-interview",
            List.of(
                new Edit.Part("sign-of-leaving", List.of(label(Kind.ALTERNATIVE, "leaving sign")))),
            true));
    assertTrue(
        concept("sign-of-leaving").labels().contains(label(Kind.ALTERNATIVE, "leaving sign")));
    assertEquals(
        "concept", refusedAt(new Edit.Deprecate("knowledge-management", Optional.empty())));
    publish(new Edit.Deprecate("exit-interview", Optional.of("sign-of-leaving")));
    assertEquals("sign-of-leaving", view().find("exit-interview").orElseThrow().id());
    assertEquals("exit-interview", view().exactly("exit-interview").orElseThrow().id());
    publish(new Edit.Revive("exit-interview"));
    assertFalse(concept("exit-interview").deprecated());
    assertEquals(List.of("customer-churn"), concept("exit-interview").broader());
    assertEquals("concept", refusedAt(new Edit.Revive("exit-interview")));
  }

  @Test
  void what_others_state_is_not_touched_and_may_be_curated_too() {
    var imported = Vocabularies.IMPORTED + "trade";
    vocabularies.apply(List.of(new GraphStore.Change.Replace(imported, Views.graph(FOREIGN))));
    var trade = view().byIri("https://thesaurus.example/trade").orElseThrow();
    var retail = view().byIri("https://thesaurus.example/retail").orElseThrow();
    publish(
        new Edit.AddLabel(retail.id(), label(Kind.ALTERNATIVE, "shop trade")),
        new Edit.Move(retail.iri(), Optional.of(trade.id()), Optional.empty()));
    assertEquals(List.of(), concept(retail.id()).broader());
    assertTrue(store.graph(imported).isIsomorphicWith(Views.graph(FOREIGN)));
    assertEquals(1, store.graph(Vocabularies.CURATED_AWAY).size());
    curator.undo(1, "", Caller.admin());
    assertTrue(store.graph(Vocabularies.CURATED_AWAY).isEmpty());
    assertEquals(List.of(trade.id()), concept(retail.id()).broader());
  }

  @Test
  void the_history_says_who_when_what_and_why() {
    publish(new Edit.Rename("customer-churn", "Customer attrition", "en", true));
    var answer =
        curator.publish(
            List.of(new Edit.AddLabel("experience", label(Kind.ALTERNATIVE, "lived through"))),
            new Reason(
                "A name for experience", "Asked for by readers", Optional.of("p1"), Optional.of(0)),
            Caller.admin());
    assertInstanceOf(Publication.Made.class, answer);
    var all = curator.revisions(Integer.MAX_VALUE, 10);
    assertEquals(List.of(2, 1), all.stream().map(Revision::number).toList());
    var second = all.getFirst();
    assertEquals("admin", second.by());
    assertEquals("A name for experience", second.summary());
    assertEquals("Asked for by readers", second.comment());
    assertEquals(Optional.of("p1"), second.proposal());
    assertEquals(Instant.parse("2026-03-01T10:00:00Z"), second.at());
    assertEquals(List.of("urn:cairn:concept:experience"), second.concepts());
    assertTrue(all.getLast().summary().contains("Customer attrition"), all.getLast().summary());
    assertEquals(
        List.of(1),
        curator.revisionsOf("urn:cairn:concept:customer-churn", Integer.MAX_VALUE, 9).stream()
            .map(Revision::number)
            .toList());
    assertInstanceOf(
        Publication.Stale.class,
        curator.publish(
            List.of(new Edit.AddLabel("experience", label(Kind.ALTERNATIVE, "undergone"))),
            new Reason("", "", Optional.empty(), Optional.of(1)),
            Caller.admin()));
    assertEquals(Optional.of("Spring"), curator.name(2, "Spring", Caller.admin()).name());
    assertEquals(Optional.empty(), curator.name(2, "", Caller.admin()).name());
    assertThrows(
        IllegalArgumentException.class,
        () -> curator.publish(List.of(), Reason.NONE, Caller.anonymous()));
  }

  @Test
  void an_undo_is_refused_where_later_changes_stand_in_its_way() {
    publish(create("Exit interview", "customer-churn"));
    publish(new Edit.AddLabel("exit-interview", label(Kind.ALTERNATIVE, "leaving talk")));
    var answer = curator.undo(1, "", Caller.admin());
    var sentence = assertInstanceOf(Publication.Refused.class, answer).faults().getFirst().detail();
    assertTrue(sentence.contains("undo these first"), sentence);
    assertInstanceOf(Publication.Made.class, curator.undo(2, "", Caller.admin()));
    var again = curator.undo(2, "", Caller.admin());
    assertTrue(again.toString().contains("undone already, by change 3"), again.toString());
    var first = curator.undo(1, "not needed", Caller.admin());
    assertEquals(
        Optional.of(1), assertInstanceOf(Publication.Made.class, first).revision().undoes());
    assertEquals(Optional.of(4), curator.revision(1).orElseThrow().undoneBy());
    assertInstanceOf(Publication.Made.class, curator.undo(4, "", Caller.admin()));
    assertTrue(view().byId("exit-interview").isPresent());
  }

  @Test
  void the_difference_between_versions_is_told_in_words() {
    publish(create("Exit interview", "customer-churn"));
    publish(
        new Edit.Rename("exit-interview", "Leaving interview", "en", true),
        new Edit.Relate("exit-interview", Relation.MEASURES, "customer-retention"));
    publish(new Edit.Deprecate("exit-interview", Optional.of("customer-churn")));
    var words = words(curator.differences(1, 3), "exit-interview");
    assertTrue(words.contains("is called “Leaving interview”, was “Exit interview”"), words);
    assertTrue(words.contains("measures “Customer retention”"), words);
    assertTrue(words.contains("is deprecated; “Customer churn” took its place"), words);
    assertFalse(words.contains("is related to"), words);
    var back = words(curator.differences(3, 1), "exit-interview");
    assertTrue(back.contains("is called “Exit interview”, was “Leaving interview”"), back);
    assertTrue(back.contains("no longer measures “Customer retention”"), back);
    assertTrue(words(curator.differences(0, 3), "exit-interview").startsWith("is new"));
    assertEquals(List.of(), curator.differences(2, 2));
    assertThrows(IllegalArgumentException.class, () -> curator.differences(0, 4));
  }

  private void foreign(String more) {
    vocabularies.apply(
        List.of(
            new Change.Replace(
                Vocabularies.IMPORTED + "foreign",
                dev.cairn.ontology.testkit.Views.graph(FOREIGN + more))));
  }

  private static final String RETAIL = "https://thesaurus.example/retail";
  private static final String TRADE = "https://thesaurus.example/trade";

  @Test
  void a_mapping_is_seen_from_both_ends_and_taken_back_like_any_change() {
    foreign("");
    var version = view().version();
    var before = statements();
    var made = publish(new Edit.Map("customer-churn", Match.BROAD, RETAIL));
    assertEquals(
        List.of(new Concept.Mapping("broadMatch", RETAIL)), concept("customer-churn").mappings());
    assertEquals(
        List.of(new Concept.Mapping("narrowMatch", "urn:cairn:concept:customer-churn")),
        view().byIri(RETAIL).orElseThrow().mappings());
    assertEquals(version, view().version(), "no text need be linked again");
    assertTrue(
        made.revision().summary().contains("is narrower than “Retail” of another vocabulary"),
        made.revision().summary());
    publish(new Edit.Unmap(RETAIL, "customer-churn"));
    assertEquals(before, statements());
    // One that is not here may be mapped to as well.
    publish(new Edit.Map("customer-churn", Match.CLOSE, "http://www.wikidata.org/entity/Q1"));
    assertEquals(1, concept("customer-churn").mappings().size());
  }

  @Test
  void mappings_that_do_not_agree_are_refused() {
    foreign("");
    publish(new Edit.Map("customer-churn", Match.EXACT, RETAIL));
    assertEquals("property", refusedAt(new Edit.Map("customer-churn", Match.BROAD, RETAIL)));
    assertEquals("other", refusedAt(new Edit.Map(RETAIL, Match.EXACT, "customer-churn")));
    assertEquals(
        "other",
        refusedAt(new Edit.Map("customer-churn", Match.EXACT, "customer-retention")),
        "of one vocabulary");
    // Both would be the same as Retail, and so as each other.
    assertEquals("other", refusedAt(new Edit.Map("customer-retention", Match.EXACT, RETAIL)));
    assertEquals("other", refusedAt(new Edit.Map("customer-churn", Match.EXACT, TRADE)));
    publish(new Edit.Map("customer-retention", Match.CLOSE, RETAIL));
    assertEquals(
        List.of(new EditFault(2, "other", "There is no concept 'no such thing'.")),
        refused(
            new Edit.Map("planning", Match.CLOSE, TRADE),
            new Edit.Map("organizing", Match.RELATED, TRADE),
            new Edit.Map("planning", Match.CLOSE, "no such thing")),
        "all or none");
    assertEquals(List.of(), concept("planning").mappings());
  }

  @Test
  void mappings_agree_in_whatever_order_they_are_stated() {
    foreign("");
    var elsewhere = "http://www.wikidata.org/entity/Q1";
    publish(new Edit.Map("customer-churn", Match.EXACT, RETAIL));
    publish(new Edit.Map(RETAIL, Match.EXACT, elsewhere));
    for (var match : List.of(Match.BROAD, Match.NARROW, Match.RELATED))
      assertEquals("other", refusedAt(new Edit.Map("customer-churn", match, elsewhere)));
    publish(new Edit.Unmap(RETAIL, elsewhere));
    publish(new Edit.Map("customer-churn", Match.BROAD, elsewhere));
    assertEquals("other", refusedAt(new Edit.Map(RETAIL, Match.EXACT, elsewhere)));
  }

  @Test
  void what_comes_back_into_use_agrees_with_the_mappings_of_others() {
    foreign("");
    publish(new Edit.Map("customer-churn", Match.EXACT, RETAIL));
    publish(new Edit.Merge("customer-churn", "customer-retention"));
    assertEquals(
        List.of(new Concept.Mapping("exactMatch", RETAIL)),
        concept("customer-retention").mappings());
    var back = new Edit.Revive("customer-churn");
    var link = new Edit.Relate("customer-churn", Relation.RELATED, "customer-retention");
    var because = refused(back, link).getFirst().detail();
    assertTrue(because.contains("are two concepts of one vocabulary"), because);
    publish(new Edit.Unmap("customer-retention", RETAIL), back, link);
    assertFalse(concept("customer-churn").deprecated());
  }

  @Test
  void merging_leaves_mappings_to_what_is_deprecated() {
    foreign("");
    publish(
        new Edit.Map("customer-churn", Match.CLOSE, RETAIL),
        new Edit.Map("customer-churn", Match.CLOSE, TRADE));
    foreign("f:retail <http://www.w3.org/2002/07/owl#deprecated> true .");
    publish(new Edit.Merge("customer-churn", "customer-retention"));
    assertEquals(
        List.of(new Concept.Mapping("closeMatch", TRADE)),
        concept("customer-retention").mappings());
  }

  private static String words(List<Difference> differences, String id) {
    return differences.stream()
        .filter(d -> d.id().equals(id))
        .map(d -> String.join(". ", d.words()))
        .findFirst()
        .orElse("");
  }

  /// Random changes keep the scheme sound, those that are refused change nothing, and undoing all
  /// of them, newest first, restores every version on the way.
  @Test
  void random_changes_keep_the_rules_and_are_undone_one_by_one() {
    var random = Seed.random(CuratorTest.class);
    var versions = new ArrayList<Set<Triple>>();
    versions.add(statements());
    int refused = 0;
    for (int i = 0; i < 30; i++) {
      var edits = RandomEdits.some(random, view());
      var drafted = curator.draft(edits);
      var answer = curator.publish(edits, Reason.NONE, Caller.admin());
      switch (answer) {
        case Publication.Made made -> {
          var foretold = assertInstanceOf(Drafted.Sound.class, drafted, edits.toString());
          var expected = new HashSet<>(versions.getLast());
          expected.removeAll(statements(foretold.delta().removed()));
          expected.addAll(statements(foretold.delta().added()));
          assertEquals(expected, statements(), () -> edits.toString());
          versions.add(statements());
        }
        case Publication.Refused(var faults) -> {
          refused++;
          assertFalse(faults.isEmpty());
          assertEquals(versions.getLast(), statements(), () -> edits.toString());
        }
        case Publication.Stale stale -> throw new AssertionError(stale.toString());
      }
    }
    var faults =
        CHECK.faults(vocabularies.now().graph()).stream().filter(CuratorTest::counts).toList();
    assertEquals(List.of(), faults);
    var equals = new HashSet<String>();
    for (var concept : view().all())
      for (var mapping : concept.mappings())
        if (mapping.property().equals(Match.EXACT.code()))
          assertTrue(equals.add(mapping.iri()), "two are the same as " + mapping.iri());
    int made = versions.size() - 1;
    assertTrue(made > 10 && refused > 3, made + " made, " + refused + " refused");
    assertTrue(curator.differences(0, made).size() > 5, "differences are told");
    for (int number = made; number > 0; number--) {
      var answer = curator.undo(number, "", Caller.admin());
      assertInstanceOf(Publication.Made.class, answer, answer.toString());
      assertEquals(versions.get(number - 1), statements(), "change " + number);
    }
    assertEquals(List.of(), curator.differences(0, curator.version()));
  }

  /// A deprecated concept needs no links.
  private static boolean counts(Fault fault) {
    return !fault.rule().equals("linked");
  }
}
