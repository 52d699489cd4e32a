package dev.cairn.indexer.ingest;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.Extractor;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.Embedder;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// What bringing in is made of. Whoever opened these closes them, after the {@link Ingest}.
///
/// @param derived spares reading again; may be emptied at any time
/// @param concepts the concepts as they are now
/// @param linker for the same concepts
/// @param embedder tells what texts mean; empty: nothing is found by meaning
public record IngestParts(
    BlobStore blobs,
    Catalogue catalogue,
    Extractor extractor,
    DerivedStore derived,
    Supplier<ConceptView> concepts,
    Supplier<Linker> linker,
    SearchIndex index,
    Optional<Embedder> embedder,
    Clock clock) {
  /// Without meaning.
  public IngestParts(
      BlobStore blobs,
      Catalogue catalogue,
      Extractor extractor,
      DerivedStore derived,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      SearchIndex index,
      Clock clock) {
    this(blobs, catalogue, extractor, derived, concepts, linker, index, Optional.empty(), clock);
  }
}
