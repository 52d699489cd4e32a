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
/// @param tagging those of them that texts are linked with
/// @param linker for these
/// @param embedder tells what texts mean; empty: nothing is found by meaning
public record IngestParts(
    BlobStore blobs,
    Catalogue catalogue,
    Extractor extractor,
    DerivedStore derived,
    Supplier<ConceptView> concepts,
    Supplier<ConceptView> tagging,
    Supplier<Linker> linker,
    SearchIndex index,
    Optional<Embedder> embedder,
    Clock clock) {
  /// With a vocabulary of which all is linked.
  public IngestParts(
      BlobStore blobs,
      Catalogue catalogue,
      Extractor extractor,
      DerivedStore derived,
      Supplier<ConceptView> concepts,
      Supplier<Linker> linker,
      SearchIndex index,
      Optional<Embedder> embedder,
      Clock clock) {
    this(blobs, catalogue, extractor, derived, concepts, concepts, linker, index, embedder, clock);
  }

  /// The same without meaning.
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

  /// Names the state of the vocabulary that an index is filled with: an index for another one has
  /// to be filled anew.
  public static String vocabulary(ConceptView concepts, Linker linker) {
    return concepts.version() + "+" + linker.version();
  }
}
