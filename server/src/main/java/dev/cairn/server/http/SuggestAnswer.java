package dev.cairn.server.http;

import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.search.Suggestions.Suggestion;
import dev.cairn.server.pages.Address;
import java.util.List;
import java.util.Optional;

/// The JSON shape of suggestions.
record SuggestAnswer(List<Shape> suggestions) {
  /// @param kind `question`, `concept`, `title`
  /// @param item `document` or `lesson`, of a title
  /// @param also another name, by which the concept was suggested
  record Shape(
      String kind,
      String text,
      String url,
      Optional<String> id,
      Optional<String> item,
      Optional<String> also) {}

  static SuggestAnswer of(List<Suggestion> all) {
    return new SuggestAnswer(all.stream().map(SuggestAnswer::shape).toList());
  }

  private static Shape shape(Suggestion one) {
    var id = one.id().orElse("");
    var url =
        switch (one.kind()) {
          case QUESTION -> Address.of("/search").with("q", one.text()).toString();
          case CONCEPT -> SearchAnswer.url(SearchRequest.Kind.CONCEPT, id);
          case TITLE -> SearchAnswer.url(one.item().orElse(SearchRequest.Kind.DOCUMENT), id);
        };
    return new Shape(
        Params.code(one.kind()),
        one.text(),
        url,
        one.id(),
        one.item().map(Params::code),
        one.also());
  }
}
