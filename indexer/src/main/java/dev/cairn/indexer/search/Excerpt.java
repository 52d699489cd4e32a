package dev.cairn.indexer.search;

import dev.cairn.indexer.Answer.Range;
import dev.cairn.indexer.SearchIndex.Shown;
import dev.cairn.indexer.SearchRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What the texts say to a question, in their own sentences; or that they do not say.
///
/// @param sentences best first, at most three; none where the question is not answered
/// @param reason one sentence for who asked; empty where the question is answered
/// @param signs by what it was decided; empty where there was nothing to decide
public record Excerpt(
    String question, List<Sentence> sentences, String reason, Optional<Signs> signs) {
  public Excerpt {
    sentences = List.copyOf(sentences);
    if (sentences.isEmpty() == reason.isEmpty())
      throw new IllegalArgumentException("either sentences, or the reason why there are none");
  }

  /// The same, with pages that somebody knows who has the texts at hand.
  public Excerpt placed(ToIntFunction<Sentence> page) {
    return new Excerpt(
        question,
        sentences.stream().map(s -> s.onPage(page.applyAsInt(s))).toList(),
        reason,
        signs);
  }

  public boolean answered() {
    return !sentences.isEmpty();
  }

  /// A sentence as it stands in its item, and where.
  ///
  /// @param item id of the item
  /// @param heading headings above the passage, joined by ` › `; empty if there are none
  /// @param passage of the item, from 0
  /// @param page on which the passage begins, from 1; 0 where there are none
  /// @param start first UTF-16 code unit in the item's text
  /// @param end last UTF-16 code unit, exclusive
  public record Sentence(
      String text,
      String item,
      SearchRequest.Kind kind,
      String title,
      String mediaType,
      String heading,
      int passage,
      int page,
      int start,
      int end) {
    /// @param range of the passage's text
    static Sentence of(Shown shown, Shown.Best best, Range range) {
      return new Sentence(
          best.text().substring(range.start(), range.end()),
          shown.id(),
          shown.kind(),
          shown.title(),
          shown.values().getOrDefault("mediaType", List.of()).stream().findFirst().orElse(""),
          best.heading(),
          best.ordinal(),
          best.page(),
          best.start() + range.start(),
          best.start() + range.end());
    }

    Sentence onPage(int newPage) {
      return new Sentence(
          text, item, kind, title, mediaType, heading, passage, newPage, start, end);
    }
  }

  /// Of the best sentence, and of the passages that were read.
  ///
  /// @param confidence 0..1, that the texts say it; what is less than the threshold is not answered
  /// @param similarity cosine of question and best sentence; 0 where meaning is not known
  /// @param deviations how far that is above what passages are usually like this question, in
  ///   standard deviations; 0 where meaning is not known
  /// @param covered 0..1, share of the weight of the question's words that the best sentence has,
  ///   with its title and headings
  /// @param around the same for the passage that has most of them
  public record Signs(
      double confidence, double similarity, double deviations, double covered, double around) {}
}
