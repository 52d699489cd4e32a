/// *Here is a text: which others say the same?*
///
/// Texts are compared by MinHash over shingles of words (Broder 1997, "On the resemblance and
/// containment of documents"): a sketch is small, and the share of equal numbers in two sketches
/// estimates the share of shingles that the texts have in common.
@NullMarked
package dev.cairn.corpus.likeness;

import org.jspecify.annotations.NullMarked;
