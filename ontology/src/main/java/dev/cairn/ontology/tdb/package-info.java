/// *Here are some statements, how do they survive a power cut?*
///
/// Way in: {@link dev.cairn.ontology.tdb.GraphStores}. One adapter of {@link
/// dev.cairn.ontology.GraphStore}: Jena TDB2, on disk or in memory. Each change is one write
/// transaction, costing some 25 ms on disk whatever its size, so callers batch; each question is
/// one read transaction, whose answer is copied out before it ends.
///
/// Nothing here reaches out: SERVICE is switched off, FROM names graphs of the store only. Knows
/// nothing of what the statements mean.
@NullMarked
package dev.cairn.ontology.tdb;

import org.jspecify.annotations.NullMarked;
