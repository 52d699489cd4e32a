/// *Here is a file; what does it say, and what does it say of itself?*
///
/// Way in: {@link dev.cairn.corpus.extract.Extractors}. Tika reads all but Markdown, commonmark
/// reads that; both are turned into one form, headings, paragraphs and rows with their pages. What
/// lies in archives and mail is handed over one level deep. A file is hostile until it is read:
/// limits on time, text, depth and what it unpacks to, nothing is fetched, and whatever goes wrong
/// is the outcome of this file only. Knows nothing of where files come from.
@NullMarked
package dev.cairn.corpus.extract;

import org.jspecify.annotations.NullMarked;
