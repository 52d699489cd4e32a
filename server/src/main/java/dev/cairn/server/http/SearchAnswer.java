package dev.cairn.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.Why;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.indexer.search.WhyNot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON shape of an answer.
record SearchAnswer(
    QueryShape query,
    Total total,
    long tookMillis,
    List<HitShape> hits,
    Map<String, List<FacetShape>> facets,
    Optional<String> next,
    List<Answer.Notice> notices,
    Optional<WhyNotShape> whyNot) {

  /// @param nearestPassages so many passages nearest in meaning belong to what was found; absent
  ///   where none do
  record QueryShape(
      String text,
      String mode,
      List<RecognisedShape> concepts,
      Optional<String> didYouMean,
      Optional<Integer> nearestPassages) {}

  /// @param found whether it is among the hits
  /// @param text all reasons, for people
  record WhyNotShape(
      String id, boolean found, Optional<Integer> rank, String text, List<WhyNot.Reason> reasons) {
    static WhyNotShape of(WhyNot.Verdict verdict) {
      return new WhyNotShape(
          verdict.id(),
          verdict.rank().isPresent(),
          verdict.rank().isPresent() ? Optional.of(verdict.rank().getAsInt()) : Optional.empty(),
          verdict.text(),
          verdict.reasons());
    }
  }

  record RecognisedShape(String id, String label, String matched, double confidence) {}

  record Total(long value, String relation) {}

  /// @param pinned true where an admin pinned it to this question, else absent
  record HitShape(
      String id,
      String kind,
      String title,
      String url,
      double score,
      Optional<String> date,
      List<String> authors,
      Optional<String> organisation,
      Optional<String> status,
      Optional<String> mediaType,
      Optional<PassageShape> passage,
      List<Answer.Labelled> concepts,
      List<Answer.Labelled> readsAs,
      List<ItemAnswer.Duplicate> duplicates,
      Optional<Boolean> pinned,
      Optional<WhyShape> why) {}

  /// @param sentence where the passage was found by its meaning: the sentence that is nearest, once
  ///   that is known
  record PassageShape(
      Optional<String> heading,
      String text,
      List<int[]> highlights,
      Optional<Integer> page,
      int ordinal,
      Optional<int[]> sentence) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record WhyShape(
      Optional<LexicalShape> lexical,
      Optional<SemanticShape> semantic,
      List<ConceptShape> concepts,
      Map<String, Double> other) {}

  /// @param rank absent where the item is not among the first by words
  record LexicalShape(
      double contribution, Optional<Integer> rank, double score, List<Why.Term> terms) {}

  /// @param rank absent where the item is not among the nearest
  record SemanticShape(double contribution, Optional<Integer> rank, double similarity) {}

  record ConceptShape(
      List<String> path, String relation, double contribution, List<Why.Evidence> evidence) {}

  record FacetShape(String value, String label, long count, List<FacetShape> children) {}

  static SearchAnswer of(
      Answer answer, boolean explain, long tookMillis, Optional<WhyNot.Verdict> whyNot) {
    var facets = new LinkedHashMap<String, List<FacetShape>>();
    answer.facets().forEach((name, values) -> facets.put(name, facets(values)));
    return new SearchAnswer(
        new QueryShape(
            answer.text(),
            Params.code(answer.mode()),
            answer.recognised().stream()
                .map(r -> new RecognisedShape(r.id(), r.label(), r.matched(), r.confidence()))
                .toList(),
            answer.didYouMean(),
            Optional.of(Searcher.nearest(answer.mode())).filter(n -> n > 0)),
        new Total(answer.total(), "exact"),
        tookMillis,
        answer.hits().stream().map(hit -> hit(hit, explain)).toList(),
        facets,
        answer.next(),
        answer.notices(),
        whyNot.map(WhyNotShape::of));
  }

  /// Where a hit is read; opened at its passage.
  static String url(Answer.Hit hit) {
    return url(hit.kind(), hit.id());
  }

  static String url(SearchRequest.Kind kind, String id) {
    return switch (kind) {
      case DOCUMENT -> "/documents/" + id;
      case LESSON -> "/lessons/" + id;
      case CONCEPT -> "/concepts/" + id;
    };
  }

  private static HitShape hit(Answer.Hit hit, boolean explain) {
    return new HitShape(
        hit.id(),
        kind(hit.kind()),
        hit.title(),
        url(hit),
        hit.score(),
        hit.date().map(Object::toString),
        hit.authors(),
        hit.organisation(),
        present(hit.status()),
        present(hit.mediaType()),
        hit.passage().map(SearchAnswer::passage),
        hit.concepts(),
        hit.readsAs(),
        hit.alike().stream().map(ItemAnswer.Duplicate::of).toList(),
        hit.pinned() ? Optional.of(true) : Optional.empty(),
        explain ? Optional.of(why(hit.why())) : Optional.empty());
  }

  private static String kind(SearchRequest.Kind kind) {
    return Params.code(kind);
  }

  private static PassageShape passage(Answer.Snippet snippet) {
    return new PassageShape(
        present(snippet.heading()),
        snippet.text(),
        snippet.highlights().stream().map(r -> new int[] {r.start(), r.end()}).toList(),
        snippet.page() > 0 ? Optional.of(snippet.page()) : Optional.empty(),
        snippet.ordinal(),
        snippet.sentence().map(r -> new int[] {r.start(), r.end()}));
  }

  private static Optional<Integer> rank(int rank) {
    return rank > 0 ? Optional.of(rank) : Optional.empty();
  }

  private static WhyShape why(Why why) {
    var other = new LinkedHashMap<String, Double>();
    why.other().forEach(o -> other.merge(o.name(), o.contribution(), Double::sum));
    return new WhyShape(
        why.lexical()
            .map(l -> new LexicalShape(l.contribution(), rank(l.rank()), l.score(), l.terms())),
        why.semantic()
            .map(s -> new SemanticShape(s.contribution(), rank(s.rank()), s.similarity())),
        why.concepts().stream()
            .map(c -> new ConceptShape(c.path(), c.relation(), c.contribution(), c.evidence()))
            .toList(),
        other);
  }

  private static List<FacetShape> facets(List<Answer.FacetValue> values) {
    return values.stream()
        .map(v -> new FacetShape(v.value(), v.label(), v.count(), facets(v.children())))
        .toList();
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
