/// *How long does it take, and how much room?*
///
/// Programs that are started by hand; what they print stands in `BENCHMARKS.md`.
@NullMarked
package dev.cairn.ontology.bench;

import org.jspecify.annotations.NullMarked;
