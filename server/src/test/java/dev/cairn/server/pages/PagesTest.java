package dev.cairn.server.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.Outcome;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Job;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final String HOSTILE = "<script>alert('x')</script> & \"quoted\" onload=x";

  private final Pages pages = new Pages();

  private String search(SearchRequest request, Answer answer) {
    return pages.search(
        SearchPages.of(
            request, answer, Samples.concepts(), Map.of("customer-churn", 25L), Samples.reader()));
  }

  @Test
  void what_people_wrote_is_never_markup() {
    var hit =
        new Answer.Hit(
            "AAAAAAAAAAAAAAAAAAAAAA",
            SearchRequest.Kind.LESSON,
            HOSTILE,
            Optional.empty(),
            List.of(HOSTILE),
            Optional.of(HOSTILE),
            HOSTILE,
            HOSTILE,
            Optional.of(
                new Answer.Snippet(HOSTILE, HOSTILE, List.of(new Answer.Range(0, 8)), 0, 0)),
            List.of(new Answer.Labelled("x\"><b>", HOSTILE)),
            List.of(new Answer.Labelled("y\"><b>", HOSTILE)),
            List.of(new Answer.Alike("z\"><b>", SearchRequest.Kind.DOCUMENT, HOSTILE, HOSTILE, 1)),
            Why.nothing(),
            true);
    var answer =
        new Answer(
            HOSTILE,
            SearchRequest.Mode.LEXICAL,
            List.of(),
            1,
            List.of(hit),
            Map.of(
                "author",
                List.of(Samples.value(HOSTILE, HOSTILE, 1), Samples.value("b", HOSTILE, 1))),
            Optional.of("\"><script>"),
            List.of(new Answer.Notice("x", HOSTILE)));
    var html = search(SearchRequest.of(HOSTILE), answer);
    assertFalse(html.contains("<script>alert"), html);
    assertFalse(html.contains("x\"><b>"), html);
    assertTrue(html.contains("<mark>&lt;script&gt;</mark>"), html);
    assertFalse(
        pages
            .problem(Plain.Problem.of(400, HOSTILE, HOSTILE, Samples.reader()))
            .contains("<script>a"));
  }

  @Test
  void an_answer_says_in_words_what_it_is() {
    var html =
        search(
            SearchRequest.of("why do customers leave"), Samples.answer("why do customers leave"));
    assertTrue(
        html.contains("<b>42 items</b> for <b>“why do customers leave”</b>, best first"), html);
    assertTrue(
        html.contains(
            "Found by the words leave and customers, also in its title, and because"
                + " it is about Customer retention (near to Customer churn)."),
        html);
    assertTrue(html.contains("reads as: Customer retention"));
    assertTrue(
        html.contains("/lessons/AAAAAAAAAAAAAAAAAAAAAA?p=2&amp;q=why+do+customers+leave#p2"));
    assertTrue(html.contains("PDF, page 14"));
    assertEquals(1, html.split("<h1", -1).length - 1, "one first heading");
    assertFalse(html.contains(" style="), "the policy of the site forbids it");
  }

  @Test
  void a_question_that_names_a_concept_is_told_as_being_about_it() {
    var answer = Samples.answer("customers leave");
    assertTrue(
        search(SearchRequest.of("customers leave"), answer)
            .contains("<b>42 items</b> about <b>Customer churn</b>"));
  }

  @Test
  void filters_can_be_put_on_and_taken_away_by_links() {
    var request =
        SearchRequest.of("churn")
            .withKinds(Set.of(SearchRequest.Kind.LESSON))
            .withSlices(Map.of("function", List.of("controlling")))
            .withFilters(Map.of("author", List.of("A & B")))
            .withDates(
                Optional.of(LocalDate.of(2026, 1, 1)), Optional.of(LocalDate.of(2026, 12, 31)))
            .sortedBy(SearchRequest.Sort.NEWEST)
            .explained();
    var view =
        SearchPages.of(
            request, Samples.answer("churn"), Samples.concepts(), Map.of(), Samples.reader());
    assertEquals(
        List.of("Lessons", "Controlling", "A & B", "2026"),
        view.chips().stream().map(SearchPage.Chip::label).toList());
    assertEquals(
        "/search?q=churn&kind=lesson&author=A+%26+B&from=2026-01-01&to=2026-12-31&sort=newest",
        view.chips().get(1).href());
    assertEquals("/search?q=churn&sort=newest", view.clear());
    var years =
        view.facets().stream().filter(f -> f.title().equals("Year")).findFirst().orElseThrow();
    assertTrue(years.values().getFirst().on());
    assertFalse(years.values().getFirst().href().contains("from="));
    var functions =
        view.facets().stream().filter(f -> f.title().startsWith("Management")).findFirst();
    assertEquals(
        "Strategic control",
        functions.orElseThrow().values().getFirst().children().getFirst().label(),
        "finer values appear below a chosen one");
    assertEquals(
        "/search?q=churn&kind=lesson&function=controlling&author=A+%26+B"
            + "&from=2026-01-01&to=2026-12-31&sort=newest&cursor=c2",
        view.next());
  }

  @Test
  void finer_values_wait_until_a_coarser_one_is_chosen() {
    var view =
        SearchPages.of(
            SearchRequest.of("churn"),
            Samples.answer("churn"),
            Samples.concepts(),
            Map.of(),
            Samples.reader());
    assertTrue(view.facets().get(1).values().getFirst().children().isEmpty());
  }

  @Test
  void where_nothing_is_found_there_is_help() {
    var html = search(SearchRequest.of("custmer chrn"), Samples.nothing("custmer chrn"));
    assertTrue(html.contains("<b>Nothing found</b>"));
    assertTrue(html.contains("Customer churn"), "a concept with a name like that");
    assertTrue(html.contains("Check the spelling"));
  }

  @Test
  void where_nothing_is_in_yet_a_search_says_how_to_bring_it_in() {
    var html =
        pages.search(
            SearchPages.lessons(
                SearchRequest.of(""),
                Samples.nothing(""),
                Samples.concepts(),
                Map.of(),
                Samples.reader()));
    assertTrue(html.contains("<b>No lessons yet</b>"), html);
    assertTrue(html.contains("./cairn lessons import FILE"), html);
  }

  @Test
  void an_empty_house_says_how_to_fill_it() {
    var html =
        pages.start(
            StartPage.of(
                Samples.nothing(""),
                List.of(),
                Samples.concepts(),
                Map.of(),
                List.of(),
                Samples.reader()));
    assertTrue(html.contains("There is nothing here yet"));
    assertTrue(html.contains("./cairn ingest FOLDER"));
  }

  @Test
  void the_admin_s_page_of_the_search_helps_while_it_is_empty_and_tells_damage(@TempDir Path folder)
      throws Exception {
    var empty = curation(folder);
    assertTrue(empty.contains("Nothing is pinned."), empty);
    assertTrue(empty.contains("There are none yet."), empty);
    assertTrue(empty.contains("Nobody has saved a search yet."), empty);
    Files.writeString(folder.resolve("pins.jsonl"), "nonsense");
    var damaged = curation(folder);
    assertTrue(damaged.contains("The pins cannot be read, and are left out"), damaged);
    assertFalse(damaged.contains(folder.toString()));
  }

  private String curation(Path folder) {
    return pages.curation(
        CurationPage.of(
            Curation.open(folder, Clock.systemUTC()),
            _ -> Optional.empty(),
            "admin",
            new CurationPage.Wrong("", ""),
            Map.of(),
            Samples.reader()));
  }

  @Test
  void the_first_page_counts_what_is_here_and_offers_ways_in() {
    var html =
        pages.start(
            StartPage.of(
                Samples.answer(""),
                List.of("control loop"),
                Samples.concepts(),
                Map.of("loyalty", 9L),
                List.of(new StartPage.Saved("s1", "Storms", "/search?q=storm", true, false)),
                Samples.reader()));
    assertTrue(html.contains("31 lessons and 11 documents"), html);
    assertTrue(html.contains("/search?q=control+loop"));
    assertTrue(html.contains("/search?function=controlling"));
    assertTrue(html.contains("/search?concept=loyalty"));
  }

  @Test
  void a_lesson_opens_at_the_passage_with_the_words_marked_and_concepts_beside_it() {
    var html =
        pages.item(
            ItemPages.of(
                Samples.lesson(),
                Optional.of(Samples.derived()),
                ItemPages.Around.nothing(),
                new ItemPages.Opened(1, "why do customers leave", 0),
                Samples.concepts(),
                Samples.reader()));
    assertTrue(html.contains("<span id=\"p1\"></span>"), html);
    assertTrue(html.contains("Of the <mark>customers</mark> who"), html);
    assertTrue(
        html.contains(
            "<a class=\"mention\" href=\"/concepts/loyalty\" title=\"Loyalty\">Loyalty</a>"),
        html);
    assertTrue(html.contains("<h2><span id=\"p0\"></span>What happened</h2>"), html);
    assertTrue(html.contains("<td>168,000</td>"), html);
    assertTrue(html.contains("went wrong") && html.contains("urgent"));
    assertTrue(html.contains("From 4.1 % on 1 June 2025 to 2.9 % on 1 January 2026."));
    assertTrue(html.contains("Part of the starter corpus (illustrative)"));
  }

  @Test
  void an_item_without_text_says_why() {
    var html =
        pages.item(
            ItemPages.of(
                Samples.withOutcome(new Outcome.Unreadable("It is broken off in the middle.")),
                Optional.empty(),
                ItemPages.Around.nothing(),
                new ItemPages.Opened(-1, "", 0),
                Samples.concepts(),
                Samples.reader()));
    assertTrue(html.contains("It is broken off in the middle. The original is kept."), html);
  }

  @Test
  void a_concept_page_tells_relations_in_words_and_draws_them_from_the_same_table() {
    var concepts = Samples.concepts();
    var html =
        pages.concept(
            ConceptPages.of(
                concepts.byId("customer-churn").orElseThrow(),
                concepts,
                Map.of("customer-churn", 25L),
                Samples.gathered("customer-churn", 42, Samples.answer("Customer churn").hits()),
                ConceptPage.Asked.NOTHING,
                List.of(),
                Samples.reader()));
    assertTrue(html.contains("<dt>Measured by</dt>"), html);
    assertTrue(
        html.contains(
            "data-source=\"customer-churn\" data-target=\"customer-retention\" data-kind=\"kind\""),
        html);
    assertTrue(html.contains("all 42 lessons"));
    assertFalse(html.contains("No document yet"), "a section without anything is not shown");
    assertTrue(html.contains("Its definition names no source."));
    assertTrue(html.contains("aria-current=\"page\""));
  }

  @Test
  void a_concept_page_shows_each_wording_under_which_it_is_named_once() {
    var concepts = Samples.concepts();
    var html =
        pages.concept(
            ConceptPages.of(
                concepts.byId("customer-retention").orElseThrow(),
                concepts,
                Map.of(),
                Samples.gathered(
                    "customer-retention", 1, Samples.answer("Customer retention").hits()),
                ConceptPage.Asked.NOTHING,
                List.of(),
                Samples.reader()));
    assertEquals(1, html.split("<q>chump acquaintance administration</q>", -1).length - 1, html);
    assertTrue(html.contains("reads as: Customer retention, in “A price rise"), html);
  }

  @Test
  void concepts_are_found_by_a_part_of_any_name() {
    var html = found("other name");
    assertTrue(html.contains("also called Loyalty (other name)"), html);
    assertTrue(found("qqqq").contains("No concept has a name like that"));
  }

  private String found(String text) {
    return pages.concepts(
        TreePages.overview(
            new TreePages.Wish(text, Optional.empty(), Optional.empty()),
            Samples.concepts(),
            Map.of(),
            Samples.reader()));
  }

  @Test
  void a_job_puts_what_failed_first_and_says_why() {
    var job =
        new Job(
            "j1",
            "documents",
            "3 files",
            Job.State.RUNNING,
            4,
            Samples.NOW.minusSeconds(10),
            Optional.empty(),
            List.of(
                new Job.File("a.md", Optional.empty(), Optional.of(new Outcome.Indexed())),
                new Job.File("b.pdf", Optional.empty(), Optional.of(new Outcome.Locked())),
                new Job.File(HOSTILE, Optional.empty(), Optional.empty()),
                new Job.File("d.md", Optional.empty(), Optional.empty())));
    var view =
        JobView.whole(
            job, Samples.NOW, JobView.Wanted.all(), _ -> dev.cairn.corpus.Item.Kind.DOCUMENT);
    assertEquals("2 of 4 files, 0.2 a second, about 10 seconds left.", view.said());
    assertEquals(
        List.of("2 waiting", "1 locked", "1 can be searched"),
        view.groups().stream().map(JobView.Group::label).toList());
    var html = pages.job(AdminPage.One.of(view, Samples.admin()));
    assertFalse(html.contains("<script>alert"));
    assertTrue(html.contains("Give the password to have it read."));
    assertTrue(html.contains("name=\"csrf\" value=\"csrf-token\""));
  }

  @Test
  void words_for_times_and_sizes_are_plain() {
    assertEquals("just now", Words.ago(Samples.NOW.minusSeconds(20), Samples.NOW));
    assertEquals("1 hour ago", Words.ago(Samples.NOW.minusSeconds(4_000), Samples.NOW));
    assertEquals("1 hour 40 minutes", Words.duration(java.time.Duration.ofMinutes(100)));
    assertEquals("2.3 MB", Words.size(2_400_000));
    assertEquals("256 MB", Words.size(256L << 20));
    assertEquals("a, b and c", Words.list(List.of("a", "b", "c")));
  }

  @Test
  void marks_follow_the_forms_of_a_word() {
    var text = "Planning plans: the plan was planned. Airplanes stopped.";
    assertEquals(
        List.of("Planning", "plans", "plan", "planned"),
        Marks.of(text, "plan -planet").stream()
            .map(r -> text.substring(r.start(), r.end()))
            .toList());
    assertEquals(List.of(), Marks.of(text, "the of and"));
  }
}
