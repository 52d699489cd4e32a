/// *Here are the places where concepts occur; what is the item about?*
///
/// Way in: `Tagger`. A pure function of text, mentions and vocabulary: no I/O, no clock, and
/// nothing of the rest of the corpus, so that a rerun gives the same tags. Does not find mentions
/// (that is `dev.cairn.ontology.linking`) and does not count items.
@NullMarked
package dev.cairn.corpus.tagging;

import org.jspecify.annotations.NullMarked;
