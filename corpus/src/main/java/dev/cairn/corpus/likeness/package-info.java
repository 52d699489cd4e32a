/// *Here is a text: which others say the same?*
///
/// Texts are compared by MinHash over shingles of words (Broder 1997, "On the resemblance and
/// containment of documents"). Way in: {@link dev.cairn.corpus.likeness.Sketches}, which makes half
/// a kilobyte of a text; the share of equal numbers in two sketches estimates the share of shingles
/// that the texts have in common, and bands of numbers find the candidates without comparing all.
///
/// Limits: words only. A translation, or a text in other words, is not alike.
@NullMarked
package dev.cairn.corpus.likeness;

import org.jspecify.annotations.NullMarked;
