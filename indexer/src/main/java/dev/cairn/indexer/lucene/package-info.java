/// *Which entries match, in which order, and why?*
///
/// The embedded index. Way in: {@link dev.cairn.indexer.lucene.LuceneIndexes}, the only opener. An
/// entry is a block of Lucene documents: one for each passage, and last the one for the item, which
/// is what questions match. `Analysis` takes texts apart in their `Language`, `Blocks` lays an
/// entry out in fields, `Sought` says by which terms a word of a question may be there,
/// `Translation` makes Lucene's queries and our scoring out of a question, `Finding` walks over the
/// matches once (order, total, facets), `Nearest` finds passages by their directions, `Showing`
/// fetches what is displayed.
///
/// Limits: one process, one writer. Knows nothing of requests, concepts' meaning or HTTP; no class
/// outside this package imports Lucene.
@NullMarked
package dev.cairn.indexer.lucene;

import org.jspecify.annotations.NullMarked;
