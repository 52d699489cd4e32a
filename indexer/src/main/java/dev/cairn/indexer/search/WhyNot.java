package dev.cairn.indexer.search;

import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Outcome;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.query.Asked;
import dev.cairn.ontology.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Why an item is not among the hits of a question, in words; or where it stands. Thread-safe.
public final class WhyNot {
  /// So far down a list an item is looked for.
  private static final int FAR = 1_000;

  private static final int PAGE = 100;
  private static final int MOST_WORDS = 24;

  private final Searcher searcher;
  private final Catalogue catalogue;

  public WhyNot(Searcher searcher, Catalogue catalogue) {
    this.searcher = searcher;
    this.catalogue = catalogue;
  }

  /// @param id of the item that was asked for
  /// @param rank at which it stands, from 1; empty if it is not among the hits, or stands further
  ///   down than is looked
  /// @param reasons most telling first, at least one
  public record Verdict(String id, OptionalInt rank, List<Reason> reasons) {
    public Verdict {
      reasons = List.copyOf(reasons);
    }

    /// All reasons, one sentence after the other.
    public String text() {
      return String.join(" ", reasons.stream().map(Reason::text).toList());
    }
  }

  /// @param code stable name: `found`, `beyond`, `unknown`, `binned`, `reading`, `unread`,
  ///   `catchingUp`, `filter`, `words`, `phrase`, `without`, `noMeaning`, `meaning`
  /// @param text one sentence
  public record Reason(String code, String text) {}

  /// What the caller may not see is answered as what does not exist.
  ///
  /// @param id whatever the caller takes for the id of an item
  /// @throws IndexFailure as {@link Searcher#search}
  public Verdict explain(SearchRequest request, String id, Caller caller) {
    var item =
        id.matches("[A-Za-z0-9_-]{22}")
            ? catalogue.find(new ItemId(id), caller)
            : Optional.<Item>empty();
    if (item.isEmpty())
      return none(id, "unknown", "There is no item '" + id + "' that you may see.");
    var known = unfindable(item.get());
    if (known.isPresent()) return new Verdict(id, OptionalInt.empty(), List.of(known.get()));
    return searcher.looking(request, caller, state -> explain(request, item.get(), caller, state));
  }

  private static Verdict none(String id, String code, String text) {
    return new Verdict(id, OptionalInt.empty(), List.of(new Reason(code, text)));
  }

  private static Optional<Reason> unfindable(Item item) {
    if (item.binned().isPresent())
      return Optional.of(
          new Reason("binned", "It lies in the bin; take it out there to have it found."));
    return Optional.empty();
  }

  private Verdict explain(SearchRequest request, Item item, Caller caller, Searcher.Looking state) {
    var id = item.id().value();
    var view = state.view();
    var principals = caller.principals();
    if (!matches(view, principals, new Query.Everything(), id))
      return new Verdict(id, OptionalInt.empty(), List.of(absent(item)));
    int rank = rank(request, id, caller);
    if (rank > 0) {
      var page = (rank - 1) / request.limit() + 1;
      return new Verdict(
          id,
          OptionalInt.of(rank),
          List.of(
              new Reason(
                  rank <= request.limit() ? "found" : "beyond",
                  "It is among the hits, at place "
                      + rank
                      + (page == 1 ? "." : ", on page " + page + "."))));
    }
    var reasons = new ArrayList<Reason>();
    state
        .filters()
        .forEach((name, filter) -> {
          if (!matches(view, principals, filter, id))
            reasons.add(new Reason("filter", filter(name, filter, item, state)));
        });
    addWords(request, id, view, principals, reasons);
    if (request.mode() != SearchRequest.Mode.LEXICAL && view.directed(principals).passages() > 0)
      reasons.add(
          view.directions(List.of(id), principals).isEmpty()
              ? new Reason(
                  "noMeaning",
                  "What it means has not been worked out yet; until then only its words find it.")
              : new Reason("meaning", "By what it means others are nearer to the question."));
    if (reasons.isEmpty())
      reasons.add(
          new Reason(
              "beyond",
              "It matches, but more than "
                  + FAR
                  + " items stand before it; use words that only it has, or filters."));
    return new Verdict(id, OptionalInt.empty(), reasons);
  }

  private static Reason absent(Item item) {
    if (item.state() == Item.State.RECEIVED && item.versions().size() == 1)
      return new Reason("reading", "It is still being read; it can be found when that is done.");
    return item.outcome()
        .filter(Outcome::needsAttention)
        .map(outcome -> new Reason("unread", "It could not be read: " + outcome.sentence()))
        .orElseGet(() ->
            new Reason(
                "catchingUp", "It has changed and cannot be found yet; ask again in a moment."));
  }

