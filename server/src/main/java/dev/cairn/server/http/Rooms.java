package dev.cairn.server.http;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ItemId;
import dev.cairn.corpus.Reading;
import dev.cairn.corpus.course.Courses;
import dev.cairn.corpus.curation.Curation;
import dev.cairn.corpus.measure.Event;
import dev.cairn.corpus.measure.EventLog;
import dev.cairn.indexer.Answer;
import dev.cairn.indexer.SearchRequest;
import dev.cairn.indexer.care.Care;
import dev.cairn.indexer.course.Teaching;
import dev.cairn.indexer.foretelling.Foretelling;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.mapping.Mappings;
import dev.cairn.indexer.search.Centre;
import dev.cairn.indexer.search.Comparison;
import dev.cairn.indexer.search.Cube;
import dev.cairn.indexer.search.Excerpt;
import dev.cairn.indexer.search.Excerpts;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.indexer.search.Similar;
import dev.cairn.indexer.search.Suggestions;
import dev.cairn.indexer.search.WhyNot;
import dev.cairn.indexer.sources.Sources;
import dev.cairn.ontology.Caller;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.curating.Curator;
import dev.cairn.ontology.curating.Proposals;
import dev.cairn.ontology.imported.Export;
import dev.cairn.ontology.imported.Shelf;
import dev.cairn.ontology.matching.Rejections;
import dev.cairn.ontology.sparql.Sparql;
import dev.cairn.ontology.vocabulary.Delta;
import dev.cairn.server.config.Settings;
import dev.cairn.server.security.Gate;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the handlers ask: the rooms below, wired by the assembly.
///
/// @param concepts the picture of the concepts as it is now
/// @param incoming folder in which parts of an upload wait until they are stored
/// @param trouble one sentence for the operator if some part does not work, else empty
public record Rooms(
    Settings settings,
    Supplier<ConceptView> concepts,
    Catalogue catalogue,
    BlobStore originals,
    Ingest ingest,
    Care care,
    Restoring restoring,
    Sources sources,
    Searcher searcher,
    Helping helping,
    Imported imported,
    Curating curating,
    Gate gate,
    Path incoming,
    Clock clock,
    Supplier<Optional<String>> trouble) {
  /// What helps people to find.
  public record Helping(
      EventLog events,
      Suggestions suggestions,
      Similar similar,
      WhyNot whyNot,
      Excerpts excerpts,
      Curation curation,
      Sparql sparql,
      Courses courses,
      Teaching teaching,
      Knowing knowing) {}

  /// What is known of a concept, of two, and where nothing is. Each remembers what it gathered.
  public record Knowing(Centre centre, Comparison comparison, Cube cube) {}

  /// Vocabularies of others.
  public record Imported(Shelf shelf, Export export, Mappings mappings, Rejections rejections) {}

  /// What changes the vocabulary.
  ///
  /// @param future what would be, with a change that is not made
  public record Curating(
      Curator curator,
      Proposals proposals,
      Function<Delta, Ingest.Foreseen> future,
      Foretelling<Foresight> foretelling) {}

  /// What the texts say to a question, each sentence with the very page on which it begins.
  Excerpt excerpt(SearchRequest request, Caller caller) {
    return helping.excerpts().of(request, caller).placed(sentence -> page(sentence, caller));
  }

  private int page(Excerpt.Sentence sentence, Caller caller) {
    if (sentence.page() == 0) return 0;
    return catalogue
        .find(new ItemId(sentence.item()), caller)
        .flatMap(ingest::derived)
        .flatMap(derived ->
            derived.reading().blocks().stream()
                .filter(
                    block -> block.start() <= sentence.start() && sentence.start() < block.end())
                .map(Reading.Block::page)
                .findFirst())
        .orElse(sentence.page());
  }

  /// Why an item that somebody misses is not among the hits; empty where nobody misses any.
  Optional<WhyNot.Verdict> whyNot(SearchRequest request, Optional<String> missed, Caller caller) {
    return missed.map(id -> helping.whyNot().explain(request, id, caller));
  }

  /// An answer to a question that somebody just asked: noted, unless it is no more than filters, or
  /// the next page.
  Answer asked(SearchRequest request, Caller caller) {
    var answer = search(request, caller);
    if (!request.text().isBlank() && request.cursor().isEmpty())
      helping
          .events()
          .note(
              new Event.Searched(
                  clock.instant(),
                  caller.id(),
                  request.text(),
                  Params.code(answer.mode()),
                  answer.total()));
    return answer;
  }

  /// An answer under the caller's rights; it says so when the index does not show everything yet.
  Answer search(SearchRequest request, Caller caller) {
    long behind = ingest.behind();
    var answer = searcher.search(request, caller);
    return behind == 0
        ? answer
        : answer.noting(
            new Answer.Notice(
                "catching-up",
                "Something has changed that cannot be found yet; this answer may be incomplete for"
                    + " a moment."));
  }
}
