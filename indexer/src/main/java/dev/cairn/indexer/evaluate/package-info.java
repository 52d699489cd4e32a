/// *Here are questions and what people judged to answer them; how good are the answers?*
///
/// Way in: {@link dev.cairn.indexer.evaluate.Judged} reads a collection, {@link
/// dev.cairn.indexer.evaluate.Measures} measures one answer, {@link
/// dev.cairn.indexer.evaluate.Significance} compares two ways of answering. Asks nobody itself.
@NullMarked
package dev.cairn.indexer.evaluate;

import org.jspecify.annotations.NullMarked;
