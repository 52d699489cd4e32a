package dev.cairn.server.http;

import dev.cairn.indexer.Answer;
import dev.cairn.indexer.search.Similar;
import java.util.List;
import java.util.Optional;

/// The JSON shape of items that are like another one.
record SimilarAnswer(List<Shape> items) {
  /// @param score 0..1, comparable within this answer
  /// @param sameContent whether it says nearly the same
  /// @param likeness 0..1, the share that both texts have in common, where they say nearly the same
  record Shape(
      String id,
      String kind,
      String title,
      String url,
      Optional<String> date,
      Optional<String> mediaType,
      double score,
      boolean sameContent,
      Optional<Double> likeness,
      Shared shared) {}

  /// @param words that tell of both, as the item of the question writes them
  record Shared(List<Answer.Labelled> concepts, List<String> words) {}

  static SimilarAnswer of(List<Similar.Like> all) {
    return new SimilarAnswer(all.stream().map(SimilarAnswer::shape).toList());
  }

  private static Shape shape(Similar.Like one) {
    return new Shape(
        one.id(),
        Params.code(one.kind()),
        one.title(),
        SearchAnswer.url(one.kind(), one.id()),
        one.date().map(Object::toString),
        Optional.of(one.mediaType()).filter(type -> !type.isEmpty()),
        one.score(),
        one.same().isPresent(),
        one.same(),
        new Shared(one.shared(), one.words()));
  }
}
