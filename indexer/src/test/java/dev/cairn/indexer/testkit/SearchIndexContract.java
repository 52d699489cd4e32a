package dev.cairn.indexer.testkit;

import static dev.cairn.indexer.testkit.Entries.entry;
import static dev.cairn.indexer.testkit.Questions.EVERYONE;
import static dev.cairn.indexer.testkit.Questions.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.corpus.likeness.Sketch;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Direction;
import dev.cairn.indexer.Entry;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchIndex.Facet;
import dev.cairn.indexer.SearchIndex.Question;
import dev.cairn.indexer.SearchIndex.Ranked;
import dev.cairn.indexer.SearchIndex.Wording;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.SearchRequest.Sort;
import dev.cairn.indexer.Why;
import dev.cairn.ontology.testkit.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every SearchIndex promises. Extend it, hand over an index, inherit the tests.
public abstract class SearchIndexContract {
  private static final Facet LANGUAGE = new Facet("language", "language", Map.of(), 100);

  private SearchIndex index;

  /// An index that holds nothing; the test closes it.
  protected abstract SearchIndex emptyIndex() throws Exception;

  @BeforeEach
  void open() throws Exception {
    index = new CheckedSearchIndex(emptyIndex());
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void hold(Entries... entries) {
    for (var entry : entries) index.replace(entry.made());
    index.refresh();
  }

  private List<String> ids(Query query) {
    return ids(ask(query));
  }

  private List<String> ids(Question question) {
    return ranked(question).stream().map(Ranked::id).toList();
  }

  private List<Ranked> ranked(Question question) {
    try (var view = index.view()) {
      return view.find(question).ranked();
    }
  }

  private SearchIndex.Shown show(String id, Query words) {
    try (var view = index.view()) {
      return view.show(List.of(id), EVERYONE, words).getFirst();
    }
  }

  private Map<String, Long> counts(Question question, Facet facet) {
    try (var view = index.view()) {
      return view.find(Questions.counting(question, facet))
          .counts()
          .getOrDefault(facet.name(), Map.of());
    }
  }

  private static Query words(String text) {
    return new Query.Words(text, 1);
  }

  @Test
  void what_was_replaced_is_found_after_the_refresh() {
    index.replace(entry("a").title("Storm review").made());
    assertEquals(List.of(), ids(words("storm")));
    index.refresh();
    assertEquals(List.of("a"), ids(words("storm")));
  }

  @Test
  void an_entry_is_replaced_whole() {
    hold(entry("a").title("Storm").passage("first").passage("second").passage("third"));
    hold(entry("a").title("Calm").passage("only"));
    assertEquals(List.of(), ids(words("storm")));
    assertEquals(List.of(), ids(words("second")));
    assertEquals(List.of("a"), ids(words("calm")));
    assertEquals(0, show("a", words("third")).best().orElseThrow().ordinal());
    assertEquals(1, ranked(ask(new Query.Everything())).size());
  }

  private List<String> titles(String typed, boolean tolerant, Set<String> principals) {
    try (var view = index.view()) {
      return view.titles(typed, tolerant, principals, 10).stream()
          .map(SearchIndex.Titled::title)
          .toList();
    }
  }

  @Test
  void titles_are_completed_by_their_words_those_that_begin_so_first() {
    hold(
        entry("a").title("How customer churn was halved"),
        entry("b").title("Customer churn"),
        entry("c").title("Customer charter"),
        entry("d").title("The charter of the customer"),
        entry("e").title("Storm review"),
        entry("f").title("Customer churn").kind(SearchRequest.Kind.CONCEPT));
    assertEquals(
        List.of(
            "Customer charter",
            "Customer churn",
            "The charter of the customer",
            "How customer churn was halved"),
        titles("customer ch", false, EVERYONE));
    assertEquals(
        List.of("Customer charter", "The charter of the customer"),
        titles("charter cust", false, EVERYONE).stream().sorted().toList());
    assertEquals(
        List.of("Customer churn", "How customer churn was halved"),
        titles("CUSTOMER CHURN ", false, EVERYONE));
    assertEquals(List.of(), titles("customer ch ", false, EVERYONE), "a word that is whole");
    assertEquals(List.of(), titles(" ,; ", false, EVERYONE));
  }

  @Test
  void titles_forgive_a_slip_where_that_is_wanted() {
    hold(entry("a").title("Stakeholder management"), entry("b").title("Storm review"));
    assertEquals(List.of(), titles("stakehodler", false, EVERYONE));
    assertEquals(List.of("Stakeholder management"), titles("stakehodler", true, EVERYONE));
    assertEquals(List.of("Stakeholder management"), titles("stakholder manag", true, EVERYONE));
    assertEquals(List.of(), titles("sto", true, Set.of("nobody")));
    assertEquals(List.of("Storm review"), titles("sto", true, EVERYONE));
  }

  @Test
  void hidden_titles_and_words_are_neither_completed_nor_spelled() {
    hold(
        entry("a").title("Falcon takeover").passage("falcons").readers("user:boss"),
        entry("b").title("Storm review"));
    assertEquals(List.of(), titles("fal", false, EVERYONE));
    assertEquals(List.of("Falcon takeover"), titles("fal", false, Set.of("user:boss")));
    try (var view = index.view()) {
      assertEquals(List.of(), view.spelled("falcom", EVERYONE, 10));
      assertEquals(
          List.of("falcon"),
          view.spelled("falcom", Set.of("user:boss"), 10).stream()
              .map(SearchIndex.Spelled::word)
              .toList());
      assertEquals(List.of(), view.telling("a", EVERYONE, 10));
    }
  }

  @Test
  void words_that_are_spelled_alike_come_nearest_first_then_the_commonest() {
    hold(
        entry("a").passage("customer retention storm"),
        entry("b").passage("customer storms"),
        entry("c").passage("costumer"));
    try (var view = index.view()) {
      assertEquals(
          List.of(new SearchIndex.Spelled("customer", 1, 2)),
          view.spelled("cutsomer", EVERYONE, 10));
      assertEquals(
          List.of(new SearchIndex.Spelled("storm", 0, 1), new SearchIndex.Spelled("storms", 1, 1)),
          view.spelled("Storm", EVERYONE, 10));
      assertEquals(1, view.spelled("xetention", EVERYONE, 10).size(), "another first letter");
      assertEquals(List.of(), view.spelled("two words", EVERYONE, 10));
      assertEquals(2, view.having("Storming", EVERYONE), "in any form");
      assertEquals(0, view.having("storm", Set.of("nobody")));
      assertEquals(0, view.having(" - ", EVERYONE));
      assertEquals(List.of(), view.spelled("", EVERYONE, 10));
    }
  }

  @Test
  void telling_words_are_rare_elsewhere_and_not_alone_here() {
    hold(
        entry("a").title("Turbine").passage("the turbine turbines lessons uniquely"),
        entry("b").passage("turbine lessons"),
        entry("c").passage("lessons"),
        entry("d").passage("lessons"));
    try (var view = index.view()) {
      assertEquals(
          List.of("turbine", "lessons"),
          view.telling("a", EVERYONE, 10).stream().map(SearchIndex.Telling::word).toList());
      assertEquals(List.of(), view.telling("unknown", EVERYONE, 10));
    }
  }

  @Test
  void words_of_passages_are_counted_in_all_their_forms_for_those_who_may_read_them() {
    hold(
        entry("a").passage("Not this one.").passage("Storms and a storm; the storm of 1987."),
        entry("b").passage("Calm storm").readers("group:a"),
        entry("c").title("Storm"));
    try (var view = index.view()) {
      assertEquals(
          List.of(new SearchIndex.Used("storm", "storm", 3)),
          view.words(Map.of("a", 1, "b", 0, "c", 0, "d", 7), EVERYONE));
      assertEquals(
          List.of("calm", "storm"),
          view.words(Map.of("b", 0), Set.of("group:a")).stream()
              .map(SearchIndex.Used::word)
              .toList());
      assertEquals(List.of(), view.words(Map.of("a", 2), EVERYONE));
    }
  }

  @Test
  void what_entries_bear_together_is_counted_once_each() {
    hold(
        entry("a").tag("phone", 1).tag("e-mail", 1),
        entry("b").tag("phone", 1).tag("hotline", 1),
        entry("c").tag("other", 1),
        entry("d").tag("phone", 1).readers("group:a"));
    try (var view = index.view()) {
      assertEquals(
          Map.of(Set.of("calls", "letters"), 1L, Set.of("calls"), 1L, Set.of(), 1L),
          view.combinations(
              new Query.Everything(),
              EVERYONE,
              "concept",
              Map.of(
                  "phone", List.of("calls"),
                  "hotline", List.of("calls"),
                  "e-mail", List.of("letters"))));
    }
  }

  @Test
  void entries_are_asked_for_by_name() {
    hold(entry("a").passage("storm"), entry("b").passage("storm"), entry("c").passage("calm"));
    assertEquals(
        List.of("b"),
        ids(new Query.All(List.of(words("storm"), new Query.Among(Set.of("b", "c", "x"))))));
    assertEquals(List.of(), ids(new Query.Among(Set.of())));
  }

  @Test
  void what_was_removed_is_gone_and_unknown_ids_are_no_matter() {
    hold(entry("a").passage("storm"), entry("b").passage("storm"));
    index.remove("a");
    index.remove("never seen");
    index.refresh();
    assertEquals(List.of("b"), ids(words("storm")));
  }

  @Test
  void a_view_stays_as_it_was_opened() {
    hold(entry("a").passage("storm"));
    try (var view = index.view()) {
      hold(entry("a").passage("calm"), entry("b").passage("storm"));
      assertEquals(List.of("a"), idsOf(view.find(ask(words("storm")))));
      try (var newer = index.view()) {
        assertEquals(List.of("b"), idsOf(newer.find(ask(words("storm")))));
        assertNotEquals(view.state(), newer.state());
      }
    }
  }

  private static List<String> idsOf(SearchIndex.Found found) {
    return found.ranked().stream().map(Ranked::id).toList();
  }

  @Test
  void a_refresh_without_changes_keeps_the_state() {
    hold(entry("a").passage("storm"));
    try (var view = index.view()) {
      index.refresh();
      try (var again = index.view()) {
        assertEquals(view.state(), again.state());
      }
    }
  }

  @Test
  void knows_the_number_of_the_last_commit() {
    assertEquals(0, index.committed());
    index.replace(entry("a").made());
    index.commit(7);
    assertEquals(7, index.committed());
    index.commit(9);
    assertEquals(9, index.committed());
  }

  @Test
  void is_in_no_trouble() {
    assertEquals(Optional.empty(), index.trouble());
  }

  @Test
  void what_a_reader_may_not_see_is_not_there() {
    hold(
        entry("open").passage("storm damage").value("language", "en"),
        entry("team").passage("storm damage").value("language", "de").readers("group:team"));
    assertEquals(List.of("open"), ids(words("storm")));
    assertEquals(Map.of("en", 1L), counts(ask(words("storm")), LANGUAGE));
    assertEquals(
        Set.of("open", "team"),
        Set.copyOf(ids(ask(words("storm"), Set.of("everyone", "group:team")))));
    assertEquals(List.of(), ids(ask(words("storm"), Set.of("user:nobody"))));
    try (var view = index.view()) {
      assertEquals(1, view.show(List.of("team", "open"), EVERYONE, words("storm")).size());
    }
  }

  @Test
  void hidden_entries_do_not_move_the_threshold_of_words() {
    hold(
        entry("a").passage("rare"),
        entry("b").passage("usual"),
        entry("c").passage("usual"),
        entry("d").passage("usual"));
    var question = ask(new Query.Words("rare usual", 0.5));
    assertEquals(List.of("a"), ids(question));
    for (int i = 0; i < 20; i++) hold(entry("x" + i).passage("rare").readers("group:other"));
    assertEquals(List.of("a"), ids(question));
  }

  @Test
  void words_are_found_in_every_field_and_in_any_form() {
    hold(
        entry("title").title("Leaving customers"),
        entry("heading").passage("Why customers leave", "Nothing more."),
        entry("body").passage("One customer left; others will leave."),
        entry("label").label("Customer who leaves"),
        entry("none").passage("Something else."));
    assertEquals(
        Set.of("title", "heading", "body", "label"), Set.copyOf(ids(words("customers leave"))));
  }

  @Test
  void words_are_found_without_their_accents_and_capitals() {
    hold(entry("a").passage("Das CAFÉ der Städte"));
    assertEquals(List.of("a"), ids(words("cafe stadte")));
  }

  @Test
  void enough_of_the_weight_of_the_words_must_be_there() {
    hold(
        entry("both").passage("rare usual"),
        entry("rare").passage("rare"),
        entry("usual1").passage("usual"),
        entry("usual2").passage("usual"),
        entry("usual3").passage("usual"));
    assertEquals(Set.of("both"), Set.copyOf(ids(new Query.Words("rare usual", 1))));
    assertEquals(Set.of("both", "rare"), Set.copyOf(ids(new Query.Words("rare usual", 0.5))));
    assertEquals(5, ids(new Query.Words("rare usual", 0.1)).size());
  }

  @Test
  void a_word_that_is_nowhere_is_left_out_unless_all_words_are_wanted() {
    hold(entry("a").passage("storm"));
    assertEquals(List.of("a"), ids(new Query.Words("storm zzyzx", 0.9)));
    assertEquals(List.of(), ids(new Query.Words("storm zzyzx", 1)));
    assertEquals(List.of(), ids(new Query.Words("zzyzx", 0.5)));
  }

  @Test
  void stop_words_count_only_where_there_is_nothing_else() {
    hold(entry("a").passage("to be or not to be"), entry("b").passage("storm"));
    assertEquals(List.of("a"), ids(words("not to be")));
    assertEquals(List.of("b"), ids(words("to be the storm")));
    assertEquals(List.of(), ids(words("?!")));
    assertEquals(List.of(), ids(words("")));
  }

  @Test
  void phrases_are_strict_and_do_not_reach_across_passages() {
    hold(
        entry("a").passage("the customer journey map"),
        entry("b").passage("the journey of a customer"),
        entry("c").passage("every customer").passage("journey"),
        entry("d").title("Customer journey"));
    var phrase = new Query.Phrase(Optional.empty(), "customer journey");
    assertEquals(Set.of("a", "d"), Set.copyOf(ids(phrase)));
    assertEquals(
        List.of("d"), ids(new Query.Phrase(Optional.of(Query.Field.TITLE), "customer journey")));
    assertEquals(List.of(), ids(new Query.Phrase(Optional.empty(), "...")));
  }

  @Test
  void words_in_a_field_are_all_wanted_there() {
    hold(
        entry("a").title("Storm review").passage("damage"),
        entry("b").title("Storm").passage("review").value("author", "Ann O'Neil", "Bo Storm"));
    assertEquals(List.of("a"), ids(new Query.In(Query.Field.TITLE, "reviews storm")));
    assertEquals(List.of("b"), ids(new Query.In(Query.Field.BODY, "review")));
    assertEquals(List.of("b"), ids(new Query.In(Query.Field.AUTHOR, "ann o'neil")));
    assertEquals(List.of(), ids(new Query.In(Query.Field.AUTHOR, "")));
  }

  @Test
  void of_several_concepts_the_best_one_scores() {
    hold(
        entry("a").tag("churn", 0.9).tag("loyalty", 0.5),
        entry("b").tag("loyalty", 1),
        entry("c").tag("price", 1));
    var about = new Query.About(Map.of("churn", 2.0, "loyalty", 1.0));
    var ranked = ranked(ask(about));
    assertEquals(List.of("a", "b"), ranked.stream().map(Ranked::id).toList());
    assertEquals(
        List.of(new SearchIndex.ConceptPart("churn", 2.0 * 0.9)), ranked.getFirst().concepts());
    assertEquals(1.0, ranked.getLast().score());
  }

  @Test
  void what_has_no_date_is_not_within_any_dates() {
    hold(
        entry("old").date("2019-12-31"),
        entry("new").date("2020-01-01"),
        entry("none").passage("storm"));
    var turn = LocalDate.parse("2020-01-01");
    assertEquals(List.of("new"), ids(new Query.Dated(Optional.of(turn), Optional.of(turn))));
    assertEquals(
        List.of("old"), ids(new Query.Dated(Optional.empty(), Optional.of(turn.minusDays(1)))));
    assertEquals(2, ids(new Query.Dated(Optional.empty(), Optional.empty())).size());
  }

  @Test
  void favouring_scores_without_matching() {
    hold(
        entry("a").passage("storm"),
        entry("b").passage("storm").tag("flood", 0.5),
        entry("c").tag("flood", 1));
    var query = new Query.Favouring(words("storm"), new Query.About(Map.of("flood", 3.0)));
    assertEquals(List.of("b", "a"), ids(query));
  }

  @Test
  void nothing_in_all_is_everything_and_nothing_in_any_is_nothing() {
    hold(entry("a").passage("storm"), entry("b"));
    assertEquals(List.of("a", "b"), ids(new Query.All(List.of())));
    assertEquals(List.of("a", "b"), ids(new Query.Everything()));
    assertEquals(List.of(), ids(new Query.Any(List.of())));
    assertEquals(List.of("b"), ids(new Query.Not(words("storm"))));
  }

  @Test
  void a_facet_leaves_out_its_own_filter_and_counts_what_a_choice_would_show() {
    hold(
        entry("a").value("language", "en").value("author", "Ann"),
        entry("b").value("language", "de").value("author", "Ann"),
        entry("c").value("language", "de").value("author", "Bo"));
    var question =
        Questions.filtered(
            ask(new Query.Everything()),
            Map.of(
                "language", new Query.Value("language", Set.of("en")),
                "author", new Query.Value("author", Set.of("Ann"))));
    assertEquals(List.of("a"), ids(question));
    assertEquals(Map.of("en", 1L, "de", 1L), counts(question, LANGUAGE));
    assertEquals(Map.of("Ann", 1L), counts(question, new Facet("author", "author", Map.of(), 10)));
  }

  @Test
  void an_entry_counts_once_for_a_group() {
    hold(
        entry("a").tag("mail", 1).tag("chat", 1),
        entry("b").tag("chat", 1),
        entry("c").tag("price", 1));
    var facet =
        new Facet(
            "channel",
            "concept",
            Map.of("mail", List.of("channel", "mail"), "chat", List.of("channel")),
            10);
    assertEquals(
        List.of(Map.entry("channel", 2L), Map.entry("mail", 1L)),
        List.copyOf(counts(ask(new Query.Everything()), facet).entrySet()));
  }

  @Test
  void kind_year_and_concept_are_exact_values_too() {
    hold(
        entry("a").kind(SearchRequest.Kind.LESSON).date("2024-05-01").tag("churn", 0.2),
        entry("b").date("2023-05-01"));
    assertEquals(List.of("a"), ids(new Query.Value("kind", Set.of("lesson"))));
    assertEquals(List.of("b"), ids(new Query.Value("year", Set.of("2023"))));
    assertEquals(List.of("a"), ids(new Query.Value("concept", Set.of("churn"))));
    assertEquals(List.of(), ids(new Query.Value("colour", Set.of("red"))));
  }

  @Test
  void sorts_by_date_and_title_with_the_undated_last() {
    hold(
        entry("a").title("beta").date("2020-01-01"),
        entry("b").title("Élan").date("2022-01-01"),
        entry("c").title("Alpha"),
        entry("d").title("alpha").date("2021-01-01"));
    var all = ask(new Query.Everything());
    assertEquals(List.of("b", "d", "a", "c"), ids(Questions.sorted(all, Sort.NEWEST)));
    assertEquals(List.of("a", "d", "b", "c"), ids(Questions.sorted(all, Sort.OLDEST)));
    assertEquals(List.of("c", "d", "a", "b"), ids(Questions.sorted(all, Sort.TITLE)));
    var newest = ranked(Questions.sorted(ask(words("alpha")), Sort.NEWEST));
    assertTrue(newest.stream().allMatch(r -> r.score() == 0 && r.terms().isEmpty()));
  }

  @Test
  void a_word_in_the_title_weighs_as_much_as_is_asked() {
    hold(entry("body").passage("storm"), entry("title").title("storm"));
    assertEquals(List.of("title", "body"), ids(words("storm")));
    var question = ask(words("storm"));
    var other =
        new Question(
            question.query(),
            EVERYONE,
            Map.of(),
            Map.of(Query.Field.BODY, 1.0),
            0,
            Sort.RELEVANCE,
            0,
            10,
            List.of(),
            true);
    assertEquals(List.of("body", "title"), ids(other));
    assertEquals(0, ranked(other).getLast().score());
  }

  @Test
  void distrust_takes_its_share_of_a_score_and_no_more() {
    hold(
        entry("plain").passage("storm").tag("flood", 1),
        entry("odd").passage("storm").tag("flood", 1).trust(0.5),
        entry("void").passage("storm").tag("flood", 1).trust(0));
    var question = ask(new Query.Favouring(words("storm"), new Query.About(Map.of("flood", 0.3))));
    assertTrue(ranked(question).stream().allMatch(r -> r.trust() == 0));
    var distrusting = ranked(Questions.distrusting(question, 0.4));
    assertEquals(List.of("plain", "odd", "void"), distrusting.stream().map(Ranked::id).toList());
    double full = ranked(question).getFirst().score();
    assertEquals(full, distrusting.get(0).score());
    assertEquals(full * 0.8, distrusting.get(1).score(), 1e-9);
    assertEquals(full * 0.6, distrusting.get(2).score(), 1e-9);
    for (var one : distrusting)
      assertEquals(
          one.score(),
          one.words() + one.concepts().stream().mapToDouble(c -> c.score()).sum() + one.trust());
    var newest = Questions.sorted(Questions.distrusting(question, 0.4), Sort.NEWEST);
    assertTrue(ranked(newest).stream().allMatch(r -> r.score() == 0));
  }

  @Test
  void trust_never_changes_what_is_found_and_orders_pages_like_the_whole_list() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    for (int i = 0; i < 150; i++) {
      var plain = made.entry(i);
      index.replace(Entries.trusted(plain, random.nextInt(3) / 2.0));
      if (i % 40 == 39) index.refresh();
    }
    index.refresh();
    for (int round = 0; round < 30; round++) {
      var question = ask(made.query(1));
      var distrusting = Questions.distrusting(question, random.nextInt(1, 11) / 10.0);
      var all = ids(distrusting);
      assertEquals(Set.copyOf(ids(question)), Set.copyOf(all));
      int at = random.nextInt(20);
      assertEquals(
          all.stream().skip(at).limit(7).toList(), ids(Questions.page(distrusting, at, 7)));
    }
  }

