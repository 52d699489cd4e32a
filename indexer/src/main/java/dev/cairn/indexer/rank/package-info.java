/// *These may answer; in which order do they, when words and meaning both speak?*
///
/// Way in: {@link dev.cairn.indexer.rank.Fusion}. Pure numbers: knows no index, no texts, no
/// callers.
@NullMarked
package dev.cairn.indexer.rank;

import org.jspecify.annotations.NullMarked;
