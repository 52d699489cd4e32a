/// *Where is it, and why is it there?*
///
/// The language of finding: requests, answers, hits and their reasons, and the port to an index.
/// Way in: `search.Searcher` for questions, `ingest.Ingest` for what comes in. Knows nothing of
/// HTTP, pages or the command line.
@NullMarked
package dev.cairn.indexer;

import org.jspecify.annotations.NullMarked;