  @Test
  void what_says_nearly_the_same_is_alike_as_comparing_all_with_all_finds_it() {
    var random = Seed.random(getClass());
    var made = new TreeMap<String, Entry>();
    for (int family = 0; family < 12; family++) {
      var text = numbers(random, 150);
      for (int member = 0; member < 6; member++) {
        var id = "f" + family + "." + member;
        var entry =
            entry(id)
                .readers(random.nextInt(3) == 0 ? "group:a" : "everyone")
                .passage(text)
                .passage(numbers(random, 1 + random.nextInt(120)))
                .sketched()
                .made();
        made.put(id, entry);
        index.replace(entry);
        if (random.nextInt(5) == 0) index.refresh();
      }
    }
    index.remove("f3.3");
    made.remove("f3.3");
    index.refresh();
    try (var view = index.view()) {
      for (var principals : List.of(EVERYONE, Set.of("everyone", "group:a"), Set.of("group:a")))
        for (var id : made.keySet())
          for (double least : new double[] {0, 0.5, 0.8})
            assertEquals(
                alikeByComparing(made, id, principals, least),
                view.alike(id, principals, least, 100),
                "alike to " + id + " for " + principals);
      assertEquals(List.of(), view.alike("f3.3", EVERYONE, 0, 100));
      var all = alikeByComparing(made, "f1.1", Set.of("everyone", "group:a"), 0);
      assertEquals(
          all.subList(0, Math.min(2, all.size())),
          view.alike("f1.1", Set.of("everyone", "group:a"), 0, 2));
    }
  }

