/// *Here is a text; which concepts does it mention, and where?*
///
/// Way in: `Linkers.over`. Way through: `Tokens` cuts the text into words, `Spelling` and
/// `Inflection` give each word the one form under which all its spellings meet, `Lexicon` holds the
/// labels as sequences of such forms, `LabelLinker` picks the longest, `Neighbours` decides about
/// everyday words, `SpunText` about text in which a program replaced words by synonyms.
///
/// Pure functions of vocabulary and text: no I/O, no clock, no randomness; linear in the text.
/// Knows nothing of documents, titles or tags: that a text is *about* what it mentions is decided
/// above.
@NullMarked
package dev.cairn.ontology.linking;

import org.jspecify.annotations.NullMarked;
