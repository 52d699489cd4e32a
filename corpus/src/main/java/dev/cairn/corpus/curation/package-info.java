/// *What did people set right in the search by hand, and what do they want to ask again?*
///
/// Way in: {@link dev.cairn.corpus.curation.Curation}. Pins (this item first for that question),
/// synonyms (these words mean the same) and saved searches, each in one small file that is replaced
/// whole. What a search needs of them is one immutable picture ({@link
/// dev.cairn.corpus.curation.Curated}).
///
/// Limits: everything is in memory and bounded in number and length. Knows nothing of rankings,
/// HTTP or pages; whether an item is still there is asked elsewhere.
@NullMarked
package dev.cairn.corpus.curation;

import org.jspecify.annotations.NullMarked;