  private static String numbers(Random random, int words) {
    return random.ints(words, 0, 1_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
  }

  private static List<SearchIndex.Alike> alikeByComparing(
      Map<String, Entry> entries, String id, Set<String> principals, double least) {
    var one = entries.get(id);
    if (one == null || Collections.disjoint(one.readers(), principals)) return List.of();
    var sketch = one.sketch().orElseThrow();
    return entries.values().stream()
        .filter(e -> e != one && !Collections.disjoint(e.readers(), principals))
        .filter(e -> shareABand(sketch, e.sketch().orElseThrow()))
        .map(e -> new SearchIndex.Alike(e.id(), sketch.likeness(e.sketch().orElseThrow())))
        .filter(a -> a.likeness() >= least)
        .sorted(
            Comparator.comparingDouble(SearchIndex.Alike::likeness)
                .reversed()
                .thenComparing(SearchIndex.Alike::id))
        .toList();
  }

  private static boolean shareABand(Sketch a, Sketch b) {
    var one = a.bands();
    var other = b.bands();
    return IntStream.range(0, Sketch.BANDS).anyMatch(i -> one[i] == other[i]);
  }

  @Test
  void nothing_is_alike_to_what_has_no_sketch_or_is_not_known() {
    hold(entry("a").passage("storm"), entry("b").passage("storm"));
    try (var view = index.view()) {
      assertEquals(List.of(), view.alike("a", EVERYONE, 0, 10));
      assertEquals(List.of(), view.alike("nobody", EVERYONE, 0, 10));
      assertThrows(IllegalArgumentException.class, () -> view.alike("a", EVERYONE, 2, 10));
      assertThrows(IllegalArgumentException.class, () -> view.alike("a", EVERYONE, 0.5, 0));
    }
  }

  @Test
  void equal_scores_are_ordered_by_id_and_ranks_say_where_the_words_stand() {
    hold(
        entry("c").passage("storm"),
        entry("a").passage("storm"),
        entry("b").passage("storm").tag("flood", 1),
        entry("d").passage("storm storm storm"));
    var ranked =
        ranked(ask(new Query.Favouring(words("storm"), new Query.About(Map.of("flood", 50.0)))));
    assertEquals(List.of("b", "d", "a", "c"), ranked.stream().map(Ranked::id).toList());
    assertEquals(List.of(2, 1, 2, 2), ranked.stream().map(Ranked::wordsRank).toList());
  }

  @Test
  void the_best_are_the_same_however_few_are_asked_for() {
    var made = new RandomEntries(Seed.random(getClass()));
    for (int i = 0; i < 400; i++) index.replace(made.entry(i));
    index.refresh();
    for (int round = 0; round < 50; round++) {
      var question =
          Questions.worded(
              Questions.ask(new Query.Words(made.text(6), 0.1)),
              new SearchIndex.Wording(Optional.empty(), 0.05, 0.1, 0.5));
      var all = ranked(Questions.page(question, 0, 400));
      for (int size : List.of(1, 3, 20)) {
        var few = ranked(Questions.page(question, 0, size));
        assertEquals(all.subList(0, Math.min(size, all.size())), few);
        // Without reasons fewer matches have to be scored.
        var plain = Questions.unexplained(Questions.page(question, 0, size));
        assertEquals(
            few.stream().map(SearchIndexContract::placed).toList(),
            ranked(plain).stream().map(SearchIndexContract::placed).toList());
      }
    }
  }

  private static String placed(Ranked one) {
    return one.id() + " " + one.score();
  }

  @Test
  void a_word_scores_less_than_its_rarity_wherever_it_stands() {
    hold(entry("a").title("storm storm storm storm storm"), entry("b").passage("calm"));
    try (var view = index.view()) {
      double rarity = view.rarity("storm", EVERYONE);
      var ranked = view.find(ask(words("storm"))).ranked().getFirst();
      assertEquals(1, ranked.terms().size());
      assertTrue(ranked.score() < rarity && ranked.score() > 0.6 * rarity);
      assertEquals(3 * rarity, view.rarity("storm, storm: storm", EVERYONE), 1e-12);
      assertEquals(0, view.rarity("zzyzx", EVERYONE));
      assertEquals(0, view.rarity("", EVERYONE));
    }
  }

  @Test
  void the_passage_with_the_words_is_shown_and_marked() {
    hold(
        entry("a")
            .title("Review")
            .passage("Intro", "We looked at everything.")
            .passage("Storm", "🙂 Café owners: the STORM damaged roofs."));
    var best = show("a", words("storms damage cafe")).best().orElseThrow();
    assertEquals(1, best.ordinal());
    assertEquals("Storm", best.heading());
    assertEquals(25, best.start());
    assertEquals(List.of("Café", "STORM", "damaged"), marked(best));
  }

  private static List<String> marked(SearchIndex.Shown.Best best) {
    return best.highlights().stream()
        .map((Answer.Range r) -> best.text().substring(r.start(), r.end()))
        .toList();
  }

  @Test
  void the_passage_with_the_phrase_is_shown_before_one_with_the_words() {
    hold(
        entry("a")
            .passage("journey customer journey journey customers")
            .passage("A long text about this and that, also about the customer's last journey.")
            .passage("customer, last of all: journey"));
    var best = show("a", new Query.Phrase(Optional.empty(), "last journey")).best();
    assertEquals(List.of("last journey"), marked(best.orElseThrow()));
  }

  @Test
  void shows_what_was_given_in_the_order_asked_for() {
    hold(
        entry("a")
            .kind(SearchRequest.Kind.LESSON)
            .title("Storm <review>")
            .date("2024-05-01")
            .value("author", "Zoe", "Ann")
            .tag("weak", 0.1)
            .tag("strong", 0.9),
        entry("b"));
    try (var view = index.view()) {
      var shown = view.show(List.of("b", "gone", "a"), EVERYONE, new Query.Any(List.of()));
      assertEquals(List.of("b", "a"), shown.stream().map(SearchIndex.Shown::id).toList());
      assertEquals(
          new SearchIndex.Shown(
              "a",
              SearchRequest.Kind.LESSON,
              "Storm <review>",
              Optional.of(LocalDate.parse("2024-05-01")),
              Map.of("author", List.of("Zoe", "Ann")),
              List.of("strong", "weak"),
              Optional.empty()),
          shown.getLast());
    }
  }

  private static final Direction EAST = Direction.of(1, 0, 0);
  private static final Direction NORTH = Direction.of(0, 1, 0);

  /// So many degrees north of east.
  private static Direction at(int degrees) {
    double angle = Math.toRadians(degrees);
    return Direction.along((float) Math.cos(angle), (float) Math.sin(angle), 0);
  }

  private List<SearchIndex.Close> nearest(Direction direction, Set<String> principals, int limit) {
    try (var view = index.view()) {
      return view.nearest(direction, principals, limit);
    }
  }

  private static List<String> names(List<SearchIndex.Close> close) {
    return close.stream().map(c -> c.id() + c.passage()).toList();
  }

  @Test
  void the_nearest_passages_come_first_and_equals_by_id_and_passage() {
    hold(
        entry("b").passage("x").passage("y").directions(at(30), at(10)),
        entry("a").title("no passages").directions(at(30)),
        entry("c").passage("no directions"),
        entry("d").passage("x").directions(at(80)));
    var found = nearest(EAST, EVERYONE, 3);
    assertEquals(List.of("b1", "a0", "b0"), names(found));
    assertEquals(EAST.similarity(at(30)), found.getLast().similarity());
    assertEquals(4, nearest(EAST, EVERYONE, 10_000).size());
    assertThrows(IllegalArgumentException.class, () -> nearest(EAST, EVERYONE, 0));
  }

  @Test
  void the_nearest_passages_are_counted_among_what_a_reader_sees() {
    for (int i = 0; i < 30; i++)
      hold(entry("x" + i).passage("x").directions(at(i)).readers("group:other"));
    hold(entry("a").passage("x").directions(at(50)), entry("b").passage("x").directions(at(60)));
    assertEquals(List.of("a0"), names(nearest(EAST, EVERYONE, 1)));
    assertEquals(List.of("a"), ids(new Query.Near(EAST, 1)));
    assertEquals(List.of("x0"), ids(ask(new Query.Near(EAST, 1), Set.of("group:other"))));
    assertEquals(List.of(), nearest(EAST, Set.of("user:nobody"), 5));
  }

  @Test
  void what_was_replaced_or_removed_is_near_to_nothing() {
    hold(
        entry("a").passage("x").passage("y").directions(at(0), at(1)),
        entry("b").passage("x").directions(at(2)),
        entry("c").passage("x").directions(at(3)));
    hold(entry("a").passage("x").directions(NORTH), entry("b").passage("x"));
    index.remove("c");
    try (var before = index.view()) {
      index.refresh();
      assertEquals(List.of("c0", "a0"), names(before.nearest(EAST, EVERYONE, 10)));
      assertEquals(List.of("a0"), names(nearest(EAST, EVERYONE, 10)));
    }
  }

  @Test
  void filters_cut_the_items_of_the_nearest_passages_and_bring_no_others() {
    hold(
        entry("a").passage("x").passage("y").directions(at(0), at(1)).value("language", "en"),
        entry("b").passage("x").directions(at(2)).value("language", "de"),
        entry("c").passage("x").directions(at(3)).value("language", "en"));
    var near = ask(new Query.Near(EAST, 3));
    assertEquals(List.of("a", "b"), ids(near));
    var english =
        Questions.filtered(near, Map.of("language", new Query.Value("language", Set.of("en"))));
    assertEquals(List.of("a"), ids(english));
    assertEquals(Map.of("en", 1L, "de", 1L), counts(english, LANGUAGE));
  }

  @Test
  void a_direction_of_other_dimensions_is_near_to_nothing_and_spoils_nothing() {
    hold(entry("a").passage("storm").directions(EAST));
    var other = Direction.of(1, 0);
    assertEquals(List.of(), nearest(other, EVERYONE, 5));
    assertEquals(List.of(), ids(new Query.Near(other, 5)));
    hold(entry("b").passage("storm").directions(other));
    assertEquals(List.of("a", "b"), ids(words("storm")));
    assertEquals(List.of("a0"), names(nearest(EAST, EVERYONE, 5)));
    try (var view = index.view()) {
      assertEquals(0, view.similarities(other, 5).length);
      assertEquals(new SearchIndex.Directed(1, 2), view.directed(EVERYONE));
    }
  }

  @Test
  void directions_can_be_read_back_by_those_who_may() {
    hold(
        entry("a").passage("x").passage("y").directions(at(10), at(20)),
        entry("title").directions(at(30)),
        entry("none").passage("x"),
        entry("team").passage("x").directions(at(40)).readers("group:team"));
    var ids = List.of("title", "gone", "a", "none", "team");
    try (var view = index.view()) {
      assertEquals(
          Map.of(
              "a",
              List.of(new SearchIndex.Placed(0, at(10)), new SearchIndex.Placed(1, at(20))),
              "title",
              List.of(new SearchIndex.Placed(0, at(30)))),
          view.directions(ids, EVERYONE));
      assertEquals(Set.of("team"), view.directions(ids, Set.of("group:team")).keySet());
      assertEquals(new SearchIndex.Directed(3, 4), view.directed(EVERYONE));
    }
  }

  @Test
  void a_sample_of_similarities_covers_the_index_and_grows_slowly_with_it() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    var direction = made.direction();
    double[] all;
    fill(made, random);
    try (var view = index.view()) {
      all = view.similarities(direction, 10_000);
      assertEquals(
          view.directed(Set.of("everyone", "group:a", "group:b", "user:ann")).passages(),
          all.length);
      var some = view.similarities(direction, 50);
      assertEquals(50, some.length);
      assertTrue(boxed(all).containsAll(boxed(some)));
      assertEquals(boxed(some), boxed(view.similarities(direction, 50)));
      hold(entry("one").passage("more").directions(made.direction()));
      try (var newer = index.view()) {
        var now = boxed(newer.similarities(direction, 50));
        assertTrue(now.containsAll(boxed(some).subList(0, 49)));
      }
    }
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  @Test
  void the_nearest_are_those_of_comparing_each_with_each() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    var held = fill(made, random);
    for (int round = 0; round < 100; round++) {
      var principals = made.principals();
      var direction = made.direction();
      int limit = 1 + random.nextInt(40);
      assertEquals(
          new PlainMatching(held.values(), principals).nearest(direction, limit),
          nearest(direction, principals, limit));
    }
  }

