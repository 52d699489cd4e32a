/// *Here is what a person asks; what is found, in which order, and why?*
///
/// Way in: `Searcher`. Parses the question (`query`), widens it by the concepts it names, asks one
/// view of the index with filters and rights, and makes of what it found one answer: hits with
/// reasons, snippets, facets with labels, a cursor to go on.
///
/// `Excerpts` answers by sentences of what was found. Knows nothing of Lucene, HTTP or pages.
@NullMarked
package dev.cairn.indexer.search;

import org.jspecify.annotations.NullMarked;
