package dev.cairn.indexer.search;

import static dev.cairn.ontology.testkit.SmallView.concept;

import dev.cairn.corpus.curation.Curation;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.lucene.LuceneIndexes;
import dev.cairn.indexer.rank.Weights;
import dev.cairn.indexer.testkit.CheckedSearchIndex;
import dev.cairn.indexer.testkit.Entries;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.linking.LinkerSettings;
import dev.cairn.ontology.linking.Linkers;
import dev.cairn.ontology.testkit.SmallView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A searcher over an index in memory and a small vocabulary.
final class SearchHouse implements AutoCloseable {
  static final ConceptView VIEW =
      SmallView.of(
              concept("management"),
              concept("management-function").broader("management"),
              concept("planning").broader("management-function"),
              concept("scheduling").broader("planning"),
              concept("controlling").broader("management-function"),
              concept("customer-loyalty").preferred("customer loyalty"),
              concept("customer-churn").preferred("customer churn").related("customer-loyalty"),
              concept("silent-churn").preferred("silent churn").broader("customer-churn"))
          .with(
              new ConceptView.Slice(
                  "function", "management-function", List.of("planning", "controlling")));

  final SearchIndex index = new CheckedSearchIndex(LuceneIndexes.inMemory());
  final MovableClock clock = new MovableClock();
  final Linker linker = Linkers.over(VIEW, LinkerSettings.defaults());
  final Searcher searcher;
  final Curation curation;
  private final Path folder = temporary();

  SearchHouse(EvidenceSource evidence) {
    this(evidence, Optional.empty());
  }

  SearchHouse(EvidenceSource evidence, Optional<Embedder> embedder) {
    curation = Curation.open(folder, clock);
    searcher =
        new Searcher(
            index,
            () -> VIEW,
            () -> linker,
            evidence,
            embedder,
            Weights.defaults(),
            curation::curated,
            clock);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("curated");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SearchHouse() {
    this(EvidenceSource.none());
  }

  void hold(Entries... entries) {
    for (var entry : entries) index.replace(entry.made());
    index.refresh();
  }

  Answer search(SearchRequest request) {
    return searcher.search(request, Caller.anonymous());
  }

  Answer search(String text) {
    return search(SearchRequest.of(text).withLimit(100).explained());
  }

  List<String> ids(String text) {
    return ids(search(text));
  }

  static List<String> ids(Answer answer) {
    return answer.hits().stream().map(Answer.Hit::id).toList();
  }

  /// A request with filters.
  static SearchRequest filtered(
      String text,
      List<String> concepts,
      boolean exact,
      Map<String, List<String>> slices,
      Map<String, List<String>> filters,
      List<String> facets) {
    return SearchRequest.of(text)
        .withMode(SearchRequest.Mode.LEXICAL)
        .withConcepts(concepts, exact)
        .withSlices(slices)
        .withFilters(filters)
        .counting(facets)
        .explained()
        .withLimit(100);
  }

  @Override
  public void close() {
    searcher.close();
    index.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