  private static Wording speaking(String language) {
    return Wording.plain().in(Optional.of(language));
  }

  private Set<String> idsIn(String language, String text) {
    return Set.copyOf(ids(Questions.worded(ask(words(text)), speaking(language))));
  }

  @Test
  void words_are_found_in_the_forms_of_the_language_of_the_text_by_those_who_speak_it() {
    hold(
        entry("de").passage("Die Kunden kündigen ihre Verträge.").value("language", "de"),
        entry("fr").passage("L'entreprise prépare les réunions.").value("language", "fr"),
        entry("es").passage("Los clientes firman contratos.").value("language", "es"),
        entry("it").passage("Nell'azienda i clienti firmano contratti").value("language", "it"),
        entry("nl").passage("De klanten tekenen contracten").value("language", "nl-BE"),
        entry("pt").passage("Os clientes assinam contratos.").value("language", "pt"),
        entry("en").passage("Customers sign contracts.").value("language", "en"),
        entry("none").passage("The customer signed a contract."));
    assertEquals(Set.of("de"), idsIn("de", "Kunde Vertrag"));
    assertEquals(Set.of("de"), idsIn("de-AT", "der kunde kundigen"));
    assertEquals(Set.of("fr"), idsIn("fr", "entreprises réunion"));
    assertEquals(Set.of("es"), idsIn("es", "cliente firman contrato"));
    assertEquals(Set.of("it"), idsIn("it", "azienda cliente"));
    assertEquals(Set.of("nl"), idsIn("nl", "klant contract"));
    assertEquals(Set.of("pt"), idsIn("pt", "cliente assinam contrato"));
    for (var language : List.of("en", "de", "fr", "xx"))
      assertEquals(Set.of("en", "none"), idsIn(language, "customer signs contract"));
    assertEquals(Set.of(), idsIn("en", "Kunde"));
    assertEquals(Set.of("de"), idsIn("en", "Kunden Verträge"));
    assertEquals(List.of("de"), ids(new Query.In(Query.Field.BODY, "vertrage")));
  }

