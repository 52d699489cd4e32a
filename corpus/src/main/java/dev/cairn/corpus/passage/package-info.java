/// *Here is a text; where may I cut it, and where is kept what was made of it?*
///
/// Way in: {@link dev.cairn.corpus.passage.Splitter}, a pure function of a reading, and {@link
/// dev.cairn.corpus.passage.DerivedStore}, which spares reading and linking again. All that is
/// stored here can be made again from the originals and may be deleted at any time.
@NullMarked
package dev.cairn.corpus.passage;

import org.jspecify.annotations.NullMarked;