  private static boolean matches(
      SearchIndex.View view, Set<String> principals, Query query, String id) {
    return view.find(
                new SearchIndex.Question(
                    new Query.All(List.of(new Query.Among(Set.of(id)), query)),
                    principals,
                    Map.of(),
                    Map.of(),
                    0,
                    SearchRequest.Sort.NEWEST,
                    0,
                    0,
                    List.of(),
                    false))
            .total()
        > 0;
  }

  /// 0 where it is not among the first.
  private int rank(SearchRequest request, String id, Caller caller) {
    var asked = request.fromStart().counting(List.of()).withLimit(PAGE);
    int before = 0;
    while (true) {
      var answer = searcher.search(asked, caller);
      for (int i = 0; i < answer.hits().size(); i++)
        if (answer.hits().get(i).id().equals(id)) return before + i + 1;
      before += answer.hits().size();
      if (answer.next().isEmpty() || before >= FAR) return 0;
      asked = asked.withCursor(answer.next().get());
    }
  }

  private static String filter(String name, Query filter, Item item, Searcher.Looking state) {
    return switch (name) {
      case "kind" ->
          "It is a " + item.kind().code() + ", and only other kinds of item are asked for.";
      case "year" ->
          item.date()
              .map(d -> "It is dated " + d + ", outside the dates that are asked for.")
              .orElse("It has no date, and only dated items are asked for.");
      case "also" ->
          "It is not about all of " + concepts(state.request().also(), state) + " (filter also).";
      case "without" ->
          "It is about "
              + concepts(state.request().without(), state)
              + ", which is left out (filter without).";
      default -> {
        if (!(filter instanceof Query.Value(var field, var values)))
          yield "The filter '" + name + "' leaves it out.";
        boolean concept = field.equals("concept");
        var wanted =
            (concept ? state.chosen(name) : new TreeSet<>(values))
                .stream()
                    .map(v -> concept ? state.label(v) : v)
                    .limit(3)
                    .map(v -> "'" + v + "'")
                    .toList();
        yield concept
            ? "It is not about " + String.join(" or ", wanted) + " (filter " + name + ")."
            : "Its " + name + " is not " + String.join(" or ", wanted) + ".";
      }
    };
  }

  private static String concepts(List<String> ids, Searcher.Looking state) {
    return ids.stream()
        .map(id -> "'" + state.label(id) + "'")
        .limit(3)
        .collect(Collectors.joining(" or "));
  }

  private static void addWords(
      SearchRequest request,
      String id,
      SearchIndex.View view,
      Set<String> principals,
      List<Reason> reasons) {
    var asked = Asked.of(request.text());
    var has = new TreeMap<Integer, String>();
    var lacks = new ArrayList<String>();
    int at = 0;
    for (var side : asked.sides()) {
      for (var strict : side.strict())
        if (!matches(view, principals, strict, id))
          reasons.add(new Reason("phrase", "It does not have " + words(strict) + "."));
      for (var without : side.without())
        if (matches(view, principals, without, id))
          reasons.add(
              new Reason(
                  "without", "It has " + words(without) + ", which the question leaves out."));
      for (var word : side.words().split(" ")) {
        if (word.isBlank() || ++at > MOST_WORDS || Suggestions.isAsking(word)) continue;
        var folded = Typed.words(word);
        if (folded.isEmpty()) continue;
        if (matches(view, principals, new Query.Words(word, 1), id)) has.put(at, word);
        else lacks.add(word);
      }
    }
    if (lacks.isEmpty() || request.mode() == SearchRequest.Mode.SEMANTIC) return;
    reasons.add(
        new Reason(
            "words",
            has.isEmpty()
                ? "It has none of the words " + list(lacks) + "."
                : "Of the words it has "
                    + list(List.copyOf(has.values()))
                    + " only; "
                    + list(lacks)
                    + (lacks.size() == 1 ? " is" : " are")
                    + " missing."));
  }

  private static String words(Query part) {
    return switch (part) {
      case Query.Phrase(var field, var text) -> "“" + text + "”" + in(field);
      case Query.In(var field, var text) -> "“" + text + "”" + in(Optional.of(field));
      case Query.Words(var text, _, _) -> "“" + text + "”";
      case Query.About _,
          Query.Near _,
          Query.Value _,
          Query.Among _,
          Query.Dated _,
          Query.All _,
          Query.Any _,
          Query.Not _,
          Query.Favouring _,
          Query.Everything _ ->
          "what is asked for";
    };
  }

  private static String in(Optional<Query.Field> field) {
    return field
        .map(f ->
            switch (f) {
              case TITLE -> " in its title";
              case AUTHOR -> " among its authors";
              case HEADINGS, BODY, LABELS -> "";
            })
        .orElse("");
  }

  private static String list(List<String> words) {
    return String.join(", ", words.stream().map(w -> "“" + w + "”").toList());
  }
}