  @Test
  void what_was_found_is_marked_in_its_own_language_and_in_spite_of_slips() {
    hold(
        entry("de").passage("Alle Kunden kommen.").value("language", "de"),
        entry("en").passage("All customers come."));
    assertEquals(List.of(new Answer.Range(5, 11)), marked("de", "Kunde"));
    assertEquals(List.of(new Answer.Range(4, 13)), marked("en", "custmers"));
  }

  private List<Answer.Range> marked(String id, String text) {
    return show(id, words(text)).best().orElseThrow().highlights();
  }

  @Test
  void a_word_as_it_was_written_comes_before_its_other_forms() {
    hold(entry("a").passage("many tests"), entry("b").passage("much testing"));
    var question = ask(words("testing"));
    assertEquals(List.of("a", "b"), ids(question));
    var exact = Questions.worded(question, new Wording(Optional.empty(), 0.1, 0, 0));
    assertEquals(List.of("b", "a"), ids(exact));
    var terms = ranked(exact).getFirst().terms();
    assertEquals(List.of("body", "exact"), terms.stream().map(Why.Term::field).toList());
    assertEquals("testing", terms.getLast().term());
  }

  @Test
  void words_that_stand_side_by_side_come_before_those_that_do_not() {
    hold(
        entry("apart").passage("A journey with many a customer of ours."),
        entry("beside").passage("Customers and journeys, many of ours.").passage("x"),
        entry("cut").passage("ours a customer").passage("journeys a many"));
    var question = ask(words("the customer journey"));
    var near = Questions.worded(question, new Wording(Optional.empty(), 0, 0.2, 0));
    assertEquals(List.of("beside", "apart", "cut"), ids(near));
    try (var view = index.view()) {
      var term = view.find(near).ranked().getFirst().terms().getLast();
      double least = Math.min(view.rarity("customer", EVERYONE), view.rarity("journey", EVERYONE));
      assertEquals(new Why.Term("customer journey", "together", 0.2 * least), term);
    }
  }

