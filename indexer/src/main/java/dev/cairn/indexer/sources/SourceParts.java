package dev.cairn.indexer.sources;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.indexer.ingest.Ingest;
import java.time.Clock;

/// What following is made of. Whoever opened these closes them, after the {@link Sources}.
///
/// @param ingest started before the sources are
/// @param originals to find the links of a page that has not changed
public record SourceParts(Ingest ingest, Catalogue catalogue, BlobStore originals, Clock clock) {}
