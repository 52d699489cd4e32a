package dev.cairn.indexer.testkit;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Facet;
import dev.cairn.indexer.SearchIndex.Question;
import dev.cairn.indexer.SearchIndex.Wording;
import dev.cairn.indexer.SearchRequest.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Questions to an index, with defaults for all that a test does not care about.
public final class Questions {
  /// What an anonymous reader has.
  public static final Set<String> EVERYONE = Set.of("everyone");

  public static final Map<Query.Field, Double> WEIGHTS =
      Map.of(
          Query.Field.TITLE, 2.0,
          Query.Field.HEADINGS, 1.0,
          Query.Field.BODY, 1.0,
          Query.Field.LABELS, 0.5);

  private Questions() {}

  public static Question ask(Query query) {
    return ask(query, EVERYONE);
  }

  public static Question ask(Query query, Set<String> principals) {
    return new Question(
        query, principals, Map.of(), WEIGHTS, 0, Sort.RELEVANCE, 0, 1000, List.of(), true);
  }

  public static Question sorted(Question question, Sort sort) {
    return with(question, changed -> changed.sort = sort);
  }

  public static Question page(Question question, int offset, int limit) {
    return with(
        question,
        changed -> {
          changed.offset = offset;
          changed.limit = limit;
        });
  }

  public static Question filtered(Question question, Map<String, Query> filters) {
    return with(question, changed -> changed.filters = filters);
  }

  public static Question counting(Question question, Facet... facets) {
    return with(question, changed -> changed.facets = List.of(facets));
  }

  public static Question distrusting(Question question, double distrust) {
    return with(question, changed -> changed.distrust = distrust);
  }

  public static Question worded(Question question, Wording wording) {
    return with(question, changed -> changed.wording = wording);
  }

  /// Without reasons, as most people ask.
  public static Question unexplained(Question question) {
    return with(question, changed -> changed.explain = false);
  }

  private static Question with(Question question, Consumer<Draft> change) {
    var draft = new Draft(question);
    change.accept(draft);
    return new Question(
        question.query(),
        question.principals(),
        draft.filters,
        question.weights(),
        draft.distrust,
        draft.sort,
        draft.offset,
        draft.limit,
        draft.facets,
        draft.explain,
        draft.wording);
  }

  /// What of a question may be changed.
  private static final class Draft {
    private Map<String, Query> filters;
    private double distrust;
    private Sort sort;
    private int offset;
    private int limit;
    private List<Facet> facets;
    private boolean explain;
    private Wording wording;

    Draft(Question question) {
      filters = question.filters();
      distrust = question.distrust();
      sort = question.sort();
      offset = question.offset();
      limit = question.limit();
      facets = question.facets();
      explain = question.explain();
      wording = question.wording();
    }
  }
}