  @Test
  void a_slip_of_the_pen_stands_for_words_that_the_reader_may_see() {
    hold(
        entry("a").passage("one customer"),
        entry("b").passage("one costume").readers("group:other"),
        entry("c").passage("management of risks"),
        entry("d").passage("nothing of that"));
    var forgiving = new Wording(Optional.empty(), 0, 0, 0.5);
    assertEquals(List.of("a"), ids(slipped("costumer", forgiving)));
    assertEquals(List.of("c"), ids(slipped("managment", forgiving)));
    assertEquals(List.of("c"), ids(slipped("amnagement", forgiving)));
    assertEquals(List.of(), ids(slipped("costumer", Wording.plain())));
    assertEquals(List.of(), ids(slipped("cus", forgiving)));
    var term = ranked(slipped("costumer", forgiving)).getFirst().terms().getFirst();
    assertEquals("custom (for costumer)", term.term());
    var strict = Questions.worded(ask(words("costumer")), forgiving);
    assertEquals(List.of(), ids(strict));
    try (var view = index.view()) {
      assertEquals(0, view.rarity("costumer", EVERYONE));
      double half = 0.5 * view.rarity("customer", EVERYONE);
      assertEquals(half, view.rarity("costumer", forgiving, EVERYONE));
      assertTrue(view.find(slipped("costumer", forgiving)).ranked().getFirst().score() < half);
    }
  }

