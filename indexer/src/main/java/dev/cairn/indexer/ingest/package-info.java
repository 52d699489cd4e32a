/// *Here is a file; when can it be found, and what became of it?*
///
/// Way in: {@link dev.cairn.indexer.ingest.Ingest}. What comes in is made durable first and
/// acknowledged then; reading, linking and describing are work that is done again after a crash;
/// one feeder brings every change, strictly in the order of its number, into the index.
///
/// Knows nothing of HTTP, of parsers or of how an index is built. Asks `corpus` to read, split and
/// remember, `ontology` to link, the {@link dev.cairn.indexer.SearchIndex} to replace.
@NullMarked
package dev.cairn.indexer.ingest;

import org.jspecify.annotations.NullMarked;
