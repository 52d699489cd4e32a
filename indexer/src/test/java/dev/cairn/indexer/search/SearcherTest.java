package dev.cairn.indexer.search;

import static dev.cairn.indexer.search.SearchHouse.filtered;
import static dev.cairn.indexer.testkit.Entries.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Kind;
import dev.cairn.indexer.SearchRequest.Mode;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearcherTest {
  private final SearchHouse house =
      new SearchHouse((item, concept, limit) ->
          List.of(new Why.Evidence(0, 3, 8, item + "/" + concept, "churn", "label", 0.9)));

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_hit_is_shown_with_all_that_is_known() {
    house.hold(
        entry("a")
            .kind(Kind.LESSON)
            .title("Storm review")
            .passage("What happened", "The storm damaged the roof.")
            .value("author", "Ann", "Bo")
            .value("organisation", "Works")
            .value("status", "published")
            .date("2024-05-01")
            .tag("planning", 0.8)
            .tag("unknown-one", 0.9));
    var hit = house.search("storm roof").hits().getFirst();
    assertEquals("a", hit.id());
    assertEquals(Kind.LESSON, hit.kind());
    assertEquals("Storm review", hit.title());
    assertEquals(Optional.of(LocalDate.parse("2024-05-01")), hit.date());
    assertEquals(List.of("Ann", "Bo"), hit.authors());
    assertEquals(Optional.of("Works"), hit.organisation());
    assertEquals("published", hit.status());
    assertEquals("", hit.mediaType());
    assertEquals(List.of(new Answer.Labelled("planning", "planning")), hit.concepts());
    var passage = hit.passage().orElseThrow();
    assertEquals("What happened", passage.heading());
    assertEquals("The storm damaged the roof.", passage.text());
    assertEquals(List.of(new Answer.Range(4, 9), new Answer.Range(22, 26)), passage.highlights());
  }

  @Test
  void a_concept_that_the_question_names_widens_it() {
    house.hold(
        entry("words").passage("About customer churn in shops."),
        entry("tagged").passage("They walk away.").tag("customer-churn", 1),
        entry("narrower").passage("They say nothing.").tag("silent-churn", 1),
        entry("related").passage("They come back.").tag("customer-loyalty", 1));
    var answer = house.search("customer churn");
    assertEquals(
        List.of("customer-churn"),
        answer.recognised().stream().map(Answer.Recognised::id).toList());
    assertEquals("customer churn", answer.recognised().getFirst().matched());
    assertEquals(Set.of("words", "tagged", "narrower"), Set.copyOf(SearchHouse.ids(answer)));
    var why = hit(answer, "narrower").why();
    assertEquals(List.of("customer-churn", "silent-churn"), why.concepts().getFirst().path());
    assertEquals("narrower", why.concepts().getFirst().relation());
    assertTrue(hit(answer, "tagged").score() > hit(answer, "narrower").score());
  }

  @Test
  void what_lies_beside_a_concept_helps_to_rank_what_the_words_found() {
    house.hold(
        entry("a").passage("customer churn"),
        entry("b").passage("customer churn").tag("customer-loyalty", 1));
    var answer = house.search("customer churn");
    assertEquals(List.of("b", "a"), SearchHouse.ids(answer));
    var why = answer.hits().getFirst().why().concepts().getFirst();
    assertEquals(List.of("customer-churn", "customer-loyalty"), why.path());
    assertEquals("related", why.relation());
  }

  private static Answer.Hit hit(Answer answer, String id) {
    return answer.hits().stream().filter(h -> h.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void evidence_comes_only_when_asked_for() {
    house.hold(entry("a").passage("They walk away.").tag("customer-churn", 1));
    var explained = house.search(SearchRequest.of("customer churn").explained());
    assertEquals(
        "a/customer-churn",
        explained.hits().getFirst().why().concepts().getFirst().evidence().getFirst().text());
    var plain = house.search(SearchRequest.of("customer churn"));
    assertEquals(List.of(), plain.hits().getFirst().why().concepts().getFirst().evidence());
    assertEquals(explained.hits().getFirst().score(), plain.hits().getFirst().score());
  }

  @Test
  void strict_parts_stay_strict_when_a_concept_is_named() {
    house.hold(
        entry("a").passage("They walk away.").tag("customer-churn", 1),
        entry("b").passage("customer churn and prices").tag("customer-churn", 1));
    assertEquals(List.of("b"), house.ids("customer churn \"and prices\""));
    assertEquals(List.of("a"), house.ids("customer churn -prices"));
  }

  @Test
  void a_concept_filter_includes_what_is_narrower_unless_exact() {
    house.hold(
        entry("a").tag("customer-churn", 0.5),
        entry("b").tag("silent-churn", 1),
        entry("c").tag("customer-loyalty", 1));
    var churn = List.of("customer-churn");
    assertEquals(
        List.of("b", "a"),
        SearchHouse.ids(house.search(filtered("", churn, false, Map.of(), Map.of(), List.of()))));
    assertEquals(
        List.of("a"),
        SearchHouse.ids(house.search(filtered("", churn, true, Map.of(), Map.of(), List.of()))));
    var byIri = List.of("urn:cairn:concept:customer-loyalty");
    assertEquals(
        List.of("c"),
        SearchHouse.ids(house.search(filtered("", byIri, true, Map.of(), Map.of(), List.of()))));
  }

  @Test
  void a_slice_is_counted_with_what_lies_below_its_values() {
    house.hold(
        entry("a").tag("scheduling", 1),
        entry("b").tag("planning", 1).tag("scheduling", 1),
        entry("c").tag("controlling", 1),
        entry("d").tag("management", 1));
    var request =
        filtered(
            "",
            List.of(),
            false,
            Map.of("function", List.of("controlling")),
            Map.of(),
            List.of("function"));
    var answer = house.search(request);
    assertEquals(List.of("c"), SearchHouse.ids(answer));
    var values = answer.facets().getOrDefault("function", List.of());
    assertEquals(
        List.of("planning 2", "controlling 1"),
        values.stream().map(v -> v.value() + " " + v.count()).toList());
    assertEquals(
        List.of("scheduling 2"),
        values.getFirst().children().stream().map(v -> v.value() + " " + v.count()).toList());
  }

  @Test
  void facets_have_labels_a_person_can_read() {
    house.hold(
        entry("a")
            .date("2023-01-01")
            .value("language", "de")
            .value("mediaType", "application/pdf")
            .value("status", "inReview"),
        entry("b").date("2024-01-01").kind(Kind.LESSON));
    var answer =
        house.search(
            SearchRequest.of("")
                .counting(List.of("year", "language", "mediaType", "status", "kind")));
    assertEquals(List.of("2024", "2023"), labels(answer, "year"));
    assertEquals(List.of("German"), labels(answer, "language"));
    assertEquals(List.of("PDF"), labels(answer, "mediaType"));
    assertEquals(List.of("In review"), labels(answer, "status"));
    assertEquals(List.of("Document", "Lesson"), labels(answer, "kind"));
  }

  private static List<String> labels(Answer answer, String facet) {
    return answer.facets().getOrDefault(facet, List.of()).stream()
        .map(Answer.FacetValue::label)
        .toList();
  }

  @Test
  void concepts_are_hits_only_when_asked_for() {
    house.hold(
        entry("concept:customer-churn")
            .kind(Kind.CONCEPT)
            .title("customer churn")
            .tag("customer-churn", 1),
        entry("a").passage("customer churn"));
    assertEquals(List.of("a"), house.ids("churn"));
    var concepts =
        SearchRequest.of("customer churn")
            .withMode(Mode.LEXICAL)
            .withKinds(Set.of(Kind.CONCEPT))
            .explained();
    var hits = house.search(concepts).hits();
    assertEquals(List.of("customer-churn"), hits.stream().map(Answer.Hit::id).toList());
    assertEquals(List.of(), hits.getFirst().why().concepts().getFirst().evidence());
  }

  @Test
  void without_a_question_the_newest_come_first() {
    house.hold(
        entry("a").date("2020-01-01"), entry("b").date("2024-01-01"), entry("c").passage("x"));
    var answer = house.search("");
    assertEquals(List.of("b", "a", "c"), SearchHouse.ids(answer));
    assertTrue(answer.hits().stream().allMatch(h -> h.score() == 0));
  }

  @Test
  void says_how_it_searched() {
    house.hold(entry("a").passage("storm"));
    var hybrid = house.search(SearchRequest.of("storm"));
    assertEquals(Mode.LEXICAL, hybrid.mode());
    assertEquals(
        List.of("no-vectors"), hybrid.notices().stream().map(Answer.Notice::code).toList());
    var lexical = house.search(filtered("storm", List.of(), false, Map.of(), Map.of(), List.of()));
    assertEquals(List.of(), lexical.notices());
    var semantic = SearchRequest.of("storm").withMode(Mode.SEMANTIC);
    assertEquals(
        IndexFailure.Kind.NOT_READY,
        assertThrows(IndexFailure.class, () -> house.search(semantic)).kind());
  }

  @Test
  void counts_items_of_each_concept_with_those_of_narrower_ones() {
    house.hold(
        entry("a").tag("scheduling", 1).tag("planning", 1),
        entry("b").tag("controlling", 1),
        entry("hidden").tag("controlling", 1).readers("role:admin"),
        entry("concept:planning").kind(Kind.CONCEPT).tag("planning", 1));
    var counts = house.searcher.conceptCounts(Caller.anonymous());
    assertEquals(
        Map.of(
            "management", 2L,
            "management-function", 2L,
            "planning", 1L,
            "scheduling", 1L,
            "controlling", 1L),
        counts);
    assertEquals(3L, house.searcher.conceptCounts(Caller.admin()).get("management"));
    house.hold(entry("c").tag("controlling", 1));
    assertEquals(3L, house.searcher.conceptCounts(Caller.anonymous()).get("management"));
  }

  @Test
  void sides_are_alternatives() {
    house.hold(
        entry("a").passage("storm"), entry("b").passage("flood"), entry("c").passage("fire"));
    assertEquals(Set.of("a", "b"), Set.copyOf(house.ids("storm OR flood")));
    assertEquals(Set.of("a", "c"), Set.copyOf(house.ids("storm OR fire -flood")));
  }

  @Test
  void what_says_nearly_the_same_is_shown_beside_an_item_to_those_who_may_see_it() {
    var text = IntStream.range(0, 120).mapToObj(i -> "point" + i).collect(Collectors.joining(" "));
    house.hold(
        entry("AAAAAAAAAAAAAAAAAAAAAA").title("Plan").passage(text).sketched(),
        entry("BBBBBBBBBBBBBBBBBBBBBA")
            .title("Plan as a PDF")
            .value("mediaType", "application/pdf")
            .passage(text)
            .passage("with a closing word of its own")
            .sketched(),
        entry("CCCCCCCCCCCCCCCCCCCCCA").passage(text).sketched().readers("role:admin"),
        entry("DDDDDDDDDDDDDDDDDDDDDA").passage("point1 of something else").sketched());
    var pdf = new ItemId("BBBBBBBBBBBBBBBBBBBBBA");
    var alike = house.searcher.alike(new ItemId("AAAAAAAAAAAAAAAAAAAAAA"), Caller.anonymous());
    assertEquals(1, alike.size());
    assertEquals(pdf.value(), alike.getFirst().id());
    assertEquals("Plan as a PDF", alike.getFirst().title());
    assertEquals("application/pdf", alike.getFirst().mediaType());
    assertEquals(Kind.DOCUMENT, alike.getFirst().kind());
    assertTrue(alike.getFirst().likeness() > 0.8 && alike.getFirst().likeness() < 1);
    assertEquals(2, house.searcher.alike(pdf, Caller.admin()).size());
    assertEquals(
        List.of(), house.searcher.alike(new ItemId("CCCCCCCCCCCCCCCCCCCCCA"), Caller.anonymous()));
    var hits = house.search("point1").hits();
    assertEquals(3, hits.size());
    for (var hit : hits)
      assertEquals(hit.id().startsWith("D") ? 0 : 1, hit.alike().size(), hit.id());
  }

  @Test
  void spun_text_says_as_what_it_reads() {
    house.hold(
        entry("a").passage("storm").value("readsAs", "customer-churn", "planning", "unknown-one"));
    assertEquals(
        List.of(
            new Answer.Labelled("customer-churn", "customer churn"),
            new Answer.Labelled("planning", "planning")),
        house.search("storm").hits().getFirst().readsAs());
  }
}