  private static Question slipped(String text, Wording wording) {
    return Questions.worded(ask(new Query.Words(text, 0.5)), wording);
  }

  @Test
  void parts_of_names_with_separators_are_words() {
    hold(entry("a").passage("Pump A-1312/B was replaced."), entry("b").title("Form X_77 (2.4)"));
    assertEquals(List.of("a"), ids(words("1312")));
    assertEquals(List.of("a"), ids(words("a-1312/b")));
    assertEquals(List.of("b"), ids(words("2.4")));
  }

  @Test
  void matches_and_counts_like_plain_matching_does() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    var held = fill(made, random);
    for (int round = 0; round < 200; round++) {
      var principals = made.principals();
      var plain = new PlainMatching(held.values(), principals);
      var query = made.query(3);
      Map<String, Query> filters = new TreeMap<>();
      if (random.nextBoolean()) filters.put("language", new Query.Value("language", Set.of("en")));
      if (random.nextBoolean()) filters.put("concept", made.query(0));
      var groups =
          new Facet(
              "concept",
              "concept",
              Map.of(
                  "c0", List.of("even", "c0"),
                  "c1", List.of("odd"),
                  "c2", List.of("even"),
                  "c3", List.of("odd", "c3")),
              100);
      var question =
          Questions.counting(Questions.filtered(ask(query, principals), filters), LANGUAGE, groups);
      try (var view = index.view()) {
        var found = view.find(question);
        assertEquals(
            plain.matching(query, filters.values()),
            found.ranked().stream().map(Ranked::id).collect(Collectors.toSet()),
            query::toString);
        assertEquals(found.ranked().size(), found.total());
        for (var facet : List.of(LANGUAGE, groups))
          assertEquals(
              plain.counts(query, filters, facet),
              found.counts().getOrDefault(facet.name(), Map.of()),
              query::toString);
        assertEquals(
            plain.combinations(query, "concept", groups.groups()),
            view.combinations(query, principals, "concept", groups.groups()),
            query::toString);
      }
    }
  }

  /// Some entries are replaced and some removed on the way.
  private Map<String, Entry> fill(RandomEntries made, Random random) {
    Map<String, Entry> held = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      var entry = made.entry(random.nextInt(150));
      held.put(entry.id(), entry);
      index.replace(entry);
      if (i % 10 == 0) {
        held.remove("e" + i);
        index.remove("e" + i);
      }
      if (i % 60 == 0) index.refresh();
    }
    index.refresh();
    return held;
  }

  @Test
  void all_and_any_of_one_are_that_one_and_more_in_all_only_cuts() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    fill(made, random);
    for (int round = 0; round < 60; round++) {
      var a = made.query(2);
      var b = made.query(2);
      var alone = ranked(ask(a));
      assertEquals(alone, ranked(ask(new Query.All(List.of(a)))));
      assertEquals(alone, ranked(ask(new Query.Any(List.of(a)))));
      assertEquals(alone, ranked(ask(new Query.Any(List.of(a, a)))));
      var both = ids(new Query.All(List.of(a, b)));
      assertTrue(ids(a).containsAll(both), () -> a + " and " + b);
      assertTrue(ids(new Query.Any(List.of(a, b))).containsAll(ids(a)), () -> a + " or " + b);
    }
  }

  @Test
  void pages_are_stretches_of_the_whole_list() {
    var random = Seed.random(getClass());
    var made = new RandomEntries(random);
    fill(made, random);
    for (var sort : Sort.values()) {
      var question = Questions.sorted(ask(new Query.Words("bk cq dz fk", 0.2)), sort);
      var whole = ranked(question);
      for (int from = 0; from < whole.size(); from += 7)
        assertEquals(
            whole.subList(from, Math.min(from + 7, whole.size())),
            ranked(Questions.page(question, from, 7)));
      assertEquals(List.of(), ranked(Questions.page(question, whole.size() + 1, 7)));
      assertEquals(List.of(), ranked(Questions.page(question, 0, 0)));
    }
  }

  @Test
  void a_question_beyond_reach_is_refused_and_a_closed_view_is_closed_once() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Questions.page(ask(new Query.Everything()), Question.REACH, 1));
    var view = index.view();
    view.close();
    view.close();
    assertFalse(index.trouble().isPresent());
  }

  private static SearchIndex filled(SearchIndex next, Entries... entries) {
    for (var entry : entries) next.replace(entry.made());
    return next;
  }

  @Test
  void numbers_tell_which_change_every_entry_shows() {
    hold(entry("a").change(7), entry("b").change(3).passage("x").passage("y"), entry("gone"));
    index.remove("gone");
    index.replace(entry("a").change(9).made());
    try (var before = index.view()) {
      assertEquals(Map.of("a", 7L, "b", 3L, "gone", 1L), before.numbers());
      index.refresh();
      try (var view = index.view()) {
        assertEquals(Map.of("a", 9L, "b", 3L), view.numbers());
      }
    }
  }

  @Test
  void entries_without_directions_are_named() {
    hold(
        entry("a").passage("x").passage("y").directions(EAST, NORTH),
        entry("b").passage("x"),
        entry("c").directions(EAST),
        entry("d"),
        entry("e").passage("x").directions(NORTH),
        entry("f").passage("x"));
    try (var view = index.view()) {
      assertEquals(Set.of("b", "d", "f"), view.undirected());
    }
    index.replace(entry("b").passage("x").directions(EAST).made());
    index.replace(entry("a").passage("x").made());
    index.remove("d");
    index.refresh();
    try (var view = index.view()) {
      assertEquals(Set.of("a", "f"), view.undirected());
    }
  }

  @Test
  void an_index_beside_is_empty_and_nobody_sees_it() {
    hold(entry("a").passage("storm"));
    index.commit(4);
    try (var next = filled(index.beside(), entry("b").passage("storm"))) {
      next.refresh();
      assertEquals(0, next.committed());
      assertEquals(List.of("a"), ids(words("storm")));
      assertEquals(4, index.committed());
      try (var view = next.view()) {
        assertEquals(List.of("b"), idsOf(view.find(ask(words("storm")))));
      }
    }
    assertEquals(List.of("a"), ids(words("storm")));
    hold(entry("c").passage("storm"));
    assertEquals(List.of("a", "c"), ids(words("storm")));
  }

  @Test
  void what_was_adopted_answers_and_takes_in_and_open_views_stay() {
    hold(entry("a").passage("storm"));
    index.commit(4);
    var old = index.view();
    var next = filled(index.beside(), entry("b").passage("storm"), entry("c").passage("storm"));
    next.commit(6);
    index.adopt(next);
    assertEquals(6, index.committed());
    assertEquals(List.of("b", "c"), ids(words("storm")));
    assertEquals(List.of("a"), idsOf(old.find(ask(words("storm")))));
    assertEquals(1, old.show(List.of("a"), EVERYONE, words("storm")).size());
    try (var now = index.view()) {
      assertNotEquals(old.state(), now.state());
    }
    index.remove("b");
    hold(entry("d").passage("storm"));
    index.commit(8);
    assertEquals(List.of("c", "d"), ids(words("storm")));
    assertEquals(List.of("a"), idsOf(old.find(ask(words("storm")))));
    old.close();
    assertEquals(8, index.committed());
    assertEquals(Optional.empty(), index.trouble());
  }

  @Test
  void one_can_be_adopted_after_another() {
    for (int i = 1; i <= 3; i++) {
      var next = filled(index.beside(), entry("e" + i).passage("storm"));
      next.commit(i);
      index.adopt(next);
      assertEquals(List.of("e" + i), ids(words("storm")));
      assertEquals(i, index.committed());
    }
  }

  @Test
  void only_what_was_made_beside_it_last_can_be_adopted() {
    hold(entry("a").passage("storm"));
    var first = index.beside();
    first.commit(1);
    var second = index.beside();
    second.commit(2);
    assertThrows(IllegalArgumentException.class, () -> index.adopt(first));
    index.adopt(second);
    assertEquals(2, index.committed());
    assertEquals(List.of(), ids(words("storm")));
  }

  @Test
  void purging_keeps_what_is_there_and_waits_for_views_that_are_open() {
    hold(entry("a").passage("storm"), entry("b").passage("storm calm"), entry("c").title("storm"));
    index.commit(5);
    index.remove("a");
    hold(entry("b").passage("storm"));
    try (var old = index.view()) {
      hold(entry("d").passage("storm"));
      index.remove("d");
      assertFalse(index.purge(), "a view is open");
      assertEquals(
          List.of("b", "c"), idsOf(old.find(ask(words("storm")))).stream().sorted().toList());
    }
    assertTrue(index.purge());
    assertTrue(index.purge(), "nothing to do");
    assertEquals(5, index.committed());
    assertEquals(List.of("b", "c"), ids(words("storm")).stream().sorted().toList());
    assertEquals(List.of(), ids(words("calm")));
  }

  @Test
  void purging_waits_for_views_of_what_was_replaced() {
    hold(entry("a").passage("storm"));
    var old = index.view();
    var next = index.beside();
    next.commit(1);
    index.adopt(next);
    assertFalse(index.purge());
    old.close();
    assertTrue(index.purge());
  }

  @Test
  void a_very_long_question_is_answered() {
    hold(entry("a").passage("word7 storm"));
    var text = new StringBuilder();
    for (int i = 0; i < 3000; i++) text.append("word").append(i).append(' ');
    assertEquals(List.of("a"), ids(new Query.Words(text.toString(), 0.1)));
    assertEquals(List.of(), ids(new Query.In(Query.Field.BODY, text.toString())));
    assertEquals(List.of(), ids(new Query.Phrase(Optional.empty(), text.toString())));
  }

  @Test
  void what_is_supposed_answers_as_it_will_be_and_changes_nothing() {
    var random = Seed.random(getClass());
    var entries = new RandomEntries(random);
    for (int i = 0; i < 40; i++) index.replace(entries.entry(i));
    index.commit(1);
    for (int i = 40; i < 60; i++) index.replace(entries.entry(i));
    index.refresh();
    var changes = new TreeMap<String, Optional<Entry>>();
    for (int i = 0; i < 70; i++) {
      var entry = entries.entry(i);
      int what = random.nextInt(6);
      if (what < 2) changes.put(entry.id(), what == 0 ? Optional.empty() : Optional.of(entry));
    }
    var looks = new ArrayList<Look>();
    for (int i = 0; i < 30; i++)
      looks.add(new Look(ask(entries.query(2), entries.principals()), entries.direction()));
    var before = pictures(index, looks);
    List<Picture> foretold;
    try (var supposed = index.supposing()) {
      assertEquals(before, pictures(supposed, looks), "nothing is supposed yet");
      make(supposed, changes);
      assertEquals(before, pictures(supposed, looks), "it is not shown yet");
      supposed.refresh();
      foretold = pictures(supposed, looks);
      assertNotEquals(before, foretold);
      assertEquals(before, pictures(index, looks), "nothing is changed");
    }
    make(index, changes);
    index.refresh();
    var real = pictures(index, looks);
    for (int i = 0; i < real.size(); i++) assertEquals(foretold.get(i), real.get(i));
  }

  @Test
  void purging_waits_for_what_is_supposed_of_a_former_state() {
    hold(entry("a").passage("storm"));
    var supposed = index.supposing();
    hold(entry("a").passage("calm"));
    assertFalse(index.purge());
    supposed.close();
    assertTrue(index.purge());
  }

  private static void make(SearchIndex in, Map<String, Optional<Entry>> changes) {
    changes.forEach((id, entry) -> entry.ifPresentOrElse(in::replace, () -> in.remove(id)));
  }

  private record Look(Question question, Direction direction) {}

  private record Picture(
      List<Ranked> ranked,
      long total,
      List<SearchIndex.Close> nearest,
      List<Double> similarities,
      Set<String> undirected) {}

  private static List<Picture> pictures(SearchIndex of, List<Look> looks) {
    try (var view = of.view()) {
      return looks.stream()
          .map(look -> {
            var found = view.find(look.question());
            return new Picture(
                found.ranked(),
                found.total(),
                view.nearest(look.direction(), look.question().principals(), 10),
                Arrays.stream(view.similarities(look.direction(), 20)).boxed().toList(),
                view.undirected());
          })
          .toList();
    }
  }
}
