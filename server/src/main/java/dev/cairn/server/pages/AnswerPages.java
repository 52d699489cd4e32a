package dev.cairn.server.pages;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes a short answer into what a page shows, alone or above a list.
public final class AnswerPages {
  private static final String PATH = "/answer";
  private static final String PDF = "application/pdf";

  /// With these begin questions in the languages that words are found in.
  private static final Set<String> ASKING =
      Set.copyOf(
          List.of(
              ("what who whom whose when where which why how is are was were do does did can could"
                   + " should would will may must has have wer was wann wo warum wieso weshalb wie"
                   + " welche welcher welches wozu kann darf soll qui que quoi quand où pourquoi"
                   + " comment quel quelle combien quién qué cuándo dónde cuál cómo chi che cosa"
                   + " quando dove perché come quale wat wie waar wanneer waarom hoe welke quem"
                   + " onde porque qual")
                  .split(" ")));

  private AnswerPages() {}

  /// Whether somebody who typed this wants an answer rather than a list: a question, in a few words
  /// at least.
  static boolean readsAsQuestion(String text) {
    var words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (words.length < 3) return false;
    return text.strip().endsWith("?") || ASKING.contains(words[0]);
  }

  /// Sentences with their sources, numbered in their order.
  ///
  /// @param question by which words are marked where a sentence is read
  static List<AnswerPage.Said> said(List<Excerpt.Sentence> sentences, String question) {
    var numbers = new TreeMap<String, Integer>();
    var said = new ArrayList<AnswerPage.Said>();
    for (var sentence : sentences) {
      int next = numbers.size() + 1;
      int number = numbers.computeIfAbsent(sentence.item() + " " + sentence.passage(), _ -> next);
      said.add(
          new AnswerPage.Said(
              sentence.text(),
              number,
              sentence.title(),
              href(sentence, question),
              where(sentence),
              original(sentence)));
    }
    return said;
  }

  public static AnswerPage of(SearchRequest request, Excerpt excerpt, Viewer viewer) {
    return new AnswerPage(
        Page.of(viewer, request.text().strip(), Page.Section.SEARCH)
            .asking(request.text())
            .with(List.of("search"), List.of()),
        Choice.of("All that was found", SearchAddress.of(request).toString()),
        said(excerpt.sentences(), excerpt.question()),
        excerpt.reason());
  }

  /// Where the answer to this is; the same choices as those of the list.
  static Address address(SearchRequest request) {
    var choices = SearchAddress.of(request).without("sort").without("limit").choices();
    return new Address(PATH, choices, "");
  }

  /// Where a sentence is read, opened at its passage.
  public static String href(Excerpt.Sentence sentence, String question) {
    var address =
        Hits.item(sentence.kind() == SearchRequest.Kind.LESSON, sentence.item())
            .with("p", "" + sentence.passage())
            .at("p" + sentence.passage());
    return (question.isBlank() ? address : address.with("q", question)).toString();
  }

  /// The original, opened at the page of the sentence; empty where it cannot be shown in place.
  public static String original(Excerpt.Sentence sentence) {
    return sentence.page() > 0 && sentence.mediaType().equals(PDF)
        ? inPlace(sentence.item()) + sentence.page()
        : "";
  }

  /// To which the number of a page is added.
  static String inPlace(String item) {
    return "/api/documents/" + item + "/content?inline=true#page=";
  }

  private static String where(Excerpt.Sentence sentence) {
    var where = new ArrayList<String>();
    if (sentence.page() > 0) where.add("page " + sentence.page());
    var heading = Hits.where(sentence.heading(), sentence.title());
    if (!heading.isEmpty()) where.add(heading);
    return String.join(", ", where);
  }

  /// The passages of a page of hits that are shown by their nearest sentence, as a script asks for
  /// them.
  public static List<SearchPage.Near> near(
      Map<String, Answer.Snippet> snippets, List<String> order) {
    return order.stream()
        .flatMap(id ->
            Optional.ofNullable(snippets.get(id)).map(passage -> Hits.near(id, passage)).stream())
        .toList();
  }
}
