/// *What must everybody who stands in for a part of the corpus keep to?*
///
/// Contracts that adapters inherit, and stand-ins in memory for the tests of other rooms.
@NullMarked
package dev.cairn.corpus.testkit;

import org.jspecify.annotations.NullMarked;
