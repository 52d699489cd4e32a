package dev.cairn.server.http;

import dev.cairn.indexer.search.Excerpt;
import dev.cairn.server.pages.AnswerPages;
import java.util.List;
import java.util.Optional;

/// The JSON shape of a short answer.
///
/// @param confidence 0..1, that the texts say it; absent where there was nothing to decide
/// @param reason why it is not answered
record ExcerptAnswer(
    String question,
    boolean answered,
    Optional<Double> confidence,
    List<SentenceShape> sentences,
    Optional<String> reason,
    long tookMillis) {
  /// @param url where it is read, opened at the passage
  /// @param original the original, opened at the page; absent where there is none to be shown
  /// @param start first UTF-16 code unit in the item's text
  /// @param end last UTF-16 code unit, exclusive
  record SentenceShape(
      String text,
      ItemShape item,
      Optional<String> heading,
      int passage,
      Optional<Integer> page,
      int start,
      int end,
      String url,
      Optional<String> original) {}

  record ItemShape(String id, String kind, String title, String url) {}

  static ExcerptAnswer of(Excerpt excerpt, long tookMillis) {
    return new ExcerptAnswer(
        excerpt.question(),
        excerpt.answered(),
        excerpt.signs().map(Excerpt.Signs::confidence),
        excerpt.sentences().stream().map(s -> sentence(s, excerpt.question())).toList(),
        Optional.of(excerpt.reason()).filter(reason -> !reason.isEmpty()),
        tookMillis);
  }

  private static SentenceShape sentence(Excerpt.Sentence sentence, String question) {
    return new SentenceShape(
        sentence.text(),
        new ItemShape(
            sentence.item(),
            Params.code(sentence.kind()),
            sentence.title(),
            SearchAnswer.url(sentence.kind(), sentence.item())),
        Optional.of(sentence.heading()).filter(heading -> !heading.isEmpty()),
        sentence.passage(),
        Optional.of(sentence.page()).filter(page -> page > 0),
        sentence.start(),
        sentence.end(),
        AnswerPages.href(sentence, question),
        Optional.of(AnswerPages.original(sentence)).filter(original -> !original.isEmpty()));
  }
}
