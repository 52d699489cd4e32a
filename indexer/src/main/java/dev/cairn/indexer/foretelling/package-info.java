/// *The concepts may change; what would become of tags and answers?*
///
/// Way in: {@link Foretelling#begin}. One after another on a thread of its own, each to its end,
/// however many items there are; the results are kept in memory for some minutes. Searches what the
/// index would hold ({@link dev.cairn.indexer.SearchIndex#supposing}) with what the concepts would
/// be, so that it answers as the search will. Knows neither edits nor who may make them.
@NullMarked
package dev.cairn.indexer.foretelling;

import org.jspecify.annotations.NullMarked;
