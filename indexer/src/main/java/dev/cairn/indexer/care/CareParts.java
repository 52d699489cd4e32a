package dev.cairn.indexer.care;

import dev.cairn.corpus.BlobStore;
import dev.cairn.corpus.Catalogue;
import dev.cairn.corpus.ContentId;
import dev.cairn.corpus.Item;
import dev.cairn.corpus.passage.DerivedStore;
import dev.cairn.indexer.SearchIndex;
import dev.cairn.indexer.ingest.Ingest;
import dev.cairn.indexer.search.Searcher;
import dev.cairn.ontology.GraphStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is cared for. Whoever opened these closes them, after the {@link Care}.
///
/// @param reloaded the catalogue as the graph has it now, read anew; closed after use
/// @param sources the bytes of a content, if a source that is followed still has them
/// @param folder the data folder; of it are used `events` and `curated`, and for copies `sources`,
///   `secrets`, `derived` and the settings file
/// @param forgetting takes out of all that is noted elsewhere what names these items, which are
///   about to be destroyed; on the disk when it returns
public record CareParts(
    GraphStore graph,
    Catalogue catalogue,
    Supplier<Catalogue> reloaded,
    BlobStore originals,
    DerivedStore derived,
    SearchIndex index,
    Ingest ingest,
    Searcher searcher,
    Function<ContentId, Optional<InputStream>> sources,
    Path folder,
    Consumer<Collection<Item>> forgetting,
    Clock clock) {}
