package dev.cairn.indexer.search;

import dev.cairn.corpus.ItemId;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.IndexFailure;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.sparql.PassageSearch;
import java.util.ArrayList;
import java.util.List;

/// The search as a part of questions to the graph: the same items in the same order as in the list
/// of results, page after page. Its scores tell the order and nothing else: what the index computes
/// with counts items that the caller may not see. Thread-safe.
public final class GraphSearch implements PassageSearch {
  private static final int PAGE = 100;

  /// As usual where lists are put together by their order (reciprocal rank fusion).
  private static final double SLOW = 60;

  private final Searcher searcher;

  public GraphSearch(Searcher searcher) {
    this.searcher = searcher;
  }

  @Override
  public List<Found> find(String text, Mode mode, int limit, Caller caller) {
    if (limit < 1 || limit > 1_000)
      throw new IllegalArgumentException("limit must be 1..1000, got " + limit);
    var request =
        SearchRequest.of(text)
            .withMode(
                switch (mode) {
                  case HYBRID -> SearchRequest.Mode.HYBRID;
                  case LEXICAL -> SearchRequest.Mode.LEXICAL;
                  case SEMANTIC -> SearchRequest.Mode.SEMANTIC;
                })
            .withLimit(Math.min(limit, PAGE));
    var found = new ArrayList<Found>();
    try {
      var answer = searcher.search(request, caller);
      answer.hits().forEach(hit -> found.add(found(hit, found.size())));
      while (answer.next().isPresent() && found.size() < limit) {
        answer = searcher.search(request.withCursor(answer.next().get()), caller);
        answer.hits().forEach(hit -> found.add(found(hit, found.size())));
      }
    } catch (IndexFailure e) {
      throw new CannotSearch(
          e.kind() == IndexFailure.Kind.NOT_READY
              ? String.valueOf(e.getMessage())
              : "The index does not answer now, so cairn:search cannot look; try again in a"
                  + " moment.");
    }
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  private static Found found(Answer.Hit hit, int before) {
    return new Found(
        new ItemId(hit.id()).iri(),
        (SLOW + 1) / (SLOW + 1 + before),
        hit.passage().map(Answer.Snippet::text).orElse(""),
        hit.passage().map(Answer.Snippet::heading).orElse(""),
        hit.passage().map(Answer.Snippet::page).orElse(0));
  }
}
