package dev.cairn.indexer.testkit;

import dev.cairn.indexer.Query;
import dev.cairn.indexer.SearchIndex.Facet;
import dev.cairn.indexer.SearchIndex.Question;
import dev.cairn.indexer.SearchIndex.Wording;
import dev.cairn.indexer.SearchRequest.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    return new Question(
        question.query(),
        question.principals(),
        question.filters(),
        question.weights(),
        question.distrust(),
        sort,
        question.offset(),
        question.limit(),
        question.facets(),
        question.explain(),
        question.wording());
  }

  public static Question page(Question question, int offset, int limit) {
    return new Question(
        question.query(),
        question.principals(),
        question.filters(),
        question.weights(),
        question.distrust(),
        question.sort(),
        offset,
        limit,
        question.facets(),
        question.explain(),
        question.wording());
  }

  public static Question filtered(Question question, Map<String, Query> filters) {
    return new Question(
        question.query(),
        question.principals(),
        filters,
        question.weights(),
        question.distrust(),
        question.sort(),
        question.offset(),
        question.limit(),
        question.facets(),
        question.explain(),
        question.wording());
  }

  public static Question counting(Question question, Facet... facets) {
    return new Question(
        question.query(),
        question.principals(),
        question.filters(),
        question.weights(),
        question.distrust(),
        question.sort(),
        question.offset(),
        question.limit(),
        List.of(facets),
        question.explain(),
        question.wording());
  }

  public static Question distrusting(Question question, double distrust) {
    return new Question(
        question.query(),
        question.principals(),
        question.filters(),
        question.weights(),
        distrust,
        question.sort(),
        question.offset(),
        question.limit(),
        question.facets(),
        question.explain(),
        question.wording());
  }

  public static Question worded(Question question, Wording wording) {
    return new Question(
        question.query(),
        question.principals(),
        question.filters(),
        question.weights(),
        question.distrust(),
        question.sort(),
        question.offset(),
        question.limit(),
        question.facets(),
        question.explain(),
        wording);
  }
}
